/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/measure.h"

#include <assert.h>

/* The members a kind may have, and which of them it must have. */
enum member {
    MEMBER_START = 1 << 0,
    MEMBER_TARGET = 1 << 1,
    MEMBER_WORST = 1 << 2,
    MEMBER_LOW = 1 << 3,
    MEMBER_HIGH = 1 << 4,
    MEMBER_TOLERANCE = 1 << 5,
    MEMBER_RULE = 1 << 6,
    MEMBER_MILESTONES = 1 << 7,
    MEMBER_INTERIMS = 1 << 8,
};

#define MEMBER_COUNT 9

/* clang-format off */
static const struct {
    unsigned required;
    unsigned optional;
} members_of[] = {
    [KR_KIND_NULL]       = {0, 0},
    [KR_KIND_INCREASE]   = {MEMBER_START | MEMBER_TARGET, MEMBER_INTERIMS},
    [KR_KIND_DECREASE]   = {MEMBER_START | MEMBER_TARGET, MEMBER_INTERIMS},
    [KR_KIND_AT_LEAST]   = {MEMBER_TARGET, MEMBER_WORST | MEMBER_RULE},
    [KR_KIND_AT_MOST]    = {MEMBER_TARGET, MEMBER_WORST | MEMBER_RULE},
    [KR_KIND_RANGE]      = {MEMBER_LOW | MEMBER_HIGH, MEMBER_TOLERANCE | MEMBER_RULE},
    [KR_KIND_YES_NO]     = {0, 0},
    [KR_KIND_MILESTONES] = {MEMBER_MILESTONES, 0},
    [KR_KIND_ZONES]      = {0, 0},
};
/* clang-format on */

/* In the order of the bits. MEASURE_FINE: no kind requires the member. */
static const struct {
    enum measure_fault missing;
    enum measure_fault unused;
} member_fault[MEMBER_COUNT] = {
    {MEASURE_START_MISSING, MEASURE_START_UNUSED},
    {MEASURE_TARGET_MISSING, MEASURE_TARGET_UNUSED},
    {MEASURE_FINE, MEASURE_WORST_UNUSED},
    {MEASURE_LOW_MISSING, MEASURE_LOW_UNUSED},
    {MEASURE_HIGH_MISSING, MEASURE_HIGH_UNUSED},
    {MEASURE_FINE, MEASURE_TOLERANCE_UNUSED},
    {MEASURE_FINE, MEASURE_PERIOD_RULE_UNUSED},
    {MEASURE_MILESTONES_MISSING, MEASURE_MILESTONES_UNUSED},
    {MEASURE_FINE, MEASURE_INTERIM_TARGETS_UNUSED},
};

/* clang-format off */
static const struct measure_fault_text fault_texts[] = {
    [MEASURE_KIND_MISSING] = {"kind_missing", "kind",
        "Say how the key result is measured."},
    [MEASURE_ZONES_NOT_ASPIRATIONAL] = {"zones_not_aspirational", "kind",
        "Zones belong to aspirational objectives; under a committed one choose another kind."},
    [MEASURE_END_NOT_AFTER_START] = {"end_not_after_start", "due_day",
        "The last day must come after the first."},

    [MEASURE_START_MISSING] = {"start_missing", "start_value",
        "Give the value to start from."},
    [MEASURE_TARGET_MISSING] = {"target_missing", "target_value",
        "Give the value to reach."},
    [MEASURE_LOW_MISSING] = {"low_missing", "low_value",
        "Give the lowest value that is good."},
    [MEASURE_HIGH_MISSING] = {"high_missing", "high_value",
        "Give the highest value that is good."},
    [MEASURE_MILESTONES_MISSING] = {"milestones_missing", "milestones",
        "Give at least one milestone."},

    [MEASURE_START_UNUSED] = {"start_unused", "start_value",
        "This kind has no start; leave it empty, or use increase or decrease."},
    [MEASURE_TARGET_UNUSED] = {"target_unused", "target_value",
        "This kind has no target value; leave it empty."},
    [MEASURE_WORST_UNUSED] = {"worst_unused", "worst_value",
        "Only at_least and at_most have a worst value; leave it empty."},
    [MEASURE_LOW_UNUSED] = {"low_unused", "low_value",
        "Only range has a low value; leave it empty."},
    [MEASURE_HIGH_UNUSED] = {"high_unused", "high_value",
        "Only range has a high value; leave it empty."},
    [MEASURE_TOLERANCE_UNUSED] = {"tolerance_unused", "tolerance",
        "Only range has a tolerance; leave it empty."},
    [MEASURE_PERIOD_RULE_UNUSED] = {"period_rule_unused", "period_rule",
        "Only at_least, at_most and range have another period rule than latest; leave it empty."},
    [MEASURE_MILESTONES_UNUSED] = {"milestones_unused", "milestones",
        "Only the kind milestones has them; leave the list empty."},
    [MEASURE_INTERIM_TARGETS_UNUSED] = {"interim_targets_unused", "interim_targets",
        "Only increase and decrease have interim targets; leave the list empty."},

    [MEASURE_TARGET_EQUALS_START] = {"target_equals_start", "target_value",
        "The target equals the start; to hold a value, use range."},
    [MEASURE_TARGET_BELOW_START] = {"target_below_start", "target_value",
        "The target of an increase lies above its start; exchange them or use decrease."},
    [MEASURE_TARGET_ABOVE_START] = {"target_above_start", "target_value",
        "The target of a decrease lies below its start; exchange them or use increase."},
    [MEASURE_WORST_NOT_BELOW_TARGET] = {"worst_not_below_target", "worst_value",
        "The worst value of at_least must lie below the target."},
    [MEASURE_WORST_NOT_ABOVE_TARGET] = {"worst_not_above_target", "worst_value",
        "The worst value of at_most must lie above the target."},
    [MEASURE_LOW_ABOVE_HIGH] = {"low_above_high", "low_value",
        "The low value lies above the high one; exchange them."},
    [MEASURE_TOLERANCE_NOT_POSITIVE] = {"tolerance_not_positive", "tolerance",
        "The tolerance must be more than 0; leave it empty for none."},
    [MEASURE_SHARE_EXCLUDES_WORST] = {"share_excludes_worst", "worst_value",
        "The period rule share counts good intervals and has no worst value; leave it empty."},
    [MEASURE_SHARE_EXCLUDES_TOLERANCE] = {"share_excludes_tolerance", "tolerance",
        "The period rule share counts good intervals and has no tolerance; leave it empty."},
    [MEASURE_MILESTONE_WEIGHT_OUTSIDE] = {"milestone_weight_outside", "milestones",
        "The weight of a milestone is 0 to 10,000."},
    [MEASURE_MILESTONE_WEIGHTS_ZERO] = {"milestone_weights_zero", "milestones",
        "All milestones weigh 0; give at least one of them a weight."},
    [MEASURE_INTERIM_OUTSIDE_PERIOD] = {"interim_outside_period", "interim_targets",
        "Interim targets lie between the first and the last day, not on them."},
    [MEASURE_INTERIM_DAY_REPEATED] = {"interim_day_repeated", "interim_targets",
        "Two interim targets are on the same day; take one away."},

    [MEASURE_VALUE_NOT_YES_NO] = {"value_not_yes_no", "value",
        "A yes-or-no key result takes 0 or 1."},
    [MEASURE_VALUE_NOT_ZONE] = {"value_not_zone", "value",
        "A zone is 0, 0.3 (commit), 0.7 (target) or 1 (stretch)."},
    [MEASURE_VALUE_TOO_FAR] = {"value_too_far", "value",
        "This is more than a million times the way from start to target (or the tolerance, or worst "
        "to target); mend the value, or start and target."},
};
/* clang-format on */

const struct measure_fault_text *
measure_fault_text(enum measure_fault fault)
{
    assert(fault > MEASURE_FINE && fault <= MEASURE_VALUE_TOO_FAR);
    return &fault_texts[fault];
}

static bool
has_member(enum kr_kind kind, unsigned member)
{
    return ((members_of[kind].required | members_of[kind].optional) & member) != 0;
}

bool
measure_has_milestones(enum kr_kind kind)
{
    return has_member(kind, MEMBER_MILESTONES);
}

bool
measure_has_interims(enum kr_kind kind)
{
    return has_member(kind, MEMBER_INTERIMS);
}

bool
measure_holds(enum kr_kind kind)
{
    return kind == KR_KIND_AT_LEAST || kind == KR_KIND_AT_MOST || kind == KR_KIND_RANGE;
}

bool
measure_days_fit(const struct measure *m)
{
    return m->start_day >= -MEASURE_DAY_MAX && m->end_day <= MEASURE_DAY_MAX &&
           m->start_day < m->end_day;
}

struct fault_list {
    enum measure_fault *items;
    size_t count;
};

static void
fault_if(struct fault_list *list, bool wrong, enum measure_fault fault)
{
    if (!wrong)
        return;
    assert(list->count < MEASURE_FAULTS_MAX);
    list->items[list->count++] = fault;
}

static unsigned
members_given(const struct measure *m)
{
    unsigned given = 0;

    given |= m->start_value.has ? MEMBER_START : 0;
    given |= m->target_value.has ? MEMBER_TARGET : 0;
    given |= m->worst_value.has ? MEMBER_WORST : 0;
    given |= m->low_value.has ? MEMBER_LOW : 0;
    given |= m->high_value.has ? MEMBER_HIGH : 0;
    given |= m->tolerance.has ? MEMBER_TOLERANCE : 0;
    /* Latest is what holds for every kind anyway, so saying it is no mistake. */
    given |= m->rule != PERIOD_RULE_NULL && m->rule != PERIOD_RULE_LATEST ? MEMBER_RULE : 0;
    given |= m->milestone_count > 0 ? MEMBER_MILESTONES : 0;
    given |= m->interim_count > 0 ? MEMBER_INTERIMS : 0;
    return given;
}

static void
check_members(const struct measure *m, struct fault_list *list)
{
    unsigned given = members_given(m);
    unsigned required = members_of[m->kind].required;
    unsigned known = required | members_of[m->kind].optional;

    for (unsigned i = 0; i < MEMBER_COUNT; i++) {
        unsigned bit = 1U << i;

        fault_if(list, (required & bit) != 0 && (given & bit) == 0, member_fault[i].missing);
        fault_if(list, (known & bit) == 0 && (given & bit) != 0, member_fault[i].unused);
    }
}

static void
check_way(const struct measure *m, struct fault_list *list)
{
    if (!m->start_value.has || !m->target_value.has)
        return;
    decimal_t start = m->start_value.value;
    decimal_t target = m->target_value.value;

    fault_if(list, target == start, MEASURE_TARGET_EQUALS_START);
    fault_if(list, m->kind == KR_KIND_INCREASE && target < start, MEASURE_TARGET_BELOW_START);
    fault_if(list, m->kind == KR_KIND_DECREASE && target > start, MEASURE_TARGET_ABOVE_START);
}

/* Lists are short (the model limits them), so looking at all pairs costs nothing. */
static void
check_interims(const struct measure *m, struct fault_list *list)
{
    bool outside = false;
    bool repeated = false;

    for (size_t i = 0; i < m->interim_count; i++) {
        day_t day = m->interims[i].day;

        outside = outside || day <= m->start_day || day >= m->end_day;
        for (size_t j = 0; j < i; j++)
            repeated = repeated || m->interims[j].day == day;
    }
    fault_if(list, outside, MEASURE_INTERIM_OUTSIDE_PERIOD);
    fault_if(list, repeated, MEASURE_INTERIM_DAY_REPEATED);
}

static void
check_limit(const struct measure *m, struct fault_list *list)
{
    if (!m->worst_value.has)
        return;
    fault_if(list, m->rule == PERIOD_RULE_SHARE, MEASURE_SHARE_EXCLUDES_WORST);
    if (!m->target_value.has)
        return;
    decimal_t worst = m->worst_value.value;
    decimal_t target = m->target_value.value;

    fault_if(list, m->kind == KR_KIND_AT_LEAST && worst >= target, MEASURE_WORST_NOT_BELOW_TARGET);
    fault_if(list, m->kind == KR_KIND_AT_MOST && worst <= target, MEASURE_WORST_NOT_ABOVE_TARGET);
}

static void
check_range(const struct measure *m, struct fault_list *list)
{
    fault_if(list,
             m->low_value.has && m->high_value.has && m->low_value.value > m->high_value.value,
             MEASURE_LOW_ABOVE_HIGH);
    if (!m->tolerance.has)
        return;
    fault_if(list, m->tolerance.value <= 0, MEASURE_TOLERANCE_NOT_POSITIVE);
    fault_if(list, m->rule == PERIOD_RULE_SHARE, MEASURE_SHARE_EXCLUDES_TOLERANCE);
}

static void
check_milestones(const struct measure *m, struct fault_list *list)
{
    bool outside = false;
    bool weighty = false;

    for (size_t i = 0; i < m->milestone_count; i++) {
        weight_t weight = m->milestones[i].weight;

        outside = outside || weight < 0 || weight > WEIGHT_MAX;
        weighty = weighty || weight != 0;
    }
    fault_if(list, outside, MEASURE_MILESTONE_WEIGHT_OUTSIDE);
    fault_if(list, m->milestone_count > 0 && !weighty, MEASURE_MILESTONE_WEIGHTS_ZERO);
}

size_t
measure_check(const struct measure *m, enum objective_kind objective_kind,
              enum measure_fault out[MEASURE_FAULTS_MAX])
{
    struct fault_list list = {.items = out};

    if (m->kind == KR_KIND_NULL) {
        fault_if(&list, /* wrong= */ true, MEASURE_KIND_MISSING);
        return list.count;
    }
    fault_if(&list, m->kind == KR_KIND_ZONES && objective_kind != OBJECTIVE_KIND_ASPIRATIONAL,
             MEASURE_ZONES_NOT_ASPIRATIONAL);
    fault_if(&list, m->end_day <= m->start_day, MEASURE_END_NOT_AFTER_START);
    check_members(m, &list);
    switch (m->kind) {
    case KR_KIND_INCREASE:
    case KR_KIND_DECREASE:
        check_way(m, &list);
        check_interims(m, &list);
        break;
    case KR_KIND_AT_LEAST:
    case KR_KIND_AT_MOST:
        check_limit(m, &list);
        break;
    case KR_KIND_RANGE:
        check_range(m, &list);
        break;
    case KR_KIND_MILESTONES:
        check_milestones(m, &list);
        break;
    case KR_KIND_NULL:
    case KR_KIND_YES_NO:
    case KR_KIND_ZONES:
        break;
    }
    return list.count;
}
