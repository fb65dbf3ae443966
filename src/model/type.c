/* SPDX-License-Identifier: Apache-2.0 */
#include "model/type.h"

#include <assert.h>

#define DISPLAY_LEN_MAX 64U /* of anything but a text */

const struct field *
type_field(const struct type *type, struct str name)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (str_eq(field_name(&type->fields[i]), name))
            return &type->fields[i];
    return NULL;
}

int
choice_value(const struct choice *choices, struct str word)
{
    for (int i = 0; choices[i].name != NULL; i++)
        if (str_eq((struct str){choices[i].name, choices[i].len}, word))
            return i + 1;
    return 0;
}

bool
field_eq(const struct field *field, const void *a, const void *b)
{
    if (field->kind == FIELD_TEXT)
        return str_eq(field_text(field, a), field_text(field, b));
    return maybe_eq(field_number(field, a), field_number(field, b));
}

static void
display_number(struct buf *buf, const struct field *field, int64_t value)
{
    switch (field->kind) {
    case FIELD_BOOL:
        buf_append_str(buf, value != 0 ? STR("true") : STR("false"));
        break;
    case FIELD_DECIMAL:
        scaled_format(buf, value, DECIMAL_PLACES);
        break;
    case FIELD_FRACTION:
        scaled_format(buf, value, FRACTION_PLACES);
        break;
    case FIELD_WEIGHT:
        scaled_format(buf, value, WEIGHT_PLACES);
        break;
    case FIELD_TIME:
        time_format(buf, value);
        break;
    case FIELD_DAY:
        day_format(buf, value);
        break;
    case FIELD_ENUM:
        buf_append_str(buf, choice_text(field->choices, (int)value));
        break;
    case FIELD_ID:
    case FIELD_INT:
    case FIELD_TEXT:
    case FIELD_OBJECT:
    case FIELD_LIST:
    case FIELD_ID_LIST:
    case FIELD_TEXT_LIST:
        buf_append_int(buf, value);
        break;
    }
}

struct str
field_display(struct arena *arena, const struct field *field, const void *object)
{
    struct buf buf;

    if (field->kind == FIELD_TEXT)
        return str_copy(arena, field_text(field, object));
    struct maybe value = field_number(field, object);
    if (!value.has)
        return (struct str){0};
    buf_init(&buf, DISPLAY_LEN_MAX);
    display_number(&buf, field, value.value);
    struct str text = str_copy(arena, buf_str(&buf));
    buf_release(&buf);
    return text;
}

/* Copies one member between two objects whose types may differ in what can be null. */
static void
copy_member(const struct field *from, const void *input, const struct field *to, void *object)
{
    if (from->kind == FIELD_TEXT) {
        struct str text = field_text(from, input);
        if (!str_is_null(text) || field_is_nullable(to))
            field_set_text(to, object, text);
        return;
    }
    struct maybe value = field_number(from, input);
    if (value.has || field_is_nullable(to))
        field_set_number(to, object, value);
}

void
type_apply(const struct type *input_type, const void *input, const struct type *type, void *object)
{
    uint64_t given = *(const uint64_t *)input;

    assert(input_type->is_input);
    for (size_t i = 0; i < input_type->field_count; i++) {
        const struct field *from = &input_type->fields[i];
        if ((given >> i & 1) == 0 && !from->has_initial)
            continue;
        if (from->source != SOURCE_BODY || from->kind > FIELD_ENUM)
            continue;
        const struct field *to = type_field(type, field_name(from));
        if (to != NULL && to->kind == from->kind && (to->flags & FIELD_KEY) == 0)
            copy_member(from, input, to, object);
    }
}

void
type_copy(const struct type *from_type, const void *from, const struct type *type, void *object)
{
    for (size_t i = 0; i < from_type->field_count; i++) {
        const struct field *source = &from_type->fields[i];
        if (source->kind > FIELD_ENUM)
            continue;
        const struct field *to = type_field(type, field_name(source));
        if (to != NULL && to->kind == source->kind)
            copy_member(source, from, to, object);
    }
}

/* Puts copies in the place of what hangs on these objects, which are copies themselves. */
static void clone_what_hangs(struct arena *arena, const struct type *type, void *objects,
                             size_t count);

static void
clone_texts(struct arena *arena, struct text_list *texts)
{
    texts->items = arena_copy(arena, texts->items, texts->count, sizeof(*texts->items));
    for (size_t i = 0; texts->items != NULL && i < texts->count; i++)
        texts->items[i] = str_copy(arena, texts->items[i]);
}

static void
clone_member(struct arena *arena, const struct field *field, void *at)
{
    struct list *list = at;
    void **object = at;

    switch (field->kind) {
    case FIELD_TEXT:
        *(struct str *)at = str_copy(arena, *(struct str *)at);
        break;
    case FIELD_OBJECT:
        if (*object != NULL)
            *object = type_clone(arena, field->type, *object);
        break;
    case FIELD_LIST:
        list->items = arena_copy(arena, list->items, list->count, field->type->size);
        if (list->items != NULL)
            clone_what_hangs(arena, field->type, list->items, list->count);
        break;
    case FIELD_ID_LIST:
        list->items = arena_copy(arena, list->items, list->count, sizeof(int64_t));
        break;
    case FIELD_TEXT_LIST:
        clone_texts(arena, at);
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
        break;
    }
}

static void
clone_what_hangs(struct arena *arena, const struct type *type, void *objects, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < type->field_count; j++)
            clone_member(arena, &type->fields[j],
                         (char *)objects + i * type->size + type->fields[j].offset);
}

void *
type_clone(struct arena *arena, const struct type *type, const void *object)
{
    void *copy = arena_copy(arena, object, 1, type->size);

    if (copy != NULL)
        clone_what_hangs(arena, type, copy, 1);
    return arena_failed(arena) == OK ? copy : NULL;
}
