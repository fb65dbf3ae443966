/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/edit_rule.h"

#include "model/type.h"
#include "practice/access/setting.h"

/* How a rule is told to whoever meets it. */
struct edit_words {
    const char *code;
    const char *reason;
    const char *masters;
    const char *never;
};

static const struct edit_words wording_words = {
    "published_wording",
    "Your organisation wants a reason when the wording of what is published changes; say why in a "
    "line.",
    "What is published is worded anew by OKR masters and administrators of the unit alone (the "
    "setting “Wording after publishing”); ask one of them.",
    "What is published keeps its wording (the setting “Wording after publishing”); give it up with "
    "a reason and begin another one.",
};

static const struct edit_words measure_words = {
    "published_measure",
    "Your organisation wants a reason when the measure of what is published changes; say why in a "
    "line.",
    "How published key results are measured is changed by OKR masters and administrators of the "
    "unit alone (the setting “Measures after publishing”); ask one of them.",
    "Published key results keep their measure (the setting “Measures after publishing”); give this "
    "one up with a reason and add another one.",
};

static const struct edit_words running_words = {
    "running_measure",
    "Your organisation wants a reason when a measure changes after the cycle began; say why in a "
    "line.",
    "After the cycle began measures are changed by OKR masters and administrators of the unit "
    "alone (the setting “Measures after the cycle began”); ask one of them.",
    "After the cycle began key results keep their measure (the setting “Measures after the cycle "
    "began”); give this one up with a reason and add another one.",
};

bool
edit_remeasures(struct call *call, const struct key_result *before, const struct key_result *after)
{
    static const char *const names[] = {
        "kind",        "unit_of_measure", "start_value", "target_value", "worst_value",
        "low_value",   "high_value",      "tolerance",   "period_rule",  "commit_text",
        "target_text", "stretch_text",    "start_day",   "due_day",      "weight",
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const struct field *field = type_field(&type_key_result, str_from(names[i]));
        if (!str_eq(field_display(call->arena, field, before),
                    field_display(call->arena, field, after)))
            return true;
    }
    return false;
}

static enum err
check_rule(struct call *call, const struct open_objective *open, enum edit_rule rule,
           const struct edit_words *words, struct str reason)
{
    switch (rule) {
    case EDIT_RULE_REASON:
        if (reason.len == 0)
            fault(call, "/edit_reason", "edit_reason_missing", "%s", words->reason);
        return OK;
    case EDIT_RULE_OKR_MASTER:
        if (policy_allows(call->who, VERB_PUBLISHED_EDIT, &open->subject))
            return OK;
        return fail(call, ERR_FORBIDDEN, words->code, "%s", words->masters);
    case EDIT_RULE_NEVER:
        return fail(call, ERR_CONFLICT, words->code, "%s", words->never);
    case EDIT_RULE_NULL:
    case EDIT_RULE_FREELY:
        break;
    }
    return OK;
}

/* After the cycle began the stricter of both rules holds; they are ordered by how strict they are.
 */
static enum err
check_measure(struct call *call, const struct open_objective *open, const struct settings *settings,
              struct str reason)
{
    day_t today;

    TRY(setting_today(call, &today));
    if (open->place.cycle_start <= today && settings->running_measure > settings->published_measure)
        return check_rule(call, open, (enum edit_rule)settings->running_measure, &running_words,
                          reason);
    return check_rule(call, open, (enum edit_rule)settings->published_measure, &measure_words,
                      reason);
}

static enum err
tell_reason(struct call *call, struct str reason, const struct told *told, struct told *ret_told)
{
    struct told_line *lines = arena_array(call->arena, told->count + 1, sizeof(*lines));

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < told->count; i++)
        lines[i] = told->items[i];
    lines[told->count] = (struct told_line){"edit_reason", .new_value = reason};
    *ret_told = (struct told){lines, told->count + (reason.len > 0)};
    return OK;
}

enum err
edit_check(struct call *call, const struct open_objective *open, const struct edit *edit,
           const struct told *told, struct told *ret_told)
{
    struct settings settings;

    TRY(tell_reason(call, edit->reason, told, ret_told));
    if (open->row.state != OBJECTIVE_STATE_PUBLISHED)
        return OK;
    TRY(settings_load(call, &settings));
    if (edit->wording)
        TRY(check_rule(call, open, (enum edit_rule)settings.published_wording, &wording_words,
                       edit->reason));
    if (edit->measure)
        TRY(check_measure(call, open, &settings, edit->reason));
    return call_faults(call);
}
