/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/trace/reach.h"

#include "gen/trace_sql.h"
#include "model/query_list.h"

/* The place of an objective; a new one is there by its id alone until more is known. */
static enum err
node_of(struct reach *r, int64_t id, size_t *out)
{
    if (idmap_get(&r->places, id, out))
        return OK;
    if (r->count == REACH_NODES_MAX)
        return fail(r->call, ERR_TOO_LARGE, "too_many_objectives",
                    "The cycle has more objectives than one answer can hold.");
    struct reach_node *nodes = arena_more(r->call->arena, r->nodes, r->count, sizeof(*nodes));
    if (nodes == NULL)
        return ERR_MEMORY;
    r->nodes = nodes;
    *out = r->count++;
    r->nodes[*out] = (struct reach_node){.id = id};
    return idmap_set(&r->places, id, *out);
}

static uint64_t
bit_of(const struct strategy_theme_view_list *themes, struct maybe theme_id)
{
    for (size_t i = 0; theme_id.has && i < themes->count && i < 64; i++)
        if (themes->items[i].theme_id == theme_id.value)
            return UINT64_C(1) << i;
    return 0;
}

static enum err
objectives_add(struct reach *r, const struct trace_objective_list *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        size_t place;
        TRY(node_of(r, rows->items[i].id, &place));
        r->nodes[place].unit_id = rows->items[i].unit_id;
        r->nodes[place].themes = bit_of(r->themes, rows->items[i].theme_id);
        r->nodes[place].counts = true;
    }
    return OK;
}

static enum err
steps_add(struct reach *r, const struct trace_step_list *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        size_t lower;
        size_t upper;
        struct reach_link *link = arena_new(r->call->arena, struct reach_link);
        if (link == NULL)
            return ERR_MEMORY;
        TRY(node_of(r, rows->items[i].child_id, &lower));
        TRY(node_of(r, rows->items[i].parent_id, &upper));
        *link = (struct reach_link){.upper = upper, .next = r->nodes[lower].up};
        r->nodes[lower].up = link;
    }
    return OK;
}

/* What is known by id alone lies in another cycle, or counts no more: one level further up. */
static enum err
level_load(struct reach *r, size_t first)
{
    size_t end = r->count;

    for (size_t at = first; at < end; at += QUERY_LIST_MAX) {
        int64_t ids[QUERY_LIST_MAX];
        struct id_list portion = {.items = ids};
        struct trace_objective_list objectives;
        struct trace_step_list steps;
        for (; portion.count < QUERY_LIST_MAX && at + portion.count < end; portion.count++)
            ids[portion.count] = r->nodes[at + portion.count].id;
        TRY(q_trace_objectives_by_ids(r->call, &portion, &objectives));
        TRY(objectives_add(r, &objectives));
        TRY(q_trace_steps(r->call, &portion, &steps));
        TRY(steps_add(r, &steps));
    }
    return OK;
}

/* Links make no loops: creating one is refused. */
static enum err
fold(struct reach *r, size_t place, unsigned depth)
{
    struct reach_node *node = &r->nodes[place];

    if (node->folded || !node->counts)
        return OK;
    if (depth == REACH_DEPTH_MAX)
        return fail(r->call, ERR_CORRUPT, "loop", "The links of objective %lld go in a circle.",
                    (long long)node->id);
    for (const struct reach_link *link = node->up; link != NULL; link = link->next) {
        TRY(fold(r, link->upper, depth + 1));
        node->themes |= r->nodes[link->upper].themes;
        if (node->level <= r->nodes[link->upper].level)
            node->level = r->nodes[link->upper].level + 1;
    }
    node->folded = true;
    return OK;
}

enum err
reach_load(struct call *call, int64_t cycle_id, const struct strategy_theme_view_list *themes,
           struct reach *out)
{
    struct trace_objective_list objectives;
    struct trace_step_list steps;

    *out = (struct reach){.call = call, .themes = themes};
    idmap_init(&out->places, call->arena);
    TRY(q_trace_objectives(call, cycle_id, &objectives));
    TRY(objectives_add(out, &objectives));
    out->own = out->count;
    TRY(q_trace_steps_of_cycle(call, cycle_id, &steps));
    TRY(steps_add(out, &steps));
    for (size_t first = out->own; first < out->count;) {
        size_t end = out->count;
        TRY(level_load(out, first));
        first = end;
    }
    for (size_t i = 0; i < out->own; i++)
        TRY(fold(out, i, 0));
    return OK;
}

uint64_t
reach_of(const struct reach *reach, int64_t objective_id)
{
    size_t place;

    return idmap_get(&reach->places, objective_id, &place) ? reach->nodes[place].themes : 0;
}
