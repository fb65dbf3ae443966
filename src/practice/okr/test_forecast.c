/* SPDX-License-Identifier: Apache-2.0 */
#include "base/test.h"
#include "practice/okr/forecast.h"

static const struct measure growth = {.kind = KR_KIND_INCREASE, .end_day = 100};

TEST(forecast__follows_a_straight_line)
{
    struct reading list[] = {{1, 0, 100000}, {2, 10, 150000}, {3, 20, 200000}};
    decimal_t value = 0;

    CHECK_INT(forecast_of(&growth, list, 3, &value), FORECAST_GIVEN);
    CHECK_INT(value, 600000);
}

TEST(forecast__takes_the_last_five)
{
    struct reading list[] = {{1, 0, 9999}, {2, 10, 0},  {3, 20, 10},
                             {4, 30, 20},  {5, 40, 30}, {6, 50, 40}};
    decimal_t value = 0;

    CHECK_INT(forecast_of(&growth, list, 6, &value), FORECAST_GIVEN);
    CHECK_INT(value, 90);
}

TEST(forecast__rounds_once)
{
    /* Slope 1/2 a day and mean 1 at day 1: 1 + 99/2 = 50.5. */
    struct reading list[] = {{1, 0, 0}, {2, 1, 2}, {3, 2, 1}};
    decimal_t value = 0;

    CHECK_INT(forecast_of(&growth, list, 3, &value), FORECAST_GIVEN);
    CHECK_INT(value, 51);
    for (size_t i = 0; i < 3; i++)
        list[i].value = -list[i].value;
    CHECK_INT(forecast_of(&growth, list, 3, &value), FORECAST_GIVEN);
    CHECK_INT(value, -51);
}

TEST(forecast__says_why_there_is_none)
{
    struct reading list[] = {{1, 0, 1}, {2, 10, 2}, {3, 10, 3}, {4, 10, 3}, {5, 10, 3}, {6, 20, 3}};
    struct measure hold = {.kind = KR_KIND_AT_LEAST, .end_day = 100};
    decimal_t value = 7;

    CHECK_INT(forecast_of(&hold, list, 6, &value), FORECAST_KIND);
    CHECK_INT(forecast_of(&growth, list, 2, &value), FORECAST_FEW_CHECK_INS);
    CHECK_INT(forecast_of(&growth, list, 3, &value), FORECAST_FEW_DAYS);
    /* Three days in all, but the first is not among the last five. */
    CHECK_INT(forecast_of(&growth, list, 6, &value), FORECAST_FEW_DAYS);
    CHECK_INT(value, 7);
    CHECK_STR(str_from(forecast_reason_code(FORECAST_FEW_DAYS)), "few_days");
}

TEST(forecast__refuses_what_no_value_can_be)
{
    struct reading steep[] = {{1, 0, -DECIMAL_MAX}, {2, 1, 0}, {3, 2, DECIMAL_MAX}};
    struct reading wild[] = {{1, INT64_MIN, INT64_MIN}, {2, 0, 0}, {3, INT64_MAX, INT64_MAX}};
    struct measure far = {.kind = KR_KIND_INCREASE, .end_day = MEASURE_DAY_MAX};
    decimal_t value = 0;

    CHECK_INT(forecast_of(&far, steep, 3, &value), FORECAST_TOO_FAR);
    CHECK_INT(forecast_of(&growth, wild, 3, &value), FORECAST_TOO_FAR);
}

TEST_MAIN()
