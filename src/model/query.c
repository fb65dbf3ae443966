/* SPDX-License-Identifier: Apache-2.0 */
#include "model/query.h"

#include <assert.h>
#include <string.h>

#include "db/db.h"

#define ROWS_COUNT_FIRST 16U /* room for rows before the first growth */

/* Fills a member of an object that is zeros, which is what null becomes. */
static enum err
read_value(struct arena *arena, const struct value *value, const struct field *field, void *object)
{
    int64_t number;

    if (value->is_null)
        return (field->flags & FIELD_NULLABLE) != 0 ? OK : ERR_CORRUPT;
    if (field->kind == FIELD_TEXT) {
        field_set_text(field, object, str_copy(arena, value->text));
        return OK;
    }
    if (field->kind == FIELD_ENUM)
        number = choice_value(field->choices, value->text);
    else
        number = value->number;
    if (field->kind == FIELD_ENUM && number == 0)
        return ERR_CORRUPT;
    field_set_number(field, object, maybe_of(number));
    return OK;
}

static enum err
read_row(struct arena *arena, const struct rows *rows, const struct bound_query *query,
         void *object)
{
    struct value values[TYPE_FIELD_MAX]; /* tool/sqlpack packs no more columns */

    assert(query->query.column_count <= TYPE_FIELD_MAX);
    rows_values(rows, values);
    for (size_t i = 0; i < query->query.column_count; i++)
        TRY(read_value(arena, &values[i], &query->row->fields[query->columns[i]], object));
    return arena_failed(arena);
}

enum err
query_one(struct call *call, const struct bound_query *query, const struct value *params,
          size_t count, void *out)
{
    ROWS_CLEANUP struct rows rows = {0};
    bool has_row;

    TRY(rows_open(&rows, call->conn, &query->query, params, count));
    TRY(rows_next(&rows, &has_row));
    if (!has_row)
        return ERR_NOT_FOUND;
    memset(out, 0, query->row->size);
    TRY(read_row(call->arena, &rows, query, out));
    TRY(rows_next(&rows, &has_row));
    return has_row ? ERR_CORRUPT : OK;
}

/* Rows on their way into a list; `room` is how many fit before the next growth. */
struct growing {
    struct list list;
    size_t room;
};

/* The place of the next row, zeroed; NULL when the arena is full. */
static void *
grow(struct arena *arena, struct growing *growing, size_t size)
{
    struct list *list = &growing->list;

    if (list->count == growing->room) {
        size_t room = growing->room > 0 ? 2 * growing->room : ROWS_COUNT_FIRST;
        void *items = arena_take(arena, room * size);
        if (items == NULL)
            return NULL;
        if (list->count > 0)
            memcpy(items, list->items, list->count * size);
        list->items = items;
        growing->room = room;
    }
    return memset((char *)list->items + list->count * size, 0, size);
}

enum err
query_many(struct call *call, const struct bound_query *query, const struct value *params,
           size_t count, struct list *out)
{
    ROWS_CLEANUP struct rows rows = {0};
    struct growing growing = {0};
    bool has_row;

    TRY(rows_open(&rows, call->conn, &query->query, params, count));
    for (;;) {
        TRY(rows_next(&rows, &has_row));
        if (!has_row)
            break;
        if (growing.list.count == QUERY_ROWS_MAX) /* which also keeps room * size small */
            return ERR_MEMORY;
        void *object = grow(call->arena, &growing, query->row->size);
        if (object == NULL)
            return ERR_MEMORY;
        TRY(read_row(call->arena, &rows, query, object));
        growing.list.count++;
    }
    *out = growing.list;
    return OK;
}

enum err
query_number(struct call *call, const struct bound_query *query, const struct value *params,
             size_t count, struct maybe *out)
{
    ROWS_CLEANUP struct rows rows = {0};
    bool has_row;

    TRY(rows_open(&rows, call->conn, &query->query, params, count));
    TRY(rows_next(&rows, &has_row));
    if (!has_row)
        return ERR_NOT_FOUND;
    struct maybe number = rows_maybe(&rows, /* column= */ 0);
    TRY(rows_next(&rows, &has_row));
    if (has_row)
        return ERR_CORRUPT;
    *out = number;
    return OK;
}

enum err
query_insert(struct call *call, const struct bound_query *query, const struct value *params,
             size_t count, int64_t *out)
{
    return query_exec_insert(call->conn, &query->query, params, count, out);
}

enum err
query_run(struct call *call, const struct bound_query *query, const struct value *params,
          size_t count, int64_t *ret_changed)
{
    return query_exec(call->conn, &query->query, params, count, ret_changed);
}

bool
query_goes_ahead(const struct call *call)
{
    return conn_goes_ahead(call->conn);
}

void
query_say_ahead(struct call *call, const struct bound_query *query, const struct value *params,
                size_t count)
{
    query_ahead(call->conn, &query->query, params, count);
}

struct value
field_value(const struct field *field, const void *object)
{
    if (field->kind == FIELD_TEXT)
        return value_text(field_text(field, object));
    struct maybe number = field_number(field, object);
    if (field->kind == FIELD_ENUM)
        return value_text(str_from(choice_name(field->choices, (int)maybe_or(number, 0))));
    if (field->kind == FIELD_BOOL)
        return value_maybe_bool(number);
    return value_maybe(number);
}
