/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Progress of all objectives of an import, from what is below to what is above, by the one formula
 * (okr/rollup.h), and where it differs from what the files say. An objective whose items are all
 * new is written with its number; the others are carried up in the database afterwards.
 */
#include "gen/exchange_sql.h"
#include "gen/okr_sql.h"
#include "practice/exchange/intake_part.h"
#include "practice/exchange/intake_row.h"
#include "practice/okr/rollup.h"

#define DIFFERENCE_TOLD 10000 /* one point of a percentage, in ppm */

struct items {
    struct arena *arena;
    struct rollup_item *items;
    size_t count;
};

static enum err
add(struct items *items, weight_t weight, struct maybe contribution)
{
    struct rollup_item *more = arena_more(items->arena, items->items, items->count, sizeof(*more));
    if (more == NULL)
        return ERR_MEMORY;
    items->items = more;
    items->items[items->count++] =
        (struct rollup_item){.weight = weight, .contribution = contribution};
    return OK;
}

static struct maybe
number_of(const struct intake_node *node)
{
    return node->number == INTAKE_NOTHING ? maybe_none() : maybe_of(node->number);
}

/* A key result without data counts with 0; an objective without a number is left out. */
static enum err
gather(struct intake *intake, uint32_t row, struct items *items)
{
    struct intake_node *node = &intake->nodes[row];

    for (uint32_t at = node->first_item; at != 0; at = intake->nodes[at].next_item) {
        const struct intake_node *item = &intake->nodes[at];
        if (item->action == INTAKE_REFUSED)
            continue;
        TRY(add(items, item->weight, maybe_of(maybe_or(number_of(item), 0))));
        if (item->action != INTAKE_UNCHANGED)
            node->flags |= NODE_DIRTY;
        if (item->action == INTAKE_UPDATED)
            node->flags |= NODE_IN_DATABASE;
    }
    for (uint32_t at = node->first_child; at != 0; at = intake->links[at - 1].next_child) {
        const struct intake_link *link = &intake->links[at - 1];
        const struct intake_node *child = &intake->nodes[link->row];
        if (child->action == INTAKE_REFUSED)
            continue;
        TRY(add(items, link->weight, number_of(child)));
        node->flags |= child->flags & (NODE_DIRTY | NODE_IN_DATABASE);
        if (child->action != INTAKE_CREATED)
            node->flags |= NODE_IN_DATABASE;
    }
    return OK;
}

/* What people added here counts too. */
static enum err
gather_here(struct call *target, const struct intake_node *node, struct items *items)
{
    struct rollup_row_list rows;

    TRY(q_exchange_other_items(target, node->local_id, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(add(items, rows.items[i].weight, rows.items[i].contribution));
    return OK;
}

static enum err
sum_objective(struct intake *intake, struct call *target, uint32_t row)
{
    struct intake_node *node = &intake->nodes[row];
    struct items items = {.arena = target->arena};
    struct rollup rollup;

    if (node->action == INTAKE_REFUSED)
        return OK;
    arena_clear(target->arena);
    if (node->action != INTAKE_UNCHANGED)
        node->flags |= NODE_DIRTY;
    TRY(gather(intake, row, &items));
    if ((node->flags & NODE_DIRTY) == 0)
        return OK;
    if (intake_has_measure(node))
        TRY(add(&items, WEIGHT_USUAL, number_of(node)));
    if (node->action != INTAKE_CREATED) {
        node->flags |= NODE_IN_DATABASE;
        TRY(gather_here(target, node, &items));
    }
    TRY(rollup_of(items.items, items.count, &rollup));
    node->number = rollup.progress.has ? rollup.progress.value : INTAKE_NOTHING;
    return OK;
}

/* ---- differences --------------------------------------------------------------------------------
 */

static struct str
percent(struct arena *arena, struct maybe ppm)
{
    struct buf buf;

    if (!ppm.has)
        return STR("no data");
    buf_init(&buf, 64);
    scaled_format(&buf, ppm.value, FRACTION_PLACES - 2);
    struct str text = str_fmt(arena, "%.*s %%", STR_FMT(buf_str(&buf)));
    buf_release(&buf);
    return text;
}

static const char *
why_it_differs(const struct intake_node *node)
{
    if ((node->flags & NODE_NUMBER_KEPT) != 0)
        return "A later check-in here counts.";
    if (node->type != ROW_TYPE_OBJECTIVE)
        return "Computed from start, target and its last check-in.";
    if (intake_has_measure(node))
        return "What lies outside 0 to 100 % does not count upward.";
    return "Computed from its key results and what contributes to it.";
}

static enum err
compare_number(struct intake *intake, const struct stage_brief *row)
{
    const struct intake_node *node = &intake->nodes[row->id];
    bool by_row = node->type != ROW_TYPE_OBJECTIVE && (node->flags & NODE_NUMBER_KEPT) == 0;
    struct maybe number = by_row ? row->raw : number_of(node);
    int64_t apart = maybe_or(number, 0) - row->progress.value;

    if (!row->progress.has || node->action == INTAKE_REFUSED)
        return OK;
    if (apart >= -DIFFERENCE_TOLD && apart <= DIFFERENCE_TOLD)
        return OK;
    struct intake_finding finding = {.kind = FINDING_KIND_DIFFERS,
                                     .row_id = row->id,
                                     .column = INTAKE_PROGRESS,
                                     .reason = str_from(why_it_differs(node)),
                                     .old_value = percent(intake->stage->arena, row->progress),
                                     .new_value = percent(intake->stage->arena, number)};
    return intake_find(intake, &finding);
}

enum err
intake_sum(struct intake *intake, struct call *target)
{
    struct stage_brief_list page = {.count = 1};

    for (size_t i = intake->order_count; i-- > 0;)
        TRY(sum_objective(intake, target, intake->order[i]));
    for (int64_t after = 0; page.count > 0; after += (int64_t)page.count) {
        arena_clear(intake->stage->arena);
        TRY(q_stage_brief_page(intake->stage, after, INTAKE_PORTION, &page));
        for (size_t i = 0; i < page.count; i++)
            TRY(compare_number(intake, &page.items[i]));
    }
    return OK;
}

enum err
intake_plan(struct intake *intake, struct call *target)
{
    TRY(intake_names_find(&intake->names, target, intake->stage));
    TRY(intake_graph(intake, target));
    TRY(intake_compare(intake, target));
    return intake_sum(intake, target);
}
