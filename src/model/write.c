/* SPDX-License-Identifier: Apache-2.0 */
#include "model/write.h"

#include <assert.h>

#include "json/writer.h"

#define PLAIN_ROOM 32U /* for any value that is neither text, object nor list */

_Static_assert(TIME_LEN_MAX + 2 <= PLAIN_ROOM && SCALED_LEN_MAX <= PLAIN_ROOM, "all have room");

static char *
put_word(char *to, const char *word, size_t len)
{
    memcpy(to, word, len);
    return to + len;
}

/* Writes a number where there is room for it; the place behind. */
static char *
put_number(char *to, const struct field *field, int64_t value)
{
    switch (field->kind) {
    case FIELD_BOOL:
        return value != 0 ? put_word(to, "true", 4) : put_word(to, "false", 5);
    case FIELD_DECIMAL:
        return scaled_put(to, value, DECIMAL_PLACES);
    case FIELD_FRACTION:
        return scaled_put(to, value, FRACTION_PLACES);
    case FIELD_WEIGHT:
        return scaled_put(to, value, WEIGHT_PLACES);
    case FIELD_TIME:
        *to = '"';
        return put_word(time_put(to + 1, value), "\"", 1);
    case FIELD_DAY:
        *to = '"';
        return put_word(day_put(to + 1, value), "\"", 1);
    case FIELD_ENUM:
    case FIELD_ID:
    case FIELD_INT:
    case FIELD_TEXT:
    case FIELD_OBJECT:
    case FIELD_LIST:
    case FIELD_ID_LIST:
    case FIELD_TEXT_LIST:
        break;
    }
    return scaled_put(to, value, 0);
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

/* A word of the model, which has nothing to escape. */
static void
put_quoted(struct json_writer *writer, struct str word)
{
    char *to = buf_room(writer->buf, word.len + 2);

    if (to == NULL)
        return;
    *to++ = '"';
    buf_copy(to, word.ptr, word.len);
    to[word.len] = '"';
    buf_grown(writer->buf, word.len + 2);
    writer->comma = true;
}

/* A value whose length nobody knows beforehand, behind its name. */
static void
put_long(struct json_writer *writer, const struct field *field, const void *object, unsigned depth)
{
    const void *at = (const char *)object + field->offset;
    const struct list *list;

    switch (field->kind) {
    case FIELD_TEXT:
        json_string(writer, *(const struct str *)at);
        break;
    case FIELD_ENUM:
        put_quoted(writer, choice_text(field->choices, *(const int *)at));
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
        break;
    }
}

static bool
is_long(const struct field *field)
{
    return field->kind == FIELD_TEXT || field->kind >= FIELD_ENUM;
}

static bool
long_is_null(const struct field *field, const void *object)
{
    const void *at = (const char *)object + field->offset;

    if (field->kind == FIELD_TEXT)
        return str_is_null(*(const struct str *)at);
    if (field->kind == FIELD_ENUM)
        return *(const int *)at == 0;
    return field->kind == FIELD_OBJECT && *(const void *const *)at == NULL;
}

/* Writes `,"name":`. The first member's comma would lie on the brace, which stays. */
static char *
put_label(char *to, const struct field *field, bool first)
{
    to -= first;
    memcpy(to, field->label, LABEL_ROOM);
    if (first)
        *to = '{';
    return to + field->label_len;
}

static void
put_member(struct json_writer *writer, const struct field *field, const void *object,
           unsigned depth)
{
    char *start = buf_room(writer->buf, LABEL_ROOM + PLAIN_ROOM);

    if (start == NULL)
        return;
    char *to = put_label(start, field, !writer->comma);
    if (is_long(field) && !long_is_null(field, object)) {
        buf_grown(writer->buf, (size_t)(to - start));
        writer->comma = false;
        put_long(writer, field, object, depth);
        return;
    }
    struct maybe value = is_long(field) ? maybe_none() : field_number(field, object);
    to = value.has ? put_number(to, field, value.value) : put_word(to, "null", 4);
    buf_grown(writer->buf, (size_t)(to - start));
    writer->comma = true;
}

static void
put_members(struct json_writer *writer, const struct type *type, const void *object,
            unsigned left_out, unsigned depth)
{
    json_begin_object(writer);
    for (size_t i = 0; i < type->field_count; i++)
        if ((type->fields[i].flags & left_out) == 0)
            put_member(writer, &type->fields[i], object, depth);
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
