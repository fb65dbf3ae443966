/* SPDX-License-Identifier: Apache-2.0 */
/* Every kind of sum that is kept by unit: the job that keeps them, and the proof that it does. */
#ifndef KOERS_EXPLORE_KEEP_H
#define KOERS_EXPLORE_KEEP_H

#include "base/buf.h"
#include "model/call.h"
#include "practice/okr/kept.h"

/* Sums that one round of the job computes, at most. */
#define KEEP_PORTION 256

/* Is there anything to do? Looks without writing. */
enum err keep_waits(struct call *call, bool *out) MUST_USE;

/* A round hears what was told and forgets these sums, then computes a portion of what lacks, then
 * writes it. The first and the last are short and write; what lies between only reads, and may take
 * a while. `*done` is 1, and counts sums: a portion when another round should go on at once. */
enum err keep_hear(struct call *call, int64_t *done) MUST_USE;
enum err keep_compute(struct call *call, struct kept_round *round) MUST_USE;
enum err keep_write(struct call *call, const struct kept_round *round, int64_t *done) MUST_USE;

/* Computes all sums that hold anew, and tells each difference in a line; counts both. */
enum err keep_check(struct call *call, struct buf *report, int64_t *checked,
                    int64_t *differences) MUST_USE;

#endif
