/* SPDX-License-Identifier: Apache-2.0 */
/* What a closing shows: of one objective, and of a unit's whole set. */
#include "practice/closing/closing.h"

#include "gen/checkin.h"
#include "gen/closing_sql.h"
#include "practice/checkin/action.h"
#include "practice/okr/cycle.h"
#include "practice/okr/score.h"
#include "practice/org/unit.h"

struct maybe
closing_suggest(struct maybe contribution, enum objective_kind kind)
{
    return contribution.has ? maybe_of(score_suggest(contribution.value, kind)) : maybe_none();
}

static enum judgement
judgement_of(const struct closing_objective *objective, struct maybe contribution)
{
    if (objective->state != OBJECTIVE_STATE_CLOSED)
        return JUDGEMENT_NULL;
    if (objective->kind == OBJECTIVE_KIND_COMMITTED)
        return contribution.has && score_is_met(contribution.value) ? JUDGEMENT_MET
                                                                    : JUDGEMENT_MISSED;
    if (!objective->score.has)
        return JUDGEMENT_NULL;
    switch (score_colour_of(objective->score.value)) {
    case SCORE_COLOUR_RED:
        return JUDGEMENT_RED;
    case SCORE_COLOUR_AMBER:
        return JUDGEMENT_AMBER;
    case SCORE_COLOUR_GREEN:
        return JUDGEMENT_GREEN;
    case SCORE_COLOUR_NULL:
        break;
    }
    return JUDGEMENT_NULL;
}

/* What the rows hold themselves. Progress may still move after a closing, from
 * below; what was said then was said of the contribution at that moment. */
static void
judge(struct call *call, struct closing_objective *item)
{
    struct subject subject = {
        .own = item->co_owner > 0 || item->owner_id.value == call->person_id ||
               item->created_by.value == call->person_id,
        .unit_id = item->unit_id,
        .unit_path = item->unit_path,
    };
    struct maybe contribution = item->closing_id.has ? item->contribution : item->progress;

    item->suggested = closing_suggest(contribution, item->kind);
    item->judgement = judgement_of(item, contribution);
    item->imported = item->imported && !item->closing_id.has;
    item->may_close = item->state == OBJECTIVE_STATE_PUBLISHED &&
                      policy_allows(call->who, VERB_OBJECTIVE_PUBLISH, &subject);
}

/* Gives each objective its stretch of the key results, which come by objective.
 */
static void
key_results_deal(struct closing_objective *items, size_t count,
                 const struct closing_key_result_list *rows)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < rows->count; k++) {
            struct closing_key_result *row = &rows->items[k];
            if (row->objective_id != items[i].id)
                continue;
            if (items[i].key_results.count++ == 0)
                items[i].key_results.items = row;
            row->suggested = score_suggest(row->contribution, items[i].kind);
            row->imported = row->imported && !items[i].closing_id.has;
            row->unfinished = !row->dropped_at.has && row->contribution < FRACTION_ONE;
        }
}

static struct closing_key_result *
key_result_of(const struct closing_key_result_list *rows, int64_t id)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].id == id)
            return &rows->items[i];
    return NULL;
}

/* What was decided about the key results, what goes on from them, and what they
 * came from. */
static enum err
carry_overs_deal(struct call *call, const struct id_list *ids,
                 const struct closing_key_result_list *rows)
{
    struct key_result_link_list links;
    struct carry_over_view_list decided;

    TRY(q_carry_over_list(call, ids, &decided));
    for (size_t i = 0; i < decided.count; i++) {
        struct closing_key_result *row = key_result_of(rows, decided.items[i].key_result_id);
        if (row != NULL)
            row->carry_over = &decided.items[i];
    }
    TRY(q_carry_over_successors(call, ids, call->person_id, &links));
    for (size_t i = 0; i < links.count; i++) {
        struct closing_key_result *row = key_result_of(rows, links.items[i].of_id);
        if (row != NULL && row->carry_over != NULL)
            row->carry_over->successor = &links.items[i];
    }
    TRY(q_carry_over_predecessors(call, ids, &links));
    for (size_t i = 0; i < links.count; i++) {
        struct closing_key_result *row = key_result_of(rows, links.items[i].of_id);
        if (row != NULL)
            row->predecessor = &links.items[i];
    }
    return OK;
}

static enum err
post_mortems_deal(struct call *call, const struct id_list *ids, struct closing_objective *items)
{
    struct post_mortem_view_list rows;

    TRY(q_post_mortem_of_objectives(call, call->person_id, ids, &rows));
    post_mortem_fill(call, rows.items, rows.count);
    for (size_t i = 0; i < rows.count; i++)
        for (size_t k = 0; k < ids->count; k++)
            if (items[k].id == rows.items[i].objective_id)
                items[k].post_mortem = &rows.items[i];
    return OK;
}

enum err
closing_fill(struct call *call, struct closing_objective *items, size_t count)
{
    int64_t ids[CLOSING_OBJECTIVES_MAX];
    struct id_list list = {ids, count};
    struct closing_key_result_list rows;

    for (size_t i = 0; i < count; i++) {
        ids[i] = items[i].id;
        judge(call, &items[i]);
    }
    TRY(q_closing_key_result_list(call, &list, &rows));
    key_results_deal(items, count, &rows);
    TRY(carry_overs_deal(call, &list, &rows));
    return post_mortems_deal(call, &list, items);
}

/* GET /api/v1/objectives/{id}/closing */
enum err
objective_closing_get(struct call *call, const struct by_id *in, struct closing_objective *out)
{
    struct open_objective open;

    TRY(objective_open(call, in->id, &open));
    TRY(q_closing_objective_get(call, call->person_id, in->id, out));
    return closing_fill(call, out, 1);
}

static void
count_judgement(enum judgement judgement, struct closing_summary *out)
{
    switch (judgement) {
    case JUDGEMENT_NULL:
        out->unscored++;
        break;
    case JUDGEMENT_MET:
        out->met++;
        break;
    case JUDGEMENT_MISSED:
        out->missed++;
        break;
    case JUDGEMENT_RED:
        out->red++;
        break;
    case JUDGEMENT_AMBER:
        out->amber++;
        break;
    case JUDGEMENT_GREEN:
        out->green++;
        break;
    }
}

static void
summarise(const struct closing_objective_list *objectives, struct closing_summary *out)
{
    for (size_t i = 0; i < objectives->count; i++) {
        const struct closing_objective *item = &objectives->items[i];
        if (item->state == OBJECTIVE_STATE_CLOSED)
            count_judgement(item->judgement, out);
        else
            out->open++;
        out->owed_post_mortems += item->post_mortem != NULL && !item->post_mortem->written_at.has;
        for (size_t k = 0; k < item->key_results.count; k++) {
            const struct closing_key_result *row = &item->key_results.items[k];
            const struct carry_over_view *decided = row->carry_over;
            bool lost = decided != NULL && decided->choice == CARRY_CHOICE_CONTINUE &&
                        !decided->goes_on; /* what went on was thrown away again */
            out->undecided += row->unfinished && (decided == NULL || lost);
        }
    }
}

/* GET /api/v1/units/{id}/closing */
enum err
unit_closing_get(struct call *call, const struct unit_closing_query *in, struct unit_closing *out)
{
    struct open_unit unit;
    struct cycle cycle;

    TRY(unit_open(call, in->id, &unit));
    TRY(cycle_open(call, in->cycle_id, &cycle));
    *out = (struct unit_closing){
        .unit_id = unit.row.id,
        .unit_name = unit.row.name,
        .cycle_id = cycle.id,
        .cycle_name = cycle.name,
        .cycle_state = cycle.state,
        .may_reflect = policy_allows(call->who, VERB_REFLECT, &unit.subject),
        .summary = arena_new(call->arena, struct closing_summary),
    };
    TRY(arena_failed(call->arena));
    TRY(q_closing_objective_of_unit(call, call->person_id, cycle.id, unit.row.id,
                                    CLOSING_OBJECTIVES_MAX, &out->objectives));
    TRY(closing_fill(call, out->objectives.items, out->objectives.count));
    summarise(&out->objectives, out->summary);
    TRY(retrospective_of(call, unit.row.id, cycle.id, &out->retrospective));
    return action_of_cycle(call, unit.row.id, &cycle, CLOSING_ACTIONS_MAX, &out->actions);
}
