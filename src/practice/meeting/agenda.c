/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The agenda, made from the data: what was agreed, then every live key result of the unit under the
 * first reason that holds (blocked, fell, outdated, moved, steady), then topics and a round.
 *
 * What needs talk gets time: the budget, less what actions and the round take, is shared by weight.
 */
#include "base/idmap.h"
#include "gen/checkin_sql.h"
#include "gen/meeting_sql.h"
#include "gen/okr_sql.h"
#include "gen/org_sql.h"
#include "model/query_list.h"
#include "model/zone.h"
#include "practice/checkin/action.h"
#include "practice/checkin/evidence.h"
#include "practice/meeting/meeting.h"
#include "practice/okr/standing.h"

#define ACTIONS_MAX      200
#define SECONDS          60
#define ACTIONS_SHARE    10 /* a tenth of the budget */
#define ROUND_SHARE      15 /* a fifteenth */
#define CONFIDENCE_FALLS 2  /* a fall of this much counts as falling */

static const int64_t weights[] = {
    [MEETING_ITEM_KIND_BLOCKED] = 3,  [MEETING_ITEM_KIND_FELL] = 3,
    [MEETING_ITEM_KIND_OUTDATED] = 2, [MEETING_ITEM_KIND_MOVED] = 1,
    [MEETING_ITEM_KIND_STEADY] = 1,
};

struct agenda {
    struct call *call;
    struct meeting *meeting;
    struct measuring_period period;
    struct maybe last_id;                       /* of the meeting before, in this cycle */
    struct meeting_item *items;                 /* of key results … */
    const struct key_result_view **key_results; /* … and these, as they stand now */
    size_t count;
    size_t most;
};

/* Since when things are new: since the last meeting, or a cadence of the unit ago within the
 * cycle; in days of the unit. */
static enum err
find_since(struct agenda *a, struct standing *standing, const struct cycle *cycle)
{
    struct meeting last;
    struct unit unit;
    day_t today;

    TRY(q_unit_get(a->call, a->meeting->unit_id, &unit));
    TRY(standing_today(a->call, standing, unit.zone_effective, &today));
    enum err err = q_meeting_last_ended(a->call, unit.id, cycle->id, &last);
    if (err == OK) {
        a->last_id = maybe_of(last.id);
        return zone_day(standing->zone_last, last.started_at.value, &a->meeting->since_day);
    }
    if (err != ERR_NOT_FOUND)
        return err;
    day_t since = today - maybe_or(unit.cadence_effective, standing->settings.cadence_days);
    a->meeting->since_day = since < cycle->start_day ? cycle->start_day : since;
    return OK;
}

static bool
is_live(const struct key_result_view *kr)
{
    return kr->status != STATUS_DROPPED && kr->status != STATUS_POSTPONED &&
           kr->status != STATUS_NOT_STARTED && !kr->dropped_at.has;
}

static enum err
gather(struct agenda *a, const struct objective_row_list *objectives)
{
    for (size_t i = 0; i < objectives->count; i++)
        a->most += objectives->items[i].key_results.count;
    a->items = arena_array(a->call->arena, a->most, sizeof(*a->items));
    a->key_results = arena_array(a->call->arena, a->most, sizeof(*a->key_results));
    TRY(arena_failed(a->call->arena));
    for (size_t i = 0; i < objectives->count; i++)
        for (size_t j = 0; j < objectives->items[i].key_results.count; j++) {
            const struct key_result_view *kr = &objectives->items[i].key_results.items[j];
            if (objectives->items[i].dropped_at.has || !is_live(kr))
                continue;
            a->key_results[a->count] = kr;
            a->items[a->count++] = (struct meeting_item){
                .meeting_id = a->meeting->id,
                .kind = kr->status == STATUS_OUTDATED ? MEETING_ITEM_KIND_OUTDATED
                                                      : MEETING_ITEM_KIND_STEADY,
                .key_result_id = maybe_of(kr->id),
                .title = kr->title,
                .contribution_now = kr->raw.has ? maybe_of(kr->contribution) : maybe_none(),
                .confidence_now = kr->confidence,
                .status = kr->status,
                .version = 1,
            };
        }
    return OK;
}

static void
compare(struct meeting_item *item, const struct meeting_before *before)
{
    if (before != NULL) {
        item->contribution_before = before->contribution;
        item->confidence_before = before->confidence;
    }
    fraction_t was = maybe_or(item->contribution_before, 0);
    fraction_t is = maybe_or(item->contribution_now, 0);
    bool loses = item->confidence_before.has && item->confidence_now.has &&
                 item->confidence_before.value - item->confidence_now.value >= CONFIDENCE_FALLS;
    if (is < was || loses)
        item->kind = MEETING_ITEM_KIND_FELL;
    else if (is > was && item->kind != MEETING_ITEM_KIND_OUTDATED)
        item->kind = MEETING_ITEM_KIND_MOVED;
}

/* Where a key result stood when there was no meeting yet. */
static enum err
stood(struct agenda *a, const struct key_result_view *kr, struct meeting_before *out)
{
    struct progress progress;

    out->key_result_id = kr->id;
    TRY(evidence_on(a->call, kr, a->period, a->meeting->since_day, &progress, &out->confidence));
    out->contribution = progress.no_data ? maybe_none() : maybe_of(progress.contribution);
    return OK;
}

/* What the last meeting showed counts, so that a check-in told late is news to the next one. */
static enum err
look_back(struct agenda *a, size_t at, const struct id_list *portion,
          struct meeting_before_list *out)
{
    if (a->last_id.has)
        return q_meeting_showed(a->call, a->last_id.value, portion, out);
    *out = (struct meeting_before_list){
        .items = arena_array(a->call->arena, portion->count, sizeof(*out->items)),
        .count = portion->count};
    TRY(arena_failed(a->call->arena));
    for (size_t i = 0; i < portion->count; i++)
        TRY(stood(a, a->key_results[at + i], &out->items[i]));
    return OK;
}

/* The reason of a portion of the key results. */
static enum err
judge(struct agenda *a, size_t at)
{
    int64_t ids[QUERY_LIST_MAX];
    struct id_list portion = {.items = ids};
    struct meeting_before_list before;
    struct id_row_list blocked;
    struct idmap places;
    size_t place;

    idmap_init(&places, a->call->arena);
    for (; portion.count < QUERY_LIST_MAX && at + portion.count < a->count; portion.count++) {
        ids[portion.count] = a->items[at + portion.count].key_result_id.value;
        TRY(idmap_set(&places, ids[portion.count], at + portion.count));
    }
    TRY(look_back(a, at, &portion, &before));
    TRY(q_meeting_blocked(a->call, &portion, &blocked));
    for (size_t i = 0; i < portion.count; i++) {
        const struct meeting_before *was = NULL;
        for (size_t j = 0; j < before.count && was == NULL; j++)
            if (before.items[j].key_result_id == ids[i])
                was = &before.items[j];
        compare(&a->items[at + i], was);
    }
    for (size_t i = 0; i < blocked.count; i++)
        if (idmap_get(&places, blocked.items[i].id, &place))
            a->items[place].kind = MEETING_ITEM_KIND_BLOCKED;
    return OK;
}

static enum err
write_item(struct agenda *a, struct meeting_item *item)
{
    int64_t id;

    return q_meeting_item_insert(a->call, item, &id);
}

static enum err
write_alone(struct agenda *a, enum meeting_item_kind kind, int64_t rank, int64_t seconds)
{
    struct meeting_item item = {.meeting_id = a->meeting->id,
                                .rank = rank,
                                .kind = kind,
                                .budget_seconds = seconds,
                                .version = 1};

    return write_item(a, &item);
}

/* Key results by reason, in the order of the enumeration; within one as the unit ranks them. */
static enum err
write_key_results(struct agenda *a, int64_t seconds)
{
    int64_t rank = MEETING_RANK_KEY_RESULT;
    int64_t sum = 0;

    for (size_t i = 0; i < a->count; i++)
        sum += weights[a->items[i].kind];
    for (int kind = MEETING_ITEM_KIND_BLOCKED; kind <= MEETING_ITEM_KIND_STEADY; kind++)
        for (size_t i = 0; i < a->count; i++) {
            struct meeting_item *item = &a->items[i];
            if (item->kind != (enum meeting_item_kind)kind)
                continue;
            item->rank = rank++;
            item->budget_seconds = seconds * weights[kind] / sum;
            TRY(write_item(a, item));
        }
    return OK;
}

/* Was anything agreed that is open still? */
static enum err
find_open(struct agenda *a, const struct cycle *cycle, bool *out)
{
    struct action_view_list actions;

    *out = false;
    TRY(action_of_cycle(a->call, a->meeting->unit_id, cycle, ACTIONS_MAX, &actions));
    for (size_t i = 0; i < actions.count; i++)
        *out |= actions.items[i].state == ACTION_STATE_OPEN;
    return OK;
}

enum err
agenda_make(struct call *call, struct meeting *row)
{
    struct agenda a = {.call = call, .meeting = row};
    struct objective_row_list objectives;
    struct standing standing;
    struct cycle cycle;
    bool open;

    TRY(q_cycle_get(call, row->cycle_id, &cycle));
    a.period = (struct measuring_period){cycle.start_day, cycle.end_day};
    TRY(standing_begin(call, &standing));
    TRY(find_since(&a, &standing, &cycle));
    TRY(q_objective_of_unit_and_cycle(
        call, row->cycle_id, row->unit_id, -1, 0, OBJECTIVE_STATE_PUBLISHED, maybe_none(),
        /* archived= */ false, call->person_id, INT32_MAX, &objectives));
    TRY(standing_of_rows(call, &standing, objectives.items, objectives.count));
    TRY(gather(&a, &objectives));
    for (size_t at = 0; at < a.count; at += QUERY_LIST_MAX)
        TRY(judge(&a, at));
    TRY(find_open(&a, &cycle, &open));
    TRY(q_meeting_items_made_clear(call, row->id));

    int64_t budget = row->budget_minutes * SECONDS;
    int64_t for_actions = open ? budget / ACTIONS_SHARE : 0;
    int64_t for_round = budget / ROUND_SHARE;
    if (open)
        TRY(write_alone(&a, MEETING_ITEM_KIND_ACTIONS, 0, for_actions));
    TRY(write_key_results(&a, budget - for_actions - for_round));
    return write_alone(&a, MEETING_ITEM_KIND_ROUND, MEETING_RANK_ROUND, for_round);
}
