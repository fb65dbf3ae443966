/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What both engines promise; included by the test of each, which defines database(): a fresh,
 * migrated database, not started.
 */
#ifndef KOERS_DB_TEST_SHARED_H
#define KOERS_DB_TEST_SHARED_H

#include "db/test_support.h"

struct db *database(void);

static const struct migration fine = {
    .name = "0003_more",
    .hash = "cc",
    .sql = {"CREATE TABLE more (id INTEGER PRIMARY KEY)",
            "CREATE TABLE more (id BIGINT PRIMARY KEY)"},
};
static const struct migration failing = {
    .name = "0004_failing",
    .hash = "dd",
    .sql = {"INSERT INTO item (id, name, amount) VALUES (1, 'a', 2000000)",
            "INSERT INTO item (id, name, amount) VALUES (1, 'a', 2000000)"},
};
static const struct migration breaking = {
    .name = "0003_less_breaks",
    .hash = "ee",
    .sql = {"DROP TABLE part", "DROP TABLE part"},
};

/* The migrations of a program that has some more; how many they are. */
static size_t
migrations_with(struct migration *out, const struct migration *third,
                const struct migration *fourth)
{
    size_t count = 0;

    for (; count < MIGRATION_COUNT; count++)
        out[count] = migrations[count];
    out[count++] = *third;
    if (fourth != NULL)
        out[count++] = *fourth;
    return count;
}

TEST(db__upgrade_that_fails_leaves_all_as_it_was)
{
    struct db *db = database();
    struct migration more[MIGRATION_COUNT + 2];
    size_t count = migrations_with(more, &fine, &failing);
    char why[DB_WHY_MAX] = "";

    CHECK(db_migrate(db, more, count, MIGRATE_APPLY, why) != OK);
    CHECK(strstr(why, "0004_failing") != NULL);
    CHECK_ERR(db_migrate(db, more, count, MIGRATE_VERIFY, why), ERR_CONFLICT);
    CHECK(strstr(why, "lacks 2 of 4") != NULL);
    CHECK_OK(db_migrate(db, more, count - 1, MIGRATE_APPLY, why));
    db_close(db);
}

TEST(db__program_before_goes_on_unless_it_breaks)
{
    struct db *db = database();
    struct migration more[MIGRATION_COUNT + 2];
    char why[DB_WHY_MAX] = "";

    CHECK_OK(db_migrate(db, more, migrations_with(more, &fine, NULL), MIGRATE_APPLY, why));
    CHECK_OK(db_migrate(db, migrations, MIGRATION_COUNT, MIGRATE_APPLY, why));
    db_close(db);
    db = database();
    CHECK_OK(db_migrate(db, more, migrations_with(more, &breaking, NULL), MIGRATE_APPLY, why));
    CHECK_ERR(db_migrate(db, migrations, MIGRATION_COUNT, MIGRATE_APPLY, why), ERR_CONFLICT);
    CHECK(strstr(why, "install the newer one") != NULL);
    db_close(db);
}

TEST(db__reads_see_one_snapshot)
{
    struct db *db = database();
    struct conn *conn = NULL;
    struct add first = add_make(1);
    struct add second = add_make(2);
    int64_t count = -1;

    CHECK_OK(db_run_write(db, &first.work));
    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_OK(number_read(conn, &q_count, NULL, 0, &count));
    CHECK_INT(count, 1);
    CHECK_OK(db_run_write(db, &second.work));
    CHECK_OK(number_read(conn, &q_count, NULL, 0, &count));
    CHECK_INT(count, 1);
    CHECK_INT(count_items(db), 2); /* on a connection of its own: this thread's is taken */
    CHECK_OK(conn_commit(&conn));
    CHECK(conn == NULL);
    CHECK_INT(count_items(db), 2);
    db_close(db);
}

static struct conn_state
state_now(struct db *db)
{
    struct conn *conn = NULL;
    struct conn_state state = {0};
    int64_t count;

    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_OK(number_read(conn, &q_count, NULL, 0, &count));
    CHECK_OK(conn_state(conn, &state));
    CHECK_OK(conn_commit(&conn));
    return state;
}

/* Others may write on the same server of PostgreSQL, or be about to: then it is looked again. */
static bool
state_stays(struct db *db)
{
    for (int i = 0; i < 1000; i++) {
        struct conn_state before = state_now(db);
        struct conn_state after = state_now(db);
        if (before.number != 0 && before.number == after.number && before.session == after.session)
            return true;
    }
    return false;
}

TEST(db__state_is_another_one_after_each_commit)
{
    struct db *db = database();
    struct conn *reader = NULL;
    int64_t count;

    CHECK(state_stays(db));
    for (int i = 1; i < 20; i++) {
        struct add add = add_make(i);
        struct conn_state before = state_now(db);
        struct conn_state during = {0};
        CHECK_OK(conn_begin(db, /* writes= */ false, &reader));
        CHECK_OK(number_read(reader, &q_count, NULL, 0, &count));
        CHECK_OK(db_run_write(db, &add.work));
        CHECK_OK(conn_state(reader, &during)); /* of a snapshot that is older */
        CHECK_OK(conn_commit(&reader));
        struct conn_state after = state_now(db);
        CHECK(after.number == 0 || after.session != before.session ||
              after.number != before.number);
        CHECK(after.number == 0 || after.session != during.session ||
              after.number != during.number);
    }
    db_close(db);
}

TEST(db__state_is_not_told_to_who_writes)
{
    struct db *db = database();
    struct conn *conn = NULL;
    struct conn_state state = {.number = 1};

    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    CHECK_OK(add_one(conn, 1, 0));
    CHECK_OK(conn_state(conn, &state));
    CHECK_INT(state.number, 0);
    CHECK_OK(conn_commit(&conn));
    db_close(db);
}

TEST(db__reads_cannot_write)
{
    struct db *db = database();
    struct conn *conn = NULL;

    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_ERR(add_one(conn, 1, 0), ERR_INTERNAL);
    conn_rollback(&conn);
    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_ERR(query_exec(conn, &q_hidden, NULL, 0, NULL), ERR_INTERNAL);
    CHECK_ERR(conn_commit(&conn), ERR_INTERNAL);
    db_close(db);
}

TEST(db__gives_values_back)
{
    struct db *db = database();
    struct conn *conn = NULL;
    ROWS_CLEANUP struct rows rows = {0};
    struct rows inner = {0};
    bool row = false;
    int64_t changed = -1;
    struct value null_amount[] = {value_int(1), {.kind = VALUE_INT, .is_null = true}};

    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    CHECK_OK(add_one(conn, 1, 0));
    CHECK_OK(add_one(conn, 2, 0));
    CHECK_OK(query_exec(conn, &q_set, null_amount, 2, &changed));
    CHECK_INT(changed, 1);
    CHECK_OK(rows_open(&rows, conn, &q_all, NULL, 0));
    CHECK_OK(rows_next(&rows, &row));
    CHECK(row);
    CHECK_INT(rows_int(&rows, 0), 1);
    CHECK_STR(rows_text(&rows, 1), "item 1");
    CHECK(rows_is_null(&rows, 2));
    CHECK_INT(rows_int(&rows, 2), 0);
    /* The same query within itself has a statement of its own. */
    CHECK_OK(rows_open(&inner, conn, &q_all, NULL, 0));
    CHECK_OK(rows_next(&inner, &row));
    CHECK_INT(rows_int(&inner, 0), 1);
    rows_close(&inner);
    rows_close(&inner);
    CHECK_OK(rows_next(&rows, &row));
    CHECK_INT(rows_int(&rows, 0), 2);
    CHECK_OK(rows_next(&rows, &row));
    CHECK(!row);
    CHECK_ERR(query_exec(conn, &q_set, null_amount, 1, NULL), ERR_INTERNAL);
    CHECK_ERR(query_exec(conn, &q_count, NULL, 0, NULL), ERR_INTERNAL); /* the first error stays */
    CHECK(strstr(conn_why(conn).ptr, "item_set") != NULL);
    rows_close(&rows);
    conn_rollback(&conn);
    db_close(db);
}

TEST(db__gives_every_kind_of_value_back)
{
    struct db *db = database();
    struct conn *conn = NULL;
    static char big[200000];
    int64_t number = -1;
    bool row = false;
    struct value yes[] = {value_int(1), value_bool(true)};
    struct value no[] = {value_int(2), value_bool(false)};
    struct value long_text[] = {value_int(5), value_text((struct str){big, sizeof(big)})};
    struct value empty_text[] = {value_int(6), value_text(STR(""))};

    memset(big, 'x', sizeof(big));
    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    for (int64_t id = 1; id <= 3; id++)
        CHECK_OK(add_one(conn, id, 0));
    CHECK_OK(query_exec(conn, &q_flag_set, yes, 2, NULL));
    CHECK_OK(query_exec(conn, &q_flag_set, no, 2, NULL));
    CHECK_OK(query_exec(conn, &q_add, long_text, 2, NULL));
    CHECK_OK(query_exec(conn, &q_add, empty_text, 2, NULL));
    CHECK_OK(number_read(conn, &q_sum, NULL, 0, &number));
    CHECK_INT(number, 17);
    ROWS_CLEANUP struct rows rows = {0};
    CHECK_OK(rows_open(&rows, conn, &q_flags, NULL, 0));
    for (int id = 1; id <= 5; id++) {
        static const int flags[] = {1, 0, -1, -1, -1};
        CHECK_OK(rows_next(&rows, &row));
        CHECK(row);
        CHECK_INT(rows_is_null(&rows, 0) ? -1 : rows_int(&rows, 0), flags[id - 1]);
        CHECK_INT(rows_int(&rows, 1), flags[id - 1] == 1);
        CHECK_INT(rows_text(&rows, 2).len, id < 4 ? 6 : id == 4 ? 200000 : 0);
        CHECK(!str_is_null(rows_text(&rows, 2)));
        CHECK(str_is_null(rows_text(&rows, 3)));
        struct value values[4];
        rows_values(&rows, values);
        CHECK_INT(values[0].is_null ? -1 : values[0].number, flags[id - 1]);
        CHECK(!values[2].is_null && str_eq(values[2].text, rows_text(&rows, 2)));
        CHECK(values[3].is_null);
    }
    rows_close(&rows);
    CHECK_OK(conn_commit(&conn));
    CHECK_INT(count_items(db), 5);
    db_close(db);
}

TEST(db__names_errors_alike)
{
    static const struct value dangling[] = {{.kind = VALUE_INT, .number = 1},
                                            {.kind = VALUE_INT, .number = 77}};
    static const struct value too_much[] = {{.kind = VALUE_INT, .number = 1},
                                            {.kind = VALUE_INT, .number = 1000000}};
    static const struct value no_name[] = {{.kind = VALUE_INT, .number = 9},
                                           {.kind = VALUE_TEXT, .is_null = true}};
    static const struct value of_another_kind[] = {{.kind = VALUE_TEXT}, {.kind = VALUE_INT}};
    static const struct value again[] = {{.kind = VALUE_INT, .number = 1},
                                         {.kind = VALUE_TEXT, .text = {"twice", 5}}};
    static const struct {
        const struct query *query;
        const struct value *params;
        enum err err;
    } table[] = {
        {&q_part_add, dangling, ERR_CONFLICT},   {&q_set, too_much, ERR_INVALID},
        {&q_add, no_name, ERR_INVALID},          {&q_add, again, ERR_CONFLICT},
        {&q_set, of_another_kind, ERR_INTERNAL},
    };
    struct db *db = database();
    struct add add = add_make(1);

    CHECK_OK(db_run_write(db, &add.work));
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        struct conn *conn = NULL;
        int64_t number;
        CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
        CHECK_ERR(query_exec(conn, table[i].query, table[i].params, 2, NULL), table[i].err);
        CHECK(conn_why(conn).len > 0);
        /* Nothing more can be had from a transaction that has failed. */
        CHECK_ERR(number_read(conn, &q_count, NULL, 0, &number), table[i].err);
        CHECK_ERR(conn_commit(&conn), table[i].err);
    }
    CHECK_INT(count_items(db), 1);
    db_close(db);
}

TEST(db__tells_the_id_of_what_it_inserts)
{
    static const enum value_kind int_kind[] = {VALUE_INT};
    static const struct query put = {
        .name = "item_put",
        .number = UINT32_MAX,
        .sql = {"INSERT INTO item (id, name) SELECT ?1, 'put' WHERE ?1 > 0",
                "INSERT INTO item (id, name) SELECT $1, 'put' WHERE $1 > 0 RETURNING id"},
        .params = int_kind,
        .param_count = 1,
        .columns = int_kind,
        .column_count = 1,
        .writes = true};
    const struct value none = value_int(0);
    const struct value seven = value_int(7);
    struct db *db = database();
    struct conn *conn = NULL;
    int64_t id = -1;

    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    CHECK_ERR(query_exec_insert(conn, &put, &none, 1, &id), ERR_NOT_FOUND);
    CHECK_OK(query_exec_insert(conn, &put, &seven, 1, &id));
    CHECK_INT(id, 7);
    CHECK_ERR(query_exec_insert(conn, &put, &none, 1, &id), ERR_NOT_FOUND);
    CHECK_ERR(query_exec_insert(conn, &put, &seven, 1, &id), ERR_CONFLICT);
    conn_rollback(&conn);
    db_close(db);
}

TEST(db__rolls_back_what_a_rule_refuses)
{
    struct db *db = database();
    struct add add = add_make(1);
    struct conn *conn = NULL;

    add.answer = ERR_FORBIDDEN;
    CHECK_ERR(db_run_write(db, &add.work), ERR_FORBIDDEN);
    CHECK_OK(db_start(db));
    CHECK_ERR(db_run_write(db, &add.work), ERR_FORBIDDEN);
    CHECK_INT(add.runs, 2);
    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    CHECK_OK(add_one(conn, 7, 0));
    conn_rollback(&conn);
    conn_rollback(&conn);
    CHECK_INT(count_items(db), 0);
    db_close(db);
}

TEST(db__wakes_after_a_commit_that_wrote)
{
    struct db *db = database();
    atomic_int woken = 0;
    struct add add = add_make(1);
    struct add nothing = add_make(2);

    nothing.rows = 0;
    db_on_commit(db, wake_count, &woken);
    CHECK_OK(db_start(db));
    CHECK(wait_until_hears(db));
    int before = atomic_load(&woken);
    CHECK_OK(db_run_write(db, &nothing.work));
    CHECK_INT(atomic_load(&woken), before);
    CHECK_OK(db_run_write(db, &add.work));
    CHECK(wait_for(&woken, before + 1));
    db_stop(db);
    before = atomic_load(&woken);
    CHECK_OK(db_run_write(db, &nothing.work)); /* without the thread */
    CHECK_INT(atomic_load(&woken), before);
    add.id = 2;
    CHECK_OK(db_run_write(db, &add.work));
    CHECK_INT(atomic_load(&woken), before + 1);
    db_close(db);
}

TEST(db__stop_finishes_what_waits_and_takes_no_more)
{
    enum { WRITES = 50 };
    struct add adds[WRITES];
    struct add late = add_make(1000);
    struct count read = {.work = {.run = count_run, .done = count_done}};
    struct db *db = database();

    CHECK_OK(db_start(db));
    CHECK_OK(db_queue_read(db, &read.work));
    for (int i = 0; i < WRITES; i++) {
        adds[i] = add_make(i + 1);
        CHECK_OK(db_queue_write(db, &adds[i].work));
    }
    db_stop(db);
    for (int i = 0; i < WRITES; i++) {
        CHECK_INT(atomic_load(&adds[i].done), 1);
        CHECK_OK(adds[i].outcome);
    }
    CHECK_INT(atomic_load(&read.done), 1);
    CHECK(read.count >= 0);
    CHECK_ERR(db_queue_write(db, &late.work), ERR_BUSY);
    CHECK_ERR(db_queue_read(db, &read.work), ERR_BUSY);
    CHECK_INT(atomic_load(&late.done), 0);
    CHECK_OK(db_start(db)); /* and may start again */
    CHECK_OK(db_run_write(db, &late.work));
    db_close(db);
}

TEST(db__migrates_once_and_knows_what_it_did)
{
    struct db *db = database();
    char why[DB_WHY_MAX] = "";
    struct migration more[] = {
        migrations[0],
        migrations[1],
        {.name = "0003_bad", .hash = "cc", .sql = {"CREATE TABLE x (", "x"}}};

    CHECK_OK(db_migrate(db, migrations, MIGRATION_COUNT, MIGRATE_APPLY, why));
    CHECK_OK(db_migrate(db, migrations, MIGRATION_COUNT, MIGRATE_VERIFY, why));
    CHECK_OK(db_migrate(db, migrations, 1, MIGRATE_VERIFY, why)); /* we are a release behind */
    CHECK_ERR(db_migrate(db, more, 3, MIGRATE_VERIFY, why), ERR_CONFLICT);
    CHECK_ERR(db_migrate(db, more, 3, MIGRATE_APPLY, why), ERR_INTERNAL);
    CHECK(strstr(why, "0003_bad") != NULL);
    /* Nothing of it is left. */
    CHECK_ERR(db_migrate(db, more, 3, MIGRATE_VERIFY, why), ERR_CONFLICT);
    more[2].sql[0] = more[2].sql[1] = "INSERT INTO part (id, item_id) VALUES (1, 77)";
    CHECK(db_migrate(db, more, 3, MIGRATE_APPLY, why) != OK);
    more[2].sql[0] = more[2].sql[1] = "CREATE TABLE x (id INTEGER PRIMARY KEY)";
    CHECK_OK(db_migrate(db, more, 3, MIGRATE_APPLY, why));
    more[1].hash = "zz";
    CHECK_ERR(db_migrate(db, more, 3, MIGRATE_VERIFY, why), ERR_CORRUPT);
    CHECK(strstr(why, "0002_part") != NULL);
    more[1] = (struct migration){.name = "0001_zzz", .hash = "bb"};
    CHECK_ERR(db_migrate(db, more, 3, MIGRATE_APPLY, why), ERR_CORRUPT);
    db_close(db);
}

#define BULK_ROWS 3000 /* of 1 KB and more: several portions */

/* Row `id`: every third without an amount, a flag on the even ones. */
static inline enum err
bulk_item(struct bulk *bulk, int64_t id)
{
    static char text[1100];
    struct maybe amount = id % 3 == 0 ? maybe_none() : maybe_of(-id);

    memset(text, 'x', sizeof(text));
    int len = snprintf(text, sizeof(text), "item %lld", (long long)id);
    text[len] = ' ';
    struct value params[] = {value_int(id), value_text((struct str){text, sizeof(text)}),
                             value_maybe(amount), value_bool(id % 2 == 0)};
    return bulk_add(bulk, params, 4);
}

TEST(bulk__puts_rows_in_as_they_are)
{
    struct db *db = database();
    struct conn *conn = NULL;
    struct bulk bulk;
    int64_t sum = 0;
    bool row = false;

    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    CHECK_OK(bulk_open(&bulk, conn, &q_item_row));
    for (int64_t id = 1; id <= BULK_ROWS; id++)
        CHECK_OK(bulk_item(&bulk, id));
    CHECK_OK(bulk_close(&bulk));
    CHECK_OK(bulk_close(&bulk));
    CHECK_OK(number_read(conn, &q_sum, NULL, 0, &sum)); /* in the same transaction */
    CHECK_INT(sum, -(BULK_ROWS * (BULK_ROWS + 1) / 2 - 3 * (1000 * 1001 / 2)));
    CHECK_OK(conn_commit(&conn));
    CHECK_INT(count_items(db), BULK_ROWS);

    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    ROWS_CLEANUP struct rows rows = {0};
    CHECK_OK(rows_open(&rows, conn, &q_flags, NULL, 0));
    for (int64_t id = 1; id <= 4; id++) {
        CHECK_OK(rows_next(&rows, &row));
        CHECK_INT(rows_int(&rows, 0), id % 2 == 0);
        CHECK_INT((int64_t)rows_text(&rows, 2).len, 1100);
    }
    rows_close(&rows);
    conn_rollback(&conn);
    db_close(db);
}

TEST(bulk__goes_with_other_queries)
{
    struct db *db = database();
    struct conn *conn = NULL;
    struct bulk bulk;

    for (int round = 0; round < 3; round++) {
        CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
        CHECK_OK(add_one(conn, 1, 0));
        CHECK_OK(bulk_open(&bulk, conn, &q_item_row));
        CHECK_OK(bulk_item(&bulk, 2));
        CHECK_OK(add_one(conn, 3, 0));
        CHECK_OK(bulk_close(&bulk));
        CHECK_OK(add_one(conn, 4, 0));
        CHECK_INT(count_items(db), 0); /* on another connection: nothing is committed */
        conn_rollback(&conn);
    }
    CHECK_INT(count_items(db), 0);
    db_close(db);
}

/* The error may come with the row, or with the end. */
static inline void
check_refused(struct db *db, int64_t id, int64_t amount, enum err expected)
{
    struct conn *conn = NULL;
    struct bulk bulk;
    int64_t count = 0;
    struct value params[] = {value_int(id), value_text(STR("another")), value_int(amount),
                             value_bool(false)};

    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    CHECK_OK(bulk_open(&bulk, conn, &q_item_row));
    CHECK_OK(bulk_item(&bulk, 1));
    enum err err = bulk_add(&bulk, params, 4);
    CHECK(err == OK || err == expected);
    CHECK_ERR(bulk_close(&bulk), expected);
    CHECK(strstr(conn_why(conn).ptr, "item_row") != NULL);
    CHECK_ERR(number_read(conn, &q_count, NULL, 0, &count), expected); /* nothing goes on */
    CHECK_ERR(conn_commit(&conn), expected);
    CHECK_INT(count_items(db), 0);
}

TEST(bulk__a_refused_row_breaks_the_transaction)
{
    struct db *db = database();

    check_refused(db, 1, 5, ERR_CONFLICT);
    check_refused(db, 2, 1000000, ERR_INVALID);
    db_close(db);
}

TEST(bulk__takes_only_what_copy_can)
{
    struct db *db = database();
    struct conn *conn = NULL;
    struct bulk bulk;
    struct value few[] = {value_int(1)};

    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    CHECK_ERR(bulk_open(&bulk, conn, &q_add), ERR_INTERNAL); /* names a parameter twice */
    CHECK_OK(bulk_close(&bulk));
    conn_rollback(&conn);
    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    CHECK_OK(bulk_open(&bulk, conn, &q_item_row));
    CHECK_ERR(bulk_add(&bulk, few, 1), ERR_INTERNAL);
    bulk_release(&bulk);
    conn_rollback(&conn);
    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_OK(bulk_open(&bulk, conn, &q_item_row));
    CHECK_ERR(bulk_item(&bulk, 1), ERR_INTERNAL);
    bulk_release(&bulk);
    conn_rollback(&conn);
    db_close(db);
}

#endif
