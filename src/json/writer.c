/* SPDX-License-Identifier: Apache-2.0 */
#include "json/writer.h"

#include "base/decimal.h"

#define ESCAPE_LEN_MAX 6U  /* \u001f */
#define INT_ROOM       24U /* ,-9223372036854775808, rounded up */

static void
separate(struct json_writer *writer)
{
    if (writer->comma)
        buf_append_char(writer->buf, ',');
    writer->comma = true;
}

static void
begin(struct json_writer *writer, char c)
{
    separate(writer);
    buf_append_char(writer->buf, c);
    writer->comma = false;
}

static void
end(struct json_writer *writer, char c)
{
    buf_append_char(writer->buf, c);
    writer->comma = true;
}

void
json_begin_object(struct json_writer *writer)
{
    begin(writer, '{');
}

void
json_end_object(struct json_writer *writer)
{
    end(writer, '}');
}

void
json_begin_array(struct json_writer *writer)
{
    begin(writer, '[');
}

void
json_end_array(struct json_writer *writer)
{
    end(writer, ']');
}

static bool
must_escape(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
}

/* Has one of eight bytes to be escaped? Each test sets the high bit of the bytes it finds; bytes
 * behind the first one found may be marked in error, which costs a second look and no more. */
static bool
must_escape8(const char *p)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t highs = ones << 7;
    uint64_t w;

    memcpy(&w, p, sizeof(w));
    uint64_t quote = w ^ ones * '"';
    uint64_t backslash = w ^ ones * '\\';
    uint64_t del = w ^ ones * 0x7F;
    uint64_t found = ((w - ones * 0x20) & ~w) | ((quote - ones) & ~quote) |
                     ((backslash - ones) & ~backslash) | ((del - ones) & ~del);
    return (found & highs) != 0;
}

/* How many bytes from the start may be copied as they are. */
static size_t
plain_len(struct str text)
{
    size_t n = 0;

    for (;;) {
        while (text.len - n >= 8 && !must_escape8(text.ptr + n))
            n += 8;
        size_t stop = text.len - n > 8 ? n + 8 : text.len;
        while (n < stop && !must_escape((unsigned char)text.ptr[n]))
            n++;
        if (n < stop || n == text.len)
            return n;
    }
}

static char *
put_escape(char *to, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char names[0x20] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};

    *to++ = '\\';
    if (c == '"' || c == '\\') {
        *to++ = (char)c;
    } else if (c < sizeof(names) && names[c] != 0) {
        *to++ = names[c];
    } else {
        *to++ = 'u';
        *to++ = '0';
        *to++ = '0';
        *to++ = hex[c >> 4];
        *to++ = hex[c & 0x0F];
    }
    return to;
}

/* A quoted text with what must stand before and behind it, in one piece for the usual text that
 * needs no escape. */
static void
put_string(struct buf *buf, bool comma, struct str text)
{
    size_t plain = plain_len(text);
    char *start = buf_room(buf, plain + ESCAPE_LEN_MAX + 3);

    if (start == NULL)
        return;
    char *to = start;
    if (comma)
        *to++ = ',';
    *to++ = '"';
    for (;;) {
        buf_copy(to, text.ptr, plain);
        to += plain;
        if (plain == text.len)
            break;
        to = put_escape(to, (unsigned char)text.ptr[plain]);
        buf_grown(buf, (size_t)(to - start));
        text = (struct str){.ptr = text.ptr + plain + 1, .len = text.len - plain - 1};
        plain = plain_len(text);
        start = buf_room(buf, plain + ESCAPE_LEN_MAX + 1);
        if (start == NULL)
            return;
        to = start;
    }
    *to++ = '"';
    buf_grown(buf, (size_t)(to - start));
}

void
json_string(struct json_writer *writer, struct str text)
{
    if (text.ptr == NULL) {
        json_null(writer);
        return;
    }
    put_string(writer->buf, writer->comma, text);
    writer->comma = true;
}

void
json_name(struct json_writer *writer, struct str name)
{
    put_string(writer->buf, writer->comma, name);
    buf_append_char(writer->buf, ':');
    writer->comma = false;
}

void
json_int(struct json_writer *writer, int64_t value)
{
    char digits[2 * INT_ROOM] = {0};
    char *at = digits + INT_ROOM;
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (value < 0)
        *--at = '-';
    if (writer->comma)
        *--at = ',';
    writer->comma = true;
    /* Always as many bytes: what lies behind the number is written over next. */
    char *to = buf_room(writer->buf, INT_ROOM);
    if (to == NULL)
        return;
    memcpy(to, at, INT_ROOM);
    buf_grown(writer->buf, (size_t)(digits + INT_ROOM - at));
}

void
json_scaled(struct json_writer *writer, int64_t value, int places)
{
    separate(writer);
    scaled_format(writer->buf, value, places);
}

void
json_bool(struct json_writer *writer, bool value)
{
    json_raw(writer, value ? STR("true") : STR("false"));
}

void
json_null(struct json_writer *writer)
{
    json_raw(writer, STR("null"));
}

void
json_raw(struct json_writer *writer, struct str json)
{
    separate(writer);
    buf_append_str(writer->buf, json);
}
