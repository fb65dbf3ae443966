/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/process/duty.h"

#include <stdlib.h>

#include "gen/process_sql.h"
#include "practice/access/setting.h"

/* ---- people of a step -------------------------------------------------------------------------
 */

static bool
is_among(const struct duty_person_list *list, int64_t id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].id == id)
            return true;
    return false;
}

/* Who is away and named nobody answers still. */
static enum err
take(struct call *call, const struct duty_row_list *rows, struct duty_person_list *out)
{
    *out = (struct duty_person_list){
        .items = arena_array(call->arena, rows->count, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < rows->count; i++) {
        const struct duty_row *row = &rows->items[i];
        struct duty_person one = {.id = row->id, .name = row->name};
        if (row->away && row->deputy_id.has)
            one = (struct duty_person){row->deputy_id.value, row->deputy_name, maybe_of(row->id),
                                       row->name};
        if (!is_among(out, one.id))
            out->items[out->count++] = one;
    }
    return OK;
}

static enum err
of_role(struct call *call, enum role role, struct maybe unit_id, struct duty_row_list *out)
{
    day_t today;

    TRY(setting_today(call, &today));
    return q_duty_role_people(call, today, role, unit_id, call->now, out);
}

/* The organisation's: held for all of it, or for the unit it began with. */
static enum err
of_top(struct call *call, enum role role, struct maybe root_id, struct duty_row_list *out)
{
    TRY(of_role(call, role, maybe_none(), out));
    return out->count > 0 || !root_id.has ? OK : of_role(call, role, root_id, out);
}

static enum err
of_unit(struct call *call, const struct step *step, enum role role, struct duty_row_list *out)
{
    struct unit_duty nearest;
    enum err err = q_duty_unit_get(call, step->unit_id, &nearest);

    if (err == ERR_NOT_FOUND)
        return of_role(call, role, maybe_of(step->unit_id), out);
    TRY(err);
    return of_role(call, role,
                   role == ROLE_LEADER ? nearest.leader_unit_id : nearest.master_unit_id, out);
}

static enum err
of_owner(struct call *call, const struct step *step, struct duty_row_list *out)
{
    day_t today;

    TRY(setting_today(call, &today));
    if (step->person_id.has)
        return q_duty_one(call, today, step->person_id.value, out);
    return q_duty_owners(call, step->cycle_id, step->unit_id, today, out);
}

static enum err
rows_of(struct call *call, const struct step *step, enum duty duty, struct duty_row_list *out)
{
    struct process process;

    TRY(q_process_by_id(call, step->process_id, &process));
    switch (duty) {
    case DUTY_OWNER:
        return of_owner(call, step, out);
    case DUTY_LEADER:
        return of_unit(call, step, ROLE_LEADER, out);
    case DUTY_OKR_MASTER:
        return of_unit(call, step, ROLE_OKR_MASTER, out);
    case DUTY_SQUAD_LEAD:
        return of_top(call, ROLE_OKR_MASTER, process.top_unit_id, out);
    case DUTY_SPONSOR:
        return of_top(call, ROLE_LEADER, process.top_unit_id, out);
    case DUTY_NULL:
        break;
    }
    *out = (struct duty_row_list){0};
    return OK;
}

enum err
process_duty_people(struct call *call, const struct step *step, enum duty duty,
                    struct duty_person_list *out)
{
    static const enum duty next[] = {
        [DUTY_OWNER] = DUTY_LEADER,          [DUTY_LEADER] = DUTY_SQUAD_LEAD,
        [DUTY_OKR_MASTER] = DUTY_SQUAD_LEAD, [DUTY_SQUAD_LEAD] = DUTY_SPONSOR,
        [DUTY_SPONSOR] = DUTY_NULL,
    };
    struct duty_row_list rows = {0};

    for (; duty != DUTY_NULL && rows.count == 0; duty = next[duty])
        TRY(rows_of(call, step, duty, &rows));
    return take(call, &rows, out);
}

enum duty
process_step_duty(struct maybe person_id, enum step_scope scope, enum duty duty)
{
    bool own = (scope == STEP_SCOPE_LEADER && duty == DUTY_LEADER) ||
               (scope == STEP_SCOPE_OKR_MASTER && duty == DUTY_OKR_MASTER);

    return person_id.has && own ? DUTY_OWNER : duty;
}

/* ---- the nearest ------------------------------------------------------------------------------
 */

/* A unit while the tree is walked from the top down. */
struct walked {
    int64_t id;
    struct maybe leader, master, calendar;
};

struct walking {
    struct walked *units; /* in the order in which they were walked */
    size_t count;
    struct walked **by_id; /* ascending */
};

static int
compare_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static int
compare_walked(const void *a, const void *b)
{
    return compare_id(&(*(struct walked *const *)a)->id, &(*(struct walked *const *)b)->id);
}

static int
compare_key(const void *key, const void *item)
{
    return compare_id(key, &(*(struct walked *const *)item)->id);
}

static struct walked *
walked_by_id(const struct walking *walking, int64_t id)
{
    struct walked **found =
        bsearch(&id, walking->by_id, walking->count, sizeof(*walking->by_id), compare_key);

    return found != NULL ? *found : NULL;
}

/* The last id but one of a path such as /1/4/17/; 0: it is at the top. */
static int64_t
parent_of(struct str path)
{
    int64_t ids[2] = {0, 0};
    struct str rest = path;

    while (!str_is_null(rest)) {
        int64_t id;
        struct str word = str_cut(rest, '/', &rest);
        if (word.len == 0 || scaled_parse(word, 0, INT64_MAX, &id) != OK)
            continue;
        ids[0] = ids[1];
        ids[1] = id;
    }
    return ids[0];
}

static enum err
walk_begin(struct call *call, const struct duty_unit_list *units, struct walking *out)
{
    out->count = units->count;
    out->units = arena_array(call->arena, units->count, sizeof(*out->units));
    out->by_id = arena_array(call->arena, units->count, sizeof(struct walked *));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < units->count; i++) {
        out->units[i] = (struct walked){.id = units->items[i].id};
        out->by_id[i] = &out->units[i];
    }
    if (units->count > 0)
        qsort(out->by_id, out->count, sizeof(struct walked *), compare_walked);
    return OK;
}

static void
mark_held(const struct walking *walking, const struct duty_held_list *held)
{
    for (size_t i = 0; i < held->count; i++) {
        struct walked *unit = walked_by_id(walking, held->items[i].id);
        if (unit == NULL)
            continue;
        if (held->items[i].role == ROLE_LEADER)
            unit->leader = maybe_of(unit->id);
        else
            unit->master = maybe_of(unit->id);
    }
}

/* What it has not itself it has from above. */
static void
inherit(const struct walking *walking, const struct duty_unit *row, struct walked *unit)
{
    const struct walked *above = walked_by_id(walking, parent_of(row->path));

    unit->calendar = row->calendar_id;
    if (above == NULL)
        return;
    if (!unit->leader.has)
        unit->leader = above->leader;
    if (!unit->master.has)
        unit->master = above->master;
    if (!row->chosen)
        unit->calendar = above->calendar;
}

enum err
process_duty_renew(struct call *call)
{
    struct duty_unit_list units;
    struct duty_held_list held;
    struct walking walking = {0};

    TRY(q_duty_units(call, &units));
    TRY(q_duty_held(call, call->now, &held));
    TRY(walk_begin(call, &units, &walking));
    mark_held(&walking, &held);
    for (size_t i = 0; i < units.count; i++) {
        const struct duty_unit *row = &units.items[i];
        struct walked *unit = &walking.units[i];
        inherit(&walking, row, unit);
        if (row->known && maybe_eq(row->leader_unit_id, unit->leader) &&
            maybe_eq(row->master_unit_id, unit->master) &&
            maybe_eq(row->known_calendar_id, unit->calendar))
            continue;
        struct unit_duty now = {unit->id, unit->leader, unit->master, unit->calendar, true};
        TRY(q_duty_put(call, &now));
    }
    return OK;
}
