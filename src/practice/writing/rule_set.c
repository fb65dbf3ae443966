/* SPDX-License-Identifier: Apache-2.0 */
/* Rules on what belongs together: the key results of an objective, its links, the set of a unit. */
#include "practice/writing/judge.h"

#define KEY_RESULTS_MIN 2U
#define KEY_RESULTS_MAX 5U
#define ALIKE           INT64_C(750000) /* ppm of likeness from which two say the same */
#define SURE            9               /* of 10 */
#define REACHED         INT64_C(700000) /* beyond it being sure is no wonder */
#define OBJECTIVES_MAX  5U
#define STRETCH_FROM    3U /* objectives from which one should be a stretch */
#define PROJECTS_FROM   3U /* results from which a set can be a list of projects */

static const struct stretch nowhere = {0};

/* -- key results ----------------------------------------------------------------------------------
 */

/* Notes each key result that says the same as one before it or as the objective. */
static void
judge_alike(struct judgement *on, const struct draft *draft, struct maybe objective)
{
    for (size_t i = 0; i < draft->key_result_count; i++) {
        const struct title *title = &draft->key_results[i].title;
        bool same = title_likeness(title, &draft->title) >= ALIKE;
        for (size_t k = 0; k < i && !same; k++)
            same = title_likeness(title, &draft->key_results[k].title) >= ALIKE;
        judge_note(on, RULE_ALIKE_KEY_RESULTS, objective, maybe_of((int64_t)i), same, NULL,
                   nowhere);
    }
}

static bool
all_lag(const struct draft *draft)
{
    struct stretch place;

    for (size_t i = 0; i < draft->key_result_count; i++)
        if (!kr_is_lagging(&draft->key_results[i].title, &place))
            return false;
    return true;
}

/* Everybody who said how sure they are is nearly certain, with most of the way still to go. */
static bool
is_sure(const struct draft *draft)
{
    size_t said = 0;

    for (size_t i = 0; i < draft->key_result_count; i++) {
        const struct draft_key_result *kr = &draft->key_results[i];
        if (!kr->confidence.has)
            continue;
        said++;
        if (kr->confidence.value < SURE || kr->contribution >= REACHED)
            return false;
    }
    return said >= KEY_RESULTS_MIN;
}

void
judge_together(struct judgement *on, const struct draft *draft, size_t place)
{
    struct maybe objective = maybe_of((int64_t)place);
    size_t count = draft->key_result_count;

    if (draft->whole) {
        judge_note(on, RULE_OBJECTIVE_NO_OWNER, objective, maybe_none(), !draft->owned, NULL,
                   nowhere);
        judge_note(on, RULE_FEW_KEY_RESULTS, objective, maybe_none(), count < KEY_RESULTS_MIN, NULL,
                   nowhere);
    }
    if (count < KEY_RESULTS_MIN)
        return;
    judge_note(on, RULE_MANY_KEY_RESULTS, objective, maybe_none(), count > KEY_RESULTS_MAX, NULL,
               nowhere);
    judge_alike(on, draft, objective);
    judge_note(on, RULE_ALL_LAGGING, objective, maybe_none(), all_lag(draft), NULL, nowhere);
    if (draft->kind == OBJECTIVE_KIND_ASPIRATIONAL)
        judge_note(on, RULE_CONFIDENT_STRETCH, objective, maybe_none(), is_sure(draft), NULL,
                   nowhere);
}

/* -- links ----------------------------------------------------------------------------------------
 */

void
judge_links(struct judgement *on, const struct draft *draft, size_t place)
{
    struct maybe objective = maybe_of((int64_t)place);
    bool skips = false;
    bool copies = false;

    if (draft->whole && !draft->top)
        judge_note(on, RULE_NO_LINK, objective, maybe_none(), !draft->linked, NULL, nowhere);
    if (draft->link_count == 0)
        return;
    for (size_t i = 0; i < draft->link_count; i++) {
        skips = skips || draft->links[i].skips;
        copies = copies || title_likeness(&draft->links[i].title, &draft->title) >= ALIKE;
    }
    judge_note(on, RULE_LEVEL_SKIPPED, objective, maybe_none(), skips, NULL, nowhere);
    judge_note(on, RULE_COPIED_FROM_ABOVE, objective, maybe_none(), copies, &draft->title,
               (struct stretch){0, draft->title.count});
}

/* -- the set of a unit ----------------------------------------------------------------------------
 */

static bool
nobody_stretches(const struct draft_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->items[i].kind == OBJECTIVE_KIND_ASPIRATIONAL)
            return false;
    return true;
}

/* Two thirds of the results are tasks; an objective without any stands for itself. */
static bool
is_project_list(const struct draft_set *set)
{
    struct stretch place;
    size_t results = 0;
    size_t tasks = 0;

    for (size_t i = 0; i < set->count; i++) {
        const struct draft *draft = &set->items[i];
        if (draft->key_result_count == 0) {
            results++;
            tasks += title_is_task(&draft->title, &place);
        }
        for (size_t k = 0; k < draft->key_result_count; k++) {
            results++;
            tasks += title_is_task(&draft->key_results[k].title, &place);
        }
    }
    return results >= PROJECTS_FROM && tasks * 3 >= results * 2;
}

void
judge_set(struct judgement *on, const struct draft_set *set)
{
    if (set->count == 0)
        return;
    judge_note(on, RULE_UNIT_MANY_OBJECTIVES, maybe_none(), maybe_none(),
               set->count > OBJECTIVES_MAX, NULL, nowhere);
    if (set->count >= STRETCH_FROM)
        judge_note(on, RULE_UNIT_NO_STRETCH, maybe_none(), maybe_none(), nobody_stretches(set),
                   NULL, nowhere);
    judge_note(on, RULE_UNIT_PROJECTS, maybe_none(), maybe_none(), is_project_list(set), NULL,
               nowhere);
    for (size_t i = 1; i < set->count; i++) {
        bool alike = false;
        for (size_t k = 0; k < i && !alike; k++)
            alike = title_likeness(&set->items[i].title, &set->items[k].title) >= ALIKE;
        judge_note(on, RULE_UNIT_ALIKE, maybe_of((int64_t)i), maybe_none(), alike, NULL, nowhere);
    }
}
