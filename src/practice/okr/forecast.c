/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/forecast.h"

#include <stdbool.h>

#include "practice/okr/ratio.h"

static const char *const reason_code[] = {
    [FORECAST_GIVEN] = "given",
    [FORECAST_KIND] = "kind",
    [FORECAST_FEW_CHECK_INS] = "few_check_ins",
    [FORECAST_FEW_DAYS] = "few_days",
    [FORECAST_TOO_FAR] = "too_far",
};

const char *
forecast_reason_code(enum forecast_reason reason)
{
    return reason_code[reason];
}

/* The readings are ordered, so a day is new when it differs from the one before. */
static size_t
days_count(const struct reading *readings, size_t count)
{
    size_t days = count > 0;

    for (size_t i = 1; i < count; i++)
        days += readings[i].day != readings[i - 1].day;
    return days;
}

static bool
is_within(int64_t value, int64_t max)
{
    return value >= -max && value <= max;
}

static bool
readings_fit(const struct reading *readings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_within(readings[i].day, MEASURE_DAY_MAX) ||
            !is_within(readings[i].value, DECIMAL_MAX))
            return false;
    return true;
}

/*
 * y at x = end on the line of least squares. With x and y counted from the first reading and n
 * points the slope is (n Σxy − Σx Σy) / (n Σx² − (Σx)²), and the line passes through the means:
 *
 *     y(end) = (Σy + slope · (n · end − Σx)) / n
 *
 * x has 24 bits at most and y 51, so the numerator stays below 2^112.
 */
static enum err
line_at(const struct reading *readings, size_t count, day_t end, decimal_t *out)
{
    __int128 n = (__int128)count;
    __int128 sum_x = 0;
    __int128 sum_y = 0;
    __int128 sum_xx = 0;
    __int128 sum_xy = 0;

    for (size_t i = 0; i < count; i++) {
        __int128 x = readings[i].day - readings[0].day;
        __int128 y = readings[i].value - readings[0].value;

        sum_x += x;
        sum_y += y;
        sum_xx += x * x;
        sum_xy += x * y;
    }
    __int128 across = n * sum_xy - sum_x * sum_y;
    __int128 spread = n * sum_xx - sum_x * sum_x;
    __int128 ahead = n * (end - readings[0].day) - sum_x;
    __int128 base = n * readings[0].value + sum_y;

    return ratio_round(base * spread + across * ahead, n * spread, out);
}

enum forecast_reason
forecast_of(const struct measure *m, const struct reading *readings, size_t count, decimal_t *out)
{
    decimal_t value;

    if (m->kind != KR_KIND_INCREASE && m->kind != KR_KIND_DECREASE)
        return FORECAST_KIND;
    if (count < FORECAST_READINGS_MIN)
        return FORECAST_FEW_CHECK_INS;
    if (count > FORECAST_READINGS_MAX) {
        readings += count - FORECAST_READINGS_MAX;
        count = FORECAST_READINGS_MAX;
    }
    if (days_count(readings, count) < FORECAST_DAYS_MIN)
        return FORECAST_FEW_DAYS;
    if (!readings_fit(readings, count) || !is_within(m->end_day, MEASURE_DAY_MAX))
        return FORECAST_TOO_FAR;
    if (line_at(readings, count, m->end_day, &value) != OK || !is_within(value, DECIMAL_MAX))
        return FORECAST_TOO_FAR;
    *out = value;
    return FORECAST_GIVEN;
}
