/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/export.h"

#include <unistd.h>

#include "model/page.h"
#include "model/table.h"

/* Takes a pair out of the query; "no text" when it is not there. */
static struct str
pair_take(struct http_query *query, struct str name)
{
    for (size_t i = 0; i < query->count; i++) {
        if (!str_eq(query->pairs[i].name, name))
            continue;
        struct str value = query->pairs[i].value;
        for (size_t j = i + 1; j < query->count; j++)
            query->pairs[j - 1] = query->pairs[j];
        query->count--;
        return str_is_null(value) ? STR("") : value;
    }
    return (struct str){0};
}

enum err
export_take(struct call *call, const struct op *op, struct http_query *query, struct export *out)
{
    *out = (struct export){.fd = -1};
    if ((op->flags & OP_PAGE) == 0)
        return OK;
    struct str format = pair_take(query, STR("format"));
    out->columns = pair_take(query, STR("columns"));
    if (str_eq(format, STR("csv"))) {
        out->format = SHEET_CSV;
    } else if (str_eq(format, STR("xlsx"))) {
        out->format = SHEET_XLSX;
    } else if (!str_is_null(format) && !str_eq(format, STR("json"))) {
        fault(call, "?format", "not_a_choice", "The format is json, csv or xlsx.");
        return ERR_MALFORMED;
    } else if (!str_is_null(out->columns)) {
        fault(call, "?columns", "json_has_all", "Columns are chosen with format=csv or xlsx.");
        return ERR_MALFORMED;
    }
    return OK;
}

/* Pages as large as the operation gives them. */
static void
limit_set(const struct type *in_type, void *in)
{
    const struct field *limit = type_field(in_type, STR("limit"));

    if (limit != NULL)
        field_set_number(limit, in, maybe_of(limit->max));
}

static enum err
page_rows(const struct table *table, const struct op *op, const struct page *page,
          struct sheet *sheet)
{
    for (size_t i = 0; i < page->count; i++)
        TRY(table_write_row(table, (const char *)page->items + i * op->out->size, sheet));
    return OK;
}

/* The cursor of the next page must outlive the memory of this one. */
struct cursor {
    char text[PAGE_CURSOR_MAX];
    size_t len;
};

static enum err
cursor_keep(struct cursor *cursor, struct str next)
{
    if (next.len > sizeof(cursor->text))
        return ERR_INTERNAL;
    memcpy(cursor->text, next.ptr, next.len);
    cursor->len = next.len;
    return OK;
}

static enum err
pages_run(const struct table *table, const struct op *op, struct call *call, void *in,
          struct sheet *sheet)
{
    const struct field *after = type_field(op->in, STR("after"));
    struct cursor *cursor = arena_new(call->arena, struct cursor);
    struct page *page = arena_alloc(call->arena, op->out_size);
    struct arena_mark mark = arena_mark(call->arena);

    if (cursor == NULL || page == NULL)
        return ERR_MEMORY;
    for (;;) {
        memset(page, 0, op->out_size);
        TRY(op->run(call, in, page));
        TRY(arena_failed(call->arena));
        TRY(page_rows(table, op, page, sheet));
        if (str_is_null(page->next))
            return OK;
        TRY(cursor_keep(cursor, page->next));
        arena_rewind(call->arena, mark);
        field_set_text(after, in, (struct str){cursor->text, cursor->len});
    }
}

enum err
export_run(struct export *export, const struct op *op, struct call *call, void *in)
{
    struct table table;

    export_release(export);
    TRY(table_of(call, op->out, export->columns, &table));
    TRY(sheet_open(call->arena, export->format, &export->sheet));
    TRY(table_write_headings(&table, export->sheet));
    limit_set(op->in, in);
    enum err err = pages_run(&table, op, call, in, export->sheet);
    if (err == ERR_TOO_LARGE && call->code == NULL)
        return fail(call, err, "too_many_rows",
                    "A sheet has at most %u rows; narrow the list by a filter.", SHEET_ROWS_MAX);
    TRY(err);
    return sheet_finish(export->sheet, &export->fd, &export->size);
}

/* "/api/v1/units/{id}/members" makes members.xlsx. */
static struct str
file_name(const struct op *op, enum sheet_format format, struct arena *arena)
{
    struct str left = str_from(op->path);
    struct str name = STR("koers");

    while (!str_is_null(left)) {
        struct str part = str_cut(left, '/', &left);
        if (part.len > 0 && part.ptr[0] != '{')
            name = part;
    }
    return str_fmt(arena, "attachment; filename=\"%.*s.%s\"", STR_FMT(name), sheet_suffix(format));
}

void
export_answer(struct export *export, const struct op *op, struct http_exchange *exchange,
              const struct call *call)
{
    const struct http_header headers[] = {
        {STR("X-Request-Id"), call->request_id},
        {STR("X-Content-Type-Options"), STR("nosniff")},
        {STR("Cache-Control"), STR("no-store")},
        {STR("Content-Type"), str_from(sheet_media(export->format))},
        {STR("Content-Disposition"), file_name(op, export->format, call->arena)},
    };
    int fd = export->fd;

    export->fd = -1;
    export_release(export);
    http_answer_file(exchange, 200, headers, sizeof(headers) / sizeof(headers[0]), fd,
                     export->size);
}

void
export_release(struct export *export)
{
    sheet_release(export->sheet);
    export->sheet = NULL;
    if (export->fd >= 0)
        (void)close(export->fd);
    export->fd = -1;
}
