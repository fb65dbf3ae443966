/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/alignment.h"

#include "base/idmap.h"
#include "gen/okr_sql.h"
#include "model/query_list.h"
#include "practice/okr/alignment_target.h"
#include "practice/okr/key_result.h"
#include "practice/okr/objective.h"
#include "practice/okr/past.h"
#include "practice/okr/propagate.h"
#include "practice/record/record.h"

enum err
alignment_list(struct call *call, int64_t objective_id, struct alignment_view_list *parents,
               struct alignment_view_list *children)
{
    TRY(q_alignment_above(call, objective_id, call->person_id, parents));
    return q_alignment_below(call, objective_id, call->person_id, children);
}

/* An objective reached on the way up, and from where. */
struct reached {
    int64_t id;
    struct str title;
    size_t from; /* place of the one below it */
};

struct climb {
    struct call *call;
    struct reached *reached;
    size_t count;
    struct idmap seen;
};

static enum err
climb_add(struct climb *climb, int64_t id, struct str title, size_t from)
{
    size_t place;

    if (idmap_get(&climb->seen, id, &place))
        return OK;
    struct reached *reached =
        arena_more(climb->call->arena, climb->reached, climb->count, sizeof(*reached));
    if (reached == NULL)
        return ERR_MEMORY;
    climb->reached = reached;
    TRY(idmap_set(&climb->seen, id, climb->count));
    climb->reached[climb->count++] = (struct reached){.id = id, .title = title, .from = from};
    return OK;
}

/* One level up from the places first..end, in portions of ids. */
static enum err
climb_level(struct climb *climb, size_t first, size_t end)
{
    for (size_t at = first; at < end; at += QUERY_LIST_MAX) {
        int64_t ids[QUERY_LIST_MAX];
        struct id_list portion = {.items = ids};
        struct link_step_list steps;
        for (; portion.count < QUERY_LIST_MAX && at + portion.count < end; portion.count++)
            ids[portion.count] = climb->reached[at + portion.count].id;
        TRY(q_alignment_steps(climb->call, &portion, &steps));
        for (size_t i = 0; i < steps.count; i++) {
            size_t below = 0;
            (void)idmap_get(&climb->seen, steps.items[i].child_id, &below);
            TRY(climb_add(climb, steps.items[i].parent_id, steps.items[i].parent_title, below));
        }
    }
    return OK;
}

/* "A → B → C", from the parent of the new link up to the objective that would be its own parent. */
static struct str
climb_path(const struct climb *climb, size_t place)
{
    struct str path = climb->reached[place].title;

    while (place != 0) {
        place = climb->reached[place].from;
        path = str_fmt(climb->call->arena, "%.*s → %.*s", STR_FMT(climb->reached[place].title),
                       STR_FMT(path));
    }
    return path;
}

enum err
alignment_loop(struct call *call, int64_t child_id, int64_t parent_id, struct str *out)
{
    struct climb climb = {.call = call};
    struct objective parent;
    size_t place;

    TRY(q_objective_get(call, parent_id, &parent));
    idmap_init(&climb.seen, call->arena);
    TRY(climb_add(&climb, parent_id, parent.title, 0));
    *out = (struct str){0};
    for (size_t first = 0, level = 0; first < climb.count; level++) {
        size_t end = climb.count;
        if (idmap_get(&climb.seen, child_id, &place)) {
            *out = climb_path(&climb, place);
            return OK;
        }
        if (level == ALIGNMENT_DEPTH_MAX)
            return fail(call, ERR_CONFLICT, "too_deep",
                        "The links above are more than %u levels deep.", ALIGNMENT_DEPTH_MAX);
        TRY(climb_level(&climb, first, end));
        first = end;
    }
    return OK;
}

static enum err
leave_trace(struct call *call, const char *event, const struct objective *child,
            const struct alignment *before, const struct alignment *after)
{
    struct happening happening = objective_happening(child, event);

    happening.type = &type_alignment;
    happening.subject_id = after != NULL ? after->id : before->id;
    return record(call, &happening, before, after);
}

/* The objective at the upper end, of the link itself or of its key result. */
static enum err
open_upper(struct call *call, const struct alignment *link, struct open_objective *out)
{
    struct open_key_result key_result;
    const char *pointer = link->parent_id.has ? "/parent_id" : "/parent_kr_id";
    enum err err;

    if (link->parent_id.has == link->parent_kr_id.has) {
        fault(call, "/parent_id", "one_parent",
              "Name either the objective above or the key result above.");
        return ERR_INVALID;
    }
    if (link->parent_id.has) {
        err = objective_open(call, link->parent_id.value, out);
    } else {
        err = key_result_open(call, link->parent_kr_id.value, &key_result);
        if (err == OK)
            *out = key_result.objective;
    }
    if (err != ERR_NOT_FOUND)
        return err;
    fault(call, pointer, "no_such_parent", "What it should hang under does not exist.");
    return ERR_INVALID;
}

/* The organisation's rule about levels holds for links that are made, not for those there are. */
static enum err
check_level(struct call *call, const struct open_objective *child,
            const struct open_objective *upper)
{
    enum level_rule rule;

    TRY(level_rule_load(call, &rule));
    if (level_allows(rule, child->place.unit_path, upper->place.unit_path))
        return OK;
    return fail(
        call, ERR_CONFLICT, "level_rule",
        rule == LEVEL_RULE_ONE_UP
            ? "Objectives are aligned with those of the unit directly above; choose one there."
            : "Objectives are aligned with those of their own unit or of units above it; "
              "choose one there.");
}

static enum err
check_link(struct call *call, const struct alignment *link, const struct open_objective *child,
           const struct open_objective *upper)
{
    struct str loop;

    if (link->weight < 0 || link->weight > WEIGHT_MAX)
        fault(call, "/weight", "out_of_range", "A weight lies between 0 and 10 000.");
    if (link->kind == ALIGNMENT_KIND_CONTRIBUTES && link->parent_kr_id.has)
        fault(
            call, "/kind", "key_result_parent",
            "An objective can only support a key result; link it to the objective to contribute.");
    if (link->kind == ALIGNMENT_KIND_CONTRIBUTES && child->row.cycle_id != upper->row.cycle_id)
        fault(call, "/kind", "other_cycle",
              "Only objectives of the same cycle contribute; across cycles a link supports.");
    TRY(call_faults(call));
    TRY(alignment_loop(call, child->row.id, upper->row.id, &loop));
    if (!str_is_null(loop))
        return fail(call, ERR_CONFLICT, "loop",
                    "This would close a circle: %.*s. Take one of these links away first.",
                    STR_FMT(loop));
    return OK;
}

static enum err
show(struct call *call, const struct alignment *link, struct alignment_view *out)
{
    struct alignment_view_list parents;

    TRY(q_alignment_above(call, link->child_id, call->person_id, &parents));
    for (size_t i = 0; i < parents.count; i++)
        if (parents.items[i].id == link->id)
            *out = parents.items[i];
    return OK;
}

/* A changed link changes what is above it, not the child. */
static enum err
carry_upward(struct call *call, const struct alignment *link)
{
    return link->parent_id.has ? propagate(call, link->parent_id.value) : OK;
}

/* POST /api/v1/alignments */
enum err
alignment_create(struct call *call, const struct alignment_new *in, struct alignment_view *out)
{
    struct open_objective child;
    struct open_objective upper;
    struct alignment after = {.valid_from = call->now, .version = 1};

    enum err err = objective_open_to(call, in->child_id, VERB_ALIGN, &child);
    if (err == ERR_NOT_FOUND) {
        fault(call, "/child_id", "no_such_objective", "There is no such objective.");
        return ERR_INVALID;
    }
    TRY(err);
    TRY(objective_changeable(call, &child));
    type_apply(&type_alignment_new, in, &type_alignment, &after);
    TRY(open_upper(call, &after, &upper));
    TRY(check_link(call, &after, &child, &upper));
    TRY(check_level(call, &child, &upper));
    err = q_alignment_insert(call, &after, &after.id);
    if (err == ERR_CONFLICT)
        return fail(call, err, "linked_already", "The two are linked already; change that link.");
    TRY(err);
    TRY(leave_trace(call, EVENT_ALIGNMENT_CREATED, &child.row, NULL, &after));
    TRY(carry_upward(call, &after));
    return show(call, &after, out);
}

static enum err
link_open(struct call *call, int64_t id, struct alignment *link, struct open_objective *child)
{
    enum err err = q_alignment_get(call, id, link);

    if (err == OK)
        err = objective_open_to(call, link->child_id, VERB_ALIGN, child);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_alignment", "There is no such link.");
    TRY(err);
    return objective_changeable(call, child);
}

enum err
alignment_update(struct call *call, const struct alignment_patch *in, struct alignment_view *out)
{
    struct open_objective child;
    struct open_objective upper;
    struct alignment before;

    TRY(link_open(call, in->id, &before, &child));
    TRY(call_match(call, before.version));
    struct alignment after = before;
    after.version = before.version + 1;
    type_apply(&type_alignment_patch, in, &type_alignment, &after);
    TRY(open_upper(call, &after, &upper));
    if (after.kind == ALIGNMENT_KIND_CONTRIBUTES)
        TRY(check_link(call, &after, &child, &upper));
    TRY(q_alignment_update(call, &after));
    TRY(past_keep_link(call, &before, &after));
    TRY(leave_trace(call, EVENT_ALIGNMENT_UPDATED, &child.row, &before, &after));
    TRY(carry_upward(call, &after));
    return show(call, &after, out);
}

static enum err
end_link(struct call *call, const struct alignment *link)
{
    struct alignment ended = *link;

    ended.version = link->version + 1;
    ended.valid_until = maybe_of(call->now);
    return q_alignment_update(call, &ended);
}

/* POST /api/v1/alignments/{id}/move: one link ends and another begins, as one event. */
enum err
alignment_move(struct call *call, const struct alignment_move_to *in, struct alignment_view *out)
{
    struct open_objective child;
    struct open_objective upper;
    struct alignment before;

    TRY(link_open(call, in->id, &before, &child));
    TRY(call_match(call, before.version));
    struct alignment after = {
        .child_id = before.child_id,
        .parent_id = in->parent_id,
        .parent_kr_id = in->parent_kr_id,
        .kind = before.kind,
        .weight = before.weight,
        .valid_from = call->now,
        .version = 1,
    };
    TRY(open_upper(call, &after, &upper));
    if (after.parent_kr_id.has || upper.row.cycle_id != child.row.cycle_id)
        after.kind = ALIGNMENT_KIND_SUPPORTS;
    TRY(check_link(call, &after, &child, &upper));
    TRY(check_level(call, &child, &upper));
    enum err err = q_alignment_insert(call, &after, &after.id);
    if (err == ERR_CONFLICT)
        return fail(call, err, "linked_already", "The two are linked already.");
    TRY(err);
    TRY(end_link(call, &before));
    TRY(leave_trace(call, EVENT_ALIGNMENT_MOVED, &child.row, &before, &after));
    TRY(carry_upward(call, &before));
    TRY(carry_upward(call, &after));
    return show(call, &after, out);
}

/* DELETE /api/v1/alignments/{id}: ended, not forgotten. */
enum err
alignment_delete(struct call *call, const struct by_id *in)
{
    struct open_objective child;
    struct alignment link;

    TRY(link_open(call, in->id, &link, &child));
    TRY(call_match(call, link.version));
    TRY(end_link(call, &link));
    TRY(leave_trace(call, EVENT_ALIGNMENT_ENDED, &child.row, &link, NULL));
    return carry_upward(call, &link);
}

/* Told of what hung there, whose link goes without a word else. */
static enum err
tell_ended(struct call *call, const struct alignment_list *links)
{
    struct objective child;

    for (size_t i = 0; i < links->count; i++) {
        TRY(q_objective_get(call, links->items[i].child_id, &child));
        TRY(leave_trace(call, EVENT_ALIGNMENT_ENDED, &child, &links->items[i], NULL));
    }
    return OK;
}

enum err
alignment_forget_of_objective(struct call *call, int64_t objective_id)
{
    struct alignment_list links;

    TRY(q_alignment_under_objective(call, objective_id, &links));
    TRY(tell_ended(call, &links));
    return q_alignment_delete_of_objective(call, objective_id);
}

enum err
alignment_forget_of_key_result(struct call *call, int64_t key_result_id)
{
    struct alignment_list links;

    TRY(q_alignment_under_key_result(call, key_result_id, &links));
    TRY(tell_ended(call, &links));
    return q_alignment_delete_of_key_result(call, key_result_id);
}
