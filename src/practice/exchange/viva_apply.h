/* SPDX-License-Identifier: Apache-2.0 */
/* The two halves of writing a plan: what is new, and what changes. */
#ifndef KOERS_EXCHANGE_VIVA_APPLY_H
#define KOERS_EXCHANGE_VIVA_APPLY_H

#include "practice/exchange/viva_part.h"

struct viva_writing {
    struct viva *viva;
    struct call *target;
    int64_t import_id;
};

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
