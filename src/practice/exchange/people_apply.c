/* SPDX-License-Identifier: Apache-2.0 */
/* Writes what was planned: units from the top down, people with their managers first, leavers. */
#include "gen/access_sql.h"
#include "gen/exchange_sql.h"
#include "gen/org_sql.h"
#include "practice/access/person.h"
#include "practice/access/setting.h"
#include "practice/exchange/people.h"
#include "practice/org/membership.h"
#include "practice/org/unit.h"

static enum err
remember(struct people *people, struct call *call, enum foreign_kind kind, struct str key,
         int64_t local_id)
{
    struct foreign_title known;
    struct foreign_id row = {.source = people->mapping.source,
                             .kind = kind,
                             .foreign_key = key,
                             .local_id = local_id,
                             .import_id = people->import_id,
                             .made_by = maybe_of(people->import_id)};

    enum err err = q_foreign_get(call, people->mapping.source, kind, key, &known);
    return err == ERR_NOT_FOUND ? q_foreign_insert(call, &row) : err;
}

static enum err
write_units(struct people *people, struct call *call)
{
    for (size_t i = 0; i < people->unit_count; i++) {
        struct people_unit *unit = &people->units[i];
        if (unit->id == 0 || unit->made) {
            struct unit row = {
                .name = unit->name,
                .type = unit->has_units ? UNIT_TYPE_DEPARTMENT : UNIT_TYPE_TEAM,
                .imported = true,
                .parent_id = unit->parent != PEOPLE_NONE ? maybe_of(people->units[unit->parent].id)
                                                         : people->top_id,
            };
            TRY(unit_add(call, &row));
            unit->id = row.id;
            unit->made = true;
        }
        if (!unit->known)
            TRY(remember(people, call, FOREIGN_KIND_UNIT, unit->key, unit->id));
    }
    return OK;
}

/* The unit of the path becomes the main one; the one that was main until now ends. */
static enum err
write_membership(struct people *people, struct call *call, const struct people_row *row,
                 day_t today)
{
    struct membership_list open;
    int64_t unit_id = people->units[row->unit].id;

    TRY(q_membership_open(call, row->after.id, today, &open));
    for (size_t i = 0; i < open.count; i++)
        if (open.items[i].unit_id == unit_id)
            return OK;
    for (size_t i = 0; i < open.count; i++)
        if (open.items[i].main)
            TRY(membership_leave(call, open.items[i].id, today));
    struct membership added = {
        .unit_id = unit_id, .person_id = row->after.id, .main = true, .valid_from = today};
    return membership_add(call, &added);
}

/* Somebody who was changed since the plan was made ends the import. */
static enum err
check_version(struct call *call, const struct people_row *row)
{
    struct person now;

    TRY(person_open(call, row->before.id, &now));
    if (now.version == row->before.version)
        return OK;
    return fail(call, ERR_CONFLICT, "changed_since",
                "%.*s was changed in between; bring the file in again.", STR_FMT(now.name));
}

static enum err
save_person(struct call *call, struct people_row *row)
{
    struct person before = row->before;
    bool loop = false;

    if (row->after.manager_id.has)
        TRY(person_manager_loop(call, row->before.id, row->after.manager_id.value, &loop));
    if (loop)
        row->after.manager_id = before.manager_id;
    if (before.state == PERSON_STATE_DEACTIVATED) {
        struct person back = before;
        back.state = str_is_null(back.email)           ? PERSON_STATE_IMPORTED
                     : str_is_null(back.password_hash) ? PERSON_STATE_INVITED
                                                       : PERSON_STATE_ACTIVE;
        TRY(person_save(call, EVENT_PERSON_REACTIVATED, &before, &back));
        before = back;
    }
    row->after.state = before.state == PERSON_STATE_IMPORTED && !str_is_null(row->after.email)
                           ? PERSON_STATE_INVITED
                           : before.state;
    return person_save(call, EVENT_PERSON_UPDATED, &before, &row->after);
}

static enum err
write_person(struct people *people, struct call *call, struct people_row *row)
{
    struct str key = (struct str){0};

    if (row->outcome == IMPORT_OUTCOME_CREATED) {
        TRY(person_add(call, &row->after));
    } else {
        TRY(check_version(call, row));
        if (row->outcome == IMPORT_OUTCOME_UPDATED)
            TRY(save_person(call, row));
    }
    key = str_fmt(call->arena, "%lld", (long long)row->after.id);
    TRY(arena_failed(call->arena));
    return remember(people, call, FOREIGN_KIND_PERSON, key, row->after.id);
}

/* A row and, before it, those of its managers from the top down. */
static enum err
write_row(struct people *people, struct call *call, size_t place, day_t today)
{
    bool has_managers = mapping_has(&people->mapping, PEOPLE_FIELD_MANAGER_ID) ||
                        mapping_has(&people->mapping, PEOPLE_FIELD_MANAGER_EMAIL);

    for (;;) {
        size_t at = place; /* the highest that is not written yet */
        for (size_t above = people->rows[at].manager;
             above != PEOPLE_NONE && !people->rows[above].written; above = people->rows[at].manager)
            at = above;
        struct people_row *row = &people->rows[at];
        if (row->written)
            return OK;
        row->written = true;
        if (row->manager != PEOPLE_NONE)
            row->manager_id = maybe_of(people->rows[row->manager].after.id);
        if (has_managers)
            row->after.manager_id = row->manager_id;
        TRY(write_person(people, call, row));
        if (row->unit != PEOPLE_NONE && row->moves)
            TRY(write_membership(people, call, row, today));
        if (at == place)
            return OK;
    }
}

static enum err
write_leaver(struct call *call, const struct person *before, day_t today)
{
    struct membership_list open;
    struct person now;

    TRY(person_open(call, before->id, &now));
    if (now.state == PERSON_STATE_DEACTIVATED)
        return OK;
    TRY(q_membership_open(call, before->id, today, &open));
    for (size_t i = 0; i < open.count; i++)
        TRY(membership_leave(call, open.items[i].id, today));
    return person_leave(call, &now);
}

static enum err
begin_run(struct people *people, struct call *call, int64_t *ret_first)
{
    struct maybe last;
    struct import_run run = {
        .source = people->mapping.source,
        .at = call->now,
        .person_id = call->person_id != 0 ? maybe_of(call->person_id) : maybe_none(),
        .files = people->files,
    };

    TRY(q_people_event_last(call, &last));
    *ret_first = maybe_or(last, 0) + 1;
    return q_import_run_insert(call, &run, &people->import_id);
}

static enum err
end_run(struct people *people, struct call *call, int64_t first)
{
    struct maybe last;
    struct happening happening = {
        .kind = EVENT_PEOPLE_IMPORTED, .type = &type_import_run, .subject_id = people->import_id};

    TRY(record(call, &happening, NULL, NULL));
    TRY(q_people_event_last(call, &last));
    return q_import_run_close(call, maybe_of(first), last, people->counts[IMPORT_OUTCOME_CREATED],
                              people->counts[IMPORT_OUTCOME_UPDATED] +
                                  people->counts[IMPORT_OUTCOME_LEFT],
                              people->import_id);
}

enum err
people_apply(struct people *people, struct call *call)
{
    int64_t first;
    day_t today;

    TRY(setting_today(call, &today));
    for (size_t i = 0; i < people->row_count; i++) { /* of a run that was lost */
        people->rows[i].written = false;
        people->rows[i].after.id = people->rows[i].before.id;
    }
    TRY(begin_run(people, call, &first));
    TRY(write_units(people, call));
    for (size_t i = 0; i < people->row_count; i++)
        if (people->rows[i].outcome != IMPORT_OUTCOME_REFUSED)
            TRY(write_row(people, call, i, today));
    for (size_t i = 0; i < people->left.count; i++)
        TRY(write_leaver(call, &people->left.items[i], today));
    TRY(mapping_keep(&people->mapping, call));
    return end_run(people, call, first);
}
