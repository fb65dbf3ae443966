/* SPDX-License-Identifier: Apache-2.0 */
#include "http/percent.h"

#include <stdint.h>

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static bool
has_control(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < 0x20 || s.ptr[i] == 0x7F)
            return true;
    return false;
}

static bool
has_escape(struct str s, bool plus_is_space)
{
    return s.len > 0 && (memchr(s.ptr, '%', s.len) != NULL ||
                         (plus_is_space && memchr(s.ptr, '+', s.len) != NULL));
}

/* Unescapes into `to`, which has room for text.len bytes; SIZE_MAX for a broken escape. */
static size_t
unescape(struct str text, bool plus_is_space, char *to)
{
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '+' && plus_is_space) {
            c = ' ';
        } else if (c == '%') {
            int high = i + 2 < text.len ? hex_digit(text.ptr[i + 1]) : -1;
            int low = i + 2 < text.len ? hex_digit(text.ptr[i + 2]) : -1;
            if (high < 0 || low < 0)
                return SIZE_MAX;
            c = (char)(high * 16 + low);
            i += 2;
        }
        to[len++] = c;
    }
    return len;
}

enum err
percent_decode(struct arena *arena, struct str text, bool plus_is_space, struct str *out)
{
    struct str plain = text;

    if (has_escape(text, plus_is_space)) {
        char *to = arena_alloc(arena, text.len);
        if (to == NULL)
            return ERR_MEMORY;
        size_t len = unescape(text, plus_is_space, to);
        if (len == SIZE_MAX)
            return ERR_MALFORMED;
        plain = (struct str){.ptr = to, .len = len};
    }
    if (has_control(plain) || !str_is_utf8(plain))
        return ERR_MALFORMED;
    *out = plain;
    return OK;
}
