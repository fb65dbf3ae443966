/* SPDX-License-Identifier: Apache-2.0 */
/* What the checkpointer does beside the writer. */
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "db/sqlite.h"
#include "db/test_sqlite.h"

TEST(sqlite__moves_pages_beside_the_writer_and_cuts_the_log)
{
    struct db *db = database();
    struct sqlite_checkpointer *c = &sqlite_db(db)->checkpointer;
    char wal[240];
    struct stat st = {0};
    bool cut = false;

    c->pages_due = 8;
    c->pages_turn = 32;
    c->quiet_ms = 50;
    CHECK_OK(db_start(db));
    for (int i = 0; i < 60; i++) {
        struct add add = add_make(i * 10 + 1);
        add.rows = 10;
        CHECK_OK(db_run_write(db, &add.work));
    }
    for (int i = 0; i < 200 && !cut; i++) {
        usleep(10000);
        pthread_mutex_lock(&c->lock);
        cut = c->cuts > 0 && c->pages == 0;
        pthread_mutex_unlock(&c->lock);
    }
    CHECK(cut);
    CHECK(c->moves > 0);
    snprintf(wal, sizeof(wal), "%s-wal", path);
    CHECK_INT(stat(wal, &st), 0);
    CHECK_INT(st.st_size, 0);
    CHECK_INT(count_items(db), 600);
    db_close(db);
}

/* A file of so many rows, and nothing in its log. */
static struct db *
database_of(int rows)
{
    struct db *db = database();
    struct db_options o = options();
    struct add add = add_make(1);

    add.rows = rows;
    CHECK_OK(db_run_write(db, &add.work));
    db_close(db);
    CHECK_OK(db_open(&db, &o, NULL));
    return db;
}

static int64_t
faults_of_the_file(const struct db *db)
{
    return db_fault_count(db, DB_FAULT_FULL) + db_fault_count(db, DB_FAULT_FILE);
}

/* The file may not grow by a page; its log is shorter than it, and may. */
TEST(sqlite__counts_pages_that_could_not_be_moved)
{
    enum { ROWS = 20000, MORE = 500 };
    struct db *db = database_of(ROWS);
    struct add add = add_make(ROWS + 1);
    struct rlimit before;
    struct stat st = {0};

    sqlite_db(db)->checkpointer.pages_due = 4;
    CHECK_OK(db_start(db));
    CHECK_INT(stat(path, &st), 0);
    CHECK_INT(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit limit = {.rlim_cur = (rlim_t)st.st_size, .rlim_max = before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    CHECK_INT(setrlimit(RLIMIT_FSIZE, &limit), 0);
    add.rows = MORE;
    CHECK_OK(db_run_write(db, &add.work));
    for (int i = 0; i < 500 && faults_of_the_file(db) == 0; i++)
        usleep(10000);
    CHECK(faults_of_the_file(db) > 0);
    CHECK_INT(setrlimit(RLIMIT_FSIZE, &before), 0);
    CHECK_INT(count_items(db), ROWS + MORE);
    db_close(db);
}

TEST(sqlite__wakes_after_another_programs_commit)
{
    struct db *db = database();
    struct db *other = NULL;
    struct db_options o = options();
    struct add add = add_make(1);
    atomic_int woken = 0;

    sqlite_db(db)->checkpointer.look_ms = 20;
    db_on_commit(db, wake_count, &woken);
    CHECK_OK(db_start(db));
    CHECK_OK(db_open(&other, &o, NULL));
    usleep(100000);
    CHECK_INT(atomic_load(&woken), 0);
    CHECK_OK(db_run_write(other, &add.work));
    CHECK(wait_for(&woken, 1));
    usleep(100000);
    CHECK_INT(atomic_load(&woken), 1);
    db_close(other);
    db_close(db);
}

TEST_MAIN()
