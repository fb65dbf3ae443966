/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reference of a request on SQLite: its statements, every row stepped to and every column read,
 * and nothing else.
 *
 *     bare read DB COOKIE REQUEST…
 *     bare write DB COOKIE REQUEST…
 *     bare anew DB COOKIE REQUEST…
 *
 * It first serves the requests itself and listens (listen.h) to what they run on the database: who
 * asks, settings, the rule's own and all that follows. Then it lets go of the server and runs those
 * statements in rounds (rounds.h), with the parameters overheard. A read has a snapshot of its own;
 * of writes, GROUP share a durable commit, as if so many clients waited. `anew` are reads by a
 * server that remembers nothing (cache.h of okr/).
 */
#include <sqlite3.h>

#include "listen.h"
#include "rounds.h"

#define STATEMENT_MAX 64 /* different ones */
#define GROUP         64 /* writes under one commit */

struct step {
    sqlite3_stmt *statement;
    const struct overheard *heard;
};

struct bare {
    struct rounds rounds; /* first */
    struct listening listening;
    struct step steps[LISTEN_REQUEST_MAX][OVERHEARD_MAX];
    sqlite3 *handle;
    sqlite3_stmt *statements[STATEMENT_MAX];
    size_t statement_count;
    size_t asked; /* over all rounds */
};

/* As the program opens it to read, or to write. */
static bool
bare_open(struct bare *bare)
{
    bool writes = bare->listening.writes;
    int flags = writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    const char *pragmas = writes ? "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL;"
                                   "PRAGMA cache_size=-65536; PRAGMA mmap_size=2147418112;"
                                   "PRAGMA wal_autocheckpoint=4000"
                                 : "PRAGMA foreign_keys=ON; PRAGMA query_only=ON;"
                                   "PRAGMA cache_size=-16384; PRAGMA mmap_size=2147418112";

    return (sqlite3_open_v2(bare->listening.place, &bare->handle, flags | SQLITE_OPEN_NOMUTEX,
                            NULL) == SQLITE_OK &&
            sqlite3_busy_timeout(bare->handle, 10000) == SQLITE_OK &&
            sqlite3_exec(bare->handle, pragmas, NULL, NULL, NULL) == SQLITE_OK) ||
           give_up("the database does not open.", bare->listening.place);
}

static sqlite3_stmt *
statement_of(struct bare *bare, const char *sql)
{
    sqlite3_stmt *statement = NULL;

    for (size_t i = 0; i < bare->statement_count; i++)
        if (strcmp(sqlite3_sql(bare->statements[i]), sql) == 0)
            return bare->statements[i];
    if (bare->statement_count == STATEMENT_MAX ||
        sqlite3_prepare_v3(bare->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
            SQLITE_OK)
        return NULL;
    bare->statements[bare->statement_count++] = statement;
    return statement;
}

static bool
bare_prepare(struct bare *bare)
{
    for (size_t i = 0; i < bare->listening.count; i++) {
        const struct overheard_list *heard = &bare->listening.requests[i].heard;
        for (size_t j = 0; j < heard->count; j++) {
            const char *sql = heard->items[j].sql;
            bare->steps[i][j] = (struct step){statement_of(bare, sql), &heard->items[j]};
            if (bare->steps[i][j].statement == NULL)
                return give_up("a statement is not understood:", sql);
        }
    }
    return true;
}

static void
bind(sqlite3_stmt *statement, const struct query *query, const struct value *params)
{
    for (size_t i = 0; i < query->param_count; i++) {
        const struct value *value = &params[i];
        int place = (int)i + 1;
        if (value->is_null)
            sqlite3_bind_null(statement, place);
        else if (value->kind == VALUE_TEXT)
            sqlite3_bind_text64(statement, place, value->text.ptr, value->text.len, SQLITE_STATIC,
                                SQLITE_UTF8);
        else
            sqlite3_bind_int64(statement, place, value->number);
    }
}

static void
read_columns(struct bare *bare, sqlite3_stmt *statement, const struct query *query)
{
    for (size_t i = 0; i < query->column_count; i++) {
        int column = (int)i;
        if (sqlite3_column_type(statement, column) == SQLITE_NULL)
            continue;
        if (query->columns[i] == VALUE_TEXT)
            bare->rounds.sum += (uintptr_t)sqlite3_column_text(statement, column) +
                                (uint64_t)sqlite3_column_bytes(statement, column);
        else
            bare->rounds.sum += (uint64_t)sqlite3_column_int64(statement, column);
    }
}

/* Of a write the transaction is its group's. */
static bool
run_request(struct bare *bare)
{
    size_t place = bare->asked++ % bare->listening.count;
    int code = SQLITE_DONE;

    for (size_t i = 0; code == SQLITE_DONE && i < bare->listening.requests[place].heard.count;
         i++) {
        const struct step *step = &bare->steps[place][i];
        if (step->heard->query != NULL)
            bind(step->statement, step->heard->query, step->heard->params);
        else if (bare->listening.writes)
            continue;
        while ((code = sqlite3_step(step->statement)) == SQLITE_ROW) {
            bare->rounds.rows++;
            read_columns(bare, step->statement, step->heard->query);
        }
        sqlite3_reset(step->statement);
    }
    return code == SQLITE_DONE || give_up("a statement failed:", sqlite3_errmsg(bare->handle));
}

/* One read, or a group of writes. */
static bool
run_some(struct rounds *rounds, int64_t most, int64_t *ret_count)
{
    struct bare *bare = (struct bare *)rounds;

    *ret_count = 1;
    if (!bare->listening.writes)
        return run_request(bare);
    *ret_count = most > GROUP ? GROUP : most;
    bool fine = sqlite3_exec(bare->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
    for (int64_t i = 0; fine && i < *ret_count; i++)
        fine = run_request(bare);
    return fine && (sqlite3_exec(bare->handle, "COMMIT", NULL, NULL, NULL) == SQLITE_OK ||
                    give_up("no commit:", sqlite3_errmsg(bare->handle)));
}

static bool
run(struct bare *bare)
{
    if (!bare_open(bare) || !bare_prepare(bare))
        return false;
    listen_say(&bare->listening);
    return rounds_run(&bare->rounds);
}

int
main(int argc, char **argv)
{
    static struct bare bare = {.rounds = {.run_some = run_some}};

    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    bool fine = listen_to(&bare.listening, argc, argv) && run(&bare);
    for (size_t i = 0; i < bare.statement_count; i++)
        sqlite3_finalize(bare.statements[i]);
    sqlite3_close(bare.handle);
    listen_release(&bare.listening);
    return fine ? 0 : 1;
}
