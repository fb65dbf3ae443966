/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tags: words of the whole organisation by which objectives of any unit are found together. Who may
 * edit an objective tags it; who makes new tags is a setting; OKR masters and administrators of the
 * whole organisation keep them.
 */
#ifndef KOERS_OKR_TAG_H
#define KOERS_OKR_TAG_H

#include "gen/okr.h"
#include "model/call.h"
#include "practice/record/record.h"

/* The tags of one objective, by name. */
enum err tags_of(struct call *call, int64_t objective_id, struct tag_ref_list *out) MUST_USE;

/* Their names, for each of these objectives in its place. */
enum err tags_name(struct call *call, const int64_t *objective_ids, size_t count,
                   struct text_list *out) MUST_USE;

/* Tags as an edit wants them; a fault of /tag_ids for each that is none, or was archived and is not
 * among those it has. */
enum err tags_wanted(struct call *call, const struct id_list *ids, const struct tag_ref_list *has,
                     struct tag_ref_list *out) MUST_USE;

/* Writes the difference; `ret_told` says it in words, for the history of the objective. */
enum err tags_save(struct call *call, int64_t objective_id, const struct tag_ref_list *before,
                   const struct tag_ref_list *after, struct told *ret_told) MUST_USE;

/* The tags that a copy of an objective has: those that are not archived. */
enum err tags_along(struct call *call, int64_t objective_id, struct id_list *out) MUST_USE;

#endif
