/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who is away and who looks after their key results meanwhile; and whom somebody lets check in for
 * them at any time. Both are said by the person, or for them by who leads a unit of theirs.
 *
 * Why somebody is away is asked nowhere, and events of it reach only the person and who wrote it.
 */
#include "gen/org.h"
#include "gen/org_sql.h"
#include "model/page.h"
#include "practice/access/person.h"
#include "practice/access/policy.h"
#include "practice/access/setting.h"
#include "practice/org/absence.h"
#include "practice/record/record.h"

#define ABSENCE_DAYS_MAX 366

enum err
absence_may_note(struct call *call, int64_t person_id, bool *out)
{
    struct subject subject = {.own = person_id == call->person_id};
    struct unit_place_list units;
    day_t today;

    TRY(setting_today(call, &today));
    TRY(q_person_units(call, person_id, today, &units));
    *out = policy_allows(call->who, VERB_STAND_IN, &subject);
    for (size_t i = 0; i < units.count; i++) {
        subject.unit_id = units.items[i].id;
        subject.unit_path = units.items[i].path;
        *out |= policy_allows(call->who, VERB_STAND_IN, &subject);
    }
    return OK;
}

/* ERR_FORBIDDEN unless the one who asks is this person or leads a unit they belong to. */
static enum err
check_may(struct call *call, int64_t person_id)
{
    struct person person;
    bool may;

    TRY(person_open(call, person_id, &person));
    TRY(absence_may_note(call, person_id, &may));
    return may ? OK : policy_check(call, VERB_STAND_IN, &(struct subject){0});
}

/* Whoever stands in is there, and somebody else. */
static enum err
check_other(struct call *call, int64_t person_id, int64_t other_id, const char *pointer)
{
    if (other_id != person_id)
        return person_check_account(call, other_id, pointer);
    fault(call, pointer, "oneself", "Choose somebody else.");
    return OK;
}

static enum err
leave_trace(struct call *call, const char *event, const struct type *type, int64_t id,
            int64_t person_id, const void *before, const void *after)
{
    struct happening happening = {
        .kind = event,
        .type = type,
        .subject_id = id,
        .owner_id = maybe_of(person_id),
        .hidden = true,
    };

    return record(call, &happening, before, after);
}

/* ---- absence ------------------------------------------------------------------------------------
 */

/* GET /api/v1/people/{id}/absences: of today and to come. */
enum err
absence_list(struct call *call, const struct member_query *in, struct absence_view_page *out)
{
    struct person person;
    struct absence_view_list rows;
    int64_t after[2] = {0, 0}; /* last day, id */
    day_t today;

    TRY(person_open(call, in->id, &person));
    TRY(setting_today(call, &today));
    TRY(page_read(call, "absence_list", in->after, after, 2));
    TRY(q_absence_page(call, in->id, today, after[0], after[1], in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct absence_view *last = page_last(out);
        out->next = page_write(call, "absence_list", (int64_t[]){last->last_day, last->id}, 2);
    }
    return OK;
}

static enum err
check_absence(struct call *call, const struct absence *row)
{
    struct maybe others;
    day_t today;

    TRY(setting_today(call, &today));
    if (row->last_day < row->first_day)
        fault(call, "/last_day", "before_first", "The last day comes before the first one.");
    else if (row->last_day < today)
        fault(call, "/last_day", "in_the_past", "What is over need not be noted.");
    else if (row->last_day - row->first_day >= ABSENCE_DAYS_MAX)
        fault(call, "/last_day", "too_long", "An absence has at most %d days; hand over for good.",
              ABSENCE_DAYS_MAX);
    if (row->deputy_id.has)
        TRY(check_other(call, row->person_id, row->deputy_id.value, "/deputy_id"));
    TRY(q_absence_overlap(call, row->person_id, row->first_day, row->last_day, row->id, &others));
    if (others.value > 0)
        fault(call, "/first_day", "overlaps", "Another absence has some of these days; change it.");
    return call_faults(call);
}

/* POST /api/v1/people/{id}/absences */
enum err
absence_create(struct call *call, const struct absence_new *in, struct absence_view *out)
{
    struct absence row = {.person_id = in->id, .created_at = call->now, .version = 1};

    TRY(check_may(call, in->id));
    row.first_day = in->first_day;
    row.last_day = in->last_day;
    row.deputy_id = in->deputy_id;
    TRY(check_absence(call, &row));
    TRY(q_absence_insert(call, &row, &row.id));
    TRY(leave_trace(call, EVENT_ABSENCE_CREATED, &type_absence, row.id, row.person_id, NULL, &row));
    return q_absence_show(call, row.id, out);
}

static enum err
absence_open(struct call *call, int64_t id, struct absence *out)
{
    enum err err = q_absence_get(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_absence", "There is no such absence.");
    TRY(err);
    TRY(check_may(call, out->person_id));
    return call_match(call, out->version);
}

/* PATCH /api/v1/absences/{id} */
enum err
absence_update(struct call *call, const struct absence_patch *in, struct absence_view *out)
{
    struct absence before;

    TRY(absence_open(call, in->id, &before));
    struct absence after = before;
    type_apply(&type_absence_patch, in, &type_absence, &after);
    TRY(check_absence(call, &after));
    after.version = before.version + 1;
    TRY(q_absence_update(call, &after));
    TRY(leave_trace(call, EVENT_ABSENCE_UPDATED, &type_absence, after.id, after.person_id, &before,
                    &after));
    return q_absence_show(call, after.id, out);
}

/* DELETE /api/v1/absences/{id} */
enum err
absence_delete(struct call *call, const struct by_id *in)
{
    struct absence row;

    TRY(absence_open(call, in->id, &row));
    TRY(q_absence_delete(call, row.id));
    return leave_trace(call, EVENT_ABSENCE_DELETED, &type_absence, row.id, row.person_id, &row,
                       NULL);
}

/* ---- delegates ----------------------------------------------------------------------------------
 */

/* GET /api/v1/people/{id}/delegates */
enum err
delegation_list(struct call *call, const struct member_query *in, struct delegation_view_page *out)
{
    struct person person;
    struct delegation_view_list rows;
    int64_t after = 0;

    TRY(person_open(call, in->id, &person));
    TRY(page_read(call, "delegation_list", in->after, &after, 1));
    TRY(q_delegation_page(call, in->id, after, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "delegation_list", &page_last(out)->id, 1);
    return OK;
}

/* POST /api/v1/people/{id}/delegates */
enum err
delegation_create(struct call *call, const struct delegation_new *in, struct delegation_view *out)
{
    struct delegation row = {
        .person_id = in->id, .delegate_id = in->delegate_id, .valid_from = call->now};
    struct delegation_view_list rows;
    struct maybe there;

    TRY(check_may(call, in->id));
    TRY(check_other(call, in->id, in->delegate_id, "/delegate_id"));
    TRY(q_delegation_between(call, in->id, in->delegate_id, &there));
    if (there.value > 0)
        fault(call, "/delegate_id", "delegate_already", "They may check in already.");
    TRY(call_faults(call));
    TRY(q_delegation_insert(call, &row, &row.id));
    TRY(leave_trace(call, EVENT_DELEGATION_CREATED, &type_delegation, row.id, row.person_id, NULL,
                    &row));
    TRY(q_delegation_page(call, in->id, row.id - 1, 1, &rows));
    if (rows.count == 0)
        return ERR_INTERNAL;
    *out = rows.items[0];
    return OK;
}

/* DELETE /api/v1/delegations/{id}: the delegate may give it back as well. */
enum err
delegation_delete(struct call *call, const struct by_id *in)
{
    struct delegation row;

    enum err err = q_delegation_get(call, in->id, &row);
    if (err == ERR_NOT_FOUND || (err == OK && row.valid_until.has))
        return fail(call, ERR_NOT_FOUND, "no_such_delegation", "There is no such delegate.");
    TRY(err);
    if (row.delegate_id != call->person_id)
        TRY(check_may(call, row.person_id));
    TRY(q_delegation_end(call, maybe_of(call->now), row.id));
    return leave_trace(call, EVENT_DELEGATION_ENDED, &type_delegation, row.id, row.person_id, &row,
                       NULL);
}
