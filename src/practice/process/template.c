/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/process/template.h"

#include "gen/process_sql.h"
#include "model/page.h"
#include "practice/access/policy.h"
#include "practice/record/record.h"
#include "practice/strategy/strategy.h"

#define TEMPLATES_MAX 100 /* of the organisation: more are no help */

enum err
process_keep_check(struct call *call)
{
    struct subject subject;

    TRY(strategy_subject(call, &subject));
    return policy_check(call, VERB_PROCESS_EDIT, &subject);
}

enum err
process_keeper(struct call *call, bool *out)
{
    struct subject subject;

    TRY(strategy_subject(call, &subject));
    *out = policy_allows(call->who, VERB_PROCESS_EDIT, &subject);
    return OK;
}

void
process_name_check(struct call *call, struct str name_en, struct str name_nl)
{
    if (name_en.len == 0 && name_nl.len == 0)
        fault(call, "/name_en", "no_name", "Give it a name, in English or in Dutch.");
}

struct str
process_name(struct str name_en, struct str name_nl)
{
    return name_en.len > 0 ? name_en : name_nl;
}

enum err
process_template_open(struct call *call, int64_t id, struct process_template *out)
{
    enum err err = q_process_template_get(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_process_template",
                    "There is no such template of the process.");
    return err;
}

static enum err
show(struct call *call, int64_t id, struct process_template_view *out)
{
    struct process_template row;

    TRY(process_template_open(call, id, &row));
    type_copy(&type_process_template, &row, &type_process_template_view, out);
    TRY(process_keeper(call, &out->may_edit));
    return q_process_version_rows(call, id, &out->versions);
}

enum err
process_template_get(struct call *call, const struct by_id *in, struct process_template_view *out)
{
    return show(call, in->id, out);
}

/* GET /api/v1/process-templates */
enum err
process_template_list(struct call *call, const struct process_template_query *in,
                      struct process_template_row_page *out)
{
    struct process_template_row_list rows;
    int64_t after = 0;

    TRY(page_read(call, "process_template_list", in->after, &after, 1));
    TRY(q_process_template_page(call, after, in->archived, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "process_template_list", &page_last(out)->id, 1);
    return OK;
}

static enum err
leave_trace(struct call *call, const char *event, const struct process_template *before,
            const struct process_template *after)
{
    struct happening happening = {
        .kind = event,
        .type = &type_process_template,
        .subject_id = after->id,
    };

    return record(call, &happening, before, after);
}

static enum err
check_room(struct call *call)
{
    struct maybe count;

    TRY(q_process_template_count(call, &count));
    if (count.value >= TEMPLATES_MAX)
        return fail(call, ERR_CONFLICT, "too_many_templates",
                    "There are %d templates, as many as there may be; change one that is there.",
                    TEMPLATES_MAX);
    return OK;
}

/* POST /api/v1/process-templates: the template and its first draft. */
enum err
process_template_create(struct call *call, const struct process_template_new *in,
                        struct process_template_view *out)
{
    struct process_template row = {.created_at = call->now, .version = 1};
    struct process_version base;
    int64_t from_id = 0;

    TRY(process_keep_check(call));
    TRY(check_room(call));
    process_name_check(call, in->name_en, in->name_nl);
    if (in->based_on_id.has) {
        enum err err = q_process_version_by_id(call, in->based_on_id.value, &base);
        if (err == ERR_NOT_FOUND)
            fault(call, "/based_on_id", "no_such_process_version",
                  "There is no such version of the process.");
        else
            TRY(err);
        from_id = in->based_on_id.value;
    }
    TRY(call_faults(call));
    type_apply(&type_process_template_new, in, &type_process_template, &row);
    TRY(q_process_template_insert(call, &row, &row.id));
    TRY(leave_trace(call, EVENT_PROCESS_TEMPLATE_CREATED, NULL, &row));
    struct process_version draft = {.template_id = row.id};
    TRY(process_version_begin(call, &draft, from_id));
    return show(call, row.id, out);
}

/* POST /api/v1/process-templates/built-in */
enum err
process_template_add(struct call *call, struct process_template_view *out)
{
    struct maybe there;
    int64_t id;

    TRY(process_keep_check(call));
    TRY(check_room(call));
    TRY(q_process_template_built_in(call, &there));
    if (there.has)
        return fail(call, ERR_CONFLICT, "built_in_exists",
                    "The template that comes with Koers is there already; begin a new version of "
                    "it, or make another template from it.");
    TRY(process_dare_add(call, &id));
    return show(call, id, out);
}

/* PATCH /api/v1/process-templates/{id} */
enum err
process_template_update(struct call *call, const struct process_template_patch *in,
                        struct process_template_view *out)
{
    struct process_template before;

    TRY(process_template_open(call, in->id, &before));
    TRY(process_keep_check(call));
    TRY(call_match(call, before.version));
    struct process_template after = before;
    type_apply(&type_process_template_patch, in, &type_process_template, &after);
    process_name_check(call, after.name_en, after.name_nl);
    TRY(call_faults(call));
    after.version = before.version + 1;
    TRY(q_process_template_set(call, &after));
    TRY(leave_trace(call, EVENT_PROCESS_TEMPLATE_UPDATED, &before, &after));
    return show(call, in->id, out);
}
