/* SPDX-License-Identifier: Apache-2.0 */
/* Cycles. Operations are declared in gen/okr.h; here stands what others need of one. */
#ifndef KOERS_OKR_CYCLE_H
#define KOERS_OKR_CYCLE_H

#include "gen/okr.h"
#include "model/call.h"

/* ERR_NOT_FOUND, saying so, without such a cycle. */
enum err cycle_open(struct call *call, int64_t id, struct cycle *out) MUST_USE;

/* The cycle that ?cycle_id names; ERR_INVALID, with a fault of it, when there is none. */
enum err cycle_asked(struct call *call, int64_t id, struct cycle *out) MUST_USE;

/* Changes a cycle as PATCH /api/v1/cycles/{id} asks, and says from what to what: where check-ins of
 * a period decide, progress goes by its days. */
enum err cycle_change(struct call *call, const struct cycle_patch *in, struct cycle *ret_before,
                      struct cycle *ret_after) MUST_USE;

#endif
