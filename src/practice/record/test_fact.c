/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/record/fact.h"

#include "gen/record_sql.h"
#include "practice/test_support.h"

TEST(fact__is_put_once_and_keeps_its_time)
{
    struct stage stage;
    struct fact row;

    stage_open(&stage);
    struct call *call = &stage.call;
    CHECK_OK(fact_put(call, STR("summit_held"), STR("summit"), 7, maybe_of(1), maybe_of(2)));
    call->now += USEC_PER_DAY;
    CHECK_OK(fact_put(call, STR("summit_held"), STR("summit"), 7, maybe_of(3), maybe_of(2)));
    CHECK_OK(q_fact_get(call, STR("summit_held"), STR("summit"), 7, &row));
    CHECK_INT(row.at, STAGE_NOW);
    CHECK_INT(row.unit_id.value, 3);
    CHECK_INT(row.cycle_id.value, 2);
    stage_close(&stage);
}

TEST(fact__is_taken_back_alone)
{
    struct stage stage;
    struct fact row;

    stage_open(&stage);
    struct call *call = &stage.call;
    CHECK_OK(
        fact_put(call, STR("summit_held"), STR("summit"), 7, (struct maybe){0}, (struct maybe){0}));
    CHECK_OK(
        fact_put(call, STR("summit_held"), STR("summit"), 8, (struct maybe){0}, (struct maybe){0}));
    CHECK_OK(fact_take_back(call, STR("summit_held"), STR("summit"), 7));
    CHECK_OK(fact_take_back(call, STR("summit_held"), STR("summit"), 7));
    CHECK_ERR(q_fact_get(call, STR("summit_held"), STR("summit"), 7, &row), ERR_NOT_FOUND);
    CHECK_OK(q_fact_get(call, STR("summit_held"), STR("summit"), 8, &row));
    CHECK(!row.unit_id.has && !row.cycle_id.has);
    stage_close(&stage);
}

STAGE_MAIN()
