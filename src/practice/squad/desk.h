/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The squad's desk: cases and interventions in units, and what an OKR master hands over. It is for
 * the squad and the leaders of the unit; to others it does not exist. People who were there are
 * named, never counted.
 */
#ifndef KOERS_SQUAD_DESK_H
#define KOERS_SQUAD_DESK_H

#include "gen/squad.h"
#include "model/call.h"
#include "practice/access/policy.h"

#define DESK_UNITS_MAX   200
#define DESK_CASES_MAX   200
#define DESK_PLANNED_MAX 200

/* Does the one who asks read what the squad notes about any unit: the squad itself? */
enum err squad_read_check(struct call *call, struct maybe unit_id) MUST_USE;

/* May they read what is noted about this unit? */
bool squad_reads(const struct call *call, int64_t unit_id, struct str unit_path);
bool squad_works(const struct call *call, int64_t unit_id, struct str unit_path);

/* Fills in what the one who asks may do, and who was there. */
void case_fill(const struct call *call, struct squad_case_view *items, size_t count);
enum err intervention_fill(struct call *call, struct intervention_view *items,
                           size_t count) MUST_USE;
enum err hand_over_fill(struct call *call, struct hand_over_view *items, size_t count) MUST_USE;

/* Notes who of `ids` has left and cannot be named as one who was there, unless they are among
 * `before`: then they were. */
enum err present_check(struct call *call, const struct id_list *ids,
                       const struct present_row_list *before) MUST_USE;

/* Does what was accepted and whose day has come; a job. `done` is how many. */
enum err hand_over_due(struct call *call, int64_t *done) MUST_USE;

#endif
