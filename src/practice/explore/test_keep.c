/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/explore/keep.h"

#include "gen/okr_sql.h"
#include "practice/okr/kept.h"
#include "practice/test_support.h"

#define TODAY  (day_t)(STAGE_NOW / USEC_PER_DAY)
#define HOUR   (USEC_PER_DAY / 24)
#define ROUNDS 10 /* more than it takes */

struct cast {
    struct stage stage;
    int64_t cycle_id;
};

/* A unit where the day ends at 15:00 UTC, two hours from now, with an objective of a cycle that is
 * open. Nothing was told of any of it. */
static void
cast_open(struct cast *c)
{
    stage_open(&c->stage);
    int64_t ada = stage_person(&c->stage, "Ada", "ada@example.org");
    stage_grant(&c->stage, ada, ROLE_ADMIN, 0);
    int64_t unit = stage_unit(&c->stage, "Tokyo", 0);
    c->cycle_id = stage_cycle(&c->stage, ada, "Q4", TODAY - 42, TODAY + 50);
    struct objective objective = {.unit_id = unit,
                                  .cycle_id = c->cycle_id,
                                  .title = STR("Customers pay without queueing"),
                                  .kind = OBJECTIVE_KIND_COMMITTED,
                                  .state = OBJECTIVE_STATE_PUBLISHED,
                                  .created_at = STAGE_NOW,
                                  .version = 1};
    CHECK_OK(q_objective_insert(&c->stage.call, &objective, &objective.id));
    stage_sql(&c->stage, "UPDATE unit SET zone_effective = 'Asia/Tokyo'");
    stage_sql(&c->stage, "DELETE FROM change");
    stage_sql(&c->stage, "DELETE FROM event");
}

/* Has the job anything to do? */
static bool
waits(struct cast *c)
{
    bool out = false;

    CHECK_OK(keep_waits(&c->stage.call, &out));
    return out;
}

/* Sums of the tree that lack. */
static int64_t
lacking(struct cast *c)
{
    struct id_row_list rows;

    CHECK_OK(q_kept_lacking(&c->stage.call, c->cycle_id, STR("tree"), TODAY, c->stage.call.now, 9,
                            &rows));
    return (int64_t)rows.count;
}

static void
keep_all(struct cast *c)
{
    int64_t done;

    for (int i = 0; i < ROUNDS && waits(c); i++)
        CHECK_OK(stage_keep(&c->stage.call, &done));
}

TEST(keep_sums__renews_what_changes_by_itself_when_a_day_ends_somewhere)
{
    struct cast c;

    cast_open(&c);
    keep_all(&c);
    CHECK(!waits(&c));
    CHECK_INT(lacking(&c), 0);
    c.stage.call.now = STAGE_NOW + 2 * HOUR - 1;
    CHECK(!waits(&c));
    c.stage.call.now = STAGE_NOW + 2 * HOUR;
    CHECK_INT(lacking(&c), 1);
    CHECK(waits(&c));
    keep_all(&c);
    CHECK(!waits(&c));
    CHECK_INT(lacking(&c), 0);
    stage_close(&c.stage);
}

STAGE_MAIN()
