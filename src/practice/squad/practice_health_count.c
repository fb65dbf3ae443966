/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/squad/practice_health_count.h"

#include "gen/okr_sql.h"
#include "gen/squad_sql.h"
#include "practice/checkin/spread.h"
#include "practice/squad/practice_health_sum.h"

static enum err
tallies_new(struct call *call, const struct health_unit_list *units, struct health_tally **out)
{
    *out = arena_array(call->arena, units->count, sizeof(**out));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < units->count; i++)
        (*out)[i] = (struct health_tally){.unit = &units->items[i]};
    return OK;
}

static enum err
units_load(struct call *call, struct str path, struct health_counts *out)
{
    day_t today;

    TRY(setting_today(call, &today));
    TRY(q_health_units(call, today, out->kept, path, &out->units));
    TRY(tallies_new(call, &out->units, &out->own));
    TRY(tallies_new(call, &out->units, &out->sums));
    idmap_init(&out->places, call->arena);
    for (size_t i = 0; i < out->units.count; i++)
        TRY(idmap_set(&out->places, out->units.items[i].id, i));
    return OK;
}

static void
add(const struct health_counts *counts, enum health_signal signal, int64_t unit_id, int64_t have,
    int64_t need)
{
    size_t at;

    if (!idmap_get(&counts->places, unit_id, &at))
        return; /* of a unit that is closed by now */
    counts->own[at].have[signal - 1] += have;
    counts->own[at].need[signal - 1] += need;
}

/* The own sums of one unit, as they are computed or kept. */
static enum err
take(void *arg, const struct kept_unit *unit, const int64_t *numbers)
{
    const struct health_counts *counts = arg;

    for (size_t at = 0; at < HEALTH_SIGNALS; at++)
        add(counts, (enum health_signal)(at + 1), unit->id, numbers[2 * at], numbers[2 * at + 1]);
    return OK;
}

/* As it is now. */
static enum err
count_live(struct call *call, struct str path, struct health_counts *counts)
{
    struct health_sums sums;

    TRY(health_sums_begin(call, &counts->cycle, &sums));
    for (size_t i = 0; i < HEALTH_KINDS; i++)
        TRY(kept_read(call, &sums.rules[i], counts->cycle.id, path, path_end(call, path), take,
                      counts));
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

/* From the deepest unit up, each once: whatever a unit lies below stands before it. */
static void
sum_up(const struct health_counts *counts)
{
    size_t above;

    for (size_t i = 0; i < counts->units.count; i++)
        counts->sums[i] = counts->own[i];
    for (size_t i = counts->units.count; i-- > 0;) {
        struct maybe parent_id = counts->units.items[i].parent_id;
        if (!parent_id.has || !idmap_get(&counts->places, parent_id.value, &above))
            continue;
        for (unsigned at = 0; at < HEALTH_SIGNALS; at++) {
            counts->sums[above].have[at] += counts->sums[i].have[at];
            counts->sums[above].need[at] += counts->sums[i].need[at];
        }
    }
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
    TRY(out->kept ? count_kept(call, path, out) : count_live(call, path, out));
    sum_up(out);
    return OK;
}

/* ---- keeping ------------------------------------------------------------------------------------
 * Who writes waits as long as a round takes. So units are counted some at a time, and what counts
 * in them is kept for the day, as for a cycle that is open; the round that finds them all counted
 * puts down what they amount to.
 */

/* The sums of units that lack them, `left` at most: so many fewer are left. */
static enum err
keep_some(struct call *call, const struct cycle *cycle, struct kept_round *round, size_t *left)
{
    struct health_sums sums;
    size_t count = 0;

    TRY(health_sums_begin(call, cycle, &sums));
    for (size_t i = 0; *left > 0 && i < HEALTH_KINDS; i++) {
        TRY(kept_renew(call, round, &sums.rules[i], cycle->id, *left, &count));
        *left -= count;
    }
    return kept_round_write(call, round);
}

static enum err
keep_sums(struct call *call, const struct cycle *cycle, size_t *left)
{
    struct kept_round round;

    kept_round_init(&round);
    enum err err = keep_some(call, cycle, &round, left);
    kept_round_release(&round);
    return err;
}

static enum err
keep_cycle(struct call *call, int64_t cycle_id)
{
    struct health_counts counts;
    struct health_close kept = {.cycle_id = cycle_id, .created_at = call->now};

    TRY(health_counts_load(call, cycle_id, STR("/"), &counts));
    TRY(q_health_close_insert(call, &kept));
    for (size_t i = 0; i < counts.units.count; i++)
        for (unsigned at = 0; at < HEALTH_SIGNALS; at++) {
            struct health_mark mark = {.cycle_id = cycle_id,
                                       .unit_id = counts.units.items[i].id,
                                       .signal = (enum health_signal)(at + 1),
                                       .have = counts.own[i].have[at],
                                       .need = counts.own[i].need[at],
                                       .weight = counts.weights[at]};
            if (mark.need > 0)
                TRY(q_health_mark_insert(call, &mark));
        }
    return q_kept_clear(call, cycle_id);
}

enum err
health_keep_waits(struct call *call, bool *out)
{
    struct cycle_list forget;
    struct cycle_list keep;

    TRY(q_health_to_forget(call, &forget));
    TRY(q_health_to_keep(call, &keep));
    *out = forget.count + keep.count > 0;
    return OK;
}

enum err
health_keep(struct call *call, size_t *left)
{
    struct cycle_list forget;
    struct cycle_list keep;

    TRY(q_health_to_forget(call, &forget));
    for (size_t i = 0; i < forget.count; i++) {
        TRY(q_health_mark_clear(call, forget.items[i].id));
        TRY(q_health_close_clear(call, forget.items[i].id));
    }
    TRY(q_health_to_keep(call, &keep));
    for (size_t i = 0; *left > 0 && i < keep.count; i++) {
        struct arena_mark mark = arena_mark(call->arena);
        TRY(keep_sums(call, &keep.items[i], left));
        if (*left > 0)
            TRY(keep_cycle(call, keep.items[i].id));
        arena_rewind(call->arena, mark);
    }
    return OK;
}
