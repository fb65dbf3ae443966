/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of PostgreSQL in this house, each with its test. */
#include <arpa/inet.h>
#include <pthread.h>
#include <sys/socket.h>

#include "db/test_postgres.h"
#include "db/test_shared.h"

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
    CHECK(wait_until_hears(other));
    int before = atomic_load(&woken);
    CHECK(before >= 1);                           /* of what came before it listened */
    CHECK_OK(db_run_write(db, &by_command.work)); /* a program that serves nobody */
    CHECK(wait_for(&woken, before + 1));
    CHECK_OK(db_start(db));
    for (int i = 0; i < WRITES; i++) {
        adds[i] = add_make(i + 1);
        CHECK_OK(db_queue_write(db, &adds[i].work));
    }
    for (int i = 0; i < WRITES; i++)
        CHECK(wait_for(&adds[i].done, 1));
    CHECK(wait_for(&woken, before + 2));
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
    CHECK(wait_until_hears(db));
    int before = atomic_load(&woken);
    CHECK(admin_run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                    " query LIKE 'LISTEN%%' AND application_name = '%s'",
                    schema));
    CHECK(wait_for(&woken, before + 1));
    CHECK(wait_until_hears(db));
    db_close(db);
}

/* A server that follows nobody is no replica, and is never read from. */
TEST(db_follow__reads_from_no_server_that_is_no_standby)
{
    struct db *db = database();
    struct db_options o = options();
    struct db *replica = NULL;
    struct db_place before;
    struct db_place after;
    char why[DB_WHY_MAX] = "";
    struct add add = add_make(1);
    struct db_work read = {.run = db_ping_run};

    CHECK_OK(db_place(db, &before, why));
    CHECK_OK(db_run_write(db, &add.work));
    CHECK_OK(db_place(db, &after, why));
    CHECK_INT(after.system, before.system);
    CHECK(after.position > before.position);
    o.replica = true;
    CHECK_OK(db_open(&replica, &o, why));
    CHECK_OK(db_start(replica));
    CHECK_ERR(db_run_read(replica, &read), ERR_BUSY);
    CHECK_STR(str_from(read.why), "nobody said yet how far it must have followed");
    db_follow(replica, &after);
    CHECK_ERR(db_run_read(replica, &read), ERR_GONE);
    CHECK_STR(str_from(read.why), "the replica is no standby");
    CHECK_ERR(db_run_write(replica, &add.work), ERR_INTERNAL);
    db_close(replica);
    db_close(db);
}

/* It may come later than whoever reads from it. */
TEST(db_open__waits_for_no_replica)
{
    struct db_options o = {.url = "postgresql://koers@127.0.0.1:1/koers", .replica = true};
    struct db *replica = NULL;
    char why[DB_WHY_MAX] = "";
    struct db_work read = {.run = db_ping_run};

    CHECK_OK(db_open(&replica, &o, why));
    CHECK_ERR(db_run_read(replica, &read), ERR_GONE);
    db_close(replica);
    o.url = "sqlite:koers.db";
    CHECK_ERR(db_open(&replica, &o, why), ERR_INVALID);
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

POSTGRES_MAIN()
