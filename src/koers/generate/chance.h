/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Chance that is none: what comes out hangs on the seed and on what it is asked for, not on how
 * often or in which order. So the same thing may be asked twice, and a larger organisation begins
 * like a smaller one.
 */
#ifndef KOERS_GENERATE_CHANCE_H
#define KOERS_GENERATE_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

/* What is asked, so that no two questions get the same answers. */
enum chance {
    CHANCE_UNIT_PARENT = 1,
    CHANCE_UNIT_SIZE,
    CHANCE_UNIT_KIND,
    CHANCE_PLACE,
    CHANCE_FIRST_NAME,
    CHANCE_LAST_NAME,
    CHANCE_TITLE,
    CHANCE_SCOPE,
    CHANCE_WHY,
    CHANCE_OWNER,
    CHANCE_KIND,
    CHANCE_ROOM,
    CHANCE_MEASURE,
    CHANCE_WEIGHT,
    CHANCE_LINK,
    CHANCE_LINK_KIND,
    CHANCE_LINK_SECOND,
    CHANCE_DRAFT,
    CHANCE_WEEKDAY,
    CHANCE_QUIET,
    CHANCE_STOP,
    CHANCE_END,
    CHANCE_STEP,
    CHANCE_CONFIDENCE,
    CHANCE_NOTE,
    CHANCE_SAID,
    CHANCE_MINUTE,
    CHANCE_WRITTEN,
};

/* Spreads the bits of a number over all 64 (the finaliser of SplitMix64, Steele et al. 2014). */
static inline uint64_t
chance_mix(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* 0 to below `limit`, which is at least 1. `of` is whom or what it is about. */
static inline int64_t
chance_below(uint64_t seed, enum chance what, int64_t of, int64_t limit)
{
    uint64_t mixed = chance_mix(chance_mix(seed ^ (uint64_t)what << 56) + (uint64_t)of);

    return (int64_t)(mixed % (uint64_t)limit);
}

/* True in `percent` of a hundred cases. */
static inline bool
chance_of(uint64_t seed, enum chance what, int64_t of, int64_t percent)
{
    return chance_below(seed, what, of, 100) < percent;
}

/* 0 to below `limit`, small ones far more often: the square of an even chance. */
static inline int64_t
chance_skewed(uint64_t seed, enum chance what, int64_t of, int64_t limit)
{
    int64_t thousandths = chance_below(seed, what, of, 1000);

    return limit * thousandths / 1000 * thousandths / 1000;
}

#endif
