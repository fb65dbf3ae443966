/* SPDX-License-Identifier: Apache-2.0 */
/* A notice in words: what it says, why it came, and where it leads. */
#ifndef KOERS_NOTICE_SENTENCE_H
#define KOERS_NOTICE_SENTENCE_H

#include "gen/notice.h"
#include "model/call.h"

/* What it says, in the language of whom it is for; `today` is the day it is there. */
struct str sentence_of(struct arena *arena, const struct notice_post *post, day_t today);

/* "you own what is due.", with who is stood in for behind it. */
struct str sentence_why(struct arena *arena, const struct notice_post *post);

/* The page of a thing: of an "objective", "meeting", "step", "harmonisation" or "unit"; of a
 * "person" where they check in; of anything else the first page. */
struct str place_url(struct call *call, struct str subject, int64_t id);

/* The page a notice leads to. */
struct str sentence_url(struct call *call, const struct notice_post *post);

#endif
