/* SPDX-License-Identifier: Apache-2.0 */
/* What goes to PostgreSQL and comes from it: numbers in binary, lists, columns. */
#include "db/test_postgres.h"

TEST(postgres__reads_numbers_in_binary)
{
    static const struct {
        const char *bytes;
        int len;
        enum err err;
        int64_t value;
    } table[] = {
        {"\0\0\0\0\0\0\0\0", 8, OK, 0},
        {"\0\1\0\0\0\0\0\0\0\7", 10, OK, 7},
        {"\0\1\0\1\0\0\0\0\0\7", 10, OK, 70000},
        {"\0\2\0\1\x40\0\0\0\0\7\0\3", 12, OK, -70003},
        {"\0\5\0\4\x40\0\0\0\x03\x9a\x0d\x2c\x01\x70\x15\x65\x16\xb0", 18, OK, INT64_MIN},
        {"\0\5\0\4\0\0\0\0\x03\x9a\x0d\x2c\x01\x70\x15\x65\x16\xaf", 18, OK, INT64_MAX},
        {"\0\5\0\4\0\0\0\0\x03\x9a\x0d\x2c\x01\x70\x15\x65\x16\xb0", 18, ERR_CORRUPT, 0},
        {"\0\1\xff\xff\0\0\0\1\x13\x88", 10, ERR_CORRUPT, 0}, /* 0.5 */
        {"\0\0\0\0\xc0\0\0\0", 8, ERR_CORRUPT, 0},            /* NaN */
        {"\0\2\0\0\0\0\0\0\0\7", 10, ERR_CORRUPT, 0},
        {"\0\0\0", 3, ERR_CORRUPT, 0},
    };

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        int64_t value = 0;
        CHECK_ERR(postgres_number(1700, table[i].bytes, table[i].len, &value), table[i].err);
        CHECK_INT(value, table[i].value);
    }
    int64_t value = 0;
    CHECK_OK(postgres_number(21, "\xff\xfe", 2, &value));
    CHECK_INT(value, -2);
    CHECK_OK(postgres_number(16, "\1", 1, &value));
    CHECK_INT(value, 1);
    CHECK_ERR(postgres_number(25, "1", 1, &value), ERR_CORRUPT);
}

/* What a list holds, told by the server, which must read it as its own. */
static const struct query q_numbers = {
    .name = "numbers",
    .number = UINT32_MAX,
    .sql = {NULL,
            "SELECT array_length($1, 1), coalesce(sum(n), 0), count(*) FILTER (WHERE n = ANY ($1))"
            " FROM unnest($1) n"},
    .params = (const enum value_kind[]){VALUE_INT_LIST},
    .param_count = 1,
    .columns = (const enum value_kind[]){VALUE_INT, VALUE_INT, VALUE_INT},
    .column_count = 3,
};

static const struct query q_texts = {
    .name = "texts",
    .number = UINT32_MAX,
    .sql = {NULL, "SELECT array_to_string($2, '|'), $1"},
    .params = (const enum value_kind[]){VALUE_TEXT, VALUE_TEXT_LIST},
    .param_count = 2,
    .columns = (const enum value_kind[]){VALUE_TEXT, VALUE_TEXT},
    .column_count = 2,
};

static void
check_numbers(struct conn *conn, const struct value *items, size_t count, int64_t sum)
{
    ROWS_CLEANUP struct rows rows = {0};
    const struct value list = value_list(VALUE_INT_LIST, items, count);
    bool row = false;

    CHECK_OK(rows_open(&rows, conn, &q_numbers, &list, 1));
    CHECK_OK(rows_next(&rows, &row));
    CHECK(row);
    CHECK_INT(rows_int(&rows, 0), count);
    CHECK_INT(rows_int(&rows, 1), sum);
    CHECK_INT(rows_int(&rows, 2), count);
}

static void
check_texts(struct conn *conn, const struct value *items, size_t count, const char *joined)
{
    ROWS_CLEANUP struct rows rows = {0};
    const struct value params[] = {value_text(STR("beside")),
                                   value_list(VALUE_TEXT_LIST, items, count)};
    bool row = false;

    CHECK_OK(rows_open(&rows, conn, &q_texts, params, 2));
    CHECK_OK(rows_next(&rows, &row));
    CHECK(row);
    CHECK_STR(rows_text(&rows, 0), joined);
    CHECK_STR(rows_text(&rows, 1), "beside");
}

TEST(postgres__takes_a_list_as_an_array)
{
    const struct value numbers[] = {value_int(INT64_MAX), value_int(-7), value_int(0)};
    const struct value texts[] = {value_text(STR("caf\xc3\xa9")), value_text(STR("")),
                                  value_text(STR("{a,\"b\"}"))};
    struct db *db = database();
    struct conn *conn = NULL;

    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    check_numbers(conn, numbers, 3, INT64_MAX - 7);
    check_numbers(conn, numbers, 0, 0);
    check_texts(conn, texts, 3, "caf\xc3\xa9||{a,\"b\"}");
    check_texts(conn, texts, 0, "");
    conn_rollback(&conn);
    db_close(db);
}

/* Many texts, each within its limit, that are too much together. */
TEST(postgres__refuses_a_list_that_is_too_long)
{
    static char bytes[DB_TEXT_MAX / 2];
    struct value texts[3];
    struct db *db = database();
    struct conn *conn = NULL;

    memset(bytes, 'a', sizeof(bytes));
    for (size_t i = 0; i < 3; i++)
        texts[i] = value_text((struct str){bytes, sizeof(bytes)});
    const struct value params[] = {value_text(STR("")), value_list(VALUE_TEXT_LIST, texts, 3)};
    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_ERR(query_exec(conn, &q_texts, params, 2, NULL), ERR_TOO_LARGE);
    conn_rollback(&conn);
    db_close(db);
}

TEST(postgres__refuses_columns_of_another_kind)
{
    struct db *db = database();
    struct conn *conn = NULL;
    struct query text = q_count;
    static const struct query half = {.name = "half",
                                      .number = UINT32_MAX,
                                      .sql = {NULL, "SELECT 0.5"},
                                      .columns = kinds_int_int,
                                      .column_count = 1};
    int64_t number;

    text.columns = (const enum value_kind[]){VALUE_TEXT};
    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_ERR(query_exec(conn, &text, NULL, 0, NULL), ERR_INTERNAL);
    conn_rollback(&conn);
    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_OK(number_read(conn, &half, NULL, 0, &number));
    CHECK_ERR(conn_commit(&conn), ERR_CORRUPT);
    db_close(db);
}

POSTGRES_MAIN()
