/* SPDX-License-Identifier: Apache-2.0 */
#include "base/test.h"
#include "practice/squad/practice_health_score.h"

TEST(health_value__is_a_ratio_rounded_half_away_from_zero_and_limited)
{
    CHECK(!health_value(0, 0).has);
    CHECK(!health_value(3, 0).has);
    CHECK_INT(health_value(0, 7).value, 0);
    CHECK_INT(health_value(7, 7).value, 1000000);
    CHECK_INT(health_value(9, 7).value, 1000000);
    CHECK_INT(health_value(2, 3).value, 666667);
    CHECK_INT(health_value(1, 3).value, 333333);
    CHECK_INT(health_value(1, 2000000).value, 1); /* half a ppm goes up */
}

TEST(health_score__is_the_mean_by_weight_of_what_says_something)
{
    struct health_input inputs[] = {
        {.have = 8, .need = 10, .weight = 25},
        {.have = 3, .need = 4, .weight = 25},
        {.have = 0, .need = 0, .weight = 40}, /* says nothing */
        {.have = 1, .need = 3, .weight = 10},
    };

    /* (0.8 × 25 + 0.75 × 25 + 0.333333 × 10) / 60 = 0.701389 */
    CHECK_INT(health_score(inputs, 4).value, 701389);
    inputs[0].weight = inputs[1].weight = inputs[3].weight = 0;
    CHECK(!health_score(inputs, 4).has);
    CHECK(!health_score(inputs, 0).has);
}

TEST(health_quartile__interpolates_between_neighbours)
{
    const fraction_t sorted[] = {100000, 200000, 400000, 800000};

    CHECK(!health_quartile(sorted, 0, 2).has);
    CHECK_INT(health_quartile(sorted, 1, 3).value, 100000);
    CHECK_INT(health_quartile(sorted, 4, 0).value, 100000);
    CHECK_INT(health_quartile(sorted, 4, 1).value, 175000);
    CHECK_INT(health_quartile(sorted, 4, 2).value, 300000);
    CHECK_INT(health_quartile(sorted, 4, 3).value, 500000);
    CHECK_INT(health_quartile(sorted, 4, 4).value, 800000);
    CHECK_INT(health_quartile(sorted, 3, 2).value, 200000);
}

TEST_MAIN()
