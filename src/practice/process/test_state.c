/* SPDX-License-Identifier: Apache-2.0 */
/* What depends on the day that comes: when the process looks, what it hears, and where a step
 * stands. */
#include "practice/process/state.h"

#include "practice/access/setting.h"
#include "practice/process/test_cast.h"

TEST(process__looks_at_a_step_when_it_opens)
{
    struct cast c;

    begin(&c);
    usec_t opens = first_round(&c, "Check in").opens_at;
    c.call->now = opens - HOUR / 2;
    tick(&c);
    CHECK_INT(first_round(&c, "Check in").need, 1); /* nobody counted yet */
    c.call->now = opens + HOUR / 2;
    tick(&c);
    CHECK_INT(first_round(&c, "Check in").need, 0);
    stage_close(&c.stage);
}

TEST(process__what_was_done_in_time_and_seen_late_is_in_time)
{
    struct cast c;
    struct objective objective;

    begin(&c);
    go_to(&c, "2026-12-28");
    objective = draft(&c, "Customers pay without queueing");
    tick(&c);
    usec_t due = step_named(&c, "Publish the OKRs", c.shop).due_at;
    c.call->now = due - 30 * USEC_PER_SEC;
    tick(&c);
    publish(&c, &objective);
    c.call->now = due + 20 * USEC_PER_SEC;
    tick(&c);
    CHECK_INT(step_named(&c, "Publish the OKRs", c.shop).state, STEP_STATE_DONE);
    stage_close(&c.stage);
}

/* A long transaction may end when its events are an hour old. */
TEST(process__hears_what_was_told_late)
{
    struct cast c;

    begin(&c);
    go_to(&c, "2026-12-22");
    tick(&c);
    c.call->now -= HOUR;
    draft(&c, "Customers pay without queueing");
    c.call->now += HOUR;
    tick(&c);
    CHECK_INT(step_named(&c, "Draft OKRs with the team", c.shop).need, 1);
    CHECK_INT(step_named(&c, "Sharpen the wording", c.shop).need, 1);
    stage_close(&c.stage);
}

static void
set(struct cast *c, const char *name, const char *value)
{
    CHECK_OK(setting_put(c->call, str_from(name), str_from(value)));
    c->call->now += HOUR;
    tick(c);
}

static int
rounds_of(struct cast *c)
{
    struct step_row_list rows = steps(c);
    int count = 0;

    for (size_t i = 0; i < rows.count; i++)
        count += rows.items[i].unit_id == c->shop && str_eq(rows.items[i].name_en, STR("Check in"));
    return count;
}

TEST(process__hears_of_the_zone_and_the_cadence_of_the_organisation)
{
    struct cast c;

    begin(&c);
    usec_t due_at = step_named(&c, "Draft OKRs with the team", c.shop).due_at;
    set(&c, "zone", "Asia/Tokyo"); /* where a day ends eight hours before it does in Amsterdam */
    CHECK_INT(step_named(&c, "Draft OKRs with the team", c.shop).due_at, due_at - 8 * HOUR);
    CHECK_INT(rounds_of(&c), 6);
    set(&c, "cadence_days", "30");
    CHECK_INT(rounds_of(&c), 3);
    stage_close(&c.stage);
}

TEST(step_state__is_the_first_that_holds)
{
    struct step_facts facts = {.need = 1, .opens_at = 100, .due_at = 200};

    CHECK_INT(step_state(&facts, 99), STEP_STATE_COMING);
    CHECK_INT(step_state(&facts, 100), STEP_STATE_DUE);
    CHECK_INT(step_state(&facts, 200), STEP_STATE_LATE);
    facts.waits_due_at = maybe_of(150);
    CHECK_INT(step_state(&facts, 149), STEP_STATE_WAITING);
    CHECK_INT(step_state(&facts, 200), STEP_STATE_BLOCKED);
    facts.done_at = maybe_of(199);
    CHECK_INT(step_state(&facts, 300), STEP_STATE_DONE);
    facts.done_at = maybe_of(200);
    CHECK_INT(step_state(&facts, 300), STEP_STATE_DONE_LATE);
    facts = (struct step_facts){.need = 0, .due_at = 200};
    CHECK_INT(step_state(&facts, 300), STEP_STATE_NOT_NEEDED);
    facts = (struct step_facts){.need = 1, .due_at = 200, .gone_at = maybe_of(1)};
    CHECK_INT(step_state(&facts, 300), STEP_STATE_NOT_NEEDED);
}

STAGE_MAIN()
