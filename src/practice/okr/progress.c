/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/progress.h"

#include <assert.h>

#include "practice/okr/ratio.h"

/* What the zones commit, target and stretch are worth; none is 0. */
static const decimal_t zone_value[] = {0, 3000, 7000, DECIMAL_ONE};

/* The way from `from` to `to` that `value` has come. Differences of 64-bit numbers need 65 bits. */
static enum err
way(struct maybe from, struct maybe to, decimal_t value, fraction_t *out)
{
    if (!from.has || !to.has)
        return ERR_INVALID;
    return ratio_ppm((__int128)value - from.value, (__int128)to.value - from.value, out);
}

/* at_least and at_most: inside all is done, outside it counts how far from the worst value. */
static enum err
raw_of_limit(const struct measure *m, decimal_t value, fraction_t *out)
{
    if (!m->target_value.has)
        return ERR_INVALID;
    decimal_t target = m->target_value.value;
    bool inside = m->kind == KR_KIND_AT_LEAST ? value >= target : value <= target;

    if (inside) {
        *out = FRACTION_ONE;
        return OK;
    }
    if (!m->worst_value.has) {
        *out = 0;
        return OK;
    }
    return way(m->worst_value, m->target_value, value, out);
}

static enum err
raw_of_range(const struct measure *m, decimal_t value, fraction_t *out)
{
    if (!m->low_value.has || !m->high_value.has)
        return ERR_INVALID;
    __int128 below = (__int128)m->low_value.value - value;
    __int128 above = (__int128)value - m->high_value.value;
    __int128 distance = below > above ? below : above;

    if (distance <= 0) {
        *out = FRACTION_ONE;
        return OK;
    }
    if (!m->tolerance.has) {
        *out = 0;
        return OK;
    }
    return ratio_ppm(m->tolerance.value - distance, m->tolerance.value, out);
}

static enum err
raw_of_milestones(const struct measure *m, fraction_t *out)
{
    __int128 all = 0;
    __int128 done = 0;

    for (size_t i = 0; i < m->milestone_count; i++) {
        all += m->milestones[i].weight;
        done += m->milestones[i].done ? m->milestones[i].weight : 0;
    }
    return ratio_ppm(done, all, out);
}

static enum err
raw_of_kind(const struct measure *m, decimal_t value, fraction_t *out)
{
    switch (m->kind) {
    case KR_KIND_INCREASE:
    case KR_KIND_DECREASE:
        return way(m->start_value, m->target_value, value, out);
    case KR_KIND_AT_LEAST:
    case KR_KIND_AT_MOST:
        return raw_of_limit(m, value, out);
    case KR_KIND_RANGE:
        return raw_of_range(m, value, out);
    case KR_KIND_YES_NO:
        *out = value == DECIMAL_ONE ? FRACTION_ONE : 0;
        return OK;
    case KR_KIND_MILESTONES:
        return raw_of_milestones(m, out);
    case KR_KIND_ZONES:
        return ratio_ppm(value, DECIMAL_ONE, out);
    case KR_KIND_NULL:
        break;
    }
    return ERR_INVALID;
}

enum err
progress_raw(const struct measure *m, decimal_t value, fraction_t *out)
{
    fraction_t raw;

    TRY(raw_of_kind(m, value, &raw));
    if (raw > FRACTION_RAW_MAX || raw < -FRACTION_RAW_MAX)
        return ERR_INVALID;
    *out = raw;
    return OK;
}

static bool
is_zone(decimal_t value)
{
    for (size_t i = 0; i < sizeof(zone_value) / sizeof(zone_value[0]); i++)
        if (zone_value[i] == value)
            return true;
    return false;
}

enum measure_fault
progress_check(const struct measure *m, decimal_t value)
{
    fraction_t raw;

    if (m->kind == KR_KIND_YES_NO && value != 0 && value != DECIMAL_ONE)
        return MEASURE_VALUE_NOT_YES_NO;
    if (m->kind == KR_KIND_ZONES && !is_zone(value))
        return MEASURE_VALUE_NOT_ZONE;
    return progress_raw(m, value, &raw) == OK ? MEASURE_FINE : MEASURE_VALUE_TOO_FAR;
}

/* Narrows the ordered list to the days of the period. */
static void
within_period(const struct measure *m, const struct reading **readings, size_t *count)
{
    while (*count > 0 && (*readings)[0].day < m->start_day) {
        (*readings)++;
        (*count)--;
    }
    while (*count > 0 && (*readings)[*count - 1].day > m->end_day)
        (*count)--;
}

static enum err
by_latest(const struct measure *m, const struct reading *readings, size_t count,
          struct progress *out)
{
    out->decided_by = &readings[count - 1];
    return progress_raw(m, out->decided_by->value, &out->raw);
}

static enum err
by_worst(const struct measure *m, const struct reading *readings, size_t count,
         struct progress *out)
{
    for (size_t i = 0; i < count; i++) {
        fraction_t raw;

        TRY(progress_raw(m, readings[i].value, &raw));
        if (out->decided_by == NULL || raw <= out->raw) {
            out->decided_by = &readings[i];
            out->raw = raw;
        }
    }
    return OK;
}

/* Every reading that is the last of its interval decides about that interval. */
static enum err
by_share(const struct measure *m, const struct reading *readings, size_t count,
         int64_t cadence_days, struct progress *out)
{
    if (cadence_days < 1 || !measure_days_fit(m))
        return ERR_INVALID;
    for (size_t i = 0; i < count; i++) {
        int64_t interval = (readings[i].day - m->start_day) / cadence_days;
        fraction_t raw;

        if (i + 1 < count && (readings[i + 1].day - m->start_day) / cadence_days == interval)
            continue;
        TRY(progress_raw(m, readings[i].value, &raw));
        out->intervals++;
        out->intervals_good += raw == FRACTION_ONE;
    }
    return ratio_ppm(out->intervals_good, out->intervals, &out->raw);
}

static bool
is_ordered(const struct reading *readings, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const struct reading *a = &readings[i - 1];
        const struct reading *b = &readings[i];

        if (a->day > b->day || (a->day == b->day && a->id > b->id))
            return false;
    }
    return true;
}

enum err
progress_of(const struct measure *m, const struct reading *readings, size_t count,
            int64_t cadence_days, struct progress *out)
{
    enum period_rule rule = measure_holds(m->kind) ? m->rule : PERIOD_RULE_LATEST;
    struct progress progress = {0};

    assert(is_ordered(readings, count));
    if (rule == PERIOD_RULE_WORST || rule == PERIOD_RULE_SHARE)
        within_period(m, &readings, &count);
    if (count == 0) {
        *out = (struct progress){.no_data = true};
        return OK;
    }
    if (rule == PERIOD_RULE_WORST)
        TRY(by_worst(m, readings, count, &progress));
    else if (rule == PERIOD_RULE_SHARE)
        TRY(by_share(m, readings, count, cadence_days, &progress));
    else
        TRY(by_latest(m, readings, count, &progress));
    progress.contribution = fraction_limit(progress.raw);
    *out = progress;
    return OK;
}
