/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/record/record.h"

#include "gen/record_sql.h"

#define UNRECORDED (FIELD_DERIVED | FIELD_PRIVATE | FIELD_KEY | FIELD_ETAG)

static bool
is_recorded(const struct field *field)
{
    return (field->flags & UNRECORDED) == 0 && field->kind != FIELD_OBJECT &&
           field->kind != FIELD_LIST && field->kind != FIELD_ID_LIST &&
           field->kind != FIELD_TEXT_LIST;
}

static enum err
record_field(struct call *call, const struct change *subject, const struct field *field,
             const void *before, const void *after)
{
    struct change change = *subject;

    if (before != NULL && after != NULL && field_eq(field, before, after))
        return OK;
    if (before != NULL)
        change.old_value = field_display(call->arena, field, before);
    if (after != NULL)
        change.new_value = field_display(call->arena, field, after);
    if (str_is_null(change.old_value) && str_is_null(change.new_value))
        return OK;
    change.field = str_from(field->name);
    return q_change_insert(call, &change);
}

static enum err
record_told(struct call *call, const struct change *subject, const struct told *told)
{
    for (size_t i = 0; i < told->count; i++) {
        struct change change = *subject;
        change.field = str_from(told->items[i].field);
        change.old_value = told->items[i].old_value;
        change.new_value = told->items[i].new_value;
        TRY(q_change_insert(call, &change));
    }
    return OK;
}

enum err
record(struct call *call, const struct happening *happening, const void *before, const void *after)
{
    struct event event = {
        .at = call->now,
        .person_id = call->person_id != 0 ? maybe_of(call->person_id) : maybe_none(),
        .kind = str_from(happening->kind),
        .subject = str_from(happening->type->name),
        .subject_id = happening->subject_id,
        .unit_id = happening->unit_id,
        .cycle_id = happening->cycle_id,
        .hidden = happening->hidden,
        .owner_id = happening->owner_id,
    };
    struct change subject = {.subject = event.subject, .subject_id = event.subject_id};

    TRY(call_txid(call, &event.txid));
    TRY(q_event_insert(call, &event, &subject.event_id));
    if (happening->told != NULL)
        TRY(record_told(call, &subject, happening->told));
    if (before == NULL && after == NULL)
        return OK;
    for (size_t i = 0; i < happening->type->field_count; i++)
        if (is_recorded(&happening->type->fields[i]))
            TRY(record_field(call, &subject, &happening->type->fields[i], before, after));
    return OK;
}
