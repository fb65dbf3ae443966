/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/session.h"

#include "gen/access_sql.h"
#include "practice/access/password.h"
#include "practice/access/throttle.h"
#include "practice/test_support.h"

#define EMAIL "ann@example.com"

/* Somebody with the password "correct horse". */
static int64_t
ann(struct stage *stage)
{
    struct str hash;
    int64_t id = stage_person(stage, "Ann", EMAIL);

    CHECK_OK(password_hash(&stage->call, STR("correct horse"), &hash));
    CHECK_OK(q_person_password_set(&stage->call, hash, PERSON_STATE_ACTIVE, id));
    return id;
}

/* Both halves of signing in; what the answer is. */
static enum err
sign_in(struct stage *stage, const char *email, const char *password)
{
    struct session_new in = {.email = str_from(email), .password = str_from(password)};
    struct session_view out;
    struct call *call = stage_as(stage, 0, 0);

    TRY(session_create_prepare(call, &in));
    TRY(session_create(call, &in, &out));
    return call->refused;
}

TEST(session_create__lets_in_who_knows_the_password)
{
    struct stage stage;
    const struct who *who;

    stage_open(&stage);
    int64_t id = ann(&stage);
    CHECK_OK(sign_in(&stage, " Ann@Example.COM ", "correct horse"));
    CHECK_INT(stage.call.cookie.len, 43);
    CHECK_OK(who_of_session(&stage.call, stage.call.cookie, &who));
    CHECK_INT(who->person_id, id);
    CHECK(!who->stale);
    stage_close(&stage);
}

TEST(session_create__answers_alike_whatever_is_wrong)
{
    struct stage stage;

    stage_open(&stage);
    int64_t id = ann(&stage);
    (void)stage_person(&stage, "Bob", "bob@example.com");
    CHECK_ERR(sign_in(&stage, EMAIL, "correct hors"), ERR_UNSIGNED);
    CHECK(str_is_null(stage.call.cookie));
    struct str why = stage.call.why;
    CHECK_ERR(sign_in(&stage, "nobody@example.com", "correct horse"), ERR_UNSIGNED);
    CHECK(str_eq(stage.call.why, why));
    CHECK_ERR(sign_in(&stage, "bob@example.com", "correct horse"), ERR_UNSIGNED);
    CHECK(str_eq(stage.call.why, why));
    struct person person;
    CHECK_OK(q_person_get(&stage.call, id, &person));
    CHECK_OK(
        q_person_password_set(&stage.call, person.password_hash, PERSON_STATE_DEACTIVATED, id));
    CHECK_ERR(sign_in(&stage, EMAIL, "correct horse"), ERR_UNSIGNED);
    CHECK(str_eq(stage.call.why, why));
    stage_close(&stage);
}

TEST(session_create__does_not_believe_a_password_that_was_changed_meanwhile)
{
    struct stage stage;
    struct session_new in = {.email = STR(EMAIL), .password = STR("correct horse")};
    struct session_view out;
    struct str hash;

    stage_open(&stage);
    int64_t id = ann(&stage);
    struct call *call = stage_as(&stage, 0, 0);
    CHECK_OK(session_create_prepare(call, &in));
    CHECK_OK(password_hash(call, STR("another horse"), &hash));
    CHECK_OK(q_person_password_set(call, hash, PERSON_STATE_ACTIVE, id));
    CHECK_OK(session_create(call, &in, &out));
    CHECK_ERR(call->refused, ERR_UNSIGNED);
    stage_close(&stage);
}

TEST(session_create__is_throttled_even_with_the_right_password)
{
    struct stage stage;

    stage_open(&stage);
    (void)ann(&stage);
    for (int i = 0; i <= THROTTLE_FREE_ACCOUNT; i++)
        CHECK_ERR(sign_in(&stage, EMAIL, "wrong"), ERR_UNSIGNED);
    CHECK_ERR(sign_in(&stage, EMAIL, "correct horse"), ERR_TOO_MANY);
    stage.call.now += 2 * USEC_PER_SEC;
    CHECK_OK(sign_in(&stage, EMAIL, "correct horse"));
    stage_close(&stage);
}

TEST(password_update__ends_the_other_sessions)
{
    struct stage stage;
    const struct who *who;
    struct password_change in = {.current = STR("correct horse"), .password = STR("another horse")};

    stage_open(&stage);
    (void)ann(&stage);
    CHECK_OK(sign_in(&stage, EMAIL, "correct horse"));
    struct str other = stage.call.cookie;
    CHECK_OK(sign_in(&stage, EMAIL, "correct horse"));
    struct str mine = stage.call.cookie;
    call_reset(&stage.call);
    CHECK_OK(who_of_session(&stage.call, mine, &stage.call.who));
    stage.call.person_id = stage.call.who->person_id;
    CHECK_OK(password_update_prepare(&stage.call, &in));
    CHECK_OK(password_update(&stage.call, &in));
    CHECK_OK(stage.call.refused);
    CHECK(str_is_null(stage.call.cookie));
    CHECK_OK(who_of_session(&stage.call, mine, &who));
    CHECK_ERR(who_of_session(&stage.call, other, &who), ERR_UNSIGNED);
    CHECK_ERR(sign_in(&stage, EMAIL, "correct horse"), ERR_UNSIGNED);
    CHECK_OK(sign_in(&stage, EMAIL, "another horse"));
    stage_close(&stage);
}

TEST(password_update__wants_the_current_one)
{
    struct stage stage;
    struct password_change in = {.current = STR("wrong"), .password = STR("another horse")};

    stage_open(&stage);
    int64_t id = ann(&stage);
    struct call *call = stage_as(&stage, id, 0);
    CHECK_OK(password_update_prepare(call, &in));
    CHECK_OK(password_update(call, &in));
    CHECK_ERR(call->refused, ERR_INVALID);
    CHECK_STR(call->faults[0].pointer, "/current");
    stage_close(&stage);
}

TEST(my_session_delete__ends_only_ones_own)
{
    struct stage stage;
    struct session_view_page page;
    const struct who *who;

    stage_open(&stage);
    (void)ann(&stage);
    int64_t bob = stage_person(&stage, "Bob", "bob@example.com");
    CHECK_OK(sign_in(&stage, EMAIL, "correct horse"));
    struct str secret = stage.call.cookie;
    CHECK_OK(who_of_session(&stage.call, secret, &who));
    struct by_id in = {.id = who->session_id};
    CHECK_ERR(my_session_delete(stage_as(&stage, bob, 0), &in), ERR_NOT_FOUND);
    call_reset(&stage.call);
    stage.call.who = who;
    stage.call.person_id = who->person_id;
    CHECK_OK(my_session_list(&stage.call, &(struct page_query){.limit = 50}, &page));
    CHECK_INT(page.count, 1);
    CHECK(page.items[0].current);
    CHECK_OK(my_session_delete(&stage.call, &in));
    CHECK(!str_is_null(stage.call.cookie) && stage.call.cookie.len == 0);
    CHECK_ERR(who_of_session(&stage.call, secret, &who), ERR_UNSIGNED);
    stage_close(&stage);
}

STAGE_MAIN()
