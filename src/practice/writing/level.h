/* SPDX-License-Identifier: Apache-2.0 */
/* The level in force of every rule: what the organisation chose, or what it ships with. */
#ifndef KOERS_WRITING_LEVEL_H
#define KOERS_WRITING_LEVEL_H

#include "model/call.h"
#include "practice/writing/rule.h"

enum err rule_levels_load(struct call *call, enum writing_level levels[RULE_COUNT]) MUST_USE;

/* The language that was asked for; none: that of the person who asks. */
enum err writing_language(struct call *call, enum language asked, enum language *out) MUST_USE;

#endif
