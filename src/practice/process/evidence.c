/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/process/evidence.h"

#include "gen/process_sql.h"

#define ORGANISATION (1U << STEP_SCOPE_ORGANISATION)
#define UNIT         (1U << STEP_SCOPE_UNIT)
#define PEOPLE       (1U << STEP_SCOPE_LEADER | 1U << STEP_SCOPE_OKR_MASTER)
#define ALL          (ORGANISATION | UNIT | PEOPLE)
#define PLACES       (ORGANISATION | UNIT)

static const struct evidence_kind kinds[] = {
    /* clang-format off */
    /*                                 who for   percent told  what counts */
    [EVIDENCE_SIGNATURE]             = {ALL,          false, false, "Whoever answers for the step signs it."},
    [EVIDENCE_STRATEGY_PUBLISHED]    = {ORGANISATION, false, false, "A version of the strategy was published since the step opened."},
    [EVIDENCE_INPUT_PACK]            = {PLACES,       false, false, "Every document that the step names is there."},
    [EVIDENCE_TOPLINE_PUBLISHED]     = {ORGANISATION, false, false, "Every theme of the strategy has a published objective in the cycle."},
    [EVIDENCE_OBJECTIVES_DRAFTED]    = {UNIT,         false, false, "The unit has objectives in the cycle, each with a key result."},
    [EVIDENCE_WRITING_PASSED]        = {UNIT,         true,  false, "The writing help finds nothing in the unit's objectives that would stop them."},
    [EVIDENCE_OBJECTIVES_REVIEWED]   = {UNIT,         true,  false, "The unit's objectives were read and accepted by all who were asked."},
    [EVIDENCE_OBJECTIVES_PUBLISHED]  = {UNIT,         true,  false, "The unit's objectives are published."},
    [EVIDENCE_OBJECTIVES_LINKED]     = {UNIT,         true,  false, "The unit's objectives are linked to one above, or stand under a theme."},
    [EVIDENCE_CHECK_INS]             = {UNIT,         true,  false, "Key results of the unit have a check-in in the round, or since the step opened."},
    [EVIDENCE_MEETING_HELD]          = {UNIT,         false, false, "The unit held a check-in meeting in the round, or since the step opened."},
    [EVIDENCE_MID_CYCLE_REVIEW]      = {PLACES,       false, true,  "The mid-cycle review was held."},
    [EVIDENCE_ALL_SCORED]            = {UNIT,         true,  false, "The unit's published objectives are closed with a score."},
    [EVIDENCE_RETROSPECTIVE_WRITTEN] = {UNIT,         false, false, "The unit has written its retrospective of the cycle."},
    [EVIDENCE_ACTIONS_PLACED]        = {UNIT,         false, false, "Actions of the retrospective have an owner and a day."},
    [EVIDENCE_HARMONISATION_HELD]    = {PLACES,       false, true,  "The harmonisation session of the cycle was held."},
    [EVIDENCE_DEPENDENCIES_AGREED]   = {PLACES,       true,  true,  "Dependencies between units are agreed by both sides."},
    [EVIDENCE_CERTIFICATES_HELD]     = {ALL,          true,  true,  "Those who lead or guide OKRs hold their certificate."},
    [EVIDENCE_SUMMIT_HELD]           = {PLACES,       false, true,  "The summit was held."},
    /* clang-format on */
};

#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

const struct evidence_kind *
evidence_kind_of(enum evidence evidence)
{
    return &kinds[evidence];
}

bool
evidence_fits(enum evidence evidence, enum step_scope scope)
{
    return (kinds[evidence].scopes & 1U << scope) != 0;
}

static enum err
scopes_of(struct call *call, unsigned scopes, struct text_list *out)
{
    *out =
        (struct text_list){arena_array(call->arena, STEP_SCOPE_OKR_MASTER, sizeof(struct str)), 0};
    TRY(arena_failed(call->arena));
    for (int scope = STEP_SCOPE_ORGANISATION; scope <= STEP_SCOPE_OKR_MASTER; scope++)
        if ((scopes & 1U << scope) != 0)
            out->items[out->count++] = str_from(choice_name(step_scope_choice, scope));
    return OK;
}

/* GET /api/v1/process-evidence */
enum err
evidence_list(struct call *call, struct evidence_list_view *out)
{
    unsigned told;

    TRY(evidence_told(call, &told));
    out->items.items = arena_array(call->arena, KIND_COUNT, sizeof(struct evidence_view));
    TRY(arena_failed(call->arena));
    for (size_t i = EVIDENCE_SIGNATURE; i < KIND_COUNT; i++) {
        struct evidence_view *view = &out->items.items[out->items.count++];
        view->evidence = (enum evidence)i;
        view->percent = kinds[i].percent;
        view->computed = i != EVIDENCE_SIGNATURE && (!kinds[i].told || (told & 1U << i) != 0);
        view->doc = str_from(kinds[i].doc);
        TRY(scopes_of(call, kinds[i].scopes, &view->scopes));
    }
    return OK;
}

enum err
evidence_told(struct call *call, unsigned *out)
{
    struct fact_kind_row_list rows;

    *out = 0;
    TRY(q_fact_kinds(call, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        int kind = choice_value(evidence_choice, rows.items[i].kind);
        if (kind > 0 && kinds[kind].told)
            *out |= 1U << kind;
    }
    return OK;
}
