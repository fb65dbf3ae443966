/* SPDX-License-Identifier: Apache-2.0 */
/* A file of SQLite for a test program. */
#ifndef KOERS_DB_TEST_SQLITE_H
#define KOERS_DB_TEST_SQLITE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "db/sqlite.h"
#include "db/test_support.h"

static char folder[200];
static char path[220];
static char url[240];

static struct db_options
options(void)
{
    return (struct db_options){
        .url = url, .query_count = QUERY_COUNT, .create = true, .workers = 2, .timeout_ms = 2000};
}

static void
files_remove(void)
{
    static const char *const suffix[] = {"", "-wal", "-shm"};
    char name[240];

    for (int i = 0; i < 3; i++) {
        snprintf(name, sizeof(name), "%s%s", path, suffix[i]);
        unlink(name);
    }
}

/* The number that a pragma answers with; -1 without any. */
static inline int64_t
pragma_int(sqlite3 *handle, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int64_t value = -1;

    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

/* Makes one batch of them. */
static inline void
work_link(struct add *adds, int count)
{
    for (int i = 0; i < count; i++)
        adds[i].work.next = i + 1 < count ? &adds[i + 1].work : NULL;
}

struct db *database(void);

/* A fresh, migrated database; ends the test program when that fails. */
struct db *
database(void)
{
    static bool made;
    struct db *db = NULL;
    char why[DB_WHY_MAX] = "";
    struct db_options o = options();

    if (!made) {
        snprintf(folder, sizeof(folder), "%s/koers-db-XXXXXX", test_folder());
        if (mkdtemp(folder) == NULL)
            exit(1);
    }
    made = true;
    snprintf(path, sizeof(path), "%s/a.db", folder);
    snprintf(url, sizeof(url), "sqlite:%s", path);
    files_remove();
    if (db_open(&db, &o, why) != OK ||
        db_migrate(db, migrations, MIGRATION_COUNT, MIGRATE_APPLY, why) != OK) {
        printf("Bail out! %s\n", why);
        exit(1);
    }
    return db;
}

#endif
