/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Steps change by the clock, by what people say of them and by the job of the process, many at a
 * time: what is read of them is what it would be if nothing were kept.
 */
#include "gen/okr_sql.h"
#include "gen/process.h"
#include "gen/process_sql.h"
#include "practice/explore/keep.h"
#include "practice/process/test_cast.h"
#include "practice/squad/practice_health_count.h"

#define UNITS_MAX 4
#define AT        (HEALTH_SIGNAL_STEPS - 1)

struct counted {
    size_t count;
    int64_t have[UNITS_MAX];
    int64_t need[UNITS_MAX];
};

static struct counted
count(struct cast *c)
{
    struct counted out = {0};
    struct health_counts counts;

    CHECK_OK(health_counts_load(c->call, c->process.cycle_id, STR("/"), &counts));
    CHECK(counts.units.count <= UNITS_MAX);
    out.count = counts.units.count;
    for (size_t i = 0; i < out.count; i++) {
        out.have[i] = counts.own[i].have[AT];
        out.need[i] = counts.own[i].need[AT];
    }
    return out;
}

static bool
same(const struct counted *a, const struct counted *b)
{
    return memcmp(a, b, sizeof(*a)) == 0;
}

/* Keeps everything, as the job would after the transaction of the stage. */
static struct counted
keep(struct cast *c)
{
    int64_t done;

    stage_sql(&c->stage, "DELETE FROM kept_cursor");
    do
        CHECK_OK(stage_keep(c->call, &done));
    while (done == KEEP_PORTION);
    stage_sql(&c->stage, "UPDATE kept_cursor SET txid = (SELECT max(e.txid) FROM event e),"
                         " event_id = (SELECT max(e.id) FROM event e)");
    return count(c);
}

/* What is read is what is computed with nothing kept; says whether it is something else than
 * before. */
static bool
differs(struct cast *c, const struct counted *before)
{
    struct counted now = count(c);

    CHECK_OK(q_kept_forget_all(c->call));
    struct counted truth = count(c);
    CHECK(same(&now, &truth));
    return !same(before, &truth);
}

/* An objective of the shop since the cycle began. */
static struct objective
ask(struct cast *c)
{
    struct objective row = draft(c, "Customers pay without queueing");

    measure(c, &row);
    stage_sql(&c->stage, "UPDATE key_result SET start_value = 100000, target_value = 0");
    row.state = OBJECTIVE_STATE_PUBLISHED;
    row.published_at = maybe_of(day("2027-01-04") * USEC_PER_DAY);
    CHECK_OK(q_objective_update(c->call, &row));
    return row;
}

/* The first step that somebody may sign now. */
static bool
sign_one(struct cast *c)
{
    struct step_row_list rows = steps(c);
    struct step_view view;
    struct step step;
    bool done = false;

    for (size_t i = 0; i < rows.count && !done; i++) {
        const struct step_row *row = &rows.items[i];
        if (row->evidence != EVIDENCE_SIGNATURE || row->done_at.has || row->waits_due_at.has ||
            row->opens_at > c->call->now)
            continue;
        const struct step_signature in = {.given = UINT64_MAX, .id = row->id};
        CHECK_OK(q_step_by_id(c->call, row->id, &step));
        stage_as(&c->stage, c->squad, step.version);
        enum err err = step_sign(c->call, &in, &view);
        stage_as(&c->stage, 0, 0);
        done = err == OK;
    }
    return done;
}

TEST(kept_steps__are_of_a_moment)
{
    struct cast c;

    begin(&c);
    stage_sql(&c.stage, "UPDATE unit SET zone_effective = 'America/New_York'");
    CHECK_OK(process_look(c.call));
    usec_t due_at = step_named(&c, "Check in", c.shop).due_at;
    c.call->now = due_at - HOUR;
    tick(&c);
    stage_sql(&c.stage, "UPDATE step SET need = 1");
    struct counted before = keep(&c);
    c.call->now = due_at - 1;
    CHECK(!differs(&c, &before));
    before = keep(&c);
    c.call->now = due_at;
    CHECK(differs(&c, &before));
    stage_close(&c.stage);
}

TEST(kept_steps__hear_of_what_the_job_does)
{
    struct cast c;

    begin(&c);
    go_to(&c, "2027-02-01");
    tick(&c);
    (void)ask(&c);
    struct counted before = keep(&c);
    tick(&c);
    CHECK(differs(&c, &before));
    stage_close(&c.stage);
}

TEST(kept_steps__hear_of_other_days)
{
    struct cast c;

    begin(&c);
    go_to(&c, "2027-02-01");
    (void)ask(&c);
    tick(&c);
    struct counted before = keep(&c);
    stage_sql(&c.stage, "UPDATE unit SET cadence_effective = 7");
    stage_sql(&c.stage, "UPDATE unit_duty SET waits_at = 1");
    tick(&c);
    CHECK(differs(&c, &before));
    stage_close(&c.stage);
}

/* From before the cycle until after it. */
TEST(kept_steps__hear_of_whatever_happens)
{
    struct cast c;
    int by_job = 0;
    int by_people = 0;

    begin(&c);
    (void)ask(&c);
    for (day_t at = day("2026-12-07"); at < day("2027-04-24"); at += 4) {
        c.call->now = at * USEC_PER_DAY + 8 * HOUR;
        struct counted before = keep(&c);
        tick(&c);
        by_job += differs(&c, &before);
        before = keep(&c);
        if (sign_one(&c))
            by_people += differs(&c, &before);
    }
    printf("# %d times by the job, %d by people\n", by_job, by_people);
    CHECK(by_job > 0);
    CHECK(by_people > 0);
    stage_close(&c.stage);
}

/* A step of the organisation is done, and what waited for it elsewhere is late at once. */
TEST(kept_steps__hear_of_what_waits_for_the_organisation)
{
    struct cast c;
    struct step_view view;

    begin(&c);
    go_to(&c, "2027-04-12");
    tick(&c);
    int64_t waits = step_named(&c, "Check in", c.shop).id;
    struct step_row row = step_named(&c, "Hold the harmonisation session", c.top);
    stage_sql(&c.stage, str_fmt(c.call->arena,
                                "INSERT INTO process_rule_after (rule_id, after_id)"
                                " SELECT s.rule_id, o.rule_id FROM step s, step o"
                                "  WHERE s.id = %lld AND o.id = %lld",
                                (long long)waits, (long long)row.id)
                            .ptr);
    stage_sql(&c.stage,
              str_fmt(c.call->arena,
                      "UPDATE step SET need = 1, have = 0, waits_due_at = 1 WHERE id = %lld",
                      (long long)waits)
                  .ptr);
    struct counted before = keep(&c);
    stage_as(&c.stage, c.squad, 1);
    CHECK_OK(step_sign(c.call, &(struct step_signature){.given = UINT64_MAX, .id = row.id}, &view));
    CHECK(differs(&c, &before));
    stage_close(&c.stage);
}

/* Their steps lie in a unit that is not looked at. */
TEST(kept_steps__hear_of_people_who_hold_their_role_no_more)
{
    struct cast c;

    begin(&c);
    stage_sql(&c.stage, "UPDATE process_rule SET scope = 'leader' WHERE name_en = 'Check in'");
    go_to(&c, "2027-02-01");
    CHECK_OK(process_look(c.call));
    tick(&c);
    stage_sql(&c.stage,
              str_fmt(c.call->arena,
                      "UPDATE step SET need = 1, waits_due_at = NULL, due_at = %lld,"
                      " opens_at = %lld, unit_id = %lld WHERE person_id IS NOT NULL",
                      (long long)(c.call->now - 1), (long long)(c.call->now - 2), (long long)c.shop)
                  .ptr);
    struct counted before = keep(&c);
    stage_sql(&c.stage, "UPDATE role_grant SET valid_until = valid_from + 1");
    tick(&c);
    CHECK(differs(&c, &before));
    stage_close(&c.stage);
}

TEST(kept_steps__hear_of_a_process_that_ends)
{
    struct cast c;
    struct process_view view;
    int64_t root;

    begin(&c);
    root = stage_person(&c.stage, "Root", "root@example.com");
    stage_grant(&c.stage, root, ROLE_ADMIN, 0);
    go_to(&c, "2027-02-01");
    tick(&c);
    stage_sql(&c.stage, "UPDATE step SET waits_due_at = due_at WHERE need > 0");
    struct counted before = keep(&c);
    stage_sql(&c.stage, "UPDATE step SET waits_due_at = NULL WHERE due_at <= 1801000000000000");
    stage_as(&c.stage, root, c.process.version);
    CHECK_OK(process_end(c.call, &(struct by_id){.id = c.process.id}, &view));
    CHECK(differs(&c, &before));
    stage_close(&c.stage);
}

STAGE_MAIN()
