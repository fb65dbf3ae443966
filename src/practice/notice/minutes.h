/* SPDX-License-Identifier: Apache-2.0 */
/* The minutes of a check-in meeting as a message. */
#ifndef KOERS_NOTICE_MINUTES_H
#define KOERS_NOTICE_MINUTES_H

#include "gen/notice.h"
#include "model/call.h"
#include "practice/notice/paper.h"

/* Who was there, what was agreed and what was noted, as it is now, in the language of whom the
 * notice is for. Too long for a message, it says so: half of it would be worse than none. */
enum err minutes_write(struct call *call, const struct notice_post *post,
                       struct paper *paper) MUST_USE;

#endif
