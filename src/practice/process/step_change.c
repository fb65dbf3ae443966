/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/process/step_change.h"

#include "gen/process_sql.h"
#include "model/query_list.h"
#include "practice/record/record.h"

static enum err
load(struct call *call, const struct id_row_list *units, size_t from, struct step_sum_list *out)
{
    int64_t ids[QUERY_LIST_MAX];
    struct id_list portion = {.items = ids};

    for (size_t i = from; i < units->count && portion.count < QUERY_LIST_MAX; i++)
        ids[portion.count++] = units->items[i].id;
    return q_step_sums(call, call->now, &portion, maybe_none(), out);
}

enum err
step_change_begin(struct call *call, struct step_change *out)
{
    TRY(q_step_units_in_hand(call, &out->units));
    out->before =
        arena_array(call->arena, out->units.count / QUERY_LIST_MAX + 1, sizeof(*out->before));
    TRY(arena_failed(call->arena));
    for (size_t from = 0; from < out->units.count; from += QUERY_LIST_MAX)
        TRY(load(call, &out->units, from, &out->before[from / QUERY_LIST_MAX]));
    return OK;
}

/* Of what the unit answers for, so that it stands in the history of no step. */
static enum err
tell(struct call *call, int64_t subject_id, struct maybe unit_id)
{
    const struct happening happening = {.kind = EVENT_STEPS_CHANGED,
                                        .type = &type_unit_duty,
                                        .subject_id = subject_id,
                                        .unit_id = unit_id};

    return record(call, &happening, NULL, NULL);
}

enum err
step_change_tell(struct call *call, int64_t unit_id)
{
    return tell(call, unit_id, maybe_of(unit_id));
}

enum err
step_change_tell_all(struct call *call, int64_t unit_id)
{
    return tell(call, unit_id, maybe_none());
}

static bool
same(const struct step_sum *a, const struct step_sum *b)
{
    return a->unit_id == b->unit_id && a->cycle_id == b->cycle_id && a->have == b->have &&
           a->need == b->need && maybe_eq(a->until_at, b->until_at) && a->to_come == b->to_come;
}

/* How many rows from a place on are of the same unit. */
static size_t
of_unit(const struct step_sum_list *rows, size_t at, int64_t unit_id)
{
    size_t count = 0;

    while (at + count < rows->count && rows->items[at + count].unit_id == unit_id)
        count++;
    return count;
}

/* Both are sorted by unit, then by cycle. */
static enum err
tell_portion(struct call *call, const struct step_sum_list *before,
             const struct step_sum_list *after)
{
    size_t b = 0;
    size_t a = 0;

    while (b < before->count || a < after->count) {
        const struct step_sum *first = b < before->count ? &before->items[b] : &after->items[a];
        if (a < after->count && after->items[a].unit_id < first->unit_id)
            first = &after->items[a];
        size_t had = of_unit(before, b, first->unit_id);
        size_t has = of_unit(after, a, first->unit_id);
        bool is_same = had == has;
        for (size_t i = 0; i < had && is_same; i++)
            is_same = same(&before->items[b + i], &after->items[a + i]);
        if (!is_same)
            TRY(step_change_tell(call, first->unit_id));
        b += had;
        a += has;
    }
    return OK;
}

enum err
step_change_end(struct call *call, const struct step_change *change)
{
    struct step_sum_list after;

    for (size_t from = 0; from < change->units.count; from += QUERY_LIST_MAX) {
        TRY(load(call, &change->units, from, &after));
        TRY(tell_portion(call, &change->before[from / QUERY_LIST_MAX], &after));
    }
    return OK;
}
