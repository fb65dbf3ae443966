/* SPDX-License-Identifier: Apache-2.0 */
/* Days from before they were kept: what the migration that began to keep them makes of those. */
#include <stdlib.h>
#include <string.h>

#include "gen/closing.h"
#include "gen/migration.h"
#include "gen/okr_sql.h"
#include "practice/explore/test_story.h"

#define LONG_AGO   300 /* days before the usual stage, for what must lie before a migration */
#define STATEMENTS 40

static void
run_migration(struct story *s, const char *name)
{
    bool is_postgres = getenv("KOERS_STAGE") != NULL;
    const struct migration *migration = all_migrations;

    while (strcmp(migration->name, name) != 0)
        migration++;
    struct str rest = str_from(migration->sql[is_postgres ? ENGINE_POSTGRES : ENGINE_SQLITE]);
    for (int i = 0; i < STATEMENTS && !str_is_null(rest); i++) {
        const char *end = memmem(rest.ptr, rest.len, ";\n", 2);
        struct str one = str_slice(rest, 0, end != NULL ? (size_t)(end - rest.ptr) : rest.len);
        rest = end != NULL ? str_slice(rest, one.len + 2, rest.len) : (struct str){0};
        if (memmem(one.ptr, one.len, "TABLE", 5) != NULL ||
            memmem(one.ptr, one.len, "IN", 2) != NULL)
            stage_sql(&s->stage, str_cstr(&s->stage.arena, one));
    }
}

/* Forgets what was kept, as a database that kept no days, and migrates it. */
static void
migrate_again(struct story *s)
{
    stage_sql(&s->stage, "DROP TABLE objective_day");
    stage_sql(&s->stage, "DROP TABLE key_result_day");
    stage_sql(&s->stage, "DROP TABLE alignment_former");
    stage_sql(&s->stage, "DROP INDEX alignment_ever_by_child");
    stage_sql(&s->stage, "DROP INDEX alignment_ever_by_parent");
    stage_sql(&s->stage, "DROP INDEX alignment_ever_by_parent_kr");
    run_migration(s, "0130_past_number");
    run_migration(s, "0131_past_number_id");
}

TEST(migration__works_out_what_was_before)
{
    struct story s;
    struct objective_view view;
    enum knowledge known;

    story_begin(&s, LONG_AGO);
    s.top = story_draft(&s, COMPANY, "Customers stay", OBJECTIVE_KIND_COMMITTED);
    int64_t own = story_increase(&s, s.top, "Churn is low");
    story_sleep(&s);
    story_publish(&s, s.top);
    s.sales = story_draft(&s, SALES, "Every call is answered", OBJECTIVE_KIND_ASPIRATIONAL);
    story_sleep(&s);
    int64_t calls = story_increase(&s, s.sales, "Calls answered");
    story_sleep(&s);
    story_publish(&s, s.sales);
    story_link(&s, s.sales, s.top, ALIGNMENT_KIND_CONTRIBUTES);
    int64_t wrong = story_check_in(&s, calls, 120, 0);
    story_sleep(&s);
    story_check_in(&s, own, 10, 0);
    story_sleep(&s);
    story_correct(&s, wrong, 20);
    story_sleep(&s);
    story_check_in(&s, calls, 50, 0);
    story_sleep(&s);
    story_check_in(&s, calls, 30, 2); /* late: the newest says 50 still */
    story_check_in(&s, own, 20, 1);   /* late, and the newest */
    story_sleep(&s);
    CHECK_OK(objective_close(story_act(&s, stage_version(&s.stage, s.sales)),
                             &(struct objective_verdict){.given = UINT64_MAX, .id = s.sales},
                             &view));
    story_sleep(&s);
    story_drop(&s, own);
    story_sleep(&s);
    story_step(&s, s.top, objective_drop);
    story_sleep(&s);
    (void)story_progress(&s, s.begun + 5, &known);
    CHECK_INT(known, KNOWLEDGE_KEPT);
    migrate_again(&s);
    s.stage.call.now += STORY_TO_COME * USEC_PER_DAY;
    story_compare(&s);
    (void)story_progress(&s, s.begun + 5, &known);
    CHECK_INT(known, KNOWLEDGE_REBUILT);
    CHECK_INT(story_differences(&s), 0);
    story_end(&s);
}

TEST(migration__is_not_led_round_in_a_circle)
{
    struct story s;
    enum knowledge known;

    story_begin(&s, LONG_AGO);
    s.top = story_draft(&s, COMPANY, "Customers stay", OBJECTIVE_KIND_COMMITTED);
    story_increase(&s, s.top, "Churn is low");
    s.sales = story_draft(&s, SALES, "Every call is answered", OBJECTIVE_KIND_COMMITTED);
    story_increase(&s, s.sales, "Calls answered");
    story_publish(&s, s.top);
    story_publish(&s, s.sales);
    int64_t id = story_link(&s, s.sales, s.top, ALIGNMENT_KIND_CONTRIBUTES);
    s.stage.call.now += 2 * USEC_PER_DAY;
    CHECK_OK(alignment_delete(story_act(&s, 1), &(struct by_id){.id = id}));
    /* An import, which knows no days, says it the other way round. */
    struct alignment other = {.child_id = s.top,
                              .parent_id = maybe_of(s.sales),
                              .kind = ALIGNMENT_KIND_CONTRIBUTES,
                              .weight = WEIGHT_USUAL,
                              .imported = true,
                              .valid_from = s.stage.call.now,
                              .version = 1};
    CHECK_OK(q_alignment_insert(&s.stage.call, &other, &other.id));
    migrate_again(&s);
    s.stage.call.now += STORY_TO_COME * USEC_PER_DAY;
    CHECK_INT(story_progress(&s, s.begun + 1, &known).value, 0);
    CHECK_INT(known, KNOWLEDGE_REBUILT);
    story_end(&s);
}

TEST(migration__says_what_it_does_not_know)
{
    struct story s;
    enum knowledge known;

    story_begin(&s, LONG_AGO);
    s.top = story_draft(&s, COMPANY, "Every call is answered", OBJECTIVE_KIND_COMMITTED);
    int64_t level = story_level(&s, s.top, "Within a minute");
    story_publish(&s, s.top);
    s.stage.call.now += USEC_PER_DAY;
    story_check_in(&s, level, 40, 0);
    s.stage.call.now += USEC_PER_DAY;
    CHECK_INT(story_progress(&s, s.begun + 1, &known).value, FRACTION_ONE / 2);
    migrate_again(&s);
    CHECK_INT(story_progress(&s, s.begun, &known).value, 0);
    CHECK_INT(known, KNOWLEDGE_REBUILT);
    CHECK(!story_progress(&s, s.begun + 1, &known).has);
    CHECK_INT(known, KNOWLEDGE_UNKNOWN);
    s.stage.call.now += STORY_TO_COME * USEC_PER_DAY;
    CHECK_INT(story_progress(&s, day_of(s.stage.call.now) - 1, &known).value, FRACTION_ONE / 2);
    CHECK_INT(known, KNOWLEDGE_KEPT);
    story_end(&s);
}

STAGE_MAIN()
