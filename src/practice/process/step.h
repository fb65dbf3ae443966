/* SPDX-License-Identifier: Apache-2.0 */
/* A step as the one who asks sees it. */
#ifndef KOERS_PROCESS_STEP_H
#define KOERS_PROCESS_STEP_H

#include "gen/process.h"
#include "model/call.h"

/* Fills the state of rows that were read. */
void step_rows_fill(const struct call *call, struct step_row *rows, size_t count);

/* Between these lie the paths of a unit and all below it; of all units without one. */
enum err step_paths(struct call *call, struct maybe unit_id, struct str *ret_low,
                    struct str *ret_high) MUST_USE;

enum err step_open(struct call *call, int64_t id, struct step *out) MUST_USE;
enum err step_show(struct call *call, int64_t id, struct step_view *out) MUST_USE;

#endif
