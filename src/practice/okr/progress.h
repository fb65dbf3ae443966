/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Progress of one key result (doc: the chapter on arithmetic, "Progress of one key result").
 *
 * `raw` is stored and shown, may pass 1 or fall below 0, and is rounded once from the stored
 * numbers; what rolls up is its `contribution`, raw limited to 0..1. Pure functions: they read what
 * they are given, keep nothing and allocate nothing.
 */
#ifndef KOERS_PRACTICE_OKR_PROGRESS_H
#define KOERS_PRACTICE_OKR_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/err.h"
#include "base/moment.h"
#include "practice/okr/measure.h"

/* What one check-in says; for yes_no 0 or 1, for zones 0, 0.3, 0.7 or 1, for milestones ignored. */
struct reading {
    int64_t id;
    day_t day;
    decimal_t value;
};

struct progress {
    fraction_t raw;
    fraction_t contribution;
    bool no_data;                     /* no check-in that counts yet; raw is 0 then */
    const struct reading *decided_by; /* of those given; NULL without data and for share */
    int64_t intervals;                /* share: cadence intervals that have a check-in … */
    int64_t intervals_good;           /* … and those whose last value was inside */
};

/*
 * Raw progress at one value:
 *
 *     increase, decrease  (c − s) / (t − s)
 *     at_least            c ≥ t: 1; else (c − b) / (t − b), without b 0
 *     at_most             c ≤ t: 1; else (b − c) / (b − t), without b 0
 *     range               low ≤ c ≤ high: 1; else 1 − distance / tolerance, without tolerance 0
 *     yes_no              1 for the value 1, else 0
 *     milestones          weights done / all weights
 *     zones               the value itself
 *
 * ERR_INVALID when the measure has faults or |raw| is beyond FRACTION_RAW_MAX.
 */
enum err progress_raw(const struct measure *measure, decimal_t value, fraction_t *out) MUST_USE;

/* Why a value may not be checked in on a measure without faults, or MEASURE_FINE. */
enum measure_fault progress_check(const struct measure *measure, decimal_t value);

/*
 * Progress from all check-ins, ordered by day, then id. at_least, at_most and range go by their
 * period rule, all others by the latest. `worst` and `share` look at the days of the period, first
 * and last included; cadence intervals of `cadence_days` (at least 1) are counted from start_day.
 * Of equally bad values the latest decides.
 *
 * ERR_INVALID as progress_raw().
 */
enum err progress_of(const struct measure *measure, const struct reading *readings, size_t count,
                     int64_t cadence_days, struct progress *out) MUST_USE;

#endif
