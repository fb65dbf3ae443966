/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/squad/practice_health_count.h"

#include "gen/okr_sql.h"
#include "gen/squad_sql.h"
#include "practice/org/unit_change.h"
#include "practice/test_support.h"

#define TODAY (day_t)(STAGE_NOW / USEC_PER_DAY)

struct cast {
    struct stage stage;
    int64_t unit;
    struct cycle cycle;
    struct objective objective;
};

/* A unit with one objective that leads nowhere, in a closed cycle. */
static void
cast_open(struct cast *c)
{
    stage_open(&c->stage);
    int64_t ada = stage_person(&c->stage, "Ada", "ada@example.org");
    c->unit = stage_unit(&c->stage, "Retail", 0);
    c->cycle = (struct cycle){.name = STR("Q3"),
                              .type = CYCLE_TYPE_QUARTER,
                              .start_day = 20000,
                              .end_day = 20090,
                              .state = CYCLE_STATE_CLOSED,
                              .created_at = STAGE_NOW,
                              .version = 1};
    struct call *call = stage_as(&c->stage, ada, 0);
    CHECK_OK(q_cycle_insert(call, &c->cycle, &c->cycle.id));
    c->objective = (struct objective){.unit_id = c->unit,
                                      .cycle_id = c->cycle.id,
                                      .title = STR("Customers pay without queueing"),
                                      .kind = OBJECTIVE_KIND_COMMITTED,
                                      .state = OBJECTIVE_STATE_CLOSED,
                                      .owner_id = maybe_of(ada),
                                      .created_by = maybe_of(ada),
                                      .created_at = STAGE_NOW,
                                      .version = 1};
    CHECK_OK(q_objective_insert(call, &c->objective, &c->objective.id));
}

/* Its cycle is open since 42 days, and the objective has a key result nobody ever checked in for.
 */
static void
cast_open_now(struct cast *c)
{
    cast_open(c);
    struct call *call = &c->stage.call;
    c->cycle.start_day = TODAY - 42;
    c->cycle.end_day = TODAY + 50;
    c->cycle.state = CYCLE_STATE_OPEN;
    CHECK_OK(q_cycle_update(call, &c->cycle));
    c->objective.state = OBJECTIVE_STATE_PUBLISHED;
    CHECK_OK(q_objective_update(call, &c->objective));
    struct key_result_new row = {.given = UINT64_MAX,
                                 .objective_id = c->objective.id,
                                 .title = STR("Minutes in the queue"),
                                 .unit_of_measure = STR("minutes"),
                                 .kind = KR_KIND_INCREASE,
                                 .start_value = maybe_of(0),
                                 .target_value = maybe_of(10000),
                                 .weight = maybe_of(10000),
                                 .period_rule = PERIOD_RULE_LATEST};
    struct key_result_view view;
    CHECK_OK(key_result_create(call, &row, &view));
}

static struct health_tally
tally(struct cast *c, bool *ret_kept)
{
    struct health_counts counts;

    CHECK_OK(health_counts_load(&c->stage.call, c->cycle.id, STR("/"), &counts));
    CHECK_INT(counts.units.count, 1);
    *ret_kept = counts.kept;
    return counts.own[0];
}

/* As the job does, if something waits; how many sums it computed. */
static size_t
keep(struct cast *c)
{
    size_t left = 1000;
    bool waits;

    CHECK_OK(health_keep_waits(&c->stage.call, &waits));
    if (waits)
        CHECK_OK(health_keep(&c->stage.call, &left));
    CHECK_OK(health_keep_waits(&c->stage.call, &waits));
    CHECK(!waits);
    return 1000 - left;
}

TEST(health_keep__keeps_what_counted_and_forgets_it_of_what_is_open_again)
{
    struct cast c;
    bool kept;

    cast_open(&c);
    struct health_tally live = tally(&c, &kept);
    CHECK(!kept);
    CHECK_INT(live.need[HEALTH_SIGNAL_ALIGNMENT - 1], 1);
    CHECK_INT(live.have[HEALTH_SIGNAL_ALIGNMENT - 1], 0);
    CHECK_INT(keep(&c), 3); /* of each kind */
    struct health_tally then = tally(&c, &kept);
    CHECK(kept);
    for (unsigned at = 0; at < HEALTH_SIGNALS; at++) {
        CHECK_INT(then.have[at], live.have[at]);
        CHECK_INT(then.need[at], live.need[at]);
    }
    CHECK_INT(keep(&c), 0); /* once is enough */
    c.cycle.state = CYCLE_STATE_OPEN;
    CHECK_OK(q_cycle_update(&c.stage.call, &c.cycle));
    CHECK_INT(keep(&c), 0);
    (void)tally(&c, &kept);
    CHECK(!kept);
    stage_close(&c.stage);
}

/* Units below, each with an objective. */
static void
units_below(struct cast *c, int count)
{
    char name[32];

    for (int i = 0; i < count; i++) {
        snprintf(name, sizeof(name), "Shop %d", i);
        c->objective.unit_id = stage_unit(&c->stage, name, c->unit);
        CHECK_OK(q_objective_insert(&c->stage.call, &c->objective, &c->objective.id));
    }
}

TEST(health_keep__keeps_a_large_organisation_in_rounds)
{
    enum { PORTION = 16, SHOPS = PORTION };
    struct cast c;
    struct health_counts counts;
    struct id_row_list lacking;
    size_t left = 0;
    int rounds = 0;

    cast_open(&c);
    units_below(&c, SHOPS);
    struct call *call = &c.stage.call;
    for (; left == 0; rounds++) {
        CHECK_OK(health_counts_load(call, c.cycle.id, STR("/"), &counts));
        CHECK(!counts.kept);
        left = PORTION;
        CHECK_OK(health_keep(call, &left));
    }
    CHECK_INT(rounds, 4); /* of each kind, and one unit of each was left */
    CHECK_OK(health_counts_load(call, c.cycle.id, STR("/"), &counts));
    CHECK(counts.kept);
    CHECK_INT(counts.units.count, SHOPS + 1);
    CHECK_INT(counts.sums[0].need[HEALTH_SIGNAL_ALIGNMENT - 1], SHOPS + 1);
    CHECK_OK(q_kept_lacking(call, c.cycle.id, STR("practice"), TODAY, STAGE_NOW, 1000, &lacking));
    CHECK_INT(lacking.count, SHOPS + 1); /* nothing of that is needed any more */
    stage_close(&c.stage);
}

static void
check_asked(struct cast *c, enum health_signal signal, int64_t have, int64_t need)
{
    bool kept;
    struct health_tally got = tally(c, &kept);

    CHECK_INT(got.have[signal - 1], have);
    CHECK_INT(got.need[signal - 1], need);
}

TEST(health__of_an_objective_counts_until_it_was_closed)
{
    struct cast c;

    cast_open_now(&c);
    check_asked(&c, HEALTH_SIGNAL_CHECK_INS, 0, 3); /* rounds of 14 days */
    check_asked(&c, HEALTH_SIGNAL_MEETINGS, 0, 3);
    check_asked(&c, HEALTH_SIGNAL_FRESH, 0, 1);
    c.objective.state = OBJECTIVE_STATE_CLOSED;
    c.objective.closed_at = maybe_of(STAGE_NOW - 27 * USEC_PER_DAY); /* its 15th day */
    CHECK_OK(q_objective_update(&c.stage.call, &c.objective));
    check_asked(&c, HEALTH_SIGNAL_CHECK_INS, 0, 1);
    check_asked(&c, HEALTH_SIGNAL_MEETINGS, 0, 1);
    check_asked(&c, HEALTH_SIGNAL_FRESH, 1, 1);
    stage_close(&c.stage);
}

TEST(health__asks_nothing_of_what_is_put_off)
{
    struct cast c;

    cast_open_now(&c);
    c.objective.postponed = true;
    CHECK_OK(q_objective_update(&c.stage.call, &c.objective));
    for (enum health_signal at = 1; at <= HEALTH_SIGNALS; at++)
        check_asked(&c, at, 0, 0);
    stage_close(&c.stage);
}

TEST(health__counts_a_unit_until_the_day_it_is_closed)
{
    struct cast c;
    struct health_counts counts;

    cast_open_now(&c);
    CHECK_OK(unit_end(&c.stage.call, c.unit, TODAY + 1));
    check_asked(&c, HEALTH_SIGNAL_ALIGNMENT, 0, 1);
    CHECK_OK(unit_end(&c.stage.call, c.unit, TODAY));
    CHECK_OK(health_counts_load(&c.stage.call, c.cycle.id, STR("/"), &counts));
    CHECK_INT(counts.units.count, 0);
    stage_close(&c.stage);
}

TEST(health__that_was_kept_has_units_that_are_closed_by_now)
{
    struct cast c;
    bool kept;

    cast_open(&c);
    (void)keep(&c);
    CHECK_OK(unit_end(&c.stage.call, c.unit, TODAY));
    struct health_tally then = tally(&c, &kept);
    CHECK(kept);
    CHECK(then.unit->gone);
    CHECK_INT(then.need[HEALTH_SIGNAL_ALIGNMENT - 1], 1);
    stage_close(&c.stage);
}

STAGE_MAIN()
