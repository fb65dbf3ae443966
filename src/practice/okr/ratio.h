/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exact ratios of 128-bit integers, rounded once. Every number of the arithmetic is such a ratio of
 * what is stored; nothing is rounded on the way.
 */
#ifndef KOERS_PRACTICE_OKR_RATIO_H
#define KOERS_PRACTICE_OKR_RATIO_H

#include <stdint.h>

#include "base/decimal.h"
#include "base/err.h"

/* numerator / denominator, rounded half away from zero. ERR_INVALID when the denominator is 0 or
 * the result needs more than 63 bits. Any operands but the least 128-bit number. */
enum err ratio_round(__int128 numerator, __int128 denominator, int64_t *out) MUST_USE;

/* numerator / denominator in ppm, rounded half away from zero. ERR_INVALID as above, and when the
 * product with a million needs more than 127 bits. */
enum err ratio_ppm(__int128 numerator, __int128 denominator, fraction_t *out) MUST_USE;

/* A fraction limited to 0..1: what rolls up of a raw progress. */
fraction_t fraction_limit(fraction_t raw);

/* Whole percent as a person sees a fraction, rounded half away from zero, except that nothing below
 * 1,000,000 ppm is shown as 100: 999,999 ppm is 99 %. */
int64_t fraction_percent(fraction_t fraction);

#endif
