/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whatever is sent to any operation, through the one reader of all of them. The first line is `b`
 * (a body) or `q` (a query) and the name of an input; another name picks some input. What was
 * accepted must be of the model: it is written as JSON, shown, compared and applied to every
 * entity.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "gen/types.h"
#include "json/reader.h"
#include "model/call.h"
#include "model/read.h"
#include "model/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len);

#define OUTPUT_MAX (64U << 20)
#define PAIR_MAX   32U

static void
must(bool holds)
{
    if (!holds)
        abort();
}

static const struct type *
find_input(struct str name)
{
    size_t sum = 0;

    for (size_t i = 0; i < name.len; i++)
        sum = sum * 31 + (unsigned char)name.ptr[i];
    for (size_t i = 0; i < all_types_count; i++)
        if (all_types[i]->is_input && str_eq(str_from(all_types[i]->name), name))
            return all_types[i];
    for (size_t i = sum % all_types_count;; i = (i + 1) % all_types_count)
        if (all_types[i]->is_input)
            return all_types[i];
}

/* name=value&name=value, as decoded bytes. */
static size_t
cut_pairs(struct str text, struct pair *pairs)
{
    size_t count = 0;

    while (!str_is_null(text) && count < PAIR_MAX) {
        struct str value;
        struct str name = str_cut(str_cut(text, '&', &text), '=', &value);
        pairs[count++] = (struct pair){.name = name, .value = value};
    }
    return count;
}

/* Path members that name something, so that the rest is read too. */
static size_t
fill_path(const struct type *type, struct pair *pairs)
{
    size_t count = 0;

    for (size_t i = 0; i < type->field_count && count < PAIR_MAX; i++)
        if (type->fields[i].source == SOURCE_PATH)
            pairs[count++] = (struct pair){field_name(&type->fields[i]), STR("17")};
    return count;
}

/* What was written must be JSON from its first byte to its last. */
static void
check_json(struct arena *arena, struct str text)
{
    struct json_reader reader;
    struct json_token token;

    json_reader_init(&reader, arena, text);
    do
        must(json_next(&reader, &token) == OK);
    while (token.kind != JSON_END);
}

static void
check_accepted(struct call *call, const struct type *type, const void *in)
{
    struct buf json;

    buf_init(&json, OUTPUT_MAX);
    write_object(&json, type, in);
    if (buf_failed(&json) == OK)
        check_json(call->arena, buf_str(&json));
    buf_release(&json);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (field->kind > FIELD_ENUM)
            continue;
        must(field_eq(field, in, in));
        (void)field_display(call->arena, field, in);
    }
    for (size_t i = 0; i < all_types_count; i++) {
        void *object = arena_alloc(call->arena, all_types[i]->size);
        if (object != NULL && !all_types[i]->is_input)
            type_apply(type, in, all_types[i], object);
    }
}

static void
check_told(const struct call *call)
{
    for (size_t i = 0; i < call->fault_count; i++) {
        const struct fault *told = &call->faults[i];
        must(told->code != NULL && told->detail.len > 0 && !str_is_null(told->pointer));
    }
    must(call->fault_count > 0 || call->code != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len)
{
    static struct call call; /* too large for a stack that is cleared for each of millions */
    struct pair path[PAIR_MAX];
    struct pair query[PAIR_MAX];
    struct arena arena;
    struct str rest;

    if (len < 2)
        return 0;
    struct str line = str_cut((struct str){(const char *)ptr, len}, '\n', &rest);
    const struct type *type = find_input(str_trim(str_slice(line, 1, line.len)));
    struct read_source source = {.path = path, .path_count = fill_path(type, path)};
    if (line.len > 0 && line.ptr[0] == 'q') {
        source.query = query;
        source.query_count = cut_pairs(rest, query);
    } else {
        source.body = rest;
    }
    arena_init(&arena, ARENA_CEILING_USUAL);
    call = (struct call){.arena = &arena};
    void *in = arena_alloc(&arena, type->size);
    must(in != NULL);
    enum err err = read_input(&call, type, &source, in);
    if (err == OK)
        check_accepted(&call, type, in);
    else if (err != ERR_NOT_FOUND)
        check_told(&call);
    must(err != OK || call.fault_count == 0);
    arena_release(&arena);
    return 0;
}
