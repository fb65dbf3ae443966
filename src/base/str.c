/* SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"

#include <stdint.h>
#include <stdio.h>

bool
str_eq(struct str a, struct str b)
{
    if (a.ptr == NULL || b.ptr == NULL)
        return a.ptr == b.ptr;
    return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

int
str_cmp(struct str a, struct str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter > 0 ? memcmp(a.ptr, b.ptr, shorter) : 0;

    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool
str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

bool
str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 || memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

struct str
str_trim(struct str s)
{
    while (s.len > 0 && is_space(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len > 0 && is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

struct str
str_cut(struct str s, char separator, struct str *rest)
{
    const char *at = s.len > 0 ? memchr(s.ptr, separator, s.len) : NULL;

    if (at == NULL) {
        *rest = (struct str){0};
        return s;
    }
    size_t before = (size_t)(at - s.ptr);
    *rest = (struct str){.ptr = at + 1, .len = s.len - before - 1};
    return (struct str){.ptr = s.ptr, .len = before};
}

struct str
str_slice(struct str s, size_t from, size_t len)
{
    if (from > s.len)
        from = s.len;
    if (len > s.len - from)
        len = s.len - from;
    return (struct str){.ptr = s.ptr != NULL ? s.ptr + from : NULL, .len = len};
}

/* How many bytes the well-formed sequence at p takes, 0 when it is none. Ranges after table 3-7 of
 * the Unicode Standard. */
static size_t
utf8_sequence(const unsigned char *p, size_t left)
{
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    size_t size;

    if (p[0] < 0x80)
        return p[0] != 0;
    if (p[0] >= 0xC2 && p[0] <= 0xDF)
        size = 2;
    else if (p[0] >= 0xE0 && p[0] <= 0xEF)
        size = 3;
    else if (p[0] >= 0xF0 && p[0] <= 0xF4)
        size = 4;
    else
        return 0;
    if (p[0] == 0xE0)
        low = 0xA0;
    if (p[0] == 0xED)
        high = 0x9F;
    if (p[0] == 0xF0)
        low = 0x90;
    if (p[0] == 0xF4)
        high = 0x8F;
    if (left < size || p[1] < low || p[1] > high)
        return 0;
    for (size_t i = 2; i < size; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    return size;
}

bool
str_is_utf8(struct str s)
{
    const unsigned char *p = (const unsigned char *)s.ptr;

    for (size_t left = s.len; left > 0;) {
        size_t size = utf8_sequence(p, left);
        if (size == 0)
            return false;
        p += size;
        left -= size;
    }
    return true;
}

size_t
str_utf8_count(struct str s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return count;
}

struct str
str_copy(struct arena *arena, struct str s)
{
    if (s.ptr == NULL)
        return s;
    char *copy = str_cstr(arena, s);
    return (struct str){.ptr = copy, .len = copy != NULL ? s.len : 0};
}

char *
str_cstr(struct arena *arena, struct str s)
{
    char *copy = arena_take(arena, s.len + 1);

    if (copy == NULL)
        return NULL;
    if (s.len > 0)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return copy;
}

struct str
str_vfmt(struct arena *arena, const char *format, va_list args)
{
    va_list again;

    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0)
        return (struct str){0};
    char *text = arena_take(arena, (size_t)len + 1);
    if (text == NULL)
        return (struct str){0};
    vsnprintf(text, (size_t)len + 1, format, args);
    return (struct str){.ptr = text, .len = (size_t)len};
}

struct str
str_fmt(struct arena *arena, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    struct str s = str_vfmt(arena, format, args);
    va_end(args);
    return s;
}
