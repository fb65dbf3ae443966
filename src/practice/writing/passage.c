/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/writing/passage.h"

#include "base/buf.h"

#define PASSAGE_BYTES_MAX 40000

static bool
is_item(struct str line)
{
    return str_starts(line, STR("- "));
}

struct str
passage_of(struct arena *arena, const struct str *lines, size_t count)
{
    struct buf passage;

    buf_init(&passage, PASSAGE_BYTES_MAX);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_append_str(&passage,
                           is_item(lines[i]) && is_item(lines[i - 1]) ? STR("\n") : STR("\n\n"));
        buf_append_str(&passage, lines[i]);
    }
    struct str out = str_copy(arena, buf_str(&passage));
    buf_release(&passage);
    return out;
}
