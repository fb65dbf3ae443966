/* SPDX-License-Identifier: Apache-2.0 */
/* Post-mortems: a missed promise owes an answer to what happened, why, and what
 * changes. */
#include "gen/closing_sql.h"
#include "gen/okr_sql.h"
#include "gen/org_sql.h"
#include "model/page.h"
#include "practice/closing/closing.h"

static enum err
leave_trace(struct call *call, const char *event, const struct objective *objective,
            const struct post_mortem *before, const struct post_mortem *after)
{
    struct happening happening = objective_happening(objective, event);

    happening.type = &type_post_mortem;
    happening.subject_id = after->id;
    return record(call, &happening, before, after);
}

enum err
post_mortem_open(struct call *call, const struct objective *objective)
{
    struct post_mortem row;

    enum err err = q_post_mortem_of_objective(call, objective->id, &row);
    if (err != ERR_NOT_FOUND)
        return err;
    row = (struct post_mortem){.objective_id = objective->id, .opened_at = call->now, .version = 1};
    TRY(q_post_mortem_insert(call, &row, &row.id));
    return leave_trace(call, EVENT_POST_MORTEM_OPENED, objective, NULL, &row);
}

void
post_mortem_fill(struct call *call, struct post_mortem_view *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct post_mortem_view *item = &items[i];
        struct subject subject = {
            .own = item->co_owner > 0 || item->owner_id.value == call->person_id ||
                   item->created_by.value == call->person_id,
            .unit_id = item->unit_id,
            .unit_path = item->unit_path,
        };
        item->may_edit = policy_allows(call->who, VERB_OBJECTIVE_EDIT, &subject);
    }
}

static enum err
show(struct call *call, int64_t id, struct post_mortem_view *out)
{
    enum err err = q_post_mortem_show(call, call->person_id, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_post_mortem", "There is no such post-mortem.");
    TRY(err);
    post_mortem_fill(call, out, 1);
    return OK;
}

enum err
post_mortem_get(struct call *call, const struct by_id *in, struct post_mortem_view *out)
{
    return show(call, in->id, out);
}

/* Under which unit they are asked for; "no text": under any. */
static enum err
path_asked(struct call *call, struct maybe unit_id, struct str *out)
{
    struct unit_place unit;

    if (!unit_id.has)
        return OK;
    enum err err = q_unit_place(call, unit_id.value, &unit);
    if (err == ERR_NOT_FOUND) {
        fault(call, "?unit_id", "no_such_unit", "There is no such unit.");
        return call_faults(call);
    }
    TRY(err);
    *out = unit.path;
    return OK;
}

/* GET /api/v1/post-mortems */
enum err
post_mortem_list(struct call *call, const struct post_mortem_query *in,
                 struct post_mortem_view_page *out)
{
    struct post_mortem_view_list rows;
    struct str path = {0};
    int64_t after = 0;

    TRY(path_asked(call, in->unit_id, &path));
    TRY(page_read(call, "post_mortem_list", in->after, &after, 1));
    TRY(q_post_mortem_of_cycle(call, call->person_id, in->cycle_id, after, path, in->owed,
                               in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "post_mortem_list", &page_last(out)->id, 1);
    post_mortem_fill(call, out->items, out->count);
    return OK;
}

/* GET /api/v1/me/post-mortems */
enum err
post_mortem_mine(struct call *call, const struct page_query *in, struct post_mortem_view_page *out)
{
    struct post_mortem_view_list rows;
    int64_t after = 0;

    TRY(page_read(call, "post_mortem_mine", in->after, &after, 1));
    TRY(q_post_mortem_owed_by(call, call->person_id, after, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "post_mortem_mine", &page_last(out)->id, 1);
    post_mortem_fill(call, out->items, out->count);
    return OK;
}

/* PATCH /api/v1/post-mortems/{id}: also in a closed cycle, since it is owed
 * until it is written. */
enum err
post_mortem_update(struct call *call, const struct post_mortem_patch *in,
                   struct post_mortem_view *out)
{
    struct open_objective objective;
    struct post_mortem before;

    enum err err = q_post_mortem_row(call, in->id, &before);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_post_mortem", "There is no such post-mortem.");
    TRY(err);
    TRY(objective_open_to(call, before.objective_id, VERB_OBJECTIVE_EDIT, &objective));
    TRY(call_match(call, before.version));
    struct post_mortem after = before;
    type_apply(&type_post_mortem_patch, in, &type_post_mortem, &after);
    bool whole = after.happened.len > 0 && after.because.len > 0 && after.changes.len > 0;
    if (!whole)
        after.written_at = maybe_none();
    else if (!before.written_at.has)
        after.written_at = maybe_of(call->now);
    after.version = before.version + 1;
    TRY(q_post_mortem_set(call, &after));
    TRY(leave_trace(call, EVENT_POST_MORTEM_UPDATED, &objective.row, &before, &after));
    return show(call, after.id, out);
}
