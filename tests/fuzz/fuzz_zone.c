/* SPDX-License-Identifier: Apache-2.0 */
/* Compiled time zones. They come with the system, yet a broken one must not break us. */
#include <stdint.h>
#include <stdlib.h>

#include "model/tzif.h"

int LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len);

#define SECOND_MAX INT64_C(253402300799) /* the last one of 9999 */
#define OFFSET_MAX (26 * 3600 + 3600)    /* a rule without its own summer offset adds an hour */

int
LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len)
{
    struct arena arena;
    struct tzif tzif;

    arena_init(&arena, ARENA_CEILING_USUAL);
    if (tzif_read(&arena, (struct str){(const char *)ptr, len}, &tzif) == OK) {
        for (int64_t at = -SECOND_MAX; at < SECOND_MAX; at += SECOND_MAX / 97) {
            int32_t offset = tzif_offset(&tzif, at);
            if (offset < -OFFSET_MAX - 3600 || offset > OFFSET_MAX + 3600)
                abort();
        }
    }
    arena_release(&arena);
    return 0;
}
