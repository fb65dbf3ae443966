/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Templates: patterns of objectives with their key results, of the whole organisation or of a unit
 * and all below it. A template is only read when somebody begins an objective from it: what they
 * make of it is checked then, so numbers may be left open here.
 */
#include "gen/okr_sql.h"
#include "gen/org_sql.h"
#include "model/page.h"
#include "practice/access/setting.h"
#include "practice/okr/objective.h"
#include "practice/okr/template_key_result.h"
#include "practice/record/record.h"

#define TEMPLATES_MAX 500 /* of the organisation: more are no help */

/* What may be changed of one that Koers brought along; with any other member it becomes the
 * organisation's own. */
#define STAYS_BROUGHT (TEMPLATE_PATCH_ID | TEMPLATE_PATCH_UNIT_ID | TEMPLATE_PATCH_ARCHIVED)

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
    return template_key_results_load(call, id, &out->key_results);
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
    struct settings settings;
    int64_t after = 0;

    TRY(page_read(call, "template_list", in->after, &after, 1));
    TRY(settings_load(call, &settings));
    enum language spoken = (enum language)choice_value(language_choice, settings.language);
    TRY(q_template_page(call, after, in->include_archived, spoken, in->unit_id, in->limit + 1,
                        &rows));
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

static enum err
begin(struct call *call, struct template *after, const struct template_key_result_view_list *rows,
      struct template_view *out)
{
    TRY(check_place(call, after->unit_id));
    TRY(check_room(call));
    template_key_results_check(call, after->kind, rows);
    TRY(call_faults(call));
    after->created_at = call->now;
    after->version = 1;
    TRY(q_template_insert(call, after, &after->id));
    TRY(template_key_results_save(call, after->id, rows));
    TRY(leave_trace(call, EVENT_TEMPLATE_CREATED, NULL, after));
    return show(call, after->id, out);
}

/* POST /api/v1/templates */
enum err
template_create(struct call *call, const struct template_new *in, struct template_view *out)
{
    struct template_key_result_view_list rows;
    struct template after = {0};

    type_apply(&type_template_new, in, &type_template, &after);
    TRY(template_key_results_wanted(call, &in->key_results, &rows));
    return begin(call, &after, &rows, out);
}

/* PATCH /api/v1/templates/{id} */
enum err
template_update(struct call *call, const struct template_patch *in, struct template_view *out)
{
    struct template_key_result_view_list rows;
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
    if ((in->given & ~STAYS_BROUGHT) != 0)
        after.language = LANGUAGE_NULL;
    if (!maybe_eq(after.unit_id, before.unit_id))
        TRY(check_place(call, after.unit_id));
    if ((in->given & TEMPLATE_PATCH_KEY_RESULTS) != 0)
        TRY(template_key_results_wanted(call, &in->key_results, &rows));
    else
        TRY(template_key_results_load(call, in->id, &rows));
    template_key_results_check(call, after.kind, &rows);
    TRY(call_faults(call));
    TRY(q_template_update(call, &after));
    if ((in->given & TEMPLATE_PATCH_KEY_RESULTS) != 0)
        TRY(template_key_results_save(call, in->id, &rows));
    TRY(leave_trace(call, EVENT_TEMPLATE_UPDATED, &before, &after));
    return show(call, in->id, out);
}

/* ---- made from an objective -------------------------------------------------------------------
 */

static enum err
key_result_keep(struct call *call, const struct template_from *in, size_t at, day_t cycle_start,
                struct template_key_result_view *out)
{
    struct str pointer = str_fmt(call->arena, "/key_result_ids/%zu", at);
    struct key_result row;

    enum err err = q_key_result_get(call, in->key_result_ids.items[at], &row);
    if (err == ERR_NOT_FOUND || (err == OK && row.objective_id != in->id)) {
        fault(call, pointer.ptr != NULL ? pointer.ptr : "", "no_such_key_result",
              "The objective has no such key result.");
        return OK;
    }
    TRY(err);
    return template_key_result_of(call, &row, cycle_start, out);
}

/* POST /api/v1/objectives/{id}/template */
enum err
template_save(struct call *call, const struct template_from *in, struct template_view *out)
{
    struct template_key_result_view_list rows = {.count = in->key_result_ids.count};
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
        TRY(key_result_keep(call, in, i, open.place.cycle_start, &rows.items[i]));
    TRY(call_faults(call));
    return begin(call, &after, &rows, out);
}
