/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/folded.h"

#include "model/fold.h"
#include "model/page.h"

/* At most `max` bytes, and no half of a code point. */
static struct str
cut(struct str text, size_t max)
{
    if (text.len <= max)
        return text;
    while (max > 0 && ((unsigned char)text.ptr[max] & 0xC0U) == 0x80U)
        max--;
    return str_slice(text, 0, max);
}

struct str
folded_key(struct arena *arena, struct str name, struct str more)
{
    struct str whole =
        str_is_null(more) ? name : str_fmt(arena, "%.*s %.*s", STR_FMT(name), STR_FMT(more));

    return cut(fold(arena, whole), PAGE_TEXT_MAX);
}
