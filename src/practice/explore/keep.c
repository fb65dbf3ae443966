/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/explore/keep.h"

#include "gen/okr_sql.h"
#include "practice/access/setting.h"
#include "practice/checkin/spread.h"
#include "practice/explore/heat_sum.h"
#include "practice/squad/practice_health_sum.h"
#include "practice/writing/level.h"

#define WEEKS_MAX 60U /* of a cycle whose heat map is kept: a year, and some */

/* What is done with each kind of sum of each open cycle. */
struct sweep {
    struct call *call;
    enum err (*each)(struct sweep *sweep, const struct kept_rule *rule, const struct cycle *cycle);
    struct kept_round *round;
    size_t left; /* sums that may still be computed */
    struct buf *report;
    int64_t *checked;
    int64_t *differences;
};

static enum err
sweep_heat(struct sweep *sweep, const struct cycle *cycle)
{
    struct heat_sums *sums = arena_new(sweep->call->arena, struct heat_sums);
    struct kept_rule rule;

    TRY(arena_failed(sweep->call->arena));
    TRY(heat_sums_begin(sweep->call, cycle, sums, &rule));
    return sums->week_count <= WEEKS_MAX ? sweep->each(sweep, &rule, cycle) : OK;
}

static enum err
sweep_health(struct sweep *sweep, const struct cycle *cycle)
{
    struct health_sums *sums = arena_new(sweep->call->arena, struct health_sums);

    TRY(arena_failed(sweep->call->arena));
    TRY(health_sums_begin(sweep->call, cycle, sums));
    for (size_t i = 0; i < HEALTH_KINDS; i++)
        TRY(sweep->each(sweep, &sums->rules[i], cycle));
    return OK;
}

static enum err
sweep_tree(struct sweep *sweep, const struct cycle *cycle)
{
    struct spread_sums sums;
    struct kept_rule rule;

    TRY(spread_sums_begin(sweep->call, cycle, &sums, &rule));
    return sweep->each(sweep, &rule, cycle);
}

static enum err
sweep_all(struct sweep *sweep)
{
    struct cycle_list cycles;

    TRY(q_kept_cycles(sweep->call, &cycles));
    for (size_t i = 0; i < cycles.count; i++) {
        struct arena_mark mark = arena_mark(sweep->call->arena);
        TRY(sweep_heat(sweep, &cycles.items[i]));
        TRY(sweep_health(sweep, &cycles.items[i]));
        TRY(sweep_tree(sweep, &cycles.items[i]));
        arena_rewind(sweep->call->arena, mark);
    }
    return OK;
}

enum err
keep_waits(struct call *call, bool *out)
{
    day_t today;

    TRY(setting_today(call, &today));
    return kept_waits(call, today, out);
}

static enum err
renew(struct sweep *sweep, const struct kept_rule *rule, const struct cycle *cycle)
{
    size_t count = 0;

    if (sweep->left > 0)
        TRY(kept_renew(sweep->call, sweep->round, rule, cycle->id, sweep->left, &count));
    sweep->left -= count;
    return OK;
}

enum err
keep_hear(struct call *call, int64_t *done)
{
    enum writing_level levels[RULE_COUNT];

    TRY(rule_levels_load(call, levels));
    *done = 1;
    return kept_hear(call, health_hangs_on_words(levels));
}

enum err
keep_compute(struct call *call, struct kept_round *round)
{
    struct sweep sweep = {.call = call, .each = renew, .round = round, .left = KEEP_PORTION};
    day_t today;

    TRY(setting_today(call, &today));
    TRY(kept_round_begin(call, today, round));
    return sweep_all(&sweep);
}

enum err
keep_write(struct call *call, const struct kept_round *round, int64_t *done)
{
    bool written;

    TRY(kept_round_end(call, round, /* whole= */ round->count < KEEP_PORTION, &written));
    *done = written ? (int64_t)round->count : 0;
    return OK;
}

static enum err
check(struct sweep *sweep, const struct kept_rule *rule, const struct cycle *cycle)
{
    return kept_check(sweep->call, rule, cycle, sweep->report, sweep->checked, sweep->differences);
}

enum err
keep_check(struct call *call, struct buf *report, int64_t *checked, int64_t *differences)
{
    struct sweep sweep = {.call = call,
                          .each = check,
                          .report = report,
                          .checked = checked,
                          .differences = differences};

    *checked = 0;
    return sweep_all(&sweep);
}
