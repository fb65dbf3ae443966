/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A borrowed view of bytes, passed by value. It owns nothing and needs no terminating zero; whoever
 * made the bytes (an arena, a literal, a row) decides how long they live.
 *
 * ptr == NULL is "no text" (SQL NULL, JSON null); an empty text has a pointer and length 0.
 */
#ifndef KOERS_BASE_STR_H
#define KOERS_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"

/* Marks a text that is no sentence for the catalogues; sentences are found without it. */
#define N_(literal) literal

struct str {
    const char *ptr;
    size_t len;
};

/* A literal as a view. */
#define STR(literal) ((struct str){.ptr = "" literal, .len = sizeof(literal) - 1})

/* For printf: printf("%.*s", STR_FMT(s)). */
#define STR_FMT(s) (int)(s).len, ((s).ptr != NULL ? (s).ptr : "")

/* A view of a zero-terminated text; NULL gives "no text". */
static inline struct str
str_from(const char *text)
{
    return (struct str){.ptr = text, .len = text != NULL ? strlen(text) : 0};
}

static inline bool
str_is_null(struct str s)
{
    return s.ptr == NULL;
}

/* Byte-wise equality; "no text" equals only itself. */
bool str_eq(struct str a, struct str b);

/* Order by bytes, as both engines sort text: negative, 0 or positive. */
int str_cmp(struct str a, struct str b);

bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);

/* The part before the first `separator`; `*rest` becomes the part after it, or "no text" when there
 * was no separator. */
struct str str_cut(struct str s, char separator, struct str *rest);

/* Bytes [from, from + len) of s, clipped to what is there. */
struct str str_slice(struct str s, size_t from, size_t len);

/* Is this well-formed UTF-8 (no overlong forms, no surrogates) without U+0000? */
bool str_is_utf8(struct str s);

/* How many code points a well-formed text has. */
size_t str_utf8_count(struct str s);

/* A copy in the arena, zero-terminated behind its length; "no text" when the arena is full. */
struct str str_copy(struct arena *arena, struct str s);

/* A zero-terminated copy for libraries that want one; NULL when the arena is full. */
char *str_cstr(struct arena *arena, struct str s);

/* Formats into the arena; "no text" when the arena is full. */
struct str str_fmt(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str str_vfmt(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#endif
