/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What hangs under what. Rows and links come from the staging area as numbers alone; here each key
 * result gets its objective, each link its kind, and links that close a circle are left out.
 */
#include "gen/exchange_sql.h"
#include "gen/okr_sql.h"
#include "practice/exchange/intake_part.h"
#include "practice/exchange/intake_row.h"

#define CLIMB_MAX 64 /* key results that hang under each other */
#define HASH_MASK ((INT64_C(1) << 53) - 1)

/* ---- loading ------------------------------------------------------------------------------------
 */

static int64_t
clamp(struct maybe raw)
{
    if (!raw.has)
        return INTAKE_NOTHING;
    return raw.value < 0 ? 0 : raw.value > FRACTION_ONE ? FRACTION_ONE : raw.value;
}

static enum err
node_load(struct intake *intake, const struct stage_brief *row)
{
    const struct intake_name *period =
        intake_name_of(&intake->names, FOREIGN_KIND_CYCLE, row->period);

    if (period == NULL)
        return ERR_INTERNAL;
    intake->nodes[row->id] = (struct intake_node){
        .type = row->type,
        .weight = (uint32_t)row->weight,
        .period = (uint32_t)(period - intake->names.items),
        .number = clamp(row->raw),
        .hash = row->hash,
        .flags = row->check_in_count > 0 ? NODE_OWN_PROGRESS : 0,
    };
    return OK;
}

static enum err
load_nodes(struct intake *intake)
{
    struct stage_brief_list page = {.count = 1};

    intake->nodes = arena_array(&intake->arena, intake->node_count + 1, sizeof(*intake->nodes));
    if (intake->nodes == NULL)
        return ERR_MEMORY;
    for (int64_t after = 0; page.count > 0; after += (int64_t)page.count) {
        arena_clear(intake->stage->arena);
        TRY(q_stage_brief_page(intake->stage, after, INTAKE_PORTION, &page));
        for (size_t i = 0; i < page.count; i++)
            TRY(node_load(intake, &page.items[i]));
    }
    return OK;
}

/* Rows of links stand together, in the order of the rows they go out from. */
static enum err
load_links(struct intake *intake)
{
    struct stage_link_brief_list page = {.count = 1};
    struct maybe count;
    size_t at = 0;

    TRY(q_stage_link_count(intake->stage, &count));
    intake->links = arena_array(&intake->arena, (size_t)count.value + 1, sizeof(*intake->links));
    if (intake->links == NULL)
        return ERR_MEMORY;
    for (size_t row = 1; row <= intake->node_count; row++)
        intake->nodes[row].first_link = (uint32_t)count.value;
    for (int64_t after = 0; page.count > 0;) {
        arena_clear(intake->stage->arena);
        TRY(q_stage_link_page(intake->stage, after, INTAKE_PORTION, &page));
        for (size_t i = 0; i < page.count; i++, at++) {
            const struct stage_link_brief *row = &page.items[i];
            intake->links[at] = (struct intake_link){
                .row = (uint32_t)row->row_id,
                .upper = (uint32_t)maybe_or(row->parent_row, 0),
                .local = maybe_or(row->parent_local, 0),
                .local_is_key_result = row->parent_is_key_result,
                .weight = (uint32_t)row->weight,
            };
            if (row->place == 0)
                intake->nodes[row->row_id].first_link = (uint32_t)at;
            after = row->id;
        }
    }
    intake->link_count = at;
    return OK;
}

/* ---- whom links name ----------------------------------------------------------------------------
 */

/* Looks a portion of links up among what earlier imports brought. */
static enum err
find_uppers(struct intake *intake, struct call *target, const struct stage_link_list *links)
{
    struct foreign_title_list found;
    struct text_list keys = {0};

    keys.items = arena_array(target->arena, links->count, sizeof(*keys.items));
    if (keys.items == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < links->count; i++)
        if (!str_is_null(links->items[i].parent_key))
            keys.items[keys.count++] = links->items[i].parent_key;
    if (keys.count == 0)
        return OK;
    TRY(q_foreign_by_keys(target, intake->source, &keys, &found));
    for (size_t i = 0; i < links->count; i++)
        for (size_t j = 0; j < found.count; j++) {
            const struct foreign_title *f = &found.items[j];
            bool is_row = f->kind == FOREIGN_KIND_OBJECTIVE || f->kind == FOREIGN_KIND_KEY_RESULT;
            if (is_row && str_eq(f->foreign_key, links->items[i].parent_key))
                TRY(q_stage_link_found(intake->stage, maybe_of(f->local_id),
                                       f->kind == FOREIGN_KIND_KEY_RESULT, links->items[i].id));
        }
    return OK;
}

static enum err
resolve_elsewhere(struct intake *intake, struct call *target)
{
    struct stage_link_list page = {.count = 1};

    for (int64_t after = 0; page.count > 0;) {
        arena_clear(intake->stage->arena);
        arena_clear(target->arena);
        TRY(q_stage_link_open(intake->stage, after, INTAKE_PORTION, &page));
        TRY(find_uppers(intake, target, &page));
        if (page.count > 0)
            after = page.items[page.count - 1].id;
    }
    return OK;
}

static enum err
tell_unsure(struct intake *intake, bool keyed)
{
    struct stage_link_list page = {.count = 1};

    for (int64_t after = 0; page.count > 0;) {
        arena_clear(intake->stage->arena);
        TRY(q_stage_link_unsure(intake->stage, keyed, after, INTAKE_PORTION, &page));
        for (size_t i = 0; i < page.count; i++) {
            struct intake_finding finding = {
                .kind = FINDING_KIND_DOUBTFUL,
                .row_id = page.items[i].row_id,
                .column = INTAKE_ALIGNED_TO,
                .reason = str_fmt(intake->stage->arena,
                                  "Several rows are called \"%.*s\"; linked to the first.",
                                  STR_FMT(page.items[i].parent_title))};
            TRY(intake_find(intake, &finding));
            after = page.items[i].id;
        }
    }
    return OK;
}

/* By id among the rows, by id among what is here, by title where there are no ids. */
static enum err
resolve(struct intake *intake, struct call *target)
{
    struct maybe with_id;

    TRY(q_stage_keyed_count(intake->stage, &with_id));
    TRY(q_stage_link_resolve_keys(intake->stage));
    TRY(q_stage_link_resolve_titles(intake->stage, with_id.value == 0));
    TRY(tell_unsure(intake, with_id.value == 0));
    return resolve_elsewhere(intake, target);
}

/* ---- key results --------------------------------------------------------------------------------
 */

static enum err
tell(struct intake *intake, enum finding_kind kind, size_t row, const char *reason)
{
    struct intake_finding finding = {.kind = kind,
                                     .row_id = (int64_t)row,
                                     .column = INTAKE_ALIGNED_TO,
                                     .reason = str_from(reason)};

    arena_clear(intake->stage->arena);
    return intake_find(intake, &finding);
}

static bool
has_link(const struct intake *intake, size_t row, size_t link)
{
    return link < intake->link_count && intake->links[link].row == row;
}

/* The objective of a key result that is here already. */
static enum err
objective_here(struct call *target, const struct intake_link *link, int64_t *out)
{
    struct key_result row;

    *out = link->local;
    if (link->local == 0 || !link->local_is_key_result)
        return OK;
    arena_clear(target->arena);
    TRY(q_key_result_get(target, link->local, &row));
    *out = row.objective_id;
    return OK;
}

/* Climbs first links until an objective: a key result belongs to the nearest one above. */
static enum err
place_key_result(struct intake *intake, struct call *target, size_t row)
{
    struct intake_node *node = &intake->nodes[row];
    size_t at = row;
    int steps = 0;

    for (; steps < CLIMB_MAX && has_link(intake, at, intake->nodes[at].first_link); steps++) {
        const struct intake_link *link = &intake->links[intake->nodes[at].first_link];
        at = link->upper;
        if (at == 0)
            TRY(objective_here(target, link, &node->upper_local));
        if (at == 0 || intake->nodes[at].type == ROW_TYPE_OBJECTIVE)
            break;
    }
    if (at != row && at != 0 && intake->nodes[at].type == ROW_TYPE_OBJECTIVE)
        node->upper = (uint32_t)at;
    if (node->upper == 0 && node->upper_local == 0) {
        node->action = INTAKE_REFUSED;
        intake->counts[INTAKE_KEY_RESULTS][INTAKE_REFUSED]++;
        return tell(intake, FINDING_KIND_REFUSED, row, "No objective above it.");
    }
    if (node->upper != 0 && intake->nodes[node->upper].action == INTAKE_REFUSED) {
        node->action = INTAKE_REFUSED;
        intake->counts[INTAKE_KEY_RESULTS][INTAKE_REFUSED]++;
        return tell(intake, FINDING_KIND_REFUSED, row, "Its objective was refused.");
    }
    if (node->upper != 0)
        intake->nodes[node->upper].flags |= NODE_HAS_KEY_RESULT;
    if (steps > 0 && node->type == ROW_TYPE_KEY_RESULT)
        TRY(tell(intake, FINDING_KIND_DOUBTFUL, row,
                 "Hangs under a key result; put under the nearest objective above."));
    if (has_link(intake, row, node->first_link + 1U))
        TRY(tell(intake, FINDING_KIND_DOUBTFUL, row,
                 "A key result has one objective; only its first link was kept."));
    return OK;
}

/* ---- links of objectives ------------------------------------------------------------------------
 */

uint32_t
intake_link_objective(const struct intake *intake, const struct intake_link *link)
{
    if (link->upper == 0 || intake->nodes[link->upper].type == ROW_TYPE_OBJECTIVE)
        return link->upper;
    return intake->nodes[link->upper].upper;
}

static bool
repeats(const struct intake *intake, size_t at)
{
    const struct intake_link *link = &intake->links[at];

    for (size_t i = intake->nodes[link->row].first_link; i < at; i++)
        if (intake->links[i].kind != ALIGNMENT_KIND_NULL && intake->links[i].upper == link->upper &&
            intake->links[i].local == link->local)
            return true;
    return false;
}

/* May it contribute to an objective that an earlier import brought? */
static enum err
decide_elsewhere(struct intake *intake, struct call *target, struct intake_link *link)
{
    struct objective upper;
    struct maybe measures;
    int64_t cycle_id = intake->names.items[intake->nodes[link->row].period].local_id;

    link->kind = ALIGNMENT_KIND_SUPPORTS;
    if (link->local_is_key_result || link->weight == 0)
        return OK;
    arena_clear(target->arena);
    TRY(q_objective_get(target, link->local, &upper));
    TRY(q_exchange_measure_count(target, link->local, &measures));
    if (upper.cycle_id == cycle_id && measures.value == 0)
        link->kind = ALIGNMENT_KIND_CONTRIBUTES;
    return OK;
}

/*
 * What has progress of its own and no key results is measured by that alone: its children support.
 * Else a child of weight above 0 in the same period contributes.
 */
static enum err
decide(struct intake *intake, struct call *target, size_t at)
{
    struct intake_link *link = &intake->links[at];
    const struct intake_node *node = &intake->nodes[link->row];
    const struct intake_node *upper = &intake->nodes[link->upper];

    if (node->type != ROW_TYPE_OBJECTIVE)
        return OK; /* key results have an objective, not links */
    if (link->upper == 0 && link->local == 0)
        return tell(intake, FINDING_KIND_DOUBTFUL, link->row,
                    "Names something that is neither in the files nor here; left out.");
    if (link->upper != 0 && upper->action == INTAKE_REFUSED)
        return tell(intake, FINDING_KIND_DOUBTFUL, link->row,
                    "What it hangs under was refused; left out.");
    if (repeats(intake, at))
        return tell(intake, FINDING_KIND_DOUBTFUL, link->row,
                    "Linked twice; the first link is kept.");
    if (link->upper == 0)
        return decide_elsewhere(intake, target, link);
    link->kind = upper->type == ROW_TYPE_OBJECTIVE && !intake_has_measure(upper) &&
                         link->weight > 0 && upper->period == node->period
                     ? ALIGNMENT_KIND_CONTRIBUTES
                     : ALIGNMENT_KIND_SUPPORTS;
    return OK;
}

/* ---- circles and order --------------------------------------------------------------------------
 */

enum mark { MARK_NEW = 0, MARK_OPEN, MARK_DONE };

struct search {
    struct intake *intake;
    unsigned char *marks;
    uint32_t *rows;  /* the way up, from the row the search began with */
    uint32_t *links; /* for each of them, the next link to follow */
    size_t depth;
};

static void
search_enter(struct search *s, uint32_t row)
{
    s->marks[row] = MARK_OPEN;
    s->rows[s->depth] = row;
    s->links[s->depth++] = s->intake->nodes[row].first_link;
}

/* Follows one link; one that leads back onto the way closes a circle and is left out. */
static enum err
search_follow(struct search *s, size_t at)
{
    struct intake_link *link = &s->intake->links[at];
    uint32_t upper = link->kind != ALIGNMENT_KIND_NULL ? intake_link_objective(s->intake, link) : 0;

    if (upper == 0 || s->marks[upper] == MARK_DONE)
        return OK;
    if (s->marks[upper] == MARK_NEW) {
        search_enter(s, upper);
        return OK;
    }
    link->kind = ALIGNMENT_KIND_NULL;
    return tell(s->intake, FINDING_KIND_DOUBTFUL, link->row,
                "Would close a circle with what hangs under it; the link was left out.");
}

static enum err
search_from(struct search *s, uint32_t row)
{
    struct intake *intake = s->intake;

    search_enter(s, row);
    while (s->depth > 0) {
        uint32_t at = s->rows[s->depth - 1];
        uint32_t link = s->links[s->depth - 1]++;
        if (has_link(intake, at, link)) {
            TRY(search_follow(s, link));
            continue;
        }
        s->marks[at] = MARK_DONE;
        intake->order[intake->order_count++] = at;
        s->depth--;
    }
    return OK;
}

static enum err
order(struct intake *intake)
{
    size_t size = intake->node_count + 1;
    struct search search = {.intake = intake,
                            .marks = arena_array(&intake->arena, size, 1),
                            .rows = arena_array(&intake->arena, size, sizeof(uint32_t)),
                            .links = arena_array(&intake->arena, size, sizeof(uint32_t))};

    intake->order = arena_array(&intake->arena, size, sizeof(*intake->order));
    TRY(arena_failed(&intake->arena));
    for (uint32_t row = 1; row <= intake->node_count; row++)
        if (intake->nodes[row].type == ROW_TYPE_OBJECTIVE && search.marks[row] == MARK_NEW)
            TRY(search_from(&search, row));
    return OK;
}

/* ---- the whole ----------------------------------------------------------------------------------
 */

/* What the graph made of a row belongs to what it says: when that changes, so does the row. */
static void
mix_hash(struct intake *intake, size_t row)
{
    struct intake_node *node = &intake->nodes[row];
    uint64_t hash = (uint64_t)node->hash * 31 + intake_has_measure(node);

    for (size_t i = node->first_link; has_link(intake, row, i); i++)
        hash = hash * 31 + (uint64_t)intake->links[i].kind;
    node->hash = (int64_t)(hash & HASH_MASK);
}

/* Chains what counts under each objective. */
static void
chain(struct intake *intake)
{
    for (uint32_t row = 1; row <= intake->node_count; row++) {
        struct intake_node *node = &intake->nodes[row];
        if (node->upper == 0)
            continue;
        node->next_item = intake->nodes[node->upper].first_item;
        intake->nodes[node->upper].first_item = row;
    }
    for (uint32_t at = 0; at < intake->link_count; at++) {
        struct intake_link *link = &intake->links[at];
        if (link->kind != ALIGNMENT_KIND_CONTRIBUTES || link->upper == 0)
            continue;
        link->next_child = intake->nodes[link->upper].first_child;
        intake->nodes[link->upper].first_child = at + 1;
    }
}

enum err
intake_graph(struct intake *intake, struct call *target)
{
    TRY(load_nodes(intake));
    TRY(intake_rules(intake));
    TRY(resolve(intake, target));
    TRY(load_links(intake));
    for (size_t row = 1; row <= intake->node_count; row++)
        if (intake->nodes[row].type != ROW_TYPE_OBJECTIVE &&
            intake->nodes[row].action != INTAKE_REFUSED)
            TRY(place_key_result(intake, target, row));
    for (size_t at = 0; at < intake->link_count; at++)
        TRY(decide(intake, target, at));
    TRY(order(intake));
    for (size_t row = 1; row <= intake->node_count; row++)
        mix_hash(intake, row);
    chain(intake);
    return OK;
}
