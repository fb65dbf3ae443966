/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/initiative.h"

#include "gen/okr_sql.h"
#include "model/page.h"
#include "practice/access/person.h"
#include "practice/access/setting.h"
#include "practice/okr/key_result.h"

#define INITIATIVES_MAX 50 /* of one key result */

struct open_initiative {
    struct initiative row;
    struct open_key_result key_result;
    struct subject subject; /* its owner counts as an owner */
};

/* ---- shown ------------------------------------------------------------------------------------
 */

static bool
is_open(enum initiative_state state)
{
    return state == INITIATIVE_STATE_PLANNED || state == INITIATIVE_STATE_DOING;
}

/* `subject` is that of the objective; the owners of the key result and of the initiative count. */
static void
fill(struct call *call, day_t today, struct subject subject, struct initiative_view *view)
{
    subject.own |= view->owner_id.value == call->person_id ||
                   view->key_result_owner_id.value == call->person_id;
    view->may_edit = policy_allows(call->who, VERB_INITIATIVE_EDIT, &subject);
    view->overdue = is_open(view->state) && view->due_day.has && view->due_day.value < today;
}

enum err
initiatives_show(struct call *call, const struct open_objective *open,
                 struct initiative_view_list *out)
{
    day_t today;

    TRY(setting_today(call, &today));
    TRY(q_initiative_of_objective(call, open->row.id, out));
    for (size_t i = 0; i < out->count; i++)
        fill(call, today, open->subject, &out->items[i]);
    return OK;
}

static enum err
show(struct call *call, const struct open_initiative *open, struct initiative_view *out)
{
    struct initiative_view_list views;

    TRY(initiatives_show(call, &open->key_result.objective, &views));
    for (size_t i = 0; i < views.count; i++)
        if (views.items[i].id == open->row.id) {
            *out = views.items[i];
            return OK;
        }
    return ERR_INTERNAL;
}

/* GET /api/v1/me/initiatives: mine, whatever unit they are of; the objective says who else may
 * change them, which a list does not need to know. */
enum err
initiative_mine(struct call *call, const struct my_initiative_query *in,
                struct initiative_view_page *out)
{
    struct subject subject = {.own = true};
    int64_t after[2] = {INT64_MIN, 0}; /* due, id */
    struct initiative_view_list rows;
    day_t today;

    TRY(setting_today(call, &today));
    TRY(page_read(call, "initiative_mine", in->after, after, 2));
    TRY(q_initiative_of_owner(call, call->person_id, today + in->within_days, after[0], after[1],
                              call->person_id, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct initiative_view *last = page_last(out);
        out->next =
            page_write(call, "initiative_mine", (int64_t[]){last->due_day.value, last->id}, 2);
    }
    for (size_t i = 0; i < out->count; i++)
        fill(call, today, subject, &out->items[i]);
    return OK;
}

/* ---- changed ----------------------------------------------------------------------------------
 */

static enum err
leave_trace(struct call *call, const char *event, const struct open_initiative *open,
            const struct initiative *before, const struct initiative *after)
{
    struct happening happening = objective_happening(&open->key_result.objective.row, event);

    happening.type = &type_initiative;
    happening.subject_id = after->id;
    return record(call, &happening, before, after);
}

static enum err
changeable(struct call *call, const struct open_key_result *key_result)
{
    TRY(objective_changeable(call, &key_result->objective));
    if (key_result->row.dropped_at.has)
        return fail(call, ERR_CONFLICT, "dropped",
                    "The key result was dropped; restore it before working on it.");
    return OK;
}

/* A link leads somewhere outside, over a connection that nobody reads along. */
static void
check_url(struct call *call, struct str url)
{
    const struct str scheme = STR("https://");
    bool fits = str_starts(url, scheme) && url.len > scheme.len;

    for (size_t i = 0; fits && i < url.len; i++)
        fits = (unsigned char)url.ptr[i] > ' ' && url.ptr[i] != 0x7F;
    if (url.len > 0 && !fits)
        fault(call, "/url", "not_https",
              "Give the whole address, such as https://example.org/plan, without spaces.");
}

static enum err
end_day(struct call *call, enum initiative_state before, struct initiative *after)
{
    day_t today;

    if (is_open(after->state)) {
        after->ended_day = maybe_none();
    } else if (before != after->state) {
        TRY(setting_today(call, &today));
        after->ended_day = maybe_of(today);
    }
    return OK;
}

/* Puts one at its place and the others behind each other. */
static enum err
rank_all(struct call *call, int64_t key_result_id, int64_t moved_id, int64_t place)
{
    struct initiative_list rows;
    int64_t rank = 0;

    TRY(q_initiative_ranked(call, key_result_id, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        if (rows.items[i].id == moved_id)
            continue;
        rank += rank == place;
        if (rows.items[i].rank != rank)
            TRY(q_initiative_rank(call, rank, rows.items[i].id));
        rank++;
    }
    return q_initiative_rank(call, place < rank ? place : rank, moved_id);
}

/* POST /api/v1/key-results/{id}/initiatives */
enum err
initiative_create(struct call *call, const struct initiative_new *in, struct initiative_view *out)
{
    struct open_initiative open = {
        .row = {.key_result_id = in->id, .created_at = call->now, .version = 1}};
    struct initiative *after = &open.row;
    struct initiative_list others;

    TRY(key_result_open_to(call, in->id, VERB_INITIATIVE_EDIT, &open.key_result));
    TRY(changeable(call, &open.key_result));
    TRY(q_initiative_ranked(call, in->id, &others));
    if (others.count >= INITIATIVES_MAX)
        return fail(call, ERR_CONFLICT, "too_many_initiatives",
                    "The key result has %d initiatives, as many as it may have; remove one first.",
                    INITIATIVES_MAX);
    type_apply(&type_initiative_new, in, &type_initiative, after);
    check_url(call, after->url);
    TRY(person_check(call, after->owner_id, "/owner_id"));
    TRY(call_faults(call));
    after->rank = others.count > 0 ? others.items[others.count - 1].rank + 1 : 0;
    TRY(end_day(call, INITIATIVE_STATE_NULL, after));
    TRY(q_initiative_insert(call, after, &after->id));
    TRY(leave_trace(call, EVENT_INITIATIVE_CREATED, &open, NULL, after));
    return show(call, &open, out);
}

static enum err
initiative_open(struct call *call, int64_t id, struct open_initiative *out)
{
    enum err err = q_initiative_get(call, id, &out->row);

    if (err == OK)
        err = key_result_open(call, out->row.key_result_id, &out->key_result);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_initiative", "There is no such initiative.");
    TRY(err);
    out->subject = out->key_result.subject;
    out->subject.own |= out->row.owner_id.value == call->person_id;
    TRY(policy_check(call, VERB_INITIATIVE_EDIT, &out->subject));
    TRY(call_match(call, out->row.version));
    return changeable(call, &out->key_result);
}

static enum err
save(struct call *call, const char *event, struct open_initiative *open, struct initiative *after)
{
    after->version = open->row.version + 1;
    TRY(q_initiative_update(call, after));
    return leave_trace(call, event, open, &open->row, after);
}

static enum err
check_there(struct call *call, const struct open_initiative *open)
{
    if (open->row.removed_at.has)
        return fail(call, ERR_CONFLICT, "removed", "The initiative was removed; restore it first.");
    return OK;
}

/* PATCH /api/v1/initiatives/{id} */
enum err
initiative_update(struct call *call, const struct initiative_patch *in, struct initiative_view *out)
{
    struct open_initiative open;

    TRY(initiative_open(call, in->id, &open));
    TRY(check_there(call, &open));
    struct initiative after = open.row;
    type_apply(&type_initiative_patch, in, &type_initiative, &after);
    check_url(call, after.url);
    if (!maybe_eq(after.owner_id, open.row.owner_id))
        TRY(person_check(call, after.owner_id, "/owner_id"));
    TRY(call_faults(call));
    TRY(end_day(call, open.row.state, &after));
    TRY(save(call, EVENT_INITIATIVE_UPDATED, &open, &after));
    if ((in->given & INITIATIVE_PATCH_RANK) != 0)
        TRY(rank_all(call, after.key_result_id, after.id, after.rank));
    return show(call, &open, out);
}

/* DELETE /api/v1/initiatives/{id}: it can be restored. */
enum err
initiative_delete(struct call *call, const struct by_id *in)
{
    struct open_initiative open;

    TRY(initiative_open(call, in->id, &open));
    TRY(check_there(call, &open));
    struct initiative after = open.row;
    after.removed_at = maybe_of(call->now);
    return save(call, EVENT_INITIATIVE_REMOVED, &open, &after);
}

/* POST /api/v1/initiatives/{id}/restore */
enum err
initiative_restore(struct call *call, const struct by_id *in, struct initiative_view *out)
{
    struct open_initiative open;

    TRY(initiative_open(call, in->id, &open));
    if (!open.row.removed_at.has)
        return fail(call, ERR_CONFLICT, "not_removed", "The initiative was not removed.");
    struct initiative after = open.row;
    after.removed_at = maybe_none();
    TRY(save(call, EVENT_INITIATIVE_RESTORED, &open, &after));
    return show(call, &open, out);
}
