/* SPDX-License-Identifier: Apache-2.0 */
/* Versions of a template: begun as a copy, written, published, retired. */
#include "gen/process_sql.h"
#include "practice/process/template.h"
#include "practice/record/record.h"

enum err
process_version_open(struct call *call, int64_t id, struct process_version *out)
{
    enum err err = q_process_version_by_id(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_process_version",
                    "There is no such version of the process.");
    return err;
}

enum err
process_version_open_draft(struct call *call, int64_t id, struct process_version *out)
{
    TRY(process_version_open(call, id, out));
    TRY(process_keep_check(call));
    if (out->state != VERSION_STATE_DRAFT)
        return fail(call, ERR_CONFLICT, "process_version_published",
                    "This version is published and stays as it is; begin a new one.");
    return OK;
}

static enum err
leave_trace(struct call *call, const char *event, const struct process_version *before,
            const struct process_version *after)
{
    struct happening happening = {
        .kind = event,
        .type = &type_process_version,
        .subject_id = after->id,
    };

    return record(call, &happening, before, after);
}

static enum err
save(struct call *call, const char *event, const struct process_version *before,
     struct process_version *after)
{
    after->version = before->version + 1;
    TRY(q_process_version_set(call, after));
    return leave_trace(call, event, before, after);
}

/* ---- shown ------------------------------------------------------------------------------------
 */

/* What of the version's lists belongs to one rule: the lists come sorted by rule. */
struct parts {
    struct process_rule_type_list types;
    struct process_rule_after_list afters;
    struct process_rung_list rungs;
};

static enum err
parts_load(struct call *call, int64_t version_id, struct parts *out)
{
    TRY(q_process_types(call, version_id, &out->types));
    TRY(q_process_afters(call, version_id, &out->afters));
    return q_process_rungs(call, version_id, &out->rungs);
}

static enum err
rungs_of(struct call *call, const struct process_rung_list *all, int64_t rule_id,
         struct process_rung_view_list *out)
{
    *out = (struct process_rung_view_list){
        .items = arena_array(call->arena, all->count, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < all->count; i++)
        if (maybe_or(all->items[i].rule_id, 0) == rule_id)
            out->items[out->count++] = (struct process_rung_view){
                all->items[i].rule_id, all->items[i].days, all->items[i].duty};
    return OK;
}

static enum err
rule_fill(struct call *call, const struct process_rule *row, const struct parts *parts,
          struct process_rule_view *out)
{
    type_copy(&type_process_rule, row, &type_process_rule_view, out);
    out->types.items = arena_array(call->arena, parts->types.count, sizeof(struct str));
    out->after_ids.items = arena_array(call->arena, parts->afters.count, sizeof(int64_t));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < parts->types.count; i++)
        if (parts->types.items[i].rule_id == row->id)
            out->types.items[out->types.count++] =
                str_from(choice_name(unit_type_choice, (int)parts->types.items[i].type));
    for (size_t i = 0; i < parts->afters.count; i++)
        if (parts->afters.items[i].rule_id == row->id)
            out->after_ids.items[out->after_ids.count++] = parts->afters.items[i].after_id;
    return rungs_of(call, &parts->rungs, row->id, &out->rungs);
}

/* The rules come in the order of the phases. */
static enum err
phases_load(struct call *call, int64_t version_id, const struct parts *parts,
            struct process_phase_view_list *out)
{
    struct process_phase_list phases;
    struct process_rule_list rules;
    size_t next = 0;

    TRY(q_process_phases(call, version_id, &phases));
    TRY(q_process_rules(call, version_id, &rules));
    out->items = arena_array(call->arena, phases.count, sizeof(*out->items));
    struct process_rule_view *views = arena_array(call->arena, rules.count, sizeof(*views));
    TRY(arena_failed(call->arena));
    out->count = phases.count;
    for (size_t i = 0; i < phases.count; i++) {
        struct process_phase_view *phase = &out->items[i];
        type_copy(&type_process_phase, &phases.items[i], &type_process_phase_view, phase);
        phase->rules.items = &views[next];
        for (; next < rules.count && rules.items[next].phase_id == phase->id; next++)
            TRY(rule_fill(call, &rules.items[next], parts,
                          &phase->rules.items[phase->rules.count++]));
    }
    return OK;
}

enum err
process_version_load(struct call *call, int64_t id, struct process_version_view *out)
{
    struct process_version row;
    struct parts parts;

    TRY(process_version_open(call, id, &row));
    TRY(q_process_version_show(call, id, out));
    TRY(parts_load(call, id, &parts));
    TRY(rungs_of(call, &parts.rungs, 0, &out->rungs));
    TRY(phases_load(call, id, &parts, &out->phases));
    TRY(process_keeper(call, &out->may_edit));
    out->may_edit = out->may_edit && out->state == VERSION_STATE_DRAFT;
    return OK;
}

enum err
process_version_get(struct call *call, const struct by_id *in, struct process_version_view *out)
{
    return process_version_load(call, in->id, out);
}

/* GET /api/v1/process-rules/{id} */
enum err
process_rule_get(struct call *call, const struct by_id *in, struct process_rule_view *out)
{
    struct process_rule row;
    struct parts parts;
    enum err err = q_process_rule_by_id(call, in->id, &row);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_process_rule", "There is no such step in the template.");
    TRY(err);
    TRY(parts_load(call, row.version_id, &parts));
    return rule_fill(call, &row, &parts, out);
}

/* ---- begun ------------------------------------------------------------------------------------
 */

static enum err
copy(struct call *call, int64_t from_id, int64_t to_id)
{
    TRY(q_process_copy_phases(call, to_id, from_id));
    TRY(q_process_copy_rules(call, to_id, from_id));
    TRY(q_process_copy_anchors(call, to_id, from_id));
    TRY(q_process_copy_types(call, to_id, from_id));
    TRY(q_process_copy_after(call, to_id, from_id));
    return q_process_copy_rungs(call, to_id, from_id);
}

enum err
process_version_begin(struct call *call, struct process_version *row, int64_t from_id)
{
    struct process_version newest;
    enum err err = q_process_version_newest(call, row->template_id, &newest);

    if (err != ERR_NOT_FOUND)
        TRY(err);
    row->number = err == OK ? newest.number + 1 : 1;
    row->state = VERSION_STATE_DRAFT;
    row->based_on_id = from_id != 0 ? maybe_of(from_id) : maybe_none();
    row->created_by = call->person_id != 0 ? maybe_of(call->person_id) : maybe_none();
    row->created_at = call->now;
    row->version = 1;
    TRY(q_process_version_insert(call, row, &row->id));
    if (from_id != 0)
        TRY(copy(call, from_id, row->id));
    return leave_trace(call, EVENT_PROCESS_VERSION_CREATED, NULL, row);
}

/* POST /api/v1/process-templates/{id}/versions: one draft at a time. */
enum err
process_version_create(struct call *call, const struct process_version_new *in,
                       struct process_version_view *out)
{
    struct process_template template;
    struct process_version newest;
    struct process_version base;

    TRY(process_template_open(call, in->id, &template));
    TRY(process_keep_check(call));
    TRY(q_process_version_newest(call, in->id, &newest));
    if (newest.state == VERSION_STATE_DRAFT)
        return fail(call, ERR_CONFLICT, "process_draft_exists",
                    "Version %lld is a draft; write that one, or throw it away first.",
                    (long long)newest.number);
    int64_t from_id = maybe_or(in->based_on_id, newest.id);
    enum err err = q_process_version_by_id(call, from_id, &base);
    if (err == ERR_NOT_FOUND)
        fault(call, "/based_on_id", "no_such_process_version",
              "There is no such version of the process.");
    else
        TRY(err);
    TRY(call_faults(call));
    struct process_version row = {.template_id = in->id};
    type_apply(&type_process_version_new, in, &type_process_version, &row);
    TRY(process_version_begin(call, &row, from_id));
    return process_version_load(call, row.id, out);
}

enum err
process_version_update(struct call *call, const struct process_version_patch *in,
                       struct process_version_view *out)
{
    struct process_version before;

    TRY(process_version_open_draft(call, in->id, &before));
    TRY(call_match(call, before.version));
    struct process_version after = before;
    type_apply(&type_process_version_patch, in, &type_process_version, &after);
    TRY(save(call, EVENT_PROCESS_VERSION_UPDATED, &before, &after));
    return process_version_load(call, in->id, out);
}

/* DELETE /api/v1/process-versions/{id}: a draft with all it has; the first one stays, so that no
 * template is without a version. */
enum err
process_version_delete(struct call *call, const struct by_id *in)
{
    struct process_version row;

    TRY(process_version_open_draft(call, in->id, &row));
    TRY(call_match(call, row.version));
    if (row.number == 1)
        return fail(call, ERR_CONFLICT, "only_version",
                    "It is the only version of its template; archive the template instead.");
    TRY(q_process_forget_types(call, in->id));
    TRY(q_process_forget_after(call, in->id));
    TRY(q_process_forget_rungs(call, in->id));
    TRY(q_process_forget_anchors(call, in->id));
    TRY(q_process_forget_rules(call, in->id));
    TRY(q_process_forget_phases(call, in->id));
    TRY(q_process_version_remove(call, in->id));
    return leave_trace(call, EVENT_PROCESS_VERSION_DELETED, &row, &row);
}

/* ---- put to use, and no more ------------------------------------------------------------------
 */

static const struct process_rule_view *
rule_in(const struct process_version_view *version, int64_t id)
{
    for (size_t i = 0; i < version->phases.count; i++)
        for (size_t k = 0; k < version->phases.items[i].rules.count; k++)
            if (version->phases.items[i].rules.items[k].id == id)
                return &version->phases.items[i].rules.items[k];
    return NULL;
}

/* What a copy of an older version may still hold, and would do nothing. */
static enum err
check_rule(struct call *call, const struct process_version_view *version,
           const struct process_rule_view *rule)
{
    struct str name = process_name(rule->name_en, rule->name_nl);

    if (rule->types.count > 0 && rule->scope != STEP_SCOPE_UNIT)
        return fail(call, ERR_CONFLICT, "types_of_no_unit",
                    "%.*s is not a step of each unit and yet for some types of units; take the "
                    "types out, or make it for each unit.",
                    STR_FMT(name));
    for (size_t i = 0; i < rule->after_ids.count; i++) {
        const struct process_rule_view *after = rule_in(version, rule->after_ids.items[i]);
        if (after != NULL && after->rhythm > rule->rhythm)
            return fail(call, ERR_CONFLICT, "after_too_often",
                        "%.*s waits for %.*s, which comes more often, so it would not wait; let it "
                        "wait for another step, or come as often.",
                        STR_FMT(name), STR_FMT(process_name(after->name_en, after->name_nl)));
    }
    return OK;
}

static enum err
check_publish(struct call *call, const struct process_version_view *version)
{
    size_t count = 0;

    for (size_t i = 0; i < version->phases.count; i++)
        count += version->phases.items[i].rules.count;
    if (count == 0)
        return fail(call, ERR_CONFLICT, "no_steps", "Put at least one step into the version.");
    if (version->number > 1 && version->why.len == 0)
        return fail(call, ERR_CONFLICT, "no_why",
                    "Say what changed since the version before, and why.");
    for (size_t i = 0; i < version->phases.count; i++)
        for (size_t k = 0; k < version->phases.items[i].rules.count; k++)
            TRY(check_rule(call, version, &version->phases.items[i].rules.items[k]));
    return OK;
}

/* POST /api/v1/process-versions/{id}/publish */
enum err
process_version_publish(struct call *call, const struct by_id *in, struct process_version_view *out)
{
    struct process_version before;

    TRY(process_version_open_draft(call, in->id, &before));
    TRY(call_match(call, before.version));
    TRY(process_version_load(call, in->id, out));
    TRY(check_publish(call, out));
    struct process_version after = before;
    after.state = VERSION_STATE_PUBLISHED;
    after.published_by = call->person_id != 0 ? maybe_of(call->person_id) : maybe_none();
    after.published_at = maybe_of(call->now);
    TRY(save(call, EVENT_PROCESS_VERSION_PUBLISHED, &before, &after));
    return process_version_load(call, in->id, out);
}

/* POST /api/v1/process-versions/{id}/retire */
enum err
process_version_retire(struct call *call, const struct by_id *in, struct process_version_view *out)
{
    struct process_version before;

    TRY(process_version_open(call, in->id, &before));
    TRY(process_keep_check(call));
    TRY(call_match(call, before.version));
    if (before.state != VERSION_STATE_PUBLISHED)
        return fail(call, ERR_CONFLICT, "not_published",
                    "Only a published version can be put to use no more.");
    struct process_version after = before;
    after.state = VERSION_STATE_RETIRED;
    TRY(save(call, EVENT_PROCESS_VERSION_RETIRED, &before, &after));
    return process_version_load(call, in->id, out);
}

/* ---- its ladder -------------------------------------------------------------------------------
 */

/* PUT /api/v1/process-versions/{id}/rungs */
enum err
process_rungs_set(struct call *call, const struct process_rung_set *in,
                  struct process_version_view *out)
{
    struct process_version row;

    TRY(process_version_open_draft(call, in->id, &row));
    TRY(q_process_rungs_clear(call, in->id));
    for (size_t i = 0; i < in->rungs.count; i++) {
        struct process_rung rung = {
            .version_id = in->id, .days = in->rungs.items[i].days, .duty = in->rungs.items[i].duty};
        TRY(q_process_rung_insert(call, &rung));
    }
    TRY(leave_trace(call, EVENT_PROCESS_VERSION_UPDATED, &row, &row));
    return process_version_load(call, in->id, out);
}
