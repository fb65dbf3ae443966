/* SPDX-License-Identifier: Apache-2.0 */
/*
 * "At this pace: 62 by 30 June": the straight line of least squares through the last check-ins,
 * read at the end. The line is exact (ratios of integers, days as x) and rounded once.
 */
#ifndef KOERS_PRACTICE_OKR_FORECAST_H
#define KOERS_PRACTICE_OKR_FORECAST_H

#include <stddef.h>

#include "base/decimal.h"
#include "practice/okr/measure.h"
#include "practice/okr/progress.h"

#define FORECAST_READINGS_MIN 3U
#define FORECAST_READINGS_MAX 5U
#define FORECAST_DAYS_MIN     3U

/* Why there is none. */
enum forecast_reason {
    FORECAST_GIVEN = 0,
    FORECAST_KIND,          /* only increase and decrease move along a line */
    FORECAST_FEW_CHECK_INS, /* fewer than three */
    FORECAST_FEW_DAYS,      /* the last five lie on fewer than three days */
    FORECAST_TOO_FAR,       /* beyond what a value can be */
};

/* The value on the measure's last day, from its last five check-ins (ordered by day, then id);
 * `out` is untouched unless FORECAST_GIVEN is returned. */
enum forecast_reason forecast_of(const struct measure *measure, const struct reading *readings,
                                 size_t count, decimal_t *out);

/* A stable word for a reason, such as "few_days"; static storage. */
const char *forecast_reason_code(enum forecast_reason reason);

#endif
