/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables as people arranged them, kept under a name. What is private is its owner's alone and does
 * not exist for others; what is shared everyone reads. Only its owner changes it, and an
 * administrator can take a shared one away, for those who left.
 */
#include "gen/explore.h"
#include "gen/explore_sql.h"
#include "model/page.h"
#include "practice/access/policy.h"
#include "practice/record/record.h"

#define SAVED_VIEWS_MAX 200 /* of one person */

static bool
is_mine(const struct call *call, int64_t person_id)
{
    return person_id == call->person_id;
}

static bool
may_clear(const struct call *call)
{
    return policy_allows(call->who, VERB_SETTING_EDIT, &(struct subject){0});
}

static enum err
show(struct call *call, int64_t id, struct saved_view_row *out)
{
    TRY(q_saved_view_show(call, id, out));
    out->may_edit = is_mine(call, out->person_id);
    return OK;
}

static enum err
trace(struct call *call, const char *event, const struct saved_view *before,
      const struct saved_view *after)
{
    const struct saved_view *row = after != NULL ? after : before;

    return record(call,
                  &(struct happening){.kind = event,
                                      .type = &type_saved_view,
                                      .subject_id = row->id,
                                      .owner_id = maybe_of(row->person_id),
                                      .hidden = !row->shared},
                  before, after);
}

/* GET /api/v1/saved-views */
enum err
saved_view_list(struct call *call, const struct saved_view_query *in,
                struct saved_view_row_page *out)
{
    struct saved_view_row_list rows;
    int64_t after = 0;

    TRY(page_read(call, "saved_view_list", in->after, &after, 1));
    TRY(q_saved_view_page(call, after, call->person_id, in->page, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "saved_view_list", &page_last(out)->id, 1);
    for (size_t i = 0; i < out->count; i++)
        out->items[i].may_edit = is_mine(call, out->items[i].person_id);
    return OK;
}

/* POST /api/v1/saved-views */
enum err
saved_view_create(struct call *call, const struct saved_view_new *in, struct saved_view_row *out)
{
    struct saved_view after = {.person_id = call->person_id, .created_at = call->now, .version = 1};
    struct maybe count;

    TRY(q_saved_view_count(call, call->person_id, &count));
    if (count.value >= SAVED_VIEWS_MAX)
        return fail(call, ERR_CONFLICT, "too_many_views",
                    "You keep %d views, as many as one may; throw one away first.",
                    SAVED_VIEWS_MAX);
    type_apply(&type_saved_view_new, in, &type_saved_view, &after);
    TRY(q_saved_view_insert(call, &after, &after.id));
    TRY(trace(call, EVENT_SAVED_VIEW_CREATED, NULL, &after));
    return show(call, after.id, out);
}

/* The view, for one who may see it. */
static enum err
open_view(struct call *call, int64_t id, struct saved_view *out)
{
    enum err err = q_saved_view_get(call, id, out);

    if (err == ERR_NOT_FOUND || (err == OK && !out->shared && !is_mine(call, out->person_id)))
        return fail(call, ERR_NOT_FOUND, "no_such_view", "There is no such view.");
    return err;
}

/* PATCH /api/v1/saved-views/{id} */
enum err
saved_view_update(struct call *call, const struct saved_view_patch *in, struct saved_view_row *out)
{
    struct saved_view before;

    TRY(open_view(call, in->id, &before));
    if (!is_mine(call, before.person_id))
        return fail(call, ERR_FORBIDDEN, "forbidden",
                    "This view is somebody else's; keep a copy of your own.");
    TRY(call_match(call, before.version));
    struct saved_view after = before;
    after.version = before.version + 1;
    type_apply(&type_saved_view_patch, in, &type_saved_view, &after);
    TRY(q_saved_view_update(call, &after));
    TRY(trace(call, EVENT_SAVED_VIEW_UPDATED, &before, &after));
    return show(call, in->id, out);
}

/* DELETE /api/v1/saved-views/{id} */
enum err
saved_view_delete(struct call *call, const struct by_id *in)
{
    struct saved_view before;

    TRY(open_view(call, in->id, &before));
    if (!is_mine(call, before.person_id) && !may_clear(call))
        return fail(
            call, ERR_FORBIDDEN, "forbidden",
            "This view is somebody else's; its owner or an administrator can take it away.");
    TRY(call_match(call, before.version));
    TRY(q_saved_view_delete(call, in->id));
    return trace(call, EVENT_SAVED_VIEW_DELETED, &before, NULL);
}
