/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/squad/handbook.h"

#include "gen/okr_sql.h"
#include "gen/squad_sql.h"
#include "practice/access/setting.h"
#include "practice/test_support.h"

struct cast {
    struct stage stage;
    int64_t ada;
    struct handbook_view draft;
};

/* An administrator's draft that holds from a cycle on. */
static void
cast_open(struct cast *c)
{
    struct cycle cycle = {.name = STR("Q4"),
                          .type = CYCLE_TYPE_QUARTER,
                          .start_day = 20000,
                          .end_day = 20090,
                          .state = CYCLE_STATE_OPEN,
                          .created_at = STAGE_NOW,
                          .version = 1};

    stage_open(&c->stage);
    c->ada = stage_person(&c->stage, "Ada", "ada@example.org");
    stage_grant(&c->stage, c->ada, ROLE_ADMIN, 0);
    struct call *call = stage_as(&c->stage, c->ada, 0);
    CHECK_OK(q_cycle_insert(call, &cycle, &cycle.id));
    struct handbook_new in = {.from_cycle_id = maybe_of(cycle.id)};
    CHECK_OK(handbook_create(call, &in, &c->draft));
}

static void
want(struct cast *c, const char *name, const char *value)
{
    struct handbook_setting row = {
        .handbook_id = c->draft.id, .name = str_from(name), .value = str_from(value)};

    CHECK_OK(q_handbook_setting_insert(&c->stage.call, &row, &row.id));
}

static enum err
publish(struct cast *c)
{
    struct handbook_publication in = {.id = c->draft.id, .apply_settings = true};

    return handbook_publish(stage_as(&c->stage, c->ada, c->draft.version), &in, &c->draft);
}

TEST(handbook__that_wants_a_setting_which_is_no_more_is_shown_and_published)
{
    struct cast c;
    struct setting_view now;
    struct by_id in = {0};
    size_t unknown = 0;

    cast_open(&c);
    want(&c, "colour_of_the_sky", "blue");
    in.id = c.draft.id;
    CHECK_OK(handbook_get(stage_as(&c.stage, c.ada, 0), &in, &c.draft));
    for (size_t i = 0; i < c.draft.settings.count; i++)
        unknown +=
            str_is_null(c.draft.settings.items[i].current) && !c.draft.settings.items[i].differs;
    CHECK_INT(unknown, 1);
    CHECK_OK(publish(&c));
    CHECK_OK(setting_now(&c.stage.call, STR("objectives_per_unit_max"), &now));
    CHECK_STR(now.value, "5");
    stage_close(&c.stage);
}

TEST(handbook_publish__does_not_give_a_value_that_a_setting_cannot_have)
{
    struct cast c;
    struct setting_view now;

    cast_open(&c);
    want(&c, "session_days", "0");
    CHECK_ERR(publish(&c), ERR_INVALID);
    CHECK_OK(setting_now(&c.stage.call, STR("session_days"), &now));
    CHECK(!str_eq(now.value, STR("0")));
    stage_close(&c.stage);
}

TEST(handbook_holding__is_also_one_whose_cycle_is_no_more)
{
    struct cast c;
    struct handbook row;
    struct handbook_new next = {0};
    struct handbook_patch patch = {.given = HANDBOOK_PATCH_CHANGE_EN, .change_en = STR("Less.")};

    cast_open(&c);
    next.from_cycle_id = c.draft.from_cycle_id;
    CHECK_OK(publish(&c));
    CHECK_OK(handbook_create(stage_as(&c.stage, c.ada, 0), &next, &c.draft));
    patch.id = c.draft.id;
    CHECK_OK(handbook_update(stage_as(&c.stage, c.ada, c.draft.version), &patch, &c.draft));
    CHECK_OK(publish(&c));
    CHECK_OK(q_handbook_row(&c.stage.call, c.draft.id, &row));
    row.from_cycle_id = maybe_none();
    CHECK_OK(q_handbook_set(&c.stage.call, &row));
    CHECK_OK(handbook_holding(&c.stage.call, &row));
    CHECK_INT(row.number, 2);
    stage_close(&c.stage);
}

STAGE_MAIN()
