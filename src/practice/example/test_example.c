/* SPDX-License-Identifier: Apache-2.0 */
#include "gen/migration.h"
#include "practice/test_support.h"

/* Tables that stay when the example goes: accounts, what belongs to them or to no unit and cycle,
 * and what the server keeps for itself. */
static const char *const staying[] = {
    "schema_migration",
    "person",
    "session",
    "token",
    "link",
    "setting",
    "throttle",
    "idempotency",
    "outbox",
    "lease",
    "notice_morning",
    "notice_cursor",
    "process_cursor",
    "kept_cursor",
    "link_key",
    "rule_level",
    /* Imports must be undone before. */
    "import_run",
    "import_column",
    "import_word",
    "import_mapping",
    "stage_row",
    "stage_link",
    "stage_check_in",
    "stage_finding",
    "stage_interim",
    "stage_record",
    /* The way of working and the processes an organisation writes for itself. */
    "process_template",
    "process_version",
    "process_phase",
    "process_rule",
    "process_rule_type",
    "process_rule_after",
    "process_rung",
    "holiday_calendar",
    "holiday",
    "handbook",
    "handbook_chapter",
    "handbook_setting",
    "proposal",
};

/* What staying tables point to that goes: example.sql empties the column. */
static const char *const let_go[] = {
    "handbook.cycle",
    "proposal.retrospective",
    "proposal.harmonisation",
};

/* The test's own query: what it asks is not data but the schema. */
static const struct query tables = {
    .name = "tables",
    .number = UINT32_MAX,
    .sql = {"SELECT m.name, f.\"table\" FROM sqlite_schema m"
            "  LEFT JOIN pragma_foreign_key_list(m.name) f"
            " WHERE m.type = 'table' AND m.name NOT LIKE 'search%' AND m.name NOT LIKE 'sqlite%'",
            ""},
    .columns = (const enum value_kind[]){VALUE_TEXT, VALUE_TEXT},
    .column_count = 2,
};

static bool
is_among(struct str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(name, str_from(names[i])))
            return true;
    return false;
}

static bool
stays(struct str table)
{
    return is_among(table, staying, sizeof(staying) / sizeof(staying[0]));
}

static bool
is_emptied(struct arena *arena, struct str table)
{
    struct str name = str_fmt(arena, "example_forget_%.*s", STR_FMT(table));

    for (size_t i = 0; i < all_query_count; i++)
        if (str_eq(name, str_from(all_queries[i]->name)))
            return true;
    return false;
}

static void
check_table(struct arena *arena, struct str table, struct str target)
{
    struct str pair = str_fmt(arena, "%.*s.%.*s", STR_FMT(table), STR_FMT(target));
    bool told = stays(table) != is_emptied(arena, table) || str_eq(table, STR("person"));
    bool holds = str_is_null(target) || !stays(table) || stays(target) ||
                 is_among(pair, let_go, sizeof(let_go) / sizeof(let_go[0]));

    if (!told)
        printf("# %.*s: empty it in example.sql, or say here why it stays\n", STR_FMT(table));
    if (!holds)
        printf("# %.*s: what it points to goes with the example\n", STR_FMT(pair));
    CHECK(told);
    CHECK(holds);
}

TEST(example_remove__forgets_no_table_of_the_schema)
{
    struct stage stage;
    struct rows rows = {0};
    bool has_row;

    stage_open(&stage);
    if (conn_engine(stage.conn) != ENGINE_SQLITE) { /* tests/schema holds the two alike */
        stage_close(&stage);
        return;
    }
    CHECK_OK(rows_open(&rows, stage.conn, &tables, NULL, 0));
    for (;;) {
        CHECK_OK(rows_next(&rows, &has_row));
        if (!has_row)
            break;
        struct str target = rows_text(&rows, 1);
        check_table(&stage.arena, rows_text(&rows, 0), target);
    }
    rows_close(&rows);
    stage_close(&stage);
}

STAGE_MAIN()
