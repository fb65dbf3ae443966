/* SPDX-License-Identifier: Apache-2.0 */
/* What an import changed of what was here. */
#include "gen/exchange_sql.h"
#include "gen/okr_sql.h"
#include "practice/exchange/intake_apply.h"

/* Computed anew from what is put back. */
static const char *const computed[] = {
    "progress", "raw", "contribution", "current_value", "last_check_in_day", "check_in_count"};

static bool
is_traced(const struct field *field)
{
    if ((field->flags & (FIELD_KEY | FIELD_ETAG)) != 0 || field->kind == FIELD_OBJECT ||
        field->kind == FIELD_LIST)
        return false;
    for (size_t i = 0; i < sizeof(computed) / sizeof(computed[0]); i++)
        if (strcmp(field->name, computed[i]) == 0)
            return false;
    return true;
}

enum err
intake_trace(struct intake_writing *w, const struct type *type, int64_t id, const void *before,
             const void *after)
{
    struct import_change change = {.import_id = w->intake->import_id,
                                   .subject = str_from(type->name),
                                   .subject_id = id,
                                   .field = STR("")};

    if (before == NULL)
        return q_import_change_insert(w->target, &change);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (!is_traced(field) || field_eq(field, before, after))
            continue;
        change.field = str_from(field->name);
        change.old_value = field_display(w->target->arena, field, before);
        change.new_value = field_display(w->target->arena, field, after);
        TRY(q_import_change_insert(w->target, &change));
    }
    return OK;
}

/* A list as it was: a row for itself, and one for each that was on it. */
static enum err
trace_listed(struct intake_writing *w, const struct type *type, int64_t subject_id,
             const char *field, int64_t id, int64_t number)
{
    struct import_change change = {.import_id = w->intake->import_id,
                                   .subject = str_from(type->name),
                                   .subject_id = subject_id,
                                   .field = str_from(field)};

    if (id != 0)
        change.old_value = str_fmt(w->target->arena, "%lld %lld", (long long)id, (long long)number);
    return q_import_change_insert(w->target, &change);
}

enum err
intake_trace_interims(struct intake_writing *w, int64_t key_result_id,
                      const struct interim_target_list *before)
{
    TRY(trace_listed(w, &type_interim_target, key_result_id, "", 0, 0));
    for (size_t i = 0; i < before->count; i++)
        TRY(trace_listed(w, &type_interim_target, key_result_id, "value", before->items[i].day,
                         before->items[i].value));
    return OK;
}

enum err
intake_trace_participants(struct intake_writing *w, int64_t objective_id)
{
    struct objective_unit_view_list units;
    struct person_ref_list owners;

    TRY(q_objective_unit_list(w->target, objective_id, &units));
    TRY(q_objective_owner_list(w->target, objective_id, &owners));
    TRY(trace_listed(w, &type_objective_unit, objective_id, "", 0, 0));
    for (size_t i = 0; i < units.count; i++)
        TRY(trace_listed(w, &type_objective_unit, objective_id, "unit_id", units.items[i].unit_id,
                         units.items[i].weight));
    TRY(trace_listed(w, &type_objective_owner, objective_id, "", 0, 0));
    for (size_t i = 0; i < owners.count; i++)
        TRY(trace_listed(w, &type_objective_owner, objective_id, "person_id", owners.items[i].id,
                         0));
    return OK;
}
