/* SPDX-License-Identifier: Apache-2.0 */
/* Cycles. Operations are declared in gen/okr.h; here stands what key results need of a change. */
#ifndef KOERS_OKR_CYCLE_H
#define KOERS_OKR_CYCLE_H

#include "gen/okr.h"
#include "model/call.h"

/* Changes a cycle as PATCH /api/v1/cycles/{id} asks, and says from what to what: where check-ins of
 * a period decide, progress goes by its days. */
enum err cycle_change(struct call *call, const struct cycle_patch *in, struct cycle *ret_before,
                      struct cycle *ret_after) MUST_USE;

#endif
