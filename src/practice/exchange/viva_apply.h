/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of writing a plan: objectives, their key results and check-ins, their links. */
#ifndef KOERS_EXCHANGE_VIVA_APPLY_H
#define KOERS_EXCHANGE_VIVA_APPLY_H

#include "practice/exchange/viva_part.h"

struct viva_writing {
    struct viva *viva;
    struct call *target;
};

/* An objective row, with the key result of its own progress, where it has one. */
enum err viva_objective_create(struct viva_writing *w, const struct stage_row *row) MUST_USE;
enum err viva_objective_change(struct viva_writing *w, const struct stage_row *row) MUST_USE;

/* Every unit and person of a row takes part in an objective, but those that own it (or, of a key
 * result, the key result). */
enum err viva_participants_add(struct viva_writing *w, const struct stage_row *row,
                               int64_t objective_id, struct maybe unit_id,
                               struct maybe owner_id) MUST_USE;

/* Key result of a row: its own, or the one made of an objective's progress. */
enum err viva_key_result_create(struct viva_writing *w, const struct stage_row *row,
                                int64_t objective_id, enum foreign_kind kind,
                                int64_t *out) MUST_USE;
enum err viva_key_result_change(struct viva_writing *w, const struct stage_row *row,
                                int64_t objective_id, int64_t id, enum foreign_kind kind) MUST_USE;

/* Links of an objective that is new here, and of one that changes. */
enum err viva_links_create(struct viva_writing *w, uint32_t row) MUST_USE;
enum err viva_links_change(struct viva_writing *w, uint32_t row) MUST_USE;

/* Remembers what a row was called and said. */
enum err viva_remember(struct viva_writing *w, const struct stage_row *row, enum foreign_kind kind,
                       int64_t local_id, bool is_new) MUST_USE;

/* The id here of the first name of some that stand one a line. */
struct maybe viva_first(const struct viva *viva, enum foreign_kind kind, struct str lines);

#endif
