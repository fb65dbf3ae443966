/* SPDX-License-Identifier: Apache-2.0 */
#include "json/reader.h"

void
json_reader_init(struct json_reader *reader, struct arena *arena, struct str text)
{
    const char *start = text.ptr != NULL ? text.ptr : "";

    *reader = (struct json_reader){
        .arena = arena,
        .start = start,
        .at = start,
        .end = start + text.len,
        .state = JSON_WANTS_VALUE,
    };
}

static enum err
refuse(struct json_reader *reader, const char *why)
{
    reader->why = why;
    return ERR_MALFORMED;
}

static void
skip_space(struct json_reader *reader)
{
    while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\n' ||
                                        *reader->at == '\r' || *reader->at == '\t'))
        reader->at++;
}

static bool
take(struct json_reader *reader, char c)
{
    if (reader->at == reader->end || *reader->at != c)
        return false;
    reader->at++;
    return true;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
take_digits(struct json_reader *reader)
{
    const char *first = reader->at;

    while (reader->at < reader->end && is_digit(*reader->at))
        reader->at++;
    return reader->at > first;
}

static enum err
read_number(struct json_reader *reader, struct json_token *out)
{
    const char *first = reader->at;

    (void)take(reader, '-');
    if (!take(reader, '0') && !take_digits(reader))
        return refuse(reader, "a number needs a digit here");
    if (take(reader, '.') && !take_digits(reader))
        return refuse(reader, "a number needs a digit behind its point");
    if (take(reader, 'e') || take(reader, 'E')) {
        if (!take(reader, '+'))
            (void)take(reader, '-');
        if (!take_digits(reader))
            return refuse(reader, "a number needs a digit in its exponent");
    }
    out->kind = JSON_NUMBER;
    out->text = (struct str){.ptr = first, .len = (size_t)(reader->at - first)};
    return OK;
}

/* The value of a hexadecimal digit, or -1. */
static int
hex_digit(char c)
{
    if (is_digit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static bool
take_hex4(struct json_reader *reader, uint32_t *out)
{
    uint32_t value = 0;

    if (reader->end - reader->at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(reader->at[i]);
        if (digit < 0)
            return false;
        value = value << 4 | (uint32_t)digit;
    }
    reader->at += 4;
    *out = value;
    return true;
}

/* Behind \u: one code point, written as one unit or as a surrogate pair. */
static enum err
take_code_point(struct json_reader *reader, uint32_t *out)
{
    uint32_t high;
    uint32_t low;

    if (!take_hex4(reader, &high))
        return refuse(reader, "\\u needs four hexadecimal digits");
    if (high >= 0xDC00 && high <= 0xDFFF)
        return refuse(reader, "half a surrogate pair");
    if (high >= 0xD800 && high <= 0xDBFF) {
        if (!take(reader, '\\') || !take(reader, 'u') || !take_hex4(reader, &low) || low < 0xDC00 ||
            low > 0xDFFF)
            return refuse(reader, "half a surrogate pair");
        high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    }
    *out = high;
    return OK;
}

static char *
put_utf8(char *to, uint32_t c)
{
    if (c < 0x80) {
        *to++ = (char)c;
    } else if (c < 0x800) {
        *to++ = (char)(0xC0 | c >> 6);
        *to++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *to++ = (char)(0xE0 | c >> 12);
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    } else {
        *to++ = (char)(0xF0 | c >> 18);
        *to++ = (char)(0x80 | (c >> 12 & 0x3F));
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    }
    return to;
}

/* Behind a backslash: writes what it stands for at `*to`. */
static enum err
take_escape(struct json_reader *reader, char **to)
{
    static const char names[] = "\"\\/bfnrt";
    static const char bytes[] = "\"\\/\b\f\n\r\t";
    uint32_t code_point;

    if (take(reader, 'u')) {
        TRY(take_code_point(reader, &code_point));
        *to = put_utf8(*to, code_point);
        return OK;
    }
    const char *name =
        reader->at < reader->end && *reader->at != '\0' ? strchr(names, *reader->at) : NULL;
    if (name == NULL)
        return refuse(reader, "no such escape");
    reader->at++;
    *(*to)++ = bytes[name - names];
    return OK;
}

/* Moves to the quote that ends a string, and counts the backslashes on the way. */
static enum err
find_string_end(struct json_reader *reader, const char **ret_end, bool *ret_escapes)
{
    *ret_escapes = false;
    for (const char *p = reader->at; p < reader->end; p++) {
        if (*p == '"') {
            *ret_end = p;
            return OK;
        }
        if ((unsigned char)*p < 0x20) {
            reader->at = p;
            return refuse(reader, "a control character in a string must be escaped");
        }
        if (*p == '\\') {
            *ret_escapes = true;
            p++;
        }
    }
    reader->at = reader->end;
    return refuse(reader, "a string does not end");
}

/* Behind the opening quote. What an escape stands for is never longer than the escape. */
static enum err
read_string(struct json_reader *reader, struct str *out)
{
    const char *end;
    bool escapes;

    TRY(find_string_end(reader, &end, &escapes));
    *out = (struct str){.ptr = reader->at, .len = (size_t)(end - reader->at)};
    if (escapes) {
        char *text = arena_alloc(reader->arena, out->len);
        char *to = text;
        if (text == NULL)
            return ERR_MEMORY;
        while (reader->at < end) {
            if (take(reader, '\\'))
                TRY(take_escape(reader, &to));
            else
                *to++ = *reader->at++;
        }
        *out = (struct str){.ptr = text, .len = (size_t)(to - text)};
    }
    reader->at = end + 1;
    return OK;
}

static enum err
read_word(struct json_reader *reader, struct str word, enum json_kind kind, struct json_token *out)
{
    struct str rest = {.ptr = reader->at, .len = (size_t)(reader->end - reader->at)};

    if (!str_starts(rest, word))
        return refuse(reader, "a value is expected here");
    reader->at += word.len;
    out->kind = kind;
    return OK;
}

static enum err
open_container(struct json_reader *reader, enum json_kind kind, struct json_token *out)
{
    if (reader->depth == JSON_DEPTH_MAX) {
        reader->why = "too many objects and arrays within each other";
        return ERR_TOO_LARGE;
    }
    uint32_t bit = UINT32_C(1) << reader->depth;
    bool is_object = kind == JSON_OBJECT;
    reader->objects = is_object ? reader->objects | bit : reader->objects & ~bit;
    reader->depth++;
    reader->at++;
    reader->state = is_object ? JSON_WANTS_NAME_OR_END : JSON_WANTS_VALUE_OR_END;
    out->kind = kind;
    return OK;
}

static bool
in_object(const struct json_reader *reader)
{
    return reader->depth > 0 && (reader->objects >> (reader->depth - 1) & 1) != 0;
}

static void
value_done(struct json_reader *reader)
{
    reader->state = reader->depth == 0 ? JSON_IS_DONE : JSON_WANTS_COMMA_OR_END;
}

static enum err
close_container(struct json_reader *reader, struct json_token *out)
{
    out->kind = in_object(reader) ? JSON_OBJECT_END : JSON_ARRAY_END;
    reader->depth--;
    value_done(reader);
    return OK;
}

static enum err
read_scalar(struct json_reader *reader, char first, struct json_token *out)
{
    switch (first) {
    case '"':
        reader->at++;
        out->kind = JSON_STRING;
        return read_string(reader, &out->text);
    case 't':
        return read_word(reader, STR("true"), JSON_TRUE, out);
    case 'f':
        return read_word(reader, STR("false"), JSON_FALSE, out);
    case 'n':
        return read_word(reader, STR("null"), JSON_NULL, out);
    default:
        if (first == '-' || is_digit(first))
            return read_number(reader, out);
        return refuse(reader, "a value is expected here");
    }
}

static enum err
read_value(struct json_reader *reader, struct json_token *out)
{
    if (reader->at == reader->end)
        return refuse(reader, "the text ends where a value is expected");
    if (*reader->at == '{')
        return open_container(reader, JSON_OBJECT, out);
    if (*reader->at == '[')
        return open_container(reader, JSON_ARRAY, out);
    TRY(read_scalar(reader, *reader->at, out));
    value_done(reader);
    return OK;
}

static enum err
read_name(struct json_reader *reader, struct json_token *out)
{
    if (!take(reader, '"'))
        return refuse(reader, "the name of a member is expected here");
    out->kind = JSON_NAME;
    TRY(read_string(reader, &out->text));
    skip_space(reader);
    if (!take(reader, ':'))
        return refuse(reader, "a colon is expected behind a name");
    reader->state = JSON_WANTS_VALUE;
    return OK;
}

/* Behind a value within a container: its end, or a comma and what it announces. */
static enum err
read_next(struct json_reader *reader, struct json_token *out)
{
    if (take(reader, in_object(reader) ? '}' : ']'))
        return close_container(reader, out);
    if (!take(reader, ','))
        return refuse(reader, in_object(reader) ? "a comma or } is expected here"
                                                : "a comma or ] is expected here");
    skip_space(reader);
    return in_object(reader) ? read_name(reader, out) : read_value(reader, out);
}

static enum err
check_bytes(struct json_reader *reader)
{
    struct str text = {.ptr = reader->start, .len = (size_t)(reader->end - reader->start)};

    if (str_starts(text, STR("\xEF\xBB\xBF")))
        return refuse(reader, "a byte order mark does not belong here");
    if (!str_is_utf8(text))
        return refuse(reader, "the text is not UTF-8");
    return OK;
}

enum err
json_next(struct json_reader *reader, struct json_token *out)
{
    *out = (struct json_token){0};
    if (reader->at == reader->start)
        TRY(check_bytes(reader));
    skip_space(reader);
    switch (reader->state) {
    case JSON_WANTS_VALUE:
        return read_value(reader, out);
    case JSON_WANTS_VALUE_OR_END:
        if (take(reader, ']'))
            return close_container(reader, out);
        return read_value(reader, out);
    case JSON_WANTS_NAME_OR_END:
        if (take(reader, '}'))
            return close_container(reader, out);
        return read_name(reader, out);
    case JSON_WANTS_COMMA_OR_END:
        return read_next(reader, out);
    case JSON_IS_DONE:
        break;
    }
    if (reader->at < reader->end)
        return refuse(reader, "something follows behind the value");
    out->kind = JSON_END;
    return OK;
}

enum err
json_skip(struct json_reader *reader, const struct json_token *token)
{
    struct json_token inner;

    if (token->kind != JSON_OBJECT && token->kind != JSON_ARRAY)
        return OK;
    unsigned outside = reader->depth - 1;
    while (reader->depth > outside)
        TRY(json_next(reader, &inner));
    return OK;
}

void
json_place(const struct json_reader *reader, size_t *ret_line, size_t *ret_column)
{
    const char *line_start = reader->start;
    size_t line = 1;

    for (const char *p = reader->start; p < reader->at; p++) {
        if (*p == '\n') {
            line++;
            line_start = p + 1;
        }
    }
    *ret_line = line;
    *ret_column =
        str_utf8_count((struct str){.ptr = line_start, .len = (size_t)(reader->at - line_start)}) +
        1;
}
