/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One level of the tree of a cycle, lazily: by alignment (what supports or contributes to what) or
 * by unit (what belongs to whom). A node's key names it within its tree: u12 is a unit, o34 an
 * objective, k56 a key result. Of a past day both are seen as they were when it ended.
 *
 * A level is gathered whole as light rows; computed are those of them that the page shows.
 */
#include "base/idmap.h"
#include "gen/checkin.h"
#include "gen/checkin_sql.h"
#include "gen/okr_sql.h"
#include "gen/org_sql.h"
#include "model/page.h"
#include "model/query_list.h"
#include "practice/access/setting.h"
#include "practice/checkin/outline.h"
#include "practice/checkin/spread.h"
#include "practice/okr/alignment.h"
#include "practice/okr/key_result.h"
#include "practice/okr/cycle.h"
#include "practice/okr/standing.h"

struct level {
    struct call *call;
    struct standing standing;
    const struct cycle *cycle;
    day_t today;
    day_t day;       /* whose organisation is shown */
    day_t first_day; /* units that ended after it are shown while they hold objectives */
    struct tree_node *nodes;
    size_t count;
    size_t page_begin; /* the first of them that is shown, and */
    size_t page_end;   /* the first behind those that are */
};

/* A stretch of rows. */
struct rows_shown {
    size_t begin;
    size_t end;
};

/* What is shown under an objective. */
struct opened {
    int64_t unit_id;
    struct str unit_name;
    struct key_result_view_list key_results;
    struct alignment_view_list children;
};

/* Room for `more` nodes behind those that are there. */
static enum err
level_reserve(struct level *level, size_t more)
{
    struct tree_node *nodes = arena_array(level->call->arena, level->count + more, sizeof(*nodes));

    if (nodes == NULL)
        return ERR_MEMORY;
    if (level->count > 0)
        memcpy(nodes, level->nodes, level->count * sizeof(*nodes));
    level->nodes = nodes;
    return OK;
}

static struct str
key_of(struct call *call, char kind, int64_t id)
{
    return str_fmt(call->arena, "%c%lld", kind, (long long)id);
}

/* How many objectives hung under each when the day ended that is looked at. */
static enum err
children_then(const struct level *level, const struct objective_row *rows, size_t count,
              int64_t *out)
{
    const struct standing *standing = &level->standing;
    struct call *call = level->call;
    int64_t ids[QUERY_LIST_MAX];
    struct count_row_list counts;
    struct idmap places;
    size_t place;

    idmap_init(&places, call->arena);
    for (size_t at = 0; at < count;) {
        struct id_list portion = {.items = ids};
        for (; portion.count < QUERY_LIST_MAX && at < count; at++) {
            TRY(idmap_set(&places, rows[at].id, at));
            ids[portion.count++] = rows[at].id;
        }
        TRY(q_tree_child_counts_then(call, standing_known(standing), &portion, standing->until,
                                     call->person_id, &counts));
        for (size_t i = 0; i < counts.count; i++)
            if (idmap_get(&places, counts.items[i].id, &place))
                out[place] = counts.items[i].count;
    }
    return OK;
}

/* How a node hangs under its parent. A link of a past day is looked at, not moved. */
static void
add_link(const struct level *level, struct tree_node *node, const struct alignment_view *link)
{
    node->alignment = link->kind;
    node->weight = maybe_of(link->weight);
    if (level->standing.as_of.has)
        return;
    node->alignment_id = maybe_of(link->id);
    node->alignment_version = maybe_of(link->version);
}

/* Of so many nodes that come next, those that the page shows. */
static struct rows_shown
rows_shown(const struct level *level, size_t count)
{
    size_t begin = level->page_begin > level->count ? level->page_begin - level->count : 0;
    size_t end = level->page_end > level->count ? level->page_end - level->count : 0;

    end = end < count ? end : count;
    return (struct rows_shown){begin < end ? begin : end, end};
}

static struct tree_node
objective_node(const struct level *level, const struct objective_row *row, int64_t children)
{
    return (struct tree_node){
        .key = key_of(level->call, 'o', row->id),
        .kind = TREE_KIND_OBJECTIVE,
        .id = row->id,
        .title = row->title,
        .unit_id = maybe_of(row->unit_id),
        .unit_name = row->unit_name,
        .owner_name = row->owner_name,
        .objective_kind = row->kind,
        .progress = row->progress,
        .expected = row->expected,
        .status = row->status,
        .known = row->known,
        .child_count = row->key_result_count + children,
    };
}

/* Objectives as nodes. `links`, if there are any, say how each hangs under its parent; `aligned`
 * counts what hangs under them, which the tree by unit does not show. */
static enum err
add_objectives(struct level *level, struct objective_row *rows, size_t count,
               const struct alignment_view_list *links, bool aligned)
{
    struct rows_shown shown = rows_shown(level, count);
    size_t shown_count = shown.end - shown.begin;

    if (count == 0)
        return OK;
    int64_t *children = arena_array(level->call->arena, shown_count, sizeof(*children));
    if (children == NULL)
        return ERR_MEMORY;
    struct standing numbers = level->standing;
    numbers.numbers = true;
    TRY(standing_of_rows(level->call, &numbers, &rows[shown.begin], shown_count));
    if (aligned)
        TRY(level->standing.as_of.has
                ? children_then(level, &rows[shown.begin], shown_count, children)
                : outline_children(level->call, &rows[shown.begin], shown_count, children));
    TRY(level_reserve(level, count));
    for (size_t i = shown.begin; i < shown.end; i++) {
        struct tree_node *node = &level->nodes[level->count + i];
        *node = objective_node(level, &rows[i], children[i - shown.begin]);
        for (size_t j = 0; links != NULL && j < links->count; j++)
            if (links->items[j].objective_id == rows[i].id)
                add_link(level, node, &links->items[j]);
    }
    level->count += count;
    return OK;
}

static enum err
objectives_by_ids(const struct level *level, const struct id_list *ids,
                  struct objective_row_list *out)
{
    const struct standing *standing = &level->standing;

    if (standing->as_of.has)
        return q_objective_then_by_ids(level->call, standing_known(standing), level->day, ids,
                                       level->call->person_id, out);
    return q_objective_by_ids(level->call, ids, out);
}

/* What was put out of sight still has its links. */
static void
leave_out_archived(struct objective_row_list *rows)
{
    size_t count = 0;

    for (size_t i = 0; i < rows->count; i++)
        if (!rows->items[i].archived_at.has)
            rows->items[count++] = rows->items[i];
    rows->count = count;
}

/* The objectives that these links name, under one key result or (0) under the objective itself. */
static enum err
add_linked(struct level *level, const struct alignment_view_list *links, int64_t key_result_id)
{
    for (size_t at = 0; at < links->count; at += QUERY_LIST_MAX) {
        int64_t ids[QUERY_LIST_MAX];
        struct id_list portion = {.items = ids};
        struct objective_row_list rows;
        for (size_t i = at; i < links->count && i < at + QUERY_LIST_MAX; i++)
            if (links->items[i].key_result_id.value == key_result_id)
                ids[portion.count++] = links->items[i].objective_id;
        TRY(objectives_by_ids(level, &portion, &rows));
        leave_out_archived(&rows);
        TRY(add_objectives(level, rows.items, rows.count, links, /* aligned= */ true));
    }
    return OK;
}

static enum err
add_key_results(struct level *level, const struct opened *opened,
                const struct alignment_view_list *links)
{
    TRY(level_reserve(level, opened->key_results.count));
    for (size_t i = 0; i < opened->key_results.count; i++) {
        const struct key_result_view *kr = &opened->key_results.items[i];
        if (kr->dropped_at.has)
            continue;
        struct tree_node *node = &level->nodes[level->count++];
        *node = (struct tree_node){
            .key = key_of(level->call, 'k', kr->id),
            .kind = TREE_KIND_KEY_RESULT,
            .id = kr->id,
            .title = kr->title,
            .unit_id = maybe_of(opened->unit_id),
            .unit_name = opened->unit_name,
            .owner_name = kr->owner_name,
            .weight = maybe_of(kr->weight),
            .progress = kr->raw.has ? kr->raw : maybe_none(),
            .expected = kr->expected,
            .status = kr->status,
            .known = kr->known,
        };
        for (size_t j = 0; j < links->count; j++)
            node->child_count += links->items[j].key_result_id.value == kr->id;
    }
    return OK;
}

/* What hung under an objective and its key results when the day ended that is looked at. */
static enum err
links_below_then(const struct level *level, int64_t objective_id, struct alignment_view_list *out)
{
    const struct standing *standing = &level->standing;

    return q_alignment_then_below(level->call, standing->until, standing_known(standing),
                                  objective_id, level->call->person_id, out);
}

static enum err
open_then(struct level *level, int64_t id, struct opened *out)
{
    const struct id_list one = {.items = &id, .count = 1};
    struct objective_row_list rows;

    TRY(objectives_by_ids(level, &one, &rows));
    if (rows.count == 0)
        return fail(level->call, ERR_NOT_FOUND, "no_such_objective",
                    "There was no such objective on that day.");
    TRY(standing_of_rows(level->call, &level->standing, rows.items, rows.count));
    *out = (struct opened){.unit_id = rows.items[0].unit_id,
                           .unit_name = rows.items[0].unit_name,
                           .key_results = rows.items[0].key_results};
    return links_below_then(level, id, &out->children);
}

static enum err
open_today(struct level *level, int64_t id, struct opened *out)
{
    struct objective_view objective;

    TRY(objective_show(level->call, id, &objective));
    *out = (struct opened){.unit_id = objective.unit_id,
                           .unit_name = objective.unit_name,
                           .key_results = objective.key_results,
                           .children = objective.children};
    return OK;
}

/* Under an objective: its key results, then (by alignment) what hangs under it. */
static enum err
level_of_objective(struct level *level, int64_t id, bool aligned)
{
    const struct alignment_view_list none = {0};
    struct opened opened;

    TRY(level->standing.as_of.has ? open_then(level, id, &opened) : open_today(level, id, &opened));
    TRY(add_key_results(level, &opened, aligned ? &opened.children : &none));
    return aligned ? add_linked(level, &opened.children, 0) : OK;
}

static enum err
level_of_key_result(struct level *level, int64_t id)
{
    struct open_key_result open;
    struct alignment_view_list parents;
    struct alignment_view_list children;

    TRY(key_result_open(level->call, id, &open));
    if (level->standing.as_of.has)
        TRY(links_below_then(level, open.row.objective_id, &children));
    else
        TRY(alignment_list(level->call, open.row.objective_id, &parents, &children));
    return add_linked(level, &children, id);
}

/* Objectives right under a unit that this person sees. */
static enum err
count_own(const struct level *level, int64_t unit_id, struct maybe *out)
{
    struct call *call = level->call;

    if (level->day < level->today)
        return q_objective_then_count_seen(call, standing_known(&level->standing), level->day,
                                           unit_id, level->cycle->id, call->person_id, out);
    return q_objective_count_seen(call, level->cycle->id, unit_id, call->person_id, out);
}

/* `above` is the path under which they lie. */
static enum err
add_units(struct level *level, const struct tree_unit_list *units, struct str above)
{
    struct str high = path_end(level->call, above);
    struct spread spread;

    TRY(spread_begin(level->call, units, above, &spread));
    if (level->day < level->today)
        TRY(spread_add_then(&spread, &level->standing, level->cycle->id, level->day, above, high));
    else
        TRY(spread_add(&spread, level->cycle, above, high));
    TRY(level_reserve(level, units->count));
    for (size_t i = 0; i < units->count; i++) {
        const struct tree_unit *unit = &units->items[i];
        struct spread_sum sum;
        struct maybe own;
        TRY(spread_sum(&spread, i, &sum));
        TRY(count_own(level, unit->id, &own));
        level->nodes[level->count++] = (struct tree_node){
            .key = key_of(level->call, 'u', unit->id),
            .kind = TREE_KIND_UNIT,
            .id = unit->id,
            .title = unit->name,
            .committed_mean = sum.committed_mean,
            .aspirational_mean = sum.aspirational_mean,
            .objective_count = maybe_of(sum.objective_count),
            .counts = sum.counts,
            .known = sum.known,
            .child_count = unit->child_count + own.value,
        };
    }
    return OK;
}

/* Units below one, or the top ones. */
static enum err
units_below(const struct level *level, struct maybe parent_id, struct tree_unit_list *out)
{
    const struct cycle *cycle = level->cycle;

    if (level->day < level->today)
        return q_tree_units_then(level->call, level->day, parent_id, level->first_day, cycle->id,
                                 out);
    if (parent_id.has)
        return q_tree_units(level->call, cycle->end_day, level->day, level->first_day, cycle->id,
                            parent_id.value, out);
    return q_tree_top_units(level->call, cycle->end_day, level->day, level->first_day, cycle->id,
                            out);
}

static enum err
objectives_of(const struct level *level, int64_t unit_id, struct objective_row_list *out)
{
    struct call *call = level->call;

    if (level->day < level->today)
        return q_objective_then_of_unit(call, standing_known(&level->standing), level->day, unit_id,
                                        maybe_of(level->cycle->id), -1, 0, OBJECTIVE_STATE_NULL,
                                        maybe_none(), /* archived= */ false, call->person_id,
                                        INT32_MAX, out);
    return q_objective_of_unit_and_cycle(call, level->cycle->id, unit_id, -1, 0,
                                         OBJECTIVE_STATE_NULL, maybe_none(), /* archived= */ false,
                                         call->person_id, INT32_MAX, out);
}

static enum err
level_of_unit(struct level *level, int64_t id)
{
    struct tree_unit unit;
    struct tree_unit_list units;
    struct objective_row_list rows;

    enum err err = q_tree_unit_at(level->call, level->day, id, &unit);
    if (err == ERR_NOT_FOUND)
        return fail(level->call, err, "no_such_unit", "There is no such unit.");
    TRY(err);
    TRY(units_below(level, maybe_of(id), &units));
    TRY(add_units(level, &units, unit.path));
    TRY(objectives_of(level, id, &rows));
    return add_objectives(level, rows.items, rows.count, NULL, /* aligned= */ false);
}

/* Rows of so many objectives in this order, of which those are filled in that the page shows; are
 * they all there? */
static enum err
rows_of_shown(struct level *level, const struct id_list *ids, struct objective_row_list *out,
              bool *ret_whole)
{
    struct rows_shown shown = rows_shown(level, ids->count);
    struct idmap places;
    size_t found = 0;
    size_t place;

    *out = (struct objective_row_list){
        .items = arena_array(level->call->arena, ids->count, sizeof(*out->items)),
        .count = ids->count};
    if (out->items == NULL)
        return ERR_MEMORY;
    idmap_init(&places, level->call->arena);
    for (size_t i = shown.begin; i < shown.end; i++)
        TRY(idmap_set(&places, ids->items[i], i));
    for (size_t at = shown.begin; at < shown.end; at += QUERY_LIST_MAX) {
        const struct id_list portion = query_list_portion(ids->items, shown.end, at);
        struct objective_row_list rows;
        TRY(q_objective_by_ids(level->call, &portion, &rows));
        for (size_t i = 0; i < rows.count; i++)
            if (idmap_get(&places, rows.items[i].id, &place))
                out->items[place] = rows.items[i];
        found += rows.count;
    }
    *ret_whole = found == shown.end - shown.begin;
    return OK;
}

/* What hangs under nothing, as far as the page goes and one more. */
static enum err
roots_find(struct level *level, struct objective_row_list *out)
{
    struct id_list ids;
    bool whole = false;

    if (level->standing.as_of.has)
        return q_objective_then_roots(level->call, standing_known(&level->standing), level->day,
                                      level->cycle->id, level->standing.until,
                                      level->call->person_id, out);
    for (int anew = 0; anew < 2 && !whole; anew++) {
        TRY(outline_roots(level->call, level->cycle->id, level->page_end + 1, anew > 0, &ids));
        TRY(rows_of_shown(level, &ids, out, &whole));
    }
    return whole ? OK : ERR_INTERNAL;
}

static enum err
level_of_roots(struct level *level, enum tree_by by)
{
    struct tree_unit_list units;
    struct objective_row_list rows;

    if (by == TREE_BY_UNIT) {
        TRY(units_below(level, maybe_none(), &units));
        return add_units(level, &units, STR("/"));
    }
    TRY(roots_find(level, &rows));
    return add_objectives(level, rows.items, rows.count, NULL, /* aligned= */ true);
}

static enum err
level_load(struct level *level, const struct tree_query *in)
{
    int64_t id;

    if (str_is_null(in->parent_id))
        return level_of_roots(level, in->by);
    if (scaled_parse(str_slice(in->parent_id, 1, in->parent_id.len), 0, INT32_MAX, &id) == OK &&
        id > 0) {
        if (in->parent_id.ptr[0] == 'u' && in->by == TREE_BY_UNIT)
            return level_of_unit(level, id);
        if (in->parent_id.ptr[0] == 'o')
            return level_of_objective(level, id, in->by == TREE_BY_ALIGNMENT);
        if (in->parent_id.ptr[0] == 'k')
            return level_of_key_result(level, id);
    }
    fault(level->call, "?parent_id", "no_such_node",
          "A node is named by its key, such as u12, o34 or k56.");
    return ERR_INVALID;
}

/* The day whose organisation is shown: the one that was asked for, else today; a cycle that is over
 * reads as the organisation was on its last day, whatever became of it since. */
static enum err
choose_day(struct level *level, const struct tree_query *in)
{
    TRY(setting_today(level->call, &level->today));
    day_t last = level->cycle->end_day < level->today ? level->cycle->end_day : level->today;
    level->day = maybe_or(in->as_of, last);
    level->first_day = in->as_of.has ? level->day : level->cycle->start_day;
    return OK;
}

/* GET /api/v1/tree */
enum err
tree_get(struct call *call, const struct tree_query *in, struct tree_node_page *out)
{
    struct level level = {.call = call};
    struct cycle cycle;
    int64_t from = 0;

    TRY(cycle_asked(call, in->cycle_id, &cycle));
    TRY(page_read(call, "tree_get", in->after, &from, 1));
    TRY(standing_begin(call, &level.standing));
    level.cycle = &cycle;
    TRY(standing_look_back(call, &level.standing, in->as_of));
    TRY(choose_day(&level, in));
    level.page_begin = (size_t)from;
    level.page_end = (size_t)(from + in->limit);
    TRY(level_load(&level, in));

    size_t first =
        page_slice(call, "tree_get", from, in->limit, level.count, &out->count, &out->next);
    out->items = level.count > 0 ? &level.nodes[first] : NULL;
    return OK;
}
