/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/standing.h"

#include "base/idmap.h"
#include "gen/okr_sql.h"
#include "model/zone.h"
#include "practice/okr/away.h"
#include "practice/okr/expected.h"
#include "practice/okr/measuring.h"
#include "practice/okr/memory.h"
#include "practice/okr/rollup.h"
#include "practice/okr/status.h"

#define PORTION 512U    /* ids of one list parameter */
#define DAY_FAR 2932896 /* 9999-12-31 */

/* A contributing objective under a node. */
struct branch {
    weight_t weight;
    size_t node;
    struct branch *next;
};

/* An objective asked for, or one below it that counts. */
struct node {
    struct standing_objective objective;
    struct branch *links;
    size_t link_count;
    struct maybe e; /* where it should stand, before the mark of its kind */
    usec_t until;   /* when the first day ends on which this hangs */
    bool computed;
    bool remembered; /* computed before, by whoever asked */
    bool entered;
    bool has_data;
};

struct gathering {
    struct call *call;
    struct standing *standing;
    size_t asked; /* so many are asked for, the others lie below them */
    struct node *nodes;
    size_t count;
    struct idmap places;
    struct away away; /* of the owners of the key results that are shown */
    bool remembers;
};

enum err
standing_begin(struct call *call, struct standing *out)
{
    *out = (struct standing){0};
    TRY(settings_load(call, &out->settings));
    out->today_ends = INT64_MAX;
    out->rules = okr_rules_usual;
    out->rules.mark_aspirational = out->settings.aspirational_factor;
    out->rules.gap_on_track = out->settings.on_track_gap;
    out->rules.gap_behind = out->settings.behind_gap;
    out->rules.start_grace = out->settings.quiet_start;
    out->rules.cadence_days = out->settings.cadence_days;
    out->rules.grace_days = out->settings.grace_days;
    return OK;
}

enum err
standing_look_back(struct call *call, struct standing *standing, struct maybe day)
{
    day_t today;

    TRY(standing_today(call, standing, STR(""), &today));
    if (!day.has || day.value >= today)
        return OK;
    standing->as_of = day;
    return zone_day_begin(standing->settings.zone, day.value + 1, &standing->until);
}

day_t
standing_known(const struct standing *standing)
{
    return maybe_or(standing->as_of, DAY_FAR);
}

static void
ends_by(struct standing *standing, usec_t until)
{
    if (until < standing->today_ends)
        standing->today_ends = until;
}

enum err
standing_today(struct call *call, struct standing *standing, struct str zone, day_t *out)
{
    if (standing->as_of.has) {
        *out = standing->as_of.value;
        return OK;
    }
    if (zone.len == 0)
        zone = standing->settings.zone;
    if (!str_eq(zone, standing->zone_last)) {
        TRY(zone_day(zone, call->now, &standing->today_last));
        standing->zone_last = zone;
        TRY(zone_day_begin(zone, standing->today_last + 1, &standing->today_last_ends));
        ends_by(standing, standing->today_last_ends);
    }
    *out = standing->today_last;
    return OK;
}

/* Takes what is remembered of a node, if anything is. */
static void
remember(struct gathering *g, struct node *node)
{
    struct standing_objective *o = &node->objective;
    struct mark mark;

    if (!g->remembers || !memory_find_mark(g->call, o->id, &mark))
        return;
    o->expected = mark.expected;
    o->status = mark.status;
    o->outdated_count = mark.outdated_count;
    o->key_result_count = mark.key_result_count;
    node->e = mark.e;
    node->has_data = mark.has_data;
    node->until = mark.until;
    node->computed = node->remembered = true;
    ends_by(g->standing, mark.until);
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
    g->nodes[g->count].objective = *objective;
    if (!g->standing->as_of.has)
        g->nodes[g->count].objective.known = KNOWLEDGE_NULL; /* a row of today says nothing of it */
    TRY(idmap_set(&g->places, objective->id, g->count));
    remember(g, &g->nodes[g->count++]);
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

static struct maybe
owner_of(const struct standing_objective *objective, const struct key_result_view *kr)
{
    return kr->owner_id.has ? kr->owner_id : objective->owner_id;
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
            TRY(away_add(&g->away, owner_of(objective, &objective->key_results.items[j])));
    }
    return OK;
}

/* The nodes from `*at` on, before `end`, that are to be computed, as many as go together. */
static struct id_list
portion_of(const struct gathering *g, size_t *at, size_t end, int64_t ids[PORTION])
{
    struct id_list portion = {.items = ids};

    for (; portion.count < PORTION && *at < end; ++*at)
        if (!g->nodes[*at].computed)
            ids[portion.count++] = g->nodes[*at].objective.id;
    return portion;
}

/* Says what will be asked once a level is there: of the next one, and whose owner is away. */
static enum err
next_ahead(struct gathering *g, size_t first, size_t end)
{
    int64_t ids[PORTION];
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
        int64_t ids[PORTION];
        struct id_list portion = portion_of(g, &at, end, ids);
        struct key_result_view_list key_results;
        struct standing_link_list links;
        if (portion.count == 0)
            break;
        TRY(portion_load(g, &portion, /* shown= */ first == 0 && !g->standing->numbers,
                         &key_results, &links));
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

/* Fills in what a key result's view shows of today; its e goes to the objective's mean. */
static enum err
key_result_compute(struct gathering *g, const struct node *node, struct key_result_view *kr,
                   day_t today, struct maybe *ret_e)
{
    const struct standing_objective *o = &node->objective;
    struct okr_rules rules = g->standing->rules;
    struct measure measure =
        measure_of_view(kr, (struct measuring_period){o->cycle_start, o->cycle_end});
    fraction_t e = 0;

    rules.cadence_days = maybe_or(o->cadence, rules.cadence_days);
    *ret_e = maybe_none();
    kr->effective_start_day = measure.start_day;
    kr->effective_due_day = measure.end_day;
    if (expected_of(&measure, today, &e) == OK) {
        *ret_e = maybe_of(e);
        kr->expected = maybe_of(expected_mark(e, o->kind, &rules));
    }
    struct status_key_result key_result = {
        .life = {.draft = o->state == OBJECTIVE_STATE_DRAFT,
                 .closed = o->state == OBJECTIVE_STATE_CLOSED,
                 .dropped = kr->dropped_at.has || o->dropped || o->archived,
                 .postponed = kr->postponed || o->postponed,
                 .start_day = measure.start_day,
                 .end_day = measure.end_day},
        .kind = kr->kind,
        .last_day = kr->last_check_in_day,
        .no_data = !kr->raw.has,
        .gap = maybe_or(kr->expected, 0) - kr->contribution,
    };
    kr->status = status_of_key_result(&key_result, today, &rules);
    if (o->state == OBJECTIVE_STATE_PUBLISHED && !key_result.life.dropped)
        kr->due_on =
            maybe_of(status_next_check_in(measure.start_day, kr->last_check_in_day, &rules));
    return OK;
}

static enum status
node_status(const struct gathering *g, const struct node *node, day_t today)
{
    const struct standing_objective *o = &node->objective;
    struct status_objective objective = {
        .life = {.draft = o->state == OBJECTIVE_STATE_DRAFT,
                 .closed = o->state == OBJECTIVE_STATE_CLOSED,
                 .dropped = o->dropped || o->archived,
                 .postponed = o->postponed,
                 .start_day = o->cycle_start,
                 .end_day = o->cycle_end},
        .outdated_count = o->outdated_count,
        .has_data = node->has_data,
    };

    if (o->expected.has && o->progress.has)
        objective.gap = maybe_of(o->expected.value - o->progress.value);
    return status_of_objective(&objective, today, &g->standing->rules);
}

static enum err
items_of_key_results(struct gathering *g, struct node *node, day_t today, struct rollup_item *items,
                     size_t *count)
{
    struct standing_objective *o = &node->objective;

    for (size_t i = 0; i < o->key_results.count; i++) {
        struct key_result_view *kr = &o->key_results.items[i];
        struct maybe e;
        TRY(key_result_compute(g, node, kr, today, &e));
        if (kr->dropped_at.has)
            continue;
        o->key_result_count++;
        o->outdated_count += kr->status == STATUS_OUTDATED;
        node->has_data |= kr->raw.has;
        items[(*count)++] = (struct rollup_item){
            .weight = kr->weight, .contribution = maybe_of(kr->contribution), .expected = e};
    }
    return OK;
}

/* What of a past day is known of a whole: as much as of the least known of its parts. */
static enum knowledge
less_known(enum knowledge a, enum knowledge b)
{
    return a > b ? a : b;
}

/* Progress of a past day follows from what is below, as it does today when something changes. */
static void
look_back(const struct gathering *g, struct node *node, const struct rollup *rollup)
{
    struct standing_objective *o = &node->objective;

    if (!g->standing->as_of.has)
        return;
    for (size_t i = 0; i < o->key_results.count; i++)
        if (!o->key_results.items[i].dropped_at.has)
            o->known = less_known(o->known, o->key_results.items[i].known);
    for (const struct branch *link = node->links; link != NULL; link = link->next)
        o->known = less_known(o->known, g->nodes[link->node].objective.known);
    o->progress = o->known != KNOWLEDGE_UNKNOWN ? rollup->progress : maybe_none();
}

/* Computes a node after those below it. Links make no loops: creating one is refused. */
static enum err
node_compute(struct gathering *g, size_t place, unsigned depth)
{
    struct node *node = &g->nodes[place];
    struct rollup rollup;
    size_t count = 0;
    day_t today;

    /* Links of days that were worked out later may go in a circle; there it is cut. */
    if (node->computed || (node->entered && g->standing->as_of.has))
        return OK;
    node->entered = true;
    if (depth == STANDING_DEPTH_MAX)
        return fail(g->call, ERR_CORRUPT, "loop", "The links of objective %lld go in a circle.",
                    (long long)node->objective.id);
    for (const struct branch *link = node->links; link != NULL; link = link->next)
        TRY(node_compute(g, link->node, depth + 1));

    size_t most = node->objective.key_results.count + node->link_count;
    struct rollup_item *items = arena_array(g->call->arena, most, sizeof(*items));
    if (items == NULL)
        return ERR_MEMORY;
    TRY(standing_today(g->call, g->standing, node->objective.zone, &today));
    node->until = g->standing->today_last_ends;
    TRY(items_of_key_results(g, node, today, items, &count));
    for (const struct branch *link = node->links; link != NULL; link = link->next) {
        const struct node *child = &g->nodes[link->node];
        node->has_data |= child->has_data;
        if (child->until < node->until)
            node->until = child->until;
        items[count++] = (struct rollup_item){.weight = link->weight,
                                              .contribution = child->objective.progress,
                                              .expected = child->e};
    }
    TRY(rollup_of(items, count, &rollup));
    look_back(g, node, &rollup);
    node->e = rollup.expected;
    if (node->e.has)
        node->objective.expected =
            maybe_of(expected_mark(node->e.value, node->objective.kind, &g->standing->rules));
    node->objective.status = node_status(g, node, today);
    node->computed = true;
    return OK;
}

/* Leaves what was computed of published and closed objectives to whoever asks next. */
static enum err
keep_marks(const struct gathering *g)
{
    struct mark *marks = arena_array(g->call->arena, g->count, sizeof(*marks));
    size_t count = 0;

    if (marks == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < g->count; i++) {
        const struct node *node = &g->nodes[i];
        const struct standing_objective *o = &node->objective;
        if (node->remembered || !node->computed || o->state == OBJECTIVE_STATE_DRAFT)
            continue;
        marks[count++] = (struct mark){.objective_id = o->id,
                                       .unit_id = o->unit_id,
                                       .until = node->until,
                                       .e = node->e,
                                       .expected = o->expected,
                                       .status = o->status,
                                       .outdated_count = o->outdated_count,
                                       .key_result_count = o->key_result_count,
                                       .has_data = node->has_data};
    }
    memory_keep_marks(g->call, marks, count);
    return OK;
}

/* Says of the key results asked for whose owner is away: silence has a name, and stays silence. */
static enum err
say_away(struct gathering *g)
{
    day_t today;

    TRY(standing_today(g->call, g->standing, STR(""), &today));
    TRY(away_find(g->call, &g->away, today));
    for (size_t i = 0; i < g->asked; i++)
        for (size_t j = 0; j < g->nodes[i].objective.key_results.count; j++) {
            struct key_result_view *kr = &g->nodes[i].objective.key_results.items[j];
            kr->away = away_of(&g->away, owner_of(&g->nodes[i].objective, kr));
        }
    return OK;
}

enum err
standing_of(struct call *call, struct standing *standing, struct standing_objective *objectives,
            size_t count)
{
    struct gathering g = {
        .call = call,
        .standing = standing,
        .asked = count,
        .remembers = standing->numbers && !standing->as_of.has && call->memory != NULL,
    };

    if (g.remembers)
        TRY(memory_hear(call));
    idmap_init(&g.places, call->arena);
    for (size_t i = 0; i < count; i++)
        TRY(node_add(&g, &objectives[i]));
    for (size_t first = 0; first < g.count;) {
        size_t end = g.count;
        TRY(level_load(&g, first));
        first = end;
    }
    for (size_t i = 0; i < count; i++) {
        TRY(node_compute(&g, i, 0));
        objectives[i] = g.nodes[i].objective;
    }
    if (g.remembers)
        TRY(keep_marks(&g));
    return standing->numbers ? OK : say_away(&g);
}

void
standing_ahead(struct call *call, const struct standing *standing, const struct id_list *ids)
{
    const struct id_list portion = {.items = ids->items,
                                    .count = ids->count < PORTION ? ids->count : PORTION};

    if (ids->count > 0)
        portion_ahead(call, standing, &portion, /* shown= */ !standing->numbers);
}

enum err
standing_of_rows(struct call *call, struct standing *standing, struct objective_row *rows,
                 size_t count)
{
    struct standing_objective *objectives = arena_array(call->arena, count, sizeof(*objectives));

    if (objectives == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < count; i++)
        objectives[i] = (struct standing_objective){
            .id = rows[i].id,
            .unit_id = rows[i].unit_id,
            .owner_id = rows[i].owner_id,
            .kind = rows[i].kind,
            .state = rows[i].state,
            .dropped = rows[i].dropped_at.has,
            .archived = rows[i].archived_at.has,
            .postponed = rows[i].postponed,
            .progress = rows[i].progress,
            .known = rows[i].known,
            .zone = rows[i].zone,
            .cadence = rows[i].cadence,
            .cycle_start = rows[i].cycle_start,
            .cycle_end = rows[i].cycle_end,
        };
    TRY(standing_of(call, standing, objectives, count));
    for (size_t i = 0; i < count; i++) {
        rows[i].progress = objectives[i].progress;
        rows[i].known = objectives[i].known;
        rows[i].expected = objectives[i].expected;
        rows[i].status = objectives[i].status;
        rows[i].outdated_count = objectives[i].outdated_count;
        rows[i].key_result_count = objectives[i].key_result_count;
        rows[i].key_results = objectives[i].key_results;
    }
    return OK;
}

enum err
standing_walk(struct call *call, struct standing *standing, struct objective_row *rows,
              size_t count, standing_visit *visit, void *arg)
{
    for (size_t at = 0; at < count; at += STANDING_PORTION) {
        size_t portion = count - at < STANDING_PORTION ? count - at : STANDING_PORTION;
        struct arena_mark mark = arena_mark(call->arena);
        TRY(standing_of_rows(call, standing, &rows[at], portion));
        if (visit != NULL)
            TRY(visit(arg, &rows[at], portion));
        TRY(arena_failed(call->arena));
        arena_rewind(call->arena, mark);
        standing->zone_last = (struct str){0}; /* it may have lain there */
        for (size_t i = at; i < at + portion; i++)
            rows[i].key_results = (struct key_result_view_list){0};
    }
    return OK;
}

enum err
standing_of_view(struct call *call, struct standing *standing, struct objective_view *view)
{
    struct standing_objective objective = {
        .id = view->id,
        .owner_id = view->owner_id,
        .kind = view->kind,
        .state = view->state,
        .dropped = view->dropped_at.has,
        .archived = view->archived_at.has,
        .postponed = view->postponed,
        .progress = view->progress,
        .zone = view->zone,
        .cadence = view->cadence,
        .cycle_start = view->cycle_start,
        .cycle_end = view->cycle_end,
    };

    TRY(standing_of(call, standing, &objective, 1));
    view->expected = objective.expected;
    view->status = objective.status;
    view->outdated_count = objective.outdated_count;
    view->key_results = objective.key_results;
    return OK;
}
