/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/notice/kind.h"

#define WEEKLY  NOTICE_PACE_WEEKLY
#define AT_ONCE NOTICE_PACE_AT_ONCE

/* What somebody sends on purpose, what has a day of its own and what is late already would be no
 * use a week later. */
static const struct kind table[] = {
    /* clang-format off */
    [NOTICE_KIND_CHECK_IN_DUE]      = {WEEKLY,  WORD_WHY_OWNER,   true},
    [NOTICE_KIND_CHECK_IN_OVERDUE]  = {WEEKLY,  WORD_WHY_OWNER,   true},
    [NOTICE_KIND_REVIEW_ASKED]      = {WEEKLY,  WORD_WHY_REVIEW,  true},
    [NOTICE_KIND_REVIEW_ANSWERED]   = {WEEKLY,  WORD_WHY_AUTHOR,  false},
    [NOTICE_KIND_HELP_ASKED]        = {WEEKLY,  WORD_WHY_HELP,    true},
    [NOTICE_KIND_ACTION_GIVEN]      = {WEEKLY,  WORD_WHY_ACTION,  true},
    [NOTICE_KIND_ACTION_DUE]        = {WEEKLY,  WORD_WHY_ACTION,  true},
    [NOTICE_KIND_MEETING_PLANNED]   = {AT_ONCE, WORD_WHY_MEETING, false},
    [NOTICE_KIND_MINUTES]           = {AT_ONCE, WORD_WHY_MINUTES, false},
    [NOTICE_KIND_ROLE_GIVEN]        = {WEEKLY,  WORD_WHY_ROLE,    false},
    [NOTICE_KIND_OBJECTIVE_CHANGED] = {WEEKLY,  WORD_WHY_FOLLOW,  false},
    [NOTICE_KIND_MENTIONED]         = {WEEKLY,  WORD_WHY_MENTION, false},
    [NOTICE_KIND_STEP_DUE]          = {AT_ONCE, WORD_WHY_STEP,    true},
    [NOTICE_KIND_STEP_ESCALATED]    = {AT_ONCE, WORD_WHY_STEP,    true},
    [NOTICE_KIND_HAND_OVER]         = {AT_ONCE, WORD_WHY_HAND_OVER, false},
    [NOTICE_KIND_DIGEST]            = {WEEKLY,  WORD_WHY_DIGEST,  false},
    /* clang-format on */
};

const struct kind *
kind_of(enum notice_kind kind)
{
    return &table[kind];
}
