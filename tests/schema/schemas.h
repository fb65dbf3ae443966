/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The migrations on both engines, side by side, for tests that hold one against the other.
 * KOERS_TEST_POSTGRES names a database in which we may make a schema; ./test starts one.
 *
 * For one file of a program, since tests are counted where they stand (base/test.h).
 */
#ifndef KOERS_TESTS_SCHEMAS_H
#define KOERS_TESTS_SCHEMAS_H

#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "db/postgres.h"
#include "gen/migration.h"

#include "base/test.h"

static PGconn *postgres;
static sqlite3 *sqlite;
static char schema[64];

/* Runs SQL on PostgreSQL and gives its result, which the caller clears; says what goes wrong. */
static PGresult *
postgres_run(const char *sql)
{
    PGresult *result = PQexec(postgres, sql);
    ExecStatusType status = PQresultStatus(result);

    CHECK(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        printf("# %.60s…: %s", sql, PQerrorMessage(postgres));
    return result;
}

static void
schemas_open(void)
{
    char sql[256];

    snprintf(schema, sizeof(schema), "koers_schema_%d", (int)getpid());
    snprintf(sql, sizeof(sql), "CREATE SCHEMA %s; SET search_path = %s", schema, schema);
    PQclear(postgres_run(sql));
    CHECK_INT(sqlite3_open(":memory:", &sqlite), SQLITE_OK);
    for (size_t i = 0; i < all_migrations_count; i++) {
        CHECK_INT(sqlite3_exec(sqlite, all_migrations[i].sql[ENGINE_SQLITE], NULL, NULL, NULL),
                  SQLITE_OK);
        PQclear(postgres_run(all_migrations[i].sql[ENGINE_POSTGRES]));
    }
}

static void
schemas_close(void)
{
    char sql[256];

    snprintf(sql, sizeof(sql), "DROP SCHEMA %s CASCADE", schema);
    PQclear(postgres_run(sql));
    PQfinish(postgres);
    sqlite3_close(sqlite);
}

/* CASCADE names everything it drops; nobody needs to hear it. */
static void
ignore_notice(void *arg, const char *text)
{
    (void)arg;
    (void)text;
}

/* Makes both schemas, runs the tests, and takes them away again; the status of the program. */
static int
schemas_test(void)
{
    const char *url = getenv("KOERS_TEST_POSTGRES");

    if (url == NULL) {
        printf("1..0 # SKIP KOERS_TEST_POSTGRES names no database\n");
        return 0;
    }
    postgres = PQconnectdb(url);
    if (PQstatus(postgres) != CONNECTION_OK) {
        printf("Bail out! %s", PQerrorMessage(postgres));
        PQfinish(postgres);
        return 1;
    }
    PQsetNoticeProcessor(postgres, ignore_notice, NULL);
    schemas_open();
    int failed = test_main();
    schemas_close();
    return failed;
}

#endif
