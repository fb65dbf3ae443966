/* SPDX-License-Identifier: Apache-2.0 */
/* Who is told what, when: rules with injected time, on both engines. */
#include "practice/notice/tell.h"

#include "gen/checkin.h"
#include "gen/meeting.h"
#include "gen/notice_sql.h"
#include "gen/okr.h"
#include "gen/org.h"
#include "practice/notice/choice.h"
#include "practice/notice/one_link.h"
#include "practice/notice/sentence.h"
#include "practice/notice/sign.h"
#include "practice/record/outbox.h"
#include "practice/test_support.h"

static struct stage stage;
static int64_t unit;
static int64_t ada; /* owns */
static int64_t bea; /* stands in, leads */

#define HOUR (3600 * USEC_PER_SEC)

static int64_t
notices_of(int64_t person, enum notice_kind kind)
{
    struct notice_view_list rows;
    int64_t count = 0;

    CHECK_OK(q_notice_page(&stage.call, person, INT64_MAX, 200, &rows));
    for (size_t i = 0; i < rows.count; i++)
        count += rows.items[i].kind == kind;
    return count;
}

/* A published objective of Ada's with some key results. */
static int64_t
objective_of(int64_t cycle, int key_results)
{
    int64_t id =
        stage_draft(&stage, ada, cycle, unit, "Customers come back", OBJECTIVE_KIND_COMMITTED);

    for (int i = 0; i < key_results; i++)
        stage_key_result(&stage, ada, id, /* owner_id= */ 0);
    stage_publish(&stage, ada, id);
    return id;
}

static int64_t
open_stage(void)
{
    stage_open(&stage);
    stage.call.now = day_from_civil(2026, 10, 1) * USEC_PER_DAY + 8 * HOUR;
    unit = stage_unit(&stage, "Retail", 0);
    ada = stage_person(&stage, "Ada", "ada@example.org");
    bea = stage_person(&stage, "Bea", "bea@example.org");
    int64_t admin = stage_person(&stage, "Root", "root@example.org");
    stage_member(&stage, ada, unit);
    stage_grant(&stage, bea, ROLE_LEADER, unit);
    stage_grant(&stage, admin, ROLE_ADMIN, 0);
    return stage_cycle(&stage, admin, "Q4", day_from_civil(2026, 10, 1),
                       day_from_civil(2026, 12, 31));
}

/* Runs the morning of a day at an hour (UTC). */
static int64_t
morning(day_t day, usec_t hour)
{
    int64_t done = 0;

    stage.call.now = day * USEC_PER_DAY + hour;
    CHECK_OK(remind_mornings(&stage.call, &done));
    return done;
}

static void
give_action(int64_t cycle, int64_t owner, day_t due)
{
    struct action_view action;

    CHECK_OK(action_create(stage_as(&stage, bea, 0),
                           &(struct action_new){.given = UINT64_MAX,
                                                .id = unit,
                                                .cycle_id = cycle,
                                                .title = STR("Call the shops"),
                                                .owner_id = maybe_of(owner),
                                                .source = ACTION_SOURCE_OTHER,
                                                .due_day = maybe_of(due)},
                           &action));
}

TEST(remind__at_nine_of_the_person_and_once)
{
    int64_t cycle = open_stage();
    day_t due = day_from_civil(2026, 10, 15); /* 14 days after the cycle's first */

    objective_of(cycle, 3);
    /* Amsterdam is two hours ahead of UTC then. */
    CHECK_INT(morning(due - 1, 6 * HOUR + HOUR / 2), 0);
    CHECK_INT(notices_of(ada, NOTICE_KIND_CHECK_IN_DUE), 0);
    CHECK_INT(morning(due - 1, 7 * HOUR), 1);
    CHECK_INT(notices_of(ada, NOTICE_KIND_CHECK_IN_DUE), 1);
    CHECK_INT(morning(due - 1, 8 * HOUR), 0);
    CHECK_INT(notices_of(ada, NOTICE_KIND_CHECK_IN_DUE), 1);
    CHECK_INT(morning(due, 7 * HOUR), 1);
    CHECK_INT(morning(due + 1, 7 * HOUR), 1);
    CHECK_INT(notices_of(ada, NOTICE_KIND_CHECK_IN_OVERDUE), 1);
    CHECK_INT(morning(due + 2, 7 * HOUR), 0);
    CHECK_INT(morning(due + 8, 7 * HOUR), 1);
    stage_close(&stage);
}

TEST(remind__over_the_change_to_winter_time)
{
    int64_t cycle = open_stage();

    objective_of(cycle, 1);
    day_t sunday = day_from_civil(2026, 10, 25); /* clocks went back in the night */
    CHECK_INT(morning(sunday - 2, 7 * HOUR), 1);
    CHECK_INT(morning(sunday, 7 * HOUR + HOUR / 2), 0); /* half past eight */
    struct notice_morning begun = {.zone = STR("Europe/Amsterdam"), .day = sunday, .at = 1};
    int64_t changed;
    CHECK_OK(q_remind_begin(&stage.call, &begun, &changed));
    CHECK_INT(changed, 1);
    stage_close(&stage);
}

TEST(remind__tells_the_deputy_and_no_leaver)
{
    int64_t cycle = open_stage();
    day_t due = day_from_civil(2026, 10, 15);
    struct person left;
    int64_t admin = stage_person(&stage, "Rod", "rod@example.org");

    objective_of(cycle, 2);
    stage.call.now = (due - 5) * USEC_PER_DAY;
    stage_away(&stage, ada, due - 2, due, bea);
    CHECK_INT(morning(due - 1, 7 * HOUR), 1);
    CHECK_INT(notices_of(ada, NOTICE_KIND_CHECK_IN_DUE), 0);
    CHECK_INT(notices_of(bea, NOTICE_KIND_CHECK_IN_DUE), 1);
    CHECK_INT(morning(due + 1, 7 * HOUR), 1);
    CHECK_INT(notices_of(ada, NOTICE_KIND_CHECK_IN_OVERDUE), 1);
    stage_grant(&stage, admin, ROLE_ADMIN, 0);
    CHECK_OK(person_deactivate(stage_as(&stage, admin, 1), &(struct by_id){.id = ada}, &left));
    CHECK_INT(morning(due + 8, 7 * HOUR), 0);
    stage_close(&stage);
}

TEST(remind__at_most_ten_nudges_in_a_week)
{
    int64_t cycle = open_stage();
    day_t day = day_from_civil(2026, 10, 20);

    for (int i = 0; i < 14; i++)
        give_action(cycle, ada, day + i / 2);
    for (int i = -1; i < 6; i++)
        (void)morning(day + i, 8 * HOUR);
    CHECK_INT(notices_of(ada, NOTICE_KIND_ACTION_DUE), 10);
    CHECK_INT(morning(day + 6, 8 * HOUR), 2); /* the two of seven days ago make room */
    stage_close(&stage);
}

TEST(remind__at_most_ten_nudges_at_once_and_to_a_deputy)
{
    int64_t cycle = open_stage();
    day_t day = day_from_civil(2026, 10, 20);
    int64_t cas = stage_person(&stage, "Cas", "cas@example.org");

    stage_member(&stage, cas, unit);
    stage.call.now = (day - 5) * USEC_PER_DAY;
    stage_away(&stage, cas, day - 2, day + 2, ada);
    for (int i = 0; i < 8; i++) {
        give_action(cycle, ada, day);
        give_action(cycle, cas, day);
    }
    CHECK_INT(morning(day, 8 * HOUR), 10);
    CHECK_INT(notices_of(ada, NOTICE_KIND_ACTION_DUE), 10);
    CHECK_INT(notices_of(cas, NOTICE_KIND_ACTION_DUE), 0);
    stage_close(&stage);
}

/* Is a digest to be put together for somebody, and is it a weekly one? */
static bool
digest_of(int64_t person, bool *ret_weekly)
{
    struct digest_person_list rows;
    bool found = false;

    CHECK_OK(q_digest_next(&stage.call, 50, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].person_id == person) {
            found = true;
            *ret_weekly = rows.items[i].weekly;
        }
    return found;
}

static int64_t
newest_message(void)
{
    struct message_view view;
    enum err err = q_message_newest_of(&stage.call, maybe_of(ada), &view);

    CHECK(err == OK || err == ERR_NOT_FOUND);
    return err == OK ? view.id : 0;
}

/* Puts all digests together; does Ada get one? */
static bool
delivers(void)
{
    int64_t done;
    int64_t before = newest_message();

    do
        CHECK_OK(deliver_digests(&stage.call, &done));
    while (done > 0);
    return newest_message() > before;
}

static void
choose(enum notice_kind kind, enum notice_pace pace)
{
    CHECK_OK(choice_set(stage_as(&stage, ada, 0), ada, kind, NOTICE_CHANNEL_MAIL, pace));
}

TEST(digest__stops_and_begins_as_it_was_chosen)
{
    int64_t cycle = open_stage();
    day_t monday = day_from_civil(2026, 10, 12);
    bool weekly = false;

    objective_of(cycle, 1);
    stage.call.mails = true;
    (void)morning(monday, 8 * HOUR);
    CHECK(digest_of(ada, &weekly) && weekly);
    CHECK(delivers());

    /* Without the weekly one, what was chosen for each day goes on, also on a Monday. */
    choose(NOTICE_KIND_DIGEST, NOTICE_PACE_NEVER);
    choose(NOTICE_KIND_ACTION_DUE, NOTICE_PACE_DAILY);
    give_action(cycle, ada, monday + 7);
    (void)morning(monday + 7, 8 * HOUR);
    CHECK(digest_of(ada, &weekly) && !weekly);
    CHECK(delivers());

    /* The link of a digest ends all of them, also what waits. */
    give_action(cycle, ada, monday + 15);
    (void)morning(monday + 14, 8 * HOUR);
    CHECK_OK(choice_stop(stage_as(&stage, ada, 0), ada, NOTICE_KIND_DIGEST, NOTICE_CHANNEL_MAIL));
    CHECK(!delivers());
    (void)morning(monday + 15, 8 * HOUR);
    CHECK(!digest_of(ada, &weekly));
    stage_close(&stage);
}

TEST(digest__of_a_time_without_mail_does_not_come_later)
{
    int64_t cycle = open_stage();
    day_t monday = day_from_civil(2026, 10, 12);
    bool weekly;

    objective_of(cycle, 1);
    (void)morning(monday, 8 * HOUR);
    CHECK(!digest_of(ada, &weekly));
    stage.call.mails = true;
    (void)morning(monday + 7, 8 * HOUR);
    CHECK(digest_of(ada, &weekly));
    stage.call.now += 3 * USEC_PER_DAY;
    CHECK(!delivers());
    CHECK(!digest_of(ada, &weekly));
    stage_close(&stage);
}

TEST(digest__lists_twenty_and_counts_the_rest)
{
    int64_t cycle = open_stage();
    day_t day = day_from_civil(2026, 10, 20);
    struct outbox_list rows;

    stage.call.mails = true;
    choose(NOTICE_KIND_ACTION_DUE, NOTICE_PACE_DAILY);
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 10; k++)
            give_action(cycle, ada, day + 8 * i);
        (void)morning(day + 8 * i, 8 * HOUR);
        if (i < 2)
            stage_sql(&stage, "UPDATE digest SET settled_at = 1");
    }
    stage.call.now = (day + 16) * USEC_PER_DAY + 8 * HOUR;
    stage_sql(&stage, "UPDATE notice SET at = (SELECT max(z.at) FROM notice z)");
    CHECK(delivers());
    stage.call.now = STAGE_NOW;
    CHECK_OK(outbox_claim(&stage.call, STR("test"), true, &rows));
    CHECK_INT(rows.count, 1);
    size_t listed = 0;
    for (const char *at = rows.items[0].body.ptr; (at = strstr(at, "Call the shops")) != NULL; at++)
        listed++;
    CHECK_INT(listed, 20);
    CHECK(strstr(rows.items[0].body.ptr, "10 more") != NULL);
    stage_close(&stage);
}

TEST(remind__a_zone_that_is_no_more_stops_nobody)
{
    int64_t cycle = open_stage();
    day_t day = day_from_civil(2026, 10, 20);

    give_action(cycle, ada, day);
    give_action(cycle, bea, day);
    stage_sql(&stage, "UPDATE person SET zone = 'Atlantis/Poseidonis' WHERE name = 'Bea'");
    CHECK_INT(morning(day, 8 * HOUR), 1);
    CHECK_INT(notices_of(ada, NOTICE_KIND_ACTION_DUE), 1);
    CHECK_INT(morning(day, 9 * HOUR), 1); /* nine o'clock UTC */
    CHECK_INT(notices_of(bea, NOTICE_KIND_ACTION_DUE), 1);
    stage_close(&stage);
}

/* A step of a process that runs, of Bea, who leads the unit; its deadline is a day. */
static void
make_step(int64_t cycle, day_t due)
{
    stage_sql(&stage,
              "INSERT INTO process_template (name_en, built_in, archived, created_at, version) "
              "VALUES ('T', FALSE, FALSE, 1, 1)");
    stage_sql(&stage,
              "INSERT INTO process_version (template_id, number, state, created_at, version) "
              "SELECT max(id), 1, 'published', 1, 1 FROM process_template");
    stage_sql(&stage, "INSERT INTO process_phase (version_id, name_en, rank, version) "
                      "SELECT max(id), 'P', 1, 1 FROM process_version");
    stage_sql(
        &stage,
        "INSERT INTO process_rule (version_id, phase_id, name_en, scope, rhythm, evidence, "
        "percent, duty, anchor, offset_days, working, lead_days, rank, version) "
        "SELECT version_id, id, 'Agree on the input', 'unit', 'inner', 'signature', 0, 'leader', "
        "'cycle_start', 0, FALSE, 7, 1, 1 FROM process_phase WHERE name_en = 'P'");
    stage_sql(&stage, str_fmt(&stage.arena,
                              "INSERT INTO process (version_id, cycle_id, created_at, version) "
                              "SELECT max(id), %lld, 1, 1 FROM process_version",
                              (long long)cycle)
                          .ptr);
    stage_sql(&stage, str_fmt(&stage.arena,
                              "INSERT INTO unit_duty (unit_id, leader_unit_id, dirty) "
                              "VALUES (%lld, %lld, FALSE)",
                              (long long)unit, (long long)unit)
                          .ptr);
    stage_sql(&stage,
              str_fmt(&stage.arena,
                      "INSERT INTO step (process_id, rule_id, cycle_id, round, unit_id, opens_day, "
                      "due_day, opens_at, due_at, have, need, version) "
                      "SELECT p.id, r.id, p.cycle_id, 0, %lld, %lld, %lld, 1, %lld, 0, 1, 1 "
                      "FROM process p JOIN process_rule r ON r.version_id = p.version_id",
                      (long long)unit, (long long)(due - 7), (long long)due,
                      (long long)((due + 1) * USEC_PER_DAY))
                  .ptr);
}

/* A rung of it was reached by Bea. */
static void
reach_rung(int days, day_t day)
{
    stage_sql(&stage,
              str_fmt(&stage.arena,
                      "INSERT INTO step_rung (step_id, days, duty, person_id, day, created_at) "
                      "SELECT max(id), %d, 'owner', %lld, %lld, 1 FROM step",
                      days, (long long)bea, (long long)day)
                  .ptr);
}

TEST(remind__a_step_on_the_day_before_and_on_the_day)
{
    int64_t cycle = open_stage();
    day_t due = day_from_civil(2026, 10, 20);

    make_step(cycle, due);
    stage.call.mails = true;
    CHECK_INT(morning(due - 2, 8 * HOUR), 0);
    CHECK_INT(morning(due - 1, 8 * HOUR), 1);
    CHECK_INT(notices_of(bea, NOTICE_KIND_STEP_DUE), 1);
    CHECK_INT(notices_of(ada, NOTICE_KIND_STEP_DUE), 0);
    CHECK_INT(morning(due, 8 * HOUR), 1);
    CHECK_INT(notices_of(bea, NOTICE_KIND_STEP_DUE), 2);
    CHECK_INT(morning(due + 1, 8 * HOUR), 0);

    stage_sql(&stage, "DELETE FROM notice");
    stage_sql(&stage, "DELETE FROM notice_morning");
    reach_rung(0, due);
    CHECK_INT(morning(due, 8 * HOUR), 1); /* the ladder says so already */
    CHECK_INT(notices_of(bea, NOTICE_KIND_STEP_DUE), 0);
    CHECK_INT(notices_of(bea, NOTICE_KIND_STEP_ESCALATED), 1);
    stage_sql(&stage, "DELETE FROM notice");
    stage_sql(&stage, "DELETE FROM notice_morning");
    stage_sql(&stage, "UPDATE step SET done_at = 1");
    CHECK_INT(morning(due, 8 * HOUR), 0);
    stage_close(&stage);
}

TEST(remind__a_step_leads_to_its_page)
{
    int64_t cycle = open_stage();
    day_t due = day_from_civil(2026, 10, 20);
    struct notice_post_list rows;

    make_step(cycle, due);
    (void)morning(due, 8 * HOUR);
    CHECK_OK(q_notice_mail_at_once(&stage.call, 14, day_of(stage.call.now), 0, 10, &rows));
    CHECK_INT(rows.count, 1);
    struct str url = sentence_url(&stage.call, &rows.items[0]);
    CHECK(strstr(url.ptr, "/process?step=") != NULL);
    CHECK_STR(sentence_of(&stage.arena, &rows.items[0], due),
              "A step is due today: Agree on the input · Retail");
    stage_close(&stage);
}

TEST(remind__a_rung_is_told_to_a_deputy_once)
{
    int64_t cycle = open_stage();
    day_t due = day_from_civil(2026, 10, 20);

    make_step(cycle, due);
    stage.call.now = due * USEC_PER_DAY;
    stage_away(&stage, bea, due, due + 9, ada);
    reach_rung(1, due + 1);
    CHECK_INT(morning(due + 1, 8 * HOUR), 1);
    CHECK_INT(morning(due + 2, 8 * HOUR), 0);
    CHECK_INT(morning(due + 3, 8 * HOUR), 0);
    CHECK_INT(notices_of(ada, NOTICE_KIND_STEP_ESCALATED), 1);
    stage_close(&stage);
}

/* Does what Ada was told of check-ins still hold? */
static bool
holds(void)
{
    struct notice_post_list rows;

    CHECK_OK(q_notice_of_digest(&stage.call, 14, day_of(stage.call.now), ada, 0, true, 10, &rows));
    CHECK_INT(rows.count, 1);
    return rows.count == 1 && rows.items[0].holds;
}

TEST(deliver__check_ins_that_were_made_meanwhile_are_not_asked_for)
{
    int64_t cycle = open_stage();
    day_t due = day_from_civil(2026, 10, 15);
    struct objective_view objective;
    struct check_in_view made;

    int64_t id = objective_of(cycle, 2);
    CHECK_INT(morning(due, 8 * HOUR), 1);
    CHECK(holds());
    CHECK_OK(objective_get(stage_as(&stage, ada, 0), &(struct by_id){.id = id}, &objective));
    for (size_t i = 0; i < objective.key_results.count; i++) {
        CHECK(holds());
        CHECK_OK(check_in_create(stage_as(&stage, ada, 0),
                                 &(struct check_in_new){.given = UINT64_MAX,
                                                        .id = objective.key_results.items[i].id,
                                                        .value = maybe_of(10000)},
                                 &made));
    }
    CHECK(!holds());
    stage_close(&stage);
}

TEST(sign__holds_what_was_signed_and_nothing_else)
{
    struct str token;
    struct str other;
    struct str what;
    struct stop_link stop;

    (void)open_stage();
    stage.call.public_url = STR("https://koers.example");
    CHECK_OK(sign_link(&stage.call, STR("stop.17.minutes.mail"), &token));
    CHECK_OK(sign_check(&stage.call, token, &what));
    CHECK_STR(what, "stop.17.minutes.mail");
    CHECK_OK(sign_link(&stage.call, STR("stop.18.minutes.mail"), &other));
    struct str mac = str_slice(token, what.len, token.len);
    struct str forged = str_fmt(&stage.arena, "stop.18.minutes.mail%.*s", STR_FMT(mac));
    CHECK(!str_eq(forged, other));
    CHECK_ERR(sign_check(&stage.call, forged, &what), ERR_NOT_FOUND);
    CHECK_ERR(sign_check(&stage.call, STR("stop.18.minutes.mail"), &what), ERR_NOT_FOUND);
    CHECK_ERR(sign_check(&stage.call, STR(""), &what), ERR_NOT_FOUND);
    CHECK_OK(link_read_stop(&stage.call, token, &stop));
    CHECK_INT(stop.person_id, 17);
    CHECK_INT(stop.kind, NOTICE_KIND_MINUTES);
    struct check_in_link check;
    CHECK_ERR(link_read_check_in(&stage.call, token, &check), ERR_NOT_FOUND);
    stage_close(&stage);
}

STAGE_MAIN()
