/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules of PostgreSQL in this house, each with its test. KOERS_TEST_POSTGRES names a database
 * in which we may make a schema and end our own sessions; ./test starts one.
 */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdarg.h>
#include <sys/socket.h>

#include "db/postgres.h"
#include "db/test_shared.h"

static char url[1024];
static char schema[64];
static PGconn *admin;

static bool __attribute__((format(printf, 1, 2))) admin_run(const char *format, ...)
{
    char sql[512];
    va_list args;

    va_start(args, format);
    vsnprintf(sql, sizeof(sql), format, args);
    va_end(args);
    PGresult *result = PQexec(admin, sql);
    ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        printf("# %s: %s", sql, PQerrorMessage(admin));
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static struct db_options
options(void)
{
    return (struct db_options){
        .url = url, .query_count = QUERY_COUNT, .workers = 3, .timeout_ms = 5000};
}

static struct db *
database_open(const struct db_options *o)
{
    struct db *db = NULL;
    char why[DB_WHY_MAX] = "";

    if (db_open(&db, o, why) != OK ||
        db_migrate(db, migrations, MIGRATION_COUNT, MIGRATE_APPLY, why) != OK) {
        printf("Bail out! %s\n", why);
        exit(1);
    }
    return db;
}

static void
schema_drop(void)
{
    admin_run("DROP SCHEMA IF EXISTS %s CASCADE", schema);
    PQfinish(admin);
}

/* Each test has an empty schema; who opens the database finds only that. */
static void
schema_fresh(void)
{
    const char *base = getenv("KOERS_TEST_POSTGRES");

    if (admin == NULL) {
        admin = PQconnectdb(base);
        snprintf(schema, sizeof(schema), "koers_test_%ld", (long)getpid());
        snprintf(url, sizeof(url), "%s%coptions=-csearch_path%%3D%s&application_name=%s", base,
                 strchr(base, '?') != NULL ? '&' : '?', schema, schema);
        admin_run("SET client_min_messages = warning");
        atexit(schema_drop);
    }
    if (!admin_run("DROP SCHEMA IF EXISTS %s CASCADE", schema) ||
        !admin_run("CREATE SCHEMA %s", schema))
        exit(1);
}

struct db *
database(void)
{
    struct db_options o = options();

    schema_fresh();
    return database_open(&o);
}

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

static const struct query q_isolation = {
    .name = "isolation",
    .number = UINT32_MAX,
    .sql = {NULL, "SELECT (current_setting('transaction_isolation') = $1"
                  " AND current_setting('transaction_read_only') = $2)"},
    .params = (const enum value_kind[]){VALUE_TEXT, VALUE_TEXT},
    .param_count = 2,
    .columns = (const enum value_kind[]){VALUE_BOOL},
    .column_count = 1,
};

struct settled {
    struct db_work work;
    int64_t as_asked;
};

static enum err
settled_run(struct db_work *work, struct conn *conn)
{
    struct value wanted[] = {value_text(STR("repeatable read")), value_text(STR("off"))};

    return number_read(conn, &q_isolation, wanted, 2, &((struct settled *)work)->as_asked);
}

TEST(postgres__isolates_as_the_house_asks)
{
    struct db *db = database();
    struct value reads[] = {value_text(STR("repeatable read")), value_text(STR("on"))};
    struct value writes[] = {value_text(STR("serializable")), value_text(STR("off"))};
    struct conn *conn = NULL;
    int64_t as_asked = 0;

    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_OK(number_read(conn, &q_isolation, reads, 2, &as_asked));
    CHECK_INT(as_asked, 1);
    CHECK_OK(conn_commit(&conn));
    CHECK_OK(conn_begin(db, /* writes= */ true, &conn));
    CHECK_OK(number_read(conn, &q_isolation, writes, 2, &as_asked));
    CHECK_INT(as_asked, 1);
    CHECK_OK(conn_commit(&conn));
    struct settled settled = {.work = {.run = settled_run, .settled = true}};
    CHECK_OK(db_run_write(db, &settled.work));
    CHECK_INT(settled.as_asked, 1);
    db_close(db);
}

/* Reads one row's amount and writes one more. */
struct raise {
    struct db_work work;
    int runs;
};

static enum err
raise_run(struct db_work *work, struct conn *conn)
{
    struct value id = value_int(1);
    int64_t amount = 0;

    ((struct raise *)work)->runs++;
    TRY(number_read(conn, &q_get, &id, 1, &amount));
    struct value params[] = {id, value_int(amount + 1)};
    return query_exec(conn, &q_set, params, 2, NULL);
}

static void *
raise_main(void *arg)
{
    struct db *db = arg;
    int runs = 0;

    for (int i = 0; i < 25; i++) {
        /* Who needs no more than a snapshot loses no row of another either. */
        struct raise raise = {.work = {.run = raise_run, .settled = i % 2 == 1}};
        enum err err;
        do
            err = db_run_write(db, &raise.work);
        while (err == ERR_BUSY);
        if (err != OK) {
            printf("# %s: %s\n", err_name(err), raise.work.why);
            return NULL;
        }
        runs += raise.runs;
    }
    return (void *)(intptr_t)runs;
}

TEST(postgres__runs_again_what_met_another_writer)
{
    enum { THREADS = 4 };
    struct db *db = database();
    struct add add = add_make(1);
    pthread_t threads[THREADS];
    struct conn *conn = NULL;
    struct value id = value_int(1);
    intptr_t runs = 0;
    int64_t amount = 0;

    CHECK_OK(db_run_write(db, &add.work));
    for (int i = 0; i < THREADS; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, raise_main, db), 0);
    for (int i = 0; i < THREADS; i++) {
        void *ran = NULL;
        CHECK_INT(pthread_join(threads[i], &ran), 0);
        CHECK(ran != NULL);
        runs += (intptr_t)ran;
    }
    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_OK(number_read(conn, &q_get, &id, 1, &amount));
    CHECK_OK(conn_commit(&conn));
    CHECK_INT(amount, 1 + THREADS * 25); /* none was lost */
    CHECK(runs >= THREADS * 25);
    db_close(db);
}

/* Whoever runs beside others loses nearly always, and as good as surely once in so many times. */
static enum err
linger_run(struct db_work *work, struct conn *conn)
{
    struct value id = value_int(1);
    int64_t amount = 0;

    TRY(number_read(conn, &q_get, &id, 1, &amount));
    usleep(2000);
    return raise_run(work, conn);
}

static void *
linger_main(void *arg)
{
    for (int i = 0; i < 50; i++) {
        struct raise raise = {.work = {.run = linger_run}};
        enum err err = db_run_write(arg, &raise.work);
        if (err != OK) {
            printf("# %s after %d runs: %s\n", err_name(err), raise.runs, raise.work.why);
            return NULL;
        }
    }
    return arg;
}

TEST(postgres__who_lost_twice_writes_alone)
{
    enum { THREADS = 6 };
    struct db *db = database();
    struct add add = add_make(1);
    pthread_t threads[THREADS];

    CHECK_OK(db_run_write(db, &add.work));
    for (int i = 0; i < THREADS; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, linger_main, db), 0);
    for (int i = 0; i < THREADS; i++) {
        void *done = NULL;
        CHECK_INT(pthread_join(threads[i], &done), 0);
        CHECK(done != NULL);
    }
    db_close(db);
}

TEST(postgres__runs_a_conflict_once_more)
{
    struct db *db = database();
    struct add first = add_make(1);
    struct add second = add_make(1);

    CHECK_OK(db_run_write(db, &first.work));
    CHECK_ERR(db_run_write(db, &second.work), ERR_CONFLICT);
    CHECK_INT(first.runs, 1);
    CHECK_INT(second.runs, 2);
    CHECK(strstr(second.work.why, "23505") != NULL);
    db_close(db);
}

static const struct query q_suicide = {
    .name = "suicide",
    .number = UINT32_MAX,
    .sql = {NULL, "SELECT pg_terminate_backend(pg_backend_pid())"},
};

/* A write or read whose session ends under it, the first time or always. */
struct broken {
    struct db_work work;
    int runs;
    int breaks;
    bool writes;
};

static enum err
broken_run(struct db_work *work, struct conn *conn)
{
    struct broken *broken = (struct broken *)work;
    int64_t count;

    if (broken->writes)
        TRY(add_one(conn, 100, 0));
    TRY(number_read(conn, &q_count, NULL, 0, &count));
    if (broken->runs++ < broken->breaks)
        return query_exec(conn, &q_suicide, NULL, 0, NULL);
    return OK;
}

TEST(postgres__runs_again_when_the_connection_breaks_before_commit)
{
    struct db *db = database();
    struct broken write = {.work = {.run = broken_run}, .breaks = 2, .writes = true};
    struct broken read = {.work = {.run = broken_run}, .breaks = 1};

    CHECK_OK(db_run_write(db, &write.work));
    CHECK_INT(write.runs, 3);
    CHECK_OK(db_run_read(db, &read.work));
    CHECK_INT(read.runs, 2);
    CHECK_INT(count_items(db), 1);
    db_close(db);
}

TEST(postgres__finds_idle_connections_dead_and_makes_new_ones)
{
    struct db *db = database();
    struct conn *conns[3] = {NULL, NULL, NULL};
    struct add add = add_make(1);
    int64_t count;
    char why[DB_WHY_MAX] = "";

    for (int i = 0; i < 3; i++) {
        CHECK_OK(conn_begin(db, /* writes= */ false, &conns[i]));
        CHECK_OK(number_read(conns[i], &q_count, NULL, 0, &count));
    }
    for (int i = 0; i < 3; i++)
        CHECK_OK(conn_commit(&conns[i]));
    /* By the name that only this test's sessions have. */
    CHECK(admin_run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                    " application_name = '%s'",
                    schema));
    usleep(50000);
    CHECK_OK(db_ping(db, why));
    CHECK_OK(db_run_write(db, &add.work));
    CHECK_INT(add.runs, 1);
    CHECK_INT(count_items(db), 1);
    db_close(db);
}

TEST(postgres__does_not_acknowledge_what_broke_at_commit)
{
    struct db *db = database();
    struct add add = add_make(1);

    /* Deferred, so that the session ends while it commits. */
    CHECK(admin_run("CREATE FUNCTION %s.die() RETURNS trigger LANGUAGE plpgsql AS"
                    " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'",
                    schema));
    CHECK(admin_run("SET search_path = %s", schema));
    CHECK(admin_run("CREATE CONSTRAINT TRIGGER die AFTER INSERT ON item DEFERRABLE INITIALLY"
                    " DEFERRED FOR EACH ROW EXECUTE FUNCTION %s.die()",
                    schema));
    CHECK_ERR(db_run_write(db, &add.work), ERR_GONE);
    CHECK_INT(add.runs, 1);
    CHECK(strstr(add.work.why, "COMMIT") != NULL);
    CHECK_INT(count_items(db), 0);
    db_close(db);
}

/* As a server says it whose wait for a standby was cancelled, in its own language. */
TEST(postgres__does_not_acknowledge_what_did_not_wait_for_its_standby)
{
    struct db *db = database();
    struct add add = add_make(1);

    CHECK(admin_run("CREATE FUNCTION %s.warn() RETURNS trigger LANGUAGE plpgsql AS"
                    " 'BEGIN RAISE WARNING ''on attend''; RETURN NULL; END'",
                    schema));
    CHECK(admin_run("CREATE CONSTRAINT TRIGGER warn AFTER INSERT ON %s.item DEFERRABLE INITIALLY"
                    " DEFERRED FOR EACH ROW EXECUTE FUNCTION %s.warn()",
                    schema, schema));
    CHECK_ERR(db_run_write(db, &add.work), ERR_GONE);
    CHECK_INT(add.runs, 1);
    CHECK(strstr(add.work.why, "standby") != NULL);
    CHECK_INT(db_fault_count(db, DB_FAULT_UNCONFIRMED), 1);
    CHECK_INT(count_items(db), 1);
    CHECK(admin_run("DROP TRIGGER warn ON %s.item", schema));
    add = add_make(2);
    CHECK_OK(db_run_write(db, &add.work)); /* by the same connection */
    db_close(db);
}

static const struct query q_sleep = {
    .name = "sleep",
    .number = UINT32_MAX,
    .sql = {NULL, "SELECT pg_sleep(20)"},
};

TEST(postgres__a_statement_has_its_time)
{
    struct db_options o = options();
    struct conn *conn = NULL;

    schema_fresh();
    o.timeout_ms = 200;
    struct db *db = database_open(&o);
    usec_t began = time_monotonic();
    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_ERR(query_exec(conn, &q_sleep, NULL, 0, NULL), ERR_BUSY);
    conn_rollback(&conn);
    CHECK(time_monotonic() - began < 2 * USEC_PER_SEC);
    CHECK_INT(count_items(db), 0); /* the connection is as good as before */
    db_close(db);
}

/* Takes connections and says nothing. */
TEST(postgres__a_server_that_is_silent_is_gone)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t len = sizeof(address);
    struct db_options o = options();
    struct db *db = NULL;
    char silent[64];
    char why[DB_WHY_MAX] = "";

    int fd = socket(AF_INET, SOCK_STREAM, 0);
    CHECK_INT(bind(fd, (struct sockaddr *)&address, len), 0);
    CHECK_INT(listen(fd, 5), 0);
    CHECK_INT(getsockname(fd, (struct sockaddr *)&address, &len), 0);
    snprintf(silent, sizeof(silent), "postgresql://127.0.0.1:%u/x", ntohs(address.sin_port));
    o.url = silent;
    o.timeout_ms = 500;
    usec_t began = time_monotonic();
    CHECK_ERR(db_open(&db, &o, why), ERR_GONE);
    CHECK(why[0] != '\0');
    CHECK(time_monotonic() - began < 5 * USEC_PER_SEC);
    close(fd);
    CHECK_ERR(db_open(&db, &o, why), ERR_GONE); /* and one that is not there */
    CHECK(db == NULL);
}

TEST(postgres__a_pool_has_an_end)
{
    struct db_options o = options();
    struct conn *conns[1 + POSTGRES_CONN_EXTRA] = {NULL};
    struct conn *late = NULL;

    schema_fresh();
    o.workers = 1;
    o.timeout_ms = 200;
    struct db *db = database_open(&o);
    for (size_t i = 0; i < 1 + POSTGRES_CONN_EXTRA; i++)
        CHECK_OK(conn_begin(db, /* writes= */ false, &conns[i]));
    CHECK_ERR(conn_begin(db, /* writes= */ false, &late), ERR_BUSY);
    CHECK(late == NULL);
    for (size_t i = 0; i < 1 + POSTGRES_CONN_EXTRA; i++)
        conn_rollback(&conns[i]);
    CHECK_OK(conn_begin(db, /* writes= */ false, &late));
    conn_rollback(&late);
    db_close(db);
}

TEST(postgres__a_prepared_query_stays_prepared_after_an_error)
{
    struct db *db = database();
    struct conn *conn = NULL;
    static const struct query unknown = {
        .name = "unknown", .number = Q_TEXT, .sql = {NULL, "SELECT nothing FROM nowhere"}};
    int64_t count = -1;

    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_OK(number_read(conn, &q_count, NULL, 0, &count));
    CHECK_ERR(query_exec(conn, &unknown, NULL, 0, NULL), ERR_INTERNAL);
    CHECK(strstr(conn_why(conn).ptr, "42P01") != NULL);
    conn_rollback(&conn);
    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    CHECK_OK(number_read(conn, &q_count, NULL, 0, &count));
    CHECK_ERR(query_exec(conn, &unknown, NULL, 0, NULL), ERR_INTERNAL);
    conn_rollback(&conn);
    CHECK_INT(count, 0);
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

TEST(postgres__the_horizon_is_the_oldest_writer)
{
    struct db *db = database();
    struct conn *writer = NULL;
    struct conn *reader = NULL;
    int64_t writing = 0;
    int64_t horizon = 0;

    CHECK_OK(conn_begin(db, /* writes= */ true, &writer));
    CHECK_OK(conn_txid(writer, &writing));
    CHECK(writing > 0);
    CHECK_OK(conn_begin(db, /* writes= */ false, &reader));
    CHECK_OK(conn_txid_horizon(reader, &horizon));
    CHECK(horizon <= writing);
    conn_rollback(&reader);
    CHECK_OK(add_one(writer, 1, 0));
    CHECK_OK(conn_commit(&writer));
    /* Others may use this server; but this transaction is no longer the one they wait for. */
    for (int i = 0; i < 1000 && horizon <= writing; i++) {
        CHECK_OK(conn_begin(db, /* writes= */ false, &reader));
        CHECK_OK(conn_txid_horizon(reader, &horizon));
        conn_rollback(&reader);
    }
    CHECK(horizon > writing);
    db_close(db);
}

TEST(postgres__other_servers_hear_of_a_commit)
{
    enum { WRITES = 100 };
    static struct add adds[WRITES];
    struct db *db = database();
    struct db_options o = options();
    struct db *other = database_open(&o);
    atomic_int woken = 0;
    struct add by_command = add_make(1000);

    db_on_commit(other, wake_count, &woken);
    CHECK_OK(db_start(other));
    struct postgres_listener *listener = &postgres_db(other)->listener;
    for (int i = 0; i < 1000 && !atomic_load(&listener->listens); i++)
        usleep(1000);
    CHECK(atomic_load(&listener->listens));
    CHECK_OK(db_run_write(db, &by_command.work)); /* a program that serves nobody */
    CHECK(wait_for(&woken, 1));
    CHECK_OK(db_start(db));
    for (int i = 0; i < WRITES; i++) {
        adds[i] = add_make(i + 1);
        CHECK_OK(db_queue_write(db, &adds[i].work));
    }
    for (int i = 0; i < WRITES; i++)
        CHECK(wait_for(&adds[i].done, 1));
    CHECK(wait_for(&woken, 2));
    db_stop(db);
    unsigned told = atomic_load(&postgres_db(db)->listener.told);
    CHECK(told >= 1 && told <= WRITES);
    CHECK_INT(count_items(db), WRITES + 1);
    db_close(db);
    db_close(other);
}

/* What was missed while the listener was away is made good by waking. */
TEST(postgres__the_listener_comes_back)
{
    struct db *db = database();
    atomic_int woken = 0;

    db_on_commit(db, wake_count, &woken);
    CHECK_OK(db_start(db));
    struct postgres_listener *listener = &postgres_db(db)->listener;
    for (int i = 0; i < 1000 && !atomic_load(&listener->listens); i++)
        usleep(1000);
    CHECK(admin_run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                    " query LIKE 'LISTEN%%' AND application_name = '%s'",
                    schema));
    CHECK(wait_for(&woken, 1));
    for (int i = 0; i < 3000 && !atomic_load(&listener->listens); i++)
        usleep(1000);
    CHECK(atomic_load(&listener->listens));
    db_close(db);
}

static void *
migrate_main(void *arg)
{
    struct db_options o = options();
    struct db *db = NULL;
    char why[DB_WHY_MAX] = "";
    enum err err = db_open(&db, &o, why);

    if (err == OK)
        err = db_migrate(db, migrations, MIGRATION_COUNT, MIGRATE_APPLY, why);
    if (err != OK)
        printf("# %s: %s\n", err_name(err), why);
    db_close(db);
    return err == OK ? arg : NULL;
}

TEST(postgres__many_migrate_at_once)
{
    enum { THREADS = 6 };
    pthread_t threads[THREADS];

    schema_fresh();
    for (int i = 0; i < THREADS; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, migrate_main, schema), 0);
    for (int i = 0; i < THREADS; i++) {
        void *done = NULL;
        CHECK_INT(pthread_join(threads[i], &done), 0);
        CHECK(done != NULL);
    }
    struct db_options o = options();
    struct db *db = database_open(&o);
    CHECK_INT(count_items(db), 0);
    db_close(db);
}

int
main(void)
{
    if (getenv("KOERS_TEST_POSTGRES") == NULL) {
        printf("1..0 # SKIP KOERS_TEST_POSTGRES names no database\n");
        return 0;
    }
    return test_main();
}
