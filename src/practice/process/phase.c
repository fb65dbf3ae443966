/* SPDX-License-Identifier: Apache-2.0 */
/* Phases of a draft, in their order. */
#include "gen/process_sql.h"
#include "practice/process/template.h"
#include "practice/record/record.h"

static enum err
leave_trace(struct call *call, const char *event, const struct process_phase *before,
            const struct process_phase *after)
{
    struct happening happening = {
        .kind = event,
        .type = &type_process_phase,
        .subject_id = (after != NULL ? after : before)->id,
    };

    return record(call, &happening, before, after);
}

static enum err
phase_open(struct call *call, int64_t id, struct process_phase *out)
{
    struct process_version version;
    enum err err = q_process_phase_get(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_process_phase", "There is no such phase.");
    TRY(err);
    return process_version_open_draft(call, out->version_id, &version);
}

/* As the version shows it, with its rules. */
static enum err
show(struct call *call, const struct process_phase *row, struct process_phase_view *out)
{
    struct process_version_view version;

    TRY(process_version_load(call, row->version_id, &version));
    for (size_t i = 0; i < version.phases.count; i++)
        if (version.phases.items[i].id == row->id)
            *out = version.phases.items[i];
    return OK;
}

enum err
process_reorder(struct call *call, const struct id_list *ids, int64_t id, int64_t rank,
                enum err (*put)(struct call *call, int64_t rank, int64_t id))
{
    int64_t place = 0;

    if (rank > (int64_t)ids->count - 1)
        rank = (int64_t)ids->count - 1;
    for (size_t i = 0; i < ids->count; i++) {
        if (ids->items[i] == id)
            continue;
        if (place == rank)
            place++;
        TRY(put(call, place++, ids->items[i]));
    }
    return put(call, rank, id);
}

/* POST /api/v1/process-versions/{id}/phases */
enum err
process_phase_create(struct call *call, const struct process_phase_new *in,
                     struct process_phase_view *out)
{
    struct process_version version;
    struct process_phase_list there;
    struct process_phase row = {.version_id = in->id, .version = 1};

    TRY(process_version_open_draft(call, in->id, &version));
    TRY(q_process_phases(call, in->id, &there));
    if (there.count >= PROCESS_PHASES_MAX)
        return fail(call, ERR_CONFLICT, "too_many_phases", "A process has at most %d phases.",
                    PROCESS_PHASES_MAX);
    process_name_check(call, in->name_en, in->name_nl);
    TRY(call_faults(call));
    type_apply(&type_process_phase_new, in, &type_process_phase, &row);
    row.rank = (int64_t)there.count;
    TRY(q_process_phase_insert(call, &row, &row.id));
    TRY(leave_trace(call, EVENT_PROCESS_PHASE_CREATED, NULL, &row));
    return show(call, &row, out);
}

static enum err
move(struct call *call, const struct process_phase *row)
{
    struct process_phase_list there;

    TRY(q_process_phases(call, row->version_id, &there));
    struct id_list ids = {arena_array(call->arena, there.count, sizeof(int64_t)), there.count};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < there.count; i++)
        ids.items[i] = there.items[i].id;
    return process_reorder(call, &ids, row->id, row->rank, q_process_phase_rank);
}

/* PATCH /api/v1/process-phases/{id} */
enum err
process_phase_update(struct call *call, const struct process_phase_patch *in,
                     struct process_phase_view *out)
{
    struct process_phase before;

    TRY(phase_open(call, in->id, &before));
    TRY(call_match(call, before.version));
    struct process_phase after = before;
    type_apply(&type_process_phase_patch, in, &type_process_phase, &after);
    process_name_check(call, after.name_en, after.name_nl);
    TRY(call_faults(call));
    after.version = before.version + 1;
    TRY(q_process_phase_set(call, &after));
    if (after.rank != before.rank)
        TRY(move(call, &after));
    TRY(leave_trace(call, EVENT_PROCESS_PHASE_UPDATED, &before, &after));
    return show(call, &after, out);
}

/* DELETE /api/v1/process-phases/{id} */
enum err
process_phase_delete(struct call *call, const struct by_id *in)
{
    struct process_phase row;
    struct process_rule_list rules;

    TRY(phase_open(call, in->id, &row));
    TRY(call_match(call, row.version));
    TRY(q_process_rules_of_phase(call, in->id, &rules));
    if (rules.count > 0)
        return fail(call, ERR_CONFLICT, "phase_has_steps",
                    "The phase has steps; move them to another one, or delete them first.");
    TRY(q_process_phase_remove(call, in->id));
    return leave_trace(call, EVENT_PROCESS_PHASE_DELETED, &row, NULL);
}
