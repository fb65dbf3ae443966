/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of SQLite in this house, each with its test. */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "db/sqlite.h"
#include "db/test_shared.h"
#include "db/test_sqlite.h"

TEST(sqlite__sets_what_the_house_asks)
{
    struct db *db = database();
    struct conn *conn = NULL;

    CHECK_OK(conn_begin(db, /* writes= */ false, &conn));
    sqlite3 *const handles[] = {sqlite_db(db)->writer->handle, sqlite_conn(conn)->handle};
    for (int i = 0; i < 2; i++) {
        /* The writer asks for its turn again by itself. */
        CHECK_INT(pragma_int(handles[i], "PRAGMA busy_timeout"), i == 0 ? 0 : 2000);
        CHECK_INT(pragma_int(handles[i], "PRAGMA foreign_keys"), 1);
        CHECK_INT(pragma_int(handles[i], "PRAGMA trusted_schema"), i == 0);
        CHECK_INT(pragma_int(handles[i], "PRAGMA synchronous"), 2);
        CHECK_INT(pragma_int(handles[i], "PRAGMA page_size"), 4096);
        CHECK_INT(pragma_int(handles[i], "PRAGMA mmap_size"), SQLITE_MMAP_MAX);
        CHECK_INT(pragma_int(handles[i], "PRAGMA cache_size"), i == 0 ? -65536 : -16384);
        CHECK_INT(pragma_int(handles[i], "PRAGMA query_only"), i);
        CHECK_INT(sqlite3_limit(handles[i], SQLITE_LIMIT_ATTACHED, -1), 0);
    }
    CHECK_INT(sqlite3_db_readonly(handles[1], "main"), 1);
    conn_rollback(&conn);
    CHECK_OK(db_start(db));
    db_close(db);
}

TEST(sqlite__refuses_what_is_no_database)
{
    struct db *db = NULL;
    char why[DB_WHY_MAX] = "";
    struct db_options o = options();

    db_close(database());
    o.create = false;
    files_remove();
    CHECK_ERR(db_open(&db, &o, why), ERR_NOT_FOUND);
    CHECK(strstr(why, path) != NULL);
    FILE *file = fopen(path, "w");
    CHECK_ERR(db_open(&db, &o, why), ERR_CORRUPT); /* one that was cut to nothing */
    CHECK(strstr(why, "is empty") != NULL);
    for (int i = 0; i < 4096; i++)
        fputs("this is no database\n", file);
    fclose(file);
    CHECK_ERR(db_open(&db, &o, why), ERR_CORRUPT);
    o.url = "sqlite:";
    CHECK_ERR(db_open(&db, &o, why), ERR_INVALID);
    o.url = "sqlite:/";
    CHECK_ERR(db_open(&db, &o, why), ERR_INVALID);
    o.url = "sqlite:/nowhere/at/all.db";
    CHECK_ERR(db_open(&db, &o, why), ERR_NOT_FOUND);
    o.url = "mysql://x";
    CHECK_ERR(db_open(&db, &o, why), ERR_INVALID);
    CHECK(db == NULL);
}

TEST(sqlite__opens_many_times_at_once)
{
    enum { PROCESSES = 12 };
    pid_t pids[PROCESSES];
    struct db *first = database();
    struct db_options o = options();

    db_close(first);
    files_remove();
    fflush(stdout);
    for (int i = 0; i < PROCESSES; i++) {
        pids[i] = fork();
        if (pids[i] == 0) {
            struct db *db = NULL;
            char why[DB_WHY_MAX] = "";
            struct add add = add_make(i + 1);
            o.timeout_ms = 20000;
            enum err err = db_open(&db, &o, why);
            if (err == OK)
                err = db_migrate(db, migrations, MIGRATION_COUNT, MIGRATE_APPLY, why);
            if (err == OK)
                err = db_run_write(db, &add.work);
            if (err != OK)
                fprintf(stderr, "# %s %s %s\n", err_name(err), why, add.work.why);
            db_close(db);
            _exit(err == OK ? 0 : 1);
        }
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status = -1;
        CHECK(waitpid(pids[i], &status, 0) == pids[i]);
        CHECK_INT(status, 0);
    }
    CHECK_OK(db_open(&first, &o, NULL));
    CHECK_INT(count_items(first), PROCESSES);
    db_close(first);
}

TEST(sqlite__stops_acknowledging_when_the_file_is_replaced)
{
    struct db *db = database();
    struct add before = add_make(1);
    struct add after = add_make(2);
    struct conn *held = NULL;
    struct conn *spare = NULL;
    char aside[220];
    char why[DB_WHY_MAX] = "";

    CHECK_OK(db_start(db));
    CHECK_OK(db_run_write(db, &before.work));
    CHECK_OK(db_ping(db, why));
    snprintf(aside, sizeof(aside), "%s/aside.db", folder);
    CHECK_INT(rename(path, aside), 0);
    CHECK_ERR(db_run_write(db, &after.work), ERR_GONE);
    CHECK(strstr(after.work.why, "replaced") != NULL);
    int fd = open(path, O_CREAT | O_WRONLY, 0600);
    CHECK(fd >= 0);
    close(fd);
    CHECK_ERR(db_run_write(db, &after.work), ERR_GONE);
    CHECK_ERR(db_ping(db, why), ERR_GONE);
    CHECK(strstr(why, "replaced") != NULL);
    CHECK_OK(conn_begin(db, /* writes= */ false, &held));
    CHECK_ERR(conn_begin(db, /* writes= */ false, &spare), ERR_GONE); /* would open the other */
    conn_rollback(&held);
    CHECK(db_fault_count(db, DB_FAULT_REPLACED) >= 4);
    unlink(path);
    CHECK_INT(rename(aside, path), 0);
    CHECK_OK(db_run_write(db, &after.work));
    db_close(db);
}

static enum err
hold_run(struct db_work *work, struct conn *conn)
{
    (void)work;
    (void)conn;
    usleep(300000);
    return OK;
}

/* As a long import by a command does. */
TEST(sqlite__waits_for_another_program_that_writes)
{
    struct db *db = database();
    struct db *other = NULL;
    struct db_options o = options();
    struct conn *conn = NULL;
    struct add add = add_make(1);
    char why[DB_WHY_MAX] = "";

    CHECK_OK(db_start(db));
    CHECK_OK(db_open(&other, &o, why));
    CHECK_OK(conn_begin(other, /* writes= */ true, &conn));
    CHECK_OK(db_queue_write(db, &add.work));
    CHECK_OK(hold_run(NULL, NULL));
    CHECK_INT(atomic_load(&add.done), 0);
    CHECK_OK(conn_commit(&conn));
    CHECK(wait_for(&add.done, 1));
    CHECK_OK(add.outcome);
    db_close(other);
    db_close(db);
}

TEST(sqlite__says_busy_when_another_program_holds_on)
{
    struct db *db = database();
    struct db *other = NULL;
    struct db_options o = options();
    struct conn *conn = NULL;
    struct add add = add_make(1);

    db_close(db);
    o.timeout_ms = 100;
    CHECK_OK(db_open(&db, &o, NULL));
    CHECK_OK(db_open(&other, &o, NULL));
    CHECK_OK(conn_begin(other, /* writes= */ true, &conn));
    CHECK_ERR(db_run_write(db, &add.work), ERR_BUSY);
    CHECK(strstr(add.work.why, "BEGIN IMMEDIATE") != NULL);
    conn_rollback(&conn);
    CHECK_OK(db_run_write(db, &add.work));
    db_close(other);
    db_close(db);
}

TEST(sqlite__a_queue_has_an_end)
{
    static struct add adds[DB_QUEUE_MAX + 1 + DB_BATCH_MAX];
    struct db *db = database();
    unsigned taken = 0;
    unsigned refused = 0;

    CHECK_OK(db_start(db));
    sqlite_turn_take(&sqlite_db(db)->turn);
    for (unsigned i = 0; i < sizeof(adds) / sizeof(adds[0]); i++) {
        adds[i] = add_make(i);
        adds[i].rows = 0;
        enum err err = db_queue_write(db, &adds[i].work);
        taken += err == OK;
        refused += err == ERR_BUSY;
    }
    sqlite_turn_give(&sqlite_db(db)->turn);
    db_stop(db);
    CHECK(taken >= DB_QUEUE_MAX);
    CHECK(refused > 0);
    for (unsigned i = 0, done = 0; i < sizeof(adds) / sizeof(adds[0]); i++) {
        done += (unsigned)atomic_load(&adds[i].done);
        if (i + 1 == sizeof(adds) / sizeof(adds[0]))
            CHECK_INT(done, taken);
    }
    db_close(db);
}

static void *
reader_main(void *arg)
{
    struct db *db = arg;
    int64_t last = 0;

    for (int i = 0; i < 300; i++) {
        int64_t now = count_items(db);
        if (now < last)
            return db;
        last = now;
    }
    return NULL;
}

TEST(sqlite__readers_and_writers_together)
{
    enum { THREADS = 4, WRITES = 400 };
    static struct add adds[WRITES];
    pthread_t threads[THREADS];
    struct db *db = database();

    CHECK_OK(db_start(db));
    for (int i = 0; i < THREADS; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, reader_main, db), 0);
    for (int i = 0; i < WRITES; i++) {
        adds[i] = add_make(i + 1);
        CHECK_OK(db_queue_write(db, &adds[i].work));
    }
    for (int i = 0; i < THREADS; i++) {
        void *went_back = db;
        CHECK_INT(pthread_join(threads[i], &went_back), 0);
        CHECK(went_back == NULL);
    }
    db_stop(db);
    CHECK(sqlite_db(db)->readers == NULL || sqlite_db(db)->readers->next == NULL);
    CHECK_INT(count_items(db), WRITES);
    db_close(db);
}

/* Writes until it is killed, and says each id once it is told that it is in the file. */
static void
write_until_killed(int fd)
{
    struct db *db = NULL;
    struct db_options o = options();
    enum err err = db_open(&db, &o, NULL);

    if (err == OK)
        err = db_start(db);
    for (int64_t id = 1; err == OK; id++) {
        struct add add = add_make(id);
        err = db_run_write(db, &add.work);
        if (err == OK && write(fd, &id, sizeof(id)) != (ssize_t)sizeof(id))
            break;
    }
    _exit(1);
}

TEST(sqlite__keeps_what_it_acknowledged_when_it_is_killed)
{
    struct db *db = database();
    struct db_options o = options();
    int64_t acknowledged = 0;
    int fds[2];

    db_close(db);
    CHECK_INT(pipe(fds), 0);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0)
        write_until_killed(fds[1]);
    close(fds[1]);
    while (acknowledged < 100 && read(fds[0], &acknowledged, sizeof(acknowledged)) > 0)
        continue;
    CHECK_INT(kill(pid, SIGKILL), 0);
    while (read(fds[0], &acknowledged, sizeof(acknowledged)) > 0)
        continue;
    close(fds[0]);
    waitpid(pid, NULL, 0);
    CHECK(acknowledged >= 100);
    CHECK_OK(db_open(&db, &o, NULL));
    int64_t count = count_items(db);
    CHECK(count == acknowledged || count == acknowledged + 1);
    db_close(db);
}

static void *
by_hand_main(void *arg)
{
    struct db *db = arg;

    for (int i = 0; i < 50; i++) {
        struct conn *conn = NULL;
        if (conn_begin(db, /* writes= */ true, &conn) != OK)
            return db;
        enum err err = add_one(conn, 100000 + i, 0);
        if (err != OK || conn_commit(&conn) != OK)
            return db;
    }
    return NULL;
}

TEST(sqlite__writers_by_hand_get_their_turn)
{
    enum { WRITES = 500 };
    static struct add adds[WRITES];
    struct db *db = database();
    pthread_t thread;
    void *failed = db;

    CHECK_OK(db_start(db));
    CHECK_INT(pthread_create(&thread, NULL, by_hand_main, db), 0);
    for (int i = 0; i < WRITES; i++) {
        adds[i] = add_make(i + 1);
        CHECK_OK(db_queue_write(db, &adds[i].work));
    }
    CHECK_INT(pthread_join(thread, &failed), 0);
    CHECK(failed == NULL);
    db_stop(db);
    CHECK_INT(count_items(db), WRITES + 50);
    db_close(db);
}

TEST(sqlite__opens_read_only)
{
    struct db *db = database();
    struct db_options o = options();
    struct add add = add_make(1);
    char why[DB_WHY_MAX] = "";

    CHECK_OK(db_run_write(db, &add.work));
    o.read_only = true;
    struct db *reader = NULL;
    CHECK_OK(db_open(&reader, &o, why));
    CHECK_OK(db_migrate(reader, migrations, MIGRATION_COUNT, MIGRATE_VERIFY, why));
    CHECK_OK(db_start(reader));
    CHECK_INT(count_items(reader), 1);
    CHECK_ERR(db_run_write(reader, &add.work), ERR_INTERNAL);
    CHECK_ERR(db_queue_write(reader, &add.work), ERR_INTERNAL);
    db_close(reader);
    db_close(db);
    /* With nobody else there, too. */
    CHECK_OK(db_open(&reader, &o, why));
    CHECK_INT(count_items(reader), 1);
    db_close(reader);
    files_remove();
    rmdir(folder);
}

TEST_MAIN()
