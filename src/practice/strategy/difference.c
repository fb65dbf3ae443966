/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/strategy/difference.h"

enum err
differences(struct call *call, const struct type *type, const struct compared *compared,
            const void *old, const void *new, struct field_difference_list *out)
{
    *out = (struct field_difference_list){
        .items = arena_array(call->arena, type->field_count, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    for (; compared->member != NULL; compared++) {
        const struct field *field = type_field(type, str_from(compared->member));
        struct field_difference one = {.field = str_from(compared->field)};
        if (field == NULL)
            return ERR_INTERNAL;
        if (old != NULL && new != NULL && field_eq(field, old, new))
            continue;
        if (old != NULL)
            one.old_value = field_display(call->arena, field, old);
        if (new != NULL)
            one.new_value = field_display(call->arena, field, new);
        if (one.old_value.len > 0 || one.new_value.len > 0)
            out->items[out->count++] = one;
    }
    return OK;
}
