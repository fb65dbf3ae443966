/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes that grow at the end, up to a ceiling: what JSON, HTML and reports are written into.
 *
 * A buffer owns its memory. Appending never fails loudly: once the ceiling is reached or memory
 * runs out the buffer stays as it was and remembers it; ask once, at the end, with buf_failed().
 */
#ifndef KOERS_BASE_BUF_H
#define KOERS_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct buf {
    char *ptr;
    size_t len;
    size_t capacity;
    size_t ceiling;
    bool failed;
};

/* An empty buffer that may grow to `ceiling` bytes. Allocates nothing yet. */
void buf_init(struct buf *buf, size_t ceiling);

/* Empty again, memory kept. */
void buf_clear(struct buf *buf);

/* Gives the memory back. */
void buf_release(struct buf *buf);

/* Hands the bytes over to the caller, without the room behind them, who frees them with free(); the
 * buffer is empty. NULL when nothing was written. */
char *buf_take(struct buf *buf, size_t *ret_len);

/* What the functions below do when the bytes do not fit yet. */
void buf_append_grow(struct buf *buf, const char *ptr, size_t len);
char *buf_room_grow(struct buf *buf, size_t len);

/* Most pieces are a few bytes long: a call of memcpy() takes longer than to copy them in two halves
 * that may overlap. */
static inline void
buf_copy(char *to, const char *from, size_t len)
{
    if (len > 32) {
        memcpy(to, from, len);
    } else if (len >= 16) {
        memcpy(to, from, 16);
        memcpy(to + len - 16, from + len - 16, 16);
    } else if (len >= 8) {
        memcpy(to, from, 8);
        memcpy(to + len - 8, from + len - 8, 8);
    } else if (len >= 4) {
        memcpy(to, from, 4);
        memcpy(to + len - 4, from + len - 4, 4);
    } else {
        for (size_t i = 0; i < len; i++)
            to[i] = from[i];
    }
}

static inline void
buf_append(struct buf *buf, const char *ptr, size_t len)
{
    if (len == 0)
        return;
    if (buf->failed || len > buf->capacity - buf->len) {
        buf_append_grow(buf, ptr, len);
        return;
    }
    buf_copy(buf->ptr + buf->len, ptr, len);
    buf->len += len;
}

static inline void
buf_append_str(struct buf *buf, struct str s)
{
    buf_append(buf, s.ptr, s.len);
}

static inline void
buf_append_char(struct buf *buf, char c)
{
    if (buf->failed || buf->len == buf->capacity)
        buf_append_grow(buf, &c, 1);
    else
        buf->ptr[buf->len++] = c;
}

/* A signed integer in decimal digits; several times faster than printf. */
void buf_append_int(struct buf *buf, int64_t value);

void buf_fmt(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Room for `len` more bytes, to be followed by buf_grown(); NULL when full. */
static inline char *
buf_room(struct buf *buf, size_t len)
{
    if (buf->failed || len > buf->capacity - buf->len)
        return buf_room_grow(buf, len);
    return buf->ptr + buf->len;
}

/* Says that `len` of the bytes asked for with buf_room() were written. */
static inline void
buf_grown(struct buf *buf, size_t len)
{
    buf->len += len;
}

/* What was written, valid until the next append. */
struct str buf_str(const struct buf *buf);

/* ERR_MEMORY once anything was refused, else OK. */
enum err buf_failed(const struct buf *buf) MUST_USE;

#endif
