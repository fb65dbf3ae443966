/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/record/idempotency.h"

#include "practice/test_support.h"

static const struct idempotency_key key = {
    .person_id = 1, .route = {"/a", 2}, .key = {"k", 1}, .body_hash = {"h", 1}};

TEST(idempotency__gives_the_same_answer_for_a_day)
{
    struct stage stage;
    struct idempotency stored;

    stage_open(&stage);
    CHECK_ERR(idempotency_find(&stage.call, &key, &stored), ERR_NOT_FOUND);
    CHECK_OK(idempotency_store(&stage.call, &key, 201, maybe_none(), STR("{}")));
    CHECK_OK(idempotency_find(&stage.call, &key, &stored));
    CHECK_INT(stored.status, 201);
    CHECK_STR(stored.body, "{}");
    stage.call.now += IDEMPOTENCY_LIFETIME;
    CHECK_ERR(idempotency_find(&stage.call, &key, &stored), ERR_NOT_FOUND);
    CHECK_OK(idempotency_store(&stage.call, &key, 200, maybe_of(3), STR("[]")));
    CHECK_OK(idempotency_find(&stage.call, &key, &stored));
    CHECK_STR(stored.body, "[]");
    CHECK_INT(stored.version.value, 3);
    stage_close(&stage);
}

TEST(idempotency__keeps_people_routes_and_bodies_apart)
{
    struct stage stage;
    struct idempotency stored;
    struct idempotency_key other = key;

    stage_open(&stage);
    CHECK_OK(idempotency_store(&stage.call, &key, 204, maybe_none(), (struct str){0}));
    CHECK_OK(idempotency_find(&stage.call, &key, &stored));
    other.body_hash = STR("i");
    CHECK_ERR(idempotency_find(&stage.call, &other, &stored), ERR_INVALID);
    CHECK_STR(str_from(stage.call.code), "idempotency_key_reused");
    other.person_id = 2;
    CHECK_ERR(idempotency_find(&stage.call, &other, &stored), ERR_NOT_FOUND);
    other = key;
    other.route = STR("/b");
    CHECK_ERR(idempotency_find(&stage.call, &other, &stored), ERR_NOT_FOUND);
    stage_close(&stage);
}

TEST(idempotency__keeps_no_secret)
{
    struct stage stage;
    struct idempotency stored;

    stage_open(&stage);
    stage.call.secret = true;
    CHECK_OK(idempotency_store(&stage.call, &key, 201, maybe_none(), STR("{\"secret\":\"x\"}")));
    CHECK_ERR(idempotency_find(&stage.call, &key, &stored), ERR_CONFLICT);
    CHECK_STR(str_from(stage.call.code), "shown_once");
    stage_close(&stage);
}

STAGE_MAIN()
