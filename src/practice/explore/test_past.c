/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The organisation as of a past day. A story is played day by day; in the evening of each day
 * everything that shows where things stand is asked for and kept as it was answered. Afterwards the
 * same is asked as of each day, and every answer must be the one of then.
 */
#include <stdlib.h>
#include <string.h>

#include "gen/checkin.h"
#include "gen/closing.h"
#include "gen/exchange.h"
#include "gen/explore.h"
#include "gen/migration.h"
#include "gen/okr_sql.h"
#include "model/write.h"
#include "practice/exchange/check.h"
#include "practice/test_support.h"

#define EVENINGS_MAX 40
#define ANSWER_BYTES (1U << 20)
#define TO_COME      400 /* days after which one looks back */
#define LONG_AGO     300 /* days before the usual stage, for what must lie before a migration */
#define STATEMENTS   40

enum place { COMPANY, SALES, FINANCE, TOKYO, PLACE_COUNT };

struct story {
    struct stage stage;
    int64_t units[PLACE_COUNT];
    int64_t admin;
    int64_t stranger;
    int64_t cycle;
    day_t begun;
    int64_t top, sales, finance; /* objectives */
    struct buf evenings[EVENINGS_MAX];
    int evening_count;
};

/* ---- asking -------------------------------------------------------------------------------------
 */

/* What differs by nature between an answer of today and one as of the same day. */
static void
write_node(struct buf *buf, struct tree_node *node)
{
    node->known = KNOWLEDGE_NULL;
    node->alignment_id = node->alignment_version = maybe_none();
    write_object(buf, &type_tree_node, node);
    buf_append_char(buf, '\n');
}

static void
ask_branch(struct story *s, enum tree_by by, struct str parent, struct maybe day, struct buf *buf)
{
    struct tree_node_page page = {0};
    const struct tree_query in = {.given = UINT64_MAX,
                                  .cycle_id = s->cycle,
                                  .by = by,
                                  .parent_id = parent,
                                  .as_of = day,
                                  .limit = 200};

    CHECK_OK(tree_get(&s->stage.call, &in, &page));
    for (size_t i = 0; i < page.count; i++) {
        write_node(buf, &page.items[i]);
        if (page.items[i].child_count > 0)
            ask_branch(s, by, page.items[i].key, day, buf);
    }
}

static void
ask_table(struct story *s, enum explorer_sort sort, struct maybe day, struct buf *buf)
{
    struct explorer_row_page page = {0};
    const struct explorer_query in = {
        .given = UINT64_MAX, .cycle_id = s->cycle, .sort = sort, .as_of = day, .limit = 200};

    CHECK_OK(explorer_list(&s->stage.call, &in, &page));
    for (size_t i = 0; i < page.count; i++) {
        page.items[i].known = KNOWLEDGE_NULL;
        page.items[i].version = 0;
        write_object(buf, &type_explorer_row, &page.items[i]);
        buf_append_char(buf, '\n');
    }
}

static void
ask_map(struct story *s, struct maybe unit_id, struct maybe day, struct buf *buf)
{
    struct alignment_map_view map = {0};
    const struct alignment_map_query in = {
        .given = UINT64_MAX, .cycle_id = s->cycle, .unit_id = unit_id, .as_of = day};

    CHECK_OK(alignment_map_get(&s->stage.call, &in, &map));
    for (size_t i = 0; i < map.nodes.count; i++)
        map.nodes.items[i].known = KNOWLEDGE_NULL;
    write_object(buf, &type_alignment_map_view, &map);
    buf_append_char(buf, '\n');
}

static void
ask_list(struct story *s, int64_t unit_id, struct maybe day, struct buf *buf)
{
    struct objective_row_page page = {0};
    const struct objective_query in = {.given = UINT64_MAX,
                                       .cycle_id = maybe_of(s->cycle),
                                       .unit_id = maybe_of(unit_id),
                                       .as_of = day,
                                       .limit = 200};

    CHECK_OK(objective_list(&s->stage.call, &in, &page));
    for (size_t i = 0; i < page.count; i++) {
        struct objective_row *row = &page.items[i];
        row->known = KNOWLEDGE_NULL;
        row->version = 0;
        for (size_t j = 0; j < row->key_results.count; j++) {
            row->key_results.items[j].known = KNOWLEDGE_NULL;
            row->key_results.items[j].version = 0;
            row->key_results.items[j].reason = (struct str){0};
        }
        write_object(buf, &type_objective_row, row);
        buf_append_char(buf, '\n');
    }
}

/* Everything there is to see, for one who sees drafts and for one who does not. */
static void
ask_all(struct story *s, struct maybe day, struct buf *buf)
{
    const int64_t people[] = {s->admin, s->stranger};

    for (size_t p = 0; p < 2; p++) {
        arena_clear(&s->stage.arena);
        stage_as(&s->stage, people[p], 0);
        ask_branch(s, TREE_BY_UNIT, (struct str){0}, day, buf);
        ask_branch(s, TREE_BY_ALIGNMENT, (struct str){0}, day, buf);
        ask_table(s, EXPLORER_SORT_PROGRESS, day, buf);
        ask_table(s, EXPLORER_SORT_STATUS, day, buf);
        ask_map(s, maybe_none(), day, buf);
        for (int place = 0; place < PLACE_COUNT; place++) {
            ask_map(s, maybe_of(s->units[place]), day, buf);
            ask_list(s, s->units[place], day, buf);
        }
    }
    CHECK_OK(buf_failed(buf));
}

/* ---- playing ------------------------------------------------------------------------------------
 */

static struct call *
act(struct story *s, int64_t version)
{
    return stage_as(&s->stage, s->admin, version);
}

/* The day ends, and the next one begins. */
static void
sleep_over(struct story *s)
{
    struct buf *buf = &s->evenings[s->evening_count++];

    CHECK(s->evening_count < EVENINGS_MAX);
    buf_init(buf, ANSWER_BYTES);
    ask_all(s, maybe_none(), buf);
    s->stage.call.now += USEC_PER_DAY;
}

static int64_t
draft(struct story *s, enum place place, const char *title, enum objective_kind kind)
{
    return stage_draft(&s->stage, s->admin, s->cycle, s->units[place], title, kind);
}

static void
publish(struct story *s, int64_t id)
{
    stage_publish(&s->stage, s->admin, id);
}

static int64_t
key_result(struct story *s, int64_t objective_id, const char *title, struct key_result_new in)
{
    struct key_result_view out;

    in.given = UINT64_MAX;
    in.objective_id = objective_id;
    in.title = str_from(title);
    in.unit_of_measure = STR("%");
    CHECK_OK(key_result_create(act(s, 0), &in, &out));
    return out.id;
}

/* From 0 to 100. */
static int64_t
increase(struct story *s, int64_t objective_id, const char *title)
{
    return key_result(s, objective_id, title,
                      (struct key_result_new){.kind = KR_KIND_INCREASE,
                                              .period_rule = PERIOD_RULE_LATEST,
                                              .start_value = maybe_of(0),
                                              .target_value = maybe_of(100 * DECIMAL_ONE)});
}

static int64_t
check_in(struct story *s, int64_t key_result_id, int64_t value, int days_ago)
{
    struct check_in_view out;
    struct check_in_new in = {
        .given = UINT64_MAX, .id = key_result_id, .value = maybe_of(value * DECIMAL_ONE)};

    if (days_ago > 0)
        in.day = maybe_of(day_of(s->stage.call.now) - days_ago);
    CHECK_OK(check_in_create(act(s, 0), &in, &out));
    return out.id;
}

static void
correct(struct story *s, int64_t check_in_id, int64_t value)
{
    struct check_in_view out;
    const struct check_in_patch in = {
        .given = CHECK_IN_PATCH_VALUE, .id = check_in_id, .value = value * DECIMAL_ONE};

    CHECK_OK(check_in_update(act(s, 1), &in, &out));
}

static void
remeasure(struct story *s, int64_t key_result_id, struct key_result_patch in)
{
    struct key_result row;
    struct key_result_view out;

    in.id = key_result_id;
    CHECK_OK(q_key_result_get(&s->stage.call, key_result_id, &row));
    CHECK_OK(key_result_update(act(s, row.version), &in, &out));
}

static int64_t
link(struct story *s, int64_t child_id, int64_t parent_id, enum alignment_kind kind)
{
    return stage_link(&s->stage, s->admin, child_id, parent_id, /* parent_kr_id= */ 0, kind);
}

static void
step(struct story *s, int64_t id, bool key_result,
     enum err (*objective_step)(struct call *, const struct with_reason *, struct objective_view *),
     enum err (*key_result_step)(struct call *, const struct with_reason *,
                                 struct key_result_view *))
{
    const struct with_reason in = {.given = UINT64_MAX, .id = id, .reason = STR("Why not")};
    struct objective_view objective;
    struct key_result_view view;
    struct key_result row;

    if (!key_result) {
        CHECK_OK(objective_step(act(s, stage_version(&s->stage, id)), &in, &objective));
        return;
    }
    CHECK_OK(q_key_result_get(&s->stage.call, id, &row));
    CHECK_OK(key_result_step(act(s, row.version), &in, &view));
}

static void
begin(struct story *s, int days_ago)
{
    struct cycle_view cycle;

    *s = (struct story){.begun = day_of(STAGE_NOW) - days_ago};
    stage_open(&s->stage);
    s->stage.call.now -= days_ago * USEC_PER_DAY;
    s->units[COMPANY] = stage_unit(&s->stage, "Acme", 0);
    s->units[SALES] = stage_unit(&s->stage, "Sales", s->units[COMPANY]);
    s->units[FINANCE] = stage_unit(&s->stage, "Finance", s->units[COMPANY]);
    s->units[TOKYO] = stage_unit(&s->stage, "Tokyo", s->units[SALES]);
    s->admin = stage_person(&s->stage, "Root", "root@example.com");
    s->stranger = stage_person(&s->stage, "Stranger", "stranger@example.com");
    stage_grant(&s->stage, s->admin, ROLE_ADMIN, 0);
    const struct cycle_new in = {.given = UINT64_MAX,
                                 .name = STR("Quarter"),
                                 .type = CYCLE_TYPE_QUARTER,
                                 .start_day = s->begun - 10,
                                 .end_day = s->begun + 80,
                                 .state = CYCLE_STATE_OPEN};
    CHECK_OK(cycle_create(act(s, 0), &in, &cycle));
    s->cycle = cycle.id;
}

/* The first evening that is told otherwise now, and where. */
static void
compare(struct story *s)
{
    struct buf then;

    buf_init(&then, ANSWER_BYTES);
    for (int i = 0; i < s->evening_count; i++) {
        struct str was = buf_str(&s->evenings[i]);
        buf_clear(&then);
        ask_all(s, maybe_of(s->begun + i), &then);
        struct str is = buf_str(&then);
        if (str_eq(was, is))
            continue;
        struct str line_was = STR("");
        struct str line_is = STR("");
        while (str_eq(line_was, line_is)) {
            line_was = str_cut(was, '\n', &was);
            line_is = str_cut(is, '\n', &is);
        }
        printf("# day %d was\n#   %.*s\n# and is\n#   %.*s\n", i, STR_FMT(line_was),
               STR_FMT(line_is));
        CHECK(false);
        break;
    }
    buf_release(&then);
}

/* What koers check finds. */
static int64_t
check_differences(struct story *s)
{
    struct buf report;
    struct check_result result;

    buf_init(&report, ANSWER_BYTES);
    CHECK_OK(check_numbers(&s->stage.call, maybe_none(), &report, &result));
    CHECK(result.objectives > 0);
    buf_release(&report);
    return result.differences;
}

static void
end(struct story *s)
{
    for (int i = 0; i < s->evening_count; i++)
        buf_release(&s->evenings[i]);
    stage_close(&s->stage);
}

/* ---- the story ----------------------------------------------------------------------------------
 */

TEST(as_of__answers_what_was_answered_on_that_day)
{
    struct story s;
    struct objective_view view;
    struct alignment_view moved;

    begin(&s, 0);
    s.top = draft(&s, COMPANY, "Customers stay", OBJECTIVE_KIND_COMMITTED);
    int64_t own = increase(&s, s.top, "Churn is low");
    sleep_over(&s);
    publish(&s, s.top);
    s.sales = draft(&s, SALES, "Every call is answered", OBJECTIVE_KIND_ASPIRATIONAL);
    int64_t calls = increase(&s, s.sales, "Calls answered");
    int64_t level = key_result(&s, s.sales, "Within a minute",
                               (struct key_result_new){.kind = KR_KIND_AT_LEAST,
                                                       .period_rule = PERIOD_RULE_WORST,
                                                       .target_value = maybe_of(80 * DECIMAL_ONE),
                                                       .worst_value = maybe_of(0)});
    sleep_over(&s);
    int64_t up = link(&s, s.sales, s.top, ALIGNMENT_KIND_CONTRIBUTES);
    sleep_over(&s);
    publish(&s, s.sales);
    check_in(&s, calls, 20, 0);
    sleep_over(&s);
    int64_t wrong = check_in(&s, level, 40, 0);
    check_in(&s, own, 10, 0);
    sleep_over(&s);
    sleep_over(&s); /* nothing happens, but a day passes */
    correct(&s, wrong, 60);
    sleep_over(&s);
    check_in(&s, calls, 50, 0);
    sleep_over(&s);
    check_in(&s, calls, 30, 2); /* late: the newest says 50 still */
    check_in(&s, level, 20, 2); /* late, and the worst */
    check_in(&s, own, 5, 0);
    check_in(&s, own, 15, 0); /* of a day the last one counts */
    sleep_over(&s);
    remeasure(&s, calls,
              (struct key_result_patch){.given = KEY_RESULT_PATCH_TARGET_VALUE,
                                        .target_value = maybe_of(200 * DECIMAL_ONE)});
    sleep_over(&s);
    remeasure(&s, level,
              (struct key_result_patch){.given = KEY_RESULT_PATCH_WEIGHT | KEY_RESULT_PATCH_DUE_DAY,
                                        .weight = 3 * WEIGHT_USUAL,
                                        .due_day = maybe_of(s.begun + 40)});
    sleep_over(&s);
    step(&s, calls, true, NULL, key_result_drop);
    sleep_over(&s);
    struct alignment link_row;
    CHECK_OK(q_alignment_get(&s.stage.call, up, &link_row));
    CHECK_OK(alignment_update(act(&s, link_row.version),
                              &(struct alignment_patch){.given = ALIGNMENT_PATCH_WEIGHT,
                                                        .id = up,
                                                        .weight = WEIGHT_USUAL / 4},
                              &moved));
    sleep_over(&s);
    CHECK_OK(alignment_update(act(&s, moved.version),
                              &(struct alignment_patch){.given = ALIGNMENT_PATCH_KIND,
                                                        .id = up,
                                                        .kind = ALIGNMENT_KIND_SUPPORTS},
                              &moved));
    sleep_over(&s);
    s.finance = draft(&s, FINANCE, "Bills are right", OBJECTIVE_KIND_COMMITTED);
    int64_t bills = increase(&s, s.finance, "Bills without a mistake");
    sleep_over(&s);
    publish(&s, s.finance);
    int64_t second = link(&s, s.finance, s.top, ALIGNMENT_KIND_CONTRIBUTES);
    check_in(&s, bills, 70, 0);
    sleep_over(&s);
    CHECK_OK(q_alignment_get(&s.stage.call, second, &link_row));
    CHECK_OK(alignment_move(act(&s, link_row.version),
                            &(struct alignment_move_to){
                                .given = UINT64_MAX, .id = second, .parent_id = maybe_of(s.sales)},
                            &moved));
    sleep_over(&s);
    CHECK_OK(objective_update(
        act(&s, stage_version(&s.stage, s.sales)),
        &(struct objective_patch){.given = OBJECTIVE_PATCH_UNIT_ID | OBJECTIVE_PATCH_KIND,
                                  .id = s.sales,
                                  .unit_id = s.units[TOKYO],
                                  .kind = OBJECTIVE_KIND_COMMITTED},
        &view));
    sleep_over(&s);
    CHECK_OK(objective_close(act(&s, stage_version(&s.stage, s.finance)),
                             &(struct objective_verdict){.given = UINT64_MAX, .id = s.finance},
                             &view));
    sleep_over(&s);
    CHECK_OK(objective_reopen(act(&s, stage_version(&s.stage, s.finance)),
                              &(struct by_id){.id = s.finance}, &view));
    sleep_over(&s);
    step(&s, s.finance, false, objective_drop, NULL);
    sleep_over(&s);
    CHECK_OK(objective_restore(act(&s, stage_version(&s.stage, s.finance)),
                               &(struct by_id){.id = s.finance}, &view));
    sleep_over(&s);
    step(&s, s.finance, false, objective_archive, NULL);
    sleep_over(&s);
    CHECK_OK(q_alignment_get(&s.stage.call, up, &link_row));
    CHECK_OK(alignment_delete(act(&s, link_row.version), &(struct by_id){.id = up}));
    sleep_over(&s);
    s.stage.call.now += TO_COME * USEC_PER_DAY;
    compare(&s);
    CHECK_INT(check_differences(&s), 0);
    end(&s);
}

/* ---- what is kept, and when ---------------------------------------------------------------------
 */

static void
run_text(struct story *s, struct str sql)
{
    char *text = str_cstr(&s->stage.arena, sql);
    const struct query query = {
        .name = "migration", .number = UINT32_MAX, .sql = {text, text}, .writes = true};

    CHECK_OK(query_exec(s->stage.conn, &query, NULL, 0, NULL));
}

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

    begin(&s, 0);
    s.top = draft(&s, COMPANY, "Customers stay", OBJECTIVE_KIND_COMMITTED);
    int64_t own = increase(&s, s.top, "Churn is low");
    increase(&s, s.top, "Nobody says");
    publish(&s, s.top);
    s.sales = draft(&s, SALES, "Below", OBJECTIVE_KIND_COMMITTED);
    int64_t below = increase(&s, s.sales, "Also below");
    publish(&s, s.sales);
    link(&s, s.sales, s.top, ALIGNMENT_KIND_CONTRIBUTES);
    CHECK_INT(count(&s, days), 3);
    CHECK_INT(count(&s, lives), 2);
    check_in(&s, own, 10, 0);
    CHECK_INT(count(&s, days), 3);
    s.stage.call.now += USEC_PER_DAY;
    remeasure(&s, own, worded);
    CHECK_INT(count(&s, days), 3);
    check_in(&s, below, 10, 0);
    check_in(&s, below, 20, 0);
    CHECK_INT(count(&s, days), 4); /* one row, whatever stands above it */
    CHECK_INT(count(&s, lives), 2);
    CHECK_INT(count(&s, "SELECT contribution FROM key_result_day ORDER BY day DESC LIMIT 1"),
              20 * FRACTION_ONE / 100);
    end(&s);
}

static struct maybe
progress_on(struct story *s, day_t day, enum knowledge *ret_known)
{
    struct explorer_row_page page = {0};
    const struct explorer_query in = {.given = UINT64_MAX,
                                      .cycle_id = s->cycle,
                                      .sort = EXPLORER_SORT_TITLE,
                                      .as_of = maybe_of(day),
                                      .limit = 200};

    CHECK_OK(explorer_list(act(s, 0), &in, &page));
    if (page.count == 0)
        return maybe_none();
    *ret_known = page.items[0].known;
    return page.items[0].progress;
}

TEST(check__finds_what_was_not_kept)
{
    struct story s;

    begin(&s, 0);
    s.top = draft(&s, COMPANY, "Customers stay", OBJECTIVE_KIND_COMMITTED);
    int64_t own = increase(&s, s.top, "Churn is low");
    publish(&s, s.top);
    check_in(&s, own, 10, 0);
    CHECK_INT(check_differences(&s), 0);
    run_text(&s, STR("UPDATE key_result_day SET confidence = 3"));
    CHECK_INT(check_differences(&s), 1);
    run_text(&s, STR("UPDATE objective_day SET state = 'draft'"));
    CHECK_INT(check_differences(&s), 2);
    run_text(&s, STR("DELETE FROM key_result_day"));
    CHECK_INT(check_differences(&s), 2);
    end(&s);
}

TEST(past_keep__ends_a_day_where_the_unit_is)
{
    struct story s;
    struct unit_view unit;
    enum knowledge known;

    begin(&s, 0);
    CHECK_OK(unit_update(act(&s, 1),
                         &(struct unit_patch){.given = UNIT_PATCH_ZONE,
                                              .id = s.units[TOKYO],
                                              .zone = STR("Asia/Tokyo")},
                         &unit));
    s.top = draft(&s, TOKYO, "Nights are quiet", OBJECTIVE_KIND_COMMITTED);
    int64_t calls = increase(&s, s.top, "Calls at night");
    publish(&s, s.top);
    check_in(&s, calls, 10, 0);
    s.stage.call.now += 7 * 3600 * USEC_PER_SEC; /* 20:00 in UTC: there it is tomorrow */
    check_in(&s, calls, 50, 0);
    s.stage.call.now += 3 * USEC_PER_DAY;
    CHECK_INT(progress_on(&s, s.begun, &known).value, FRACTION_ONE / 10);
    CHECK_INT(progress_on(&s, s.begun + 1, &known).value, FRACTION_ONE / 2);
    CHECK_INT(known, KNOWLEDGE_KEPT);
    CHECK(!progress_on(&s, s.begun - 1, &known).has);
    end(&s);
}

/* ---- before the history began -------------------------------------------------------------------
 */

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
            run_text(s, one);
    }
}

/* Forgets what was kept, as a database that kept no days, and migrates it. */
static void
migrate_again(struct story *s)
{
    run_text(s, STR("DROP TABLE objective_day"));
    run_text(s, STR("DROP TABLE key_result_day"));
    run_text(s, STR("DROP TABLE alignment_former"));
    run_text(s, STR("DROP INDEX alignment_ever_by_child"));
    run_text(s, STR("DROP INDEX alignment_ever_by_parent"));
    run_text(s, STR("DROP INDEX alignment_ever_by_parent_kr"));
    run_migration(s, "0130_past_number");
    run_migration(s, "0131_past_number_id");
}

TEST(migration__works_out_what_was_before)
{
    struct story s;
    struct objective_view view;
    enum knowledge known;

    begin(&s, LONG_AGO);
    s.top = draft(&s, COMPANY, "Customers stay", OBJECTIVE_KIND_COMMITTED);
    int64_t own = increase(&s, s.top, "Churn is low");
    sleep_over(&s);
    publish(&s, s.top);
    s.sales = draft(&s, SALES, "Every call is answered", OBJECTIVE_KIND_ASPIRATIONAL);
    sleep_over(&s);
    int64_t calls = increase(&s, s.sales, "Calls answered");
    sleep_over(&s);
    publish(&s, s.sales);
    link(&s, s.sales, s.top, ALIGNMENT_KIND_CONTRIBUTES);
    int64_t wrong = check_in(&s, calls, 120, 0);
    sleep_over(&s);
    check_in(&s, own, 10, 0);
    sleep_over(&s);
    correct(&s, wrong, 20);
    sleep_over(&s);
    check_in(&s, calls, 50, 0);
    sleep_over(&s);
    check_in(&s, calls, 30, 2); /* late: the newest says 50 still */
    check_in(&s, own, 20, 1);   /* late, and the newest */
    sleep_over(&s);
    CHECK_OK(objective_close(act(&s, stage_version(&s.stage, s.sales)),
                             &(struct objective_verdict){.given = UINT64_MAX, .id = s.sales},
                             &view));
    sleep_over(&s);
    step(&s, own, true, NULL, key_result_drop);
    sleep_over(&s);
    step(&s, s.top, false, objective_drop, NULL);
    sleep_over(&s);
    (void)progress_on(&s, s.begun + 5, &known);
    CHECK_INT(known, KNOWLEDGE_KEPT);
    migrate_again(&s);
    s.stage.call.now += TO_COME * USEC_PER_DAY;
    compare(&s);
    (void)progress_on(&s, s.begun + 5, &known);
    CHECK_INT(known, KNOWLEDGE_REBUILT);
    CHECK_INT(check_differences(&s), 0);
    end(&s);
}

TEST(migration__is_not_led_round_in_a_circle)
{
    struct story s;
    enum knowledge known;

    begin(&s, LONG_AGO);
    s.top = draft(&s, COMPANY, "Customers stay", OBJECTIVE_KIND_COMMITTED);
    increase(&s, s.top, "Churn is low");
    s.sales = draft(&s, SALES, "Every call is answered", OBJECTIVE_KIND_COMMITTED);
    increase(&s, s.sales, "Calls answered");
    publish(&s, s.top);
    publish(&s, s.sales);
    int64_t id = link(&s, s.sales, s.top, ALIGNMENT_KIND_CONTRIBUTES);
    s.stage.call.now += 2 * USEC_PER_DAY;
    CHECK_OK(alignment_delete(act(&s, 1), &(struct by_id){.id = id}));
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
    s.stage.call.now += TO_COME * USEC_PER_DAY;
    CHECK_INT(progress_on(&s, s.begun + 1, &known).value, 0);
    CHECK_INT(known, KNOWLEDGE_REBUILT);
    end(&s);
}

TEST(migration__says_what_it_does_not_know)
{
    struct story s;
    enum knowledge known;

    begin(&s, LONG_AGO);
    s.top = draft(&s, COMPANY, "Every call is answered", OBJECTIVE_KIND_COMMITTED);
    int64_t level = key_result(&s, s.top, "Within a minute",
                               (struct key_result_new){.kind = KR_KIND_AT_LEAST,
                                                       .period_rule = PERIOD_RULE_WORST,
                                                       .target_value = maybe_of(80 * DECIMAL_ONE),
                                                       .worst_value = maybe_of(0)});
    publish(&s, s.top);
    s.stage.call.now += USEC_PER_DAY;
    check_in(&s, level, 40, 0);
    s.stage.call.now += USEC_PER_DAY;
    CHECK_INT(progress_on(&s, s.begun + 1, &known).value, FRACTION_ONE / 2);
    migrate_again(&s);
    CHECK_INT(progress_on(&s, s.begun, &known).value, 0);
    CHECK_INT(known, KNOWLEDGE_REBUILT);
    CHECK(!progress_on(&s, s.begun + 1, &known).has);
    CHECK_INT(known, KNOWLEDGE_UNKNOWN);
    s.stage.call.now += TO_COME * USEC_PER_DAY;
    CHECK_INT(progress_on(&s, day_of(s.stage.call.now) - 1, &known).value, FRACTION_ONE / 2);
    CHECK_INT(known, KNOWLEDGE_KEPT);
    end(&s);
}

STAGE_MAIN()
