/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of this folder share: a table, its queries, a piece of work, a file that goes
 * away. */
#ifndef KOERS_DB_TEST_SUPPORT_H
#define KOERS_DB_TEST_SUPPORT_H

#include <stdatomic.h>
#include <unistd.h>

#include "base/test.h"
#include "db/bulk.h"
#include "db/db.h"

enum { Q_ADD, Q_ALL, Q_COUNT, Q_SET, Q_HIDDEN, Q_TEXT, QUERY_COUNT };

static const enum value_kind kinds_int_text[] = {VALUE_INT, VALUE_TEXT};
static const enum value_kind kinds_int_int[] = {VALUE_INT, VALUE_INT};

static const struct query q_add = {
    .name = "item_add",
    .number = Q_ADD,
    .sql = {"INSERT INTO item (id, name, amount) VALUES (?1, ?2, ?1)",
            "INSERT INTO item (id, name, amount) VALUES ($1, $2, $1)"},
    .params = kinds_int_text,
    .param_count = 2,
    .writes = true,
};

static const struct query q_all = {
    .name = "item_all",
    .number = Q_ALL,
    .sql = {"SELECT id, name, amount FROM item ORDER BY id",
            "SELECT id, name, amount FROM item ORDER BY id"},
    .columns = (const enum value_kind[]){VALUE_INT, VALUE_TEXT, VALUE_INT},
    .column_count = 3,
};

static const struct query q_count = {
    .name = "item_count",
    .number = Q_COUNT,
    .sql = {"SELECT count(*) FROM item", "SELECT count(*) FROM item"},
    .columns = kinds_int_int,
    .column_count = 1,
};

static const struct query q_sum = {
    .name = "item_sum",
    .number = UINT32_MAX,
    .sql = {"SELECT sum(amount) FROM item", "SELECT sum(amount) FROM item"},
    .columns = kinds_int_int,
    .column_count = 1,
};

static const struct query q_set = {
    .name = "item_set",
    .number = Q_SET,
    .sql = {"UPDATE item SET amount = ?2 WHERE id = ?1",
            "UPDATE item SET amount = $2 WHERE id = $1"},
    .params = kinds_int_int,
    .param_count = 2,
    .writes = true,
};

static const struct query q_get = {
    .name = "item_get",
    .number = UINT32_MAX,
    .sql = {"SELECT amount FROM item WHERE id = ?1", "SELECT amount FROM item WHERE id = $1"},
    .params = kinds_int_int,
    .param_count = 1,
    .columns = kinds_int_int,
    .column_count = 1,
};

static const struct query q_flag_set = {
    .name = "item_flag_set",
    .number = UINT32_MAX,
    .sql = {"UPDATE item SET flag = ?2 WHERE id = ?1", "UPDATE item SET flag = $2 WHERE id = $1"},
    .params = (const enum value_kind[]){VALUE_INT, VALUE_BOOL},
    .param_count = 2,
    .writes = true,
};

static const struct query q_flags = {
    .name = "item_flags",
    .number = UINT32_MAX,
    .sql = {"SELECT flag, CASE WHEN flag THEN 1 ELSE 0 END, name, NULL FROM item ORDER BY id",
            "SELECT flag, CASE WHEN flag THEN 1 ELSE 0 END, name, NULL FROM item ORDER BY id"},
    .columns = (const enum value_kind[]){VALUE_BOOL, VALUE_BOOL, VALUE_TEXT, VALUE_TEXT},
    .column_count = 4,
};

static const struct query q_part_add = {
    .name = "part_add",
    .number = UINT32_MAX,
    .sql = {"INSERT INTO part (id, item_id) VALUES (?1, ?2)",
            "INSERT INTO part (id, item_id) VALUES ($1, $2)"},
    .params = kinds_int_int,
    .param_count = 2,
    .writes = true,
};

/* A row as bulk_add() takes it. */
static const struct query q_item_row = {
    .name = "item_row",
    .number = UINT32_MAX,
    .sql = {"INSERT INTO item (id, name, amount, flag) VALUES (?1, ?2, ?3, ?4)",
            "INSERT INTO item (id, name, amount, flag) VALUES ($1, $2, $3, $4)"},
    .params = (const enum value_kind[]){VALUE_INT, VALUE_TEXT, VALUE_INT, VALUE_BOOL},
    .param_count = 4,
    .writes = true,
};

/* A write that says it is none. */
static const struct query q_hidden = {
    .name = "item_hidden",
    .number = Q_HIDDEN,
    .sql = {"DELETE FROM item", "DELETE FROM item"},
};

static const struct migration migrations[] = {
    {.name = "0001_item",
     .hash = "aa",
     .sql = {"CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
             " amount BIGINT CHECK (amount < 1000000), flag BOOLEAN);",
             "CREATE TABLE item (id BIGINT PRIMARY KEY, name TEXT COLLATE \"C\" NOT NULL UNIQUE,"
             " amount BIGINT CHECK (amount < 1000000), flag BOOLEAN);"}},
    {.name = "0002_part",
     .hash = "bb",
     .sql = {"CREATE TABLE part (id INTEGER PRIMARY KEY, item_id BIGINT REFERENCES item (id));"
             "CREATE INDEX part_item ON part (item_id);",
             "CREATE TABLE part (id BIGINT PRIMARY KEY, item_id BIGINT REFERENCES item (id));"
             "CREATE INDEX part_item ON part (item_id);"}},
};

#define MIGRATION_COUNT (sizeof(migrations) / sizeof(migrations[0]))

/* Adds rows [id, id + rows), then answers `answer`. */
struct add {
    struct db_work work;
    int64_t id;
    int rows;
    size_t padding; /* length of the name */
    enum err answer;
    bool swallow; /* answers as if nothing had failed */
    bool leave_open;
    int runs;
    enum err outcome;
    atomic_int done;
};

static inline enum err
add_one(struct conn *conn, int64_t id, size_t padding)
{
    static char text[1 << 17];
    char name[1 << 10];
    struct str s;

    if (padding == 0) {
        int len = snprintf(name, sizeof(name), "item %lld", (long long)id);
        s = (struct str){name, (size_t)len};
    } else {
        s = (struct str){text, padding};
    }
    struct value params[] = {value_int(id), value_text(s)};
    return query_exec(conn, &q_add, params, 2, NULL);
}

static inline enum err
add_run(struct db_work *work, struct conn *conn)
{
    struct add *add = (struct add *)work;
    enum err err = OK;

    add->runs++;
    for (int i = 0; i < add->rows && err == OK; i++)
        err = add_one(conn, add->id + i, add->padding);
    if (add->leave_open) {
        struct rows rows = {0};
        bool row;
        if (rows_open(&rows, conn, &q_all, NULL, 0) != OK || rows_next(&rows, &row) != OK)
            return ERR_INTERNAL;
    }
    if (add->swallow)
        return OK;
    return err != OK ? err : add->answer;
}

static inline void
add_done(struct db_work *work, enum err outcome)
{
    struct add *add = (struct add *)work;

    add->outcome = outcome;
    atomic_fetch_add(&add->done, 1);
}

static inline struct add
add_make(int64_t id)
{
    return (struct add){.work = {.run = add_run, .done = add_done}, .id = id, .rows = 1};
}

struct count {
    struct db_work work;
    int64_t count;
    atomic_int done;
};

static inline enum err
number_read(struct conn *conn, const struct query *query, const struct value *params, size_t count,
            int64_t *out)
{
    ROWS_CLEANUP struct rows rows = {0};
    bool row;

    TRY(rows_open(&rows, conn, query, params, count));
    TRY(rows_next(&rows, &row));
    if (!row)
        return ERR_NOT_FOUND;
    *out = rows_int(&rows, 0);
    return OK;
}

static inline enum err
count_run(struct db_work *work, struct conn *conn)
{
    return number_read(conn, &q_count, NULL, 0, &((struct count *)work)->count);
}

static inline void
count_done(struct db_work *work, enum err outcome)
{
    struct count *count = (struct count *)work;

    if (outcome != OK)
        count->count = -1;
    atomic_store(&count->done, 1);
}

static inline int64_t
count_items(struct db *db)
{
    struct count count = {.work = {.run = count_run, .done = count_done}, .count = -1};

    return db_run_read(db, &count.work) == OK ? count.count : -1;
}

/* Waits at most ten seconds until `*done` is at least `wanted`. */
static inline bool
wait_for(atomic_int *done, int wanted)
{
    for (int i = 0; i < 10000; i++) {
        if (atomic_load(done) >= wanted)
            return true;
        usleep(1000);
    }
    return false;
}

static inline bool
wait_until_hears(const struct db *db)
{
    for (int i = 0; i < 10000 && !db_hears(db); i++)
        usleep(1000);
    return db_hears(db);
}

static inline void
wake_count(void *arg)
{
    atomic_fetch_add((atomic_int *)arg, 1);
}

#endif
