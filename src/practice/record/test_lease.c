/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/record/lease.h"

#include "practice/test_support.h"

TEST(lease__is_held_by_one)
{
    struct stage stage;
    bool held;
    const struct str job = STR("prune");

    stage_open(&stage);
    struct call *call = &stage.call;
    CHECK_OK(lease_take(call, job, STR("a"), USEC_PER_DAY, &held));
    CHECK(held);
    CHECK_OK(lease_take(call, job, STR("b"), USEC_PER_DAY, &held));
    CHECK(!held);
    CHECK_OK(lease_take(call, STR("mail"), STR("b"), USEC_PER_DAY, &held));
    CHECK(held);
    CHECK_OK(lease_take(call, job, STR("a"), USEC_PER_DAY, &held));
    CHECK(held);
    CHECK_OK(lease_release(call, job, STR("b")));
    CHECK_OK(lease_take(call, job, STR("b"), USEC_PER_DAY, &held));
    CHECK(!held);
    CHECK_OK(lease_release(call, job, STR("a")));
    CHECK_OK(lease_take(call, job, STR("b"), USEC_PER_DAY, &held));
    CHECK(held);
    stage_close(&stage);
}

TEST(lease__all_of_a_holder_end_at_once)
{
    struct stage stage;
    bool held;

    stage_open(&stage);
    struct call *call = &stage.call;
    CHECK_OK(lease_take(call, STR("prune"), STR("a"), USEC_PER_DAY, &held));
    CHECK_OK(lease_take(call, STR("hear"), STR("a"), USEC_PER_DAY, &held));
    CHECK_OK(lease_take(call, STR("mail"), STR("b"), USEC_PER_DAY, &held));
    CHECK_OK(lease_let_go(call, STR("a")));
    CHECK_OK(lease_take(call, STR("prune"), STR("c"), USEC_PER_DAY, &held));
    CHECK(held);
    CHECK_OK(lease_take(call, STR("hear"), STR("c"), USEC_PER_DAY, &held));
    CHECK(held);
    CHECK_OK(lease_take(call, STR("mail"), STR("c"), USEC_PER_DAY, &held));
    CHECK(!held);
    stage_close(&stage);
}

TEST(lease__that_ran_out_is_free)
{
    struct stage stage;
    bool held;
    const struct str job = STR("prune");

    stage_open(&stage);
    struct call *call = &stage.call;
    CHECK_OK(lease_take(call, job, STR("a"), -USEC_PER_SEC, &held));
    CHECK_OK(lease_take(call, job, STR("b"), USEC_PER_DAY, &held));
    CHECK(held);
    stage_close(&stage);
}

STAGE_MAIN()
