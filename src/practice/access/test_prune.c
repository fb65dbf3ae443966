/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/prune.h"

#include "practice/access/session.h"
#include "practice/access/throttle.h"
#include "practice/access/token.h"
#include "practice/record/idempotency.h"
#include "practice/test_support.h"

/* How many rows go at a moment. */
static int64_t
pruned(struct stage *stage, usec_t now)
{
    int64_t count = -1;

    stage->call.now = now;
    CHECK_OK(access_prune(&stage->call, &count));
    return count;
}

TEST(access_prune__takes_what_has_ended_and_leaves_history)
{
    struct stage stage;
    struct token_secret token;
    const struct idempotency_key key = {
        .person_id = 1, .route = STR("/a"), .key = STR("k"), .body_hash = STR("h")};

    stage_open(&stage);
    int64_t ann = stage_person(&stage, "Ann", "ann@example.com");
    CHECK_OK(token_make(&stage.call, ann, STR("ci"), maybe_none(), &token));
    CHECK_OK(throttle_count(&stage.call, STR("ann@example.com")));
    CHECK_OK(idempotency_store(&stage.call, &key, 201, maybe_none(), STR("{}")));
    CHECK_INT(pruned(&stage, STAGE_NOW), 0);
    /* the key, and the throttles of account and address */
    CHECK_INT(pruned(&stage, STAGE_NOW + USEC_PER_DAY + 1), 3);
    /* the event of the token, not the one of the person */
    CHECK_INT(pruned(&stage, STAGE_NOW + 401 * USEC_PER_DAY), 1);
    CHECK_INT(pruned(&stage, STAGE_NOW + 4000 * USEC_PER_DAY), 0);
    stage_close(&stage);
}

STAGE_MAIN()
