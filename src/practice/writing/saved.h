/* SPDX-License-Identifier: Apache-2.0 */
/* What the rules judge, as it is saved: one objective, or all that a unit has in a cycle. */
#ifndef KOERS_WRITING_SAVED_H
#define KOERS_WRITING_SAVED_H

#include "model/call.h"
#include "practice/okr/objective.h"
#include "practice/writing/judge.h"

#define SAVED_MAX 200 /* objectives of a unit that are judged; nobody has more in a cycle */

struct saved_objective {
    int64_t id;
    int64_t unit_id;
    int64_t cycle_id;
    struct str unit_path;
    int64_t *key_result_ids; /* as many as the draft has key results */
};

/* Drafts to judge and, in the same order, what they are. */
struct saved_set {
    struct draft_set set;
    struct saved_objective *of;
};

/* An objective the one who asks has opened, finished as it stands. */
enum err saved_objective_load(struct call *call, const struct open_objective *open,
                              struct saved_set *out) MUST_USE;

/* What a unit owns in a cycle and this person sees: live, up to SAVED_MAX, by rank. */
enum err saved_unit_load(struct call *call, int64_t unit_id, int64_t cycle_id,
                         struct saved_set *out) MUST_USE;

/* What these units own in a cycle, drafts of whoever among it: unit by unit, by rank. For what no
 * person asks; a unit is judged by the stretch of the set that is its own. */
enum err saved_live_load(struct call *call, int64_t cycle_id, const struct id_list *unit_ids,
                         struct saved_set *out) MUST_USE;

/* Published ones of these units in a cycle, of whoever: the next SAVED_MAX after `after_id`, by id.
 * Each is judged by itself, not as a set. */
enum err saved_published_load(struct call *call, int64_t cycle_id, const struct id_list *unit_ids,
                              int64_t after_id, struct saved_set *out) MUST_USE;

#endif
