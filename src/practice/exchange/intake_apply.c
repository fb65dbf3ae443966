/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes a plan. What is new and stands under new things alone may be written ahead, slice by
 * slice, each in a transaction of its own and out of sight (archived at the moment the import
 * began), so that a server on the same database writes in between. Then one short transaction shows
 * it all, changes what was here before, and carries its numbers up as any check-in's would be. A
 * small import does everything in one transaction. Rows that stay the same are not read.
 */
#include "gen/exchange_sql.h"
#include "gen/okr_sql.h"
#include "practice/access/setting.h"
#include "practice/exchange/intake_apply.h"
#include "practice/exchange/remove.h"
#include "practice/okr/measure_list.h"
#include "practice/okr/propagate.h"
#include "practice/record/record.h"

/* ---- what is new
 * ---------------------------------------------------------------------------------- */

/* A key result can be written ahead when its objective is. */
static bool
is_ahead(const struct intake *intake, const struct intake_node *node)
{
    if (node->action != INTAKE_CREATED)
        return false;
    return node->type == ROW_TYPE_OBJECTIVE ||
           (node->upper != 0 && intake->nodes[node->upper].action == INTAKE_CREATED);
}

/* The unit that owns the objective of a key result. */
static enum err
unit_of(struct intake_writing *w, const struct intake_node *node, int64_t objective_id,
        struct maybe *out)
{
    const struct intake_node *upper = &w->intake->nodes[node->upper];
    struct objective objective;

    if (node->upper != 0 && upper->action == INTAKE_CREATED) {
        *out = maybe_of(w->intake->names.items[upper->unit].local_id);
        return OK;
    }
    TRY(q_objective_get(w->target, objective_id, &objective));
    *out = maybe_of(objective.unit_id);
    return OK;
}

/* Its owner stands with it; other owners and units of it take part in its objective. */
static enum err
write_key_result(struct intake_writing *w, const struct stage_row *row)
{
    struct intake_node *node = &w->intake->nodes[row->id];
    int64_t objective_id =
        node->upper != 0 ? w->intake->nodes[node->upper].local_id : node->upper_local;
    struct maybe unit_id;

    if (node->action == INTAKE_CREATED)
        TRY(intake_key_result_create(w, row, objective_id, FOREIGN_KIND_KEY_RESULT,
                                     &node->local_id));
    else if (node->action == INTAKE_UPDATED)
        TRY(intake_key_result_change(w, row, objective_id, node->local_id,
                                     FOREIGN_KIND_KEY_RESULT));
    TRY(unit_of(w, node, objective_id, &unit_id));
    struct maybe owner = intake_first(w->intake, FOREIGN_KIND_PERSON, row->owners);
    return intake_participants_add(w, row, objective_id, unit_id, owner);
}

/* A slice of the rows behind `*at`: those of one kind that can be written ahead. */
static enum err
write_rows(struct intake_writing *w, bool objectives, int64_t *at)
{
    struct stage_row_list page;

    TRY(q_stage_row_page(w->intake->stage, *at, w->intake->slice_rows, &page));
    for (size_t i = 0; i < page.count; i++) {
        const struct stage_row *row = &page.items[i];
        const struct intake_node *node = &w->intake->nodes[row->id];
        if (!is_ahead(w->intake, node) || (node->type == ROW_TYPE_OBJECTIVE) != objectives)
            continue;
        TRY(objectives ? intake_objective_create(w, row) : write_key_result(w, row));
    }
    *at = page.count > 0 ? page.items[page.count - 1].id : -1;
    intake_tell(w->intake, objectives ? "rows, objectives" : "rows, key results", *at);
    return OK;
}

static enum err
write_links(struct intake_writing *w, int64_t *at)
{
    uint32_t row = (uint32_t)*at + 1;
    uint32_t end = row + (uint32_t)w->intake->slice_rows;

    for (; row < end && row <= w->intake->node_count; row++)
        if (w->intake->nodes[row].type == ROW_TYPE_OBJECTIVE &&
            w->intake->nodes[row].action == INTAKE_CREATED)
            TRY(intake_links_create(w, row));
    *at = row <= w->intake->node_count ? (int64_t)row - 1 : -1;
    return OK;
}

enum err
intake_ahead(struct intake *intake, struct call *target, struct intake_cursor from,
             struct intake_cursor *out)
{
    struct intake_writing writing = {.intake = intake, .target = target};
    int64_t at = from.at;

    arena_clear(intake->stage->arena);
    arena_clear(target->arena);
    if (from.phase == INTAKE_PHASE_NAMES)
        TRY(intake_names_make(&intake->names, target, intake->import_id, intake->slice_rows, &at));
    else if (from.phase == INTAKE_PHASE_LINKS)
        TRY(write_links(&writing, &at));
    else
        TRY(write_rows(&writing, from.phase == INTAKE_PHASE_OBJECTIVES, &at));
    *out = at >= 0 ? (struct intake_cursor){from.phase, at}
                   : (struct intake_cursor){from.phase + 1, 0};
    return OK;
}

/* ---- what was here
 * -------------------------------------------------------------------------------- */

/* A key result that stays the same is met again where its objective changes: who takes part there
 * is written anew. */
static bool
is_left(const struct intake *intake, const struct intake_node *node)
{
    if (node->action == INTAKE_UPDATED)
        return true;
    if (node->type == ROW_TYPE_OBJECTIVE)
        return false;
    if (node->action == INTAKE_UNCHANGED)
        return node->upper != 0 && intake->nodes[node->upper].action == INTAKE_UPDATED;
    return node->action == INTAKE_CREATED && !is_ahead(intake, node);
}

static enum err
write_left(struct intake_writing *w, bool objectives)
{
    struct stage_row row;

    for (size_t i = 1; i <= w->intake->node_count; i++) {
        const struct intake_node *node = &w->intake->nodes[i];
        if ((node->type == ROW_TYPE_OBJECTIVE) != objectives || !is_left(w->intake, node))
            continue;
        arena_clear(w->intake->stage->arena);
        arena_clear(w->target->arena);
        TRY(q_stage_row_get(w->intake->stage, (int64_t)i, &row));
        TRY(objectives ? intake_objective_change(w, &row) : write_key_result(w, &row));
    }
    return OK;
}

static enum err
change_links(struct intake_writing *w)
{
    for (uint32_t row = 1; row <= w->intake->node_count; row++) {
        const struct intake_node *node = &w->intake->nodes[row];
        if (node->type != ROW_TYPE_OBJECTIVE || node->action != INTAKE_UPDATED)
            continue;
        arena_clear(w->target->arena);
        TRY(intake_links_change(w, row));
    }
    return OK;
}

/* From below to above, so that each climb finds what is below it done. */
static enum err
carry_up(struct intake_writing *w)
{
    const struct intake *intake = w->intake;

    for (size_t i = intake->order_count; i-- > 0;) {
        const struct intake_node *node = &intake->nodes[intake->order[i]];
        if ((node->flags & NODE_IN_DATABASE) == 0 || (node->flags & NODE_DIRTY) == 0)
            continue;
        arena_clear(w->target->arena);
        TRY(propagate(w->target, node->local_id));
    }
    for (size_t at = 0; at < intake->link_count; at++) {
        const struct intake_link *link = &intake->links[at];
        if (link->upper != 0 || link->kind != ALIGNMENT_KIND_CONTRIBUTES)
            continue;
        arena_clear(w->target->arena);
        TRY(propagate(w->target, link->local));
    }
    for (size_t row = 1; row <= intake->node_count; row++) {
        const struct intake_node *node = &intake->nodes[row];
        if (node->upper_local == 0 || node->action == INTAKE_UNCHANGED ||
            node->action == INTAKE_REFUSED)
            continue;
        arena_clear(w->target->arena);
        TRY(propagate(w->target, node->upper_local));
    }
    return OK;
}

/* What it left is known by its events, so that it can be taken back. */
static enum err
end_run(struct intake *intake, struct call *target)
{
    struct maybe last;

    TRY(q_people_event_last(target, &last));
    return q_import_run_close(target, maybe_of(intake->first_event), last, intake->created_count,
                              intake->updated_count, intake->import_id);
}

/* New objectives are seen as of past days too: published from the start of their cycle on, and what
 * they are now from today on. */
static enum err
tell_days(const struct intake *intake, struct call *target)
{
    day_t today;

    if (intake->first_id == 0)
        return OK;
    TRY(setting_today(target, &today));
    TRY(q_import_days_rebuild(target, intake->first_id, today));
    return q_import_days_keep(target, today, intake->first_id);
}

enum err
intake_publish(struct intake *intake, struct call *target)
{
    struct intake_writing writing = {.intake = intake, .target = target};
    struct happening happening = {
        .kind = EVENT_IMPORT_APPLIED, .type = &type_import_run, .subject_id = intake->import_id};

    TRY(intake_names_remember(&intake->names, target, intake->import_id));
    if (intake->ahead) {
        TRY(q_import_run_show(target, intake->first_id, intake->at));
        TRY(q_import_run_settle(target, intake->import_id));
    }
    TRY(tell_days(intake, target));
    TRY(write_left(&writing, /* objectives= */ true));
    TRY(write_left(&writing, /* objectives= */ false));
    TRY(change_links(&writing));
    TRY(carry_up(&writing));
    TRY(record(target, &happening, NULL, NULL));
    return end_run(intake, target);
}

/* ---- the whole ----------------------------------------------------------------------------------
 */

bool
intake_is_large(const struct intake *intake)
{
    return intake->counts[INTAKE_OBJECTIVES][INTAKE_CREATED] +
               intake->counts[INTAKE_KEY_RESULTS][INTAKE_CREATED] >
           INTAKE_ALONE_ROWS;
}

enum err
intake_begin(struct intake *intake, struct call *target, struct str files, bool ahead)
{
    struct import_run run = {.source = intake->source,
                             .at = target->now,
                             .person_id = target->person_id != 0 ? maybe_of(target->person_id)
                                                                 : maybe_none(),
                             .files = files,
                             .pending = ahead};
    struct maybe last;

    for (int kind = 0; kind < INTAKE_KIND_COUNT; kind++) {
        run.created_count += intake->counts[kind][INTAKE_CREATED];
        run.updated_count += intake->counts[kind][INTAKE_UPDATED];
    }
    TRY(q_people_event_last(target, &last));
    intake->first_event = maybe_or(last, 0) + 1;
    intake->created_count = run.created_count;
    intake->updated_count = run.updated_count;
    intake->ahead = ahead;
    intake->at = target->now;
    intake->first_id = 0;
    return q_import_run_insert(target, &run, &intake->import_id);
}

enum err
intake_apply(struct intake *intake, struct call *target, struct str files)
{
    struct intake_cursor cursor = {INTAKE_PHASE_NAMES, 0};

    TRY(intake_begin(intake, target, files, /* ahead= */ false));
    while (cursor.phase != INTAKE_PHASE_DONE)
        TRY(intake_ahead(intake, target, cursor, &cursor));
    return intake_publish(intake, target);
}

/* ---- taking back
 * ---------------------------------------------------------------------------------- */

/* A portion of one kind; key results come before their objectives. */
static enum err
take_back(struct call *target, const struct foreign_title_list *rows)
{
    int64_t objective_ids[REMOVE_PORTION];
    int64_t key_result_ids[REMOVE_PORTION];
    struct id_list objectives = {.items = objective_ids};
    struct id_list key_results = {.items = key_result_ids};

    for (size_t i = 0; i < rows->count; i++) {
        bool is_objective = rows->items[i].kind == FOREIGN_KIND_OBJECTIVE;
        struct id_list *list = is_objective ? &objectives : &key_results;
        list->items[list->count++] = rows->items[i].local_id;
    }
    TRY(remove_key_results(target, &key_results));
    TRY(remove_objectives(target, &objectives));
    for (size_t i = 0; i < rows->count; i++)
        TRY(q_foreign_delete(target, rows->items[i].id));
    return OK;
}

enum err
intake_clear(struct call *target, bool *ret_done)
{
    struct import_run_list runs;
    struct foreign_title_list rows;

    arena_clear(target->arena);
    TRY(q_import_run_pending(target, &runs));
    *ret_done = runs.count == 0;
    if (*ret_done)
        return OK;
    TRY(q_foreign_of_import(target, runs.items[0].id, REMOVE_PORTION, &rows));
    TRY(take_back(target, &rows));
    return rows.count > 0 ? OK : q_import_run_settle(target, runs.items[0].id);
}
