/* SPDX-License-Identifier: Apache-2.0 */
/* What a process makes when it begins, and makes again. */
#include "practice/process/start.h"

#include "gen/org_sql.h"
#include "gen/process_sql.h"
#include "practice/process/test_cast.h"

TEST(process__made_again_makes_nothing_twice)
{
    struct cast c;

    begin(&c);
    struct step_row_list before = steps(&c);
    CHECK(before.count > 20);
    CHECK_OK(process_look(c.call));
    CHECK_OK(process_look(c.call));
    struct step_row_list after = steps(&c);
    CHECK_INT(after.count, before.count);
    for (size_t i = 0; i < before.count && i < after.count; i++) {
        CHECK_INT(after.items[i].id, before.items[i].id);
        CHECK_INT(after.items[i].due_at, before.items[i].due_at);
    }
    stage_close(&c.stage);
}

TEST(process__counts_days_from_the_cycle)
{
    struct cast c;

    begin(&c);
    struct step_row draft = step_named(&c, "Draft OKRs with the team", c.shop);
    CHECK_INT(draft.due_day, day("2026-12-21")); /* nine working days before New Year's Day */
    CHECK_INT(draft.opens_day, day("2026-12-13"));
    CHECK_INT(draft.due_at, day("2026-12-22") * USEC_PER_DAY - HOUR); /* midnight in Amsterdam */
    struct step_row check_in = step_named(&c, "Check in", c.shop);
    CHECK_INT(check_in.round, 1);
    CHECK_INT(check_in.due_day, day("2027-01-12"));
    stage_close(&c.stage);
}

TEST(process__a_new_unit_gets_its_steps_and_a_closed_one_is_let_go)
{
    struct cast c;

    begin(&c);
    size_t count = steps(&c).count;
    c.call->now += HOUR;
    int64_t other = stage_unit(&c.stage, "Other", c.top);
    tick(&c);
    size_t grown = steps(&c).count;
    CHECK(grown > count);
    CHECK_INT(step_named(&c, "Check in", other).round, 1);
    struct unit unit;
    CHECK_OK(q_unit_get(c.call, other, &unit));
    unit.valid_until = maybe_of(day_of(c.call->now));
    CHECK_OK(q_unit_update(c.call, &unit));
    CHECK_OK(process_look(c.call));
    CHECK_INT(steps(&c).count, count);
    unit.valid_until = maybe_none();
    CHECK_OK(q_unit_update(c.call, &unit));
    CHECK_OK(process_look(c.call));
    CHECK_INT(steps(&c).count, grown);
    stage_close(&c.stage);
}

TEST(process__a_holiday_moves_what_is_not_done)
{
    struct cast c;
    struct holiday_calendar calendar = {.name = STR("Days"), .created_at = STAGE_NOW, .version = 1};

    begin(&c);
    CHECK_OK(q_holiday_calendar_insert(c.call, &calendar, &calendar.id));
    struct holiday holiday = {
        .calendar_id = calendar.id, .day = day("2026-12-25"), .name = STR("Christmas")};
    CHECK_OK(q_holiday_put(c.call, &holiday));
    struct unit_calendar choice = {c.top, maybe_of(calendar.id)};
    CHECK_OK(q_unit_calendar_put(c.call, &choice));
    CHECK_OK(process_look(c.call));
    CHECK_INT(step_named(&c, "Draft OKRs with the team", c.shop).due_day, day("2026-12-18"));
    stage_close(&c.stage);
}

STAGE_MAIN()
