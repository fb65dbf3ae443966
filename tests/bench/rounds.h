/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rounds of a reference: for each line of standard input, a number, so many requests are run,
 * and a line of JSON says what that cost.
 */
#ifndef KOERS_BENCH_ROUNDS_H
#define KOERS_BENCH_ROUNDS_H

#include <stdbool.h>
#include <stdint.h>

/* What runs. `rows` and `sum` are of what was read, so that reading is not left out. */
struct rounds {
    /* Runs the next requests, at most so many; `ret_count` is how many. */
    bool (*run_some)(struct rounds *rounds, int64_t most, int64_t *ret_count);
    uint64_t rows;
    uint64_t sum;
};

/* Until standard input ends. */
bool rounds_run(struct rounds *rounds);

#endif
