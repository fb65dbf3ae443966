/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/squad/practice_health_sum.h"

#include "gen/process_sql.h"
#include "gen/squad_sql.h"
#include "practice/writing/level.h"
#include "practice/writing/saved.h"

#define FINDINGS_MAX 5 /* that make an objective's writing worth nothing: each costs a fifth */
#define HEALTH_WIDTH (2U * HEALTH_SIGNALS)

/* Units that are counted at once. */
struct count_units {
    const struct health_sums *sums;
    const struct kept_batch *batch;
};

static enum err
add(const struct count_units *units, enum health_signal signal, int64_t unit_id, int64_t have,
    int64_t need)
{
    size_t unit;

    if (!idmap_get(&units->batch->places, unit_id, &unit))
        return ERR_INTERNAL;
    int64_t *numbers = &units->batch->numbers[unit * HEALTH_WIDTH + 2 * (size_t)(signal - 1)];
    numbers[0] += have;
    numbers[1] += need;
    return OK;
}

static enum err
add_all(const struct count_units *units, enum health_signal signal,
        const struct health_count_list *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        TRY(add(units, signal, rows->items[i].unit_id, rows->items[i].have, rows->items[i].need));
    return OK;
}

/* What one portion of objectives adds: five for each, less one for each finding about it. */
static enum err
judge_portion(const struct count_units *units, struct saved_set *saved)
{
    struct call *call = units->sums->call;
    struct judgement judgement;
    int64_t *left = arena_array(call->arena, saved->set.count, sizeof(*left));

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < saved->set.count; i++)
        left[i] = FINDINGS_MAX;
    TRY(judge(call->arena, &saved->set, &judgement));
    for (size_t i = 0; i < judgement.count; i++) {
        const struct finding *finding = &judgement.items[i];
        bool counts =
            finding->objective.has && units->sums->levels[finding->rule] >= WRITING_LEVEL_WARN;
        if (counts && left[finding->objective.value] > 0)
            left[finding->objective.value]--;
    }
    for (size_t i = 0; i < saved->set.count; i++)
        TRY(add(units, HEALTH_SIGNAL_WRITING, saved->of[i].unit_id, left[i], FINDINGS_MAX));
    return OK;
}

static enum err
compute_writing(void *arg, const struct kept_batch *batch)
{
    const struct health_sums *sums = arg;
    const struct count_units units = {sums, batch};
    struct call *call = sums->call;
    int64_t after = 0;
    struct arena_mark mark;

    do {
        struct saved_set saved;
        mark = arena_mark(call->arena);
        TRY(saved_published_load(call, sums->cycle->id, batch->unit_ids, after, &saved));
        TRY(judge_portion(&units, &saved));
        after = saved.set.count > 0 ? saved.of[saved.set.count - 1].id : 0;
        arena_rewind(call->arena, mark);
    } while (after != 0);
    return OK;
}

/* A query a signal. */
static enum err
compute_practice(void *arg, const struct kept_batch *batch)
{
    const struct health_sums *sums = arg;
    struct call *call = sums->call;
    const int64_t cycle_id = sums->cycle->id;
    const int64_t cadence = sums->settings.cadence_days;
    const struct id_list *unit_ids = batch->unit_ids;
    const struct count_units units = {sums, batch};
    struct health_count_list rows;

    /* Nothing changes by itself within a day. */
    TRY(q_health_check_ins(call, cadence, sums->until, cycle_id, unit_ids, &rows));
    TRY(add_all(&units, HEALTH_SIGNAL_CHECK_INS, &rows));
    TRY(q_health_alignment(call, cycle_id, unit_ids, &rows));
    TRY(add_all(&units, HEALTH_SIGNAL_ALIGNMENT, &rows));
    TRY(q_health_fresh(call, sums->until, cadence, sums->settings.grace_days, cycle_id, unit_ids,
                       &rows));
    TRY(add_all(&units, HEALTH_SIGNAL_FRESH, &rows));
    TRY(q_health_meetings(call, sums->until, cadence, cycle_id, unit_ids, &rows));
    return add_all(&units, HEALTH_SIGNAL_MEETINGS, &rows);
}

static enum err
compute_steps(void *arg, const struct kept_batch *batch)
{
    const struct health_sums *sums = arg;
    const struct id_list *unit_ids = batch->unit_ids;
    const struct count_units units = {sums, batch};
    struct step_sum_list rows;

    TRY(q_step_sums(sums->call, sums->call->now, unit_ids, maybe_of(sums->cycle->id), &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct step_sum *row = &rows.items[i];
        size_t unit;
        TRY(add(&units, HEALTH_SIGNAL_STEPS, row->unit_id, row->have, row->need));
        if (row->until_at.has && idmap_get(&batch->places, row->unit_id, &unit))
            batch->until[unit] = row->until_at.value;
    }
    return OK;
}

bool
health_hangs_on_words(const enum writing_level levels[RULE_COUNT])
{
    return levels[RULE_CONFIDENT_STRETCH] < WRITING_LEVEL_WARN;
}

enum err
health_sums_begin(struct call *call, const struct cycle *cycle, struct health_sums *out)
{
    const struct {
        struct str kind;
        enum err (*compute)(void *arg, const struct kept_batch *batch);
    } kinds[HEALTH_KINDS] = {
        {STR("practice"), compute_practice},
        {STR(KEPT_WORDS), compute_writing},
        {STR("steps"), compute_steps},
    };
    day_t today;

    out->call = call;
    out->cycle = cycle;
    TRY(settings_load(call, &out->settings));
    TRY(rule_levels_load(call, out->levels));
    TRY(setting_today(call, &today));
    out->until = today > cycle->end_day + 1 ? cycle->end_day + 1 : today;
    for (size_t i = 0; i < HEALTH_KINDS; i++)
        out->rules[i] = (struct kept_rule){.kind = kinds[i].kind,
                                           .width = HEALTH_WIDTH,
                                           .day = today,
                                           .words = kinds[i].compute == compute_writing &&
                                                    health_hangs_on_words(out->levels),
                                           .compute = kinds[i].compute,
                                           .arg = out};
    return OK;
}
