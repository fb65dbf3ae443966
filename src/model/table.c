/* SPDX-License-Identifier: Apache-2.0 */
#include "model/table.h"

/* A text of this many code points or more may be expected to need a wide column. */
#define WIDE_FROM 100

static void
column_add(struct table *table, const struct table_column *column)
{
    if (table->count < TABLE_COLUMNS_MAX)
        table->columns[table->count++] = *column;
}

/* Adds the columns of a type, those of its objects in their place. */
static void
gather(struct call *call, const struct type *type, const struct table_column *above,
       struct table *table)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        struct table_column column = *above;
        if ((field->flags & FIELD_PRIVATE) != 0 || field->kind == FIELD_LIST)
            continue;
        column.name = above->depth == 0
                          ? field_name(field)
                          : str_fmt(call->arena, "%.*s.%s", STR_FMT(above->name), field->name);
        column.heading = column.name;
        column.path[column.depth++] = field;
        if (field->kind != FIELD_OBJECT)
            column_add(table, &column);
        else if (column.depth < TABLE_DEPTH_MAX)
            gather(call, field->type, &column, table);
    }
}

static const struct table_column *
column_find(const struct table *table, struct str name)
{
    for (size_t i = 0; i < table->count; i++)
        if (str_eq(table->columns[i].name, name))
            return &table->columns[i];
    return NULL;
}

static enum err
table_new(struct call *call, struct table *out)
{
    *out = (struct table){.columns =
                              arena_array(call->arena, TABLE_COLUMNS_MAX, sizeof(*out->columns))};
    return out->columns != NULL ? OK : ERR_MEMORY;
}

/* Takes the columns that are wanted, in their order, from all there are. */
static enum err
choose(struct call *call, const struct table *all, struct str wanted, struct table *out)
{
    while (!str_is_null(wanted)) {
        struct str heading;
        struct str name = str_cut(str_cut(wanted, ',', &wanted), ':', &heading);
        const struct table_column *found = column_find(all, name);
        if (found == NULL || column_find(out, name) != NULL) {
            fault(call, "?columns", found == NULL ? "no_such_column" : "repeated",
                  found == NULL ? "There is no column %.*s in this list."
                                : "The column %.*s comes twice; name it once.",
                  STR_FMT(name));
            continue;
        }
        struct table_column column = *found;
        if (heading.len > 0)
            column.heading = heading;
        column_add(out, &column);
    }
    return call->fault_count > 0 ? ERR_MALFORMED : OK;
}

enum err
table_of(struct call *call, const struct type *type, struct str wanted, struct table *out)
{
    struct table all;

    TRY(table_new(call, &all));
    gather(call, type, &(struct table_column){0}, &all);
    if (str_is_null(wanted)) {
        *out = all;
        return arena_failed(call->arena);
    }
    if (!str_is_utf8(wanted)) {
        fault(call, "?columns", "bad_text", "Encode it as UTF-8.");
        return ERR_MALFORMED;
    }
    TRY(table_new(call, out));
    return choose(call, &all, wanted, out);
}

enum err
table_write_headings(const struct table *table, struct sheet *sheet)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct table_column *column = &table->columns[i];
        const struct field *field = column->path[column->depth - 1];
        bool wide =
            field->kind == FIELD_TEXT && (field->max >= WIDE_FROM || field->max < field->min);
        sheet_heading(sheet, column->heading, wide ? SHEET_WIDE : SHEET_NARROW);
    }
    return sheet_row_end(sheet);
}

static void
write_number(const struct field *field, int64_t value, struct sheet *sheet)
{
    switch (field->kind) {
    case FIELD_BOOL:
        sheet_bool(sheet, value != 0);
        return;
    case FIELD_DECIMAL:
        sheet_number(sheet, value, DECIMAL_PLACES);
        return;
    case FIELD_FRACTION:
        sheet_share(sheet, value, FRACTION_PLACES);
        return;
    case FIELD_WEIGHT:
        sheet_number(sheet, value, WEIGHT_PLACES);
        return;
    case FIELD_TIME:
        sheet_time(sheet, value);
        return;
    case FIELD_DAY:
        sheet_day(sheet, value);
        return;
    case FIELD_ENUM:
        sheet_text(sheet, str_from(choice_name(field->choices, (int)value)));
        return;
    case FIELD_ID:
    case FIELD_INT:
        sheet_number(sheet, value, 0);
        return;
    case FIELD_TEXT:
    case FIELD_OBJECT:
    case FIELD_LIST:
    case FIELD_ID_LIST:
    case FIELD_TEXT_LIST:
        sheet_empty(sheet);
        return;
    }
}

/* Lists of plain values are one text, with a semicolon between. */
static void
write_plain_list(const struct field *field, const void *at, struct sheet *sheet)
{
    const struct text_list *texts = field->kind == FIELD_TEXT_LIST ? at : NULL;
    const struct id_list *ids = field->kind == FIELD_ID_LIST ? at : NULL;
    size_t count = texts != NULL ? texts->count : ids->count;
    struct buf buf;

    buf_init(&buf, 1U << 20);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_append_str(&buf, STR("; "));
        if (texts != NULL)
            buf_append_str(&buf, texts->items[i]);
        else
            buf_append_int(&buf, ids->items[i]);
    }
    sheet_text(sheet, buf_str(&buf));
    buf_release(&buf);
}

static void
write_cell(const struct table_column *column, const void *object, struct sheet *sheet)
{
    const struct field *field = column->path[column->depth - 1];

    for (size_t i = 0; i + 1 < column->depth && object != NULL; i++)
        object = *(const void *const *)((const char *)object + column->path[i]->offset);
    if (object == NULL) {
        sheet_empty(sheet);
    } else if (field->kind == FIELD_TEXT) {
        sheet_text(sheet, field_text(field, object));
    } else if (field->kind == FIELD_ID_LIST || field->kind == FIELD_TEXT_LIST) {
        write_plain_list(field, (const char *)object + field->offset, sheet);
    } else {
        struct maybe value = field_number(field, object);
        if (value.has)
            write_number(field, value.value, sheet);
        else
            sheet_empty(sheet);
    }
}

enum err
table_write_row(const struct table *table, const void *object, struct sheet *sheet)
{
    for (size_t i = 0; i < table->count; i++)
        write_cell(&table->columns[i], object, sheet);
    return sheet_row_end(sheet);
}
