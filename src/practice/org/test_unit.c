/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/org/unit.h"

#include "gen/org_sql.h"
#include "practice/test_support.h"

/* A company with two levels below it, and who leads the middle one. */
struct company {
    struct stage stage;
    int64_t top, middle, low, other;
    int64_t leader, admin;
};

static void
begin(struct company *c)
{
    stage_open(&c->stage);
    c->top = stage_unit(&c->stage, "Acme", 0);
    c->middle = stage_unit(&c->stage, "Élan", c->top);
    c->low = stage_unit(&c->stage, "Low", c->middle);
    c->other = stage_unit(&c->stage, "Other", c->top);
    c->leader = stage_person(&c->stage, "Lea", "lea@example.com");
    stage_grant(&c->stage, c->leader, ROLE_LEADER, c->middle);
    c->admin = stage_person(&c->stage, "Root", "root@example.com");
    stage_grant(&c->stage, c->admin, ROLE_ADMIN, 0);
}

static struct str
zone_of(struct company *c, int64_t id)
{
    struct unit_place place;

    CHECK_OK(q_unit_place(&c->stage.call, id, &place));
    return place.zone;
}

TEST(unit_add__knows_its_place)
{
    struct company c;
    struct unit_view view;

    begin(&c);
    CHECK_OK(unit_get(stage_as(&c.stage, c.leader, 0), &(struct by_id){.id = c.low}, &view));
    CHECK_INT(view.depth, 2);
    CHECK_INT(view.ancestors.count, 2);
    CHECK_INT(view.ancestors.items[0].id, c.top);
    CHECK_INT(view.ancestors.items[1].id, c.middle);
    CHECK_STR(view.effective_zone, "Europe/Amsterdam");
    CHECK(view.may_edit && view.may_create_objective);
    CHECK_OK(unit_get(&c.stage.call, &(struct by_id){.id = c.top}, &view));
    CHECK_INT(view.children.count, 2);
    CHECK_STR(view.children.items[0].name, "Élan");
    CHECK_INT(view.children.items[0].child_count, 1);
    CHECK(!view.may_edit && !view.may_create_objective);
    CHECK_ERR(unit_get(&c.stage.call, &(struct by_id){.id = STAGE_NOBODY}, &view), ERR_NOT_FOUND);
    stage_close(&c.stage);
}

TEST(unit_update__hands_its_zone_down)
{
    struct company c;
    struct unit_view view;
    struct unit_patch in = {.given = UNIT_PATCH_ZONE, .zone = STR("Europe/Lisbon")};

    begin(&c);
    in.id = c.low;
    CHECK_OK(unit_update(stage_as(&c.stage, c.admin, 1), &in, &view));
    in.id = c.top;
    in.zone = STR("Europe/Paris");
    CHECK_OK(unit_update(stage_as(&c.stage, c.admin, 1), &in, &view));
    CHECK_STR(zone_of(&c, c.middle), "Europe/Paris");
    CHECK_STR(zone_of(&c, c.low), "Europe/Lisbon");
    CHECK_STR(zone_of(&c, c.other), "Europe/Paris");
    in.id = c.low;
    in.zone = (struct str){0};
    CHECK_OK(unit_update(stage_as(&c.stage, c.admin, 2), &in, &view));
    CHECK_STR(zone_of(&c, c.low), "Europe/Paris");
    in.zone = STR("Mars/Olympus");
    CHECK_ERR(unit_update(stage_as(&c.stage, c.admin, 3), &in, &view), ERR_INVALID);
    stage_close(&c.stage);
}

TEST(unit_create__is_for_who_leads_above)
{
    struct company c;
    struct unit_view view;
    struct unit_new in = {.name = STR("New"), .type = UNIT_TYPE_TEAM};

    begin(&c);
    in.given = UINT64_MAX;
    in.parent_id = maybe_of(c.low);
    CHECK_OK(unit_create(stage_as(&c.stage, c.leader, 0), &in, &view));
    CHECK_INT(view.parent_id.value, c.low);
    in.parent_id = maybe_of(c.other);
    CHECK_ERR(unit_create(stage_as(&c.stage, c.leader, 0), &in, &view), ERR_FORBIDDEN);
    in.parent_id = maybe_none();
    CHECK_ERR(unit_create(stage_as(&c.stage, c.leader, 0), &in, &view), ERR_FORBIDDEN);
    CHECK_OK(unit_create(stage_as(&c.stage, c.admin, 0), &in, &view));
    in.parent_id = maybe_of(STAGE_NOBODY);
    CHECK_ERR(unit_create(stage_as(&c.stage, c.admin, 0), &in, &view), ERR_INVALID);
    stage_close(&c.stage);
}

TEST(unit_close__goes_from_the_bottom_up)
{
    struct company c;
    struct unit_view view;
    struct unit_row_page page;
    day_t today = day_of(STAGE_NOW);

    begin(&c);
    struct unit_close in = {.id = c.middle, .valid_until = today + 1};
    CHECK_ERR(unit_close(stage_as(&c.stage, c.leader, 1), &in, &view), ERR_FORBIDDEN);
    CHECK_ERR(unit_close(stage_as(&c.stage, c.admin, 1), &in, &view), ERR_CONFLICT);
    in.id = c.low;
    in.valid_until = today;
    CHECK_ERR(unit_close(stage_as(&c.stage, c.admin, 1), &in, &view), ERR_INVALID);
    in.valid_until = today + 1;
    CHECK_OK(unit_close(stage_as(&c.stage, c.admin, 1), &in, &view));
    CHECK_ERR(unit_close(stage_as(&c.stage, c.admin, 2), &in, &view), ERR_CONFLICT);

    struct unit_query query = {.parent_id = maybe_of(c.middle), .limit = 50};
    CHECK_OK(unit_list(&c.stage.call, &query, &page));
    CHECK_INT(page.count, 1);
    c.stage.call.now += USEC_PER_DAY;
    CHECK_OK(unit_list(&c.stage.call, &query, &page));
    CHECK_INT(page.count, 0);
    query.as_of = maybe_of(today);
    CHECK_OK(unit_list(&c.stage.call, &query, &page));
    CHECK_INT(page.count, 1);
    query.as_of = maybe_of(today - 1);
    CHECK_OK(unit_list(&c.stage.call, &query, &page));
    CHECK_INT(page.count, 0);
    stage_close(&c.stage);
}

TEST(unit_list__finds_by_folded_name_and_pages)
{
    struct company c;
    struct unit_row_page page;
    struct unit_query query = {.q = STR("elan"), .limit = 50};

    begin(&c);
    struct call *call = stage_as(&c.stage, c.leader, 0);
    CHECK_OK(unit_list(call, &query, &page));
    CHECK_INT(page.count, 1);
    CHECK_INT(page.items[0].id, c.middle);
    query = (struct unit_query){.limit = 3};
    CHECK_OK(unit_list(call, &query, &page));
    CHECK_INT(page.count, 3);
    CHECK_STR(page.items[0].name, "Acme");
    query.after = page.next;
    page = (struct unit_row_page){0};
    CHECK_OK(unit_list(call, &query, &page));
    CHECK_INT(page.count, 1);
    CHECK_STR(page.items[0].name, "Other");
    CHECK(str_is_null(page.next));
    query = (struct unit_query){.top = true, .limit = 3};
    CHECK_OK(unit_list(call, &query, &page));
    CHECK_INT(page.count, 1);
    query.parent_id = maybe_of(c.top);
    CHECK_ERR(unit_list(call, &query, &page), ERR_INVALID);
    stage_close(&c.stage);
}

STAGE_MAIN()
