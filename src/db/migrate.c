/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The schema, brought up to date: in one transaction that first looks, under the lock, which
 * migrations are applied, and then applies all that are missing, or none. So any number of programs
 * may start at once, and the program before can go on when an upgrade fails. A database that is up
 * to date is only read.
 */
#include <assert.h>

#include "base/moment.h"
#include "db/engine.h"

/* How many of ours are in the database, and how many there are that we do not know. */
struct schema_state {
    size_t applied;
    size_t ahead;
    bool broken; /* one of those takes away what we need */
};

/* The end of the name of a migration after which programs that do not know it cannot go on. */
#define BREAKS STR("_breaks")

static const struct query table_exists = {
    .name = "schema_migration_exists",
    .number = QUERY_UNCACHED,
    .sql = {"SELECT count(*) FROM sqlite_schema WHERE name = 'schema_migration'",
            "SELECT count(*) FROM pg_class WHERE oid = to_regclass('schema_migration')"},
    .columns = (const enum value_kind[]){VALUE_INT},
    .column_count = 1,
};

static const char *const table_create[2] = {
    [ENGINE_SQLITE] = "CREATE TABLE IF NOT EXISTS schema_migration ("
                      "name TEXT COLLATE BINARY NOT NULL PRIMARY KEY,"
                      "hash TEXT COLLATE BINARY NOT NULL, applied_at BIGINT NOT NULL)",
    [ENGINE_POSTGRES] = "CREATE TABLE IF NOT EXISTS schema_migration ("
                        "name TEXT COLLATE \"C\" NOT NULL PRIMARY KEY,"
                        "hash TEXT COLLATE \"C\" NOT NULL, applied_at BIGINT NOT NULL)",
};

static const struct query applied_all = {
    .name = "schema_migration_all",
    .number = QUERY_UNCACHED,
    .sql = {"SELECT name, hash FROM schema_migration ORDER BY name",
            "SELECT name, hash FROM schema_migration ORDER BY name"},
    .columns = (const enum value_kind[]){VALUE_TEXT, VALUE_TEXT},
    .column_count = 2,
};

static const struct query applied_insert = {
    .name = "schema_migration_insert",
    .number = QUERY_UNCACHED,
    .sql = {"INSERT INTO schema_migration (name, hash, applied_at) VALUES (?1, ?2, ?3)",
            "INSERT INTO schema_migration (name, hash, applied_at) VALUES ($1, $2, $3)"},
    .params = (const enum value_kind[]){VALUE_TEXT, VALUE_TEXT, VALUE_INT},
    .param_count = 3,
    .writes = true,
};

static enum err
state_exists(struct conn *conn, bool *out)
{
    ROWS_CLEANUP struct rows rows = {0};
    bool row;

    TRY(rows_open(&rows, conn, &table_exists, NULL, 0));
    TRY(rows_next(&rows, &row));
    *out = row && rows_int(&rows, 0) > 0;
    return OK;
}

/* What is applied must be a beginning of ours, or all of ours and what a newer program has added.
 */
static enum err
state_load(struct conn *conn, const struct migration *ours, size_t count, struct schema_state *out)
{
    ROWS_CLEANUP struct rows rows = {0};
    struct schema_state state = {0};
    bool row;

    TRY(state_exists(conn, &row));
    if (!row) {
        *out = state;
        return OK;
    }
    TRY(rows_open(&rows, conn, &applied_all, NULL, 0));
    for (;;) {
        TRY(rows_next(&rows, &row));
        if (!row)
            break;
        struct str name = rows_text(&rows, 0);
        if (state.applied == count) {
            state.ahead++;
            state.broken = state.broken || str_ends(name, BREAKS);
            continue;
        }
        const struct migration *next = &ours[state.applied];
        if (!str_eq(name, str_from(next->name)))
            return conn_fail(conn, ERR_CORRUPT,
                             "the database has migration %.*s where this program has %s",
                             STR_FMT(name), next->name);
        if (!str_eq(rows_text(&rows, 1), str_from(next->hash)))
            return conn_fail(conn, ERR_CORRUPT,
                             "migration %s is not the one the database was made with", next->name);
        state.applied++;
    }
    *out = state;
    return OK;
}

static enum err
state_check(const struct schema_state *state, size_t count, char *why)
{
    if (state->broken) {
        why_set(why, "a newer program has taken away what this one needs; install the newer one");
        return ERR_CONFLICT;
    }
    if (state->ahead > DB_AHEAD_MAX) {
        why_set(why, "the database is %zu migrations ahead of this program; install the newer one",
                state->ahead);
        return ERR_CONFLICT;
    }
    if (state->applied < count) {
        why_set(why, "the database lacks %zu of %zu migrations", count - state->applied, count);
        return ERR_CONFLICT;
    }
    return OK;
}

static enum err
migration_run(struct conn *conn, const struct migration *migration)
{
    const struct engine_ops *ops = conn->db->ops;
    const struct value params[] = {
        value_text(str_from(migration->name)),
        value_text(str_from(migration->hash)),
        value_int(time_now()),
    };

    TRY(ops->run_text(conn, migration->sql[ops->engine]));
    return query_exec(conn, &applied_insert, params, 3, NULL);
}

/* Applies all that are missing; `*ret_name` says which one was at it. */
static enum err
missing_run(struct conn *conn, const struct migration *ours, size_t count, const char **ret_name)
{
    const struct engine_ops *ops = conn->db->ops;
    struct schema_state state = {0};

    *ret_name = "schema_migration";
    TRY(state_load(conn, ours, count, &state));
    TRY(ops->run_text(conn, table_create[ops->engine]));
    for (size_t i = state.applied; i < count; i++) {
        *ret_name = ours[i].name;
        TRY(migration_run(conn, &ours[i]));
    }
    return ops->migrate_check != NULL ? ops->migrate_check(conn) : OK;
}

static enum err
migrate_apply(struct db *db, const struct migration *ours, size_t count, char *why)
{
    const char *name = "schema_migration";
    struct conn *conn;

    TRY(db->ops->migrate_begin(db, &conn, why));
    enum err err = db->ops->run_text(conn, db->ops->begin_exclusive);
    if (err == OK)
        err = missing_run(conn, ours, count, &name);
    if (err == OK)
        err = db->ops->run_text(conn, "COMMIT");
    if (err != OK) {
        why_set(why, "%s: %s", name, conn->why);
        if (db->ops->run_text(conn, "ROLLBACK") != OK) {
            /* The first error is the one to tell. */
        }
    }
    db->ops->migrate_end(conn);
    return err;
}

static enum err
state_read(struct db *db, const struct migration *ours, size_t count, struct schema_state *out,
           char *why)
{
    struct conn *conn;

    TRY(db->ops->begin(db, /* writes= */ false, &conn, why));
    enum err err = state_load(conn, ours, count, out);
    if (err != OK)
        why_set(why, "%s", conn->why);
    conn_rollback(&conn);
    return err;
}

enum err
db_migrate(struct db *db, const struct migration *migrations, size_t count, enum migrate_mode mode,
           char *why)
{
    struct schema_state state;

    for (size_t i = 1; i < count; i++)
        assert(strcmp(migrations[i - 1].name, migrations[i].name) < 0);
    TRY(state_read(db, migrations, count, &state, why));
    if (mode == MIGRATE_APPLY && !db->read_only && state.applied < count)
        return migrate_apply(db, migrations, count, why);
    return state_check(&state, count, why);
}
