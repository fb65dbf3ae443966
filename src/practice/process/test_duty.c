/* SPDX-License-Identifier: Apache-2.0 */
/* Who answers for a step. */
#include "practice/process/duty.h"

#include "practice/process/test_cast.h"

TEST(duty__falls_to_the_next_when_nobody_holds_it)
{
    struct cast c;
    struct duty_person_list people;

    begin(&c);
    struct step step = {
        .process_id = c.process.id, .cycle_id = c.process.cycle_id, .unit_id = c.shop};
    CHECK_OK(
        process_duty_people(c.call, &step, DUTY_OWNER, &people)); /* no objectives: the leader */
    CHECK_INT(people.count, 1);
    CHECK_INT(people.items[0].id, c.lena);
    CHECK_OK(process_duty_people(c.call, &step, DUTY_OKR_MASTER, &people));
    CHECK_INT(people.items[0].id, c.squad);
    CHECK_OK(process_duty_people(c.call, &step, DUTY_SPONSOR, &people));
    CHECK_INT(people.items[0].id, c.boss);
    stage_close(&c.stage);
}

TEST(duty__stays_with_who_is_away_and_named_nobody)
{
    struct cast c;
    struct duty_person_list people;

    begin(&c);
    const day_t today = day_of(c.call->now);
    const struct step step = {
        .process_id = c.process.id, .cycle_id = c.process.cycle_id, .unit_id = c.shop};
    stage_away(&c.stage, c.lena, today, today, 0);
    stage_away(&c.stage, c.boss, today, today, c.dora);
    (void)stage_as(&c.stage, 0, 0);
    CHECK_OK(process_duty_people(c.call, &step, DUTY_LEADER, &people));
    CHECK_INT(people.count, 1);
    CHECK_INT(people.items[0].id, c.lena);
    CHECK(!people.items[0].for_id.has);
    CHECK_OK(process_duty_people(c.call, &step, DUTY_SPONSOR, &people)); /* who named somebody */
    CHECK_INT(people.count, 1);
    CHECK_INT(people.items[0].id, c.dora);
    CHECK_INT(people.items[0].for_id.value, c.boss);
    stage_close(&c.stage);
}

STAGE_MAIN()
