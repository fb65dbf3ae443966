/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/explore/heat_sum.h"

#include "gen/okr_sql.h"

/* Units that are counted at once. */
struct count_units {
    const struct heat_sums *sums;
    const struct kept_batch *batch;
};

/* Where a state is counted; false: nowhere. */
static bool
place_of(enum heat_state state, enum heat_count *out)
{
    switch (state) {
    case HEAT_STATE_AT_RISK:
        *out = HEAT_AT_RISK;
        return true;
    case HEAT_STATE_BEHIND:
        *out = HEAT_BEHIND;
        return true;
    case HEAT_STATE_NO_CHECK_IN:
        *out = HEAT_SILENT;
        return true;
    case HEAT_STATE_ON_TRACK:
        *out = HEAT_ON_TRACK;
        return true;
    case HEAT_STATE_NULL:
    case HEAT_STATE_NONE:
        break;
    }
    return false;
}

static enum err
count_one(void *arg, const struct heat_subject *subject)
{
    const struct count_units *units = arg;
    const struct heat_sums *sums = units->sums;
    struct heat_known known;
    enum heat_count place;
    size_t unit;

    if (!idmap_get(&units->batch->places, subject->objective->unit_id, &unit))
        return ERR_INTERNAL;
    int64_t *week = &units->batch->numbers[unit * sums->week_count * HEAT_COUNTS];
    for (size_t w = 0; w < sums->week_count; w++, week += HEAT_COUNTS) {
        TRY(heat_known(subject, &sums->weeks[w], &sums->standing.rules, &known));
        if (!known.live || !place_of(heat_state_of(known.status), &place))
            continue;
        week[place]++;
        week[HEAT_CHECKED_IN] += known.checked_in;
    }
    return OK;
}

static enum err
compute(void *arg, const struct kept_batch *batch)
{
    const struct heat_sums *sums = arg;
    struct count_units units = {sums, batch};
    struct objective_row_list rows;

    /* Nothing changes by itself within a day. */
    TRY(q_objective_of_units(sums->call, sums->cycle->id, batch->unit_ids, &rows));
    return heat_walk(sums->call, &rows, count_one, &units);
}

enum err
heat_sums_begin(struct call *call, const struct cycle *cycle, struct heat_sums *out,
                struct kept_rule *ret_rule)
{
    day_t today;

    out->call = call;
    out->cycle = cycle;
    TRY(standing_begin(call, &out->standing));
    TRY(heat_weeks(call, &out->standing, cycle, out->weeks, &out->week_count));
    TRY(standing_today(call, &out->standing, STR(""), &today));
    *ret_rule = (struct kept_rule){.kind = STR("heat"),
                                   .width = out->week_count * HEAT_COUNTS,
                                   .day = today,
                                   .compute = compute,
                                   .arg = out};
    return OK;
}
