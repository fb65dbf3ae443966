/* SPDX-License-Identifier: Apache-2.0 */
/* Steps as a draft defines them. Each save leaves the draft whole: whatever a rule names is in the
 * same version, nothing waits for itself or for what it cannot wait for, and what is counted from
 * something has a day. */
#include "base/idmap.h"
#include "gen/process_sql.h"
#include "practice/process/evidence.h"
#include "practice/process/template.h"
#include "practice/record/record.h"

/* A rule being saved, among all of its version. */
struct saving {
    struct call *call;
    struct process_rule row;
    const struct text_list *types;             /* NULL: as they are */
    const struct id_list *after_ids;           /* NULL: as they are */
    const struct process_rung_new_list *rungs; /* NULL: as they are */
    struct process_rule_list rules;
    struct process_rule_after_list afters;
    struct process_rule_type_list stored_types;
};

static enum err
leave_trace(struct call *call, const char *event, const struct process_rule *before,
            const struct process_rule *after)
{
    struct happening happening = {
        .kind = event,
        .type = &type_process_rule,
        .subject_id = (after != NULL ? after : before)->id,
    };

    return record(call, &happening, before, after);
}

static enum err
rule_open(struct call *call, int64_t id, struct process_rule *out)
{
    struct process_version version;
    enum err err = q_process_rule_by_id(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_process_rule", "There is no such step in the template.");
    TRY(err);
    return process_version_open_draft(call, out->version_id, &version);
}

/* ---- checked ----------------------------------------------------------------------------------
 */

static const struct process_rule *
rule_in(const struct saving *saving, int64_t id)
{
    for (size_t i = 0; i < saving->rules.count; i++)
        if (saving->rules.items[i].id == id)
            return &saving->rules.items[i];
    return NULL;
}

/* Does counting back from `id` come to the rule that is saved? */
static bool
counts_from_itself(const struct saving *saving, int64_t id)
{
    for (size_t steps = 0; steps <= saving->rules.count; steps++) {
        const struct process_rule *rule = rule_in(saving, id);
        if (id == saving->row.id)
            return true;
        if (rule == NULL || !rule->anchor_id.has)
            return false;
        id = rule->anchor_id.value;
    }
    return true;
}

static void
check_anchor(struct saving *saving)
{
    const struct process_rule *row = &saving->row;
    const struct process_rule *anchor = rule_in(saving, maybe_or(row->anchor_id, 0));

    if (row->anchor != DEADLINE_ANCHOR_RULE) {
        saving->row.anchor_id = maybe_none();
        return;
    }
    if (anchor == NULL)
        fault(saving->call, "/anchor_id", "no_such_process_rule",
              "Choose the step of this version whose deadline days are counted from.");
    else if (row->id != 0 && counts_from_itself(saving, anchor->id))
        fault(saving->call, "/anchor_id", "counts_from_itself",
              "The deadline would be counted from itself; choose another step.");
    else if (anchor->rhythm > row->rhythm)
        fault(saving->call, "/anchor_id", "anchor_too_often",
              "That step comes more often than this one; count from one that comes once.");
}

/* Those that are counted from it must still know which of its deadlines is meant. */
static void
check_counted(struct saving *saving)
{
    for (size_t i = 0; i < saving->rules.count; i++) {
        const struct process_rule *rule = &saving->rules.items[i];
        if (saving->row.id != 0 && maybe_or(rule->anchor_id, 0) == saving->row.id &&
            rule->rhythm < saving->row.rhythm)
            fault(saving->call, "/rhythm", "anchor_too_often",
                  "%.*s is counted from this step and comes less often; change that one first.",
                  STR_FMT(process_name(rule->name_en, rule->name_nl)));
    }
}

/* Is there anything in `waiting` that waits for this one, and is not in it yet? Then it joins. */
static enum err
join_waiting(const struct saving *saving, struct idmap *waiting, bool *more)
{
    size_t ignored;

    *more = false;
    for (size_t i = 0; i < saving->afters.count; i++) {
        const struct process_rule_after *after = &saving->afters.items[i];
        if (!idmap_get(waiting, after->after_id, &ignored) ||
            idmap_get(waiting, after->rule_id, &ignored))
            continue;
        TRY(idmap_set(waiting, after->rule_id, 0));
        *more = true;
    }
    return OK;
}

/* The rule that is saved, and all that waits for it, however far. */
static enum err
find_waiting(const struct saving *saving, struct idmap *out)
{
    bool more = saving->row.id != 0;

    idmap_init(out, saving->call->arena);
    if (more)
        TRY(idmap_set(out, saving->row.id, 0));
    while (more)
        TRY(join_waiting(saving, out, &more));
    return OK;
}

/* Once in a cycle it cannot be asked to wait for what comes in each of its rounds. */
static void
check_one_after(struct saving *saving, const struct idmap *waiting, const char *pointer, int64_t id)
{
    const struct process_rule *after = rule_in(saving, id);
    size_t ignored;

    if (after == NULL)
        fault(saving->call, pointer, "no_such_process_rule",
              "There is no such step in this version.");
    else if (idmap_get(waiting, id, &ignored))
        fault(saving->call, pointer, "waits_for_itself",
              "The step would wait for itself; choose another one.");
    else if (after->rhythm > saving->row.rhythm)
        fault(saving->call, pointer, "after_too_often",
              "%.*s comes more often than this step, which would not wait for it; choose another "
              "one, or let this one come as often.",
              STR_FMT(process_name(after->name_en, after->name_nl)));
}

/* What it waits for: as it is sent, or, where nothing is said of it, as it stands. */
static enum err
check_after(struct saving *saving)
{
    struct idmap waiting;

    TRY(find_waiting(saving, &waiting));
    for (size_t i = 0; saving->after_ids != NULL && i < saving->after_ids->count; i++) {
        struct str place = str_fmt(saving->call->arena, "/after_ids/%zu", i);
        check_one_after(saving, &waiting, place.ptr != NULL ? place.ptr : "",
                        saving->after_ids->items[i]);
    }
    for (size_t i = 0; saving->after_ids == NULL && i < saving->afters.count; i++)
        if (saving->afters.items[i].rule_id == saving->row.id)
            check_one_after(saving, &waiting, "/rhythm", saving->afters.items[i].after_id);
    return OK;
}

/* Those that wait for it must not come less often. */
static void
check_awaited(struct saving *saving)
{
    for (size_t i = 0; saving->row.id != 0 && i < saving->afters.count; i++) {
        const struct process_rule_after *after = &saving->afters.items[i];
        const struct process_rule *rule = rule_in(saving, after->rule_id);
        if (after->after_id == saving->row.id && rule != NULL && rule->rhythm < saving->row.rhythm)
            fault(saving->call, "/rhythm", "after_too_often",
                  "%.*s waits for this step and comes less often; change that one first.",
                  STR_FMT(process_name(rule->name_en, rule->name_nl)));
    }
}

/* Is it, or will it be, for some types of units only? */
static bool
is_for_types(const struct saving *saving)
{
    if (saving->types != NULL)
        return saving->types->count > 0;
    for (size_t i = 0; i < saving->stored_types.count; i++)
        if (saving->stored_types.items[i].rule_id == saving->row.id)
            return true;
    return false;
}

static void
check_types(struct saving *saving)
{
    for (size_t i = 0; saving->types != NULL && i < saving->types->count; i++) {
        struct str place = str_fmt(saving->call->arena, "/types/%zu", i);
        if (choice_value(unit_type_choice, saving->types->items[i]) <= 0)
            fault(saving->call, place.ptr != NULL ? place.ptr : "", "no_such_type",
                  "There is no such type of unit.");
    }
    if (is_for_types(saving) && saving->row.scope != STEP_SCOPE_UNIT)
        fault(saving->call, saving->types != NULL ? "/types" : "/scope", "types_of_no_unit",
              "Only a step of each unit is for some types of units; take the types out.");
}

static void
check_evidence(struct saving *saving)
{
    struct process_rule *row = &saving->row;

    if (!evidence_fits(row->evidence, row->scope))
        fault(saving->call, "/evidence", "evidence_of_another_scope",
              "This evidence cannot complete a step of that scope; choose another one.");
    if (row->evidence == EVIDENCE_INPUT_PACK && row->documents_en.len == 0 &&
        row->documents_nl.len == 0)
        fault(saving->call, "/documents_en", "no_documents",
              "Name the documents that must be in the pack, a line each.");
}

static enum err
check(struct saving *saving)
{
    process_name_check(saving->call, saving->row.name_en, saving->row.name_nl);
    TRY(q_process_rules(saving->call, saving->row.version_id, &saving->rules));
    TRY(q_process_afters(saving->call, saving->row.version_id, &saving->afters));
    TRY(q_process_types(saving->call, saving->row.version_id, &saving->stored_types));
    check_evidence(saving);
    check_anchor(saving);
    check_counted(saving);
    TRY(check_after(saving));
    check_awaited(saving);
    check_types(saving);
    return call_faults(saving->call);
}

/* ---- written ----------------------------------------------------------------------------------
 */

static enum err
write_types(const struct saving *saving)
{
    TRY(q_process_types_clear(saving->call, saving->row.id));
    for (size_t i = 0; i < saving->types->count; i++) {
        struct process_rule_type row = {
            saving->row.id,
            (enum unit_type)choice_value(unit_type_choice, saving->types->items[i])};
        TRY(q_process_type_insert(saving->call, &row));
    }
    return OK;
}

static enum err
write_after(const struct saving *saving)
{
    TRY(q_process_after_clear(saving->call, saving->row.id));
    for (size_t i = 0; i < saving->after_ids->count; i++) {
        struct process_rule_after row = {saving->row.id, saving->after_ids->items[i]};
        TRY(q_process_after_insert(saving->call, &row));
    }
    return OK;
}

static enum err
write_rungs(const struct saving *saving)
{
    TRY(q_process_rungs_clear_rule(saving->call, maybe_of(saving->row.id)));
    for (size_t i = 0; i < saving->rungs->count; i++) {
        struct process_rung row = {.version_id = saving->row.version_id,
                                   .rule_id = maybe_of(saving->row.id),
                                   .days = saving->rungs->items[i].days,
                                   .duty = saving->rungs->items[i].duty};
        TRY(q_process_rung_insert(saving->call, &row));
    }
    return OK;
}

static enum err
write_lists(const struct saving *saving)
{
    if (saving->types != NULL)
        TRY(write_types(saving));
    if (saving->after_ids != NULL)
        TRY(write_after(saving));
    return saving->rungs != NULL ? write_rungs(saving) : OK;
}

/* POST /api/v1/process-phases/{id}/rules */
enum err
process_rule_create(struct call *call, const struct process_rule_new *in,
                    struct process_rule_view *out)
{
    struct process_phase phase;
    struct process_version version;
    struct process_rule_list siblings;
    struct saving saving = {
        .call = call, .types = &in->types, .after_ids = &in->after_ids, .rungs = &in->rungs};
    enum err err = q_process_phase_get(call, in->id, &phase);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_process_phase", "There is no such phase.");
    TRY(err);
    TRY(process_version_open_draft(call, phase.version_id, &version));
    type_apply(&type_process_rule_new, in, &type_process_rule, &saving.row);
    saving.row.version_id = phase.version_id;
    saving.row.phase_id = phase.id;
    saving.row.version = 1;
    TRY(check(&saving));
    if (saving.rules.count >= PROCESS_RULES_MAX)
        return fail(call, ERR_CONFLICT, "too_many_rules", "A process has at most %d steps.",
                    PROCESS_RULES_MAX);
    TRY(q_process_rules_of_phase(call, phase.id, &siblings));
    saving.row.rank = (int64_t)siblings.count;
    TRY(q_process_rule_insert(call, &saving.row, &saving.row.id));
    TRY(write_lists(&saving));
    TRY(leave_trace(call, EVENT_PROCESS_RULE_CREATED, NULL, &saving.row));
    return process_rule_get(call, &(struct by_id){.id = saving.row.id}, out);
}

static enum err
move(struct call *call, const struct process_rule *row)
{
    struct process_rule_list there;

    TRY(q_process_rules_of_phase(call, row->phase_id, &there));
    struct id_list ids = {arena_array(call->arena, there.count, sizeof(int64_t)), there.count};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < there.count; i++)
        ids.items[i] = there.items[i].id;
    return process_reorder(call, &ids, row->id, row->rank, q_process_rule_rank);
}

/* A rule may only move to a phase of its own version. */
static enum err
check_phase(struct call *call, const struct process_rule *row)
{
    struct process_phase phase;
    enum err err = q_process_phase_get(call, row->phase_id, &phase);

    if (err == ERR_NOT_FOUND || (err == OK && phase.version_id != row->version_id)) {
        fault(call, "/phase_id", "no_such_process_phase",
              "There is no such phase in this version.");
        return OK;
    }
    return err;
}

/* PATCH /api/v1/process-rules/{id} */
enum err
process_rule_update(struct call *call, const struct process_rule_patch *in,
                    struct process_rule_view *out)
{
    struct process_rule before;

    TRY(rule_open(call, in->id, &before));
    TRY(call_match(call, before.version));
    struct saving saving = {
        .call = call,
        .row = before,
        .types = (in->given & PROCESS_RULE_PATCH_TYPES) != 0 ? &in->types : NULL,
        .after_ids = (in->given & PROCESS_RULE_PATCH_AFTER_IDS) != 0 ? &in->after_ids : NULL,
        .rungs = (in->given & PROCESS_RULE_PATCH_RUNGS) != 0 ? &in->rungs : NULL,
    };
    struct process_rule *after = &saving.row;
    type_apply(&type_process_rule_patch, in, &type_process_rule, after);
    TRY(check_phase(call, after));
    TRY(check(&saving));
    after->version = before.version + 1;
    TRY(q_process_rule_set(call, after));
    TRY(write_lists(&saving));
    if (after->rank != before.rank || after->phase_id != before.phase_id)
        TRY(move(call, after));
    TRY(leave_trace(call, EVENT_PROCESS_RULE_UPDATED, &before, after));
    return process_rule_get(call, &(struct by_id){.id = in->id}, out);
}

/* DELETE /api/v1/process-rules/{id}: what waits for it waits no more. */
enum err
process_rule_delete(struct call *call, const struct by_id *in)
{
    struct process_rule row;
    struct maybe counted;

    TRY(rule_open(call, in->id, &row));
    TRY(call_match(call, row.version));
    TRY(q_process_rule_counted_on(call, maybe_of(in->id), &counted));
    if (counted.value > 0)
        return fail(call, ERR_CONFLICT, "rule_counted_on",
                    "Deadlines of other steps are counted from this one; change those first.");
    TRY(q_process_types_clear(call, in->id));
    TRY(q_process_after_clear(call, in->id));
    TRY(q_process_after_forget(call, in->id));
    TRY(q_process_rungs_clear_rule(call, maybe_of(in->id)));
    TRY(q_process_rule_remove(call, in->id));
    return leave_trace(call, EVENT_PROCESS_RULE_DELETED, &row, NULL);
}
