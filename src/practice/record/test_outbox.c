/* SPDX-License-Identifier: Apache-2.0 */
/* Who may send what, on both engines. */
#include "practice/record/outbox.h"

#include "gen/record_sql.h"
#include "practice/test_support.h"

static struct stage stage;

static void
put(int count)
{
    stage_open(&stage);
    for (int i = 0; i < count; i++)
        CHECK_OK(outbox_put(&stage.call, &(struct letter){.channel = "mail",
                                                          .address = STR("ada@example.org"),
                                                          .subject = STR("Due"),
                                                          .body = STR("Hello")}));
}

TEST(outbox_let_go__keeps_what_may_have_gone)
{
    struct outbox_list rows;
    struct outbox_list free;

    put(3);
    CHECK_OK(outbox_claim(&stage.call, STR("one"), true, &rows));
    CHECK_INT(rows.count, 3);
    CHECK_OK(outbox_let_go(&stage.call, STR("one"), rows.items[0].id));
    CHECK_OK(outbox_claim(&stage.call, STR("other"), true, &free));
    CHECK_INT(free.count, 2);
    for (size_t i = 0; i < free.count; i++)
        CHECK(free.items[i].id != rows.items[0].id);
    stage_close(&stage);
}

TEST(outbox_settle_waits__costs_no_attempt_and_lets_others_try)
{
    struct outbox_list rows;
    struct outbox_list free;
    struct outbox_list again;

    put(2);
    CHECK_OK(outbox_claim(&stage.call, STR("one"), true, &rows));
    CHECK_OK(outbox_settle_waits(&stage.call, STR("one"), &rows.items[0], STR("no answer"),
                                 60 * USEC_PER_SEC));
    CHECK_OK(outbox_let_go(&stage.call, STR("one"), 0));
    CHECK_OK(outbox_claim(&stage.call, STR("other"), true, &free));
    CHECK_INT(free.count, 1);
    CHECK_INT(free.items[0].id, rows.items[1].id);
    CHECK_OK(outbox_settle_waits(&stage.call, STR("other"), &free.items[0], STR("no answer"), 0));
    CHECK_OK(outbox_claim(&stage.call, STR("third"), true, &again));
    CHECK_INT(again.count, 1);
    CHECK_INT(again.items[0].attempts, 0);
    CHECK_STR(again.items[0].last_error, "no answer");
    stage_close(&stage);
}

STAGE_MAIN()
