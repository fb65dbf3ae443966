/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/process/duty.h"

#include "base/idmap.h"
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

/* Who is nearest to each unit, in the order of the units: the higher before the lower. */
struct nearest {
    struct unit_duty *items;
    struct idmap places; /* of the units among them */
};

static enum err
nearest_new(struct call *call, const struct duty_unit_list *units, usec_t seen, struct nearest *out)
{
    out->items = arena_array(call->arena, units->count, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    idmap_init(&out->places, call->arena);
    for (size_t i = 0; i < units->count; i++) {
        out->items[i] =
            (struct unit_duty){.unit_id = units->items[i].id, .waits_at = maybe_of(seen)};
        TRY(idmap_set(&out->places, units->items[i].id, i));
    }
    return OK;
}

static void
mark_held(const struct nearest *nearest, const struct duty_held_list *held)
{
    size_t at;

    for (size_t i = 0; i < held->count; i++) {
        const struct duty_held *row = &held->items[i];
        if (!idmap_get(&nearest->places, row->id, &at))
            continue;
        if (row->role == ROLE_LEADER)
            nearest->items[at].leader_unit_id = maybe_of(row->id);
        else
            nearest->items[at].master_unit_id = maybe_of(row->id);
    }
}

/* What it has not itself it has from above. */
static void
inherit(const struct nearest *nearest, const struct duty_unit *row, struct unit_duty *unit)
{
    size_t at;

    unit->calendar_id = row->calendar_id;
    if (!row->parent_id.has || !idmap_get(&nearest->places, row->parent_id.value, &at))
        return;
    const struct unit_duty *above = &nearest->items[at];
    if (!unit->leader_unit_id.has)
        unit->leader_unit_id = above->leader_unit_id;
    if (!unit->master_unit_id.has)
        unit->master_unit_id = above->master_unit_id;
    if (!row->chosen)
        unit->calendar_id = above->calendar_id;
}

static bool
is_known(const struct duty_unit *row, const struct unit_duty *unit)
{
    return row->known && maybe_eq(row->leader_unit_id, unit->leader_unit_id) &&
           maybe_eq(row->master_unit_id, unit->master_unit_id) &&
           maybe_eq(row->known_calendar_id, unit->calendar_id);
}

enum err
process_duty_renew(struct call *call, usec_t seen)
{
    struct duty_unit_list units;
    struct duty_held_list held;
    struct nearest nearest;

    TRY(q_duty_units(call, &units));
    TRY(q_duty_held(call, call->now, &held));
    TRY(nearest_new(call, &units, seen, &nearest));
    mark_held(&nearest, &held);
    for (size_t i = 0; i < units.count; i++) {
        inherit(&nearest, &units.items[i], &nearest.items[i]);
        if (!is_known(&units.items[i], &nearest.items[i]))
            TRY(q_duty_put(call, &nearest.items[i]));
    }
    return OK;
}
