/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/reorg/reorganisation.h"

#include "gen/org_sql.h"
#include "gen/reorg_sql.h"
#include "practice/org/unit_change.h"
#include "practice/test_support.h"

#define DAYS(n) ((n)*USEC_PER_DAY)

struct company {
    struct stage stage;
    int64_t top, north, south, admin;
};

static void
begin(struct company *c)
{
    stage_open(&c->stage);
    c->top = stage_unit(&c->stage, "Acme", 0);
    c->north = stage_unit(&c->stage, "North", c->top);
    c->south = stage_unit(&c->stage, "South", c->top);
    c->admin = stage_person(&c->stage, "Root", "root@example.com");
    stage_grant(&c->stage, c->admin, ROLE_ADMIN, 0);
}

/* Schedules a merge of North into South, so many days from now. */
static int64_t
schedule(struct company *c, int days)
{
    struct reorg_view out;
    struct reorg_step_new step = {.given = UINT64_MAX,
                                  .kind = REORG_KIND_MERGE,
                                  .unit_id = c->north,
                                  .into_id = maybe_of(c->south),
                                  .roles_follow = true};
    struct reorganisation_new in = {.given = UINT64_MAX,
                                    .name = STR("One floor"),
                                    .effective_on = day_of(STAGE_NOW) + days,
                                    .steps = {&step, 1}};

    CHECK_OK(reorganisation_create(stage_as(&c->stage, c->admin, 0), &in, &out));
    CHECK_OK(reorganisation_schedule(stage_as(&c->stage, c->admin, out.version),
                                     &(struct by_id){.id = out.id}, &out));
    CHECK_INT(out.state, REORG_STATE_SCHEDULED);
    return out.id;
}

static int64_t
apply_after(struct company *c, int days)
{
    struct call *call = stage_as(&c->stage, 0, 0);
    int64_t id;

    call->now = STAGE_NOW + DAYS(days);
    CHECK_OK(reorg_apply_due(call, &id));
    return id;
}

TEST(reorg_apply_due__waits_for_the_day_and_does_it_once)
{
    struct company c;
    struct open_unit north;
    struct reorganisation row;

    begin(&c);
    int64_t id = schedule(&c, 3);
    CHECK_INT(apply_after(&c, 2), 0);
    CHECK_INT(apply_after(&c, 3), id);
    CHECK_INT(apply_after(&c, 3), 0);
    CHECK_OK(unit_open(&c.stage.call, c.north, &north));
    CHECK_INT(north.row.valid_until.value, day_of(STAGE_NOW) + 3);
    CHECK_OK(q_reorganisation_row(&c.stage.call, id, &row));
    CHECK_INT(row.state, REORG_STATE_APPLIED);
    stage_close(&c.stage);
}

TEST(reorg_apply_due__says_what_came_in_between)
{
    struct company c;
    struct reorganisation row;

    begin(&c);
    int64_t id = schedule(&c, 3);
    struct call *call = stage_as(&c.stage, c.admin, 0);
    CHECK_OK(unit_end(call, c.south, day_of(STAGE_NOW) + 2));
    CHECK_INT(apply_after(&c, 3), id);
    CHECK_OK(q_reorganisation_row(&c.stage.call, id, &row));
    CHECK_INT(row.state, REORG_STATE_SCHEDULED);
    CHECK_STR(row.trouble, "South is not there on that day.");
    CHECK_INT(apply_after(&c, 4), 0); /* not again by itself */
    stage_close(&c.stage);
}

TEST(unit_move__keeps_what_lay_below_and_refuses_circles)
{
    struct company c;
    struct open_unit low;
    day_t day = day_of(STAGE_NOW) + 10;

    begin(&c);
    int64_t id = stage_unit(&c.stage, "Low", c.north);
    struct call *call = stage_as(&c.stage, c.admin, 0);
    CHECK_OK(unit_move(call, c.north, maybe_of(c.south), day));
    CHECK_ERR(unit_move(call, c.south, maybe_of(id), day), ERR_CONFLICT);
    CHECK_OK(unit_open(call, id, &low));
    CHECK_INT(low.row.depth, 3);
    CHECK_ERR(unit_rename(call, id, STR("Lower"), UNIT_TYPE_NULL, day - 1), ERR_CONFLICT);
    CHECK_OK(unit_rename(call, id, STR("Lower"), UNIT_TYPE_NULL, day));
    CHECK_OK(unit_changed_on(call, &low.row, &day));
    CHECK_INT(day, day_of(STAGE_NOW) + 10);
    stage_close(&c.stage);
}

STAGE_MAIN()
