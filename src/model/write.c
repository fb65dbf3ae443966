/* SPDX-License-Identifier: Apache-2.0 */
#include "model/write.h"

#include <assert.h>

#include "json/writer.h"

/* A day or a time between quotes; both are plain ASCII without anything to escape. */
static void
put_quoted(struct json_writer *writer, void (*format)(struct buf *buf, int64_t value),
           int64_t value)
{
    json_raw(writer, STR("\""));
    format(writer->buf, value);
    buf_append_char(writer->buf, '"');
}

static void
put_number(struct json_writer *writer, const struct field *field, int64_t value)
{
    switch (field->kind) {
    case FIELD_BOOL:
        json_bool(writer, value != 0);
        break;
    case FIELD_DECIMAL:
        json_scaled(writer, value, DECIMAL_PLACES);
        break;
    case FIELD_FRACTION:
        json_scaled(writer, value, FRACTION_PLACES);
        break;
    case FIELD_WEIGHT:
        json_scaled(writer, value, WEIGHT_PLACES);
        break;
    case FIELD_TIME:
        put_quoted(writer, time_format, value);
        break;
    case FIELD_DAY:
        put_quoted(writer, day_format, value);
        break;
    case FIELD_ENUM:
        json_string(writer, str_from(choice_name(field->choices, (int)value)));
        break;
    case FIELD_ID:
    case FIELD_INT:
    case FIELD_TEXT:
    case FIELD_OBJECT:
    case FIELD_LIST:
    case FIELD_ID_LIST:
    case FIELD_TEXT_LIST:
        json_int(writer, value);
        break;
    }
}

static void put_object(struct json_writer *writer, const struct type *type, const void *object,
                       unsigned depth);

static void
put_objects(struct json_writer *writer, const struct type *type, const void *items, size_t count,
            unsigned depth)
{
    json_begin_array(writer);
    for (size_t i = 0; i < count; i++)
        put_object(writer, type, (const char *)items + i * type->size, depth);
    json_end_array(writer);
}

static void
put_ids(struct json_writer *writer, const struct id_list *ids)
{
    json_begin_array(writer);
    for (size_t i = 0; i < ids->count; i++)
        json_int(writer, ids->items[i]);
    json_end_array(writer);
}

static void
put_texts(struct json_writer *writer, const struct text_list *texts)
{
    json_begin_array(writer);
    for (size_t i = 0; i < texts->count; i++)
        json_string(writer, texts->items[i]);
    json_end_array(writer);
}

static void
put_scalar(struct json_writer *writer, const struct field *field, const void *object)
{
    struct maybe value = field_number(field, object);

    if (value.has)
        put_number(writer, field, value.value);
    else
        json_null(writer);
}

static void
put_member(struct json_writer *writer, const struct field *field, const void *object,
           unsigned depth)
{
    const void *at = (const char *)object + field->offset;
    const struct list *list;

    switch (field->kind) {
    case FIELD_TEXT:
        json_string(writer, *(const struct str *)at);
        break;
    case FIELD_OBJECT:
        put_object(writer, field->type, *(const void *const *)at, depth + 1);
        break;
    case FIELD_LIST:
        list = at;
        put_objects(writer, field->type, list->items, list->count, depth + 1);
        break;
    case FIELD_ID_LIST:
        put_ids(writer, at);
        break;
    case FIELD_TEXT_LIST:
        put_texts(writer, at);
        break;
    case FIELD_ID:
    case FIELD_INT:
    case FIELD_BOOL:
    case FIELD_DECIMAL:
    case FIELD_FRACTION:
    case FIELD_WEIGHT:
    case FIELD_TIME:
    case FIELD_DAY:
    case FIELD_ENUM:
        put_scalar(writer, field, object);
        break;
    }
}

static void
put_members(struct json_writer *writer, const struct type *type, const void *object,
            unsigned left_out, unsigned depth)
{
    json_begin_object(writer);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if ((field->flags & left_out) != 0)
            continue;
        json_label(writer, field->label, field->label_len);
        put_member(writer, field, object, depth);
    }
    json_end_object(writer);
}

static void
put_object(struct json_writer *writer, const struct type *type, const void *object, unsigned depth)
{
    assert(depth < WRITE_DEPTH_MAX);
    if (object == NULL)
        json_null(writer);
    else
        put_members(writer, type, object, FIELD_PRIVATE, depth);
}

void
write_row(struct buf *buf, const struct type *type, const void *object)
{
    struct json_writer writer = json_writer_of(buf);

    put_members(&writer, type, object, /* left_out= */ 0, 0);
}

void
write_object(struct buf *buf, const struct type *type, const void *object)
{
    struct json_writer writer = json_writer_of(buf);

    put_object(&writer, type, object, /* depth= */ 0);
}

void
write_page(struct buf *buf, const struct type *type, const struct page *page)
{
    struct json_writer writer = json_writer_of(buf);

    json_begin_object(&writer);
    json_name(&writer, STR("items"));
    put_objects(&writer, type, page->items, page->count, /* depth= */ 0);
    json_name(&writer, STR("next"));
    json_string(&writer, page->next);
    json_end_object(&writer);
}

void
write_list(struct buf *buf, const struct type *type, const struct list *list)
{
    struct json_writer writer = json_writer_of(buf);

    put_objects(&writer, type, list->items, list->count, /* depth= */ 0);
}
