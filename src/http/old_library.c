/* SPDX-License-Identifier: Apache-2.0 */
/* For a library before 1.0, which takes folded lines, bare LF and NUL as they come. */
#include <stdint.h>

#include "http/internal.h"

/* It has a strictness of its own, but all that adds is answers in HTML to what the guard refuses.
 */
unsigned
library_options(struct MHD_OptionItem *out)
{
    (void)out;
    return 0;
}

/*
 * The library cuts the head into zero-ended pieces where it lies. So what stood between two of them
 * can still be seen: behind a value its trailing blanks, then the two zeros that were CR LF. One
 * zero alone was a bare LF; anything else was cut off by a NUL; and a value that does not lie
 * before the next name was folded and glued together elsewhere. Behind the last value nothing is
 * known to lie, so that one is not seen.
 */
static bool
is_cut_cleanly(struct str before, struct str after)
{
    uintptr_t end = (uintptr_t)before.ptr + before.len;
    uintptr_t next = (uintptr_t)after.ptr;

    if (next < end + 2 || next - end > HTTP_HEADER_BYTES_MAX)
        return false;
    const char *gap = before.ptr + before.len;
    size_t len = next - end;
    for (size_t i = 0; i < len - 2; i++)
        if (gap[i] != ' ' && gap[i] != '\t')
            return false;
    return gap[len - 2] == 0 && gap[len - 1] == 0;
}

bool
guard_is_laid_out(const struct http_exchange *exchange, struct str version)
{
    struct str before = version;

    for (size_t i = 0; i < exchange->header_count; i++) {
        if (!is_cut_cleanly(before, exchange->headers[i].name))
            return false;
        before = exchange->headers[i].value;
    }
    return true;
}
