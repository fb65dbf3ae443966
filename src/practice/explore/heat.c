/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/explore/heat.h"

#include "base/idmap.h"
#include "gen/checkin_sql.h"
#include "gen/explore_sql.h"
#include "gen/okr_sql.h"
#include "model/query_list.h"
#include "model/zone.h"
#include "practice/checkin/evidence.h"
#include "practice/explore/explorer.h"
#include "practice/okr/expected.h"
#include "practice/okr/measure_list.h"
#include "practice/okr/measuring.h"
#include "practice/okr/progress.h"
#include "practice/okr/status.h"

#define WEEK_DAYS 7

enum err
heat_weeks(struct call *call, struct standing *standing, const struct cycle *cycle,
           struct heat_week *out, size_t *ret_count)
{
    struct str zone = standing->settings.zone;
    size_t count = 0;
    day_t today;

    TRY(standing_today(call, standing, STR(""), &today));
    for (day_t day = cycle->start_day; day < cycle->end_day && day <= today; day += WEEK_DAYS) {
        struct heat_week *week = &out[count++];
        day_t next = day + WEEK_DAYS < cycle->end_day ? day + WEEK_DAYS : cycle->end_day;
        week->last_day = next - 1 < today ? next - 1 : today;
        TRY(zone_day_begin(zone, day, &week->begin));
        TRY(zone_day_begin(zone, next, &week->end));
        if (count == HEAT_WEEKS_MAX)
            break;
    }
    *ret_count = count;
    return OK;
}

/* Did it begin before the week ended, and not end before that? */
static bool
is_live(const struct heat_subject *subject, usec_t end)
{
    const struct heat_life *life = subject->life;
    const struct key_result_view *kr = subject->key_result;

    if (!life->imported && maybe_or(life->published_at, INT64_MAX) >= end)
        return false;
    if (!kr->imported && kr->created_at >= end)
        return false;
    if (maybe_or(life->closed_at, INT64_MAX) < end || maybe_or(life->dropped_at, INT64_MAX) < end)
        return false;
    return maybe_or(kr->dropped_at, INT64_MAX) >= end && !kr->postponed &&
           !subject->objective->postponed;
}

static enum err
contribution_of(const struct heat_subject *subject, const struct measure *measure, size_t count,
                const struct check_in_known *newest, fraction_t *out)
{
    bool by_rule = measure_holds(measure->kind) && measure->rule != PERIOD_RULE_LATEST;
    struct progress progress;

    if (newest == NULL) {
        *out = 0;
    } else if (!by_rule) {
        *out = newest->raw < 0 ? 0 : newest->raw > FRACTION_ONE ? FRACTION_ONE : newest->raw;
    } else {
        TRY(progress_of(measure, subject->readings, count,
                        maybe_or(subject->key_result->interval_days, 1), &progress));
        *out = progress.contribution;
    }
    return OK;
}

enum err
heat_known(const struct heat_subject *subject, const struct heat_week *week,
           const struct okr_rules *rules, struct heat_known *out)
{
    const struct objective_row *objective = subject->objective;
    const struct key_result_view *kr = subject->key_result;
    const struct check_in_known *newest;
    fraction_t e = 0;

    *out = (struct heat_known){.live = is_live(subject, week->end)};
    if (!out->live)
        return OK;
    for (size_t i = 0; i < subject->check_in_count; i++) {
        usec_t at = evidence_known_at(&subject->check_ins[i]);
        out->checked_in |= at >= week->begin && at < week->end;
    }
    size_t count = evidence_known(subject->check_ins, subject->check_in_count, week->end,
                                  subject->readings, &newest);
    struct measure measure = measure_of_view(
        kr, (struct measuring_period){objective->cycle_start, objective->cycle_end});
    TRY(contribution_of(subject, &measure, count, newest, &out->contribution));
    TRY(expected_of(&measure, week->last_day, &e));
    out->last_day = newest != NULL ? maybe_of(newest->day) : maybe_none();
    struct status_key_result status = {
        .life = {.start_day = measure.start_day, .end_day = measure.end_day},
        .kind = kr->kind,
        .last_day = out->last_day,
        .no_data = newest == NULL,
        .gap = expected_mark(e, objective->kind, rules) - out->contribution,
    };
    out->status = status_of_key_result(&status, week->last_day, rules);
    return OK;
}

enum heat_state
heat_state_of(enum status status)
{
    switch (status) {
    case STATUS_AT_RISK:
        return HEAT_STATE_AT_RISK;
    case STATUS_BEHIND:
        return HEAT_STATE_BEHIND;
    case STATUS_OUTDATED:
    case STATUS_NO_DATA:
        return HEAT_STATE_NO_CHECK_IN;
    case STATUS_ON_TRACK:
        return HEAT_STATE_ON_TRACK;
    case STATUS_NULL:
    case STATUS_DRAFT:
    case STATUS_CLOSED:
    case STATUS_DROPPED:
    case STATUS_POSTPONED:
    case STATUS_NOT_STARTED:
        break;
    }
    return HEAT_STATE_NONE;
}

struct walk {
    struct call *call;
    heat_visit *visit;
    void *arg;
};

/* Loads the check-ins of up to QUERY_LIST_MAX key results, visits these, and lets go of what they
 * said: of those that a machine checks in there are many. */
static enum err
visit_key_results(struct walk *walk, struct heat_subject *subjects, size_t count)
{
    struct check_in_known_list rows;
    int64_t ids[QUERY_LIST_MAX];
    struct id_list portion = {.items = ids};
    struct arena_mark mark = arena_mark(walk->call->arena);
    struct idmap places;

    idmap_init(&places, walk->call->arena);
    for (; portion.count < count; portion.count++) {
        ids[portion.count] = subjects[portion.count].key_result->id;
        TRY(idmap_set(&places, ids[portion.count], portion.count));
    }
    TRY(q_check_ins_known(walk->call, &portion, &rows));
    struct reading *readings = arena_array(walk->call->arena, rows.count, sizeof(*readings));
    if (readings == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < rows.count;) {
        size_t place;
        size_t first = i;
        while (i < rows.count && rows.items[i].key_result_id == rows.items[first].key_result_id)
            i++;
        if (!idmap_get(&places, rows.items[first].key_result_id, &place))
            return ERR_INTERNAL;
        subjects[place].check_ins = &rows.items[first];
        subjects[place].check_in_count = i - first;
    }
    for (size_t i = 0; i < count; i++) {
        subjects[i].readings = readings;
        TRY(walk->visit(walk->arg, &subjects[i]));
    }
    TRY(arena_failed(walk->call->arena));
    arena_rewind(walk->call->arena, mark);
    return OK;
}

/* The key results of a portion of objectives, each stretch to its own. */
static enum err
load_key_results(struct call *call, struct objective_row *rows, size_t count,
                 const struct id_list *ids)
{
    struct key_result_view_list all;
    struct idmap places;
    size_t place;

    idmap_init(&places, call->arena);
    for (size_t i = 0; i < count; i++)
        TRY(idmap_set(&places, rows[i].id, i));
    TRY(q_standing_key_results(call, ids, &all));
    TRY(measure_lists_show(call, &all));
    for (size_t i = 0; i < all.count;) {
        size_t first = i;
        while (i < all.count && all.items[i].objective_id == all.items[first].objective_id)
            i++;
        if (!idmap_get(&places, all.items[first].objective_id, &place))
            return ERR_INTERNAL;
        rows[place].key_results =
            (struct key_result_view_list){.items = &all.items[first], .count = i - first};
    }
    return OK;
}

static enum err
visit_portion(struct walk *walk, struct objective_row *rows, size_t count)
{
    struct heat_subject subjects[QUERY_LIST_MAX];
    int64_t ids[QUERY_LIST_MAX];
    struct id_list portion = {.items = ids};
    struct heat_life_list lives;
    size_t filled = 0;
    struct idmap places;

    for (; portion.count < count; portion.count++)
        ids[portion.count] = rows[portion.count].id;
    TRY(load_key_results(walk->call, rows, count, &portion));
    TRY(q_heat_lives(walk->call, &portion, &lives));
    idmap_init(&places, walk->call->arena);
    for (size_t i = 0; i < lives.count; i++)
        TRY(idmap_set(&places, lives.items[i].id, i));
    for (size_t i = 0; i < count; i++) {
        size_t place;
        if (rows[i].state == OBJECTIVE_STATE_DRAFT || !idmap_get(&places, rows[i].id, &place))
            continue;
        for (size_t j = 0; j < rows[i].key_results.count; j++) {
            subjects[filled++] = (struct heat_subject){.objective = &rows[i],
                                                       .life = &lives.items[place],
                                                       .key_result = &rows[i].key_results.items[j]};
            if (filled == QUERY_LIST_MAX) {
                TRY(visit_key_results(walk, subjects, filled));
                filled = 0;
            }
        }
    }
    return visit_key_results(walk, subjects, filled);
}

enum err
heat_walk(struct call *call, struct objective_row_list *rows, heat_visit *visit, void *arg)
{
    struct walk walk = {.call = call, .visit = visit, .arg = arg};

    for (size_t at = 0; at < rows->count; at += STANDING_PORTION) {
        size_t left = rows->count - at;
        size_t portion = left < STANDING_PORTION ? left : STANDING_PORTION;
        struct arena_mark mark = arena_mark(call->arena);
        TRY(visit_portion(&walk, &rows->items[at], portion));
        TRY(arena_failed(call->arena));
        arena_rewind(call->arena, mark);
        for (size_t i = at; i < at + portion; i++)
            rows->items[i].key_results = (struct key_result_view_list){0};
    }
    return OK;
}
