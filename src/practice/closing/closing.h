/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How objectives end. Operations are declared in gen/closing.h; here stands
 * what the files of this part need of each other.
 *
 * A promise (committed) is met only when all of it was reached, else missed: a
 * missed one opens a post-mortem. A stretch (aspirational) is judged by the
 * colour of its score. The two are counted apart and never averaged; scores of
 * key results are never averaged either.
 */
#ifndef KOERS_CLOSING_CLOSING_H
#define KOERS_CLOSING_CLOSING_H

#include "gen/closing.h"
#include "model/call.h"
#include "practice/okr/objective.h"

#define CLOSING_OBJECTIVES_MAX 200 /* of a unit's set, shown in one sitting */
#define CLOSING_ACTIONS_MAX    200

/* Fills in what the rows of closing_objective do not hold: key results,
 * suggestions, judgement, the post-mortem, what goes on and what they came
 * from. At most CLOSING_OBJECTIVES_MAX at once. */
enum err closing_fill(struct call *call, struct closing_objective *items, size_t count) MUST_USE;

/* The suggested score of an objective or key result; none without a
 * contribution. */
struct maybe closing_suggest(struct maybe contribution, enum objective_kind kind);

/* Opens a post-mortem of a missed promise, unless it has one already. */
enum err post_mortem_open(struct call *call, const struct objective *objective) MUST_USE;

/* Fills in what lists of post-mortems show of the one who asks. */
void post_mortem_fill(struct call *call, struct post_mortem_view *items, size_t count);

/* The retrospective of a unit and cycle with its causes; NULL without one. */
enum err retrospective_of(struct call *call, int64_t unit_id, int64_t cycle_id,
                          struct retrospective_view **out) MUST_USE;

#endif
