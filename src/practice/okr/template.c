/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Templates: patterns of objectives with their key results, of the whole organisation or of a unit
 * and all below it. A template is only read when somebody begins an objective from it: what they
 * make of it is checked then, so numbers may be left open here.
 */
#include "gen/okr_sql.h"
#include "gen/org_sql.h"
#include "model/page.h"
#include "practice/okr/measure_list.h"
#include "practice/okr/objective.h"
#include "practice/record/record.h"

#define TEMPLATES_MAX 500 /* of the organisation: more are no help */

/* ---- shown ------------------------------------------------------------------------------------
 */

static struct subject
subject_of(struct maybe unit_id, struct str unit_path)
{
    return (struct subject){.unit_id = maybe_or(unit_id, 0),
                            .unit_path = unit_id.has ? unit_path : (struct str){0}};
}

static enum err
show(struct call *call, int64_t id, struct template_view *out)
{
    enum err err = q_template_show(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_template", "There is no such template.");
    TRY(err);
    struct subject subject = subject_of(out->unit_id, out->unit_path);
    out->may_edit = policy_allows(call->who, VERB_TEMPLATE_EDIT, &subject);
    return q_template_key_results(call, id, &out->key_results);
}

enum err
template_get(struct call *call, const struct by_id *in, struct template_view *out)
{
    return show(call, in->id, out);
}

/* GET /api/v1/templates */
enum err
template_list(struct call *call, const struct template_query *in, struct template_row_page *out)
{
    struct template_row_list rows;
    int64_t after = 0;

    TRY(page_read(call, "template_list", in->after, &after, 1));
    TRY(q_template_page(call, after, in->include_archived, in->unit_id, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "template_list", &page_last(out)->id, 1);
    for (size_t i = 0; i < out->count; i++) {
        struct template_row *row = &out->items[i];
        struct subject subject = subject_of(row->unit_id, row->unit_path);
        row->may_edit = policy_allows(call->who, VERB_TEMPLATE_EDIT, &subject);
    }
    return OK;
}

/* ---- changed ----------------------------------------------------------------------------------
 */

static enum err
leave_trace(struct call *call, const char *event, const struct template *before,
            const struct template *after)
{
    struct happening happening = {
        .kind = event,
        .type = &type_template,
        .subject_id = after->id,
        .unit_id = after->unit_id,
    };

    return record(call, &happening, before, after);
}

/* Whoever keeps a template keeps the OKRs of its unit, or of everybody. */
static enum err
check_place(struct call *call, struct maybe unit_id)
{
    struct unit_place unit = {0};

    if (unit_id.has) {
        enum err err = q_unit_place(call, unit_id.value, &unit);
        if (err == ERR_NOT_FOUND)
            fault(call, "/unit_id", "no_such_unit", "There is no such unit.");
        else
            TRY(err);
        TRY(call_faults(call));
    }
    struct subject subject = subject_of(unit_id, unit.path);
    return policy_check(call, VERB_TEMPLATE_EDIT, &subject);
}

static enum err
check_room(struct call *call)
{
    struct maybe count;

    TRY(q_template_count(call, &count));
    if (count.value >= TEMPLATES_MAX)
        return fail(call, ERR_CONFLICT, "too_many_templates",
                    "There are %d templates, as many as there may be; change one that is there.",
                    TEMPLATES_MAX);
    return OK;
}

static void
check_key_results(struct call *call, enum objective_kind kind,
                  const struct template_key_result_list *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct template_key_result *row = &rows->items[i];
        struct str weight = str_fmt(call->arena, "/key_results/%zu/weight", i);
        struct str measured = str_fmt(call->arena, "/key_results/%zu/kind", i);
        if (row->weight < 0 || row->weight > WEIGHT_MAX)
            fault(call, weight.ptr != NULL ? weight.ptr : "", "out_of_range",
                  "A weight lies between 0 and 10 000.");
        if (row->kind == KR_KIND_ZONES && kind != OBJECTIVE_KIND_ASPIRATIONAL)
            fault(call, measured.ptr != NULL ? measured.ptr : "", "zones_not_aspirational",
                  "Zones belong to aspirational objectives; measure it in another way.");
    }
}

static enum err
key_results_wanted(struct call *call, const struct template_key_result_new_list *in,
                   struct template_key_result_list *out)
{
    *out = (struct template_key_result_list){
        .items = arena_array(call->arena, in->count, sizeof(*out->items)), .count = in->count};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < in->count; i++) {
        out->items[i] = (struct template_key_result){0};
        type_apply(&type_template_key_result_new, &in->items[i], &type_template_key_result,
                   &out->items[i]);
    }
    return OK;
}

static enum err
key_results_save(struct call *call, int64_t template_id, struct template_key_result_list *rows)
{
    TRY(q_template_key_results_clear(call, template_id));
    for (size_t i = 0; i < rows->count; i++) {
        rows->items[i].template_id = template_id;
        rows->items[i].rank = (int64_t)i;
        TRY(q_template_key_result_insert(call, &rows->items[i], &rows->items[i].id));
    }
    return OK;
}

static enum err
begin(struct call *call, struct template *after, struct template_key_result_list *rows,
      struct template_view *out)
{
    TRY(check_place(call, after->unit_id));
    TRY(check_room(call));
    check_key_results(call, after->kind, rows);
    TRY(call_faults(call));
    after->created_at = call->now;
    after->version = 1;
    TRY(q_template_insert(call, after, &after->id));
    TRY(key_results_save(call, after->id, rows));
    TRY(leave_trace(call, EVENT_TEMPLATE_CREATED, NULL, after));
    return show(call, after->id, out);
}

/* POST /api/v1/templates */
enum err
template_create(struct call *call, const struct template_new *in, struct template_view *out)
{
    struct template_key_result_list rows;
    struct template after = {0};

    type_apply(&type_template_new, in, &type_template, &after);
    TRY(key_results_wanted(call, &in->key_results, &rows));
    return begin(call, &after, &rows, out);
}

/* PATCH /api/v1/templates/{id} */
enum err
template_update(struct call *call, const struct template_patch *in, struct template_view *out)
{
    struct template_key_result_list rows;
    struct template before;

    enum err err = q_template_get(call, in->id, &before);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_template", "There is no such template.");
    TRY(err);
    TRY(check_place(call, before.unit_id));
    TRY(call_match(call, before.version));
    struct template after = before;
    after.version = before.version + 1;
    type_apply(&type_template_patch, in, &type_template, &after);
    if (!maybe_eq(after.unit_id, before.unit_id))
        TRY(check_place(call, after.unit_id));
    if ((in->given & TEMPLATE_PATCH_KEY_RESULTS) != 0)
        TRY(key_results_wanted(call, &in->key_results, &rows));
    else
        TRY(q_template_key_results(call, in->id, &rows));
    check_key_results(call, after.kind, &rows);
    TRY(call_faults(call));
    TRY(q_template_update(call, &after));
    TRY(key_results_save(call, in->id, &rows));
    TRY(leave_trace(call, EVENT_TEMPLATE_UPDATED, &before, &after));
    return show(call, in->id, out);
}

/* ---- made from an objective -------------------------------------------------------------------
 */

/* Its steps by their titles, one a line. */
static enum err
milestone_lines(struct call *call, int64_t key_result_id, struct str *out)
{
    struct measure_lists lists;

    TRY(measure_lists_load(call, key_result_id, &lists));
    for (size_t i = 0; i < lists.milestones.count; i++) {
        struct str title = lists.milestones.items[i].title;
        *out = i == 0 ? title : str_fmt(call->arena, "%.*s\n%.*s", STR_FMT(*out), STR_FMT(title));
    }
    return arena_failed(call->arena);
}

static enum err
key_result_keep(struct call *call, const struct template_from *in, size_t at,
                struct template_key_result *out)
{
    struct str pointer = str_fmt(call->arena, "/key_result_ids/%zu", at);
    struct key_result row;

    *out = (struct template_key_result){0};
    enum err err = q_key_result_get(call, in->key_result_ids.items[at], &row);
    if (err == ERR_NOT_FOUND || (err == OK && row.objective_id != in->id)) {
        fault(call, pointer.ptr != NULL ? pointer.ptr : "", "no_such_key_result",
              "The objective has no such key result.");
        return OK;
    }
    TRY(err);
    type_copy(&type_key_result, &row, &type_template_key_result, out);
    return milestone_lines(call, row.id, &out->milestones);
}

/* POST /api/v1/objectives/{id}/template */
enum err
template_save(struct call *call, const struct template_from *in, struct template_view *out)
{
    struct template_key_result_list rows = {.count = in->key_result_ids.count};
    struct template after = {0};
    struct open_objective open;

    TRY(objective_open(call, in->id, &open));
    type_copy(&type_objective, &open.row, &type_template, &after);
    after.unit_id = in->unit_id;
    after.name = in->name;
    after.hint = in->hint;
    rows.items = arena_array(call->arena, rows.count, sizeof(*rows.items));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < rows.count; i++)
        TRY(key_result_keep(call, in, i, &rows.items[i]));
    TRY(call_faults(call));
    return begin(call, &after, &rows, out);
}
