/* SPDX-License-Identifier: Apache-2.0 */
#include "base/test.h"
#include "practice/okr/expected.h"

static fraction_t
expected_on(const struct measure *measure, day_t today)
{
    fraction_t e = -1;

    CHECK_OK(expected_of(measure, today, &e));
    return e;
}

TEST(expected__is_a_line_from_start_to_end)
{
    struct measure measure = {.kind = KR_KIND_INCREASE,
                              .start_day = 100,
                              .end_day = 190,
                              .start_value = maybe_of(50),
                              .target_value = maybe_of(100)};

    CHECK_INT(expected_on(&measure, 90), 0);
    CHECK_INT(expected_on(&measure, 100), 0);
    CHECK_INT(expected_on(&measure, 101), 11111);
    CHECK_INT(expected_on(&measure, 145), 500000);
    CHECK_INT(expected_on(&measure, 190), 1000000);
    CHECK_INT(expected_on(&measure, 400), 1000000);
    measure.start_day = 145;
    CHECK_INT(expected_on(&measure, 145), 0);
}

TEST(expected__bends_at_interim_targets)
{
    struct interim_target list[] = {
        {.day = 60, .value = 20}, {.day = 30, .value = 80}, {.day = 80, .value = 500}};
    struct measure measure = {.kind = KR_KIND_DECREASE,
                              .end_day = 90,
                              .start_value = maybe_of(100),
                              .target_value = maybe_of(0),
                              .interims = list,
                              .interim_count = 2};

    CHECK_INT(expected_on(&measure, 15), 100000);
    CHECK_INT(expected_on(&measure, 30), 200000);
    CHECK_INT(expected_on(&measure, 31), 220000);
    CHECK_INT(expected_on(&measure, 60), 800000);
    CHECK_INT(expected_on(&measure, 75), 900000);
    CHECK_INT(expected_on(&measure, 90), 1000000);
    /* A value before the start counts as 0. */
    measure.interim_count = 3;
    CHECK_INT(expected_on(&measure, 80), 0);
    CHECK_INT(expected_on(&measure, 70), 400000);
}

TEST(expected__by_kind)
{
    struct milestone list[] = {{.weight = 100, .due_day = maybe_of(30)},
                               {.weight = 200, .due_day = maybe_of(60)},
                               {.weight = 300}};
    struct measure milestones = {
        .kind = KR_KIND_MILESTONES, .end_day = 90, .milestones = list, .milestone_count = 3};
    struct measure yes_no = {.kind = KR_KIND_YES_NO, .end_day = 90, .due_day = maybe_of(40)};

    CHECK_INT(expected_on(&(struct measure){.kind = KR_KIND_AT_LEAST, .end_day = 90}, 0), 1000000);
    CHECK_INT(expected_on(&(struct measure){.kind = KR_KIND_RANGE, .end_day = 90}, 0), 1000000);
    CHECK_INT(expected_on(&(struct measure){.kind = KR_KIND_ZONES, .end_day = 90}, 45), 500000);
    CHECK_INT(expected_on(&yes_no, 39), 0);
    CHECK_INT(expected_on(&yes_no, 40), 1000000);
    yes_no.due_day = maybe_none();
    CHECK_INT(expected_on(&yes_no, 89), 0);
    CHECK_INT(expected_on(&yes_no, 90), 1000000);
    CHECK_INT(expected_on(&milestones, 29), 0);
    CHECK_INT(expected_on(&milestones, 30), 166667);
    CHECK_INT(expected_on(&milestones, 60), 500000);
    CHECK_INT(expected_on(&milestones, 90), 1000000);
    /* What is due on the first day is not yet due before it. */
    list[0].due_day = maybe_of(0);
    CHECK_INT(expected_on(&milestones, -1), 0);
    CHECK_INT(expected_on(&milestones, 0), 166667);
    list[0].due_day = list[1].due_day = maybe_none();
    CHECK_INT(expected_on(&milestones, 45), 500000);
}

TEST(expected__marks_the_intended_end)
{
    CHECK_INT(expected_mark(1000000, OBJECTIVE_KIND_COMMITTED, &okr_rules_usual), 1000000);
    CHECK_INT(expected_mark(1000000, OBJECTIVE_KIND_ASPIRATIONAL, &okr_rules_usual), 700000);
    CHECK_INT(expected_mark(5, OBJECTIVE_KIND_ASPIRATIONAL, &okr_rules_usual), 4);
    CHECK_INT(expected_mark(2, OBJECTIVE_KIND_ASPIRATIONAL, &okr_rules_usual), 1);
}

TEST(expected__refuses_stored_nonsense)
{
    struct measure measure = {.kind = KR_KIND_INCREASE, .end_day = 90};
    fraction_t e = 7;

    CHECK_ERR(expected_of(&measure, 10, &e), ERR_INVALID);
    measure.start_value = measure.target_value = maybe_of(5);
    CHECK_ERR(expected_of(&measure, 10, &e), ERR_INVALID);
    measure.target_value = maybe_of(6);
    measure.end_day = 0;
    CHECK_ERR(expected_of(&measure, 0, &e), ERR_INVALID);
    measure.start_day = INT64_MIN;
    measure.end_day = INT64_MAX;
    CHECK_ERR(expected_of(&measure, 0, &e), ERR_INVALID);
    CHECK_ERR(expected_of(&(struct measure){0}, 0, &e), ERR_INVALID);
    CHECK_INT(e, 7);
}

TEST_MAIN()
