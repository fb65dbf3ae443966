/* SPDX-License-Identifier: Apache-2.0 */
#include "base/test.h"
#include "practice/okr/score.h"

TEST(score__suggests_one_decimal)
{
    CHECK_INT(score_suggest(0, OBJECTIVE_KIND_ASPIRATIONAL), 0);
    CHECK_INT(score_suggest(649999, OBJECTIVE_KIND_ASPIRATIONAL), 600000);
    CHECK_INT(score_suggest(650000, OBJECTIVE_KIND_ASPIRATIONAL), 700000);
    CHECK_INT(score_suggest(1000000, OBJECTIVE_KIND_ASPIRATIONAL), 1000000);
    CHECK_INT(score_suggest(699999, OBJECTIVE_KIND_COMMITTED), 600000);
    CHECK_INT(score_suggest(999999, OBJECTIVE_KIND_COMMITTED), 900000);
    CHECK_INT(score_suggest(1000000, OBJECTIVE_KIND_COMMITTED), 1000000);
}

TEST(score__takes_one_decimal_from_people)
{
    CHECK(score_is_valid(0));
    CHECK(score_is_valid(700000));
    CHECK(score_is_valid(1000000));
    CHECK(!score_is_valid(750000));
    CHECK(!score_is_valid(-100000));
    CHECK(!score_is_valid(1100000));
}

TEST(score__asks_why_beyond_a_tenth)
{
    CHECK(!score_needs_reason(700000, 800000));
    CHECK(!score_needs_reason(700000, 600000));
    CHECK(score_needs_reason(700000, 900000));
    CHECK(score_needs_reason(700000, 500000));
}

TEST(score__meets_a_promise_only_in_full)
{
    CHECK(score_is_met(1000000));
    CHECK(!score_is_met(999999));
}

TEST(score__colours_a_stretch)
{
    CHECK_INT(score_colour_of(399999), SCORE_COLOUR_RED);
    CHECK_INT(score_colour_of(400000), SCORE_COLOUR_AMBER);
    CHECK_INT(score_colour_of(699999), SCORE_COLOUR_AMBER);
    CHECK_INT(score_colour_of(700000), SCORE_COLOUR_GREEN);
    CHECK(score_asks_ambition(1000000, OBJECTIVE_KIND_ASPIRATIONAL));
    CHECK(!score_asks_ambition(900000, OBJECTIVE_KIND_ASPIRATIONAL));
    CHECK(!score_asks_ambition(1000000, OBJECTIVE_KIND_COMMITTED));
}

TEST(confidence__explains_a_fall_of_two)
{
    CHECK(confidence_needs_reason(maybe_of(7), maybe_of(5)));
    CHECK(!confidence_needs_reason(maybe_of(7), maybe_of(6)));
    CHECK(!confidence_needs_reason(maybe_of(5), maybe_of(9)));
    CHECK(!confidence_needs_reason(maybe_none(), maybe_of(0)));
    CHECK(!confidence_needs_reason(maybe_of(9), maybe_none()));
}

TEST_MAIN()
