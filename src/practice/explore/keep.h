/* SPDX-License-Identifier: Apache-2.0 */
/* Every kind of sum that is kept by unit: the job that keeps them, and the proof that it does. */
#ifndef KOERS_EXPLORE_KEEP_H
#define KOERS_EXPLORE_KEEP_H

#include "base/buf.h"
#include "model/call.h"

/* Sums that one round of the job computes, at most: so long do others wait who write. */
#define KEEP_PORTION 256

/* Is there anything to do? Looks without writing. */
enum err keep_waits(struct call *call, bool *out) MUST_USE;

/* One round: forgets the sums of units of which something was told, and renews a portion of what
 * lacks. `*done` counts sums; it is a portion when another round should go on at once. */
enum err keep_sums(struct call *call, int64_t *done) MUST_USE;

/* Computes all sums that hold anew, and tells each difference in a line; counts both. */
enum err keep_check(struct call *call, struct buf *report, int64_t *checked,
                    int64_t *differences) MUST_USE;

#endif
