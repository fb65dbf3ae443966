/* SPDX-License-Identifier: Apache-2.0 */
/* What an alignment map draws: objectives and links, whole, for a map is looked at as a whole. */
#include "base/idmap.h"
#include "gen/explore.h"
#include "gen/explore_sql.h"
#include "gen/okr_sql.h"
#include "model/query_list.h"
#include "practice/explore/explorer.h"

#define MAP_NODES_MAX 10000U /* of one map */

static enum err
nodes_of(struct call *call, const struct objective_row_list *rows,
         struct alignment_map_node_list *out, struct idmap *ret_places)
{
    out->items = arena_array(call->arena, rows->count, sizeof(*out->items));
    if (out->items == NULL)
        return ERR_MEMORY;
    idmap_init(ret_places, call->arena);
    for (size_t i = 0; i < rows->count; i++) {
        type_copy(&type_objective_row, &rows->items[i], &type_alignment_map_node, &out->items[i]);
        out->items[i].matches = true;
        TRY(idmap_set(ret_places, rows->items[i].id, i));
    }
    out->count = rows->count;
    return OK;
}

/* Keeps the links of which both ends are on the map: the other end may be a draft that is not for
 * this reader, or lie elsewhere. */
static enum err
links_of(struct call *call, const struct standing *standing,
         const struct alignment_map_node_list *nodes, const struct idmap *places,
         struct alignment_map_link_list *out)
{
    *out = (struct alignment_map_link_list){0};
    for (size_t at = 0; at < nodes->count; at += QUERY_LIST_MAX) {
        int64_t ids[QUERY_LIST_MAX];
        struct id_list portion = {.items = ids};
        struct alignment_map_link_list found;
        size_t place;
        for (; portion.count < QUERY_LIST_MAX && at + portion.count < nodes->count; portion.count++)
            ids[portion.count] = nodes->items[at + portion.count].id;
        TRY(standing->as_of.has ? q_map_links_then(call, standing->until, standing_known(standing),
                                                   &portion, &found)
                                : q_map_links(call, &portion, &found));
        for (size_t i = 0; i < found.count; i++) {
            if (!idmap_get(places, found.items[i].parent_id, &place))
                continue;
            struct alignment_map_link *items =
                arena_more(call->arena, out->items, out->count, sizeof(*items));
            if (items == NULL)
                return ERR_MEMORY;
            out->items = items;
            out->items[out->count++] = found.items[i];
        }
    }
    return OK;
}

/* Marks what has the tag, today as every day. */
static enum err
mark_tagged(struct call *call, const struct alignment_map_query *in, const struct idmap *places,
            struct alignment_map_node_list *nodes, bool *kept)
{
    struct id_row_list tagged;
    size_t place;

    TRY(q_objectives_tagged(call, in->tag_id.value, in->cycle_id, &tagged));
    for (size_t i = 0; i < nodes->count; i++)
        nodes->items[i].matches = false;
    for (size_t i = 0; i < tagged.count; i++)
        if (idmap_get(places, tagged.items[i].id, &place))
            nodes->items[place].matches = kept[place] = true;
    return OK;
}

/* What is kept keeps all it hangs under, so that each line leads to the top. */
static void
keep_above(const struct alignment_map_link_list *links, const struct idmap *places, bool *kept)
{
    size_t child;
    size_t parent;

    for (bool grew = true; grew;) {
        grew = false;
        for (size_t i = 0; i < links->count; i++) {
            if (!idmap_get(places, links->items[i].child_id, &child) || !kept[child] ||
                !idmap_get(places, links->items[i].parent_id, &parent) || kept[parent])
                continue;
            kept[parent] = true;
            grew = true;
        }
    }
}

static enum err
keep_tagged(struct call *call, const struct alignment_map_query *in, const struct idmap *places,
            struct alignment_map_view *map)
{
    bool *kept = arena_array(call->arena, map->nodes.count, sizeof(*kept));
    size_t count = 0;
    size_t child;
    size_t parent;

    TRY(arena_failed(call->arena));
    TRY(mark_tagged(call, in, places, &map->nodes, kept));
    keep_above(&map->links, places, kept);
    for (size_t i = 0; i < map->links.count; i++) {
        struct alignment_map_link link = map->links.items[i];
        if (idmap_get(places, link.child_id, &child) && kept[child] &&
            idmap_get(places, link.parent_id, &parent) && kept[parent])
            map->links.items[count++] = link;
    }
    map->links.count = count;
    count = 0;
    for (size_t i = 0; i < map->nodes.count; i++)
        if (kept[i])
            map->nodes.items[count++] = map->nodes.items[i];
    map->nodes.count = count;
    return OK;
}

/* GET /api/v1/alignment-map */
enum err
alignment_map_get(struct call *call, const struct alignment_map_query *in,
                  struct alignment_map_view *out)
{
    struct objective_row_list rows;
    struct standing standing;
    struct idmap places;

    TRY(standing_begin(call, &standing));
    TRY(standing_look_back(call, &standing, in->as_of));
    TRY(explorer_scan(call, &standing, in->cycle_id, in->unit_id, &rows));
    if (rows.count > MAP_NODES_MAX)
        return fail(call, ERR_TOO_LARGE, "too_many_nodes",
                    "A map holds %u objectives; choose a unit of this cycle.", MAP_NODES_MAX);
    TRY(standing_walk(call, &standing, rows.items, rows.count, NULL, NULL));
    TRY(nodes_of(call, &rows, &out->nodes, &places));
    TRY(links_of(call, &standing, &out->nodes, &places, &out->links));
    return in->tag_id.has ? keep_tagged(call, in, &places, out) : OK;
}
