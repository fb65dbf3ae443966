/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/starter.h"

#include "gen/okr_sql.h"
#include "practice/okr/template_key_result.h"

static const struct {
    enum language language;
    const struct starter *starters;
} languages[] = {{LANGUAGE_EN, starters_en}, {LANGUAGE_NL, starters_nl}};

static enum err
steps_of(struct call *call, const struct starter_key_result *told,
         struct template_milestone_list *out)
{
    out->items = arena_array(call->arena, STARTER_STEPS, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < STARTER_STEPS && told->steps[i].title != NULL; i++)
        out->items[out->count++] =
            (struct template_milestone){.title = str_from(told->steps[i].title),
                                        .weight = WEIGHT_USUAL,
                                        .due_after = maybe_of(told->steps[i].due_after),
                                        .rank = (int64_t)i};
    return OK;
}

static enum err
interim_of(struct call *call, const struct starter_key_result *told,
           struct template_interim_target_list *out)
{
    if (told->interim_day == 0)
        return OK;
    out->items = arena_array(call->arena, 1, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    out->items[out->count++] = (struct template_interim_target){.day_after = told->interim_day};
    return OK;
}

static enum err
key_results_of(struct call *call, const struct starter *told,
               struct template_key_result_view_list *out)
{
    *out = (struct template_key_result_view_list){
        .items = arena_array(call->arena, STARTER_KEY_RESULTS, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < STARTER_KEY_RESULTS && told->key_results[i].title != NULL; i++) {
        const struct starter_key_result *from = &told->key_results[i];
        struct template_key_result_view *row = &out->items[out->count++];
        *row = (struct template_key_result_view){
            .title = str_from(from->title),
            .hint = str_from(from->hint),
            .kind = from->kind,
            .unit_of_measure = str_from(from->unit != NULL ? from->unit : ""),
            .period_rule = PERIOD_RULE_LATEST,
            .weight = WEIGHT_USUAL,
        };
        TRY(steps_of(call, from, &row->milestones));
        TRY(interim_of(call, from, &row->interim_targets));
    }
    return OK;
}

static enum err
bring(struct call *call, enum language language, const struct starter *told)
{
    struct template_key_result_view_list rows;
    struct template row = {
        .name = str_from(told->name),
        .title = str_from(told->title),
        .description = str_from(told->description),
        .hint = str_from(told->hint),
        .kind = told->kind,
        .language = language,
        .created_at = call->now,
        .version = 1,
    };

    TRY(q_template_insert(call, &row, &row.id));
    TRY(key_results_of(call, told, &rows));
    return template_key_results_save(call, row.id, &rows);
}

enum err
starters_bring(struct call *call)
{
    struct maybe count;

    TRY(q_template_count(call, &count));
    if (count.value > 0)
        return OK;
    for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++)
        for (size_t k = 0; k < STARTERS; k++)
            TRY(bring(call, languages[i].language, &languages[i].starters[k]));
    return OK;
}

enum err
starters_withdraw(struct call *call)
{
    TRY(q_starter_milestones_delete(call));
    TRY(q_starter_interim_targets_delete(call));
    TRY(q_starter_key_results_delete(call));
    return q_starters_delete(call);
}
