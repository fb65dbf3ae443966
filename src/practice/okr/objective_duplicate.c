/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A draft like another objective: in a cycle and a unit in which one may begin objectives, with
 * those of its key results that were chosen. Everything is made by the rules that make it anew, so
 * limits and rights hold. What the copy may not have, a theme or a link upward, stays behind, and
 * the answer says so.
 */
#include "gen/okr_sql.h"
#include "practice/okr/alignment.h"
#include "practice/okr/alignment_target.h"
#include "practice/okr/key_result_copy.h"
#include "practice/okr/objective.h"
#include "practice/okr/tag.h"

struct duplication {
    struct call *call;
    const struct duplicate_new *in;
    struct open_objective from;
    bool same_unit;
    bool same_cycle;
    struct key_result *chosen; /* those that weigh nothing last, so that they can */
    size_t count;
};

/* Notes what is wrong with one of the chosen; `at` is its place in the request. */
static enum err
choose(struct duplication *copy, size_t at, struct key_result *out)
{
    int64_t id = copy->in->key_result_ids.items[at];
    struct str pointer = str_fmt(copy->call->arena, "/key_result_ids/%zu", at);

    TRY(arena_failed(copy->call->arena));
    *out = (struct key_result){0};
    enum err err = q_key_result_get(copy->call, id, out);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    if (err == ERR_NOT_FOUND || out->objective_id != copy->in->id)
        fault(copy->call, pointer.ptr, "no_such_key_result",
              "The objective has no such key result.");
    else if (copy->in->start == COPY_START_WHERE_IT_STANDS && key_result_is_through(out))
        fault(copy->call, pointer.ptr, "finished",
              "“%.*s” was reached: from where it stands nothing is left to do. Let it begin at its "
              "old start, or leave it out.",
              STR_FMT(out->title));
    for (size_t i = 0; i < at; i++)
        if (copy->in->key_result_ids.items[i] == id)
            fault(copy->call, pointer.ptr, "repeated", "It is named twice; take one away.");
    return OK;
}

static enum err
choose_all(struct duplication *copy)
{
    size_t count = copy->in->key_result_ids.count;
    struct key_result *rows = arena_array(copy->call->arena, count, sizeof(*rows));

    copy->chosen = arena_array(copy->call->arena, count, sizeof(*copy->chosen));
    TRY(arena_failed(copy->call->arena));
    for (size_t i = 0; i < count; i++)
        TRY(choose(copy, i, &rows[i]));
    for (size_t i = 0; i < count; i++)
        if (rows[i].weight > 0)
            copy->chosen[copy->count++] = rows[i];
    for (size_t i = 0; i < count; i++)
        if (rows[i].weight == 0)
            copy->chosen[copy->count++] = rows[i];
    return OK;
}

/* Who takes part goes along within the unit; who has left does not. */
static enum err
people_along(struct duplication *copy, struct objective_new *in)
{
    struct call *call = copy->call;
    struct objective_unit_view_list units;
    struct person_ref_list people;

    if (!copy->same_unit)
        return OK;
    TRY(q_objective_unit_list(call, copy->in->id, &units));
    TRY(q_objective_owner_list(call, copy->in->id, &people));
    in->units.items = arena_array(call->arena, units.count, sizeof(*in->units.items));
    in->co_owner_ids.items = arena_array(call->arena, people.count, sizeof(int64_t));
    TRY(arena_failed(call->arena));
    for (; in->units.count < units.count; in->units.count++)
        in->units.items[in->units.count] =
            (struct unit_weight){.given = UINT64_MAX,
                                 .unit_id = units.items[in->units.count].unit_id,
                                 .weight = units.items[in->units.count].weight};
    for (size_t i = 0; i < people.count; i++)
        if (people.items[i].state != PERSON_STATE_DEACTIVATED)
            in->co_owner_ids.items[in->co_owner_ids.count++] = people.items[i].id;
    return OK;
}

static enum err
begin(struct duplication *copy, struct str *ret_theme_left_out, int64_t *out)
{
    struct objective_new in = {.given = UINT64_MAX};
    struct objective_view view;

    type_copy(&type_objective, &copy->from.row, &type_objective_new, &in);
    in.given = UINT64_MAX;
    in.cycle_id = copy->in->cycle_id;
    in.unit_id = copy->in->unit_id;
    in.owner_id = copy->in->owner_id;
    if (!str_is_null(copy->in->title))
        in.title = copy->in->title;
    TRY(objective_theme_along(copy->call, &in, ret_theme_left_out));
    TRY(people_along(copy, &in));
    TRY(tags_along(copy->call, copy->in->id, &in.tag_ids));
    TRY(objective_create(copy->call, &in, &view));
    *out = view.id;
    return OK;
}

static enum err
key_results_along(struct duplication *copy, int64_t objective_id)
{
    struct key_result_copying how = {
        .objective_id = objective_id,
        .from_where_it_stands = copy->in->start == COPY_START_WHERE_IT_STANDS,
        .keeps_days = copy->same_cycle,
        .keeps_owner = copy->same_unit,
    };
    int64_t id;

    for (size_t i = 0; i < copy->count; i++)
        TRY(key_result_copy(copy->call, &copy->chosen[i], &how, &id));
    return OK;
}

/* Why the copy cannot hang there; none for a link it can have. */
static enum err
bar_of(struct duplication *copy, const struct judge *judge, const struct alignment_view *link,
       enum alignment_bar *out)
{
    struct open_objective upper;

    TRY(objective_open(copy->call, link->objective_id, &upper));
    *out = judge_bar(judge, upper.row.id, maybe_or(link->key_result_id, 0), upper.place.unit_path);
    if (*out != ALIGNMENT_BAR_NULL)
        return OK;
    if (upper.row.state == OBJECTIVE_STATE_CLOSED || upper.row.dropped_at.has ||
        upper.row.archived_at.has || upper.place.cycle_state == CYCLE_STATE_CLOSED)
        *out = ALIGNMENT_BAR_ENDED;
    else if (upper.place.cycle_end < judge->child.place.cycle_start)
        *out = ALIGNMENT_BAR_OTHER_CYCLE;
    return OK;
}

/* What contributed supports where the cycles differ, as when a link is moved. */
static enum err
link_along(struct duplication *copy, int64_t objective_id, const struct alignment_view *link)
{
    bool contributes =
        link->kind == ALIGNMENT_KIND_CONTRIBUTES && link->cycle_id == copy->in->cycle_id;
    struct alignment_new in = {
        .given = UINT64_MAX,
        .child_id = objective_id,
        .kind = contributes ? ALIGNMENT_KIND_CONTRIBUTES : ALIGNMENT_KIND_SUPPORTS,
        .weight = link->weight,
    };
    struct alignment_view view;

    if (link->key_result_id.has)
        in.parent_kr_id = link->key_result_id;
    else
        in.parent_id = maybe_of(link->objective_id);
    return alignment_create(copy->call, &in, &view);
}

static enum err
links_along(struct duplication *copy, int64_t objective_id, struct link_left_out_list *out)
{
    struct alignment_view_list parents;
    struct judge judge;

    TRY(q_alignment_above(copy->call, copy->in->id, copy->call->person_id, &parents));
    TRY(judge_begin(copy->call, objective_id, &judge));
    out->items = arena_array(copy->call->arena, parents.count, sizeof(*out->items));
    TRY(arena_failed(copy->call->arena));
    for (size_t i = 0; i < parents.count; i++) {
        enum alignment_bar bar;
        TRY(bar_of(copy, &judge, &parents.items[i], &bar));
        if (bar == ALIGNMENT_BAR_NULL)
            TRY(link_along(copy, objective_id, &parents.items[i]));
        else
            out->items[out->count++] =
                (struct link_left_out){.link = &parents.items[i], .bar = bar};
    }
    return OK;
}

/* POST /api/v1/objectives/{id}/duplicate */
enum err
objective_duplicate(struct call *call, const struct duplicate_new *in, struct duplicate_view *out)
{
    struct duplication copy = {.call = call, .in = in};
    int64_t id;

    TRY(objective_open(call, in->id, &copy.from));
    copy.same_unit = copy.from.row.unit_id == in->unit_id;
    copy.same_cycle = copy.from.row.cycle_id == in->cycle_id;
    TRY(choose_all(&copy));
    TRY(call_faults(call));
    TRY(begin(&copy, &out->theme_left_out, &id));
    TRY(key_results_along(&copy, id));
    TRY(links_along(&copy, id, &out->links_left_out));
    out->objective = arena_array(call->arena, 1, sizeof(*out->objective));
    TRY(arena_failed(call->arena));
    return objective_show(call, id, out->objective);
}
