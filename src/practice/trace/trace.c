/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One level of the trace, lazily: themes, their topline objectives, and what hangs under each, in
 * the cycle and those it lies in. A node's key names it: t12 is a theme, o34 an objective.
 */
#include "base/idmap.h"
#include "gen/strategy_sql.h"
#include "gen/trace_sql.h"
#include "model/page.h"
#include "model/query_list.h"
#include "practice/okr/cycle.h"
#include "practice/okr/objective.h"
#include "practice/okr/standing.h"
#include "practice/strategy/strategy.h"
#include "practice/strategy/theme.h"
#include "practice/trace/coverage.h"
#include "practice/trace/topline.h"

struct level {
    struct call *call;
    struct cycle cycle;
    struct id_list cycle_ids;
    struct trace_node *nodes;
    size_t count;
};

static enum err
level_of_themes(struct level *level)
{
    struct strategy strategy;
    struct strategy_theme_view_list themes;
    struct trace_objective_list toplines;

    TRY(coverage_strategy(level->call, &level->cycle, &strategy));
    TRY(q_strategy_theme_list(level->call, strategy.id, &themes));
    TRY(q_trace_toplines(level->call, &level->cycle_ids, &toplines));
    level->nodes = arena_array(level->call->arena, themes.count, sizeof(*level->nodes));
    TRY(arena_failed(level->call->arena));
    for (size_t i = 0; i < themes.count; i++) {
        const struct strategy_theme_view *theme = &themes.items[i];
        struct trace_node *node = &level->nodes[level->count++];
        *node = (struct trace_node){
            .key = str_fmt(level->call->arena, "t%lld", (long long)theme->theme_id),
            .kind = TRACE_KIND_THEME,
            .id = theme->theme_id,
            .title = theme->name,
            .owner_name = theme->owner_name,
        };
        for (size_t j = 0; j < toplines.count; j++)
            node->child_count += toplines.items[j].theme_id.value == theme->theme_id;
    }
    return OK;
}

static bool
is_of_cycle(const struct level *level, int64_t cycle_id)
{
    for (size_t i = 0; i < level->cycle_ids.count; i++)
        if (level->cycle_ids.items[i] == cycle_id)
            return true;
    return false;
}

static enum err
count_children(struct level *level, const struct objective_row_list *rows)
{
    struct idmap places;

    idmap_init(&places, level->call->arena);
    for (size_t i = 0; i < rows->count; i++)
        TRY(idmap_set(&places, rows->items[i].id, i));
    for (size_t at = 0; at < rows->count; at += QUERY_LIST_MAX) {
        int64_t ids[QUERY_LIST_MAX];
        struct id_list portion = {.items = ids};
        struct trace_under_list under;
        for (; portion.count < QUERY_LIST_MAX && at + portion.count < rows->count; portion.count++)
            ids[portion.count] = rows->items[at + portion.count].id;
        TRY(q_trace_under(level->call, &portion, &under));
        for (size_t i = 0; i < under.count; i++) {
            size_t place;
            if (is_of_cycle(level, under.items[i].cycle_id) &&
                idmap_get(&places, under.items[i].parent_id, &place))
                level->nodes[place].child_count++;
        }
    }
    return OK;
}

/* Objectives as nodes; `via` is the key result each hangs under, or NULL for none at all. */
static enum err
add_objectives(struct level *level, struct objective_row_list *rows, const struct str *via)
{
    struct standing standing;

    TRY(standing_begin(level->call, &standing));
    TRY(standing_of_rows(level->call, &standing, rows->items, rows->count));
    level->nodes = arena_array(level->call->arena, rows->count, sizeof(*level->nodes));
    TRY(arena_failed(level->call->arena));
    for (size_t i = 0; i < rows->count; i++) {
        const struct objective_row *row = &rows->items[i];
        level->nodes[level->count++] = (struct trace_node){
            .key = str_fmt(level->call->arena, "o%lld", (long long)row->id),
            .kind = TRACE_KIND_OBJECTIVE,
            .id = row->id,
            .title = row->title,
            .unit_id = maybe_of(row->unit_id),
            .unit_name = row->unit_name,
            .owner_name = row->owner_name,
            .via = via != NULL ? via[i] : (struct str){0},
            .objective_kind = row->kind,
            .progress = row->progress,
            .expected = row->expected,
            .status = row->status,
        };
    }
    return count_children(level, rows);
}

static enum err
level_of_theme(struct level *level, int64_t theme_id)
{
    struct theme theme;
    struct objective_row_list rows;
    struct objective_row_list own = {0};

    TRY(theme_open(level->call, theme_id, &theme));
    TRY(topline_load(level->call, &level->cycle_ids, &rows));
    own.items = rows.items;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].theme_id.value == theme_id)
            own.items[own.count++] = rows.items[i];
    return add_objectives(level, &own, NULL);
}

/* Linked twice, to the objective and to a key result, it is one node. */
static enum err
level_of_objective(struct level *level, int64_t id)
{
    struct call *call = level->call;
    struct open_objective open;
    struct trace_child_list children;
    struct objective_row_list rows;
    size_t count = 0;

    TRY(objective_open(call, id, &open));
    TRY(q_trace_below(call, id, &level->cycle_ids, &children));
    int64_t *ids = arena_array(call->arena, children.count, sizeof(*ids));
    struct str *via = arena_array(call->arena, children.count, sizeof(*via));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < children.count; i++) {
        if (count > 0 && ids[count - 1] == children.items[i].id)
            continue;
        ids[count] = children.items[i].id;
        via[count++] = children.items[i].via;
    }
    TRY(topline_rows(call, ids, count, &rows));
    return add_objectives(level, &rows, via);
}

static enum err
level_load(struct level *level, struct str parent)
{
    int64_t id;

    if (str_is_null(parent))
        return level_of_themes(level);
    if (scaled_parse(str_slice(parent, 1, parent.len), 0, INT32_MAX, &id) == OK && id > 0) {
        if (parent.ptr[0] == 't')
            return level_of_theme(level, id);
        if (parent.ptr[0] == 'o')
            return level_of_objective(level, id);
    }
    fault(level->call, "?parent_id", "no_such_node",
          "A node is named by its key, such as t12 or o34.");
    return ERR_INVALID;
}

/* GET /api/v1/strategy/trace */
enum err
trace_get(struct call *call, const struct trace_query *in, struct trace_node_page *out)
{
    struct level level = {.call = call};
    int64_t from = 0;

    TRY(page_read(call, "trace_get", in->after, &from, 1));
    TRY(cycle_asked(call, in->cycle_id, &level.cycle));
    TRY(topline_cycles(call, &level.cycle, &level.cycle_ids));
    TRY(level_load(&level, in->parent_id));

    size_t first =
        page_slice(call, "trace_get", from, in->limit, level.count, &out->count, &out->next);
    out->items = level.count > 0 ? &level.nodes[first] : NULL;
    return OK;
}
