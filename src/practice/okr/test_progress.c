/* SPDX-License-Identifier: Apache-2.0 */
/* The vectors of the design, and the borders where an arithmetic goes wrong. */
#include "base/test.h"
#include "practice/okr/progress.h"
#include "practice/okr/ratio.h"

#define ONE DECIMAL_ONE

static struct measure
moving(enum kr_kind kind, decimal_t start, decimal_t target)
{
    return (struct measure){
        .kind = kind,
        .end_day = 90,
        .start_value = maybe_of(start),
        .target_value = maybe_of(target),
    };
}

static struct measure
limited(enum kr_kind kind, decimal_t target, struct maybe worst)
{
    return (struct measure){
        .kind = kind,
        .end_day = 90,
        .target_value = maybe_of(target),
        .worst_value = worst,
    };
}

static struct measure
within(decimal_t low, decimal_t high, struct maybe tolerance)
{
    return (struct measure){
        .kind = KR_KIND_RANGE,
        .end_day = 90,
        .low_value = maybe_of(low),
        .high_value = maybe_of(high),
        .tolerance = tolerance,
    };
}

static fraction_t
raw_at(struct measure measure, decimal_t value)
{
    fraction_t raw = -1;

    CHECK_OK(progress_raw(&measure, value, &raw));
    return raw;
}

static fraction_t
contribution_at(struct measure measure, decimal_t value)
{
    struct reading reading = {.id = 1, .day = 10, .value = value};
    struct progress progress = {.contribution = -1};

    CHECK_OK(progress_of(&measure, &reading, 1, 14, &progress));
    CHECK(!progress.no_data);
    return progress.contribution;
}

TEST(progress__meets_the_vectors_of_increase)
{
    CHECK_INT(raw_at(moving(KR_KIND_INCREASE, 15 * ONE, 35 * ONE), 20 * ONE), 250000);
    CHECK_INT(raw_at(moving(KR_KIND_INCREASE, 0, 100 * ONE), 130 * ONE), 1300000);
    CHECK_INT(contribution_at(moving(KR_KIND_INCREASE, 0, 100 * ONE), 130 * ONE), 1000000);
    CHECK_INT(raw_at(moving(KR_KIND_INCREASE, 50 * ONE, 100 * ONE), 40 * ONE), -200000);
    CHECK_INT(contribution_at(moving(KR_KIND_INCREASE, 50 * ONE, 100 * ONE), 40 * ONE), 0);
    CHECK_INT(raw_at(moving(KR_KIND_INCREASE, 0, 1000000000 * ONE), 650000000 * ONE), 650000);
    CHECK_INT(raw_at(moving(KR_KIND_INCREASE, -10 * ONE, 10 * ONE), 0), 500000);
}

TEST(progress__meets_the_vectors_of_decrease)
{
    struct measure measure = moving(KR_KIND_DECREASE, 100 * ONE, 60 * ONE);

    CHECK_INT(raw_at(measure, 80 * ONE), 500000);
    CHECK_INT(raw_at(measure, 70 * ONE), 750000);
    CHECK_INT(raw_at(measure, 50 * ONE), 1250000);
    CHECK_INT(raw_at(measure, 110 * ONE), -250000);
    CHECK_INT(contribution_at(measure, 50 * ONE), 1000000);
    CHECK_INT(contribution_at(measure, 110 * ONE), 0);
    CHECK_INT(raw_at(moving(KR_KIND_DECREASE, 5 * ONE, -5 * ONE), -5 * ONE), 1000000);
}

TEST(progress__meets_the_vectors_of_limits)
{
    struct measure most = limited(KR_KIND_AT_MOST, 25 * ONE, maybe_of(30 * ONE));
    struct measure least = limited(KR_KIND_AT_LEAST, 995000, maybe_of(90 * ONE));

    CHECK_INT(raw_at(limited(KR_KIND_AT_MOST, 25 * ONE, maybe_none()), 25 * ONE), 1000000);
    CHECK_INT(raw_at(limited(KR_KIND_AT_MOST, 25 * ONE, maybe_none()), 25 * ONE + 1), 0);
    CHECK_INT(raw_at(most, 275000), 500000);
    CHECK_INT(raw_at(most, 24 * ONE), 1000000);
    CHECK_INT(raw_at(most, 35 * ONE), -1000000);
    CHECK_INT(raw_at(least, 98 * ONE), 842105);
    CHECK_INT(raw_at(least, 995000), 1000000);
    CHECK_INT(raw_at(least, 2000 * ONE), 1000000);
    CHECK_INT(raw_at(limited(KR_KIND_AT_LEAST, 995000, maybe_none()), 994999), 0);
}

TEST(progress__meets_the_vectors_of_range)
{
    struct measure hard = within(4 * ONE, 5 * ONE, maybe_none());
    struct measure soft = within(4 * ONE, 5 * ONE, maybe_of(ONE));

    CHECK_INT(raw_at(hard, 42000), 1000000);
    CHECK_INT(raw_at(hard, 4 * ONE), 1000000);
    CHECK_INT(raw_at(hard, 5 * ONE), 1000000);
    CHECK_INT(raw_at(hard, 35000), 0);
    CHECK_INT(raw_at(soft, 35000), 500000);
    CHECK_INT(raw_at(soft, 65000), -500000);
    CHECK_INT(contribution_at(soft, 65000), 0);
    CHECK_INT(raw_at(soft, 3 * ONE), 0);
}

TEST(progress__of_words_and_lists)
{
    struct milestone list[] = {
        {.weight = 100, .done = true}, {.weight = 200}, {.weight = 0, .done = true}};
    struct measure milestones = {
        .kind = KR_KIND_MILESTONES, .end_day = 90, .milestones = list, .milestone_count = 3};

    CHECK_INT(raw_at((struct measure){.kind = KR_KIND_YES_NO}, 0), 0);
    CHECK_INT(raw_at((struct measure){.kind = KR_KIND_YES_NO}, ONE), 1000000);
    CHECK_INT(raw_at((struct measure){.kind = KR_KIND_ZONES}, 0), 0);
    CHECK_INT(raw_at((struct measure){.kind = KR_KIND_ZONES}, 3000), 300000);
    CHECK_INT(raw_at((struct measure){.kind = KR_KIND_ZONES}, 7000), 700000);
    CHECK_INT(raw_at((struct measure){.kind = KR_KIND_ZONES}, ONE), 1000000);
    CHECK_INT(raw_at(milestones, 0), 333333);
}

TEST(progress__rounds_half_away_from_zero)
{
    struct measure measure = moving(KR_KIND_INCREASE, 0, 2000000);

    CHECK_INT(raw_at(measure, 1), 1);
    CHECK_INT(raw_at(measure, -1), -1);
    CHECK_INT(raw_at(measure, 3), 2);
    CHECK_INT(raw_at(measure, -3), -2);
    CHECK_INT(raw_at(moving(KR_KIND_INCREASE, 0, 3 * ONE), 2 * ONE), 666667);
    CHECK_INT(raw_at(moving(KR_KIND_INCREASE, 0, 2000001), 1), 0);
}

/* Both roundings are part of the definition: half a ppm short is all, one ppm short is not. */
TEST(progress__shows_less_than_all_as_99_percent)
{
    CHECK_INT(raw_at(moving(KR_KIND_INCREASE, 0, 2000000), 1999999), 1000000);
    CHECK_INT(raw_at(moving(KR_KIND_INCREASE, 0, 2000000), 1999998), 999999);
    CHECK_INT(fraction_percent(1000000), 100);
    CHECK_INT(fraction_percent(999999), 99);
    CHECK_INT(fraction_percent(995000), 99);
    CHECK_INT(fraction_percent(994999), 99);
    CHECK_INT(fraction_percent(985000), 99);
    CHECK_INT(fraction_percent(984999), 98);
    CHECK_INT(fraction_percent(5000), 1);
    CHECK_INT(fraction_percent(4999), 0);
    CHECK_INT(fraction_percent(-5000), -1);
    CHECK_INT(fraction_percent(-4999), 0);
    CHECK_INT(fraction_percent(1304999), 130);
    CHECK_INT(fraction_percent(INT64_MAX), 922337203685478);
}

TEST(progress__refuses_what_is_too_far)
{
    struct measure fine = moving(KR_KIND_INCREASE, 0, 1);
    struct measure soft = within(0, 0, maybe_of(1));
    fraction_t raw = 7;

    CHECK_INT(raw_at(fine, 1000000), FRACTION_RAW_MAX);
    CHECK_INT(raw_at(fine, -1000000), -FRACTION_RAW_MAX);
    CHECK_ERR(progress_raw(&fine, 1000001, &raw), ERR_INVALID);
    CHECK_ERR(progress_raw(&fine, -1000001, &raw), ERR_INVALID);
    CHECK_INT(raw, 7);
    CHECK_INT(progress_check(&fine, 1000000), MEASURE_FINE);
    CHECK_INT(progress_check(&fine, 1000001), MEASURE_VALUE_TOO_FAR);
    CHECK_INT(progress_check(&soft, DECIMAL_MAX), MEASURE_VALUE_TOO_FAR);
}

TEST(progress__survives_the_greatest_numbers)
{
    struct measure wide = moving(KR_KIND_INCREASE, -DECIMAL_MAX, DECIMAL_MAX);
    struct measure wild = moving(KR_KIND_INCREASE, INT64_MIN, INT64_MAX);
    fraction_t raw = 0;

    CHECK_INT(raw_at(wide, DECIMAL_MAX), 1000000);
    CHECK_INT(raw_at(wide, 0), 500000);
    CHECK_INT(raw_at(wild, INT64_MAX), 1000000);
    wild = moving(KR_KIND_INCREASE, INT64_MIN, INT64_MIN + 1);
    CHECK_ERR(progress_raw(&wild, INT64_MAX, &raw), ERR_INVALID);
}

TEST(progress__refuses_stored_nonsense)
{
    struct measure flat = moving(KR_KIND_INCREASE, 50 * ONE, 50 * ONE);
    struct measure empty = {.kind = KR_KIND_MILESTONES};
    struct measure lost = {.kind = KR_KIND_AT_MOST};
    struct measure none = {0};
    fraction_t raw = 0;

    CHECK_ERR(progress_raw(&flat, 50 * ONE, &raw), ERR_INVALID);
    CHECK_ERR(progress_raw(&empty, 0, &raw), ERR_INVALID);
    CHECK_ERR(progress_raw(&lost, 0, &raw), ERR_INVALID);
    CHECK_ERR(progress_raw(&none, 0, &raw), ERR_INVALID);
}

TEST(progress__checks_words)
{
    struct measure yes_no = {.kind = KR_KIND_YES_NO};
    struct measure zones = {.kind = KR_KIND_ZONES};

    CHECK_INT(progress_check(&yes_no, ONE), MEASURE_FINE);
    CHECK_INT(progress_check(&yes_no, 1), MEASURE_VALUE_NOT_YES_NO);
    CHECK_INT(progress_check(&zones, 7000), MEASURE_FINE);
    CHECK_INT(progress_check(&zones, 5000), MEASURE_VALUE_NOT_ZONE);
}

TEST(progress__without_check_in_is_no_data)
{
    struct measure measure = within(4 * ONE, 5 * ONE, maybe_none());
    struct progress progress = {.raw = 7};

    CHECK_OK(progress_of(&measure, NULL, 0, 14, &progress));
    CHECK(progress.no_data);
    CHECK_INT(progress.raw, 0);
    CHECK_INT(progress.contribution, 0);
}

static const struct reading two_months[] = {
    {.id = 9, .day = -3, .value = 99 * ONE}, /* before the period */
    {.id = 1, .day = 0, .value = 40 * ONE},  /* first interval, not its last */
    {.id = 2, .day = 13, .value = 20 * ONE}, /* first interval: good */
    {.id = 3, .day = 14, .value = 28 * ONE}, /* second, not its last */
    {.id = 4, .day = 14, .value = 27 * ONE}, /* second: bad; none in the third */
    {.id = 5, .day = 42, .value = 25 * ONE}, /* fourth: good */
    {.id = 6, .day = 91, .value = 99 * ONE}, /* after the period */
};

#define TWO_MONTHS (sizeof(two_months) / sizeof(two_months[0]))

TEST(progress__by_latest_takes_the_newest_day_then_id)
{
    struct measure measure = limited(KR_KIND_AT_MOST, 25 * ONE, maybe_of(30 * ONE));
    struct progress progress;

    CHECK_OK(progress_of(&measure, two_months, 5, 14, &progress));
    CHECK_INT(progress.decided_by->id, 4);
    CHECK_INT(progress.raw, 600000);
}

TEST(progress__by_worst_takes_the_lowest_of_the_period)
{
    struct measure measure = limited(KR_KIND_AT_MOST, 25 * ONE, maybe_of(30 * ONE));
    struct progress progress;

    measure.rule = PERIOD_RULE_WORST;
    CHECK_OK(progress_of(&measure, two_months, TWO_MONTHS, 14, &progress));
    CHECK_INT(progress.decided_by->id, 1);
    CHECK_INT(progress.raw, -2000000);
    CHECK_INT(progress.contribution, 0);
    CHECK_OK(progress_of(&measure, two_months, 1, 14, &progress));
    CHECK(progress.no_data);
}

TEST(progress__by_share_counts_intervals_by_their_last_value)
{
    struct measure measure = limited(KR_KIND_AT_MOST, 25 * ONE, maybe_none());
    struct progress progress;

    measure.rule = PERIOD_RULE_SHARE;
    CHECK_OK(progress_of(&measure, two_months, TWO_MONTHS, 14, &progress));
    CHECK_INT(progress.intervals, 3);
    CHECK_INT(progress.intervals_good, 2);
    CHECK_INT(progress.raw, 666667);
    CHECK_ERR(progress_of(&measure, two_months, TWO_MONTHS, 0, &progress), ERR_INVALID);
}

TEST_MAIN()
