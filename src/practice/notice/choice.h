/* SPDX-License-Identifier: Apache-2.0 */
/* How somebody wants what they are told. */
#ifndef KOERS_NOTICE_CHOICE_H
#define KOERS_NOTICE_CHOICE_H

#include "gen/notice.h"
#include "model/call.h"

/* From now on, and for what waits. Whose it is the caller has asked. */
enum err choice_set(struct call *call, int64_t person_id, enum notice_kind kind,
                    enum notice_channel channel, enum notice_pace pace) MUST_USE;

#endif
