/* SPDX-License-Identifier: Apache-2.0 */
/* The objectives that stand under a theme: of a cycle, and of the longer ones it lies in. */
#ifndef KOERS_TRACE_TOPLINE_H
#define KOERS_TRACE_TOPLINE_H

#include "gen/okr.h"
#include "gen/trace.h"
#include "model/call.h"

/* The cycle and those it lies in. */
enum err topline_cycles(struct call *call, const struct cycle *cycle, struct id_list *out) MUST_USE;

/* Theirs, by rank; where each stands is the caller's to ask. */
enum err topline_load(struct call *call, const struct id_list *cycle_ids,
                      struct objective_row_list *out) MUST_USE;

/* The rows of these objectives, in the order of the ids. */
enum err topline_rows(struct call *call, const int64_t *ids, size_t count,
                      struct objective_row_list *out) MUST_USE;

#endif
