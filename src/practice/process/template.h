/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The definition of a process: template → version → phase → rule. A version is written as a draft
 * and published; then neither it nor what belongs to it changes ever again. Everybody reads it; the
 * OKR masters of the whole organisation and administrators write it.
 */
#ifndef KOERS_PROCESS_TEMPLATE_H
#define KOERS_PROCESS_TEMPLATE_H

#include "gen/process.h"
#include "model/call.h"

#define PROCESS_PHASES_MAX 50  /* of a version */
#define PROCESS_RULES_MAX  200 /* of a version */

/* ERR_FORBIDDEN to those who do not keep the process. */
enum err process_keep_check(struct call *call) MUST_USE;
enum err process_keeper(struct call *call, bool *out) MUST_USE;

/* Notes a fault where a thing has a name in neither language. */
void process_name_check(struct call *call, struct str name_en, struct str name_nl);

/* The name in English, else in Dutch. */
struct str process_name(struct str name_en, struct str name_nl);

enum err process_template_open(struct call *call, int64_t id,
                               struct process_template *out) MUST_USE;
enum err process_version_open(struct call *call, int64_t id, struct process_version *out) MUST_USE;

/* To write it: 404, 403, and 409 unless it is a draft. */
enum err process_version_open_draft(struct call *call, int64_t id,
                                    struct process_version *out) MUST_USE;

/* Begins a draft as the next version of a template, as a copy of `from_id` (0: empty). */
enum err process_version_begin(struct call *call, struct process_version *row,
                               int64_t from_id) MUST_USE;

/* A version with phases, rules and ladders, as its page shows it. */
enum err process_version_load(struct call *call, int64_t id,
                              struct process_version_view *out) MUST_USE;

/* Brings a row among its siblings, given by their ids in order, to a place; writes what moved. */
enum err process_reorder(struct call *call, const struct id_list *ids, int64_t id, int64_t rank,
                         enum err (*put)(struct call *call, int64_t rank, int64_t id)) MUST_USE;

/* Adds the template that came with Koers, published. */
enum err process_dare_add(struct call *call, int64_t *ret_template_id) MUST_USE;

#endif
