/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Why is this 47 %? The derivation of an objective's progress as a tree of typed nodes: what it was
 * made of, with which weights, down to the check-in that gave the number.
 *
 * The stored numbers are shown, not recomputed: `koers check` compares the two, and a test
 * evaluates the tree again.
 */
#include "base/idmap.h"
#include "gen/checkin.h"
#include "gen/checkin_sql.h"
#include "gen/okr_sql.h"
#include "model/query_list.h"
#include "practice/checkin/evidence.h"

#define WHY_NODES_MAX 5000U

struct derivation {
    struct call *call;
    struct idmap seen; /* objectives already in the tree */
    size_t count;
};

static struct why_node *
children_alloc(struct derivation *d, struct why_node *node, size_t count)
{
    node->children.items = arena_array(d->call->arena, count, sizeof(*node->children.items));
    return node->children.items;
}

static struct why_node *
child_add(struct derivation *d, struct why_node *node)
{
    d->count++;
    return &node->children.items[node->children.count++];
}

static void
describe_key_result(struct derivation *d, const struct key_result_view *kr,
                    const struct measure *measure, struct why_node *out)
{
    *out = (struct why_node){
        .key = str_fmt(d->call->arena, "k%lld", (long long)kr->id),
        .formula = FORMULA_KEY_RESULT_CONTRIBUTION,
        .title = kr->title,
        .id = kr->id,
        .ppm = maybe_of(kr->contribution),
        .raw_ppm = kr->raw,
        .weight = maybe_of(kr->weight),
        .kind = kr->kind,
        .start_value = kr->start_value,
        .target_value = kr->target_value,
        .worst_value = kr->worst_value,
        .low_value = kr->low_value,
        .high_value = kr->high_value,
        .tolerance = kr->tolerance,
        .period_rule = measure_holds(kr->kind) ? kr->period_rule : PERIOD_RULE_NULL,
        .interval_days = kr->interval_days,
        .start_day = maybe_of(measure->start_day),
        .due_day = maybe_of(measure->end_day),
        .value = kr->current_value,
        .day = kr->last_check_in_day,
        .no_data = !kr->raw.has,
        .milestones = kr->milestones,
        .interim_targets = kr->interim_targets,
    };
    if (kr->check_in_count == 0)
        out->note = STR("No check-in yet: it counts as 0 with its full weight.");
    else if (out->no_data)
        out->note = STR("No check-in within its period yet: it counts as 0 with its full weight.");
}

/* Its raw is that of today's start and target, not of those it was once checked in against: this is
 * why the number above is what it is now. */
static void
describe_check_in(struct derivation *d, const struct check_in_view *check_in, struct maybe raw,
                  struct why_node *out)
{
    *out = (struct why_node){
        .key = str_fmt(d->call->arena, "c%lld", (long long)check_in->id),
        .formula = FORMULA_CHECK_IN,
        .title = str_is_null(check_in->person_name) ? STR("") : check_in->person_name,
        .id = check_in->id,
        .raw_ppm = raw,
        .value = maybe_of(check_in->value),
        .day = maybe_of(check_in->day),
        .note = check_in->note,
    };
}

static bool
is_by_period(const struct why_node *kr)
{
    return kr->period_rule == PERIOD_RULE_WORST || kr->period_rule == PERIOD_RULE_SHARE;
}

/* Hangs under each key result that goes by its newest check-in that one. */
static enum err
add_newest(struct derivation *d, struct why_node *node, size_t key_result_count)
{
    for (size_t at = 0; at < key_result_count; at += QUERY_LIST_MAX) {
        int64_t ids[QUERY_LIST_MAX];
        struct id_list portion = {.items = ids};
        struct check_in_view_list newest;
        for (; portion.count < QUERY_LIST_MAX && at + portion.count < key_result_count;
             portion.count++)
            ids[portion.count] = node->children.items[at + portion.count].id;
        TRY(q_check_in_newest_of(d->call, &portion, &newest));
        for (size_t i = 0; i < newest.count; i++)
            for (size_t j = at; j < at + portion.count; j++) {
                struct why_node *kr = &node->children.items[j];
                if (kr->id != newest.items[i].key_result_id || is_by_period(kr))
                    continue;
                if (children_alloc(d, kr, 1) == NULL)
                    return ERR_MEMORY;
                describe_check_in(d, &newest.items[i], kr->raw_ppm, child_add(d, kr));
            }
    }
    return OK;
}

/* Which check-ins decided: of `worst` one, of `share` the last of each interval. */
static bool
has_decided(const struct why_node *kr, const struct progress *progress,
            const struct check_in_view_list *all, size_t at)
{
    const struct check_in_view *one = &all->items[at];
    day_t start = kr->start_day.value;

    if (kr->period_rule == PERIOD_RULE_WORST)
        return progress->decided_by != NULL && progress->decided_by->id == one->id;
    if (one->day < start || one->day > kr->due_day.value)
        return false;
    if (at + 1 == all->count || all->items[at + 1].day > kr->due_day.value)
        return true;
    int64_t days = kr->interval_days.value;
    return (all->items[at + 1].day - start) / days != (one->day - start) / days;
}

/* Hangs under a key result that goes by a period what decided in it. */
static enum err
add_period(struct derivation *d, struct why_node *kr, const struct measure *measure)
{
    const struct evidence evidence = {.key_result_id = kr->id, .interval_days = kr->interval_days};
    struct progress progress;
    struct check_in_view_list all;

    TRY(evidence_progress(d->call, &evidence, measure, &progress));
    if (kr->period_rule == PERIOD_RULE_SHARE && !progress.no_data) {
        kr->intervals = maybe_of(progress.intervals);
        kr->intervals_good = maybe_of(progress.intervals_good);
    }
    TRY(q_check_in_all(d->call, kr->id, &all));
    if (children_alloc(d, kr, all.count) == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < all.count; i++) {
        fraction_t raw;
        if (!has_decided(kr, &progress, &all, i))
            continue;
        TRY(progress_raw(measure, all.items[i].value, &raw));
        describe_check_in(d, &all.items[i], maybe_of(raw), child_add(d, kr));
    }
    return OK;
}

static enum err
add_key_results(struct derivation *d, struct why_node *node, struct measuring_period period,
                const struct key_result_view_list *key_results)
{
    for (size_t i = 0; i < key_results->count; i++) {
        const struct key_result_view *row = &key_results->items[i];
        struct measure measure = measure_of_view(row, period);
        if (row->dropped_at.has)
            continue;
        struct why_node *kr = child_add(d, node);
        describe_key_result(d, row, &measure, kr);
        if (is_by_period(kr) && !kr->no_data)
            TRY(add_period(d, kr, &measure));
    }
    return add_newest(d, node, node->children.count);
}

static void
describe_objective(struct derivation *d, int64_t id, struct str title, struct maybe progress,
                   struct why_node *out)
{
    size_t unused;

    *out = (struct why_node){
        .key = str_fmt(d->call->arena, "o%lld", (long long)id),
        .formula = FORMULA_OBJECTIVE_PROGRESS,
        .title = title,
        .id = id,
        .ppm = progress,
        .counted_twice = idmap_get(&d->seen, id, &unused),
    };
    if (!progress.has)
        out->note = STR("Nothing to compute from: no live key results, or all weights are 0.");
}

static enum err derive(struct derivation *d, struct why_node *node, int64_t depth);

static enum err
add_objectives(struct derivation *d, struct why_node *node, const struct standing_link_list *links,
               int64_t depth)
{
    for (size_t i = 0; i < links->count; i++) {
        const struct standing_link *link = &links->items[i];
        struct objective objective;
        struct why_node *child = child_add(d, node);
        TRY(q_objective_get(d->call, link->id, &objective));
        describe_objective(d, link->id, objective.title, link->progress, child);
        child->formula = FORMULA_CHILD_CONTRIBUTION;
        child->weight = maybe_of(link->weight);
        if (!link->progress.has)
            child->note = STR("It has no progress and is left out of the mean.");
        if (depth > 1)
            TRY(derive(d, child, depth - 1));
    }
    return OK;
}

/* Fills in the children of an objective's node. */
static enum err
derive(struct derivation *d, struct why_node *node, int64_t depth)
{
    struct id_list self = {.items = &node->id, .count = 1};
    struct key_result_view_list key_results;
    struct standing_link_list links;
    struct objective_place place;

    if (d->count > WHY_NODES_MAX)
        return fail(d->call, ERR_TOO_LARGE, "too_large",
                    "The derivation has more than %u nodes; ask for a smaller depth.",
                    WHY_NODES_MAX);
    TRY(idmap_set(&d->seen, node->id, 1));
    TRY(q_objective_place(d->call, d->call->person_id, node->id, &place));
    TRY(q_standing_key_results(d->call, &self, &key_results));
    TRY(measure_lists_show(d->call, &key_results));
    TRY(q_standing_children(d->call, &self, &links));
    if (children_alloc(d, node, key_results.count + links.count) == NULL)
        return ERR_MEMORY;
    struct measuring_period period = {place.cycle_start, place.cycle_end};
    TRY(add_key_results(d, node, period, &key_results));
    return add_objectives(d, node, &links, depth);
}

/* GET /api/v1/objectives/{id}/why */
enum err
objective_why(struct call *call, const struct why_query *in, struct why_node *out)
{
    struct derivation d = {.call = call};
    struct open_objective open;

    TRY(objective_open(call, in->id, &open));
    idmap_init(&d.seen, call->arena);
    describe_objective(&d, open.row.id, open.row.title, open.row.progress, out);
    return derive(&d, out, in->depth);
}
