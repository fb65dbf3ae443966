/* SPDX-License-Identifier: Apache-2.0 */
#include "base/test.h"
#include "practice/okr/rollup.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct rollup_item
item(weight_t weight, int64_t contribution)
{
    return (struct rollup_item){
        .weight = weight,
        .contribution = maybe_of(contribution),
        .expected = maybe_of(contribution / 2),
    };
}

TEST(rollup__seven_rounded_weights_are_a_whole)
{
    struct rollup_item items[7];
    struct rollup rollup;

    for (size_t i = 0; i < COUNT(items); i++)
        items[i] = item(1429, FRACTION_ONE);
    CHECK_OK(rollup_of(items, COUNT(items), &rollup));
    CHECK(maybe_eq(rollup.progress, maybe_of(FRACTION_ONE)));
    CHECK(maybe_eq(rollup.expected, maybe_of(500000)));
    CHECK_INT(rollup.weight, 10003);
}

TEST(rollup__without_items_or_weight_is_null)
{
    struct rollup_item weightless[] = {item(0, 1000000), item(0, 500000)};
    struct rollup rollup;

    CHECK_OK(rollup_of(NULL, 0, &rollup));
    CHECK(!rollup.progress.has && !rollup.expected.has);
    CHECK_OK(rollup_of(weightless, 2, &rollup));
    CHECK(!rollup.progress.has && !rollup.expected.has);
    CHECK_INT(rollup.counted, 2);
}

TEST(rollup__leaves_out_what_has_no_progress)
{
    struct rollup_item items[] = {item(100, 600000), {.weight = 900}, item(200, 300000)};
    struct rollup rollup;

    CHECK_OK(rollup_of(items, 3, &rollup));
    CHECK(maybe_eq(rollup.progress, maybe_of(400000)));
    CHECK(maybe_eq(rollup.expected, maybe_of(200000)));
    CHECK_INT(rollup.weight, 300);
}

TEST(rollup__rounds_half_away_from_zero)
{
    struct rollup_item halves[] = {item(1, 1), item(1, 0)};
    struct rollup rollup;

    CHECK_OK(rollup_of(halves, 2, &rollup));
    CHECK_INT(rollup.progress.value, 1);
    halves[1].weight = 2;
    CHECK_OK(rollup_of(halves, 2, &rollup));
    CHECK_INT(rollup.progress.value, 0);
}

TEST(rollup__without_e_of_an_item_has_no_e)
{
    struct rollup_item items[] = {item(1, 1000), {.weight = 1, .contribution = maybe_of(3000)}};
    struct rollup rollup;

    CHECK_OK(rollup_of(items, 2, &rollup));
    CHECK_INT(rollup.progress.value, 2000);
    CHECK(!rollup.expected.has);
}

TEST(rollup__refuses_weights_outside_the_limits)
{
    struct rollup_item items[] = {item(-1, 1000), item(WEIGHT_MAX + 1, 1000)};
    struct rollup rollup;

    CHECK_ERR(rollup_of(&items[0], 1, &rollup), ERR_INVALID);
    CHECK_ERR(rollup_of(&items[1], 1, &rollup), ERR_INVALID);
}

TEST(rollup__gives_a_new_item_the_mean_weight)
{
    weight_t two[] = {10000, 5001};
    weight_t three[] = {1, 0, 0};

    CHECK_INT(rollup_weight_default(NULL, 0), 10000);
    CHECK_INT(rollup_weight_default(two, 1), 10000);
    CHECK_INT(rollup_weight_default(two, 2), 7501);
    CHECK_INT(rollup_weight_default(three, 2), 1);
    CHECK_INT(rollup_weight_default(three, 3), 0);
}

TEST(rollup__spread_never_mixes_the_kinds)
{
    struct rollup_objective list[] = {
        {OBJECTIVE_KIND_COMMITTED, STATUS_ON_TRACK, maybe_of(1000000)},
        {OBJECTIVE_KIND_ASPIRATIONAL, STATUS_AT_RISK, maybe_of(100000)},
        {OBJECTIVE_KIND_COMMITTED, STATUS_NO_DATA, maybe_none()},
        {OBJECTIVE_KIND_COMMITTED, STATUS_ON_TRACK, maybe_of(500001)},
    };
    struct rollup_spread spread;

    CHECK_OK(rollup_spread_of(OBJECTIVE_KIND_COMMITTED, list, COUNT(list), &spread));
    CHECK_INT(spread.count, 3);
    CHECK_INT(spread.by_status[STATUS_ON_TRACK], 2);
    CHECK_INT(spread.by_status[STATUS_NO_DATA], 1);
    CHECK_INT(spread.by_status[STATUS_AT_RISK], 0);
    CHECK(maybe_eq(spread.mean, maybe_of(750001)));
    CHECK_OK(rollup_spread_of(OBJECTIVE_KIND_ASPIRATIONAL, list, 1, &spread));
    CHECK(!spread.mean.has);
}

TEST_MAIN()
