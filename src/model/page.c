/* SPDX-License-Identifier: Apache-2.0 */
#include "model/page.h"

#include <assert.h>

#define CHECK_LEN  6U
#define HEAD_LEN   (CHECK_LEN + 1U)
#define VARINT_MAX 10U
#define BYTES_MAX  (HEAD_LEN + PAGE_NUMBER_MAX * VARINT_MAX + PAGE_TEXT_MAX)

static_assert((BYTES_MAX * 4 + 2) / 3 <= PAGE_CURSOR_MAX, "the largest cursor fits its limit");

/* A cursor before it becomes text. */
struct bytes {
    uint8_t at[BYTES_MAX];
    size_t len;
};

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* FNV-1a, then the finishing steps of MurmurHash3, which spread every bit over all others. */
static uint64_t
checksum(const char *op, const uint8_t *bytes, size_t len)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (const char *p = op; *p != '\0'; p++)
        hash = (hash ^ (uint8_t)*p) * UINT64_C(0x100000001b3);
    hash *= UINT64_C(0x100000001b3); /* a zero between name and bytes */
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    hash = (hash ^ hash >> 33) * UINT64_C(0xff51afd7ed558ccd);
    hash = (hash ^ hash >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return hash ^ hash >> 33;
}

static void
put_number(struct bytes *bytes, int64_t number)
{
    uint64_t left = (uint64_t)number << 1 ^ (uint64_t)(number >> 63);

    for (; left >= 0x80; left >>= 7)
        bytes->at[bytes->len++] = (uint8_t)(left | 0x80);
    bytes->at[bytes->len++] = (uint8_t)left;
}

static bool
take_number(const struct bytes *bytes, size_t *at, int64_t *out)
{
    uint64_t value = 0;

    for (unsigned shift = 0; shift < 64 && *at < bytes->len; shift += 7) {
        uint8_t byte = bytes->at[(*at)++];
        value |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            *out = (int64_t)(value >> 1 ^ (0 - (value & 1)));
            return true;
        }
    }
    return false;
}

static struct str
to_text(struct call *call, const struct bytes *bytes)
{
    char *text = arena_alloc(call->arena, bytes->len / 3 * 4 + 4);
    size_t len = 0;
    uint32_t bits = 0;
    unsigned bit_count = 0;

    if (text == NULL)
        return (struct str){0};
    for (size_t i = 0; i < bytes->len; i++) {
        bits = bits << 8 | bytes->at[i];
        bit_count += 8;
        for (; bit_count >= 6; bit_count -= 6)
            text[len++] = alphabet[bits >> (bit_count - 6) & 0x3F];
    }
    if (bit_count > 0)
        text[len++] = alphabet[bits << (6 - bit_count) & 0x3F];
    return (struct str){.ptr = text, .len = len};
}

/* False for a foreign character, too many of them, or bits left over that no byte explains. */
static bool
from_text(struct str text, struct bytes *out)
{
    uint32_t bits = 0;
    unsigned bit_count = 0;

    out->len = 0;
    if (text.len > PAGE_CURSOR_MAX)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        const char *at = memchr(alphabet, text.ptr[i], sizeof(alphabet) - 1);
        if (at == NULL)
            return false;
        bits = bits << 6 | (uint32_t)(at - alphabet);
        bit_count += 6;
        if (bit_count < 8)
            continue;
        if (out->len == BYTES_MAX)
            return false;
        bit_count -= 8;
        out->at[out->len++] = (uint8_t)(bits >> bit_count);
    }
    return bit_count < 6 && (bits & ((UINT32_C(1) << bit_count) - 1)) == 0;
}

static uint8_t
shape(size_t count, bool has_text)
{
    return (uint8_t)(2 * count + has_text);
}

/* `text` is "no text" for a cursor without one. */
static struct str
cursor_write(struct call *call, const char *op, struct str text, const int64_t *numbers,
             size_t count)
{
    struct bytes bytes;

    assert(count <= PAGE_NUMBER_MAX);
    bytes.at[CHECK_LEN] = shape(count, !str_is_null(text));
    bytes.len = HEAD_LEN;
    for (size_t i = 0; i < count; i++)
        put_number(&bytes, numbers[i]);
    text = str_slice(text, 0, PAGE_TEXT_MAX);
    if (text.len > 0)
        memcpy(bytes.at + bytes.len, text.ptr, text.len);
    bytes.len += text.len;
    uint64_t check = checksum(op, bytes.at + CHECK_LEN, bytes.len - CHECK_LEN);
    memcpy(bytes.at, &check, CHECK_LEN);
    return to_text(call, &bytes);
}

/* `text` is NULL for a cursor without one. */
static bool
cursor_read(struct call *call, const char *op, struct str after, struct str *text, int64_t *numbers,
            size_t count)
{
    int64_t found[PAGE_NUMBER_MAX];
    struct bytes bytes;
    size_t at = HEAD_LEN;

    assert(count <= PAGE_NUMBER_MAX);
    if (!from_text(after, &bytes) || bytes.len < HEAD_LEN)
        return false;
    uint64_t check = checksum(op, bytes.at + CHECK_LEN, bytes.len - CHECK_LEN);
    if (memcmp(bytes.at, &check, CHECK_LEN) != 0 ||
        bytes.at[CHECK_LEN] != shape(count, text != NULL))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!take_number(&bytes, &at, &found[i]))
            return false;
    struct str rest = {.ptr = (const char *)bytes.at + at, .len = bytes.len - at};
    if (text == NULL ? rest.len > 0 : !str_is_utf8(rest))
        return false;
    if (text != NULL)
        *text = str_copy(call->arena, rest);
    if (count > 0)
        memcpy(numbers, found, count * sizeof(*numbers));
    return true;
}

static enum err
refuse_cursor(struct call *call)
{
    fault(call, "?after", "bad_cursor", "Use the `next` of an earlier page of this list.");
    return ERR_INVALID;
}

enum err
page_read(struct call *call, const char *op, struct str after, int64_t *numbers, size_t count)
{
    if (str_is_null(after) || cursor_read(call, op, after, NULL, numbers, count))
        return OK;
    return refuse_cursor(call);
}

struct str
page_write(struct call *call, const char *op, const int64_t *numbers, size_t count)
{
    return cursor_write(call, op, (struct str){0}, numbers, count);
}

enum err
page_read_text(struct call *call, const char *op, struct str after, struct str *text,
               int64_t *numbers, size_t count)
{
    if (str_is_null(after) || cursor_read(call, op, after, text, numbers, count))
        return OK;
    return refuse_cursor(call);
}

struct str
page_write_text(struct call *call, const char *op, struct str text, const int64_t *numbers,
                size_t count)
{
    return cursor_write(call, op, text.ptr != NULL ? text : STR(""), numbers, count);
}

size_t
page_slice(struct call *call, const char *op, int64_t from, int64_t limit, size_t total,
           size_t *ret_count, struct str *ret_next)
{
    size_t first = (size_t)from < total ? (size_t)from : total;
    size_t left = total - first;

    *ret_count = left < (size_t)limit ? left : (size_t)limit;
    if (left > *ret_count)
        *ret_next = page_write(call, op, (int64_t[]){from + limit}, 1);
    return first;
}
