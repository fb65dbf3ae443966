/* SPDX-License-Identifier: Apache-2.0 */
/* The import as a whole, from a file to rows and numbers, on both engines. */
#include <stdlib.h>
#include <unistd.h>

#include "gen/checkin.h"
#include "gen/checkin_sql.h"
#include "gen/exchange_sql.h"
#include "gen/migration.h"
#include "gen/okr_sql.h"
#include "practice/exchange/viva.h"
#include "practice/test_support.h"

/* A stage for the target, and a staging area beside it. */
struct scene {
    struct stage stage;
    char folder[64];
    struct db *db;
    struct arena arena;
    struct call call;
    struct intake intake;
};

static void
staging_open(struct scene *s)
{
    char url[128];
    char why[DB_WHY_MAX] = "";

    snprintf(s->folder, sizeof(s->folder), "/tmp/koers-test-XXXXXX");
    CHECK(mkdtemp(s->folder) != NULL);
    snprintf(url, sizeof(url), "sqlite:%s/stage.db", s->folder);
    struct db_options options = {
        .url = url, .query_count = (unsigned)all_query_count, .create = true};
    CHECK_OK(db_open(&s->db, &options, why));
    CHECK_OK(db_migrate(s->db, all_migrations, all_migrations_count, MIGRATE_APPLY, why));
    arena_init(&s->arena, ARENA_CEILING_USUAL);
    s->call = (struct call){.arena = &s->arena, .now = STAGE_NOW};
    CHECK_OK(conn_begin(s->db, /* writes= */ true, &s->call.conn));
    intake_init(&s->intake, &s->call, STR(VIVA_SOURCE));
}

static void
staging_close(struct scene *s)
{
    static const char *const names[] = {"stage.db", "stage.db-wal", "stage.db-shm"};
    char path[128];

    intake_release(&s->intake);
    conn_rollback(&s->call.conn);
    db_close(s->db);
    arena_release(&s->arena);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        snprintf(path, sizeof(path), "%s/%s", s->folder, names[i]);
        (void)unlink(path);
    }
    (void)rmdir(s->folder);
}

/* Stages and plans a fixture. */
static void
plan(struct scene *s, const char *name)
{
    char path[512];
    char why[VIVA_WHY_MAX] = "";

    staging_open(s);
    snprintf(path, sizeof(path), "%s/%s", FIXTURES, name);
    FILE *file = fopen(path, "re");
    CHECK(file != NULL);
    if (file == NULL)
        return;
    CHECK_OK(viva_stage(&s->intake, file, name, why));
    fclose(file);
    CHECK_OK(intake_plan(&s->intake, stage_as(&s->stage, 0, 0)));
}

static void
apply(struct scene *s, const char *name)
{
    plan(s, name);
    CHECK_OK(intake_apply(&s->intake, &s->stage.call, str_from(name)));
}

static void
check_counts(const struct intake *intake, enum intake_kind kind, int created, int updated,
             int unchanged, int refused)
{
    CHECK_INT(intake->counts[kind][INTAKE_CREATED], created);
    CHECK_INT(intake->counts[kind][INTAKE_UPDATED], updated);
    CHECK_INT(intake->counts[kind][INTAKE_UNCHANGED], unchanged);
    CHECK_INT(intake->counts[kind][INTAKE_REFUSED], refused);
}

static int64_t
findings(const struct scene *s, enum finding_kind kind)
{
    struct maybe count = maybe_none();

    CHECK_OK(q_stage_finding_count(s->intake.stage, kind, &count));
    return count.value;
}

static int64_t
local_id(struct scene *s, enum foreign_kind kind, const char *key)
{
    struct foreign_title foreign = {0};

    CHECK_OK(q_foreign_get(&s->stage.call, STR(VIVA_SOURCE), kind, str_from(key), &foreign));
    return foreign.local_id;
}

static struct objective
objective(struct scene *s, const char *key)
{
    struct objective row = {0};

    CHECK_OK(q_objective_get(&s->stage.call, local_id(s, FOREIGN_KIND_OBJECTIVE, key), &row));
    return row;
}

static struct key_result
key_result(struct scene *s, enum foreign_kind kind, const char *key)
{
    struct key_result row = {0};

    CHECK_OK(q_key_result_get(&s->stage.call, local_id(s, kind, key), &row));
    return row;
}

static struct alignment_list
links(struct scene *s, const char *key)
{
    struct alignment_list list = {0};

    CHECK_OK(q_exchange_links(&s->stage.call, local_id(s, FOREIGN_KIND_OBJECTIVE, key), &list));
    return list;
}

static void
begin(struct scene *s)
{
    *s = (struct scene){0};
    stage_open(&s->stage);
}

/* ---- the first import ---------------------------------------------------------------------------
 */

TEST(intake__counts_what_it_creates_and_refuses)
{
    struct scene s;

    begin(&s);
    apply(&s, "viva-first.csv");
    check_counts(&s.intake, INTAKE_CYCLES, 1, 0, 0, 0);
    check_counts(&s.intake, INTAKE_UNITS, 3, 0, 0, 0);
    check_counts(&s.intake, INTAKE_PEOPLE, 4, 0, 0, 0);
    check_counts(&s.intake, INTAKE_OBJECTIVES, 7, 0, 0, 1);
    check_counts(&s.intake, INTAKE_KEY_RESULTS, 5, 0, 0, 2);
    check_counts(&s.intake, INTAKE_LINKS, 5, 0, 0, 0);
    check_counts(&s.intake, INTAKE_CHECK_INS, 6, 0, 0, 0);
    CHECK_INT(s.intake.made_of_progress, 1);
    CHECK_INT(findings(&s, FINDING_KIND_REFUSED), 3);
    staging_close(&s);
    stage_close(&s.stage);
}

TEST(intake__decides_numbers_by_the_arithmetic)
{
    struct scene s;

    begin(&s);
    apply(&s, "viva-first.csv");
    CHECK_INT(objective(&s, "1").progress.value, 400000);
    CHECK_INT(objective(&s, "4").progress.value, 800000);
    CHECK(!objective(&s, "5").progress.has);
    CHECK_INT(objective(&s, "12").progress.value, 500000);
    CHECK_INT(key_result(&s, FOREIGN_KIND_KEY_RESULT, "3").raw.value, -250000);
    CHECK_INT(key_result(&s, FOREIGN_KIND_KEY_RESULT, "3").contribution, 0);
    CHECK_INT(key_result(&s, FOREIGN_KIND_KEY_RESULT, "2").contribution, 500000);
    /* 12 says 90 % beside a key result of 50 %. */
    CHECK_INT(findings(&s, FINDING_KIND_DIFFERS), 1);
    staging_close(&s);
    stage_close(&s.stage);
}

TEST(intake__keeps_people_units_states_and_kinds)
{
    struct scene s;
    struct objective_unit_view_list units = {0};
    struct person_ref_list owners = {0};

    begin(&s);
    apply(&s, "viva-first.csv");
    struct objective one = objective(&s, "1");
    CHECK_OK(q_objective_unit_list(&s.stage.call, one.id, &units));
    CHECK_INT(units.count, 2); /* Care, and Club by its deliverable */
    CHECK_OK(q_objective_owner_list(&s.stage.call, one.id, &owners));
    CHECK_INT(owners.count, 2); /* Bob, and Dora by the deliverable */
    CHECK(one.imported);
    CHECK_STR(one.description, "Line one\nand \"two\"");
    CHECK_INT(one.kind, OBJECTIVE_KIND_ASPIRATIONAL);
    CHECK_INT(objective(&s, "4").state, OBJECTIVE_STATE_CLOSED);
    CHECK_INT(objective(&s, "4").score.value, 800000);
    CHECK(objective(&s, "10").postponed);
    struct key_result deliverable = key_result(&s, FOREIGN_KIND_KEY_RESULT, "6");
    CHECK_STR(deliverable.source_kind, "Deliverable");
    CHECK_INT(deliverable.objective_id, one.id);
    CHECK_INT(deliverable.target_value.value, 100 * DECIMAL_ONE);
    CHECK_INT(deliverable.own_status, OWN_STATUS_ON_TRACK);
    CHECK_STR(key_result(&s, FOREIGN_KIND_KEY_RESULT, "2").source_kind, "Committed Goal");
    CHECK_STR(key_result(&s, FOREIGN_KIND_MEASURE, "4").title, "Progress");
    staging_close(&s);
    stage_close(&s.stage);
}

TEST(intake__links_and_cuts_circles)
{
    struct scene s;

    begin(&s);
    apply(&s, "viva-first.csv");
    struct alignment_list five = links(&s, "5");
    CHECK_INT(five.count, 2);
    if (five.count == 2) {
        CHECK_INT(five.items[0].kind, ALIGNMENT_KIND_SUPPORTS); /* 4 is measured by itself */
        CHECK_INT(five.items[0].weight, 1429);
        CHECK(five.items[1].parent_kr_id.has);
    }
    CHECK_INT(links(&s, "4").items[0].kind, ALIGNMENT_KIND_CONTRIBUTES);
    CHECK_INT(links(&s, "10").items[0].kind, ALIGNMENT_KIND_SUPPORTS); /* weight 0 */
    CHECK_INT(links(&s, "8").count + links(&s, "9").count, 1);
    staging_close(&s);
    stage_close(&s.stage);
}

TEST(intake__keeps_check_ins)
{
    struct scene s;
    struct check_in_list list = {0};

    begin(&s);
    apply(&s, "viva-first.csv");
    int64_t id = local_id(&s, FOREIGN_KIND_KEY_RESULT, "2");
    CHECK_OK(q_exchange_check_ins(&s.stage.call, id, &list));
    CHECK_INT(list.count, 2);
    if (list.count == 2) {
        CHECK_STR(list.items[0].note, "slow; Status: fine; see page");
        CHECK_INT(list.items[0].own_status, OWN_STATUS_BEHIND);
        CHECK_INT(list.items[0].raw, 500000);
        CHECK_INT(list.items[0].day, day_from_civil(2026, 2, 15));
        CHECK(list.items[0].person_id.has);
        CHECK(str_is_null(list.items[1].note));
    }
    CHECK_INT(key_result(&s, FOREIGN_KIND_KEY_RESULT, "2").current_value.value, 500000);
    staging_close(&s);
    stage_close(&s.stage);
}

/* ---- again --------------------------------------------------------------------------------------
 */

TEST(intake__the_same_again_changes_nothing)
{
    struct scene s;

    begin(&s);
    apply(&s, "viva-first.csv");
    staging_close(&s);
    plan(&s, "viva-first.csv");
    CHECK(!intake_changes(&s.intake));
    check_counts(&s.intake, INTAKE_OBJECTIVES, 0, 0, 7, 1);
    check_counts(&s.intake, INTAKE_KEY_RESULTS, 0, 0, 5, 2);
    check_counts(&s.intake, INTAKE_LINKS, 0, 0, 5, 0);
    check_counts(&s.intake, INTAKE_CHECK_INS, 0, 0, 6, 0);
    check_counts(&s.intake, INTAKE_PEOPLE, 0, 0, 4, 0);
    CHECK_INT(findings(&s, FINDING_KIND_RENAMED), 0);
    CHECK_INT(findings(&s, FINDING_KIND_DIFFERS), 1);
    staging_close(&s);
    stage_close(&s.stage);
}

TEST(intake__a_newer_one_updates)
{
    struct scene s;
    struct stage_finding_list renamed = {0};

    begin(&s);
    apply(&s, "viva-first.csv");
    staging_close(&s);
    apply(&s, "viva-newer.csv");
    check_counts(&s.intake, INTAKE_KEY_RESULTS, 1, 1, 3, 1);
    check_counts(&s.intake, INTAKE_CHECK_INS, 2, 0, 5, 0);
    CHECK_OK(q_stage_finding_page(s.intake.stage, FINDING_KIND_RENAMED, 0, 10, &renamed));
    CHECK_INT(renamed.count, 1);
    CHECK_STR(renamed.items[0].old_value, "Customers come back (by themselves)");
    CHECK_STR(renamed.items[0].new_value, "Customers come back twice");
    CHECK_INT(objective(&s, "1").progress.value, 496000);
    CHECK_INT(objective(&s, "1").version, 2);
    CHECK_INT(objective(&s, "4").progress.value, 800000);
    CHECK(key_result(&s, FOREIGN_KIND_MEASURE, "4").dropped_at.has);
    CHECK_INT(key_result(&s, FOREIGN_KIND_KEY_RESULT, "2").check_in_count, 3);
    CHECK_INT(key_result(&s, FOREIGN_KIND_KEY_RESULT, "2").contribution, 900000);
    struct alignment_list five = links(&s, "5");
    CHECK_INT(five.count, 1); /* the one to the key result ended */
    CHECK_INT(five.items[0].kind, ALIGNMENT_KIND_CONTRIBUTES);
    CHECK_INT(five.items[0].weight, 2000);
    staging_close(&s);
    plan(&s, "viva-newer.csv");
    CHECK(!intake_changes(&s.intake));
    staging_close(&s);
    stage_close(&s.stage);
}

TEST(intake__what_was_planned_is_what_is_written)
{
    struct scene s;

    begin(&s);
    apply(&s, "viva-first.csv");
    staging_close(&s);
    apply(&s, "viva-newer.csv");
    for (size_t i = 1; i <= s.intake.node_count; i++) {
        const struct intake_node *node = &s.intake.nodes[i];
        struct objective row;
        if (node->type != ROW_TYPE_OBJECTIVE || node->local_id == 0)
            continue;
        CHECK_OK(q_objective_get(&s.stage.call, node->local_id, &row));
        CHECK_INT(maybe_or(row.progress, INTAKE_NOTHING), node->number);
    }
    staging_close(&s);
    stage_close(&s.stage);
}

TEST(intake__later_check_ins_here_count)
{
    struct scene s;
    struct check_in here = {.day = day_from_civil(2026, 3, 30),
                            .value = 60 * DECIMAL_ONE,
                            .raw = FRACTION_ONE,
                            .created_at = STAGE_NOW,
                            .version = 1};

    begin(&s);
    apply(&s, "viva-first.csv");
    struct key_result row = key_result(&s, FOREIGN_KIND_KEY_RESULT, "2");
    here.key_result_id = row.id;
    CHECK_OK(q_check_in_insert(&s.stage.call, &here, &here.id));
    row.last_check_in_day = maybe_of(here.day);
    row.current_value = maybe_of(here.value);
    row.contribution = FRACTION_ONE;
    row.check_in_count++;
    CHECK_OK(q_key_result_checked_in(&s.stage.call, &row));
    staging_close(&s);
    apply(&s, "viva-newer.csv");
    row = key_result(&s, FOREIGN_KIND_KEY_RESULT, "2");
    CHECK_INT(row.current_value.value, here.value);
    CHECK_INT(row.contribution, FRACTION_ONE);
    CHECK_INT(row.check_in_count, 4);
    staging_close(&s);
    stage_close(&s.stage);
}

/* The plan in slices, as a large import is written. */
static void
write_ahead(struct scene *s, const char *name, struct intake_cursor *cursor)
{
    plan(s, name);
    CHECK_OK(intake_begin(&s->intake, &s->stage.call, str_from(name), /* ahead= */ true));
    *cursor = (struct intake_cursor){INTAKE_PHASE_NAMES, 0};
    while (cursor->phase != INTAKE_PHASE_DONE)
        CHECK_OK(intake_ahead(&s->intake, &s->stage.call, *cursor, cursor));
}

TEST(intake__what_is_written_ahead_is_seen_at_the_end)
{
    struct scene s;
    struct intake_cursor cursor;

    begin(&s);
    write_ahead(&s, "viva-first.csv", &cursor);
    CHECK(objective(&s, "1").archived_at.has);
    CHECK_OK(intake_publish(&s.intake, &s.stage.call));
    CHECK(!objective(&s, "1").archived_at.has);
    CHECK(!objective(&s, "12").archived_at.has);
    CHECK_INT(objective(&s, "1").progress.value, 400000);
    staging_close(&s);
    plan(&s, "viva-first.csv");
    CHECK(!intake_changes(&s.intake));
    staging_close(&s);
    stage_close(&s.stage);
}

/* Somebody who knows the number of what is not shown yet hangs something on it. */
static void
touch_hidden(struct scene *s)
{
    struct call *call = &s->stage.call;
    struct tag tag = {
        .name = STR("New"), .tone = TAG_TONE_GREY, .folded = STR("new"), .version = 1};
    struct objective_tag tagged = {.objective_id = objective(s, "1").id};
    struct foreign_title foreign;

    CHECK_OK(q_tag_insert(call, &tag, &tag.id));
    tagged.tag_id = tag.id;
    CHECK_OK(q_objective_tag_insert(call, &tagged));
    CHECK_OK(q_foreign_get(call, STR(VIVA_SOURCE), FOREIGN_KIND_KEY_RESULT, STR("2"), &foreign));
    struct initiative initiative = {.key_result_id = foreign.local_id,
                                    .title = STR("Do it"),
                                    .state = INITIATIVE_STATE_DOING,
                                    .version = 1};
    CHECK_OK(q_initiative_insert(call, &initiative, &initiative.id));
}

TEST(intake__what_never_came_to_its_end_is_taken_back)
{
    struct scene s;
    struct intake_cursor cursor;
    struct foreign_title foreign;
    bool done = false;

    begin(&s);
    write_ahead(&s, "viva-first.csv", &cursor);
    touch_hidden(&s);
    staging_close(&s);
    for (int i = 0; !done && i < 10; i++)
        CHECK_OK(intake_clear(&s.stage.call, &done));
    CHECK(done);
    CHECK_ERR(
        q_foreign_get(&s.stage.call, STR(VIVA_SOURCE), FOREIGN_KIND_OBJECTIVE, STR("1"), &foreign),
        ERR_NOT_FOUND);
    apply(&s, "viva-first.csv");
    check_counts(&s.intake, INTAKE_OBJECTIVES, 7, 0, 0, 1);
    check_counts(&s.intake, INTAKE_UNITS, 0, 0, 3, 0);
    staging_close(&s);
    stage_close(&s.stage);
}

/* ---- other files --------------------------------------------------------------------------------
 */

TEST(intake__without_ids_rows_are_known_by_what_they_are)
{
    struct scene s;

    begin(&s);
    apply(&s, "viva-without-id.csv");
    check_counts(&s.intake, INTAKE_OBJECTIVES, 4, 0, 0, 0);
    check_counts(&s.intake, INTAKE_KEY_RESULTS, 4, 0, 0, 0);
    check_counts(&s.intake, INTAKE_LINKS, 5, 0, 0, 0);
    staging_close(&s);
    plan(&s, "viva-without-id.csv");
    CHECK(!intake_changes(&s.intake));
    staging_close(&s);
    stage_close(&s.stage);
}

TEST(intake__a_plan_writes_nothing)
{
    struct scene s;
    struct cycle cycle;
    struct unit_list tops = {0};

    begin(&s);
    plan(&s, "viva-first.csv");
    CHECK_ERR(q_cycle_by_name(&s.stage.call, STR("2026 Q1"), &cycle), ERR_NOT_FOUND);
    CHECK_OK(q_exchange_unit_top(&s.stage.call, &tops));
    CHECK_INT(tops.count, 0);
    staging_close(&s);
    stage_close(&s.stage);
}

STAGE_MAIN()
