/* SPDX-License-Identifier: Apache-2.0 */
#include "model/call.h"

#include "base/test.h"

TEST(call__says_why)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena};
    CHECK_ERR(fail(&call, ERR_CONFLICT, "cycle_closed", "The cycle %s is closed.", "2026"),
              ERR_CONFLICT);
    CHECK_STR(call.why, "The cycle 2026 is closed.");
    CHECK_STR(str_from(call.code), "cycle_closed");
    arena_release(&arena);
}

TEST(call__collects_faults_up_to_a_limit)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena};
    CHECK_OK(call_faults(&call));
    for (unsigned i = 0; i < FAULT_MAX + 5; i++)
        fault(&call, "/weights/0", "too_small", "At least %d.", 1);
    CHECK_ERR(call_faults(&call), ERR_INVALID);
    CHECK_INT(call.fault_count, FAULT_MAX);
    CHECK_STR(call.faults[0].pointer, "/weights/0");
    CHECK_STR(str_from(call.faults[0].code), "too_small");
    CHECK_STR(call.faults[0].detail, "At least 1.");
    arena_release(&arena);
}

TEST(call__compares_versions)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena};
    CHECK_ERR(call_match(&call, 3), ERR_PRECONDITION);
    call.if_match = maybe_of(3);
    CHECK_OK(call_match(&call, 3));
    CHECK_ERR(call_match(&call, 4), ERR_STALE);
    CHECK(maybe_eq(call.current_version, maybe_of(4)));
    arena_release(&arena);
}

TEST(call__forgets_what_a_rule_left)
{
    struct arena arena;
    int found = 0;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena, .if_match = maybe_of(3), .now = 9, .prepared = &found};
    fault(&call, "/a", "a", "a");
    CHECK_ERR(call_match(&call, 4), ERR_STALE);
    call.cookie = STR("secret");
    CHECK_OK(refuse(&call, ERR_UNSIGNED, "a", "a"));
    CHECK_ERR(call.refused, ERR_UNSIGNED);
    call.secret = true;
    call.retry_after = 5;
    call_reset(&call);
    CHECK_OK(call_faults(&call));
    CHECK(str_is_null(call.why) && call.code == NULL && str_is_null(call.cookie));
    CHECK(!call.current_version.has && call.retry_after == 0);
    CHECK(call.refused == OK && !call.secret);
    CHECK(call.if_match.has && call.now == 9 && call.prepared == &found);
    arena_release(&arena);
}

TEST_MAIN()
