/* SPDX-License-Identifier: Apache-2.0 */
/* What depends on the day that comes: steps that appear, are done, come undone, are late, and whom
 * the ladder tells. */
#include "practice/process/state.h"

#include "gen/access_sql.h"
#include "gen/meeting_sql.h"
#include "gen/okr_sql.h"
#include "gen/org_sql.h"
#include "gen/process_sql.h"
#include "model/query_list.h"
#include "practice/process/duty.h"
#include "practice/process/start.h"
#include "practice/process/template.h"
#include "practice/record/fact.h"
#include "practice/record/record.h"
#include "practice/test_support.h"

#define HOUR (INT64_C(3600) * USEC_PER_SEC)

struct cast {
    struct stage stage;
    struct call *call;
    int64_t top, shop, boss, lena, dora, squad;
    struct process process;
};

static day_t
day(const char *text)
{
    day_t out = 0;

    CHECK_OK(day_parse(str_from(text), &out));
    return out;
}

/* Nine in the morning in Amsterdam in winter. */
static void
go_to(struct cast *c, const char *text)
{
    c->call->now = day(text) * USEC_PER_DAY + 8 * HOUR;
}

/* A top unit that Boss leads, a shop below it that Lena leads and Dora knows, Squad for all, and
 * DARE in the first quarter of 2027. */
static void
begin(struct cast *c)
{
    struct process_version version;
    int64_t template_id;

    stage_open(&c->stage);
    c->call = &c->stage.call;
    c->top = stage_unit(&c->stage, "Top", 0);
    c->shop = stage_unit(&c->stage, "Shop", c->top);
    c->boss = stage_person(&c->stage, "Boss", "boss@example.com");
    c->lena = stage_person(&c->stage, "Lena", "lena@example.com");
    c->dora = stage_person(&c->stage, "Dora", "dora@example.com");
    c->squad = stage_person(&c->stage, "Squad", "squad@example.com");
    stage_grant(&c->stage, c->boss, ROLE_LEADER, c->top);
    stage_grant(&c->stage, c->lena, ROLE_LEADER, c->shop);
    stage_grant(&c->stage, c->squad, ROLE_OKR_MASTER, 0);
    struct cycle cycle = {.name = STR("Q1"),
                          .type = CYCLE_TYPE_QUARTER,
                          .start_day = day("2027-01-01"),
                          .end_day = day("2027-03-31"),
                          .state = CYCLE_STATE_OPEN,
                          .created_at = STAGE_NOW,
                          .version = 1};
    CHECK_OK(q_cycle_insert(c->call, &cycle, &cycle.id));
    CHECK_OK(process_dare_add(c->call, &template_id));
    CHECK_OK(q_process_version_newest(c->call, template_id, &version));
    c->process = (struct process){.version_id = version.id, .cycle_id = cycle.id};
    CHECK_OK(process_begin(c->call, &c->process));
}

static struct step_row_list
steps(struct cast *c)
{
    struct step_row_list rows = {0};
    struct maybe none = maybe_none();

    CHECK_OK(q_step_page(c->call, none, none, none, STR("/"), STR("0"), STR("all"), c->call->now,
                         c->squad, 0, INT64_MIN, 0, 10000, &rows));
    return rows;
}

static struct step_row
step_named(struct cast *c, const char *name, int64_t unit_id)
{
    struct step_row_list rows = steps(c);

    for (size_t i = 0; i < rows.count; i++) {
        rows.items[i].state = step_state(STEP_FACTS(&rows.items[i]), c->call->now);
        if (rows.items[i].unit_id == unit_id && str_eq(rows.items[i].name_en, str_from(name)))
            return rows.items[i];
    }
    CHECK_STR(STR("no such step"), name); /* says which */
    return (struct step_row){0};
}

/* As if the transactions that told of it had ended: a stage has one alone, behind the horizon. */
static const struct query past = {
    .name = "past",
    .number = UINT32_MAX,
    .sql = {"UPDATE event SET txid = ?1 - 1 WHERE txid >= ?1",
            "UPDATE event SET txid = $1 - 1 WHERE txid >= $1"},
    .params = (const enum value_kind[]){VALUE_INT},
    .param_count = 1,
    .writes = true,
};

static void
tick(struct cast *c)
{
    int64_t horizon;
    int64_t done;

    CHECK_OK(call_txid_horizon(c->call, &horizon));
    struct value before = value_int(horizon);
    CHECK_OK(query_exec(c->stage.conn, &past, &before, 1, NULL));
    CHECK_OK(process_tick(c->call, &done));
}

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

/* ---- objectives ------------------------------------------------------------------------------ */

/* A draft of Lena's in the shop, of which the tick hears. */
static struct objective
draft(struct cast *c, const char *title)
{
    struct objective row = {.unit_id = c->shop,
                            .cycle_id = c->process.cycle_id,
                            .title = str_from(title),
                            .kind = OBJECTIVE_KIND_ASPIRATIONAL,
                            .state = OBJECTIVE_STATE_DRAFT,
                            .owner_id = maybe_of(c->lena),
                            .created_by = maybe_of(c->lena),
                            .created_at = c->call->now,
                            .version = 1};
    CHECK_OK(q_objective_insert(c->call, &row, &row.id));
    struct happening happening = {.kind = EVENT_OBJECTIVE_CREATED,
                                  .type = &type_objective,
                                  .subject_id = row.id,
                                  .unit_id = maybe_of(c->shop)};
    CHECK_OK(record(c->call, &happening, NULL, NULL));
    return row;
}

static void
save(struct cast *c, const struct objective *row)
{
    CHECK_OK(q_objective_update(c->call, row));
    CHECK_OK(q_unit_mark(c->call, c->shop));
}

static void
publish(struct cast *c, struct objective *row)
{
    row->state = OBJECTIVE_STATE_PUBLISHED;
    row->published_at = maybe_of(c->call->now);
    save(c, row);
}

static void
measure(struct cast *c, const struct objective *row)
{
    struct key_result key_result = {.objective_id = row->id,
                                    .title = STR("Wait at the till"),
                                    .kind = KR_KIND_DECREASE,
                                    .unit_of_measure = STR("min"),
                                    .period_rule = PERIOD_RULE_LATEST,
                                    .weight = 10000,
                                    .created_at = c->call->now,
                                    .version = 1};
    CHECK_OK(q_key_result_insert(c->call, &key_result, &key_result.id));
}

/* The first round of the shop. */
static struct step_row
first_round(struct cast *c, const char *name)
{
    struct step_row row = step_named(c, name, c->shop);

    CHECK_INT(row.round, 1);
    return row;
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

/* ---- the ladder ------------------------------------------------------------------------------ */

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
    struct absence away = {.person_id = c.lena,
                           .first_day = day("2027-01-07"),
                           .last_day = day("2027-01-07"),
                           .deputy_id = maybe_of(c.dora),
                           .created_at = STAGE_NOW,
                           .version = 1};
    CHECK_OK(q_absence_insert(c.call, &away, &away.id));
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
