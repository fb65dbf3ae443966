/* SPDX-License-Identifier: Apache-2.0 */
/* What is there of what a step wants. */
#include "practice/process/evidence.h"

#include "gen/meeting_sql.h"
#include "gen/process_sql.h"
#include "model/query_list.h"
#include "practice/process/test_cast.h"
#include "practice/record/fact.h"

TEST(evidence__a_fact_takes_the_place_of_a_signature)
{
    struct cast c;
    const char *name = "Hold the harmonisation session";

    begin(&c);
    go_to(&c, "2027-04-12");
    tick(&c);
    struct step_row step = step_named(&c, name, c.top);
    CHECK_INT(step.state, STEP_STATE_DUE);
    CHECK_OK(
        q_step_sign_set(c.call, maybe_of(c.squad), maybe_of(c.call->now), STR("Held."), step.id));
    CHECK_OK(process_look(c.call));
    CHECK_INT(step_named(&c, name, c.top).state, STEP_STATE_DONE);
    /* The first fact of the kind, of another cycle: what was signed is known better now. */
    CHECK_OK(fact_put(c.call, STR("harmonisation_held"), STR("harmonisation"), 1, maybe_none(),
                      maybe_of(STAGE_NOBODY)));
    tick(&c);
    step = step_named(&c, name, c.top);
    CHECK_INT(step.state, STEP_STATE_DUE);
    CHECK(step.reopened_at.has);
    CHECK_OK(fact_put(c.call, STR("harmonisation_held"), STR("harmonisation"), 2, maybe_none(),
                      maybe_of(c.process.cycle_id)));
    tick(&c);
    CHECK_INT(step_named(&c, name, c.top).state, STEP_STATE_DONE);
    CHECK_OK(fact_take_back(c.call, STR("harmonisation_held"), STR("harmonisation"), 2));
    tick(&c);
    CHECK_INT(step_named(&c, name, c.top).state, STEP_STATE_DUE);
    go_to(&c, "2027-05-10");
    tick(&c);
    CHECK_INT(step_named(&c, name, c.top).state, STEP_STATE_LATE);
    CHECK_OK(fact_put(c.call, STR("harmonisation_held"), STR("harmonisation"), 2, maybe_none(),
                      maybe_of(c.process.cycle_id)));
    tick(&c);
    CHECK_INT(step_named(&c, name, c.top).state, STEP_STATE_DONE_LATE);
    stage_close(&c.stage);
}

TEST(writing_passed__judges_drafts_of_whoever)
{
    struct cast c;

    begin(&c);
    go_to(&c, "2026-12-22");
    tick(&c);
    CHECK_INT(step_named(&c, "Sharpen the wording", c.shop).need, 0);
    draft(&c, "Customers pay without queueing");
    draft(&c, "TBD");
    tick(&c);
    struct step_row step = step_named(&c, "Sharpen the wording", c.shop);
    CHECK_INT(step.need, 2);
    CHECK_INT(step_named(&c, "Sharpen the wording", c.top).need, 0); /* the unit's own alone */
    stage_close(&c.stage);
}

TEST(writing_passed__judges_more_than_one_query_takes)
{
    struct cast c;
    const int most = (int)QUERY_LIST_MAX + 1;

    begin(&c);
    go_to(&c, "2026-12-22");
    for (int i = 0; i < most; i++)
        draft(&c, "Customers pay without queueing");
    tick(&c);
    CHECK_INT(step_named(&c, "Sharpen the wording", c.shop).need, most);
    stage_close(&c.stage);
}

/* The first round ends with 14 January; its check-ins are asked two working days before. */
TEST(evidence__a_round_asks_for_what_ran_in_it)
{
    struct cast c;

    begin(&c);
    go_to(&c, "2027-01-04");
    struct objective early = draft(&c, "Customers pay without queueing");
    measure(&c, &early);
    publish(&c, &early);
    go_to(&c, "2027-02-01");
    struct objective late = draft(&c, "Suppliers are paid in time");
    measure(&c, &late);
    publish(&c, &late);
    measure(&c, &early); /* a key result that the round could not know */
    tick(&c);
    CHECK_INT(first_round(&c, "Check in").need, 1);
    CHECK_INT(first_round(&c, "Check in").state, STEP_STATE_LATE);
    early.state = OBJECTIVE_STATE_CLOSED;
    early.closed_at = maybe_of(c.call->now);
    save(&c, &early);
    tick(&c);
    CHECK_INT(first_round(&c, "Check in").need, 1);
    early.dropped_at = maybe_of(c.call->now);
    save(&c, &early);
    tick(&c);
    CHECK_INT(first_round(&c, "Check in").need, 1);
    CHECK_INT(first_round(&c, "Hold the check-in meeting").need, 1);
    stage_close(&c.stage);
}

static void
meet(struct cast *c, usec_t ended_at)
{
    struct meeting meeting = {.unit_id = c->shop,
                              .cycle_id = c->process.cycle_id,
                              .state = MEETING_STATE_ENDED,
                              .starts_at = ended_at - HOUR,
                              .budget_minutes = 30,
                              .started_at = maybe_of(ended_at - HOUR),
                              .ended_at = maybe_of(ended_at),
                              .created_at = ended_at - HOUR,
                              .version = 1};
    CHECK_OK(q_meeting_insert(c->call, &meeting, &meeting.id));
    CHECK_OK(q_unit_mark(c->call, c->shop));
    tick(c);
}

TEST(meeting_held__a_round_begins_where_the_unit_is)
{
    struct cast c;
    const usec_t midnight = day("2027-01-01") * USEC_PER_DAY - HOUR; /* in Amsterdam */

    begin(&c);
    go_to(&c, "2026-12-28");
    struct objective objective = draft(&c, "Customers pay without queueing");
    publish(&c, &objective);
    go_to(&c, "2027-01-11");
    meet(&c, midnight - 1);
    CHECK_INT(first_round(&c, "Hold the check-in meeting").state, STEP_STATE_DUE);
    meet(&c, midnight);
    CHECK_INT(first_round(&c, "Hold the check-in meeting").state, STEP_STATE_DONE);
    stage_close(&c.stage);
}

STAGE_MAIN()
