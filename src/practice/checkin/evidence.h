/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What check-ins say, gathered for the formulas: the readings of a period where a rule asks for all
 * of them, and which milestones are done.
 *
 * What the newest check-in said is kept in the key result, so that only the rules `worst` and
 * `share` read them all.
 */
#ifndef KOERS_CHECKIN_EVIDENCE_H
#define KOERS_CHECKIN_EVIDENCE_H

#include "gen/checkin.h"
#include "model/call.h"
#include "practice/okr/key_result.h"
#include "practice/okr/progress.h"

/* Of which key result, and what is known of its check-ins without reading them. */
struct evidence {
    int64_t key_result_id;
    int64_t check_in_count;
    struct maybe newest_value;
    struct maybe interval_days;
};

/* Progress by the measure's rule; `decided_by` names the check-in by id, and its `value`. */
enum err evidence_progress(struct call *call, const struct evidence *evidence,
                           const struct measure *measure, struct progress *out) MUST_USE;

/* All check-ins as readings, in the order in which they count. */
enum err evidence_readings(struct call *call, int64_t key_result_id, struct reading **ret_readings,
                           size_t *ret_count) MUST_USE;

/* When a check-in became known: what was imported is taken to have been written on its day. */
usec_t evidence_known_at(const struct check_in_known *said);

/*
 * What was known of a key result before a moment, from everything its check-ins ever said, in the
 * order of check_ins_known: the readings, of which there is room for `count`, and the newest of
 * them, NULL without one. The number of readings.
 */
size_t evidence_known(const struct check_in_known *said, size_t count, usec_t before,
                      struct reading *readings, const struct check_in_known **ret_newest);

/* Where a key result stood at the end of a day, by the function that says where it stands now: from
 * the check-ins that tell of that day or earlier ones, by today's measure. `ret_confidence` is the
 * last that was told by then. */
enum err evidence_on(struct call *call, const struct key_result_view *kr,
                     struct measuring_period period, day_t day, struct progress *out,
                     struct maybe *ret_confidence) MUST_USE;

/* Keeps what a check-in said until now, where one of its numbers changes. */
enum err evidence_keep(struct call *call, const struct check_in *before,
                       const struct check_in *after) MUST_USE;

/* Raw and contribution of a key result anew. ERR_CONFLICT, naming the mend, when a value that was
 * checked in lies too far from the measure. */
enum err evidence_apply(struct call *call, const struct measure *measure,
                        struct key_result *row) MUST_USE;

/*
 * Sets what check-ins up to one of them (by day, then id) say of the milestones: done or not, since
 * which day, by which check-in. Milestones nobody spoke of are not done. The count of those done is
 * the value of that check-in.
 */
void evidence_milestones(const struct milestone_said_list *said, day_t until_day, int64_t until_id,
                         struct milestone_list *milestones, int64_t *ret_done);

#endif
