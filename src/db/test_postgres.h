/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A schema of PostgreSQL for a test program. KOERS_TEST_POSTGRES names a database in which we may
 * make one and end our own sessions; ./test starts it.
 */
#ifndef KOERS_DB_TEST_POSTGRES_H
#define KOERS_DB_TEST_POSTGRES_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "db/postgres.h"
#include "db/test_support.h"

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

struct db *database(void);

/* A fresh, migrated database; ends the test program when that fails. */
struct db *
database(void)
{
    struct db_options o = options();

    schema_fresh();
    return database_open(&o);
}

/* Instead of TEST_MAIN(): skips all where there is no database. */
#define POSTGRES_MAIN()                                                                            \
    int main(void)                                                                                 \
    {                                                                                              \
        if (getenv("KOERS_TEST_POSTGRES") == NULL) {                                               \
            printf("1..0 # SKIP KOERS_TEST_POSTGRES names no database\n");                         \
            return 0;                                                                              \
        }                                                                                          \
        return test_main();                                                                        \
    }

#endif
