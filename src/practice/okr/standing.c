/* SPDX-License-Identifier: Apache-2.0 */
#include "model/zone.h"
#include "practice/okr/expected.h"
#include "practice/okr/measuring.h"
#include "practice/okr/cache.h"
#include "practice/okr/rollup.h"
#include "practice/okr/standing_inside.h"
#include "practice/okr/status.h"

#define DAY_FAR 2932896 /* 9999-12-31 */

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

void
standing_ends_by(struct standing *standing, usec_t until)
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
        standing_ends_by(standing, standing->today_last_ends);
    }
    *out = standing->today_last;
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

/* Leaves what was computed of published and closed objectives to whoever asks next. Of those that
 * are shown it is for their turn to be below something. */
static enum err
keep_marks(const struct gathering *g)
{
    struct mark *marks = arena_array(g->call->arena, g->count - g->shown, sizeof(*marks));
    size_t count = 0;

    if (marks == NULL)
        return ERR_MEMORY;
    for (size_t i = g->shown; i < g->count; i++) {
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
    cache_keep_marks(g->call, marks, count);
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
            kr->away = away_of(&g->away, away_owner(g->nodes[i].objective.owner_id, kr));
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
        .shown = standing->numbers ? 0 : count,
        .remembers = !standing->as_of.has && call->cache != NULL,
    };

    TRY(standing_gather(&g, objectives));
    for (size_t i = 0; i < count; i++) {
        TRY(node_compute(&g, i, 0));
        objectives[i] = g.nodes[i].objective;
    }
    if (g.remembers && call->heard != NULL)
        TRY(keep_marks(&g));
    return standing->numbers ? OK : say_away(&g);
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
