/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/org/membership.h"

#include "practice/test_support.h"

struct company {
    struct stage stage;
    int64_t unit, other;
    int64_t leader, ann;
};

static void
begin(struct company *c)
{
    stage_open(&c->stage);
    c->unit = stage_unit(&c->stage, "Unit", 0);
    c->other = stage_unit(&c->stage, "Other", 0);
    c->leader = stage_person(&c->stage, "Lea", "lea@example.com");
    stage_grant(&c->stage, c->leader, ROLE_LEADER, c->unit);
    stage_grant(&c->stage, c->leader, ROLE_LEADER, c->other);
    c->ann = stage_person(&c->stage, "Ann", "ann@example.com");
}

static enum err
join(struct company *c, int64_t as, int64_t unit_id, struct member_view *out)
{
    struct membership_new in = {.id = unit_id, .person_id = c->ann, .main = true};

    return membership_create(stage_as(&c->stage, as, 0), &in, out);
}

TEST(membership_create__makes_a_member_of_today)
{
    struct company c;
    struct member_view member;
    struct member_view_page page;
    const struct who *who;

    begin(&c);
    CHECK_ERR(join(&c, c.ann, c.unit, &member), ERR_FORBIDDEN);
    CHECK_OK(join(&c, c.leader, c.unit, &member));
    CHECK_STR(member.person_name, "Ann");
    CHECK_INT(member.valid_from, day_of(STAGE_NOW));
    CHECK_ERR(join(&c, c.leader, c.unit, &member), ERR_INVALID);
    CHECK_OK(member_list(&c.stage.call, &(struct member_query){.id = c.unit, .limit = 9}, &page));
    CHECK_INT(page.count, 1);
    CHECK_OK(who_of_person(&c.stage.call, c.ann, &who));
    CHECK_INT(who->unit_count, 1);
    CHECK_INT(who->units[0], c.unit);
    stage_close(&c.stage);
}

TEST(membership_create__moves_the_main_unit)
{
    struct company c;
    struct member_view member;
    struct me_view me;

    begin(&c);
    CHECK_OK(join(&c, c.leader, c.unit, &member));
    CHECK_OK(join(&c, c.leader, c.other, &member));
    CHECK_OK(me_get(stage_as(&c.stage, c.ann, 0), &me));
    CHECK_INT(me.memberships.count, 2);
    CHECK_INT(me.memberships.items[0].unit_id, c.other);
    CHECK(me.memberships.items[0].main && !me.memberships.items[1].main);
    CHECK_STR(me.person->name, "Ann");
    stage_close(&c.stage);
}

TEST(membership_end__ends_and_stays_readable)
{
    struct company c;
    struct member_view member;
    struct member_view_page members;
    struct membership_view_page memberships;

    begin(&c);
    CHECK_OK(join(&c, c.leader, c.unit, &member));
    struct membership_end in = {.id = member.id, .valid_until = maybe_of(1)};
    CHECK_ERR(membership_end(stage_as(&c.stage, c.leader, 0), &in, &member), ERR_INVALID);
    in.valid_until = maybe_none();
    CHECK_ERR(membership_end(stage_as(&c.stage, c.ann, 0), &in, &member), ERR_FORBIDDEN);
    CHECK_OK(membership_end(stage_as(&c.stage, c.leader, 0), &in, &member));
    CHECK_ERR(membership_end(stage_as(&c.stage, c.leader, 0), &in, &member), ERR_CONFLICT);
    struct member_query query = {.id = c.unit, .limit = 9};
    CHECK_OK(member_list(&c.stage.call, &query, &members));
    CHECK_INT(members.count, 0);
    query.id = c.ann;
    CHECK_OK(person_membership_list(&c.stage.call, &query, &memberships));
    CHECK_INT(memberships.count, 1);
    stage_close(&c.stage);
}

TEST(person_list__asks_for_names_states_and_units)
{
    struct company c;
    struct member_view member;
    struct person_page page;

    begin(&c);
    (void)stage_person(&c.stage, "Zoë Imported", NULL);
    CHECK_OK(join(&c, c.leader, c.unit, &member));
    struct call *call = stage_as(&c.stage, c.ann, 0);
    CHECK_OK(person_list(call, &(struct person_query){.limit = 2}, &page));
    CHECK_INT(page.count, 2);
    CHECK_STR(page.items[0].name, "Ann");
    CHECK_OK(person_list(call, &(struct person_query){.limit = 2, .after = page.next}, &page));
    CHECK_INT(page.count, 1);
    CHECK_OK(person_list(call, &(struct person_query){.limit = 9, .q = STR("ZOE")}, &page));
    CHECK_INT(page.count, 1);
    CHECK_OK(person_list(call, &(struct person_query){.limit = 9, .state = PERSON_STATE_IMPORTED},
                         &page));
    CHECK_INT(page.count, 1);
    CHECK_OK(
        person_list(call, &(struct person_query){.limit = 9, .unit_id = maybe_of(c.unit)}, &page));
    CHECK_INT(page.count, 1);
    CHECK_INT(page.items[0].id, c.ann);
    stage_close(&c.stage);
}

STAGE_MAIN()
