/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/status.h"

#include "practice/okr/measure.h"

/* The statuses that go before all numbers; STATUS_NULL when none of them holds. */
static enum status
status_of_life(const struct status_life *life, day_t today)
{
    if (life->draft)
        return STATUS_DRAFT;
    if (life->closed)
        return STATUS_CLOSED;
    if (life->dropped)
        return STATUS_DROPPED;
    if (life->postponed)
        return STATUS_POSTPONED;
    return today < life->start_day ? STATUS_NOT_STARTED : STATUS_NULL;
}

/* (today − start) / (end − start) < grace, without rounding. */
static bool
is_early(const struct status_life *life, day_t today, const struct okr_rules *rules)
{
    __int128 gone = (__int128)today - life->start_day;
    __int128 all = (__int128)life->end_day - life->start_day;

    return gone * FRACTION_ONE < rules->start_grace * all;
}

static enum status
status_of_gap(fraction_t gap, bool early, const struct okr_rules *rules)
{
    if (early || gap <= rules->gap_on_track)
        return STATUS_ON_TRACK;
    return gap <= rules->gap_behind ? STATUS_BEHIND : STATUS_AT_RISK;
}

enum status
status_of_key_result(const struct status_key_result *in, day_t today, const struct okr_rules *rules)
{
    enum status status = status_of_life(&in->life, today);

    if (status != STATUS_NULL)
        return status;
    if (today - maybe_or(in->last_day, in->life.start_day) >
        rules->cadence_days + rules->grace_days)
        return STATUS_OUTDATED;
    if (in->no_data)
        return STATUS_NO_DATA;
    bool early = !measure_holds(in->kind) && is_early(&in->life, today, rules);

    return status_of_gap(in->gap, early, rules);
}

enum status
status_of_objective(const struct status_objective *in, day_t today, const struct okr_rules *rules)
{
    enum status status = status_of_life(&in->life, today);

    if (status != STATUS_NULL)
        return status;
    if (in->outdated_count > 0)
        return STATUS_OUTDATED;
    if (!in->gap.has || !in->has_data)
        return STATUS_NO_DATA;
    return status_of_gap(in->gap.value, is_early(&in->life, today, rules), rules);
}

day_t
status_next_check_in(day_t start_day, struct maybe last_day, const struct okr_rules *rules)
{
    return maybe_or(last_day, start_day) + rules->cadence_days;
}
