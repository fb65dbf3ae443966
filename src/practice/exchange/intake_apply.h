/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of writing a plan: objectives, their key results and check-ins, their links. */
#ifndef KOERS_EXCHANGE_INTAKE_APPLY_H
#define KOERS_EXCHANGE_INTAKE_APPLY_H

#include "practice/exchange/intake_part.h"

struct intake_writing {
    struct intake *intake;
    struct call *target;
};

/* An objective row, with the key result of its own progress, where it has one. */
enum err intake_objective_create(struct intake_writing *w, const struct stage_row *row) MUST_USE;
enum err intake_objective_change(struct intake_writing *w, const struct stage_row *row) MUST_USE;

/* Every unit and person of a row takes part in an objective, but those that own it (or, of a key
 * result, the key result). */
enum err intake_participants_add(struct intake_writing *w, const struct stage_row *row,
                                 int64_t objective_id, struct maybe unit_id,
                                 struct maybe owner_id) MUST_USE;

/* Key result of a row: its own, or the one made of an objective's progress. */
enum err intake_key_result_create(struct intake_writing *w, const struct stage_row *row,
                                  int64_t objective_id, enum foreign_kind kind,
                                  int64_t *out) MUST_USE;
enum err intake_key_result_change(struct intake_writing *w, const struct stage_row *row,
                                  int64_t objective_id, int64_t id,
                                  enum foreign_kind kind) MUST_USE;

/* Links of an objective that is new here, and of one that changes. */
enum err intake_links_create(struct intake_writing *w, uint32_t row) MUST_USE;
enum err intake_links_change(struct intake_writing *w, uint32_t row) MUST_USE;

/* Remembers what a row was called and said. */
enum err intake_remember(struct intake_writing *w, const struct stage_row *row,
                         enum foreign_kind kind, int64_t local_id, bool is_new) MUST_USE;

/* Remembers what an import changes of a row that was here (`before` NULL: that it made it), so that
 * it can be taken back. Numbers that are computed anew are left out. */
enum err intake_trace(struct intake_writing *w, const struct type *type, int64_t id,
                      const void *before, const void *after) MUST_USE;

/* Remembers the targets on the way of a key result, before they are written anew. */
enum err intake_trace_interims(struct intake_writing *w, int64_t key_result_id,
                               const struct interim_target_list *before) MUST_USE;

/* Remembers who takes part in an objective, before that is written anew. */
enum err intake_trace_participants(struct intake_writing *w, int64_t objective_id) MUST_USE;

/* Measures all check-ins of a key result anew, and takes the newest. */
enum err intake_settle(struct call *target, struct key_result *row) MUST_USE;

/* The id here of the first name of some that stand one a line. */
struct maybe intake_first(const struct intake *intake, enum foreign_kind kind, struct str lines);

#endif
