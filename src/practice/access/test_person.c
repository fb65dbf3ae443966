/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/person.h"

#include "gen/access_sql.h"
#include "practice/access/erase.h"
#include "practice/access/history.h"
#include "practice/access/token.h"
#include "practice/test_support.h"

TEST(email__has_one_form)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_STR(email_normal(&arena, STR("  Ann.X@Example.COM ")), "ann.x@example.com");
    CHECK(email_is_address(STR("a@b")));
    CHECK(!email_is_address(STR("@b")));
    CHECK(!email_is_address(STR("a@")));
    CHECK(!email_is_address(STR("a@b@c")));
    CHECK(!email_is_address(STR("a b@c")));
    CHECK(!email_is_address(STR("")));
    arena_release(&arena);
}

/* An administrator, and Ann whom they look after. */
static int64_t
begin(struct stage *stage, int64_t *ret_admin)
{
    stage_open(stage);
    *ret_admin = stage_person(stage, "Root", "root@example.com");
    stage_grant(stage, *ret_admin, ROLE_ADMIN, 0);
    return stage_person(stage, "Ann", "ann@example.com");
}

TEST(person_create__checks_the_whole)
{
    struct stage stage;
    struct person out;
    int64_t admin;

    int64_t ann = begin(&stage, &admin);
    struct person_new in = {.name = STR("Bob"),
                            .email = STR("ANN@example.com"),
                            .language = LANGUAGE_NL,
                            .region = STR("x"),
                            .zone = STR("Mars/Olympus")};
    in.given = (1U << type_person_new.field_count) - 1;
    CHECK_ERR(person_create(stage_as(&stage, ann, 0), &in, &out), ERR_FORBIDDEN);
    CHECK_ERR(person_create(stage_as(&stage, admin, 0), &in, &out), ERR_INVALID);
    CHECK_INT(stage.call.fault_count, 3);
    in.email = STR("Bob@Example.com");
    in.region = STR("nl-NL");
    in.zone = STR("Europe/Amsterdam");
    CHECK_OK(person_create(stage_as(&stage, admin, 0), &in, &out));
    CHECK_STR(out.email, "bob@example.com");
    CHECK_INT(out.state, PERSON_STATE_INVITED);
    CHECK_STR(out.folded, "bob bob@example.com");
    stage_close(&stage);
}

TEST(person_deactivate__ends_tokens_and_can_be_undone)
{
    struct stage stage;
    struct token_secret token;
    struct person out;
    const struct who *who;
    int64_t admin;

    int64_t ann = begin(&stage, &admin);
    CHECK_OK(token_make(&stage.call, ann, STR("ci"), maybe_none(), &token));
    CHECK_OK(who_of_token(&stage.call, token.secret, &who));
    struct by_id in = {.id = ann};
    CHECK_ERR(person_deactivate(stage_as(&stage, admin, 0), &in, &out), ERR_PRECONDITION);
    CHECK_ERR(person_deactivate(stage_as(&stage, admin, 7), &in, &out), ERR_STALE);
    CHECK_OK(person_deactivate(stage_as(&stage, admin, 1), &in, &out));
    CHECK_INT(out.state, PERSON_STATE_DEACTIVATED);
    CHECK_ERR(who_of_token(&stage.call, token.secret, &who), ERR_UNSIGNED);
    CHECK_ERR(person_deactivate(stage_as(&stage, admin, 2), &in, &out), ERR_CONFLICT);
    CHECK_OK(person_reactivate(stage_as(&stage, admin, 2), &in, &out));
    CHECK_INT(out.state, PERSON_STATE_INVITED);
    CHECK_ERR(who_of_token(&stage.call, token.secret, &who), ERR_UNSIGNED);
    stage_close(&stage);
}

TEST(person_deactivate__keeps_the_last_administrator)
{
    struct stage stage;
    struct person out;
    int64_t admin;

    int64_t ann = begin(&stage, &admin);
    CHECK_ERR(person_deactivate(stage_as(&stage, admin, 1), &(struct by_id){.id = admin}, &out),
              ERR_CONFLICT);
    stage_grant(&stage, ann, ROLE_ADMIN, 0);
    CHECK_OK(person_deactivate(stage_as(&stage, admin, 1), &(struct by_id){.id = admin}, &out));
    stage_close(&stage);
}

static bool
mentions(const struct history_entry_page *page, const char *text)
{
    for (size_t i = 0; i < page->count; i++)
        if (str_eq(page->items[i].old_value, str_from(text)) ||
            str_eq(page->items[i].new_value, str_from(text)))
            return true;
    return false;
}

TEST(person_leave__where_nobody_is_an_administrator)
{
    struct stage stage;
    struct person row;

    stage_open(&stage);
    int64_t ann = stage_person(&stage, "Ann", "ann@example.com");
    CHECK_OK(q_person_get(&stage.call, ann, &row));
    CHECK_OK(person_leave(stage_as(&stage, 0, 0), &row));
    CHECK_OK(q_person_get(&stage.call, ann, &row));
    CHECK_INT(row.state, PERSON_STATE_DEACTIVATED);

    /* An administrator who has left is no administrator to lose either. */
    int64_t root = stage_person(&stage, "Root", "root@example.com");
    int64_t bob = stage_person(&stage, "Bob", "bob@example.com");
    stage_grant(&stage, root, ROLE_ADMIN, 0);
    CHECK_OK(q_person_get(&stage.call, root, &row));
    CHECK_ERR(person_leave(stage_as(&stage, 0, 0), &row), ERR_CONFLICT);
    CHECK_OK(q_person_password_set(&stage.call, (struct str){0}, PERSON_STATE_DEACTIVATED, root));
    CHECK_OK(q_person_get(&stage.call, bob, &row));
    CHECK_OK(person_leave(stage_as(&stage, 0, 0), &row));
    stage_close(&stage);
}

TEST(person_erase__leaves_no_name_behind)
{
    struct stage stage;
    struct history_entry_page page;
    struct person person;
    struct token_secret token;
    int64_t admin;

    int64_t ann = begin(&stage, &admin);
    int64_t namesake = stage_person(&stage, "Ann A.", NULL);
    CHECK_OK(q_person_get(&stage.call, namesake, &person));
    struct person merged = person;
    merged.merged_into = maybe_of(ann);
    CHECK_OK(person_save(&stage.call, EVENT_PERSON_UPDATED, &person, &merged));
    CHECK_OK(token_make(&stage.call, ann, STR("ci"), maybe_none(), &token));

    CHECK_ERR(person_erase(&stage.call, namesake), ERR_CONFLICT);
    CHECK_ERR(person_erase(&stage.call, admin), ERR_CONFLICT);
    CHECK_OK(person_erase(&stage.call, ann));
    CHECK_OK(q_person_get(&stage.call, ann, &person));
    struct str name = str_fmt(stage.call.arena, "Former colleague %lld", (long long)ann);
    CHECK(str_eq(person.name, name));
    CHECK(str_is_null(person.email) && str_is_null(person.password_hash));
    CHECK(person.erased_at.has && person.state == PERSON_STATE_DEACTIVATED);
    CHECK_OK(q_person_get(&stage.call, namesake, &person));
    CHECK(str_starts(person.name, STR("Former colleague ")));

    struct history_query query = {.id = ann, .limit = 200};
    CHECK_OK(history_of(&stage.call, "test", &type_person, &query, &page));
    CHECK(page.count > 2);
    CHECK(!mentions(&page, "Ann") && !mentions(&page, "ann@example.com"));
    CHECK(mentions(&page, name.ptr));
    CHECK_STR(page.items[0].kind, EVENT_PERSON_ERASED);
    query.id = namesake;
    CHECK_OK(history_of(&stage.call, "test", &type_person, &query, &page));
    CHECK(!mentions(&page, "Ann A."));
    CHECK_ERR(person_erase(&stage.call, ann), ERR_CONFLICT);
    stage_close(&stage);
}

STAGE_MAIN()
