/* SPDX-License-Identifier: Apache-2.0 */
#include "model/read.h"

#include <string.h>

#include "json/reader.h"
#include "model/scalar.h"

#define POINTER_LEN_MAX 1024U /* of a pointer that is told */
#define UNKNOWN_LEN_MAX 64U   /* bytes of an unknown name that are told */
#define TEXT_ITEM_MAX   300   /* code points of a text in a list of texts */

/* Where in the source we are: a member or an item of what `parent` stands for. */
struct place {
    const struct place *parent; /* NULL: the body as a whole */
    struct str name;            /* "no text": the item at `index` */
    size_t index;
    bool in_query;
};

struct reading {
    struct call *call;
    struct json_reader json;
};

/* An object being filled. A bit of `seen` stands for the field at its place, as in `given`. */
struct target {
    const struct type *type;
    void *object;
    uint64_t seen;
};

static void
append_pointer(struct buf *buf, const struct place *place)
{
    if (place == NULL)
        return;
    append_pointer(buf, place->parent);
    buf_append_char(buf, place->in_query ? '?' : '/');
    if (str_is_null(place->name))
        buf_append_int(buf, (int64_t)place->index);
    for (size_t i = 0; i < place->name.len; i++) {
        char c = place->name.ptr[i];
        if (c == '~' && !place->in_query)
            buf_append_str(buf, STR("~0"));
        else if (c == '/' && !place->in_query)
            buf_append_str(buf, STR("~1"));
        else
            buf_append_char(buf, c);
    }
}

/* Notes a fault. ERR_INVALID, which ends the reading, once no more can be told. */
static enum err
note(struct call *call, const struct place *place, const struct wrong *wrong)
{
    struct buf pointer;

    buf_init(&pointer, POINTER_LEN_MAX);
    append_pointer(&pointer, place);
    fault_at(call, str_copy(call->arena, buf_str(&pointer)), wrong->code, wrong->detail);
    buf_release(&pointer);
    return call->fault_count < FAULT_MAX ? OK : ERR_INVALID;
}

static enum err
note_wrong(struct call *call, const struct place *place, const char *code, struct str detail)
{
    return note(call, place, &(struct wrong){.code = code, .detail = detail});
}

/* A name of the sender's own making, cut between two code points. */
static struct str
cut_name(struct str name)
{
    size_t len = name.len;

    if (len > UNKNOWN_LEN_MAX) {
        len = UNKNOWN_LEN_MAX;
        while (len > 0 && ((unsigned char)name.ptr[len] & 0xC0) == 0x80)
            len--;
    }
    return (struct str){.ptr = name.ptr, .len = len};
}

/* The place of a field among those of its type, or field_count when there is none that comes from
 * this source. */
static size_t
find_field(const struct type *type, struct str name, enum field_source source)
{
    size_t i = 0;

    while (i < type->field_count &&
           (type->fields[i].source != source || !str_eq(field_name(&type->fields[i]), name)))
        i++;
    return i;
}

/* Marks a field as seen; false when it was seen before. */
static bool
mark_seen(struct target *target, size_t i)
{
    uint64_t bit = UINT64_C(1) << i;
    bool fresh = (target->seen & bit) == 0;

    target->seen |= bit;
    return fresh;
}

static void
set_initial(const struct field *field, void *object)
{
    if (field->kind == FIELD_TEXT)
        field_set_text(field, object, str_from(field->initial_text));
    else
        field_set_number(field, object, maybe_of(field->initial));
}

/* After the last member: tells what is missing, fills in defaults, and says what was given. */
static enum err
finish(struct call *call, struct target *target, const struct place *place)
{
    for (size_t i = 0; i < target->type->field_count; i++) {
        const struct field *field = &target->type->fields[i];
        if ((target->seen >> i & 1) != 0)
            continue;
        if (field->has_initial) {
            set_initial(field, target->object);
        } else if ((field->flags & FIELD_REQUIRED) != 0) {
            struct place here = {.parent = place,
                                 .name = field_name(field),
                                 .in_query = field->source == SOURCE_QUERY};
            TRY(note_wrong(call, &here, "missing", STR("This is required.")));
        }
    }
    if (target->type->is_input)
        *(uint64_t *)target->object = target->seen;
    return OK;
}

static enum err read_value(struct reading *reading, const struct field *field,
                           const struct place *place, const struct json_token *token, void *object);

static enum err
read_member(struct reading *reading, struct target *target, const struct place *parent,
            struct str name)
{
    struct place place = {.parent = parent, .name = name};
    struct json_token token;
    size_t i = find_field(target->type, name, SOURCE_BODY);

    TRY(json_next(&reading->json, &token));
    if (i == target->type->field_count) {
        place.name = cut_name(name);
        TRY(json_skip(&reading->json, &token));
        return note_wrong(reading->call, &place, "unknown",
                          STR("There is no such member here; leave it out."));
    }
    if (!mark_seen(target, i)) {
        TRY(json_skip(&reading->json, &token));
        return note_wrong(reading->call, &place, "repeated", STR("Give each member once."));
    }
    return read_value(reading, &target->type->fields[i], &place, &token, target->object);
}

/* Behind the brace that opens an object. */
static enum err
read_object(struct reading *reading, struct target *target, const struct place *place)
{
    struct json_token token;

    for (;;) {
        TRY(json_next(&reading->json, &token));
        if (token.kind == JSON_OBJECT_END)
            return OK;
        TRY(read_member(reading, target, place, token.text));
    }
}

static enum err
read_new_object(struct reading *reading, const struct type *type, const struct place *place,
                void *object)
{
    struct target target = {.type = type, .object = object};

    TRY(read_object(reading, &target, place));
    return finish(reading->call, &target, place);
}

/* How an item of a list is read, as if it were the only member of an object. */
static struct field
item_field(const struct field *list)
{
    struct field item = {.name = "", .label_len = 4, .min = 1, .max = 0};

    if (list->kind == FIELD_ID_LIST) {
        item.kind = FIELD_ID;
    } else {
        item.kind = FIELD_TEXT;
        item.max = TEXT_ITEM_MAX;
    }
    return item;
}

static size_t
item_size(const struct field *list)
{
    if (list->kind == FIELD_LIST)
        return list->type->size;
    return list->kind == FIELD_ID_LIST ? sizeof(int64_t) : sizeof(struct str);
}

/* Room for one more item at the end of a list; NULL when the arena is full. */
static void *
list_room(struct arena *arena, struct list *list, size_t size)
{
    void *items = arena_more(arena, list->items, list->count, size);

    if (items == NULL)
        return NULL;
    list->items = items;
    return (char *)items + list->count * size;
}

static enum err
read_item(struct reading *reading, const struct field *field, const struct place *place,
          const struct json_token *token, void *item)
{
    struct field scalar;

    if (field->kind != FIELD_LIST) {
        scalar = item_field(field);
        return read_value(reading, &scalar, place, token, item);
    }
    if (token->kind == JSON_OBJECT)
        return read_new_object(reading, field->type, place, item);
    TRY(json_skip(&reading->json, token));
    return note_wrong(reading->call, place, "wrong_type", STR("Use an object."));
}

static enum err
check_length(struct reading *reading, const struct field *field, const struct place *place,
             size_t count)
{
    bool limited = field->min <= field->max;
    int64_t max = limited ? field->max : LIST_LENGTH_MAX;
    struct arena *arena = reading->call->arena;

    if ((int64_t)count > max)
        return note_wrong(reading->call, place, "too_long",
                          str_fmt(arena, "Use at most %lld items.", (long long)max));
    if (limited && (int64_t)count < field->min)
        return note_wrong(reading->call, place, "too_short",
                          str_fmt(arena, "Use at least %lld items.", (long long)field->min));
    return OK;
}

/* Behind the bracket that opens a list. Items beyond the limit are counted, not kept. */
static enum err
read_list(struct reading *reading, const struct field *field, const struct place *place,
          void *object)
{
    struct list *list = (struct list *)((char *)object + field->offset);
    size_t kept_max = (size_t)(field->min <= field->max ? field->max : LIST_LENGTH_MAX);
    struct json_token token;
    size_t count = 0;

    *list = (struct list){0};
    for (;; count++) {
        struct place here = {.parent = place, .index = count};
        TRY(json_next(&reading->json, &token));
        if (token.kind == JSON_ARRAY_END)
            break;
        if (count >= kept_max) {
            TRY(json_skip(&reading->json, &token));
            continue;
        }
        void *item = list_room(reading->call->arena, list, item_size(field));
        if (item == NULL)
            return ERR_MEMORY;
        TRY(read_item(reading, field, &here, &token, item));
        list->count++;
    }
    return check_length(reading, field, place, count);
}

static enum err
read_child(struct reading *reading, const struct field *field, const struct place *place,
           void *object)
{
    void *child = arena_alloc(reading->call->arena, field->type->size);

    if (child == NULL)
        return ERR_MEMORY;
    *(void **)((char *)object + field->offset) = child;
    return read_new_object(reading, field->type, place, child);
}

/* Which JSON value a kind of field wants, and how a sender is told. */
struct form {
    enum json_kind kind;
    const char *name;
};

static const struct form forms[] = {
    [FIELD_ID] = {JSON_NUMBER, "Use a number."},
    [FIELD_INT] = {JSON_NUMBER, "Use a number."},
    [FIELD_BOOL] = {JSON_TRUE, "Use true or false."},
    [FIELD_TEXT] = {JSON_STRING, "Use a text."},
    [FIELD_DECIMAL] = {JSON_NUMBER, "Use a number."},
    [FIELD_FRACTION] = {JSON_NUMBER, "Use a number."},
    [FIELD_WEIGHT] = {JSON_NUMBER, "Use a number."},
    [FIELD_TIME] = {JSON_STRING, "Use a text such as \"2026-11-23T18:01:51Z\"."},
    [FIELD_DAY] = {JSON_STRING, "Use a text such as \"2026-11-23\"."},
    [FIELD_ENUM] = {JSON_STRING, "Use a text."},
    [FIELD_OBJECT] = {JSON_OBJECT, "Use an object."},
    [FIELD_LIST] = {JSON_ARRAY, "Use a list of objects."},
    [FIELD_ID_LIST] = {JSON_ARRAY, "Use a list of numbers."},
    [FIELD_TEXT_LIST] = {JSON_ARRAY, "Use a list of texts."},
};

static bool
has_form(const struct form *form, enum json_kind kind)
{
    return kind == form->kind || (form->kind == JSON_TRUE && kind == JSON_FALSE);
}

static void
set_null(const struct field *field, void *object)
{
    if (field->kind == FIELD_TEXT)
        field_set_text(field, object, (struct str){0});
    else if (field->kind == FIELD_OBJECT)
        *(void **)((char *)object + field->offset) = NULL;
    else
        field_set_number(field, object, maybe_none());
}

static enum err
read_scalar(struct reading *reading, const struct field *field, const struct place *place,
            const struct json_token *token, void *object)
{
    struct wrong wrong;

    if (field->kind == FIELD_BOOL) {
        field_set_number(field, object, maybe_of(token->kind == JSON_TRUE));
        return OK;
    }
    if (!scalar_set(reading->call->arena, field, token->text, object, &wrong))
        return note(reading->call, place, &wrong);
    return OK;
}

static enum err
read_value(struct reading *reading, const struct field *field, const struct place *place,
           const struct json_token *token, void *object)
{
    const struct form *form = &forms[field->kind];

    if (token->kind == JSON_NULL) {
        if ((field->flags & FIELD_NULLABLE) == 0)
            return note_wrong(reading->call, place, "null_not_allowed",
                              STR("This cannot be null."));
        set_null(field, object);
        return OK;
    }
    if (!has_form(form, token->kind)) {
        TRY(json_skip(&reading->json, token));
        return note_wrong(reading->call, place, "wrong_type", str_from(form->name));
    }
    if (form->kind == JSON_OBJECT)
        return read_child(reading, field, place, object);
    if (form->kind == JSON_ARRAY)
        return read_list(reading, field, place, object);
    return read_scalar(reading, field, place, token, object);
}

/* The body as a whole; what stands behind it is refused by the reader. */
static enum err
read_body_value(struct reading *reading, struct target *target)
{
    struct json_token token;
    bool not_object = false;

    TRY(json_next(&reading->json, &token));
    if (token.kind == JSON_OBJECT) {
        TRY(read_object(reading, target, NULL));
    } else {
        TRY(json_skip(&reading->json, &token));
        TRY(note_wrong(reading->call, NULL, "wrong_type", STR("Send a JSON object.")));
        not_object = true;
    }
    TRY(json_next(&reading->json, &token));
    return not_object ? ERR_INVALID : OK; /* what is missing in it need not be told */
}

static enum err
read_body(struct call *call, struct target *target, struct str body)
{
    struct reading reading = {.call = call};
    size_t line;
    size_t column;

    if (body.len == 0)
        return OK;
    json_reader_init(&reading.json, call->arena, body);
    enum err err = read_body_value(&reading, target);
    if (err == ERR_MALFORMED) {
        json_place(&reading.json, &line, &column);
        return fail(call, err, "not_json", "The body is not JSON: line %zu, column %zu: %s.", line,
                    column, reading.json.why);
    }
    if (err == ERR_TOO_LARGE)
        return fail(call, err, "too_deep",
                    "At most %u objects and lists may lie within each other.", JSON_DEPTH_MAX);
    return err;
}

static enum err
read_path(struct call *call, struct target *target, const struct read_source *source)
{
    struct wrong wrong;

    for (size_t i = 0; i < source->path_count; i++) {
        const struct pair *pair = &source->path[i];
        size_t at = find_field(target->type, pair->name, SOURCE_PATH);
        if (at == target->type->field_count)
            continue;
        (void)mark_seen(target, at);
        if (!str_is_utf8(pair->value) || !scalar_set(call->arena, &target->type->fields[at],
                                                     pair->value, target->object, &wrong))
            return ERR_NOT_FOUND;
    }
    return OK;
}

static enum err
read_query_pair(struct call *call, struct target *target, const struct pair *pair)
{
    struct place place = {.name = pair->name, .in_query = true};
    size_t at = find_field(target->type, pair->name, SOURCE_QUERY);
    struct wrong wrong;

    if (at == target->type->field_count) {
        place.name = str_is_utf8(pair->name) ? cut_name(pair->name) : STR("");
        return note_wrong(call, &place, "unknown",
                          STR("There is no such parameter; leave it out."));
    }
    if (!mark_seen(target, at))
        return note_wrong(call, &place, "repeated", STR("Give each parameter once."));
    if (!str_is_utf8(pair->value))
        return note_wrong(call, &place, "bad_text", STR("Encode it as UTF-8."));
    if (!scalar_set(call->arena, &target->type->fields[at], pair->value, target->object, &wrong))
        return note(call, &place, &wrong);
    return OK;
}

static enum err
read_query(struct call *call, struct target *target, const struct read_source *source)
{
    for (size_t i = 0; i < source->query_count; i++)
        TRY(read_query_pair(call, target, &source->query[i]));
    return OK;
}

static enum err
read_headers(struct call *call, struct target *target, const struct read_source *source)
{
    struct wrong wrong;

    for (size_t i = 0; i < source->header_count; i++) {
        const struct pair *pair = &source->header[i];
        struct place place = {.name = pair->name, .in_query = true};
        size_t at = find_field(target->type, pair->name, SOURCE_HEADER);
        if (at == target->type->field_count || !mark_seen(target, at))
            continue;
        if (!str_is_utf8(pair->value))
            TRY(note_wrong(call, &place, "bad_text", STR("Encode it as UTF-8.")));
        else if (!scalar_set(call->arena, &target->type->fields[at], pair->value, target->object,
                             &wrong))
            TRY(note(call, &place, &wrong));
    }
    return OK;
}

/* Everything; ERR_INVALID when so much was wrong that the rest was left unread. */
static enum err
read_all(struct call *call, struct target *target, const struct read_source *source)
{
    TRY(read_path(call, target, source));
    TRY(read_query(call, target, source));
    TRY(read_headers(call, target, source));
    TRY(read_body(call, target, source->body));
    return finish(call, target, NULL);
}

/* Faults outside the body make the request itself malformed. */
static enum err
judge(const struct call *call)
{
    for (size_t i = 0; i < call->fault_count; i++)
        if (str_starts(call->faults[i].pointer, STR("?")))
            return ERR_MALFORMED;
    return call_faults(call);
}

enum err
read_input(struct call *call, const struct type *type, const struct read_source *source, void *out)
{
    static const struct type nothing = {.name = "nothing"};
    struct target target = {.type = type != NULL ? type : &nothing, .object = out};

    if (type != NULL)
        memset(out, 0, type->size);
    enum err err = read_all(call, &target, source);
    if (err == ERR_MEMORY || arena_failed(call->arena) != OK)
        return fail(call, ERR_TOO_LARGE, "too_large", "The body needs too much memory.");
    if (err != OK && err != ERR_INVALID)
        return err;
    return judge(call);
}
