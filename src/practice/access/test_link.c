/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/link.h"

#include "gen/access_sql.h"
#include "practice/test_support.h"

/* Somebody invited, with the secret of their link. */
static struct str
invite(struct stage *stage, int64_t *ret_id)
{
    struct person person = {.name = STR("Ann"), .email = STR("ann@example.com")};
    struct link_secret link;

    CHECK_OK(person_add(&stage->call, &person));
    CHECK_INT(person.state, PERSON_STATE_INVITED);
    CHECK_OK(link_make(&stage->call, &person, LINK_KIND_INVITATION, &link));
    CHECK(str_starts(link.url, STR("https://koers.example/link/")));
    CHECK(stage->call.secret);
    *ret_id = person.id;
    return str_slice(link.url, sizeof("https://koers.example/link/") - 1, link.url.len);
}

static enum err
redeem(struct stage *stage, struct str secret, const char *password)
{
    struct link_redeem in = {.secret = secret, .password = str_from(password)};
    struct call *call = stage_as(stage, 0, 0);

    TRY(link_redeem_prepare(call, &in));
    return link_redeem(call, &in);
}

TEST(link_redeem__sets_a_password_once)
{
    struct stage stage;
    struct person person;
    int64_t id;

    stage_open(&stage);
    struct str secret = invite(&stage, &id);
    CHECK_ERR(redeem(&stage, secret, "short"), ERR_INVALID);
    CHECK_OK(redeem(&stage, secret, "correct horse"));
    CHECK_OK(q_person_get(&stage.call, id, &person));
    CHECK_INT(person.state, PERSON_STATE_ACTIVE);
    CHECK(!str_is_null(person.password_hash));
    CHECK_ERR(redeem(&stage, secret, "correct horse"), ERR_INVALID);
    CHECK_ERR(redeem(&stage, STR("no such secret at all"), "correct horse"), ERR_INVALID);
    stage_close(&stage);
}

TEST(link_redeem__is_refused_when_it_has_run_out)
{
    struct stage stage;
    int64_t id;

    stage_open(&stage);
    struct str secret = invite(&stage, &id);
    stage.call.now += LINK_INVITATION_LIFETIME;
    CHECK_ERR(redeem(&stage, secret, "correct horse"), ERR_INVALID);
    stage_close(&stage);
}

TEST(link_make__replaces_the_one_before)
{
    struct stage stage;
    struct person person;
    struct link_secret again;
    int64_t id;

    stage_open(&stage);
    struct str secret = invite(&stage, &id);
    CHECK_OK(q_person_get(&stage.call, id, &person));
    CHECK_OK(link_make(&stage.call, &person, LINK_KIND_INVITATION, &again));
    CHECK_ERR(redeem(&stage, secret, "correct horse"), ERR_INVALID);
    CHECK_ERR(link_make(&stage.call, &person, LINK_KIND_RESET, &again), ERR_CONFLICT);
    stage_close(&stage);
}

TEST(person_link_create__is_for_administrators)
{
    struct stage stage;
    struct link_secret link;
    int64_t id;

    stage_open(&stage);
    (void)invite(&stage, &id);
    int64_t admin = stage_person(&stage, "Root", "root@example.com");
    stage_grant(&stage, admin, ROLE_ADMIN, 0);
    int64_t master = stage_person(&stage, "Mo", "mo@example.com");
    stage_grant(&stage, master, ROLE_OKR_MASTER, 0);
    struct link_new in = {.id = id, .kind = LINK_KIND_INVITATION};
    CHECK_ERR(person_link_create(stage_as(&stage, master, 0), &in, &link), ERR_FORBIDDEN);
    CHECK_OK(person_link_create(stage_as(&stage, admin, 0), &in, &link));
    in.id = STAGE_NOBODY;
    CHECK_ERR(person_link_create(stage_as(&stage, admin, 0), &in, &link), ERR_NOT_FOUND);
    stage_close(&stage);
}

STAGE_MAIN()
