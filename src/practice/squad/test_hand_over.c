/* SPDX-License-Identifier: Apache-2.0 */
#include "gen/access_sql.h"
#include "gen/squad_sql.h"
#include "practice/org/grant.h"
#include "practice/squad/desk.h"
#include "practice/test_support.h"

#define DAY_LATER (STAGE_NOW + 10 * USEC_PER_DAY)

struct cast {
    struct stage stage;
    int64_t lead;
    int64_t olga;
    int64_t otto;
    int64_t hand_over;
    int64_t cycle;
};

/* The squad lead offered what Olga keeps to Otto, who accepted; its day is to come. */
static void
cast_open(struct cast *c)
{
    struct hand_over_view view;

    stage_open(&c->stage);
    int64_t retail = stage_unit(&c->stage, "Retail", 0);
    int64_t finance = stage_unit(&c->stage, "Finance", 0);
    c->lead = stage_person(&c->stage, "Lea", "lea@example.org");
    c->olga = stage_person(&c->stage, "Olga", "olga@example.org");
    c->otto = stage_person(&c->stage, "Otto", "otto@example.org");
    stage_grant(&c->stage, c->lead, ROLE_OKR_MASTER, 0);
    stage_grant(&c->stage, c->olga, ROLE_OKR_MASTER, retail);
    stage_grant(&c->stage, c->otto, ROLE_OKR_MASTER, finance);
    c->cycle = stage_cycle(&c->stage, c->lead, "Q1", day_from_civil(2026, 1, 1),
                           day_from_civil(2026, 3, 31));
    struct hand_over_new offer = {.from_id = maybe_of(c->olga),
                                  .to_id = c->otto,
                                  .day = (day_t)(DAY_LATER / USEC_PER_DAY) - 1};
    CHECK_OK(hand_over_create(stage_as(&c->stage, c->lead, 0), &offer, &view));
    c->hand_over = view.id;
    struct hand_over_answer answer = {.id = view.id, .accept = true};
    CHECK_OK(hand_over_answer(stage_as(&c->stage, c->otto, view.version), &answer, &view));
    CHECK_INT(view.state, HAND_OVER_STATE_ACCEPTED);
    c->stage.call.now = DAY_LATER;
}

static enum hand_over_state
state_after_the_job(struct cast *c, enum hand_over_bar bar)
{
    struct hand_over row;
    int64_t done;

    CHECK_OK(hand_over_due(&c->stage.call, &done));
    CHECK_INT(done, 1);
    CHECK_OK(q_hand_over_row(&c->stage.call, c->hand_over, &row));
    CHECK_INT(row.withdrawn_why, bar);
    CHECK_INT(row.withdrawn_at.has, bar != HAND_OVER_BAR_NULL);
    return row.state;
}

static size_t
kept_by(struct cast *c, int64_t person_id)
{
    struct grant_view_list grants;

    CHECK_OK(q_master_grants(&c->stage.call, person_id, c->stage.call.now, &grants));
    return grants.count;
}

static void
end_role(struct cast *c, int64_t person_id)
{
    struct grant_view_list grants;

    CHECK_OK(q_master_grants(&c->stage.call, person_id, c->stage.call.now, &grants));
    CHECK_INT(grants.count, 1);
    CHECK_OK(grant_end(&c->stage.call, grants.items[0].id));
}

static void
leave(struct cast *c, int64_t person_id)
{
    struct person person;

    CHECK_OK(q_person_get(&c->stage.call, person_id, &person));
    CHECK_OK(person_leave(&c->stage.call, &person));
}

TEST(hand_over_due__gives_on_its_day_what_was_accepted)
{
    struct cast c;

    cast_open(&c);
    CHECK_INT(state_after_the_job(&c, HAND_OVER_BAR_NULL), HAND_OVER_STATE_DONE);
    CHECK_INT(kept_by(&c, c.otto), 2);
    CHECK_INT(kept_by(&c, c.olga), 0);
    stage_close(&c.stage);
}

TEST(hand_over_due__gives_what_somebody_had_who_left_since)
{
    struct cast c;

    cast_open(&c);
    leave(&c, c.olga);
    CHECK_INT(state_after_the_job(&c, HAND_OVER_BAR_NULL), HAND_OVER_STATE_DONE);
    CHECK_INT(kept_by(&c, c.otto), 2);
    stage_close(&c.stage);
}

TEST(hand_over_due__withdraws_what_the_giver_may_not_give_any_more)
{
    struct cast c;

    cast_open(&c);
    end_role(&c, c.lead);
    CHECK_INT(state_after_the_job(&c, HAND_OVER_BAR_NOT_GIVEN), HAND_OVER_STATE_WITHDRAWN);
    CHECK_INT(kept_by(&c, c.otto), 1);
    CHECK_INT(kept_by(&c, c.olga), 1);
    stage_close(&c.stage);
}

TEST(hand_over_due__withdraws_what_a_giver_offered_who_left)
{
    struct cast c;

    cast_open(&c);
    leave(&c, c.lead);
    CHECK_INT(state_after_the_job(&c, HAND_OVER_BAR_NOT_GIVEN), HAND_OVER_STATE_WITHDRAWN);
    CHECK_INT(kept_by(&c, c.otto), 1);
    stage_close(&c.stage);
}

TEST(hand_over_due__withdraws_what_nobody_can_take)
{
    struct cast c;

    cast_open(&c);
    end_role(&c, c.otto);
    CHECK_INT(state_after_the_job(&c, HAND_OVER_BAR_NOT_TAKEN), HAND_OVER_STATE_WITHDRAWN);
    CHECK_INT(kept_by(&c, c.otto), 0);
    stage_close(&c.stage);
}

TEST(hand_over_due__gives_the_whole_organisation_only_for_an_administrator)
{
    struct cast c;

    cast_open(&c);
    stage_grant(&c.stage, c.olga, ROLE_OKR_MASTER, 0);
    CHECK_INT(state_after_the_job(&c, HAND_OVER_BAR_NOT_GIVEN), HAND_OVER_STATE_WITHDRAWN);
    CHECK_INT(kept_by(&c, c.otto), 1);
    stage_close(&c.stage);
}

static size_t
on_the_desk_of(struct cast *c, int64_t person_id)
{
    struct desk_query query = {.cycle_id = c->cycle, .person_id = maybe_of(person_id)};
    usec_t now = c->stage.call.now;
    struct desk_view desk;

    struct call *call = stage_as(&c->stage, c->lead, 0);
    call->now = now;
    CHECK_OK(squad_desk_get(call, &query, &desk));
    return desk.hand_overs.count;
}

TEST(hand_over__that_could_not_be_done_stands_on_both_desks_for_two_weeks)
{
    struct cast c;

    cast_open(&c);
    end_role(&c, c.otto);
    CHECK_INT(state_after_the_job(&c, HAND_OVER_BAR_NOT_TAKEN), HAND_OVER_STATE_WITHDRAWN);
    c.stage.call.now = DAY_LATER + 14 * USEC_PER_DAY - 1;
    CHECK_INT(on_the_desk_of(&c, c.olga), 1);
    CHECK_INT(on_the_desk_of(&c, c.otto), 1);
    c.stage.call.now++;
    CHECK_INT(on_the_desk_of(&c, c.olga), 0);
    CHECK_INT(on_the_desk_of(&c, c.otto), 0);
    stage_close(&c.stage);
}

TEST(hand_over__that_somebody_withdrew_stands_on_no_desk)
{
    struct cast c;
    struct hand_over row;
    struct hand_over_view view;

    cast_open(&c);
    CHECK_OK(q_hand_over_row(&c.stage.call, c.hand_over, &row));
    struct by_id id = {.id = c.hand_over};
    CHECK_OK(hand_over_withdraw(stage_as(&c.stage, c.lead, row.version), &id, &view));
    CHECK(view.withdrawn_at.has);
    CHECK_INT(view.withdrawn_why, HAND_OVER_BAR_NULL);
    CHECK_INT(on_the_desk_of(&c, c.olga), 0);
    stage_close(&c.stage);
}

STAGE_MAIN()
