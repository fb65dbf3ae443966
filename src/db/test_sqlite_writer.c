/* SPDX-License-Identifier: Apache-2.0 */
/* Which writes share a commit, and what becomes of the others when one of them fails. */
#include "db/sqlite.h"
#include "db/test_sqlite.h"

TEST(sqlite__shares_one_commit_among_those_who_wait)
{
    enum { WRITES = 200 };
    static struct add adds[WRITES];
    struct db *db = database();

    CHECK_OK(db_start(db));
    sqlite_turn_take(&sqlite_db(db)->turn); /* the writer waits, so that a batch gathers */
    for (int i = 0; i < WRITES; i++) {
        adds[i] = add_make(i + 1);
        CHECK_OK(db_queue_write(db, &adds[i].work));
    }
    sqlite_turn_give(&sqlite_db(db)->turn);
    for (int i = 0; i < WRITES; i++) {
        CHECK(wait_for(&adds[i].done, 1));
        CHECK_OK(adds[i].outcome);
        CHECK_INT(adds[i].runs, 1);
    }
    CHECK_INT(count_items(db), WRITES);
    db_stop(db);
    CHECK(sqlite_db(db)->commits <= 3);
    CHECK(sqlite_db(db)->commits >= 1);
    db_close(db);
}

TEST(sqlite__a_write_that_fails_leaves_the_others)
{
    struct db *db = database();
    struct add adds[] = {add_make(1), add_make(2), add_make(1), add_make(3), add_make(1000000)};

    adds[1].answer = ERR_FORBIDDEN; /* its rule says no after it has written */
    adds[2].swallow = true;         /* says all is well after a query has failed */
    work_link(adds, 5);
    CHECK(sqlite_writer_batch(sqlite_db(db), &adds[0].work));
    CHECK_OK(adds[0].work.outcome);
    CHECK_ERR(adds[1].work.outcome, ERR_FORBIDDEN);
    CHECK_ERR(adds[2].work.outcome, ERR_CONFLICT);
    CHECK(strstr(adds[2].work.why, "UNIQUE") != NULL);
    CHECK_OK(adds[3].work.outcome);
    CHECK_INT(adds[3].work.why[0], 0);
    CHECK_ERR(adds[4].work.outcome, ERR_INVALID); /* breaks a CHECK */
    CHECK_INT(count_items(db), 2);
    CHECK_INT(sqlite_db(db)->commits, 1);
    db_close(db);
}

TEST(sqlite__who_shares_a_transaction_pays_for_one_that_fails_once)
{
    struct db *db = database();
    struct add first[] = {add_make(1), add_make(2), add_make(1), add_make(3)};
    struct add second[] = {add_make(4), add_make(5), add_make(6)};
    struct add third[] = {add_make(7), add_make(8)};

    first[1].rows = 0; /* nothing is to be taken back of one that has changed nothing */
    first[1].answer = ERR_FORBIDDEN;
    work_link(first, 4);
    CHECK(sqlite_writer_batch(sqlite_db(db), &first[0].work));
    CHECK_INT(first[0].runs, 1);
    CHECK_ERR(first[1].work.outcome, ERR_FORBIDDEN);
    CHECK_ERR(first[2].work.outcome, ERR_CONFLICT);
    CHECK_INT(first[3].runs, 1);
    second[1].answer = ERR_FORBIDDEN;
    work_link(second, 3);
    CHECK(sqlite_writer_batch(sqlite_db(db), &second[0].work));
    CHECK_INT(second[0].runs, 2);
    CHECK_INT(second[1].runs, 2);
    CHECK_INT(second[2].runs, 1);
    CHECK_ERR(second[1].work.outcome, ERR_FORBIDDEN);
    third[0].answer = ERR_FORBIDDEN; /* soon after nobody runs twice */
    work_link(third, 2);
    CHECK(sqlite_writer_batch(sqlite_db(db), &third[0].work));
    CHECK_INT(third[0].runs, 1);
    CHECK_INT(third[1].runs, 1);
    CHECK_INT(count_items(db), 5);
    CHECK_INT(sqlite_db(db)->commits, 3);
    db_close(db);
}

/* A write while which others come, and wait for the writer. */
struct leader {
    struct add add;
    struct work_queue *queue;
    struct add *others;
    unsigned count;
};

static enum err
leader_run(struct db_work *work, struct conn *conn)
{
    struct leader *leader = (struct leader *)work;

    for (; leader->count > 0; leader->count--)
        CHECK_OK(queue_push(leader->queue, &leader->others++->work));
    return add_run(work, conn);
}

/* Runs a batch of one, while which these come; `behind` are in the batch from the beginning, or
 * NULL. */
static struct add
lead(struct db *db, struct add *behind, struct add *others, unsigned count)
{
    struct leader leader = {add_make(1), &sqlite_db(db)->writes, others, count};

    leader.add.work.run = leader_run;
    leader.add.work.next = behind != NULL ? &behind->work : NULL;
    queue_open(leader.queue);
    CHECK(sqlite_writer_batch(sqlite_db(db), &leader.add.work));
    return leader.add;
}

TEST(sqlite__who_comes_while_a_batch_runs_joins_it)
{
    enum { LEFT = 4 };
    static struct add others[DB_BATCH_MAX - 1 + LEFT];
    struct db *db = database();

    for (unsigned i = 0; i < DB_BATCH_MAX - 1 + LEFT; i++)
        others[i] = add_make(i + 2);
    CHECK_OK(lead(db, NULL, others, DB_BATCH_MAX - 1 + LEFT).work.outcome);
    CHECK_INT(count_items(db), DB_BATCH_MAX);
    CHECK_INT(sqlite_db(db)->commits, 1);
    CHECK_INT(sqlite_db(db)->writes.count, LEFT);
    CHECK_INT(others[DB_BATCH_MAX - 1].runs, 0);
    db_close(db);
}

TEST(sqlite__who_joins_and_fails_leaves_the_others)
{
    struct db *db = database();
    struct add others[] = {add_make(2), add_make(3), add_make(4)};

    others[1].answer = ERR_FORBIDDEN;
    struct add leader = lead(db, NULL, others, 3);
    CHECK_OK(leader.work.outcome);
    CHECK_INT(leader.runs, 2);
    CHECK_OK(others[0].work.outcome);
    CHECK_ERR(others[1].work.outcome, ERR_FORBIDDEN);
    CHECK_OK(others[2].work.outcome);
    CHECK_INT(count_items(db), 3);
    CHECK_INT(sqlite_db(db)->commits, 1);
    db_close(db);
}

TEST(sqlite__one_that_fails_by_itself_leaves_nothing)
{
    struct db *db = database();
    struct add adds[] = {add_make(1), add_make(2)};

    adds[0].answer = ERR_FORBIDDEN;
    CHECK(!sqlite_writer_batch(sqlite_db(db), &adds[0].work));
    CHECK_ERR(adds[0].work.outcome, ERR_FORBIDDEN);
    CHECK_INT(adds[0].runs, 1);
    CHECK_INT(count_items(db), 0);
    CHECK(sqlite_writer_batch(sqlite_db(db), &adds[1].work));
    CHECK_OK(adds[1].work.outcome);
    CHECK_INT(count_items(db), 1);
    db_close(db);
}

TEST(sqlite__takes_back_what_a_rule_left_open)
{
    struct db *db = database();
    struct add adds[] = {add_make(1), add_make(2), add_make(3)};

    adds[0].leave_open = true;
    adds[1].leave_open = true;
    adds[1].answer = ERR_FORBIDDEN;
    work_link(adds, 3);
    CHECK(sqlite_writer_batch(sqlite_db(db), &adds[0].work));
    CHECK_OK(adds[0].work.outcome);
    CHECK_ERR(adds[1].work.outcome, ERR_FORBIDDEN);
    CHECK_OK(adds[2].work.outcome);
    for (sqlite3_stmt *s = sqlite3_next_stmt(sqlite_db(db)->writer->handle, NULL); s != NULL;
         s = sqlite3_next_stmt(sqlite_db(db)->writer->handle, s))
        CHECK(!sqlite3_stmt_busy(s));
    CHECK_INT(count_items(db), 2);
    db_close(db);
}

/* The engine's own way to lose a transaction under a statement: a constraint that rolls back. */
static void
lose_at_3(struct db *db)
{
    CHECK_INT(sqlite3_exec(sqlite_db(db)->writer->handle,
                           "CREATE TRIGGER lose BEFORE INSERT ON item WHEN new.id = 3 BEGIN"
                           " SELECT RAISE(ROLLBACK, 'lost'); END",
                           NULL, NULL, NULL),
              SQLITE_OK);
}

TEST(sqlite__runs_the_others_again_when_the_batch_is_lost)
{
    struct db *db = database();
    struct add adds[] = {add_make(1), add_make(2), add_make(3), add_make(4)};

    lose_at_3(db);
    work_link(adds, 4);
    CHECK(sqlite_writer_batch(sqlite_db(db), &adds[0].work));
    CHECK_OK(adds[0].work.outcome);
    CHECK_OK(adds[1].work.outcome);
    CHECK_ERR(adds[2].work.outcome, ERR_CONFLICT);
    CHECK_OK(adds[3].work.outcome);
    CHECK_INT(adds[0].runs, 2);
    CHECK_INT(adds[1].runs, 2);
    CHECK_INT(adds[2].runs, 1);
    CHECK_INT(adds[3].runs, 1);
    CHECK_INT(count_items(db), 3);
    db_close(db);
}

TEST(sqlite__nobody_joins_those_who_run_again_one_by_one)
{
    struct db *db = database();
    struct add behind[] = {add_make(3), add_make(2)};
    struct add other = add_make(4);

    lose_at_3(db);
    work_link(behind, 2);
    CHECK_OK(lead(db, behind, &other, 1).work.outcome);
    CHECK_ERR(behind[0].work.outcome, ERR_CONFLICT);
    CHECK_OK(behind[1].work.outcome);
    CHECK_INT(other.runs, 0);
    CHECK_INT(sqlite_db(db)->writes.count, 1);
    CHECK_INT(count_items(db), 2);
    db_close(db);
}

TEST(sqlite__runs_who_was_joined_again_when_the_batch_is_lost)
{
    struct db *db = database();
    struct add others[] = {add_make(2), add_make(3), add_make(4)};

    lose_at_3(db);
    struct add leader = lead(db, NULL, others, 3);
    CHECK_OK(leader.work.outcome);
    CHECK_INT(leader.runs, 2);
    CHECK_OK(others[0].work.outcome);
    CHECK_ERR(others[1].work.outcome, ERR_CONFLICT);
    CHECK_OK(others[2].work.outcome);
    CHECK_INT(count_items(db), 3);
    db_close(db);
}

TEST(sqlite__a_full_disk_fails_only_what_does_not_fit)
{
    struct db *db = database();
    struct add adds[] = {add_make(1), add_make(2), add_make(3)};
    sqlite3 *handle = sqlite_db(db)->writer->handle;
    char sql[64];

    snprintf(sql, sizeof(sql), "PRAGMA max_page_count=%lld",
             (long long)pragma_int(handle, "PRAGMA page_count") + 8);
    CHECK(pragma_int(handle, sql) > 0);
    adds[1].padding = 100000;
    work_link(adds, 3);
    CHECK(sqlite_writer_batch(sqlite_db(db), &adds[0].work));
    CHECK_OK(adds[0].work.outcome);
    CHECK_INT(adds[0].runs, 2); /* the engine had dropped it with the one that did not fit */
    CHECK_ERR(adds[1].work.outcome, ERR_GONE);
    CHECK_INT(db_fault_count(db, DB_FAULT_FULL), 1);
    CHECK_OK(adds[2].work.outcome);
    CHECK_INT(count_items(db), 2);
    CHECK_INT(pragma_int(handle, "PRAGMA integrity_check(1)"), 0); /* the text "ok" */
    db_close(db);
}

static int
commit_refuse(void *arg)
{
    (void)arg;
    return 1;
}

/* A commit that the engine refuses is not acknowledged; the next one may be. */
TEST(sqlite__does_not_acknowledge_without_a_commit)
{
    struct db *db = database();
    struct add adds[] = {add_make(1), add_make(2)};
    struct add late = add_make(3);
    sqlite3 *handle = sqlite_db(db)->writer->handle;

    work_link(adds, 2);
    sqlite3_commit_hook(handle, commit_refuse, NULL);
    CHECK(!sqlite_writer_batch(sqlite_db(db), &adds[0].work));
    CHECK(adds[0].work.outcome != OK);
    CHECK(adds[1].work.outcome != OK);
    CHECK(adds[0].work.why[0] != '\0');
    CHECK_INT(count_items(db), 0);
    sqlite3_commit_hook(handle, NULL, NULL);
    CHECK(sqlite_writer_batch(sqlite_db(db), &late.work));
    CHECK_OK(late.work.outcome);
    CHECK_INT(count_items(db), 1);
    db_close(db);
}

TEST_MAIN()
