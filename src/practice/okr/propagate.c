/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/propagate.h"

#include "gen/okr_sql.h"
#include "practice/okr/past.h"
#include "practice/okr/rollup.h"

/* Objectives still to be recomputed: a queue in the arena of the call. */
struct waiting {
    int64_t id;
    struct waiting *next;
};

struct queue {
    struct waiting *first;
    struct waiting **end;
};

static enum err
queue_add(struct call *call, struct queue *queue, int64_t id)
{
    for (struct waiting *w = queue->first; w != NULL; w = w->next)
        if (w->id == id)
            return OK;
    struct waiting *waiting = arena_new(call->arena, struct waiting);
    if (waiting == NULL)
        return ERR_MEMORY;
    waiting->id = id;
    *queue->end = waiting;
    queue->end = &waiting->next;
    return OK;
}

static struct waiting *
queue_take(struct queue *queue)
{
    struct waiting *waiting = queue->first;

    queue->first = waiting->next;
    if (queue->first == NULL)
        queue->end = &queue->first;
    return waiting;
}

enum err
propagate_compute(struct call *call, int64_t objective_id, struct maybe *out)
{
    struct rollup_row_list rows;
    struct rollup rollup;

    TRY(q_rollup_items(call, objective_id, &rows));
    struct rollup_item *items = arena_array(call->arena, rows.count, sizeof(*items));
    if (items == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < rows.count; i++)
        items[i] = (struct rollup_item){.weight = rows.items[i].weight,
                                        .contribution = rows.items[i].contribution};
    TRY(rollup_of(items, rows.count, &rollup));
    *out = rollup.progress;
    return OK;
}

/* Recomputes one; says whether it changed. */
static enum err
recompute(struct call *call, int64_t objective_id, bool *ret_changed)
{
    struct maybe before;
    struct maybe after;

    TRY(q_objective_progress_take(call, objective_id, &before));
    TRY(propagate_compute(call, objective_id, &after));
    *ret_changed = !maybe_eq(before, after);
    return *ret_changed ? q_objective_progress_set(call, after, objective_id) : OK;
}

enum err
propagate(struct call *call, int64_t objective_id)
{
    TRY(past_keep_key_results(call, objective_id));
    return propagate_kept(call, objective_id);
}

enum err
propagate_kept(struct call *call, int64_t objective_id)
{
    struct queue queue = {.end = &queue.first};

    TRY(queue_add(call, &queue, objective_id));
    for (size_t step = 0; queue.first != NULL; step++) {
        struct id_row_list above;
        bool changed;
        if (step == PROPAGATE_STEPS_MAX)
            return fail(call, ERR_CORRUPT, "loop", "The links above objective %lld go in a circle.",
                        (long long)objective_id);
        int64_t id = queue_take(&queue)->id;
        TRY(recompute(call, id, &changed));
        /* The first one's own change may be a link or a state, which its parents must see even
         * where its number stays the same. */
        if (!changed && step > 0)
            continue;
        TRY(q_contributes_to(call, id, &above));
        for (size_t i = 0; i < above.count; i++)
            TRY(queue_add(call, &queue, above.items[i].id));
    }
    return OK;
}
