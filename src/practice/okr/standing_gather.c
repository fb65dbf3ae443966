/* SPDX-License-Identifier: Apache-2.0 */
/* What standing.c computes with: objectives, and below them level by level all that counts. */
#include "gen/okr_sql.h"
#include "model/query_list.h"
#include "practice/okr/measuring.h"
#include "practice/okr/cache.h"
#include "practice/okr/standing_inside.h"

/* Takes what is remembered of a node, if anything is. */
static void
remember(struct gathering *g, struct node *node)
{
    struct standing_objective *o = &node->objective;
    struct mark mark;

    if (!cache_find_mark(g->call, o->id, &mark))
        return;
    o->expected = mark.expected;
    o->status = mark.status;
    o->outdated_count = mark.outdated_count;
    o->key_result_count = mark.key_result_count;
    node->e = mark.e;
    node->has_data = mark.has_data;
    node->until = mark.until;
    node->computed = node->remembered = true;
    standing_ends_by(g->standing, mark.until);
}

static enum err
node_add(struct gathering *g, const struct standing_objective *objective)
{
    if (g->count == STANDING_NODES_MAX)
        return fail(g->call, ERR_TOO_LARGE, "too_many_objectives",
                    "More objectives contribute to this than one answer can hold.");
    struct node *nodes = arena_more(g->call->arena, g->nodes, g->count, sizeof(*nodes));
    if (nodes == NULL)
        return ERR_MEMORY;
    g->nodes = nodes;
    struct node *node = &nodes[g->count];
    node->objective = *objective;
    if (!g->standing->as_of.has)
        node->objective.known = KNOWLEDGE_NULL; /* a row of today says nothing of it */
    TRY(idmap_set(&g->places, objective->id, g->count));
    if (g->remembers && g->count >= g->shown) {
        TRY(cache_hear(g->call));
        remember(g, node);
    }
    g->count++;
    return OK;
}

static enum err
link_add(struct gathering *g, const struct standing_link *row)
{
    size_t parent;
    size_t child;
    struct standing_objective objective = {
        .id = row->id,
        .unit_id = row->unit_id,
        .kind = row->kind,
        .state = row->state,
        .postponed = row->postponed,
        .progress = row->progress,
        .known = row->known,
        .zone = row->zone,
        .cadence = row->cadence,
        .cycle_start = row->cycle_start,
        .cycle_end = row->cycle_end,
    };

    if (!idmap_get(&g->places, row->parent_id, &parent))
        return ERR_INTERNAL;
    if (!idmap_get(&g->places, row->id, &child)) {
        child = g->count;
        TRY(node_add(g, &objective));
    }
    struct branch *link = arena_new(g->call->arena, struct branch);
    if (link == NULL)
        return ERR_MEMORY;
    *link = (struct branch){.weight = row->weight, .node = child, .next = g->nodes[parent].links};
    g->nodes[parent].links = link;
    g->nodes[parent].link_count++;
    return OK;
}

/* Rows come ordered by objective: each objective gets its stretch of them. */
static enum err
key_results_add(struct gathering *g, const struct key_result_view_list *rows)
{
    for (size_t i = 0; i < rows->count;) {
        size_t place;
        size_t first = i;
        int64_t objective_id = rows->items[i].objective_id;
        while (i < rows->count && rows->items[i].objective_id == objective_id)
            i++;
        if (!idmap_get(&g->places, objective_id, &place))
            return ERR_INTERNAL;
        g->nodes[place].objective.key_results =
            (struct key_result_view_list){.items = &rows->items[first], .count = i - first};
    }
    return OK;
}

/* Says that portion_load() will ask. */
static void
portion_ahead(struct call *call, const struct standing *standing, const struct id_list *ids,
              bool shown)
{
    day_t day = standing_known(standing);

    if (!standing->as_of.has) {
        (shown ? q_standing_key_results_ahead : q_standing_measures_ahead)(call, ids);
        q_standing_children_ahead(call, ids);
        return;
    }
    (shown ? q_standing_key_results_then_ahead : q_standing_measures_then_ahead)(call, day, ids);
    q_standing_children_then_ahead(call, standing->until, day, ids);
}

/* What is below these objectives, today or when the day ended that is looked at. Key results of the
 * first level are shown, of those below it only numbers count. */
static enum err
portion_load(struct gathering *g, const struct id_list *ids, bool shown,
             struct key_result_view_list *key_results, struct standing_link_list *links)
{
    const struct standing *standing = g->standing;
    day_t day = standing_known(standing);

    portion_ahead(g->call, standing, ids, shown);
    if (standing->as_of.has) {
        TRY(shown ? q_standing_key_results_then(g->call, day, ids, key_results)
                  : q_standing_measures_then(g->call, day, ids, key_results));
        return q_standing_children_then(g->call, standing->until, day, ids, links);
    }
    TRY(shown ? q_standing_key_results(g->call, ids, key_results)
              : q_standing_measures(g->call, ids, key_results));
    return q_standing_children(g->call, ids, links);
}

/* A step of which it is said for the first time on a later day was not done yet. */
static void
milestones_look_back(const struct standing *standing, struct key_result_view_list *key_results)
{
    for (size_t i = 0; standing->as_of.has && i < key_results->count; i++)
        for (size_t j = 0; j < key_results->items[i].milestones.count; j++) {
            struct milestone *milestone = &key_results->items[i].milestones.items[j];
            if (maybe_or(milestone->done_day, INT64_MIN) <= standing->as_of.value)
                continue;
            milestone->done = false;
            milestone->done_day = milestone->check_in_id = maybe_none();
        }
}

/* The owners of the key results that are shown. */
static enum err
owners_gather(struct gathering *g)
{
    size_t most = 0;

    for (size_t i = 0; i < g->asked; i++)
        most += g->nodes[i].objective.key_results.count;
    TRY(away_begin(g->call, most, &g->away));
    for (size_t i = 0; i < g->asked; i++) {
        const struct standing_objective *objective = &g->nodes[i].objective;
        for (size_t j = 0; j < objective->key_results.count; j++)
            TRY(away_add(&g->away,
                         away_owner(objective->owner_id, &objective->key_results.items[j])));
    }
    return OK;
}

/* The nodes from `*at` on, before `end`, that are to be computed, as many as go together. */
static struct id_list
portion_of(const struct gathering *g, size_t *at, size_t end, int64_t ids[QUERY_LIST_MAX])
{
    struct id_list portion = {.items = ids};

    for (; portion.count < QUERY_LIST_MAX && *at < end; ++*at)
        if (!g->nodes[*at].computed)
            ids[portion.count++] = g->nodes[*at].objective.id;
    return portion;
}

/* Says what will be asked once a level is there: of the next one, and whose owner is away. */
static enum err
next_ahead(struct gathering *g, size_t first, size_t end)
{
    int64_t ids[QUERY_LIST_MAX];
    size_t at = end;
    struct id_list portion = portion_of(g, &at, g->count, ids);
    day_t today;

    if (portion.count > 0)
        portion_ahead(g->call, g->standing, &portion, /* shown= */ false);
    if (first > 0 || g->standing->numbers)
        return OK;
    TRY(owners_gather(g));
    TRY(standing_today(g->call, g->standing, STR(""), &today));
    away_ahead(g->call, &g->away, today);
    return OK;
}

/* Loads key results and links of the nodes from `first` on, adding the next level behind. */
static enum err
level_load(struct gathering *g, size_t first)
{
    size_t end = g->count;

    for (size_t at = first; at < end;) {
        int64_t ids[QUERY_LIST_MAX];
        struct id_list portion = portion_of(g, &at, end, ids);
        struct key_result_view_list key_results;
        struct standing_link_list links;
        if (portion.count == 0)
            break;
        TRY(portion_load(g, &portion, /* shown= */ first < g->shown, &key_results, &links));
        TRY(key_results_add(g, &key_results));
        for (size_t i = 0; i < links.count; i++)
            TRY(link_add(g, &links.items[i]));
        if (at == end)
            TRY(next_ahead(g, first, end));
        TRY(measure_lists_show(g->call, &key_results));
        milestones_look_back(g->standing, &key_results);
    }
    return OK;
}

enum err
standing_gather(struct gathering *g, const struct standing_objective *objectives)
{
    idmap_init(&g->places, g->call->arena);
    for (size_t i = 0; i < g->asked; i++)
        TRY(node_add(g, &objectives[i]));
    for (size_t first = 0; first < g->count;) {
        size_t end = g->count;
        TRY(level_load(g, first));
        first = end;
    }
    return OK;
}

void
standing_ahead(struct call *call, const struct standing *standing, const struct id_list *ids)
{
    const struct id_list portion = query_list_portion(ids->items, ids->count, 0);

    if (ids->count > 0)
        portion_ahead(call, standing, &portion, /* shown= */ !standing->numbers);
}
