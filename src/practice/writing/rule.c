/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/writing/rule.h"

#define OFF  WRITING_LEVEL_OFF
#define HINT WRITING_LEVEL_HINT
#define WARN WRITING_LEVEL_WARN

const struct rule rule_table[RULE_COUNT] = {
    /* clang-format off */
    [RULE_OBJECTIVE_NUMBER]       = {WRITING_SCOPE_OBJECTIVE,  WARN, 3, "/title"},
    [RULE_OBJECTIVE_TASK]         = {WRITING_SCOPE_OBJECTIVE,  WARN, 4, "/title"},
    [RULE_OBJECTIVE_LONG]         = {WRITING_SCOPE_OBJECTIVE,  HINT, 1, "/title"},
    [RULE_OBJECTIVE_SEVERAL]      = {WRITING_SCOPE_OBJECTIVE,  HINT, 2, "/title"},
    [RULE_OBJECTIVE_VAGUE]        = {WRITING_SCOPE_OBJECTIVE,  HINT, 2, "/title"},
    [RULE_OBJECTIVE_UPKEEP]       = {WRITING_SCOPE_OBJECTIVE,  HINT, 2, "/title"},
    [RULE_OBJECTIVE_NO_OWNER]     = {WRITING_SCOPE_OBJECTIVE,  WARN, 2, "/owner_id"},
    [RULE_ABBREVIATION]           = {WRITING_SCOPE_TITLE,      HINT, 1, "/title"},
    [RULE_PROGRESS_IN_TITLE]      = {WRITING_SCOPE_TITLE,      WARN, 2, "/title"},
    [RULE_PLACEHOLDER]            = {WRITING_SCOPE_TITLE,      WARN, 2, "/title"},
    [RULE_KR_TASK]                = {WRITING_SCOPE_KEY_RESULT, WARN, 4, "/title"},
    [RULE_KR_EFFORT]              = {WRITING_SCOPE_KEY_RESULT, HINT, 2, "/title"},
    [RULE_KR_VAGUE]               = {WRITING_SCOPE_KEY_RESULT, HINT, 2, "/title"},
    [RULE_KR_SEVERAL]             = {WRITING_SCOPE_KEY_RESULT, HINT, 2, "/title"},
    [RULE_KR_NO_BASELINE]         = {WRITING_SCOPE_KEY_RESULT, WARN, 3, "/start_value"},
    [RULE_KR_NUMBER_ELSEWHERE]    = {WRITING_SCOPE_KEY_RESULT, WARN, 2, "/title"},
    [RULE_KR_PERCENT_DONE]        = {WRITING_SCOPE_KEY_RESULT, OFF,  2, "/target_value"}, /* right in 11 of 13 */
    [RULE_KR_YES_NO]              = {WRITING_SCOPE_KEY_RESULT, HINT, 1, "/kind"},
    [RULE_FEW_KEY_RESULTS]        = {WRITING_SCOPE_OBJECTIVE,  HINT, 3, "/key_results"},
    [RULE_MANY_KEY_RESULTS]       = {WRITING_SCOPE_OBJECTIVE,  WARN, 2, "/key_results"},
    [RULE_ALIKE_KEY_RESULTS]      = {WRITING_SCOPE_OBJECTIVE,  HINT, 2, "/title"},
    [RULE_ALL_LAGGING]            = {WRITING_SCOPE_OBJECTIVE,  HINT, 2, "/key_results"},
    [RULE_CONFIDENT_STRETCH]      = {WRITING_SCOPE_OBJECTIVE,  HINT, 2, "/key_results"},
    [RULE_NO_LINK]                = {WRITING_SCOPE_ALIGNMENT,  WARN, 3, "/parents"},
    [RULE_LEVEL_SKIPPED]          = {WRITING_SCOPE_ALIGNMENT,  HINT, 1, "/parents"},
    [RULE_COPIED_FROM_ABOVE]      = {WRITING_SCOPE_ALIGNMENT,  HINT, 2, "/title"},
    [RULE_UNIT_MANY_OBJECTIVES]   = {WRITING_SCOPE_UNIT,       WARN, 3, ""},
    [RULE_UNIT_NO_STRETCH]        = {WRITING_SCOPE_UNIT,       HINT, 1, ""},
    [RULE_UNIT_ALIKE]             = {WRITING_SCOPE_UNIT,       HINT, 2, "/title"},
    [RULE_UNIT_PROJECTS]          = {WRITING_SCOPE_UNIT,       WARN, 3, ""},
    /* clang-format on */
};

struct str
rule_id(enum texts_list rule)
{
    return texts_lists[0][rule].section;
}

enum texts_list
rule_by_id(struct str id)
{
    for (size_t i = 0; i < RULE_COUNT; i++)
        if (str_eq(rule_id((enum texts_list)i), id))
            return (enum texts_list)i;
    return RULE_COUNT;
}

struct str
rule_text(enum texts_list rule, enum language language, enum rule_text which)
{
    const struct texts_lines *lines = &texts_lists[language == LANGUAGE_NL ? 1 : 0][rule];

    return (size_t)which < lines->count ? lines->items[which] : STR("");
}
