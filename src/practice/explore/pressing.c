/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/explore/pressing.h"

#include <stdlib.h>

#include "practice/explore/explorer.h"

static fraction_t
gap_of(const struct attention_row *row)
{
    return maybe_or(row->expected, 0) - row->contribution;
}

static int
by_pressure(const void *a, const void *b)
{
    const struct attention_row *x = a;
    const struct attention_row *y = b;
    int pressure = explorer_pressure(y->status) - explorer_pressure(x->status);

    if (pressure != 0)
        return pressure;
    if (gap_of(x) != gap_of(y))
        return gap_of(x) > gap_of(y) ? -1 : 1;
    return (x->key_result_id > y->key_result_id) - (x->key_result_id < y->key_result_id);
}

enum err
pressing_init(struct pressing *pressing, struct arena *arena, size_t max)
{
    *pressing =
        (struct pressing){.rows = arena_array(arena, 2 * max, sizeof(*pressing->rows)), .max = max};
    return pressing->rows != NULL ? OK : ERR_MEMORY;
}

void
pressing_add(struct pressing *pressing, const struct attention_row *row)
{
    if (pressing->full && by_pressure(row, &pressing->rows[pressing->max - 1]) > 0)
        return;
    pressing->rows[pressing->count++] = *row;
    if (pressing->count == 2 * pressing->max)
        pressing_sort(pressing);
}

void
pressing_sort(struct pressing *pressing)
{
    qsort(pressing->rows, pressing->count, sizeof(*pressing->rows), by_pressure);
    pressing->full = pressing->count >= pressing->max;
    if (pressing->full)
        pressing->count = pressing->max;
}
