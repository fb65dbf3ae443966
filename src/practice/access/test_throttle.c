/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/throttle.h"

#include "gen/access_sql.h"
#include "practice/test_support.h"

TEST(throttle_span__doubles_up_to_a_quarter_of_an_hour)
{
    CHECK_INT(throttle_span(0, 5), 0);
    CHECK_INT(throttle_span(5, 5), 0);
    CHECK_INT(throttle_span(6, 5), USEC_PER_SEC);
    CHECK_INT(throttle_span(7, 5), 2 * USEC_PER_SEC);
    CHECK_INT(throttle_span(15, 5), 512 * USEC_PER_SEC);
    CHECK_INT(throttle_span(16, 5), THROTTLE_SPAN_MAX);
    CHECK_INT(throttle_span(INT64_C(1000000000), 5), THROTTLE_SPAN_MAX);
}

TEST(throttle_network__takes_a_network_of_ipv6)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_STR(throttle_network(&arena, STR("192.0.2.7")), "192.0.2.7");
    CHECK_STR(throttle_network(&arena, STR("2001:db8:1:2:3:4:5:6")), "2001:db8:1:2::/64");
    CHECK_STR(throttle_network(&arena, STR("no address")), "no address");
    arena_release(&arena);
}

TEST(throttle__blocks_an_account_and_lets_it_go)
{
    struct stage stage;
    const struct str email = STR("a@example.com");

    stage_open(&stage);
    struct call *call = &stage.call;
    for (int i = 0; i < THROTTLE_FREE_ACCOUNT; i++)
        CHECK_OK(throttle_count(call, email));
    CHECK_OK(throttle_check(call, email));
    CHECK_OK(throttle_count(call, email));
    CHECK_ERR(throttle_check(call, email), ERR_TOO_MANY);
    CHECK_INT(call->retry_after, USEC_PER_SEC);
    CHECK_OK(throttle_check(call, STR("b@example.com")));
    call->now += USEC_PER_SEC;
    CHECK_OK(throttle_check(call, email));
    CHECK_OK(throttle_count(call, email));
    CHECK_ERR(throttle_check(call, email), ERR_TOO_MANY);
    CHECK_OK(throttle_forgive(call, email));
    CHECK_OK(throttle_check(call, email));
    stage_close(&stage);
}

TEST(throttle__blocks_an_address_that_tries_many_accounts)
{
    struct stage stage;

    stage_open(&stage);
    struct call *call = &stage.call;
    for (int i = 0; i <= THROTTLE_FREE_ADDRESS; i++)
        CHECK_OK(throttle_count(call, str_fmt(call->arena, "%d@example.com", i)));
    CHECK_ERR(throttle_check(call, STR("other@example.com")), ERR_TOO_MANY);
    CHECK_OK(throttle_forgive(call, STR("other@example.com")));
    CHECK_ERR(throttle_check(call, STR("other@example.com")), ERR_TOO_MANY);
    call->client_address = STR("192.0.2.2");
    CHECK_OK(throttle_check(call, STR("other@example.com")));
    stage_close(&stage);
}

/* People of one office who mistype, and come in. */
TEST(throttle__forgives_an_address_what_its_people_failed)
{
    struct stage stage;

    stage_open(&stage);
    struct call *call = &stage.call;
    CHECK_OK(throttle_count(call, STR("never@example.com")));
    for (int i = 0; i < 10 * THROTTLE_FREE_ADDRESS; i++) {
        struct str email = str_fmt(call->arena, "%d@example.com", i);
        for (int failures = 0; failures < 2; failures++)
            CHECK_OK(throttle_count(call, email));
        CHECK_OK(throttle_check(call, email));
        CHECK_OK(throttle_forgive(call, email));
    }
    /* What the one who never came in failed is still known. */
    for (int i = 0; i < THROTTLE_FREE_ADDRESS; i++)
        CHECK_OK(throttle_count(call, str_fmt(call->arena, "guess%d@example.com", i)));
    CHECK_ERR(throttle_check(call, STR("other@example.com")), ERR_TOO_MANY);
    stage_close(&stage);
}

TEST(throttle__forgets_one_failure_in_a_quarter_of_an_hour)
{
    struct stage stage;
    const struct str email = STR("a@example.com");

    stage_open(&stage);
    struct call *call = &stage.call;
    for (int i = 0; i < 5 * THROTTLE_FREE_ACCOUNT; i++) {
        CHECK_OK(throttle_count(call, email));
        CHECK_OK(throttle_check(call, email));
        call->now += THROTTLE_FORGETS_ONE;
    }
    /* Twice as often is too often. */
    for (int i = 0; i < 2 * THROTTLE_FREE_ACCOUNT + 1; i++) {
        call->now += THROTTLE_FORGETS_ONE / 2;
        CHECK_OK(throttle_count(call, email));
    }
    CHECK_ERR(throttle_check(call, email), ERR_TOO_MANY);
    stage_close(&stage);
}

/* Also of an account whose failures are forgotten one by one: the row names it. */
TEST(throttle__keeps_nothing_of_who_comes_in_or_is_erased)
{
    static enum err (*const ways[])(struct call *, struct str) = {throttle_forgive,
                                                                  throttle_forget};
    struct stage stage;
    struct throttle row;
    const struct str email = STR("a@example.com");

    stage_open(&stage);
    struct call *call = &stage.call;
    for (size_t i = 0; i < 2; i++) {
        CHECK_OK(throttle_count(call, email));
        call->now += THROTTLE_FORGETS_ONE;
        CHECK_OK(ways[i](call, email));
        CHECK_ERR(q_throttle_get(call, STR("account a@example.com"), &row), ERR_NOT_FOUND);
    }
    stage_close(&stage);
}

TEST(throttle__starts_anew_after_a_quiet_day)
{
    struct stage stage;
    const struct str email = STR("a@example.com");

    stage_open(&stage);
    struct call *call = &stage.call;
    for (int i = 0; i < 30; i++)
        CHECK_OK(throttle_count(call, email));
    call->now += THROTTLE_LIFETIME + 1;
    CHECK_OK(throttle_count(call, email));
    CHECK_OK(throttle_check(call, email));
    stage_close(&stage);
}

STAGE_MAIN()
