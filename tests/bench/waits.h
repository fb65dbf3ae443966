/* SPDX-License-Identifier: Apache-2.0 */
/* How long requests waited, in the middle and at the end. */
#ifndef KOERS_BENCH_WAITS_H
#define KOERS_BENCH_WAITS_H

#include <stddef.h>
#include <stdint.h>

struct waits {
    int32_t p50; /* microseconds */
    int32_t p95;
    int32_t p99;
};

/* Sorts them. */
struct waits waits_of(int32_t *micros, size_t count);

#endif
