/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Carries a change of numbers upward: from an objective through its `contributes` links to
 * everything above it, within the transaction that caused the change.
 */
#ifndef KOERS_OKR_PROPAGATE_H
#define KOERS_OKR_PROPAGATE_H

#include "model/call.h"

#define PROPAGATE_STEPS_MAX 100000U /* recomputed objectives; only a loop could need more */

/*
 * Recomputes the stored progress of one objective and, while it changes, of those it contributes
 * to. What its key results are now stays for whoever looks back at this day (past.h). A parent's
 * row is updated before its items are read. ERR_CORRUPT when it does not end, which a loop in the
 * links would cause.
 */
enum err propagate(struct call *call, int64_t objective_id) MUST_USE;

/* The same where what changed was kept by itself: past_keep_key_result(). */
enum err propagate_kept(struct call *call, int64_t objective_id) MUST_USE;

/* The progress of one objective as its items say now, without storing it; for `koers check`. */
enum err propagate_compute(struct call *call, int64_t objective_id, struct maybe *out) MUST_USE;

#endif
