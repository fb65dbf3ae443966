/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The lists a key result may be measured by: its milestones, and its interim targets.
 *
 * An edit brings the whole list. Milestones that name their id stay what they are, with what
 * check-ins said of them; one that is left out is taken off the list, but not out of the check-ins
 * that ticked it. Interim targets are just a list of days.
 */
#ifndef KOERS_OKR_MEASURE_LIST_H
#define KOERS_OKR_MEASURE_LIST_H

#include "gen/okr.h"
#include "model/call.h"
#include "practice/record/record.h"

struct measure_lists {
    struct milestone_list milestones;           /* by rank */
    struct interim_target_list interim_targets; /* by day */
};

/* The lists of one key result. */
enum err measure_lists_load(struct call *call, int64_t key_result_id,
                            struct measure_lists *out) MUST_USE;

/* Fills in the lists of all these views. */
enum err measure_lists_show(struct call *call, struct key_result_view_list *views) MUST_USE;

/* Milestones as an edit wants them; a fault for each that names none of `before`, or one twice. */
enum err milestones_wanted(struct call *call, const struct milestone_new_list *in,
                           const struct milestone_list *before,
                           struct milestone_list *out) MUST_USE;

/* Interim targets as an edit wants them, by day. */
enum err interim_targets_wanted(struct call *call, const struct interim_target_new_list *in,
                                struct interim_target_list *out) MUST_USE;

/*
 * Writes the difference; new milestones get their ids. `ret_told` says in words what changed, for
 * the history of the key result.
 */
enum err measure_lists_save(struct call *call, int64_t key_result_id,
                            const struct measure_lists *before, struct measure_lists *after,
                            struct told *ret_told) MUST_USE;

/* Takes the lists of a key result away, or of all key results of an objective. */
enum err measure_lists_delete(struct call *call, int64_t key_result_id) MUST_USE;
enum err measure_lists_delete_of_objective(struct call *call, int64_t objective_id) MUST_USE;

#endif
