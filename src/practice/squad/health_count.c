/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/squad/health_count.h"

#include <stdlib.h>

#include "gen/okr_sql.h"
#include "gen/squad_sql.h"
#include "practice/access/setting.h"
#include "practice/writing/level.h"
#include "practice/writing/saved.h"

#define FINDINGS_MAX 5 /* that make an objective's writing worth nothing: each costs a fifth */

static int
by_unit(const void *a, const void *b)
{
    int64_t left = ((const struct health_tally *)a)->unit->id;
    int64_t right = ((const struct health_tally *)b)->unit->id;

    return (left > right) - (left < right);
}

/* The tally of a unit; NULL of one that is closed. */
static struct health_tally *
tally_of(const struct health_counts *counts, int64_t unit_id)
{
    struct health_unit unit = {.id = unit_id};
    struct health_tally key = {.unit = &unit};

    return counts->count == 0 ? NULL
                              : bsearch(&key, counts->items, counts->count, sizeof(key), by_unit);
}

static enum err
units_load(struct call *call, struct str path, struct health_counts *out)
{
    TRY(q_health_units(call, path, &out->units));
    out->items = arena_array(call->arena, out->units.count, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    for (; out->count < out->units.count; out->count++)
        out->items[out->count] = (struct health_tally){.unit = &out->units.items[out->count]};
    if (out->count > 0)
        qsort(out->items, out->count, sizeof(*out->items), by_unit);
    return OK;
}

static void
add(const struct health_counts *counts, enum health_signal signal, int64_t unit_id, int64_t have,
    int64_t need)
{
    struct health_tally *tally = tally_of(counts, unit_id);

    if (tally == NULL)
        return;
    tally->have[signal - 1] += have;
    tally->need[signal - 1] += need;
}

static void
add_all(const struct health_counts *counts, enum health_signal signal,
        const struct health_count_list *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        add(counts, signal, rows->items[i].unit_id, rows->items[i].have, rows->items[i].need);
}

/* ---- writing ------------------------------------------------------------------------------------
 */

/* What one portion of objectives adds: five for each, less one for each finding about it. */
static enum err
judge_portion(struct call *call, const enum writing_level levels[RULE_COUNT],
              const struct health_counts *counts, struct saved_set *saved)
{
    struct judgement judgement;
    int64_t *left = arena_array(call->arena, saved->set.count, sizeof(*left));

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < saved->set.count; i++)
        left[i] = FINDINGS_MAX;
    TRY(judge(call->arena, &saved->set, &judgement));
    for (size_t i = 0; i < judgement.count; i++) {
        const struct finding *finding = &judgement.items[i];
        bool counts_here = finding->objective.has && levels[finding->rule] >= WRITING_LEVEL_WARN;
        if (counts_here && left[finding->objective.value] > 0)
            left[finding->objective.value]--;
    }
    for (size_t i = 0; i < saved->set.count; i++)
        add(counts, HEALTH_SIGNAL_WRITING, saved->of[i].unit_id, left[i], FINDINGS_MAX);
    return OK;
}

static enum err
count_writing(struct call *call, struct str path, const struct health_counts *counts)
{
    enum writing_level levels[RULE_COUNT];
    int64_t after = 0;
    struct arena_mark mark;

    TRY(rule_levels_load(call, levels));
    do {
        struct saved_set saved;
        mark = arena_mark(call->arena);
        TRY(saved_published_load(call, counts->cycle.id, path, after, &saved));
        TRY(judge_portion(call, levels, counts, &saved));
        after = saved.set.count > 0 ? saved.of[saved.set.count - 1].id : 0;
        arena_rewind(call->arena, mark);
    } while (after != 0);
    return OK;
}

/* ---- all of it ----------------------------------------------------------------------------------
 */

/* As it is now: a query a signal. */
static enum err
count_live(struct call *call, struct str path, const struct settings *settings,
           const struct health_counts *counts)
{
    const int64_t cycle_id = counts->cycle.id;
    const int64_t cadence = settings->cadence_days;
    struct health_count_list rows;
    day_t until;

    TRY(setting_today(call, &until));
    if (until > counts->cycle.end_day + 1)
        until = counts->cycle.end_day + 1;
    TRY(q_health_steps(call, cycle_id, call->now, path, &rows));
    add_all(counts, HEALTH_SIGNAL_STEPS, &rows);
    TRY(q_health_check_ins(call, cadence, until, cycle_id, path, &rows));
    add_all(counts, HEALTH_SIGNAL_CHECK_INS, &rows);
    TRY(count_writing(call, path, counts));
    TRY(q_health_alignment(call, cycle_id, path, &rows));
    add_all(counts, HEALTH_SIGNAL_ALIGNMENT, &rows);
    TRY(q_health_fresh(call, until, cadence, settings->grace_days, cycle_id, path, &rows));
    add_all(counts, HEALTH_SIGNAL_FRESH, &rows);
    TRY(q_health_meetings(call, until, cadence, cycle_id, path, &rows));
    add_all(counts, HEALTH_SIGNAL_MEETINGS, &rows);
    return OK;
}

static enum err
count_kept(struct call *call, struct str path, struct health_counts *counts)
{
    struct health_mark_list marks;

    TRY(q_health_marks(call, counts->cycle.id, path, &marks));
    for (size_t i = 0; i < marks.count; i++) {
        const struct health_mark *mark = &marks.items[i];
        counts->weights[mark->signal - 1] = mark->weight;
        add(counts, mark->signal, mark->unit_id, mark->have, mark->need);
    }
    return OK;
}

static void
weights_of(const struct settings *settings, int64_t out[HEALTH_SIGNALS])
{
    out[HEALTH_SIGNAL_STEPS - 1] = settings->health_steps;
    out[HEALTH_SIGNAL_CHECK_INS - 1] = settings->health_check_ins;
    out[HEALTH_SIGNAL_WRITING - 1] = settings->health_writing;
    out[HEALTH_SIGNAL_ALIGNMENT - 1] = settings->health_alignment;
    out[HEALTH_SIGNAL_FRESH - 1] = settings->health_fresh;
    out[HEALTH_SIGNAL_MEETINGS - 1] = settings->health_meetings;
}

enum err
health_counts_load(struct call *call, int64_t cycle_id, struct str path, struct health_counts *out)
{
    struct settings settings;
    struct health_close kept;

    *out = (struct health_counts){0};
    TRY(q_cycle_get(call, cycle_id, &out->cycle));
    enum err err = q_health_kept(call, cycle_id, &kept);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    out->kept = err == OK && out->cycle.state == CYCLE_STATE_CLOSED;
    TRY(settings_load(call, &settings));
    weights_of(&settings, out->weights);
    TRY(units_load(call, path, out));
    return out->kept ? count_kept(call, path, out) : count_live(call, path, &settings, out);
}

/* ---- keeping ------------------------------------------------------------------------------------
 */

static enum err
keep_cycle(struct call *call, int64_t cycle_id)
{
    struct health_counts counts;
    struct health_close kept = {.cycle_id = cycle_id, .created_at = call->now};

    TRY(health_counts_load(call, cycle_id, STR("/"), &counts));
    TRY(q_health_close_insert(call, &kept));
    for (size_t i = 0; i < counts.count; i++)
        for (unsigned at = 0; at < HEALTH_SIGNALS; at++) {
            struct health_mark mark = {.cycle_id = cycle_id,
                                       .unit_id = counts.items[i].unit->id,
                                       .signal = (enum health_signal)(at + 1),
                                       .have = counts.items[i].have[at],
                                       .need = counts.items[i].need[at],
                                       .weight = counts.weights[at]};
            if (mark.need > 0)
                TRY(q_health_mark_insert(call, &mark));
        }
    return OK;
}

enum err
health_keep(struct call *call, int64_t *done)
{
    struct cycle_list forget;
    struct cycle_list keep;

    TRY(q_health_to_forget(call, &forget));
    for (size_t i = 0; i < forget.count; i++) {
        TRY(q_health_mark_clear(call, forget.items[i].id));
        TRY(q_health_close_clear(call, forget.items[i].id));
    }
    TRY(q_health_to_keep(call, &keep));
    for (size_t i = 0; i < keep.count; i++)
        TRY(keep_cycle(call, keep.items[i].id));
    *done = (int64_t)(forget.count + keep.count);
    return OK;
}
