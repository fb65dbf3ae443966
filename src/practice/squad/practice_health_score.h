/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The arithmetic of the health of the practice: pure functions of counts and weights. Every number
 * is an exact ratio of what is stored, rounded once, half away from zero.
 *
 * A signal is have / need in ppm, limited to 0..1; where need is 0 it says nothing. A score is the
 * mean of the signals that say something, by their weights; without any, or with weights that add
 * to 0, there is none. A unit's counts are the sums of its own and those of all units below it, so
 * that a large unit weighs more than a small one.
 */
#ifndef KOERS_SQUAD_PRACTICE_HEALTH_SCORE_H
#define KOERS_SQUAD_PRACTICE_HEALTH_SCORE_H

#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/maybe.h"

struct health_input {
    int64_t have;
    int64_t need;
    int64_t weight; /* 0 to 100 */
};

/* A fraction, or none where need is 0. */
struct maybe health_value(int64_t have, int64_t need);

/* A fraction, or none. */
struct maybe health_score(const struct health_input *inputs, size_t count);

/* The place `quarter` / 4 of the way through sorted fractions: between two of them interpolated.
 * None when there are none. */
struct maybe health_quartile(const fraction_t *sorted, size_t count, unsigned quarter);

#endif
