/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Computes every stored number again from what it was made of, and says where the two differ: the
 * newest check-in of a key result, its raw progress and contribution, and the progress of
 * objectives; and of all cycles what is kept by unit.
 */
#ifndef KOERS_EXCHANGE_CHECK_H
#define KOERS_EXCHANGE_CHECK_H

#include "base/buf.h"
#include "model/call.h"

struct check_result {
    int64_t key_results; /* looked at */
    int64_t objectives;
    int64_t sums;        /* that are kept by unit, and hold; of all cycles only */
    int64_t differences; /* one line of `report` each */
};

/* Looks at one cycle, or (none) at all of them, in the snapshot of the call; clears the call's
 * arena between portions. */
enum err check_numbers(struct call *call, struct maybe cycle_id, struct buf *report,
                       struct check_result *out) MUST_USE;

#endif
