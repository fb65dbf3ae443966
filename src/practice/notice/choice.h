/* SPDX-License-Identifier: Apache-2.0 */
/* How somebody wants what they are told. */
#ifndef KOERS_NOTICE_CHOICE_H
#define KOERS_NOTICE_CHOICE_H

#include "gen/notice.h"
#include "model/call.h"

/* From now on, and for what waits. Whose it is the caller has asked. */
enum err choice_set(struct call *call, int64_t person_id, enum notice_kind kind,
                    enum notice_channel channel, enum notice_pace pace) MUST_USE;

/* As the link of a message does: none of a kind any more. Of the digest: neither the weekly one nor
 * that of a day. */
enum err choice_stop(struct call *call, int64_t person_id, enum notice_kind kind,
                     enum notice_channel channel) MUST_USE;

#endif
