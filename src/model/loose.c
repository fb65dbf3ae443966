/* SPDX-License-Identifier: Apache-2.0 */
#include "model/loose.h"

#include "json/reader.h"

/* ---- one object ---------------------------------------------------------------------------------
 */

static enum loose_kind
kind_of(enum json_kind kind)
{
    switch (kind) {
    case JSON_OBJECT:
        return LOOSE_OBJECT;
    case JSON_ARRAY:
        return LOOSE_LIST;
    case JSON_STRING:
        return LOOSE_TEXT;
    case JSON_NUMBER:
        return LOOSE_NUMBER;
    case JSON_TRUE:
    case JSON_FALSE:
        return LOOSE_BOOL;
    case JSON_NULL:
    case JSON_OBJECT_END:
    case JSON_ARRAY_END:
    case JSON_NAME:
    case JSON_END:
        break;
    }
    return LOOSE_NULL;
}

static enum err read_items(struct json_reader *reader, struct loose *parent);

/* The value that begins with a token; as deep as the reader lets it be. */
static enum err
read_value(struct json_reader *reader, const struct json_token *token, struct loose *out)
{
    out->kind = kind_of(token->kind);
    out->text = token->text;
    if (out->kind == LOOSE_BOOL)
        out->text = token->kind == JSON_TRUE ? STR("true") : STR("false");
    return out->kind == LOOSE_OBJECT || out->kind == LOOSE_LIST ? read_items(reader, out) : OK;
}

static enum err
read_items(struct json_reader *reader, struct loose *parent)
{
    struct loose **end = &parent->first;
    struct json_token token;

    for (;;) {
        struct str name = {0};
        TRY(json_next(reader, &token));
        if (token.kind == JSON_OBJECT_END || token.kind == JSON_ARRAY_END)
            return OK;
        if (token.kind == JSON_NAME) {
            name = token.text;
            TRY(json_next(reader, &token));
        }
        *end = arena_new(reader->arena, struct loose);
        if (*end == NULL)
            return ERR_MEMORY;
        (*end)->name = name;
        TRY(read_value(reader, &token, *end));
        end = &(*end)->next;
    }
}

static enum err
take_text(void *arg, struct str text, int64_t number)
{
    struct loose_stream *stream = arg;
    struct json_reader reader;
    struct json_token token;
    struct loose whole = {0};

    stream->number = number;
    arena_clear(stream->arena);
    json_reader_init(&reader, stream->arena, text);
    enum err err = json_next(&reader, &token);
    if (err == OK)
        err = read_value(&reader, &token, &whole);
    if (err == OK)
        return stream->take(stream->arg, &whole, number);
    stream->wrong = reader.why;
    return err;
}

/* ---- the stream ---------------------------------------------------------------------------------
 */

void
loose_stream_init(struct loose_stream *stream, struct arena *arena,
                  enum err (*take)(void *arg, const struct loose *object, int64_t number),
                  void *arg)
{
    *stream = (struct loose_stream){.arena = arena, .take = take, .arg = arg};
    json_records_init(&stream->records, take_text, stream);
}

void
loose_stream_release(struct loose_stream *stream)
{
    json_records_release(&stream->records);
}

static enum err
said(struct loose_stream *stream, enum err err)
{
    if (err != OK && stream->records.wrong != NULL)
        stream->wrong = stream->records.wrong;
    return err;
}

enum err
loose_stream_feed(struct loose_stream *stream, struct str bytes)
{
    return said(stream, json_records_feed(&stream->records, bytes));
}

enum err
loose_stream_end(struct loose_stream *stream)
{
    return said(stream, json_records_end(&stream->records));
}

bool
loose_stream_begins(struct str bytes)
{
    static const struct str mark = {"\xef\xbb\xbf", 3};

    if (str_starts(bytes, mark))
        bytes = str_slice(bytes, mark.len, bytes.len);
    bytes = str_trim(bytes);
    return bytes.len > 0 && (bytes.ptr[0] == '[' || bytes.ptr[0] == '{');
}
