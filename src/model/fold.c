/* SPDX-License-Identifier: Apache-2.0 */
#include "model/fold.h"

#include <utf8proc.h>

#define OPTIONS                                                                                    \
    (UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |                  \
     UTF8PROC_STRIPMARK | UTF8PROC_IGNORE | UTF8PROC_LUMP)

/* Letters with a stroke, which Unicode does not take apart, as people type them who lack the key.
 */
static const struct {
    utf8proc_int32_t from;
    utf8proc_int32_t to;
} strokes[] = {
    {0x00D0, 'd'}, {0x00D8, 'o'}, {0x00F0, 'd'}, {0x00F8, 'o'}, {0x0110, 'd'},
    {0x0111, 'd'}, {0x0126, 'h'}, {0x0127, 'h'}, {0x0131, 'i'}, {0x0141, 'l'},
    {0x0142, 'l'}, {0x0166, 't'}, {0x0167, 't'},
};

static utf8proc_int32_t
without_stroke(utf8proc_int32_t c, void *unused)
{
    (void)unused;
    if (c < 0x80)
        return c;
    for (size_t i = 0; i < sizeof(strokes) / sizeof(strokes[0]); i++)
        if (strokes[i].from == c)
            return strokes[i].to;
    return c;
}

static utf8proc_ssize_t
decompose(struct str text, utf8proc_int32_t *to, utf8proc_ssize_t room)
{
    return utf8proc_decompose_custom((const utf8proc_uint8_t *)text.ptr, (utf8proc_ssize_t)text.len,
                                     to, room, (utf8proc_option_t)OPTIONS, without_stroke, NULL);
}

static bool
is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Single spaces between words, in place. */
static struct str
join_words(char *text, size_t len)
{
    size_t to = 0;

    for (size_t i = 0; i < len; i++) {
        if (!is_space(text[i]))
            text[to++] = text[i];
        else if (to > 0 && text[to - 1] != ' ')
            text[to++] = ' ';
    }
    if (to > 0 && text[to - 1] == ' ')
        to--;
    return (struct str){.ptr = text, .len = to};
}

struct str
fold(struct arena *arena, struct str text)
{
    if (str_is_null(text))
        return text;
    utf8proc_ssize_t count = decompose(text, NULL, 0);
    if (count < 0)
        return (struct str){0};
    utf8proc_int32_t *points = arena_array(arena, (size_t)count + 1, sizeof(*points));
    if (points == NULL)
        return (struct str){0};
    count = decompose(text, points, count);
    if (count < 0)
        return (struct str){0};
    /* Written over the code points: no code point takes more than four bytes. */
    utf8proc_ssize_t len = utf8proc_reencode(points, count, (utf8proc_option_t)OPTIONS);
    if (len < 0)
        return (struct str){0};
    return join_words((char *)points, (size_t)len);
}

size_t
fold_gap(struct str text)
{
    unsigned char c = (unsigned char)text.ptr[0];
    utf8proc_int32_t point;

    if (c < 0x80U)
        return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    utf8proc_ssize_t len =
        utf8proc_iterate((const utf8proc_uint8_t *)text.ptr, (utf8proc_ssize_t)text.len, &point);
    if (len < 1)
        return 0;
    utf8proc_category_t category = utf8proc_category(point);
    bool word = category <= UTF8PROC_CATEGORY_NO && category != UTF8PROC_CATEGORY_CN;
    return word ? 0 : (size_t)len;
}

struct str
fold_pattern(struct arena *arena, struct str text)
{
    struct str folded = fold(arena, text);
    size_t to = 0;

    if (str_is_null(folded))
        return folded;
    char *pattern = arena_alloc(arena, 2 * folded.len + 2);
    if (pattern == NULL)
        return (struct str){0};
    pattern[to++] = '%';
    for (size_t i = 0; i < folded.len; i++) {
        if (folded.ptr[i] == '%' || folded.ptr[i] == '_' || folded.ptr[i] == '\\')
            pattern[to++] = '\\';
        pattern[to++] = folded.ptr[i];
    }
    pattern[to++] = '%';
    return (struct str){.ptr = pattern, .len = to};
}
