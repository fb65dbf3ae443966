/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/ratio.h"

#define PPM_PER_PERCENT 10000

enum err
ratio_round(__int128 numerator, __int128 denominator, int64_t *out)
{
    if (denominator == 0)
        return ERR_INVALID;
    bool negative = (numerator < 0) != (denominator < 0);
    __int128 size = numerator < 0 ? -numerator : numerator;
    __int128 divisor = denominator < 0 ? -denominator : denominator;
    __int128 quotient = size / divisor;
    __int128 rest = size % divisor;
    /* rest ≥ divisor / 2, written so that nothing is doubled beyond 127 bits. */
    if (rest >= divisor - rest)
        quotient++;
    if (quotient > INT64_MAX)
        return ERR_INVALID;
    *out = negative ? -(int64_t)quotient : (int64_t)quotient;
    return OK;
}

enum err
ratio_ppm(__int128 numerator, __int128 denominator, fraction_t *out)
{
    __int128 scaled;

    if (__builtin_mul_overflow(numerator, (__int128)FRACTION_ONE, &scaled))
        return ERR_INVALID;
    return ratio_round(scaled, denominator, out);
}

fraction_t
fraction_limit(fraction_t raw)
{
    if (raw < 0)
        return 0;
    return raw > FRACTION_ONE ? FRACTION_ONE : raw;
}

int64_t
fraction_percent(fraction_t fraction)
{
    int64_t half = fraction < 0 ? -PPM_PER_PERCENT / 2 : PPM_PER_PERCENT / 2;
    int64_t percent =
        fraction / PPM_PER_PERCENT + (fraction % PPM_PER_PERCENT + half) / PPM_PER_PERCENT;

    return percent == 100 && fraction < FRACTION_ONE ? 99 : percent;
}
