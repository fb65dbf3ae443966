/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/org/grant.h"

#include "practice/test_support.h"

struct company {
    struct stage stage;
    int64_t top, low;
    int64_t admin, leader, ann;
};

static void
begin(struct company *c)
{
    stage_open(&c->stage);
    c->top = stage_unit(&c->stage, "Acme", 0);
    c->low = stage_unit(&c->stage, "Low", c->top);
    c->admin = stage_person(&c->stage, "Root", "root@example.com");
    stage_grant(&c->stage, c->admin, ROLE_ADMIN, 0);
    c->leader = stage_person(&c->stage, "Lea", "lea@example.com");
    stage_grant(&c->stage, c->leader, ROLE_LEADER, c->low);
    c->ann = stage_person(&c->stage, "Ann", "ann@example.com");
}

static enum err
give(struct company *c, int64_t as, enum role role, int64_t unit_id, int64_t *ret_id)
{
    struct grant_view out;
    struct grant_new in = {
        .person_id = c->ann,
        .role = role,
        .unit_id = unit_id != 0 ? maybe_of(unit_id) : maybe_none(),
    };

    TRY(grant_create(stage_as(&c->stage, as, 0), &in, &out));
    *ret_id = out.id;
    return OK;
}

TEST(grant_create__gives_no_more_than_one_may)
{
    struct company c;
    int64_t id;

    begin(&c);
    CHECK_OK(give(&c, c.leader, ROLE_LEADER, c.low, &id));
    CHECK_ERR(give(&c, c.leader, ROLE_LEADER, c.low, &id), ERR_INVALID);
    CHECK_ERR(give(&c, c.leader, ROLE_OKR_MASTER, c.low, &id), ERR_FORBIDDEN);
    CHECK_ERR(give(&c, c.leader, ROLE_LEADER, c.top, &id), ERR_FORBIDDEN);
    CHECK_ERR(give(&c, c.leader, ROLE_LEADER, 0, &id), ERR_FORBIDDEN);
    CHECK_ERR(give(&c, c.admin, ROLE_LEADER, STAGE_NOBODY, &id), ERR_INVALID);
    CHECK_OK(give(&c, c.admin, ROLE_OKR_MASTER, 0, &id));
    stage_close(&c.stage);
}

TEST(grant_delete__takes_a_role_and_keeps_the_last_administrator)
{
    struct company c;
    struct grant_view_page page;
    int64_t id = 0;

    begin(&c);
    CHECK_OK(give(&c, c.admin, ROLE_ADMIN, 0, &id));
    CHECK_ERR(grant_delete(stage_as(&c.stage, c.leader, 0), &(struct by_id){.id = id}),
              ERR_FORBIDDEN);
    CHECK_OK(grant_delete(stage_as(&c.stage, c.ann, 0), &(struct by_id){.id = id}));
    CHECK_ERR(grant_delete(stage_as(&c.stage, c.admin, 0), &(struct by_id){.id = id}),
              ERR_NOT_FOUND);
    struct grant_query query = {.person_id = maybe_of(c.admin), .limit = 50};
    CHECK_OK(grant_list(&c.stage.call, &query, &page));
    CHECK_INT(page.count, 1);
    CHECK_ERR(grant_delete(stage_as(&c.stage, c.admin, 0), &(struct by_id){.id = page.items[0].id}),
              ERR_CONFLICT);
    stage_close(&c.stage);
}

STAGE_MAIN()
