/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/writing/judge.h"

static const struct {
    enum texts_list rule;
    title_rule *fires;
} on_objective[] =
    {
        {RULE_OBJECTIVE_NUMBER, objective_has_number},
        {RULE_OBJECTIVE_TASK, title_is_task},
        {RULE_OBJECTIVE_LONG, objective_is_long},
        {RULE_OBJECTIVE_SEVERAL, objective_has_several},
        {RULE_OBJECTIVE_VAGUE, objective_is_vague},
        {RULE_OBJECTIVE_UPKEEP, objective_is_upkeep},
        {RULE_ABBREVIATION, title_has_abbreviation},
        {RULE_PROGRESS_IN_TITLE, title_has_progress},
},
  on_key_result[] = {
      {RULE_KR_TASK, title_is_task},
      {RULE_KR_EFFORT, kr_is_effort},
      {RULE_KR_SEVERAL, kr_has_several},
      {RULE_ABBREVIATION, title_has_abbreviation},
      {RULE_PROGRESS_IN_TITLE, title_has_progress},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Room for one more finding. */
static bool
grow(struct judgement *on)
{
    struct finding *items = arena_more(on->arena, on->items, on->count, sizeof(*items));

    if (items == NULL) {
        on->failed = ERR_MEMORY;
        return false;
    }
    on->items = items;
    return true;
}

void
judge_note(struct judgement *on, enum texts_list rule, struct maybe objective,
           struct maybe key_result, bool fires, const struct title *title, struct stretch place)
{
    on->tally[rule].checked++;
    on->tally[rule].passed += !fires;
    if (!fires || !grow(on))
        return;
    struct finding *finding = &on->items[on->count++];
    *finding = (struct finding){.rule = rule, .objective = objective, .key_result = key_result};
    if (title != NULL && place.count > 0 && place.from + place.count <= title->count) {
        const struct piece *last = &title->pieces[place.from + place.count - 1];
        finding->at = title->pieces[place.from].at;
        finding->len = last->at + last->len - finding->at;
    }
}

/* Is there something to judge? An empty title and one that is only a gap ("test", "to be decided")
 * say nothing else. */
static bool
says_something(struct judgement *on, const struct title *title, struct maybe objective,
               struct maybe key_result)
{
    struct stretch words = {0};

    if (title->count == 0)
        return false;
    bool gap = title_has_placeholder(title, &words);
    judge_note(on, RULE_PLACEHOLDER, objective, key_result, gap, title, words);
    size_t rest = words.from + words.count;
    while (rest < title->count && title->pieces[rest].kind == PIECE_MARK)
        rest++;
    return !gap || words.from > 0 || rest < title->count;
}

static void
judge_objective_title(struct judgement *on, const struct draft *draft, size_t place)
{
    if (!says_something(on, &draft->title, maybe_of((int64_t)place), maybe_none()))
        return;
    for (size_t i = 0; i < COUNT(on_objective); i++) {
        struct stretch words = {0};
        bool fires = on_objective[i].fires(&draft->title, &words);
        judge_note(on, on_objective[i].rule, maybe_of((int64_t)place), maybe_none(), fires,
                   &draft->title, words);
    }
}

static void
judge_measure(struct judgement *on, const struct draft_key_result *kr, struct maybe objective,
              struct maybe place)
{
    struct stretch words = {0};
    bool moves = kr->kind == KR_KIND_INCREASE || kr->kind == KR_KIND_DECREASE;

    judge_note(on, RULE_KR_YES_NO, objective, place, kr->kind == KR_KIND_YES_NO, NULL, words);
    if (!moves)
        return;
    bool fires = kr_lacks_baseline(kr, &words);
    judge_note(on, RULE_KR_NO_BASELINE, objective, place, fires, &kr->title, words);
    words = (struct stretch){0};
    fires = kr_number_differs(kr, &words);
    judge_note(on, RULE_KR_NUMBER_ELSEWHERE, objective, place, fires, &kr->title, words);
    judge_note(on, RULE_KR_PERCENT_DONE, objective, place, kr_is_percent_done(kr), NULL, words);
}

static void
judge_key_results(struct judgement *on, const struct draft *draft, size_t place)
{
    struct maybe objective = maybe_of((int64_t)place);

    for (size_t k = 0; k < draft->key_result_count; k++) {
        const struct draft_key_result *kr = &draft->key_results[k];
        if (!says_something(on, &kr->title, objective, maybe_of((int64_t)k)))
            continue;
        for (size_t i = 0; i < COUNT(on_key_result); i++) {
            struct stretch words = {0};
            bool fires = on_key_result[i].fires(&kr->title, &words);
            judge_note(on, on_key_result[i].rule, objective, maybe_of((int64_t)k), fires,
                       &kr->title, words);
        }
        struct stretch vague = {0};
        bool fires = kr_is_vague(kr, &vague);
        judge_note(on, RULE_KR_VAGUE, objective, maybe_of((int64_t)k), fires, &kr->title, vague);
        if (kr->measured)
            judge_measure(on, kr, objective, maybe_of((int64_t)k));
    }
}

static enum err
read_titles(struct arena *arena, struct draft *draft)
{
    TRY(title_read(arena, draft->text, &draft->title));
    for (size_t i = 0; i < draft->key_result_count; i++)
        TRY(title_read(arena, draft->key_results[i].text, &draft->key_results[i].title));
    for (size_t i = 0; i < draft->link_count; i++)
        TRY(title_read(arena, draft->links[i].text, &draft->links[i].title));
    return OK;
}

enum err
judge(struct arena *arena, struct draft_set *set, struct judgement *out)
{
    *out = (struct judgement){.arena = arena};
    for (size_t i = 0; i < set->count; i++) {
        struct draft *draft = &set->items[i];
        TRY(read_titles(arena, draft));
        judge_objective_title(out, draft, i);
        judge_key_results(out, draft, i);
        judge_together(out, draft, i);
        judge_links(out, draft, i);
    }
    if (set->unit)
        judge_set(out, set);
    return out->failed;
}

decimal_t
judge_points(const struct judgement *judgement, enum texts_list rule)
{
    const struct tally *tally = &judgement->tally[rule];
    decimal_t points;

    if (tally->checked == 0 || muldiv_round(rule_table[rule].weight * DECIMAL_ONE, tally->passed,
                                            tally->checked, &points) != OK)
        return 0;
    return points;
}

struct maybe
judge_strength(const struct judgement *judgement, const bool counts[RULE_COUNT])
{
    int64_t points = 0;
    int64_t weight = 0;
    int64_t percent;

    for (size_t i = 0; i < RULE_COUNT; i++) {
        if (!counts[i] || judgement->tally[i].checked == 0)
            continue;
        points += judge_points(judgement, (enum texts_list)i);
        weight += rule_table[i].weight;
    }
    if (weight == 0 || muldiv_round(points, 100, weight * DECIMAL_ONE, &percent) != OK)
        return maybe_none();
    return maybe_of(percent == 100 && points < weight * DECIMAL_ONE ? 99 : percent);
}
