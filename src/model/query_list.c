/* SPDX-License-Identifier: Apache-2.0 */
#include "model/query_list.h"

const size_t query_list_sizes[QUERY_LIST_SIZES] = {8, 64, QUERY_LIST_MAX};

/* Room for a list of `count` behind `before` other parameters. */
static enum err
list_init(struct call *call, size_t before, size_t count, struct query_list *out)
{
    unsigned size = 0;

    while (size < QUERY_LIST_SIZES && query_list_sizes[size] < count)
        size++;
    if (size == QUERY_LIST_SIZES)
        return fail(call, ERR_INTERNAL, NULL, "a query takes lists of at most %u", QUERY_LIST_MAX);
    size_t all = before + query_list_sizes[size];
    struct value *params = arena_array(call->arena, all, sizeof(*params));
    if (params == NULL)
        return ERR_MEMORY;
    *out = (struct query_list){.params = params, .count = all, .size = size};
    return OK;
}

/* Fills what the list leaves empty with its last value, or with NULL when there is none. */
static void
list_pad(struct query_list *list, size_t before, size_t count, enum value_kind kind)
{
    struct value last = {.kind = kind, .is_null = true};

    if (count > 0)
        last = list->params[before + count - 1];
    for (size_t i = before + count; i < list->count; i++)
        list->params[i] = last;
}

enum err
query_list_ids(struct call *call, size_t before, const struct id_list *ids, struct query_list *out)
{
    TRY(list_init(call, before, ids->count, out));
    for (size_t i = 0; i < ids->count; i++)
        out->params[before + i] = value_int(ids->items[i]);
    list_pad(out, before, ids->count, VALUE_INT);
    return OK;
}

enum err
query_list_texts(struct call *call, size_t before, const struct text_list *texts,
                 struct query_list *out)
{
    TRY(list_init(call, before, texts->count, out));
    for (size_t i = 0; i < texts->count; i++)
        out->params[before + i] = value_text(texts->items[i]);
    list_pad(out, before, texts->count, VALUE_TEXT);
    return OK;
}
