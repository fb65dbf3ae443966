/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/org/grant.h"

#include "gen/org_sql.h"
#include "model/page.h"
#include "practice/access/person.h"
#include "practice/access/policy.h"
#include "practice/org/unit.h"
#include "practice/record/record.h"

static enum err
query_rows(struct call *call, const struct grant_query *in, int64_t after,
           struct grant_view_list *out)
{
    int64_t limit = in->limit + 1;

    if (in->person_id.has)
        return q_grant_page_of_person(call, in->person_id.value, after, call->now, in->unit_id,
                                      limit, out);
    if (in->unit_id.has)
        return q_grant_page_of_unit(call, in->unit_id, after, call->now, limit, out);
    return q_grant_page(call, after, call->now, limit, out);
}

enum err
grant_list(struct call *call, const struct grant_query *in, struct grant_view_page *out)
{
    struct grant_view_list rows;
    int64_t after = 0;

    TRY(page_read(call, "grant_list", in->after, &after, 1));
    TRY(query_rows(call, in, after, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "grant_list", &page_last(out)->id, 1);

    return OK;
}

static enum verb
verb_of(enum role role)
{
    return role >= ROLE_OKR_MASTER ? VERB_GRANT_HIGH : VERB_GRANT;
}

static enum err
leave_trace(struct call *call, const char *event, const struct role_grant *before,
            const struct role_grant *after)
{
    struct happening happening = {
        .kind = event,
        .type = &type_role_grant,
        .subject_id = after->id,
        .unit_id = after->unit_id,
        .owner_id = maybe_of(after->person_id),
    };

    return record(call, &happening, before, after);
}

static enum err
holds_already(struct call *call, int64_t person_id, enum role role, struct maybe unit_id, bool *out)
{
    struct maybe same;

    TRY(q_grant_same(call, person_id, role, maybe_or(unit_id, 0), call->now, &same));
    *out = same.value > 0;
    return OK;
}

/* Gives a role that is not held yet. */
static enum err
give(struct call *call, int64_t person_id, enum role role, struct maybe unit_id, int64_t *ret_id)
{
    struct role_grant row = {
        .person_id = person_id, .role = role, .unit_id = unit_id, .valid_from = call->now};

    TRY(q_grant_insert(call, &row, &row.id));
    *ret_id = row.id;
    return leave_trace(call, EVENT_ROLE_GRANTED, NULL, &row);
}

enum err
grant_add(struct call *call, int64_t person_id, enum role role, struct maybe unit_id)
{
    bool held;
    int64_t id;

    TRY(holds_already(call, person_id, role, unit_id, &held));
    return held ? OK : give(call, person_id, role, unit_id, &id);
}

enum err
grant_end(struct call *call, int64_t id)
{
    struct role_grant before;

    TRY(q_grant_get(call, id, &before));
    struct role_grant after = before;
    after.valid_until = maybe_of(call->now);
    TRY(q_grant_end(call, after.valid_until, after.id));
    return leave_trace(call, EVENT_ROLE_REVOKED, &before, &after);
}

/* The unit of a role as the policy sees it; without one it belongs to the whole organisation. */
static enum err
subject_of(struct call *call, struct maybe unit_id, struct subject *out)
{
    struct unit_place place;

    *out = (struct subject){0};
    if (!unit_id.has)
        return OK;
    enum err err = q_unit_place(call, unit_id.value, &place);
    if (err == ERR_NOT_FOUND) {
        fault(call, "/unit_id", "no_such_unit", "There is no such unit.");
        return call_faults(call);
    }
    TRY(err);
    *out = (struct subject){.unit_id = place.id, .unit_path = place.path};
    return OK;
}

static enum err
check_person(struct call *call, const struct grant_new *in)
{
    struct person person;
    bool held;

    TRY(person_here(call, in->person_id, "/person_id", &person));
    TRY(holds_already(call, in->person_id, in->role, in->unit_id, &held));
    if (held)
        fault(call, "/role", "already_granted", "%.*s holds this role here already.",
              STR_FMT(person.name));
    return call_faults(call);
}

/* POST /api/v1/grants */
enum err
grant_create(struct call *call, const struct grant_new *in, struct grant_view *out)
{
    struct subject subject;
    int64_t id;

    TRY(subject_of(call, in->unit_id, &subject));
    TRY(policy_check(call, verb_of(in->role), &subject));
    TRY(check_person(call, in));
    TRY(give(call, in->person_id, in->role, in->unit_id, &id));
    return q_grant_show(call, id, out);
}

/* DELETE /api/v1/grants/{id}: the role ends now; that it was held stays in history. */
enum err
grant_delete(struct call *call, const struct by_id *in)
{
    struct role_grant before;
    struct subject subject;

    enum err err = q_grant_get(call, in->id, &before);
    if (err == ERR_NOT_FOUND || (err == OK && before.valid_until.has))
        return fail(call, ERR_NOT_FOUND, "no_such_grant", "There is no such role.");
    TRY(err);
    TRY(subject_of(call, before.unit_id, &subject));
    TRY(policy_check(call, verb_of(before.role), &subject));
    if (before.role == ROLE_ADMIN && !before.unit_id.has)
        TRY(admin_remains(call, /* except_person= */ 0, before.id));
    return grant_end(call, before.id);
}
