/* SPDX-License-Identifier: Apache-2.0 */
#include "model/query_list.h"

#include "db/db.h"

const size_t query_list_sizes[QUERY_LIST_SIZES] = {8, 24, 80, 200, QUERY_LIST_MAX};

/* One array behind `before` other parameters; its items lie behind it. */
static enum err
array_init(struct call *call, size_t before, size_t count, enum value_kind kind,
           struct query_list *out, struct value **ret_items)
{
    struct value *params = arena_array(call->arena, before + 1 + count, sizeof(*params));

    if (params == NULL)
        return ERR_MEMORY;
    *ret_items = params + before + 1;
    params[before] =
        value_list(kind == VALUE_TEXT ? VALUE_TEXT_LIST : VALUE_INT_LIST, *ret_items, count);
    *out = (struct query_list){.params = params, .count = before + 1, .size = QUERY_LIST_SIZES};
    return OK;
}

/* As many parameters behind `before` others as the shortest query takes that holds them. What the
 * list leaves empty becomes NULL, for list_pad(). */
static enum err
row_init(struct call *call, size_t before, size_t count, enum value_kind kind,
         struct query_list *out, struct value **ret_items)
{
    unsigned size = 0;

    while (query_list_sizes[size] < count)
        size++;
    size_t all = before + query_list_sizes[size];
    struct value *params = arena_array(call->arena, all, sizeof(*params));
    if (params == NULL)
        return ERR_MEMORY;
    for (size_t i = before; i < all; i++)
        params[i] = (struct value){.kind = kind, .is_null = true};
    *ret_items = params + before;
    *out = (struct query_list){.params = params, .count = all, .size = size};
    return OK;
}

/* Room for a list of `count` behind `before` other parameters. */
static enum err
list_init(struct call *call, size_t before, size_t count, enum value_kind kind,
          struct query_list *out, struct value **ret_items)
{
    if (count > QUERY_LIST_MAX)
        return fail(call, ERR_INTERNAL, NULL, "a query takes lists of at most %u", QUERY_LIST_MAX);
    return conn_engine(call->conn) == ENGINE_POSTGRES
               ? array_init(call, before, count, kind, out, ret_items)
               : row_init(call, before, count, kind, out, ret_items);
}

/* Repeats the last value, which an array needs not. */
static void
list_pad(struct query_list *list, size_t before, size_t count)
{
    if (count == 0)
        return;
    for (size_t i = before + count; list->size < QUERY_LIST_SIZES && i < list->count; i++)
        list->params[i] = list->params[before + count - 1];
}

struct id_list
query_list_portion(int64_t *ids, size_t count, size_t at)
{
    size_t left = count - at;

    return (struct id_list){.items = &ids[at],
                            .count = left < QUERY_LIST_MAX ? left : QUERY_LIST_MAX};
}

enum err
query_list_ids(struct call *call, size_t before, const struct id_list *ids, struct query_list *out)
{
    struct value *items;

    TRY(list_init(call, before, ids->count, VALUE_INT, out, &items));
    for (size_t i = 0; i < ids->count; i++)
        items[i] = value_int(ids->items[i]);
    list_pad(out, before, ids->count);
    return OK;
}

enum err
query_list_texts(struct call *call, size_t before, const struct text_list *texts,
                 struct query_list *out)
{
    struct value *items;

    TRY(list_init(call, before, texts->count, VALUE_TEXT, out, &items));
    for (size_t i = 0; i < texts->count; i++)
        items[i] = value_text(texts->items[i]);
    list_pad(out, before, texts->count);
    return OK;
}
