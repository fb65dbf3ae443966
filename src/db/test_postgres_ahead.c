/* SPDX-License-Identifier: Apache-2.0 */
/* Queries that are said ahead: how often somebody waits, and that nothing hangs on it. */
#include <sys/socket.h>

#include "db/test_postgres.h"

static const struct query q_fails = {
    .name = "fails",
    .number = UINT32_MAX,
    .sql = {NULL, "SELECT 1 / (count(*) - count(*)) FROM item"},
    .columns = kinds_int_int,
    .column_count = 1,
};

static const struct query q_backend = {
    .name = "backend",
    .number = UINT32_MAX,
    .sql = {NULL, "SELECT pg_backend_pid()"},
    .columns = kinds_int_int,
    .column_count = 1,
};

static const struct query q_sleep = {
    .name = "sleep",
    .number = UINT32_MAX,
    .sql = {NULL, "SELECT 1 FROM pg_sleep(0.2)"},
    .columns = kinds_int_int,
    .column_count = 1,
};

static const struct query q_named = {
    .name = "named",
    .number = Q_TEXT,
    .sql = {NULL, "SELECT id FROM item WHERE id = ANY ($1) AND name = $2"},
    .params = (const enum value_kind[]){VALUE_INT_LIST, VALUE_TEXT},
    .param_count = 2,
    .columns = kinds_int_int,
    .column_count = 1,
};

/* A database with so many items. */
static struct db *
filled(int rows)
{
    struct db *db = database();
    struct add add = add_make(1);

    add.rows = rows;
    CHECK_OK(db_run_write(db, &add.work));
    return db;
}

/* How many queries were said ahead, or answered and not asked for. */
static unsigned
kept(struct conn *conn)
{
    return postgres_conn(conn)->asked_count;
}

static int64_t
number(struct conn *conn, const struct query *query)
{
    int64_t out = -1;

    CHECK_OK(number_read(conn, query, NULL, 0, &out));
    return out;
}

TEST(ahead__one_wait_brings_all_answers)
{
    struct db *db = filled(3);
    struct conn *conn;

    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    query_ahead(conn, &q_sum, NULL, 0);
    query_ahead(conn, &q_count, NULL, 0);
    conn_state_ahead(conn);
    CHECK(postgres_conn(conn)->asked_read == 0 && kept(conn) == 3);
    CHECK(number(conn, &q_backend) > 0);
    CHECK(postgres_conn(conn)->asked_read == 3 && kept(conn) == 3);

    /* They are here: without the connection they are answered all the same. */
    int socket = PQsocket(postgres_conn(conn)->handle);
    CHECK(shutdown(socket, SHUT_RDWR) == 0);
    struct conn_state state;
    CHECK_INT(number(conn, &q_count), 3);
    CHECK_OK(conn_state(conn, &state));
    CHECK_INT(number(conn, &q_sum), 6);
    CHECK_INT(kept(conn), 0);
    int64_t count;
    CHECK_ERR(number_read(conn, &q_count, NULL, 0, &count), ERR_RETRY);
    conn_rollback(&conn);
    CHECK_INT(count_items(db), 3);
    db_close(db);
}

TEST(ahead__an_answer_is_for_the_same_parameters_and_for_once)
{
    struct db *db = filled(3);
    struct conn *conn;
    struct value ids[] = {value_int(1), value_int(2)};
    struct value both[] = {value_list(VALUE_INT_LIST, ids, 2), value_text(STR("item 2"))};
    struct value one[] = {value_list(VALUE_INT_LIST, ids, 1), value_text(STR("item 2"))};
    struct value other[] = {value_list(VALUE_INT_LIST, ids, 2), value_text(STR("item 1"))};
    int64_t id = 0;

    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    query_ahead(conn, &q_named, both, 2);
    query_ahead(conn, &q_named, both, 2);
    CHECK_INT(kept(conn), 1);
    CHECK_ERR(number_read(conn, &q_named, one, 2, &id), ERR_NOT_FOUND);
    CHECK_OK(number_read(conn, &q_named, other, 2, &id));
    CHECK_INT(id, 1);
    CHECK_INT(kept(conn), 1);
    ids[1] = value_int(7); /* what was said is what it was when it was said */
    CHECK_ERR(number_read(conn, &q_named, both, 2, &id), ERR_NOT_FOUND);
    ids[1] = value_int(2);
    CHECK_OK(number_read(conn, &q_named, both, 2, &id));
    CHECK_INT(id, 2);
    CHECK_INT(kept(conn), 0);
    CHECK_OK(number_read(conn, &q_named, both, 2, &id));
    CHECK_OK(conn_commit(&conn));
    db_close(db);
}

TEST(ahead__what_is_written_meanwhile_is_seen)
{
    struct db *db = filled(1);
    struct conn *conn;

    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    query_ahead(conn, &q_count, NULL, 0);
    CHECK(number(conn, &q_backend) > 0);
    query_ahead(conn, &q_sum, NULL, 0);
    CHECK_OK(add_one(conn, 2, 0));
    CHECK_INT(number(conn, &q_count), 2);
    CHECK_INT(number(conn, &q_sum), 3);
    query_ahead(conn, &q_count, NULL, 0); /* and is never asked for */
    CHECK_OK(conn_commit(&conn));
    CHECK_INT(count_items(db), 2);
    db_close(db);
}

/* Rows that are written many at once, too. */
TEST(ahead__what_is_copied_meanwhile_is_seen)
{
    struct db *db = filled(1);
    struct conn *conn;
    struct bulk bulk;
    struct value row[] = {value_int(2), value_text(STR("two")), value_int(2), value_bool(true)};

    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    query_ahead(conn, &q_count, NULL, 0);
    CHECK_OK(bulk_open(&bulk, conn, &q_item_row));
    CHECK_OK(bulk_add(&bulk, row, 4));
    CHECK_OK(bulk_close(&bulk));
    CHECK_INT(number(conn, &q_count), 2);
    CHECK_OK(conn_commit(&conn));
    db_close(db);
}

/* Whoever waits is told, and nothing is committed. */
TEST(ahead__one_that_fails_ends_the_transaction)
{
    struct db *db = filled(1);
    struct conn *conn;
    int64_t count;

    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    CHECK_OK(add_one(conn, 2, 0));
    query_ahead(conn, &q_fails, NULL, 0);
    query_ahead(conn, &q_named,
                (struct value[]){value_list(VALUE_INT_LIST, NULL, 0), value_text(STR(""))}, 2);
    CHECK_ERR(number_read(conn, &q_count, NULL, 0, &count), ERR_INTERNAL);
    CHECK(strstr(conn_why(conn).ptr, "fails") != NULL);
    query_ahead(conn, &q_sum, NULL, 0); /* is not sent any more */
    CHECK_ERR(conn_commit(&conn), ERR_INTERNAL);

    /* What was to be prepared behind it was not, and is when it is wanted. */
    struct value ids[] = {value_int(1)};
    struct value params[] = {value_list(VALUE_INT_LIST, ids, 1), value_text(STR("item 1"))};
    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_OK(number_read(conn, &q_named, params, 2, &count));
    CHECK_OK(conn_commit(&conn));
    CHECK_INT(count_items(db), 1);
    db_close(db);
}

/* A write is not committed over it; a read that did not want the answer does not mind. */
TEST(ahead__one_that_fails_and_is_never_asked_for)
{
    struct db *db = filled(1);
    struct conn *conn;

    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    CHECK_OK(add_one(conn, 2, 0));
    query_ahead(conn, &q_fails, NULL, 0);
    CHECK_ERR(conn_commit(&conn), ERR_INTERNAL);
    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_INT(number(conn, &q_count), 1);
    query_ahead(conn, &q_fails, NULL, 0);
    CHECK_OK(conn_commit(&conn));
    CHECK_INT(count_items(db), 1);
    db_close(db);
}

/* Who leaves early leaves nothing behind on the connection, sent or not. */
TEST(ahead__a_connection_is_whole_for_the_next)
{
    struct db *db = filled(2);
    int64_t backends[2];
    struct conn *conn;

    for (int i = 0; i < 2; i++) {
        CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
        query_ahead(conn, &q_sum, NULL, 0);
        backends[i] = number(conn, &q_backend);
        query_ahead(conn, &q_count, NULL, 0);
        conn_rollback(&conn);
        CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
        query_ahead(conn, &q_count, NULL, 0); /* nothing is asked at all */
        CHECK_OK(conn_commit(&conn));
    }
    CHECK_INT(backends[0], backends[1]);
    CHECK_INT(count_items(db), 2);
    db_close(db);
}

TEST(ahead__more_than_there_is_room_for)
{
    struct db *db = filled(2);
    struct conn *conn;
    struct value params[1];
    int64_t amount = 0;

    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    for (int64_t i = 0; i < 100; i++) {
        params[0] = value_int(i);
        query_ahead(conn, &q_get, params, 1);
    }
    CHECK_INT(kept(conn), POSTGRES_ASKED_MAX - 1);
    params[0] = value_int(1);
    CHECK_OK(number_read(conn, &q_get, params, 1, &amount));
    query_ahead(conn, &q_sum, NULL, 0); /* in the place of that one */
    CHECK_INT(kept(conn), POSTGRES_ASKED_MAX - 1);
    for (int64_t i = 0; i < 100; i++) {
        params[0] = value_int(1 + i % 2);
        CHECK_OK(number_read(conn, &q_get, params, 1, &amount));
        CHECK_INT(amount, 1 + i % 2);
    }
    CHECK_OK(conn_commit(&conn));
    db_close(db);
}

/* Each statement has the time of a statement by itself. */
TEST(ahead__a_server_stops_what_takes_too_long)
{
    struct db_options o = options();
    struct conn *conn;
    int64_t count;

    schema_fresh();
    o.timeout_ms = 300;
    struct db *db = database_open(&o);
    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    query_ahead(conn, &q_sleep, NULL, 0);
    CHECK_OK(number_read(conn, &q_sleep, NULL, 0, &count));
    query_ahead(conn, &q_sleep, NULL, 0);
    query_ahead(conn, &q_count, NULL, 0);
    CHECK_INT(number(conn, &q_sum), 0);
    CHECK_INT(number(conn, &q_sleep), 1);
    conn_rollback(&conn);
    db_close(db);
}

struct early {
    struct db_work work;
    int runs;
    int64_t count;
};

/* Says much, and loses its connection before it asks. */
static enum err
early_run(struct db_work *work, struct conn *conn)
{
    struct early *early = (struct early *)work;

    query_ahead(conn, &q_count, NULL, 0);
    query_ahead(conn, &q_all, NULL, 0);
    if (early->runs++ == 0)
        (void)shutdown(PQsocket(postgres_conn(conn)->handle), SHUT_RDWR);
    return number_read(conn, &q_count, NULL, 0, &early->count);
}

TEST(ahead__runs_again_when_the_connection_breaks)
{
    struct db *db = filled(4);
    struct early early = {.work = {.run = early_run}};

    CHECK_OK(db_run_read(db, &early.work));
    CHECK_INT(early.runs, 2);
    CHECK_INT(early.count, 4);
    early = (struct early){.work = {.run = early_run}};
    CHECK_OK(db_run_write(db, &early.work));
    CHECK_INT(early.runs, 2);
    CHECK_INT(early.count, 4);
    db_close(db);
}

POSTGRES_MAIN()
