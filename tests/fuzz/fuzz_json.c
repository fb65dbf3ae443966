/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON as strangers write it. What the reader accepts is written out again; the reader must see the
 * same in that, and writing it once more must change nothing.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "json/reader.h"
#include "json/writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len);

#define OUTPUT_MAX (64U << 20) /* an escape takes six bytes where one was read */

static void
must(bool holds)
{
    if (!holds)
        abort();
}

static void
write_token(struct json_writer *writer, const struct json_token *token)
{
    switch (token->kind) {
    case JSON_OBJECT:
        json_begin_object(writer);
        break;
    case JSON_OBJECT_END:
        json_end_object(writer);
        break;
    case JSON_ARRAY:
        json_begin_array(writer);
        break;
    case JSON_ARRAY_END:
        json_end_array(writer);
        break;
    case JSON_NAME:
        json_name(writer, token->text);
        break;
    case JSON_STRING:
        json_string(writer, token->text);
        break;
    case JSON_NUMBER:
        json_raw(writer, token->text);
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        json_bool(writer, token->kind == JSON_TRUE);
        break;
    case JSON_NULL:
        json_null(writer);
        break;
    case JSON_END:
        break;
    }
}

/* Reads a text and writes it again. */
static enum err
rewrite(struct arena *arena, struct str text, struct buf *out)
{
    struct json_reader reader;
    struct json_writer writer = json_writer_of(out);
    struct json_token token;
    size_t line;
    size_t column;

    json_reader_init(&reader, arena, text);
    do {
        enum err err = json_next(&reader, &token);
        if (err != OK) {
            json_place(&reader, &line, &column);
            must(reader.why != NULL && line >= 1 && column >= 1);
            return err;
        }
        must(str_is_null(token.text) || token.text.len <= text.len);
        write_token(&writer, &token);
    } while (token.kind != JSON_END);
    return OK;
}

/* Passing over a value must come to the same verdict as reading it. */
static enum err
skip_all(struct arena *arena, struct str text)
{
    struct json_reader reader;
    struct json_token token;

    json_reader_init(&reader, arena, text);
    TRY(json_next(&reader, &token));
    TRY(json_skip(&reader, &token));
    return json_next(&reader, &token);
}

int
LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len)
{
    struct arena arena;
    struct buf once;
    struct buf twice;

    arena_init(&arena, ARENA_CEILING_USUAL);
    buf_init(&once, OUTPUT_MAX);
    buf_init(&twice, OUTPUT_MAX);
    struct str text = {(const char *)ptr, len};
    enum err err = rewrite(&arena, text, &once);
    must(skip_all(&arena, text) == err);
    if (err == OK && buf_failed(&once) == OK && arena_failed(&arena) == OK) {
        must(rewrite(&arena, buf_str(&once), &twice) == OK);
        must(str_eq(buf_str(&once), buf_str(&twice)));
    }
    buf_release(&twice);
    buf_release(&once);
    arena_release(&arena);
    return 0;
}
