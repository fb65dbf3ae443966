/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Key results. Operations are declared in gen/okr.h; here stands what check-ins and imports need.
 *
 * Their drafts and borders are those of their objective: a key result is opened together with it.
 */
#ifndef KOERS_OKR_KEY_RESULT_H
#define KOERS_OKR_KEY_RESULT_H

#include "gen/okr.h"
#include "model/call.h"
#include "practice/okr/measure_list.h"
#include "practice/okr/measuring.h"
#include "practice/okr/objective.h"

struct open_key_result {
    struct key_result row;
    struct open_objective objective;
    struct subject subject; /* the owner of the key result counts as an owner */
};

/* Opens for reading; ERR_NOT_FOUND also where its objective is somebody else's draft. */
enum err key_result_open(struct call *call, int64_t id, struct open_key_result *out) MUST_USE;

/* Opens to do `verb`: as above, then ERR_FORBIDDEN where the policy forbids it. */
enum err key_result_open_to(struct call *call, int64_t id, enum verb verb,
                            struct open_key_result *out) MUST_USE;

/* The period that holds for key results without days of their own. */
struct measuring_period key_result_period(const struct open_objective *objective);

/* Notes every fault of the measure, with the member it belongs to. */
void key_result_check(struct call *call, const struct open_objective *objective,
                      const struct key_result *row, const struct measure_lists *lists);

/* Notes what is wrong with its weight among its siblings'. */
enum err key_result_check_weight(struct call *call, const struct key_result *row) MUST_USE;

/* A share counts intervals of the unit's cadence when the rule was chosen; `before` is NULL for a
 * new key result. */
enum err key_result_set_interval(struct call *call, const struct objective_place *place,
                                 const struct key_result *before,
                                 struct key_result *after) MUST_USE;

/* Writes the difference, and carries it upward: row, version, event and history. `told` is what
 * changed beside its fields, or NULL. */
enum err key_result_save(struct call *call, const char *event, const struct open_key_result *open,
                         struct key_result *after, const struct told *told,
                         struct key_result_view *out) MUST_USE;

/* The key result as its page shows it. */
enum err key_result_show(struct call *call, int64_t id, struct key_result_view *out) MUST_USE;

#endif
