/* SPDX-License-Identifier: Apache-2.0 */
/*
 * People, memberships and units of an import, taken back from its events, the newest first. Nobody
 * is deleted: a person the import made is deactivated, a membership or unit it made ends on the day
 * it began, so that it never was; the next import finds them again.
 */
#include "gen/access_sql.h"
#include "gen/exchange_sql.h"
#include "gen/org_sql.h"
#include "gen/okr_sql.h"
#include "gen/record_sql.h"
#include "practice/access/person.h"
#include "practice/access/setting.h"
#include "practice/exchange/undo.h"
#include "practice/org/membership.h"
#include "practice/org/unit_change.h"

static bool
is_event(const struct people_event *event, const char *kind)
{
    return str_eq(event->kind, str_from(kind));
}

/* ---- people -----------------------------------------------------------------------------------*/

/* Puts the old value of every field back that nobody changed since. */
static enum err
restore_fields(struct undoing *u, const struct people_event *event, struct person *row,
               bool *ret_changed)
{
    struct change_list changes;
    struct str name = row->name; /* as it is now */

    TRY(q_people_changes(u->call, event->id, &changes));
    for (size_t i = 0; i < changes.count; i++) {
        const struct change *change = &changes.items[i];
        const struct field *field = type_field(&type_person, change->field);
        struct maybe later;
        if (field == NULL)
            continue;
        TRY(q_people_field_later(u->call, STR("person"), event->subject_id, change->field,
                                 change->id, &later));
        if (later.value > 0) {
            TRY(undo_keep(u, name,
                          "Somebody changed this since: the newest value of that field stays."));
            continue;
        }
        TRY(undo_field(u, field, change->old_value, row));
        *ret_changed = true;
    }
    return OK;
}

static enum err
undo_created(struct undoing *u, const struct people_event *event, const struct person *row)
{
    if (row->state == PERSON_STATE_DEACTIVATED)
        return OK;
    if (event->later > 0 || row->state == PERSON_STATE_ACTIVE)
        return undo_keep(u, row->name, "They have an account in use, or were changed since.");
    u->out->restored_count++;
    return person_leave(u->call, row);
}

static enum err
undo_person(struct undoing *u, const struct people_event *event)
{
    struct person before;
    bool changed = false;

    TRY(q_person_get(u->call, event->subject_id, &before));
    if (before.erased_at.has || before.merged_into.has)
        return undo_keep(u, before.name, "They were erased, or are somebody else now.");
    if (is_event(event, EVENT_PERSON_CREATED))
        return undo_created(u, event, &before);
    struct person after = before;
    if (is_event(event, EVENT_PERSON_DEACTIVATED) && before.state == PERSON_STATE_DEACTIVATED) {
        after.state = str_is_null(before.email)           ? PERSON_STATE_IMPORTED
                      : str_is_null(before.password_hash) ? PERSON_STATE_INVITED
                                                          : PERSON_STATE_ACTIVE;
        u->out->restored_count++;
        return person_save(u->call, EVENT_PERSON_REACTIVATED, &before, &after);
    }
    if (is_event(event, EVENT_PERSON_REACTIVATED) && before.state != PERSON_STATE_DEACTIVATED) {
        u->out->restored_count++;
        return person_leave(u->call, &before);
    }
    if (!is_event(event, EVENT_PERSON_UPDATED))
        return OK;
    TRY(restore_fields(u, event, &after, &changed));
    if (!changed)
        return OK;
    u->out->restored_count++;
    return person_save(u->call, EVENT_PERSON_UPDATED, &before, &after);
}

/* ---- memberships and units --------------------------------------------------------------------*/

static enum err
undo_membership(struct undoing *u, const struct people_event *event)
{
    struct membership row;
    struct person person;

    TRY(q_membership_get(u->call, event->subject_id, &row));
    TRY(q_person_get(u->call, row.person_id, &person));
    if (event->later > 0)
        return undo_keep(u, person.name, "Their membership was changed since.");
    u->out->restored_count++;
    if (is_event(event, EVENT_MEMBERSHIP_CREATED))
        return membership_leave(u->call, row.id, row.valid_from);
    if (is_event(event, EVENT_MEMBERSHIP_ENDED))
        return membership_resume(u->call, row.id);
    return membership_resume_main(u->call, row.id);
}

static enum err
undo_unit(struct undoing *u, const struct people_event *event)
{
    struct open_unit open;
    struct maybe held;

    if (!is_event(event, EVENT_UNIT_CREATED))
        return OK;
    TRY(unit_open(u->call, event->subject_id, &open));
    TRY(q_people_unit_held(u->call, event->subject_id, u->today, &held));
    if (held.value > 0 || event->later > 0)
        return undo_keep(u, open.row.name, "This unit is in use, or was changed since.");
    u->out->restored_count++;
    return unit_end(u->call, open.row.id, open.row.valid_from);
}

/* A cycle that nothing lives in goes; one that holds others' work by now stays. */
static enum err
undo_cycle(struct undoing *u, const struct people_event *event)
{
    struct cycle cycle;
    struct maybe used;

    enum err err = q_cycle_get(u->call, event->subject_id, &cycle);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    TRY(q_import_cycle_used(u->call, cycle.id, &used));
    if (used.value > 0 || event->later > 0 || !is_event(event, EVENT_CYCLE_CREATED))
        return undo_keep(u, cycle.name, "This cycle is in use, or was changed since; it stays.");
    u->out->restored_count++;
    TRY(q_remove_health_close(u->call, cycle.id));
    TRY(q_remove_health_mark(u->call, cycle.id));
    return q_import_cycle_delete(u->call, cycle.id);
}

static enum err
undo_one(struct undoing *u, const struct people_event *event)
{
    if (str_eq(event->subject, STR("person")))
        return undo_person(u, event);
    if (str_eq(event->subject, STR("membership")))
        return undo_membership(u, event);
    return str_eq(event->subject, STR("cycle")) ? undo_cycle(u, event) : undo_unit(u, event);
}

enum err
undo_people(struct undoing *u)
{
    const struct import_run *run = u->run;
    struct people_event_list events;

    for (int64_t before = INT64_MAX;;) {
        TRY(q_people_events(u->call, run->last_event.value, run->first_event.value, before, run->at,
                            UNDO_PORTION, &events));
        for (size_t i = 0; i < events.count; i++)
            TRY(undo_one(u, &events.items[i]));
        if (events.count < UNDO_PORTION)
            return OK;
        before = events.items[events.count - 1].id;
    }
}
