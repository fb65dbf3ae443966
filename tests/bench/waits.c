/* SPDX-License-Identifier: Apache-2.0 */
#include "waits.h"

#include <stdlib.h>

static int
compare(const void *a, const void *b)
{
    int32_t left = *(const int32_t *)a;
    int32_t right = *(const int32_t *)b;

    return (left > right) - (left < right);
}

struct waits
waits_of(int32_t *micros, size_t count)
{
    if (count == 0)
        return (struct waits){0};
    qsort(micros, count, sizeof(*micros), compare);
    return (struct waits){.p50 = micros[count / 2],
                          .p95 = micros[(count - 1) * 95 / 100],
                          .p99 = micros[(count - 1) * 99 / 100]};
}
