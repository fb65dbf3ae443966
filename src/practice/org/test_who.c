/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/org/who.h"

#include "gen/access_sql.h"
#include "gen/org_sql.h"
#include "practice/access/secret.h"
#include "practice/access/token.h"
#include "practice/test_support.h"

/* A session of a person that lasts a day. */
static struct str
session(struct stage *stage, int64_t person_id)
{
    struct secret secret;

    CHECK_OK(secret_make(&stage->call, "", &secret));
    struct session row = {
        .person_id = person_id,
        .secret_hash = secret.hash,
        .created_at = STAGE_NOW,
        .seen_at = STAGE_NOW,
        .expires_at = STAGE_NOW + USEC_PER_DAY,
        .client = STR(""),
    };
    CHECK_OK(q_session_insert(&stage->call, &row, &row.id));
    return secret.text;
}

TEST(who_of_session__gathers_roles_and_units)
{
    struct stage stage;
    const struct who *who;

    stage_open(&stage);
    int64_t ann = stage_person(&stage, "Ann", "ann@example.com");
    int64_t top = stage_unit(&stage, "Top", 0);
    int64_t low = stage_unit(&stage, "Low", top);
    stage_grant(&stage, ann, ROLE_LEADER, low);
    stage_grant(&stage, ann, ROLE_OKR_MASTER, 0);
    stage_member(&stage, ann, top);
    CHECK_OK(who_of_session(&stage.call, session(&stage, ann), &who));
    CHECK_INT(who->person_id, ann);
    CHECK(who->session_id != 0 && who->token_id == 0);
    CHECK_INT(who->role_max, ROLE_OKR_MASTER);
    CHECK_INT(who->role_count, 2);
    CHECK_INT(who->unit_count, 1);
    for (size_t i = 0; i < who->role_count; i++)
        CHECK(str_is_null(who->roles[i].unit_path) == (who->roles[i].role == ROLE_OKR_MASTER));
    CHECK_ERR(who_of_session(&stage.call, STR("no secret"), &who), ERR_UNSIGNED);
    stage_close(&stage);
}

TEST(who_of_person__stands_in_once_for_who_is_away_and_gave_it_for_good)
{
    struct stage stage;
    const struct who *who;

    stage_open(&stage);
    int64_t ann = stage_person(&stage, "Ann", "ann@example.com");
    int64_t bob = stage_person(&stage, "Bob", "bob@example.com");
    const struct absence absence = {.person_id = bob,
                                    .first_day = STAGE_NOW / USEC_PER_DAY - 1,
                                    .last_day = STAGE_NOW / USEC_PER_DAY + 1,
                                    .deputy_id = maybe_of(ann),
                                    .created_at = STAGE_NOW};
    const struct delegation delegation = {
        .person_id = bob, .delegate_id = ann, .valid_from = STAGE_NOW};
    int64_t id;
    CHECK_OK(q_absence_insert(&stage.call, &absence, &id));
    CHECK_OK(q_delegation_insert(&stage.call, &delegation, &id));
    CHECK_OK(who_of_person(&stage.call, ann, &who));
    CHECK_INT(who->stands_for_count, 1);
    CHECK_INT(who->stands_for[0], bob);
    stage_close(&stage);
}

TEST(who_touch__lets_a_session_live_on)
{
    struct stage stage;
    const struct who *who;

    stage_open(&stage);
    struct str secret = session(&stage, stage_person(&stage, "Ann", "ann@example.com"));
    stage.call.now += WHO_STALE_AFTER;
    CHECK_OK(who_of_session(&stage.call, secret, &who));
    CHECK(!who->stale);
    stage.call.now += 1;
    CHECK_OK(who_of_session(&stage.call, secret, &who));
    CHECK(who->stale);
    CHECK_OK(who_touch(&stage.call, who));
    CHECK_OK(who_of_session(&stage.call, secret, &who));
    CHECK(!who->stale);
    stage.call.now += 30 * USEC_PER_DAY - 1;
    CHECK_OK(who_of_session(&stage.call, secret, &who));
    stage.call.now += 1;
    CHECK_ERR(who_of_session(&stage.call, secret, &who), ERR_UNSIGNED);
    stage_close(&stage);
}

TEST(who_of_token__ends_with_the_token)
{
    struct stage stage;
    const struct who *who;
    struct token_secret token;
    struct token_secret brief;

    stage_open(&stage);
    int64_t ann = stage_person(&stage, "Ann", "ann@example.com");
    CHECK_OK(token_make(&stage.call, ann, STR("ci"), maybe_none(), &token));
    CHECK_OK(token_make(&stage.call, ann, STR("brief"), maybe_of(STAGE_NOW + 1), &brief));
    CHECK_OK(who_of_token(&stage.call, token.secret, &who));
    CHECK(who->token_id == token.id && who->session_id == 0 && who->stale);
    CHECK_OK(who_touch(&stage.call, who));
    CHECK_OK(who_of_token(&stage.call, brief.secret, &who));
    stage.call.now += 1;
    CHECK_ERR(who_of_token(&stage.call, brief.secret, &who), ERR_UNSIGNED);
    CHECK_ERR(who_of_session(&stage.call, token.secret, &who), ERR_UNSIGNED);
    CHECK_OK(my_token_delete(stage_as(&stage, ann, 0), &(struct by_id){.id = token.id}));
    CHECK_ERR(who_of_token(&stage.call, token.secret, &who), ERR_UNSIGNED);
    stage_close(&stage);
}

STAGE_MAIN()
