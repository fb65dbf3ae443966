/* SPDX-License-Identifier: Apache-2.0 */
/* What depends on the day that comes: when the process looks, what it hears, and where a step
 * stands. */
#include "practice/process/state.h"

#include "gen/okr_sql.h"
#include "gen/process_sql.h"
#include "practice/access/setting.h"
#include "practice/process/test_cast.h"
#include "practice/record/record.h"

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

static usec_t
seen_at(struct cast *c)
{
    struct process row = {0};

    CHECK_OK(q_process_by_id(c->call, c->process.id, &row));
    return row.seen_at;
}

/* It may have been in time, and is heard when a transaction that began before it has ended. */
TEST(process__has_not_seen_what_cannot_be_heard_yet)
{
    struct cast c;
    int64_t done;

    begin(&c);
    go_to(&c, "2026-12-22");
    tick(&c);
    usec_t told_at = c.call->now;
    draft(&c, "Customers pay without queueing");
    stage_sql(&c.stage, "UPDATE event SET txid = 9223372036854775807"
                        " WHERE id = (SELECT max(e.id) FROM event e)");
    c.call->now += HOUR;
    CHECK_OK(process_tick(c.call, &done));
    CHECK_INT(seen_at(&c), told_at);
    tick(&c);
    CHECK_INT(seen_at(&c), c.call->now);
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

/* ---- slices ------------------------------------------------------------------------------------
 */

/* More units than one round looks at; what is there by now was seen. */
static int64_t
grow(struct cast *c)
{
    int64_t last = 0;

    for (int i = 0; i < PROCESS_PORTION + 10; i++)
        last = stage_unit(&c->stage, "Team", c->top);
    for (int i = 0; i < 3; i++)
        tick(c);
    return last;
}

/* Nothing tells of it, so that only the look of the day finds it. */
static void
sign_silently(struct cast *c, int64_t unit_id)
{
    struct step_row step = step_named(c, "Kick off the cycle", unit_id);

    CHECK_OK(
        q_step_sign_set(c->call, maybe_of(c->lena), maybe_of(c->call->now), STR("Held."), step.id));
}

static usec_t
looked_at(struct cast *c)
{
    struct process row = {0};

    CHECK_OK(q_process_by_id(c->call, c->process.id, &row));
    return row.looked_at.value;
}

TEST(process__looks_at_everything_in_slices_once_a_day)
{
    struct cast c;
    int64_t done;

    begin(&c);
    int64_t last = grow(&c);
    go_to(&c, "2027-01-05");
    tick(&c);
    tick(&c);
    usec_t before = looked_at(&c);
    sign_silently(&c, c.shop);
    sign_silently(&c, last);
    tick(&c);
    CHECK(!step_named(&c, "Kick off the cycle", c.shop).done_at.has); /* not twice on one day */
    c.call->now += 15 * HOUR;                                         /* midnight in Amsterdam */
    CHECK_OK(process_tick(c.call, &done));
    CHECK(done >= PROCESS_PORTION); /* go on at once */
    CHECK(step_named(&c, "Kick off the cycle", c.shop).done_at.has);
    CHECK(!step_named(&c, "Kick off the cycle", last).done_at.has);
    CHECK_INT(looked_at(&c), before);
    CHECK_OK(process_tick(c.call, &done));
    CHECK(done < PROCESS_PORTION);
    CHECK(step_named(&c, "Kick off the cycle", last).done_at.has);
    CHECK_INT(looked_at(&c), c.call->now);
    stage_close(&c.stage);
}

/* It is asked of its unit, and what it comes to is seen at once; the rest of the unit still waits.
 */
TEST(process__a_signature_does_not_wait_and_looks_at_its_unit_alone)
{
    struct cast c;
    int64_t turned;

    begin(&c);
    int64_t last = grow(&c);
    go_to(&c, "2027-01-05");
    sign_silently(&c, c.shop);
    CHECK_OK(q_units_wait_in(c.call, c.call->now, STR("/"), STR("0")));
    sign_silently(&c, last);
    CHECK_OK(q_unit_mark(c.call, last));
    CHECK_OK(process_evaluate(c.call, &turned));
    CHECK_OK(q_units_let_go(c.call));
    CHECK(step_named(&c, "Kick off the cycle", last).done_at.has);
    CHECK(!step_named(&c, "Kick off the cycle", c.shop).done_at.has);
    tick(&c);
    CHECK(step_named(&c, "Kick off the cycle", c.shop).done_at.has);
    stage_close(&c.stage);
}

/* The evidence came before the deadline; its unit had to wait until after it, and through a round
 * that saw others. */
TEST(process__what_was_done_in_time_is_in_time_however_long_its_unit_waited)
{
    struct cast c;

    begin(&c);
    int64_t last = grow(&c);
    go_to(&c, "2026-12-28");
    tick(&c);
    tick(&c);
    usec_t due = step_named(&c, "Publish the OKRs", last).due_at;
    c.call->now = due - 30 * USEC_PER_SEC;
    tick(&c);
    tick(&c);
    struct objective objective = draft(&c, "Customers pay without queueing");
    objective.unit_id = last;
    objective.state = OBJECTIVE_STATE_PUBLISHED;
    objective.published_at = maybe_of(c.call->now);
    CHECK_OK(q_objective_update(c.call, &objective));
    CHECK_OK(q_units_wait_in(c.call, c.call->now, STR("/"), STR("0")));
    c.call->now = due + 20 * USEC_PER_SEC;
    tick(&c);
    CHECK(!step_named(&c, "Publish the OKRs", last).done_at.has);
    c.call->now = due + 40 * USEC_PER_SEC;
    tick(&c);
    CHECK_INT(step_named(&c, "Publish the OKRs", last).state, STEP_STATE_DONE);
    stage_close(&c.stage);
}

/* Their units are not looked at for it. */
TEST(process__a_step_of_the_organisation_lets_all_units_begin)
{
    struct cast c;

    begin(&c);
    stage_sql(
        &c.stage,
        "UPDATE process_rule SET evidence = 'signature' WHERE name_en = 'Publish the topline'");
    go_to(&c, "2026-12-15");
    tick(&c);
    CHECK(step_named(&c, "Draft OKRs with the team", c.shop).waits_due_at.has);
    struct step_row topline = step_named(&c, "Publish the topline", c.top);
    CHECK_OK(q_step_sign_set(c.call, maybe_of(c.boss), maybe_of(c.call->now), STR("It is out."),
                             topline.id));
    tick(&c);
    CHECK_INT(step_named(&c, "Draft OKRs with the team", c.shop).state, STEP_STATE_DUE);
    stage_close(&c.stage);
}

/* Units of the calendar, and nobody else. */
TEST(process__looks_at_units_whose_holidays_changed)
{
    struct cast c;
    struct holiday_calendar calendar = {.name = STR("Days"), .created_at = STAGE_NOW, .version = 1};
    struct happening happening = {.kind = EVENT_HOLIDAY_CALENDAR_UPDATED,
                                  .type = &type_holiday_calendar};

    begin(&c);
    int64_t other = stage_unit(&c.stage, "Other", c.top);
    CHECK_OK(q_holiday_calendar_insert(c.call, &calendar, &calendar.id));
    struct unit_calendar choice = {c.shop, maybe_of(calendar.id)};
    CHECK_OK(q_unit_calendar_put(c.call, &choice));
    CHECK_OK(process_look(c.call));
    go_to(&c, "2027-01-05");
    tick(&c);
    struct holiday holiday = {
        .calendar_id = calendar.id, .day = day("2027-01-06"), .name = STR("Epiphany")};
    CHECK_OK(q_holiday_put(c.call, &holiday));
    sign_silently(&c, other);
    happening.subject_id = calendar.id;
    CHECK_OK(record(c.call, &happening, NULL, NULL));
    tick(&c);
    CHECK_INT(step_named(&c, "Kick off the cycle", c.shop).due_day, day("2027-01-08"));
    CHECK(!step_named(&c, "Kick off the cycle", other).done_at.has);
    stage_close(&c.stage);
}

/* ---- what it means
 * --------------------------------------------------------------------------------
 */

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
