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

/* One field, if it differs. */
static enum err
compare_field(struct call *call, const struct field *field, const void *before, const void *after,
              struct change_list *out)
{
    struct change change = {.field = str_from(field->name)};

    if (before != NULL && after != NULL && field_eq(field, before, after))
        return OK;
    if (before != NULL)
        change.old_value = field_display(call->arena, field, before);
    if (after != NULL)
        change.new_value = field_display(call->arena, field, after);
    if (!str_is_null(change.old_value) || !str_is_null(change.new_value))
        out->items[out->count++] = change;
    return arena_failed(call->arena);
}

static void
take_told(const struct told *told, struct change_list *out)
{
    for (size_t i = 0; i < told->count; i++)
        out->items[out->count++] = (struct change){.field = str_from(told->items[i].field),
                                                   .old_value = told->items[i].old_value,
                                                   .new_value = told->items[i].new_value};
}

enum err
record_changes(struct call *call, const struct happening *happening, const void *before,
               const void *after, struct change_list *out)
{
    const struct type *type = happening->type;
    size_t told = happening->told != NULL ? happening->told->count : 0;
    bool compares = before != NULL || after != NULL;

    *out = (struct change_list){0};
    if (told == 0 && !compares)
        return OK;
    out->items = arena_array(call->arena, type->field_count + told, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    if (told > 0)
        take_told(happening->told, out);
    for (size_t i = 0; compares && i < type->field_count; i++)
        if (is_recorded(&type->fields[i]))
            TRY(compare_field(call, &type->fields[i], before, after, out));
    for (size_t i = 0; i < out->count; i++) {
        out->items[i].subject = str_from(type->name);
        out->items[i].subject_id = happening->subject_id;
    }
    return OK;
}

struct event
record_event(const struct call *call, const struct happening *happening)
{
    return (struct event){
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
}

enum err
record(struct call *call, const struct happening *happening, const void *before, const void *after)
{
    struct event event = record_event(call, happening);
    struct change_list changes;
    int64_t event_id;

    TRY(call_txid(call, &event.txid));
    TRY(q_event_insert(call, &event, &event_id));
    TRY(record_changes(call, happening, before, after, &changes));
    for (size_t i = 0; i < changes.count; i++) {
        changes.items[i].event_id = event_id;
        TRY(q_change_insert(call, &changes.items[i]));
    }
    return OK;
}
