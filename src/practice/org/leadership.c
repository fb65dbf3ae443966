/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The leadership group: who belongs to it, from one day to another, and the OKR squad, which is
 * nothing but the roles of its members seen together.
 */
#include "gen/org_sql.h"
#include "model/page.h"
#include "practice/access/person.h"
#include "practice/access/policy.h"
#include "practice/access/setting.h"
#include "practice/record/record.h"

enum err
leadership_list(struct call *call, const struct leadership_query *in,
                struct leadership_view_page *out)
{
    struct leadership_view_list rows;
    struct str folded = STR("");
    int64_t id = 0;
    day_t today;

    TRY(setting_today(call, &today));
    TRY(page_read_text(call, "leadership_list", in->after, &folded, &id, 1));
    day_t day = maybe_or(in->as_of, today);
    if (in->past)
        TRY(q_leadership_page_past(call, day, folded, id, in->limit + 1, &rows));
    else
        TRY(q_leadership_page(call, day, folded, id, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct leadership_view *last = page_last(out);
        out->next = page_write_text(call, "leadership_list", last->folded, &last->id, 1);
    }
    return OK;
}

static enum err
leave_trace(struct call *call, const char *event, const struct leadership *before,
            const struct leadership *after)
{
    struct happening happening = {
        .kind = event,
        .type = &type_leadership,
        .subject_id = after->id,
        .owner_id = maybe_of(after->person_id),
    };

    return record(call, &happening, before, after);
}

static enum err
check_person(struct call *call, int64_t person_id, day_t today)
{
    struct person person;
    struct maybe places;

    TRY(person_here(call, person_id, "/person_id", &person));
    TRY(q_leadership_open_of(call, person_id, today, &places));
    if (places.value > 0)
        fault(call, "/person_id", "already_leader", "%.*s belongs to the leadership group already.",
              STR_FMT(person.name));
    return call_faults(call);
}

/* POST /api/v1/leadership */
enum err
leadership_create(struct call *call, const struct leadership_new *in, struct leadership_view *out)
{
    day_t today;

    TRY(policy_check(call, VERB_ORGANISATION_EDIT, &(struct subject){0}));
    TRY(setting_today(call, &today));
    TRY(check_person(call, in->person_id, today));
    struct leadership row = {.person_id = in->person_id,
                             .valid_from = maybe_or(in->valid_from, today)};
    TRY(q_leadership_insert(call, &row, &row.id));
    TRY(leave_trace(call, EVENT_LEADERSHIP_JOINED, NULL, &row));
    return q_leadership_show(call, today, row.id, out);
}

/* POST /api/v1/leadership/{id}/end */
enum err
leadership_end(struct call *call, const struct leadership_end *in, struct leadership_view *out)
{
    struct leadership before;
    day_t today;

    TRY(policy_check(call, VERB_ORGANISATION_EDIT, &(struct subject){0}));
    enum err err = q_leadership_get(call, in->id, &before);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_place", "There is no such place in the leadership group.");
    TRY(err);
    TRY(setting_today(call, &today));
    if (before.valid_until.has && before.valid_until.value <= today)
        return fail(call, ERR_CONFLICT, "leadership_ended",
                    "They have left the leadership group already.");
    struct leadership after = before;
    after.valid_until = maybe_of(maybe_or(in->valid_until, today));
    if (after.valid_until.value < before.valid_from)
        fault(call, "/valid_until", "too_small", "A place ends on or after the day it began.");
    TRY(call_faults(call));
    TRY(q_leadership_end_set(call, after.valid_until, after.id));
    TRY(leave_trace(call, EVENT_LEADERSHIP_LEFT, &before, &after));
    return q_leadership_show(call, today, after.id, out);
}

/* What each of them is OKR master of; the grants come by person. */
static enum err
add_grants(struct call *call, struct squad_member *members, size_t count)
{
    struct id_list ids = {.items = arena_array(call->arena, count, sizeof(*ids.items))};
    struct grant_view_list grants;

    if (ids.items == NULL)
        return ERR_MEMORY;
    for (; ids.count < count; ids.count++)
        ids.items[ids.count] = members[ids.count].id;
    TRY(q_squad_grants(call, &ids, call->now, &grants));
    for (size_t i = 0; i < count; i++) {
        struct grant_view_list *own = &members[i].grants;
        for (size_t j = 0; j < grants.count; j++) {
            if (grants.items[j].person_id != members[i].id)
                continue;
            if (own->count++ == 0)
                own->items = &grants.items[j];
            members[i].lead = members[i].lead || !grants.items[j].unit_id.has;
        }
    }
    return OK;
}

/* GET /api/v1/squad */
enum err
squad_list(struct call *call, const struct page_query *in, struct squad_member_page *out)
{
    struct squad_member_list rows;
    struct str folded = STR("");
    int64_t id = 0;

    TRY(page_read_text(call, "squad_list", in->after, &folded, &id, 1));
    TRY(q_squad_page(call, call->now, folded, id, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct squad_member *last = page_last(out);
        out->next = page_write_text(call, "squad_list", last->folded, &last->id, 1);
    }
    return add_grants(call, out->items, out->count);
}
