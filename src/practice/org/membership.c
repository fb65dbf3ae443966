/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/org/membership.h"

#include "gen/org_sql.h"
#include "model/page.h"
#include "practice/access/person.h"
#include "practice/access/setting.h"
#include "practice/org/unit.h"
#include "practice/record/record.h"

/* GET /api/v1/units/{id}/members */
enum err
member_list(struct call *call, const struct member_query *in, struct member_view_page *out)
{
    struct open_unit unit;
    struct member_view_list rows;
    struct str folded = STR("");
    int64_t id = 0;
    day_t today;

    TRY(unit_open(call, in->id, &unit));
    TRY(setting_today(call, &today));
    TRY(page_read_text(call, "member_list", in->after, &folded, &id, 1));
    TRY(q_member_page(call, in->id, today, folded, id, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct member_view *last = page_last(out);
        out->next = page_write_text(call, "member_list", last->folded, &last->id, 1);
    }
    return OK;
}

/* GET /api/v1/people/{id}/memberships: past ones too, newest first. */
enum err
person_membership_list(struct call *call, const struct member_query *in,
                       struct membership_view_page *out)
{
    struct person person;
    struct membership_view_list rows;
    int64_t before = INT64_MAX;

    TRY(person_open(call, in->id, &person));
    TRY(page_read(call, "person_membership_list", in->after, &before, 1));
    TRY(q_membership_page(call, in->id, before, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "person_membership_list", &page_last(out)->id, 1);

    return OK;
}

static enum err
leave_trace(struct call *call, const char *event, const struct membership *before,
            const struct membership *after)
{
    struct happening happening = {
        .kind = event,
        .type = &type_membership,
        .subject_id = after->id,
        .unit_id = maybe_of(after->unit_id),
        .owner_id = maybe_of(after->person_id),
    };

    return record(call, &happening, before, after);
}

static enum err
save(struct call *call, const char *event, const struct membership *before,
     const struct membership *after)
{
    TRY(q_membership_update(call, after));
    return leave_trace(call, event, before, after);
}

/* Those that were main until now no longer are. */
static enum err
others_not_main(struct call *call, int64_t person_id, day_t today)
{
    struct membership_list rows;

    TRY(q_membership_open(call, person_id, today, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        struct membership after = rows.items[i];
        if (!after.main)
            continue;
        after.main = false;
        TRY(save(call, EVENT_MEMBERSHIP_UPDATED, &rows.items[i], &after));
    }
    return OK;
}

enum err
membership_add(struct call *call, struct membership *row)
{
    day_t today;

    TRY(setting_today(call, &today));
    if (row->valid_from == 0)
        row->valid_from = today;
    if (row->main)
        TRY(others_not_main(call, row->person_id, today));
    TRY(q_membership_insert(call, row, &row->id));
    return leave_trace(call, EVENT_MEMBERSHIP_CREATED, NULL, row);
}

enum err
membership_leave(struct call *call, int64_t id, day_t day)
{
    struct membership before;

    TRY(q_membership_get(call, id, &before));
    struct membership after = before;
    after.valid_until = maybe_of(day > before.valid_from ? day : before.valid_from);
    return save(call, EVENT_MEMBERSHIP_ENDED, &before, &after);
}

enum err
membership_resume(struct call *call, int64_t id)
{
    struct membership before;

    TRY(q_membership_get(call, id, &before));
    struct membership after = before;
    after.valid_until = maybe_none();
    return save(call, EVENT_MEMBERSHIP_UPDATED, &before, &after);
}

enum err
membership_resume_main(struct call *call, int64_t id)
{
    struct membership before;

    TRY(q_membership_get(call, id, &before));
    struct membership after = before;
    after.main = true;
    return save(call, EVENT_MEMBERSHIP_UPDATED, &before, &after);
}

static enum err
check_person(struct call *call, int64_t person_id, int64_t unit_id, day_t today)
{
    struct person person;
    struct membership_list rows;

    TRY(person_here(call, person_id, "/person_id", &person));
    TRY(q_membership_open(call, person_id, today, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].unit_id == unit_id)
            fault(call, "/person_id", "already_member", "%.*s belongs to this unit already.",
                  STR_FMT(person.name));
    return call_faults(call);
}

/* POST /api/v1/units/{id}/members */
enum err
membership_create(struct call *call, const struct membership_new *in, struct member_view *out)
{
    struct open_unit unit;
    day_t today;

    TRY(unit_open_to(call, in->id, VERB_MEMBER_EDIT, &unit));
    TRY(setting_today(call, &today));
    if (unit.row.valid_until.has && unit.row.valid_until.value <= today)
        return fail(call, ERR_CONFLICT, "unit_closed", "The unit %.*s has ended.",
                    STR_FMT(unit.row.name));
    TRY(check_person(call, in->person_id, in->id, today));
    struct membership row = {
        .unit_id = in->id,
        .person_id = in->person_id,
        .title = in->title,
        .main = in->main,
        .valid_from = maybe_or(in->valid_from, today),
    };
    TRY(membership_add(call, &row));
    return q_member_get(call, row.id, out);
}

/* POST /api/v1/memberships/{id}/end: from that day on they are no member; today when none is named.
 */
enum err
membership_end(struct call *call, const struct membership_end *in, struct member_view *out)
{
    struct membership before;
    struct open_unit unit;
    day_t today;

    enum err err = q_membership_get(call, in->id, &before);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_membership", "There is no such membership.");
    TRY(err);
    TRY(unit_open_to(call, before.unit_id, VERB_MEMBER_EDIT, &unit));
    TRY(setting_today(call, &today));
    if (before.valid_until.has && before.valid_until.value <= today)
        return fail(call, ERR_CONFLICT, "membership_ended", "This membership has ended already.");
    struct membership after = before;
    after.valid_until = maybe_of(maybe_or(in->valid_until, today));
    if (after.valid_until.value < before.valid_from)
        fault(call, "/valid_until", "too_small", "A membership ends on or after the day it began.");
    TRY(call_faults(call));
    TRY(save(call, EVENT_MEMBERSHIP_ENDED, &before, &after));
    return q_member_get(call, after.id, out);
}
