/* SPDX-License-Identifier: Apache-2.0 */
/* The organisation as of a past day: what is answered, and what is kept for it. */
#include "gen/closing.h"
#include "gen/okr_sql.h"
#include "practice/explore/test_story.h"

static void
remeasure(struct story *s, int64_t key_result_id, struct key_result_patch in)
{
    struct key_result row;
    struct key_result_view out;

    in.id = key_result_id;
    CHECK_OK(q_key_result_get(&s->stage.call, key_result_id, &row));
    CHECK_OK(key_result_update(story_act(s, row.version), &in, &out));
}

/* ---- the story ----------------------------------------------------------------------------------
 */

TEST(as_of__answers_what_was_answered_on_that_day)
{
    struct story s;
    struct objective_view view;
    struct alignment_view moved;

    story_begin(&s, 0);
    s.top = story_draft(&s, COMPANY, "Customers stay", OBJECTIVE_KIND_COMMITTED);
    int64_t own = story_increase(&s, s.top, "Churn is low");
    story_sleep(&s);
    story_publish(&s, s.top);
    s.sales = story_draft(&s, SALES, "Every call is answered", OBJECTIVE_KIND_ASPIRATIONAL);
    int64_t calls = story_increase(&s, s.sales, "Calls answered");
    int64_t level = story_level(&s, s.sales, "Within a minute");
    story_sleep(&s);
    int64_t up = story_link(&s, s.sales, s.top, ALIGNMENT_KIND_CONTRIBUTES);
    story_sleep(&s);
    story_publish(&s, s.sales);
    story_check_in(&s, calls, 20, 0);
    story_sleep(&s);
    int64_t wrong = story_check_in(&s, level, 40, 0);
    story_check_in(&s, own, 10, 0);
    story_sleep(&s);
    story_sleep(&s); /* nothing happens, but a day passes */
    story_correct(&s, wrong, 60);
    story_sleep(&s);
    story_check_in(&s, calls, 50, 0);
    story_sleep(&s);
    story_check_in(&s, calls, 30, 2); /* late: the newest says 50 still */
    story_check_in(&s, level, 20, 2); /* late, and the worst */
    story_check_in(&s, own, 5, 0);
    story_check_in(&s, own, 15, 0); /* of a day the last one counts */
    story_sleep(&s);
    remeasure(&s, calls,
              (struct key_result_patch){.given = KEY_RESULT_PATCH_TARGET_VALUE,
                                        .target_value = maybe_of(200 * DECIMAL_ONE)});
    story_sleep(&s);
    remeasure(&s, level,
              (struct key_result_patch){.given = KEY_RESULT_PATCH_WEIGHT | KEY_RESULT_PATCH_DUE_DAY,
                                        .weight = 3 * WEIGHT_USUAL,
                                        .due_day = maybe_of(s.begun + 40)});
    story_sleep(&s);
    story_drop(&s, calls);
    story_sleep(&s);
    struct alignment link_row;
    CHECK_OK(q_alignment_get(&s.stage.call, up, &link_row));
    CHECK_OK(alignment_update(story_act(&s, link_row.version),
                              &(struct alignment_patch){.given = ALIGNMENT_PATCH_WEIGHT,
                                                        .id = up,
                                                        .weight = WEIGHT_USUAL / 4},
                              &moved));
    story_sleep(&s);
    CHECK_OK(alignment_update(story_act(&s, moved.version),
                              &(struct alignment_patch){.given = ALIGNMENT_PATCH_KIND,
                                                        .id = up,
                                                        .kind = ALIGNMENT_KIND_SUPPORTS},
                              &moved));
    story_sleep(&s);
    s.finance = story_draft(&s, FINANCE, "Bills are right", OBJECTIVE_KIND_COMMITTED);
    int64_t bills = story_increase(&s, s.finance, "Bills without a mistake");
    story_sleep(&s);
    story_publish(&s, s.finance);
    int64_t second = story_link(&s, s.finance, s.top, ALIGNMENT_KIND_CONTRIBUTES);
    story_check_in(&s, bills, 70, 0);
    story_sleep(&s);
    CHECK_OK(q_alignment_get(&s.stage.call, second, &link_row));
    CHECK_OK(alignment_move(story_act(&s, link_row.version),
                            &(struct alignment_move_to){
                                .given = UINT64_MAX, .id = second, .parent_id = maybe_of(s.sales)},
                            &moved));
    story_sleep(&s);
    CHECK_OK(objective_update(
        story_act(&s, stage_version(&s.stage, s.sales)),
        &(struct objective_patch){.given = OBJECTIVE_PATCH_UNIT_ID | OBJECTIVE_PATCH_KIND,
                                  .id = s.sales,
                                  .unit_id = s.units[TOKYO],
                                  .kind = OBJECTIVE_KIND_COMMITTED},
        &view));
    story_sleep(&s);
    CHECK_OK(objective_close(story_act(&s, stage_version(&s.stage, s.finance)),
                             &(struct objective_verdict){.given = UINT64_MAX, .id = s.finance},
                             &view));
    story_sleep(&s);
    CHECK_OK(objective_reopen(story_act(&s, stage_version(&s.stage, s.finance)),
                              &(struct by_id){.id = s.finance}, &view));
    story_sleep(&s);
    story_step(&s, s.finance, objective_drop);
    story_sleep(&s);
    CHECK_OK(objective_restore(story_act(&s, stage_version(&s.stage, s.finance)),
                               &(struct by_id){.id = s.finance}, &view));
    story_sleep(&s);
    story_step(&s, s.finance, objective_archive);
    story_sleep(&s);
    CHECK_OK(q_alignment_get(&s.stage.call, up, &link_row));
    CHECK_OK(alignment_delete(story_act(&s, link_row.version), &(struct by_id){.id = up}));
    story_sleep(&s);
    s.stage.call.now += STORY_TO_COME * USEC_PER_DAY;
    story_compare(&s);
    CHECK_INT(story_differences(&s), 0);
    story_end(&s);
}

/* ---- what is kept, and when ---------------------------------------------------------------------
 */

static int64_t
count(struct story *s, const char *sql)
{
    const struct query query = {.name = "count", .number = UINT32_MAX, .sql = {sql, sql}};
    struct rows rows ROWS_CLEANUP;
    bool row;

    CHECK_OK(rows_open(&rows, s->stage.conn, &query, NULL, 0));
    CHECK_OK(rows_next(&rows, &row));
    return rows_int(&rows, 0);
}

TEST(past_keep__writes_once_a_day_and_only_what_changed)
{
    struct story s;
    struct key_result_patch worded = {.given = KEY_RESULT_PATCH_TITLE, .title = STR("Other words")};
    const char *days = "SELECT count(*) FROM key_result_day";
    const char *lives = "SELECT count(*) FROM objective_day";

    story_begin(&s, 0);
    s.top = story_draft(&s, COMPANY, "Customers stay", OBJECTIVE_KIND_COMMITTED);
    int64_t own = story_increase(&s, s.top, "Churn is low");
    story_increase(&s, s.top, "Nobody says");
    story_publish(&s, s.top);
    s.sales = story_draft(&s, SALES, "Below", OBJECTIVE_KIND_COMMITTED);
    int64_t below = story_increase(&s, s.sales, "Also below");
    story_publish(&s, s.sales);
    story_link(&s, s.sales, s.top, ALIGNMENT_KIND_CONTRIBUTES);
    CHECK_INT(count(&s, days), 3);
    CHECK_INT(count(&s, lives), 2);
    story_check_in(&s, own, 10, 0);
    CHECK_INT(count(&s, days), 3);
    s.stage.call.now += USEC_PER_DAY;
    remeasure(&s, own, worded);
    CHECK_INT(count(&s, days), 3);
    story_check_in(&s, below, 10, 0);
    story_check_in(&s, below, 20, 0);
    CHECK_INT(count(&s, days), 4); /* one row, whatever stands above it */
    CHECK_INT(count(&s, lives), 2);
    CHECK_INT(count(&s, "SELECT contribution FROM key_result_day ORDER BY day DESC LIMIT 1"),
              20 * FRACTION_ONE / 100);
    story_end(&s);
}

TEST(check__finds_what_was_not_kept)
{
    struct story s;

    story_begin(&s, 0);
    s.top = story_draft(&s, COMPANY, "Customers stay", OBJECTIVE_KIND_COMMITTED);
    int64_t own = story_increase(&s, s.top, "Churn is low");
    story_publish(&s, s.top);
    story_check_in(&s, own, 10, 0);
    CHECK_INT(story_differences(&s), 0);
    stage_sql(&s.stage, "UPDATE key_result_day SET confidence = 3");
    CHECK_INT(story_differences(&s), 1);
    stage_sql(&s.stage, "UPDATE objective_day SET state = 'draft'");
    CHECK_INT(story_differences(&s), 2);
    stage_sql(&s.stage, "DELETE FROM key_result_day");
    CHECK_INT(story_differences(&s), 2);
    story_end(&s);
}

TEST(past_keep__ends_a_day_where_the_unit_is)
{
    struct story s;
    struct unit_view unit;
    enum knowledge known;

    story_begin(&s, 0);
    CHECK_OK(unit_update(story_act(&s, 1),
                         &(struct unit_patch){.given = UNIT_PATCH_ZONE,
                                              .id = s.units[TOKYO],
                                              .zone = STR("Asia/Tokyo")},
                         &unit));
    s.top = story_draft(&s, TOKYO, "Nights are quiet", OBJECTIVE_KIND_COMMITTED);
    int64_t calls = story_increase(&s, s.top, "Calls at night");
    story_publish(&s, s.top);
    story_check_in(&s, calls, 10, 0);
    s.stage.call.now += 7 * 3600 * USEC_PER_SEC; /* 20:00 in UTC: there it is tomorrow */
    story_check_in(&s, calls, 50, 0);
    s.stage.call.now += 3 * USEC_PER_DAY;
    CHECK_INT(story_progress(&s, s.begun, &known).value, FRACTION_ONE / 10);
    CHECK_INT(story_progress(&s, s.begun + 1, &known).value, FRACTION_ONE / 2);
    CHECK_INT(known, KNOWLEDGE_KEPT);
    CHECK(!story_progress(&s, s.begun - 1, &known).has);
    story_end(&s);
}

STAGE_MAIN()
