/* SPDX-License-Identifier: Apache-2.0 */
/* The desk and the health of the practice beside the board of the process: all speak of one thing.
 */
#include "practice/squad/desk.h"

#include "gen/okr_sql.h"
#include "gen/process_sql.h"
#include "gen/squad_sql.h"
#include "practice/process/start.h"
#include "practice/process/state.h"
#include "practice/process/template.h"
#include "practice/squad/practice_health_count.h"
#include "practice/test_support.h"

#define QUARTER_STARTS INT64_C(20819) /* 2027-01-01 */
#define QUARTER_ENDS   INT64_C(20908)

struct cast {
    struct stage stage;
    struct call *call;
    int64_t shop;
    int64_t squad;
    struct process process;
};

/* A shop whose OKR master is Squad, and DARE in the first quarter of 2027. */
static void
cast_open(struct cast *c)
{
    struct process_version version;
    struct cycle cycle = {.name = STR("Q1"),
                          .type = CYCLE_TYPE_QUARTER,
                          .start_day = QUARTER_STARTS,
                          .end_day = QUARTER_ENDS,
                          .state = CYCLE_STATE_OPEN,
                          .created_at = STAGE_NOW,
                          .version = 1};
    int64_t template_id;

    stage_open(&c->stage);
    c->call = &c->stage.call;
    c->shop = stage_unit(&c->stage, "Shop", 0);
    c->squad = stage_person(&c->stage, "Squad", "squad@example.com");
    stage_grant(&c->stage, c->squad, ROLE_OKR_MASTER, 0);
    CHECK_OK(q_cycle_insert(c->call, &cycle, &cycle.id));
    CHECK_OK(process_dare_add(c->call, &template_id));
    CHECK_OK(q_process_version_newest(c->call, template_id, &version));
    c->process = (struct process){.version_id = version.id, .cycle_id = cycle.id};
    CHECK_OK(process_begin(c->call, &c->process));
}

static void
go_to(struct cast *c, day_t day)
{
    int64_t done;

    c->call->now = day * USEC_PER_DAY + 8 * INT64_C(3600) * USEC_PER_SEC;
    CHECK_OK(process_tick(c->call, &done));
}

/* How many steps are in a state on the board: of a unit, or of all (0). */
static int64_t
on_board(struct cast *c, int64_t unit_id, enum step_state state)
{
    struct step_row_list rows = {0};
    struct maybe none = maybe_none();
    int64_t count = 0;

    CHECK_OK(q_step_page(c->call, none, none, none, STR("/"), STR("0"), STR("all"), c->call->now,
                         c->squad, 0, INT64_MIN, 0, 10000, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if ((unit_id == 0 || rows.items[i].unit_id == unit_id) &&
            step_state(STEP_FACTS(&rows.items[i]), c->call->now) == state)
            count++;
    return count;
}

static struct desk_unit
on_desk(struct cast *c)
{
    struct desk_query in = {.cycle_id = c->process.cycle_id};
    struct desk_view view = {0};

    CHECK_OK(squad_desk_get(stage_as(&c->stage, c->squad, 0), &in, &view));
    for (size_t i = 0; i < view.units.count; i++)
        if (view.units.items[i].id == c->shop)
            return view.units.items[i];
    return (struct desk_unit){0};
}

static int64_t
asked(struct cast *c)
{
    struct health_counts counts;

    CHECK_OK(health_counts_load(c->call, c->process.cycle_id, STR("/"), &counts));
    return counts.own[0].need[HEALTH_SIGNAL_STEPS - 1];
}

TEST(desk__steps_are_late_and_blocked_as_on_the_board)
{
    struct cast c;
    bool some_late = false;
    bool some_blocked = false;

    cast_open(&c);
    for (day_t day = QUARTER_STARTS - 30; day < QUARTER_ENDS; day += 10) {
        go_to(&c, day);
        int64_t late = on_board(&c, c.shop, STEP_STATE_LATE);
        int64_t blocked = on_board(&c, c.shop, STEP_STATE_BLOCKED);
        struct desk_unit unit = on_desk(&c);
        CHECK_INT(unit.late_count, late);
        CHECK_INT(unit.blocked_count, blocked);
        CHECK_INT(asked(&c), late + on_board(&c, c.shop, STEP_STATE_DONE) +
                                 on_board(&c, c.shop, STEP_STATE_DONE_LATE));
        some_late = some_late || late > 0;
        some_blocked = some_blocked || blocked > 0;
    }
    CHECK(some_late);
    CHECK(some_blocked);
    stage_close(&c.stage);
}

TEST(road__steps_are_late_and_blocked_as_on_the_board)
{
    struct cast c;
    bool some_blocked = false;

    cast_open(&c);
    for (day_t day = QUARTER_STARTS - 30; day < QUARTER_ENDS; day += 10) {
        struct process_road road = {0};
        int64_t late = 0;
        int64_t blocked = 0;
        go_to(&c, day);
        CHECK_OK(process_road_get(c.call, &(struct road_query){.id = c.process.id}, &road));
        for (size_t i = 0; i < road.steps.count; i++) {
            late += road.steps.items[i].late_count;
            blocked += road.steps.items[i].blocked_count;
        }
        CHECK_INT(late, on_board(&c, 0, STEP_STATE_LATE));
        CHECK_INT(blocked, on_board(&c, 0, STEP_STATE_BLOCKED));
        some_blocked = some_blocked || blocked > 0;
    }
    CHECK(some_blocked);
    stage_close(&c.stage);
}

TEST(desk__asks_nothing_of_a_process_that_ended)
{
    struct cast c;

    cast_open(&c);
    go_to(&c, QUARTER_STARTS);
    int64_t late = on_board(&c, c.shop, STEP_STATE_LATE);
    CHECK(late > 0);
    struct process_view ended;
    CHECK_OK(process_end(stage_as(&c.stage, c.squad, c.process.version),
                         &(struct by_id){.id = c.process.id}, &ended));
    c.call->now += 60 * USEC_PER_DAY;
    struct desk_unit unit = on_desk(&c);
    CHECK_INT(unit.late_count, 0);
    CHECK_INT(unit.blocked_count, 0);
    CHECK_INT(asked(&c),
              late); /* what was late then stays so; what was to come was asked of nobody */
    stage_close(&c.stage);
}

STAGE_MAIN()

/* Somebody in a state, OKR master of these units; 0: of all. */
static void
master(struct stage *stage, const char *name, const char *state, const int64_t *units, int count)
{
    char email[64];
    char sql[160];

    snprintf(email, sizeof(email), "%s@example.com", name);
    int64_t id = stage_person(stage, name, email);
    for (int i = 0; i < count; i++)
        stage_grant(stage, id, ROLE_OKR_MASTER, units[i]);
    snprintf(sql, sizeof(sql), "UPDATE person SET state = '%s' WHERE id = %lld", state,
             (long long)id);
    stage_sql(stage, sql);
}

TEST(load__counts_for_each_what_their_desk_counts)
{
    struct cast c;
    const struct page_query in = {.given = UINT64_MAX, .limit = 50};
    struct load_row_page page = {0};
    int64_t lies = 0;

    cast_open(&c);
    int64_t west = stage_unit(&c.stage, "West", c.shop);
    int64_t east = stage_unit(&c.stage, "East", c.shop);
    int64_t desk = stage_unit(&c.stage, "Desk", west);
    int64_t night = stage_unit(&c.stage, "Night", desk);
    stage_unit(&c.stage, "Day", desk);
    stage_unit(&c.stage, "Bank", 0);
    master(&c.stage, "above", "active", (int64_t[]){c.shop}, 1);
    master(&c.stage, "twice", "active", (int64_t[]){west, night}, 2);
    master(&c.stage, "beside", "invited", (int64_t[]){west}, 1);
    master(&c.stage, "imported", "imported", (int64_t[]){desk, west}, 2);
    master(&c.stage, "gone", "deactivated", (int64_t[]){east}, 1);
    master(&c.stage, "all", "active", (int64_t[]){0, east}, 2);
    struct call *call = stage_as(&c.stage, c.squad, 0);
    CHECK_OK(squad_load_list(call, &in, &page));
    CHECK_INT(page.count, 6); /* and the squad itself */
    for (size_t i = 0; i < page.count; i++) {
        struct maybe count;
        CHECK_OK(
            q_desk_unit_count(call, call->now / USEC_PER_DAY, page.items[i].id, call->now, &count));
        CHECK_INT(page.items[i].unit_count, count.value);
        lies += count.value;
    }
    CHECK(lies > 7); /* some with two people */
    stage_close(&c.stage);
}
