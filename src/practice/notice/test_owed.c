/* SPDX-License-Identifier: Apache-2.0 */
/* What is owed is the same on one's own page, in reminders, in the digest, and when they go out. */
#include "gen/checkin.h"
#include "gen/notice_sql.h"
#include "gen/okr_sql.h"
#include "practice/notice/tell.h"
#include "practice/test_support.h"

#define CADENCE 14
#define HOUR    (3600 * USEC_PER_SEC)

static struct stage stage;
static int64_t unit;
static int64_t ada; /* owns the objectives */
static int64_t bea; /* owns one of their key results */

static int64_t
cycle_of(const char *name, day_t first, day_t last, enum cycle_state state)
{
    struct cycle cycle = {.name = str_from(name),
                          .type = CYCLE_TYPE_QUARTER,
                          .start_day = first,
                          .end_day = last,
                          .state = state,
                          .created_at = STAGE_NOW,
                          .version = 1};

    CHECK_OK(q_cycle_insert(&stage.call, &cycle, &cycle.id));
    return cycle.id;
}

static struct objective
objective_in(int64_t cycle)
{
    return (struct objective){.unit_id = unit,
                              .cycle_id = cycle,
                              .title = STR("Customers come back"),
                              .kind = OBJECTIVE_KIND_COMMITTED,
                              .state = OBJECTIVE_STATE_PUBLISHED,
                              .owner_id = maybe_of(ada),
                              .created_by = maybe_of(ada),
                              .created_at = STAGE_NOW,
                              .version = 1};
}

static struct key_result
measure(void)
{
    return (struct key_result){.title = STR("Repeat buyers"),
                               .kind = KR_KIND_INCREASE,
                               .unit_of_measure = STR("%"),
                               .period_rule = PERIOD_RULE_LATEST,
                               .weight = 10000,
                               .target_value = maybe_of(1000000),
                               .created_at = STAGE_NOW,
                               .version = 1};
}

static void
add(struct objective objective, struct key_result key_result)
{
    CHECK_OK(q_objective_insert(&stage.call, &objective, &objective.id));
    key_result.objective_id = objective.id;
    CHECK_OK(q_key_result_insert(&stage.call, &key_result, &key_result.id));
}

/* One of each that is asked for otherwise, or not at all. */
static void
add_all(void)
{
    int64_t cycle =
        cycle_of("Q4", day_from_civil(2026, 10, 1), day_from_civil(2026, 12, 31), CYCLE_STATE_OPEN);
    int64_t closed =
        cycle_of("Q2", day_from_civil(2026, 4, 1), day_from_civil(2026, 6, 30), CYCLE_STATE_CLOSED);
    int64_t forgotten =
        cycle_of("Q3", day_from_civil(2026, 7, 1), day_from_civil(2026, 9, 30), CYCLE_STATE_OPEN);
    struct objective o;
    struct key_result k;

    add(objective_in(cycle), measure());
    add(objective_in(closed), measure());
    add(objective_in(forgotten), measure());
    k = measure(), k.owner_id = maybe_of(bea), add(objective_in(cycle), k);
    k = measure(), k.start_day = maybe_of(day_from_civil(2026, 11, 6)), add(objective_in(cycle), k);
    k = measure(), k.last_check_in_day = maybe_of(day_from_civil(2026, 12, 20));
    add(objective_in(cycle), k);
    k = measure(), k.postponed = true, add(objective_in(cycle), k);
    k = measure(), k.dropped_at = maybe_of(STAGE_NOW), add(objective_in(cycle), k);
    o = objective_in(cycle), o.postponed = true, add(o, measure());
    o = objective_in(cycle), o.dropped_at = maybe_of(STAGE_NOW), add(o, measure());
    o = objective_in(cycle), o.archived_at = maybe_of(STAGE_NOW), add(o, measure());
    o = objective_in(cycle), o.state = OBJECTIVE_STATE_DRAFT, add(o, measure());
    o = objective_in(cycle), o.state = OBJECTIVE_STATE_CLOSED, add(o, measure());
}

static size_t
count_until(const struct due_view *due, day_t first, day_t last)
{
    size_t count = 0;

    for (size_t i = 0; i < due->items.count; i++)
        count += due->items.items[i].due_on >= first && due->items.items[i].due_on <= last;
    return count;
}

static void
check_digest(const struct due_view *due, int64_t person, day_t day)
{
    struct digest_move_list rows;

    CHECK_OK(q_digest_owed(&stage.call, day - 7, CADENCE, day, person, 100, &rows));
    CHECK_INT(rows.count, due->items.count);
    for (size_t i = 0; i < rows.count; i++) {
        size_t at = 0;
        while (at < due->items.count && due->items.items[at].key_result->id != rows.items[i].id)
            at++;
        CHECK(at < due->items.count);
    }
}

/* How many check-ins somebody was reminded of that day. */
static int64_t
reminded(int64_t person, enum notice_kind kind, day_t day)
{
    struct notice_view_list rows;
    int64_t count = 0;

    CHECK_OK(q_notice_page(&stage.call, person, INT64_MAX, 200, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].kind == kind && rows.items[i].day == day)
            count += rows.items[i].count;
    return count;
}

static void
check_reminders(const struct due_view *due, int64_t person, day_t day)
{
    size_t overdue = count_until(due, INT64_MIN, day - 1);
    bool again = false;

    for (size_t i = 0; i < due->items.count; i++)
        again |= due->items.items[i].due_on < day && (day - due->items.items[i].due_on) % 7 == 1;
    CHECK_INT(reminded(person, NOTICE_KIND_CHECK_IN_DUE, day), count_until(due, day, day + 1));
    CHECK_INT(reminded(person, NOTICE_KIND_CHECK_IN_OVERDUE, day), again ? overdue : 0);
}

/* What was told and did not go out yet. */
static void
check_waiting(const struct due_view *due, int64_t person, day_t day)
{
    struct notice_post_list rows;

    CHECK_OK(q_notice_of_digest(&stage.call, CADENCE, day, person, 0, true, 200, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        bool is_due = rows.items[i].kind == NOTICE_KIND_CHECK_IN_DUE;
        day_t last = day_of(rows.items[i].at) + (is_due ? 1 : -1);
        CHECK_INT(rows.items[i].holds, count_until(due, INT64_MIN, last) > 0);
    }
}

/* In the morning of a day, once its reminders were made. */
static void
check_all(int64_t person, day_t day)
{
    struct due_query week = {.days = 6};
    struct due_view due = {0};
    int64_t done;

    stage.call.now = day * USEC_PER_DAY + 8 * HOUR;
    CHECK_OK(remind_mornings(stage_as(&stage, 0, 0), &done));
    CHECK_OK(due_get(stage_as(&stage, person, 0), &week, &due));
    check_digest(&due, person, day);
    check_reminders(&due, person, day);
    check_waiting(&due, person, day);
}

/* What nobody checked in and began with its cycle; what began later falls due on a day on which
 * what is overdue is told. */
static void
check_in_some(day_t day)
{
    stage_sql(&stage, str_fmt(&stage.arena,
                              "UPDATE key_result SET last_check_in_day = %lld"
                              " WHERE start_day IS NULL AND last_check_in_day IS NULL",
                              (long long)day)
                          .ptr);
}

static void
open_stage(void)
{
    stage_open(&stage);
    unit = stage_unit(&stage, "Retail", 0);
    ada = stage_person(&stage, "Ada", "ada@example.org");
    bea = stage_person(&stage, "Bea", "bea@example.org");
    add_all();
}

TEST(owed__is_the_same_wherever_it_is_said)
{
    const day_t some_day = day_from_civil(2026, 11, 25);

    open_stage();
    for (day_t day = day_from_civil(2026, 9, 28); day < day_from_civil(2027, 1, 12); day++) {
        if (day == some_day)
            check_in_some(day);
        check_all(ada, day);
        check_all(bea, day);
    }
    stage_close(&stage);
}

static size_t
owed_by(int64_t person, day_t day)
{
    struct owed_row_list rows;

    CHECK_OK(q_owed_of(&stage.call, CADENCE, day, person, &rows));
    return rows.count;
}

TEST(owed__ends_a_week_after_the_cycle)
{
    open_stage();
    CHECK_INT(owed_by(ada, day_from_civil(2026, 10, 6)), 4);
    CHECK_INT(owed_by(ada, day_from_civil(2026, 10, 7)), 3); /* without what was never closed */
    CHECK_INT(owed_by(bea, day_from_civil(2026, 10, 7)), 1);
    CHECK_INT(owed_by(ada, day_from_civil(2027, 1, 6)), 3);
    CHECK_INT(owed_by(ada, day_from_civil(2027, 1, 7)), 0);
    stage_close(&stage);
}

STAGE_MAIN()
