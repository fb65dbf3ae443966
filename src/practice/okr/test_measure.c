/* SPDX-License-Identifier: Apache-2.0 */
#include "base/test.h"
#include "practice/okr/measure.h"

static const struct measure growth = {
    .kind = KR_KIND_INCREASE,
    .end_day = 90,
    .start_value = {.value = 0, .has = true},
    .target_value = {.value = 100, .has = true},
};

/* The one fault of a measure under a committed objective; MEASURE_FINE without, -1 with several. */
static int
only_fault(struct measure measure)
{
    enum measure_fault faults[MEASURE_FAULTS_MAX];
    size_t count = measure_check(&measure, OBJECTIVE_KIND_COMMITTED, faults);

    if (count > 1)
        return -1;
    return count == 0 ? MEASURE_FINE : (int)faults[0];
}

TEST(measure__refuses_equal_start_and_target)
{
    struct measure measure = growth;

    measure.target_value = measure.start_value;
    CHECK_INT(only_fault(measure), MEASURE_TARGET_EQUALS_START);
    measure.kind = KR_KIND_DECREASE;
    CHECK_INT(only_fault(measure), MEASURE_TARGET_EQUALS_START);
}

TEST(measure__refuses_a_target_on_the_wrong_side)
{
    struct measure measure = growth;

    CHECK_INT(only_fault(measure), MEASURE_FINE);
    measure.rule = PERIOD_RULE_LATEST;
    CHECK_INT(only_fault(measure), MEASURE_FINE);
    measure.rule = PERIOD_RULE_WORST;
    CHECK_INT(only_fault(measure), MEASURE_PERIOD_RULE_UNUSED);
    measure.rule = PERIOD_RULE_NULL;
    measure.kind = KR_KIND_DECREASE;
    CHECK_INT(only_fault(measure), MEASURE_TARGET_ABOVE_START);
    measure.start_value = maybe_of(200);
    CHECK_INT(only_fault(measure), MEASURE_FINE);
    measure.kind = KR_KIND_INCREASE;
    CHECK_INT(only_fault(measure), MEASURE_TARGET_BELOW_START);
}

TEST(measure__refuses_a_worst_value_on_the_wrong_side)
{
    struct measure measure = {
        .kind = KR_KIND_AT_LEAST, .end_day = 90, .target_value = maybe_of(100)};

    CHECK_INT(only_fault(measure), MEASURE_FINE);
    measure.worst_value = maybe_of(99);
    CHECK_INT(only_fault(measure), MEASURE_FINE);
    measure.worst_value = maybe_of(100);
    CHECK_INT(only_fault(measure), MEASURE_WORST_NOT_BELOW_TARGET);
    measure.kind = KR_KIND_AT_MOST;
    CHECK_INT(only_fault(measure), MEASURE_WORST_NOT_ABOVE_TARGET);
    measure.worst_value = maybe_of(101);
    CHECK_INT(only_fault(measure), MEASURE_FINE);
    measure.rule = PERIOD_RULE_SHARE;
    CHECK_INT(only_fault(measure), MEASURE_SHARE_EXCLUDES_WORST);
}

TEST(measure__refuses_a_range_upside_down)
{
    struct measure measure = {
        .kind = KR_KIND_RANGE, .end_day = 90, .low_value = maybe_of(5), .high_value = maybe_of(5)};

    CHECK_INT(only_fault(measure), MEASURE_FINE);
    measure.high_value = maybe_of(4);
    CHECK_INT(only_fault(measure), MEASURE_LOW_ABOVE_HIGH);
    measure.high_value = maybe_of(6);
    measure.tolerance = maybe_of(0);
    CHECK_INT(only_fault(measure), MEASURE_TOLERANCE_NOT_POSITIVE);
    measure.tolerance = maybe_of(1);
    CHECK_INT(only_fault(measure), MEASURE_FINE);
    measure.rule = PERIOD_RULE_SHARE;
    CHECK_INT(only_fault(measure), MEASURE_SHARE_EXCLUDES_TOLERANCE);
}

TEST(measure__refuses_weightless_milestones)
{
    struct milestone list[] = {{.weight = 0}, {.weight = 0}};
    struct measure measure = {.kind = KR_KIND_MILESTONES, .end_day = 90};

    CHECK_INT(only_fault(measure), MEASURE_MILESTONES_MISSING);
    measure.milestones = list;
    measure.milestone_count = 2;
    CHECK_INT(only_fault(measure), MEASURE_MILESTONE_WEIGHTS_ZERO);
    list[0].weight = WEIGHT_MAX + 1;
    CHECK_INT(only_fault(measure), MEASURE_MILESTONE_WEIGHT_OUTSIDE);
    list[0].weight = WEIGHT_MAX;
    CHECK_INT(only_fault(measure), MEASURE_FINE);
}

TEST(measure__keeps_interim_targets_inside_the_period)
{
    struct interim_target list[] = {{.day = 30, .value = 10}, {.day = 60, .value = 20}};
    struct measure measure = growth;

    measure.interims = list;
    measure.interim_count = 2;
    CHECK_INT(only_fault(measure), MEASURE_FINE);
    list[1].day = 30;
    CHECK_INT(only_fault(measure), MEASURE_INTERIM_DAY_REPEATED);
    list[1].day = 90;
    CHECK_INT(only_fault(measure), MEASURE_INTERIM_OUTSIDE_PERIOD);
    list[1].day = 0;
    CHECK_INT(only_fault(measure), MEASURE_INTERIM_OUTSIDE_PERIOD);
}

TEST(measure__keeps_zones_to_aspirational_objectives)
{
    struct measure measure = {.kind = KR_KIND_ZONES, .end_day = 90};
    enum measure_fault faults[MEASURE_FAULTS_MAX];

    CHECK_INT(only_fault(measure), MEASURE_ZONES_NOT_ASPIRATIONAL);
    CHECK_INT(measure_check(&measure, OBJECTIVE_KIND_ASPIRATIONAL, faults), 0);
}

TEST(measure__tells_all_faults_at_once)
{
    struct measure measure = {
        .kind = KR_KIND_RANGE, .start_value = maybe_of(1), .tolerance = maybe_of(-1)};
    enum measure_fault faults[MEASURE_FAULTS_MAX];
    size_t count = measure_check(&measure, OBJECTIVE_KIND_COMMITTED, faults);

    CHECK_INT(count, 5);
    CHECK_INT(faults[0], MEASURE_END_NOT_AFTER_START);
    CHECK_INT(faults[1], MEASURE_START_UNUSED);
    CHECK_INT(faults[2], MEASURE_LOW_MISSING);
    CHECK_INT(faults[3], MEASURE_HIGH_MISSING);
    CHECK_INT(faults[4], MEASURE_TOLERANCE_NOT_POSITIVE);
}

/* Everything given to every kind: nothing may be read beyond a table. */
TEST(measure__counts_every_fault_of_every_kind)
{
    struct milestone milestone = {.weight = -1};
    struct interim_target interims[] = {{.day = 0}, {.day = 0}};
    enum measure_fault faults[MEASURE_FAULTS_MAX];

    for (enum kr_kind kind = KR_KIND_NULL; kind <= KR_KIND_ZONES; kind++) {
        struct measure measure = {
            .kind = kind,
            .rule = PERIOD_RULE_SHARE,
            .start_value = maybe_of(5),
            .target_value = maybe_of(5),
            .worst_value = maybe_of(5),
            .low_value = maybe_of(6),
            .high_value = maybe_of(5),
            .tolerance = maybe_of(-5),
            .milestones = &milestone,
            .milestone_count = 1,
            .interims = interims,
            .interim_count = 2,
        };
        size_t count = measure_check(&measure, OBJECTIVE_KIND_COMMITTED, faults);

        CHECK(count >= 1 && count < MEASURE_FAULTS_MAX);
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < i; j++)
                CHECK(faults[i] != faults[j]);
    }
}

TEST(measure__has_words_for_every_fault)
{
    for (enum measure_fault fault = MEASURE_FINE + 1; fault <= MEASURE_VALUE_TOO_FAR; fault++) {
        const struct measure_fault_text *text = measure_fault_text(fault);

        CHECK(text->code != NULL && text->member != NULL && text->text != NULL);
        CHECK(strlen(text->text) > 10 && text->text[strlen(text->text) - 1] == '.');
    }
}

TEST_MAIN()
