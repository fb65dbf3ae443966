/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads JSON one token at a time, without a tree: RFC 8259 and not a byte more.
 *
 *     struct json_reader reader;
 *     struct json_token token;
 *
 *     json_reader_init(&reader, arena, text);
 *     TRY(json_next(&reader, &token));
 *
 * Tokens come in the order of the text: an object is JSON_OBJECT, then a JSON_NAME before each of
 * its values, then JSON_OBJECT_END; after the one value of the text follows JSON_END, again and
 * again. Who asks for names in pairs and for balanced ends may rely on the reader: it has refused
 * everything else. A name that comes twice is not its business.
 *
 * Numbers stay text, so that nothing passes through floating point. Strings without escapes are
 * views of the text that is read; others are decoded into the arena. The text must outlive them.
 */
#ifndef KOERS_JSON_READER_H
#define KOERS_JSON_READER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Arrays and objects within each other; at most the bits of `objects`. */
#define JSON_DEPTH_MAX 32U

enum json_kind {
    JSON_OBJECT,
    JSON_OBJECT_END,
    JSON_ARRAY,
    JSON_ARRAY_END,
    JSON_NAME,
    JSON_STRING,
    JSON_NUMBER,
    JSON_TRUE,
    JSON_FALSE,
    JSON_NULL,
    JSON_END,
};

struct json_token {
    enum json_kind kind;
    struct str text; /* JSON_NAME, JSON_STRING: decoded, may hold U+0000; JSON_NUMBER: as written */
};

enum json_state {
    JSON_WANTS_VALUE,
    JSON_WANTS_VALUE_OR_END, /* behind [ */
    JSON_WANTS_NAME_OR_END,  /* behind { */
    JSON_WANTS_COMMA_OR_END,
    JSON_IS_DONE,
};

struct json_reader {
    struct arena *arena;
    const char *start;
    const char *at;
    const char *end;
    enum json_state state;
    unsigned depth;
    uint32_t objects; /* bit d is set when the container at depth d + 1 is an object */
    const char *why;  /* after an error: what was expected, in words */
};

/* Starts reading `text`, whose bytes are checked (UTF-8, no byte order mark) at the first token. */
void json_reader_init(struct json_reader *reader, struct arena *arena, struct str text);

/* The next token. ERR_MALFORMED when the text is not JSON, ERR_TOO_LARGE beyond JSON_DEPTH_MAX,
 * ERR_MEMORY when the arena is full; `reader->why` says more, and json_place() where. After an
 * error the reader must not be asked again. */
enum err json_next(struct json_reader *reader, struct json_token *out) MUST_USE;

/* Passes over what is left of the container that `token`, the last one read, opened; does nothing
 * after any other token. Errors as json_next(). */
enum err json_skip(struct json_reader *reader, const struct json_token *token) MUST_USE;

/* Where the reader stands, as people count: from line 1, and code points from column 1. */
void json_place(const struct json_reader *reader, size_t *ret_line, size_t *ret_column);

#endif
