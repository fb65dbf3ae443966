/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/squad/handbook.h"

#include "gen/okr_sql.h"
#include "gen/squad_sql.h"
#include "model/page.h"
#include "practice/access/policy.h"
#include "practice/access/setting.h"

bool
handbook_maker(const struct call *call)
{
    return policy_allows(call->who, VERB_HANDBOOK_EDIT, &(struct subject){0});
}

enum err
handbook_maker_check(struct call *call)
{
    return policy_check(call, VERB_HANDBOOK_EDIT, &(struct subject){0});
}

enum err
handbook_open(struct call *call, int64_t id, struct handbook *out)
{
    enum err err = q_handbook_row(call, id, out);
    bool hidden = err == OK && out->state == HANDBOOK_STATE_DRAFT && !handbook_maker(call);

    if (err == ERR_NOT_FOUND || hidden)
        return fail(call, ERR_NOT_FOUND, "no_such_handbook",
                    "There is no such version of the way of working.");
    return err;
}

enum err
handbook_open_draft(struct call *call, int64_t id, struct handbook *out)
{
    TRY(handbook_open(call, id, out));
    TRY(handbook_maker_check(call));
    if (out->state == HANDBOOK_STATE_PUBLISHED)
        return fail(call, ERR_CONFLICT, "handbook_published",
                    "This version is published and stays as it is; begin the next one.");
    return OK;
}

/* What a query finds, or nothing. */
static enum err
found(enum err err, struct handbook *out)
{
    if (err != ERR_NOT_FOUND)
        return err;
    *out = (struct handbook){0};
    return OK;
}

enum err
handbook_draft(struct call *call, struct handbook *out)
{
    return found(q_handbook_draft(call, out), out);
}

enum err
handbook_holding(struct call *call, struct handbook *out)
{
    day_t today;

    TRY(setting_today(call, &today));
    enum err err = q_handbook_holding(call, today, out);
    if (err == ERR_NOT_FOUND) /* the first one holds before its cycle: there is nothing else */
        err = q_handbook_first(call, out);
    return found(err, out);
}

struct happening
handbook_happening(const struct handbook *row, const char *kind)
{
    return (struct happening){
        .kind = kind,
        .type = &type_handbook,
        .subject_id = row->id,
        .owner_id = row->created_by,
        .hidden = row->state == HANDBOOK_STATE_DRAFT,
    };
}

static enum err
handbook_save(struct call *call, const char *event, const struct handbook *before,
              struct handbook *after)
{
    after->version = before->version + 1;
    TRY(q_handbook_set(call, after));
    struct happening happening = handbook_happening(after, event);
    return record(call, &happening, before, after);
}

static enum err
settings_show(struct call *call, int64_t handbook_id, struct handbook_setting_view_list *out)
{
    struct handbook_setting_list rows;

    TRY(q_handbook_setting_list(call, handbook_id, &rows));
    out->items = arena_array(call->arena, rows.count, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    for (out->count = 0; out->count < rows.count; out->count++)
        TRY(handbook_setting_show(call, &rows.items[out->count], &out->items[out->count]));
    return OK;
}

static enum err
handbook_show(struct call *call, int64_t id, struct handbook_view *out)
{
    struct handbook holding;

    TRY(q_handbook_show(call, id, out));
    TRY(handbook_holding(call, &holding));
    TRY(q_handbook_chapter_list(call, id, &out->chapters));
    TRY(settings_show(call, id, &out->settings));
    TRY(q_proposal_of_handbook(call, maybe_of(id), &out->proposals));
    proposal_fill(call, out->proposals.items, out->proposals.count);
    out->holds = holding.id == id;
    out->may_edit = handbook_maker(call) && out->state == HANDBOOK_STATE_DRAFT;
    out->may_apply =
        out->may_edit && policy_allows(call->who, VERB_SETTING_EDIT, &(struct subject){0});
    return OK;
}

enum err
handbook_get(struct call *call, const struct by_id *in, struct handbook_view *out)
{
    struct handbook row;

    TRY(handbook_open(call, in->id, &row));
    return handbook_show(call, in->id, out);
}

/* The newest version, where it does not hold yet. */
static enum err
coming(struct call *call, int64_t holding_id, struct handbook_now *out)
{
    struct handbook newest;

    TRY(found(q_handbook_newest(call, &newest), &newest));
    if (newest.id == 0 || newest.id == holding_id)
        return OK;
    out->coming = arena_new(call->arena, struct handbook_row);
    if (out->coming == NULL)
        return ERR_MEMORY;
    return q_handbook_line(call, newest.id, out->coming);
}

/* GET /api/v1/handbook */
enum err
handbook_now_get(struct call *call, struct handbook_now *out)
{
    struct handbook holding;
    struct handbook draft;
    struct maybe open;

    TRY(handbook_holding(call, &holding));
    TRY(handbook_draft(call, &draft));
    TRY(q_proposal_open_count(call, &open));
    *out = (struct handbook_now){.open_proposals = maybe_or(open, 0),
                                 .may_edit = handbook_maker(call)};
    if (out->may_edit && draft.id != 0)
        out->draft_id = maybe_of(draft.id);
    if (holding.id == 0)
        return OK;
    TRY(coming(call, holding.id, out));
    out->handbook = arena_new(call->arena, struct handbook_view);
    if (out->handbook == NULL)
        return ERR_MEMORY;
    return handbook_show(call, holding.id, out->handbook);
}

/* GET /api/v1/handbooks */
enum err
handbook_list(struct call *call, const struct handbook_query *in, struct handbook_row_page *out)
{
    struct handbook_row_list rows;
    struct handbook holding;
    int64_t before = INT64_MAX; /* number */

    TRY(page_read(call, "handbook_list", in->after, &before, 1));
    TRY(handbook_holding(call, &holding));
    TRY(q_handbook_page(call, before, handbook_maker(call), in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "handbook_list", &page_last(out)->number, 1);
    for (size_t i = 0; i < out->count; i++)
        out->items[i].holds = out->items[i].id == holding.id;
    return OK;
}

/* Notes when the cycle is none from which a version can hold. */
static enum err
check_cycle(struct call *call, struct maybe cycle_id)
{
    struct cycle cycle;

    if (!cycle_id.has)
        return OK;
    enum err err = q_cycle_get(call, cycle_id.value, &cycle);
    if (err == ERR_NOT_FOUND)
        fault(call, "/from_cycle_id", "no_such_cycle", "There is no such cycle.");
    else if (err == OK && cycle.state == CYCLE_STATE_CLOSED)
        fault(call, "/from_cycle_id", "cycle_closed",
              "The cycle is closed; choose one that runs or is to come.");
    return err == ERR_NOT_FOUND ? OK : err;
}

/* POST /api/v1/handbooks */
enum err
handbook_create(struct call *call, const struct handbook_new *in, struct handbook_view *out)
{
    struct handbook row = {.state = HANDBOOK_STATE_DRAFT,
                           .from_cycle_id = in->from_cycle_id,
                           .created_by = maybe_of(call->person_id),
                           .created_at = call->now,
                           .version = 1};
    struct handbook draft;
    struct handbook newest;

    TRY(handbook_maker_check(call));
    TRY(check_cycle(call, in->from_cycle_id));
    TRY(call_faults(call));
    TRY(handbook_draft(call, &draft));
    if (draft.id != 0)
        return fail(call, ERR_CONFLICT, "draft_exists",
                    "Version %lld is being written already; change that one.",
                    (long long)draft.number);
    TRY(found(q_handbook_newest(call, &newest), &newest));
    row.number = newest.number + 1;
    TRY(q_handbook_insert(call, &row, &row.id));
    struct happening happening = handbook_happening(&row, EVENT_HANDBOOK_CREATED);
    TRY(record(call, &happening, NULL, &row));
    TRY(newest.id != 0 ? handbook_chapters_copy(call, newest.id, row.id)
                       : handbook_chapters_fill(call, row.id));
    TRY(newest.id != 0 ? handbook_settings_copy(call, newest.id, row.id)
                       : handbook_settings_fill(call, row.id));
    return handbook_show(call, row.id, out);
}

/* PATCH /api/v1/handbooks/{id} */
enum err
handbook_update(struct call *call, const struct handbook_patch *in, struct handbook_view *out)
{
    struct handbook before;

    TRY(handbook_open_draft(call, in->id, &before));
    TRY(call_match(call, before.version));
    struct handbook after = before;
    type_apply(&type_handbook_patch, in, &type_handbook, &after);
    TRY(check_cycle(call, after.from_cycle_id));
    TRY(call_faults(call));
    TRY(handbook_save(call, EVENT_HANDBOOK_UPDATED, &before, &after));
    return handbook_show(call, in->id, out);
}

/* DELETE /api/v1/handbooks/{id} */
enum err
handbook_delete(struct call *call, const struct by_id *in)
{
    struct handbook row;

    TRY(handbook_open_draft(call, in->id, &row));
    TRY(call_match(call, row.version));
    TRY(q_proposal_reopen(call, maybe_of(in->id)));
    TRY(q_handbook_chapter_clear(call, in->id));
    TRY(q_handbook_setting_clear(call, in->id));
    TRY(q_handbook_remove(call, in->id));
    struct happening happening = handbook_happening(&row, EVENT_HANDBOOK_DELETED);
    return record(call, &happening, &row, NULL);
}

/* A version says from which cycle it holds and, unless it is the first, what changed and why. */
static enum err
check_publish(struct call *call, const struct handbook *row)
{
    struct handbook_chapter_list chapters;

    if (!row->from_cycle_id.has)
        return fail(call, ERR_CONFLICT, "no_cycle", "Say from which cycle this version holds.");
    TRY(check_cycle(call, row->from_cycle_id));
    TRY(call_faults(call));
    TRY(q_handbook_chapter_list(call, row->id, &chapters));
    if (chapters.count == 0)
        return fail(call, ERR_CONFLICT, "no_chapters", "Put at least one chapter into the draft.");
    if (row->number > 1 && row->change_en.len == 0 && row->change_nl.len == 0)
        return fail(call, ERR_CONFLICT, "no_change_note",
                    "Say what changed since the version before, and why.");
    return OK;
}

/* Gives the organisation what a version wants of its settings, but for those that are no more. */
static enum err
settings_apply(struct call *call, int64_t handbook_id)
{
    struct handbook_setting_list rows;

    TRY(policy_check(call, VERB_SETTING_EDIT, &(struct subject){0}));
    TRY(q_handbook_setting_list(call, handbook_id, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct handbook_setting *row = &rows.items[i];
        enum err err = setting_check(call, row->name, row->value, "/apply_settings");
        if (err == OK && call->fault_count == 0)
            err = setting_put(call, row->name, row->value);
        if (err != ERR_NOT_FOUND)
            TRY(err);
    }
    return call_faults(call);
}

/* POST /api/v1/handbooks/{id}/publish */
enum err
handbook_publish(struct call *call, const struct handbook_publication *in,
                 struct handbook_view *out)
{
    struct handbook before;

    TRY(handbook_open_draft(call, in->id, &before));
    TRY(call_match(call, before.version));
    TRY(check_publish(call, &before));
    struct handbook after = before;
    after.state = HANDBOOK_STATE_PUBLISHED;
    after.published_by = maybe_of(call->person_id);
    after.published_at = maybe_of(call->now);
    TRY(handbook_save(call, EVENT_HANDBOOK_PUBLISHED, &before, &after));
    if (in->apply_settings)
        TRY(settings_apply(call, in->id));
    return handbook_show(call, in->id, out);
}
