/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

#define BUF_CAPACITY_FIRST 512U

void
buf_init(struct buf *buf, size_t ceiling)
{
    *buf = (struct buf){.ceiling = ceiling};
}

void
buf_clear(struct buf *buf)
{
    buf->len = 0;
    buf->failed = false;
}

void
buf_release(struct buf *buf)
{
    free(buf->ptr);
    buf_init(buf, buf->ceiling);
}

char *
buf_take(struct buf *buf, size_t *ret_len)
{
    char *ptr = buf->len > 0 ? realloc(buf->ptr, buf->len) : NULL;

    if (ptr == NULL)
        ptr = buf->ptr;
    *ret_len = buf->len;
    buf_init(buf, buf->ceiling);
    return ptr;
}

static bool
buf_reserve(struct buf *buf, size_t len)
{
    if (buf->failed || len > buf->ceiling - buf->len) {
        buf->failed = true;
        return false;
    }
    size_t need = buf->len + len;
    if (need <= buf->capacity)
        return true;
    size_t capacity = buf->capacity > 0 ? buf->capacity : BUF_CAPACITY_FIRST;
    while (capacity < need)
        capacity *= 2;
    if (capacity > buf->ceiling)
        capacity = buf->ceiling; /* so that whatever fits is allowed */
    char *ptr = realloc(buf->ptr, capacity);
    if (ptr == NULL) {
        buf->failed = true;
        return false;
    }
    buf->ptr = ptr;
    buf->capacity = capacity;
    return true;
}

char *
buf_room_grow(struct buf *buf, size_t len)
{
    return buf_reserve(buf, len) ? buf->ptr + buf->len : NULL;
}

void
buf_append_grow(struct buf *buf, const char *ptr, size_t len)
{
    if (!buf_reserve(buf, len))
        return;
    memcpy(buf->ptr + buf->len, ptr, len);
    buf->len += len;
}

void
buf_append_int(struct buf *buf, int64_t value)
{
    char digits[20];
    size_t at = sizeof(digits);
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (value < 0)
        buf_append_char(buf, '-');
    buf_append(buf, digits + at, sizeof(digits) - at);
}

void
buf_fmt(struct buf *buf, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0 || !buf_reserve(buf, (size_t)len + 1)) {
        buf->failed = true;
        return;
    }
    va_start(args, format);
    vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, args);
    va_end(args);
    buf->len += (size_t)len;
}

struct str
buf_str(const struct buf *buf)
{
    return (struct str){.ptr = buf->ptr != NULL ? buf->ptr : "", .len = buf->len};
}

enum err
buf_failed(const struct buf *buf)
{
    return buf->failed ? ERR_MEMORY : OK;
}
