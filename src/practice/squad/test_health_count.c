/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/squad/health_count.h"

#include "gen/okr_sql.h"
#include "gen/squad_sql.h"
#include "practice/test_support.h"

struct cast {
    struct stage stage;
    int64_t unit;
    struct cycle cycle;
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
    struct objective objective = {.unit_id = c->unit,
                                  .cycle_id = c->cycle.id,
                                  .title = STR("Customers pay without queueing"),
                                  .kind = OBJECTIVE_KIND_COMMITTED,
                                  .state = OBJECTIVE_STATE_CLOSED,
                                  .owner_id = maybe_of(ada),
                                  .created_by = maybe_of(ada),
                                  .created_at = STAGE_NOW,
                                  .version = 1};
    CHECK_OK(q_objective_insert(call, &objective, &objective.id));
}

static struct health_tally
tally(struct cast *c, bool *ret_kept)
{
    struct health_counts counts;

    CHECK_OK(health_counts_load(&c->stage.call, c->cycle.id, STR("/"), &counts));
    CHECK_INT(counts.count, 1);
    *ret_kept = counts.kept;
    return counts.items[0];
}

TEST(health_keep__keeps_what_counted_and_forgets_it_of_what_is_open_again)
{
    struct cast c;
    int64_t done;
    bool kept;

    cast_open(&c);
    struct health_tally live = tally(&c, &kept);
    CHECK(!kept);
    CHECK_INT(live.need[HEALTH_SIGNAL_ALIGNMENT - 1], 1);
    CHECK_INT(live.have[HEALTH_SIGNAL_ALIGNMENT - 1], 0);
    CHECK_OK(health_keep(&c.stage.call, &done));
    CHECK_INT(done, 1);
    struct health_tally then = tally(&c, &kept);
    CHECK(kept);
    for (unsigned at = 0; at < HEALTH_SIGNALS; at++) {
        CHECK_INT(then.have[at], live.have[at]);
        CHECK_INT(then.need[at], live.need[at]);
    }
    CHECK_OK(health_keep(&c.stage.call, &done));
    CHECK_INT(done, 0); /* once is enough */
    c.cycle.state = CYCLE_STATE_OPEN;
    CHECK_OK(q_cycle_update(&c.stage.call, &c.cycle));
    CHECK_OK(health_keep(&c.stage.call, &done));
    CHECK_INT(done, 1);
    (void)tally(&c, &kept);
    CHECK(!kept);
    stage_close(&c.stage);
}

STAGE_MAIN()
