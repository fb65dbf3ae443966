/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/writing/gate.h"

#include "gen/okr.h"
#include "gen/writing.h"
#include "practice/test_support.h"

struct company {
    struct stage stage;
    int64_t admin, top, team, cycle, objective;
};

static void
set_level(struct company *c, const char *rule, enum writing_level level, int64_t version)
{
    struct writing_rule_patch in = {.rule = str_from(rule), .level = level};
    struct writing_rule out;
    struct call *call = stage_as(&c->stage, c->admin, version);

    call->if_match = maybe_of(version); /* 0 is a version here: the shipped level */
    CHECK_OK(writing_rule_update(call, &in, &out));
    CHECK_INT(out.level, level);
    CHECK_INT(out.version, version + 1);
}

static void
company_open(struct company *c)
{
    struct objective_view objective;

    stage_open(&c->stage);
    c->top = stage_unit(&c->stage, "Acme", 0);
    c->team = stage_unit(&c->stage, "Team", c->top);
    c->admin = stage_person(&c->stage, "Root", "root@example.com");
    stage_grant(&c->stage, c->admin, ROLE_ADMIN, 0);
    c->cycle = stage_cycle(&c->stage, c->admin, "Q1", 20800, 20890);
    struct objective_new in = {.given = UINT64_MAX,
                               .cycle_id = c->cycle,
                               .unit_id = c->team,
                               .title = STR("Grow revenue by 20%"),
                               .kind = OBJECTIVE_KIND_COMMITTED};
    CHECK_OK(objective_create(stage_as(&c->stage, c->admin, 0), &in, &objective));
    c->objective = objective.id;
}

TEST(gate__is_open_while_no_rule_blocks)
{
    struct company c;

    company_open(&c);
    CHECK_OK(writing_gate(stage_as(&c.stage, c.admin, 0), c.objective));
    set_level(&c, "objective_number", WRITING_LEVEL_OFF, 0);
    CHECK_OK(writing_gate(stage_as(&c.stage, c.admin, 0), c.objective));
    stage_close(&c.stage);
}

TEST(gate__names_each_finding_of_a_rule_that_blocks)
{
    struct company c;

    company_open(&c);
    set_level(&c, "objective_number", WRITING_LEVEL_BLOCK, 0);
    set_level(&c, "no_link", WRITING_LEVEL_BLOCK, 0);
    set_level(&c, "kr_task", WRITING_LEVEL_BLOCK, 0);
    struct call *call = stage_as(&c.stage, c.admin, 0);
    CHECK_ERR(writing_gate(call, c.objective), ERR_INVALID);
    CHECK_INT(call->fault_count, 2);
    CHECK_STR(str_from(call->faults[0].code), "objective_number");
    CHECK_STR(call->faults[0].pointer, "/title");
    CHECK_STR(str_from(call->faults[1].code), "no_link");
    CHECK_STR(call->faults[1].pointer, "/parents");
    set_level(&c, "objective_number", WRITING_LEVEL_WARN, 1);
    set_level(&c, "no_link", WRITING_LEVEL_HINT, 1);
    CHECK_OK(writing_gate(stage_as(&c.stage, c.admin, 0), c.objective));
    stage_close(&c.stage);
}

TEST(gate__looks_at_the_set_of_the_unit_too)
{
    struct company c;
    struct objective_view view;

    company_open(&c);
    set_level(&c, "unit_no_stretch", WRITING_LEVEL_BLOCK, 0);
    CHECK_OK(writing_gate(stage_as(&c.stage, c.admin, 0), c.objective));
    for (int i = 0; i < 2; i++) {
        struct objective_new in = {.given = UINT64_MAX,
                                   .cycle_id = c.cycle,
                                   .unit_id = c.team,
                                   .title = STR("Customers come back"),
                                   .kind = OBJECTIVE_KIND_COMMITTED};
        CHECK_OK(objective_create(stage_as(&c.stage, c.admin, 0), &in, &view));
    }
    struct call *call = stage_as(&c.stage, c.admin, 0);
    CHECK_ERR(writing_gate(call, c.objective), ERR_INVALID);
    CHECK_INT(call->fault_count, 1);
    CHECK_STR(str_from(call->faults[0].code), "unit_no_stretch");
    stage_close(&c.stage);
}

TEST(gate__knows_no_objective_that_is_not_there)
{
    struct company c;

    company_open(&c);
    set_level(&c, "no_link", WRITING_LEVEL_BLOCK, 0);
    CHECK_ERR(writing_gate(stage_as(&c.stage, c.admin, 0), STAGE_NOBODY), ERR_NOT_FOUND);
    stage_close(&c.stage);
}

STAGE_MAIN()
