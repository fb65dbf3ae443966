/* SPDX-License-Identifier: Apache-2.0 */
/* Whom the ladder tells, and on which day. */
#include "practice/process/state.h"

#include "gen/access_sql.h"
#include "gen/process_sql.h"
#include "practice/process/test_cast.h"

static struct step_rung_view_list
rungs(struct cast *c)
{
    struct step_rung_view_list rows = {0};

    CHECK_OK(q_step_rungs(c->call, step_named(c, "Kick off the cycle", c->shop).id, &rows));
    return rows;
}

/* Four working days after New Year's Day: Thursday, 7 January. */
TEST(ladder__climbs_a_rung_a_day_once)
{
    struct cast c;
    static const struct {
        const char *day;
        size_t count;
    } days[] = {
        {"2027-01-06", 0}, {"2027-01-07", 1}, {"2027-01-08", 2}, {"2027-01-09", 2},
        {"2027-01-10", 3}, {"2027-01-14", 4}, {"2027-01-21", 5}, {"2027-02-21", 5},
    };

    begin(&c);
    CHECK_INT(step_named(&c, "Kick off the cycle", c.shop).due_day, day("2027-01-07"));
    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
        go_to(&c, days[i].day);
        tick(&c);
        tick(&c);
        CHECK_INT(rungs(&c).count, days[i].count);
    }
    struct step_rung_view_list all = rungs(&c);
    const int64_t told[] = {c.lena, c.lena, c.squad, c.squad, c.boss};
    for (size_t i = 0; i < all.count && i < 5; i++)
        CHECK_INT(all.items[i].person_id.value, told[i]);
    stage_close(&c.stage);
}

TEST(ladder__tells_nobody_of_what_is_done)
{
    struct cast c;

    begin(&c);
    go_to(&c, "2027-01-06");
    tick(&c);
    struct step_row step = step_named(&c, "Kick off the cycle", c.shop);
    CHECK_OK(
        q_step_sign_set(c.call, maybe_of(c.lena), maybe_of(c.call->now), STR("Held."), step.id));
    CHECK_OK(q_unit_mark(c.call, c.shop));
    go_to(&c, "2027-01-08");
    tick(&c);
    CHECK_INT(rungs(&c).count, 0);
    stage_close(&c.stage);
}

TEST(ladder__begins_anew_when_a_step_comes_undone)
{
    struct cast c;
    struct step_row step;

    begin(&c);
    go_to(&c, "2027-01-06");
    tick(&c);
    step = step_named(&c, "Kick off the cycle", c.shop);
    CHECK_OK(
        q_step_sign_set(c.call, maybe_of(c.lena), maybe_of(c.call->now), STR("Held."), step.id));
    CHECK_OK(q_unit_mark(c.call, c.shop));
    tick(&c);
    go_to(&c, "2027-02-01");
    CHECK_OK(q_step_sign_set(c.call, maybe_none(), maybe_none(), (struct str){0}, step.id));
    CHECK_OK(q_unit_mark(c.call, c.shop));
    tick(&c);
    CHECK_INT(rungs(&c).count, 1);
    CHECK_INT(rungs(&c).items[0].day, day("2027-02-01"));
    go_to(&c, "2027-02-02");
    tick(&c);
    CHECK_INT(rungs(&c).count, 2);
    stage_close(&c.stage);
}

TEST(ladder__is_not_climbed_by_what_was_past_when_it_was_made)
{
    struct cast c;
    struct step_rung_view_list rows = {0};

    begin(&c);
    go_to(&c, "2027-02-20");
    tick(&c);
    int64_t other = stage_unit(&c.stage, "Other", c.top);
    tick(&c);
    struct step_row step = step_named(&c, "Kick off the cycle", other);
    CHECK_INT(step.state, STEP_STATE_LATE);
    go_to(&c, "2027-03-20");
    tick(&c);
    CHECK_OK(q_step_rungs(c.call, step.id, &rows));
    CHECK_INT(rows.count, 0);
    stage_close(&c.stage);
}

TEST(ladder__who_is_away_is_stood_in_for_and_who_left_is_not_told)
{
    struct cast c;
    struct person person;

    begin(&c);
    stage_away(&c.stage, c.lena, day("2027-01-07"), day("2027-01-07"), c.dora);
    (void)stage_as(&c.stage, 0, 0);
    go_to(&c, "2027-01-07");
    tick(&c);
    struct step_rung_view_list first = rungs(&c);
    CHECK_INT(first.count, 1);
    CHECK_INT(first.items[0].person_id.value, c.dora);
    CHECK_INT(first.items[0].for_id.value, c.lena);
    CHECK_OK(q_person_get(c.call, c.lena, &person));
    person.state = PERSON_STATE_DEACTIVATED;
    CHECK_OK(q_person_update(c.call, &person));
    go_to(&c, "2027-01-08");
    CHECK_OK(process_look(c.call));
    tick(&c);
    struct step_rung_view_list second = rungs(&c);
    CHECK_INT(second.count, 2);
    CHECK_INT(second.items[1].person_id.value, c.boss); /* the nearest who leads now */
    stage_close(&c.stage);
}

/* It may be done; the look of the day has only not come to it. */
TEST(ladder__tells_nobody_of_what_waits_to_be_looked_at)
{
    struct cast c;
    struct step_rung_view_list rows = {0};
    int64_t last = 0;

    begin(&c);
    for (int i = 0; i < PROCESS_PORTION + 10; i++)
        last = stage_unit(&c.stage, "Team", c.top);
    go_to(&c, "2027-01-06");
    for (int i = 0; i < 3; i++)
        tick(&c);
    stage_sql(&c.stage, str_fmt(c.call->arena, /* nobody is told of the others */
                                "UPDATE step SET asked_at = NULL WHERE unit_id NOT IN (%lld, %lld)",
                                (long long)c.shop, (long long)last)
                            .ptr);
    go_to(&c, "2027-01-07");
    struct step_row step = step_named(&c, "Kick off the cycle", last);
    tick(&c);
    CHECK_INT(rungs(&c).count, 1);
    CHECK_OK(q_step_rungs(c.call, step.id, &rows));
    CHECK_INT(rows.count, 0);
    for (int i = 0; i < 3; i++)
        tick(&c);
    CHECK_OK(q_step_rungs(c.call, step.id, &rows));
    CHECK_INT(rows.count, 1);
    stage_close(&c.stage);
}

/* What was asked anew today reaches its next rung tomorrow; however much of it there is, what is
 * due today is told. */
TEST(ladder__what_is_early_stands_before_nothing_that_was_reached)
{
    struct cast c;
    struct step_rung_view_list rows = {0};
    int64_t made = PROCESS_PORTION;
    int64_t last = 0;

    begin(&c);
    for (int i = 0; i < PROCESS_PORTION + 10; i++)
        last = stage_unit(&c.stage, "Team", c.top);
    CHECK_OK(process_look(c.call));
    go_to(&c, "2027-01-08");
    stage_sql(&c.stage,
              str_fmt(c.call->arena, "UPDATE step SET asked_at = %lld WHERE unit_id <> %lld",
                      (long long)c.call->now, (long long)last)
                  .ptr);
    while (made >= PROCESS_PORTION)
        CHECK_OK(process_climb(c.call, &made));
    CHECK_OK(q_step_rungs(c.call, step_named(&c, "Kick off the cycle", last).id, &rows));
    CHECK_INT(rows.count, 2);
    stage_close(&c.stage);
}

STAGE_MAIN()
