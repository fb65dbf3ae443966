/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/expected.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>

#include "practice/okr/ratio.h"

/* A corner of the polyline: its height is a count of |t − s| parts. */
struct corner {
    day_t day;
    __int128 height;
};

static __int128
limit(__int128 value, __int128 max)
{
    if (value < 0)
        return 0;
    return value > max ? max : value;
}

/* Today, or the end of the period that is nearer to it. */
static day_t
day_within(const struct measure *m, day_t today)
{
    if (today < m->start_day)
        return m->start_day;
    return today > m->end_day ? m->end_day : today;
}

static enum err
expected_line(const struct measure *m, day_t today, fraction_t *out)
{
    return ratio_ppm(day_within(m, today) - m->start_day, m->end_day - m->start_day, out);
}

/*
 * The polyline through the interim targets, which need no order: the corner before and the corner
 * after today are all that counts. Without interim targets it is the line. Heights need 65 bits and
 * days 24, so the products fit.
 */
static enum err
expected_polyline(const struct measure *m, day_t today, fraction_t *out)
{
    if (!m->start_value.has || !m->target_value.has)
        return ERR_INVALID;
    __int128 way = (__int128)m->target_value.value - m->start_value.value;
    __int128 full = way < 0 ? -way : way;
    struct corner left = {m->start_day, 0};
    struct corner right = {m->end_day, full};

    if (full == 0)
        return ERR_INVALID;
    if (today <= m->start_day || today >= m->end_day)
        return expected_line(m, today, out);
    for (size_t i = 0; i < m->interim_count; i++) {
        day_t day = m->interims[i].day;
        __int128 come = (__int128)m->interims[i].value - m->start_value.value;
        struct corner corner = {day, limit(way < 0 ? -come : come, full)};

        if (day <= today && day > left.day)
            left = corner;
        if (day > today && day < right.day)
            right = corner;
    }
    __int128 days = right.day - left.day;
    __int128 rise = (right.height - left.height) * (today - left.day);

    return ratio_ppm(left.height * days + rise, full * days, out);
}

static enum err
expected_milestones(const struct measure *m, day_t today, fraction_t *out)
{
    __int128 all = 0;
    __int128 due = 0;
    bool dated = false;

    for (size_t i = 0; i < m->milestone_count; i++) {
        const struct milestone *milestone = &m->milestones[i];

        dated = dated || milestone->due_day.has;
        all += milestone->weight;
        due += maybe_or(milestone->due_day, m->end_day) <= today ? milestone->weight : 0;
    }
    if (!dated)
        return expected_line(m, today, out);
    return ratio_ppm(due, all, out);
}

enum err
expected_of(const struct measure *m, day_t today, fraction_t *out)
{
    if (!measure_days_fit(m))
        return ERR_INVALID;
    switch (m->kind) {
    case KR_KIND_INCREASE:
    case KR_KIND_DECREASE:
        return expected_polyline(m, today, out);
    case KR_KIND_MILESTONES:
        return expected_milestones(m, today, out);
    case KR_KIND_ZONES:
        return expected_line(m, today, out);
    case KR_KIND_AT_LEAST:
    case KR_KIND_AT_MOST:
    case KR_KIND_RANGE:
        *out = FRACTION_ONE;
        return OK;
    case KR_KIND_YES_NO:
        *out = today < maybe_or(m->due_day, m->end_day) ? 0 : FRACTION_ONE;
        return OK;
    case KR_KIND_NULL:
        break;
    }
    return ERR_INVALID;
}

fraction_t
expected_mark(fraction_t e, enum objective_kind kind, const struct okr_rules *rules)
{
    fraction_t g =
        kind == OBJECTIVE_KIND_ASPIRATIONAL ? rules->mark_aspirational : rules->mark_committed;

    assert(e >= 0 && e <= FRACTION_ONE && g >= 0 && g <= FRACTION_ONE);
    return (g * e + FRACTION_ONE / 2) / FRACTION_ONE;
}
