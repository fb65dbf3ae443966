/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reference of a request: its statements, every row stepped to and every column read, and
 * nothing else.
 *
 *     bare read DB COOKIE REQUEST…
 *     bare write DB COOKIE REQUEST…
 *
 * It first serves the requests itself, with the program's own server, and overhears what they run
 * on the database: who asks, settings, the rule's own and all that follows. Then it lets go of the
 * server, and for each line of standard input, a number, runs the statements of so many requests
 * with the parameters overheard, and says in a line of JSON what that cost. A read has a snapshot
 * of its own; of writes, GROUP share a durable commit, as if so many clients waited.
 */
#include <sqlite3.h>

#include "base/log.h"
#include "base/moment.h"
#include "client.h"
#include "edge/edge.h"
#include "gen/migration.h"
#include "overhear.h"
#include "waits.h"

#define REQUEST_MAX   256
#define STATEMENT_MAX 64     /* different ones */
#define GROUP         64     /* writes under one commit */
#define ROUND_MAX     100000 /* requests */
#define ARENA_MAX     (64U << 20)

struct step {
    sqlite3_stmt *statement;
    const struct overheard *heard;
};

struct request {
    struct str text; /* as HTTP has it */
    struct overheard_list heard;
    struct step steps[OVERHEARD_MAX];
};

struct bare {
    struct arena arena;
    const char *path; /* of the database */
    bool writes;
    sqlite3 *handle;
    sqlite3_stmt *statements[STATEMENT_MAX];
    size_t statement_count;
    struct request requests[REQUEST_MAX];
    size_t request_count;
    size_t asked; /* over all rounds */
    uint64_t rows;
    uint64_t sum;             /* of what was read, so that reading is not left out */
    int32_t waits[ROUND_MAX]; /* of each request of a round, in microseconds */
};

static bool
give_up(const char *why, const char *more)
{
    fprintf(stderr, "bare: %s %s\n", why, more);
    return false;
}

/* ---- what the requests run ------------------------------------------------------------------- */

static bool
overhear_one(struct overhearing *overhearing, struct client *client, struct str request,
             struct overheard_list *out)
{
    overhear_begin(overhearing, out);
    bool answered = client_exchange(client, request);
    bool whole = overhear_end(overhearing);

    if (answered && whole && client->status / 100 == 2)
        return true;
    client->bytes[client->got < CLIENT_ANSWER_MAX ? client->got : CLIENT_ANSWER_MAX - 1] = '\0';
    return give_up("a request was not overheard in full; its answer:", client->bytes);
}

/* Three times over all of them: unheard, so that statements are prepared; then twice, which must be
 * the same. Requests that undo each other so find the same state each time. */
static bool
overhear_requests(struct bare *bare, struct overhearing *overhearing, struct client *client)
{
    struct overheard_list again;

    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < bare->request_count; i++) {
            struct request *request = &bare->requests[i];
            struct overheard_list *heard = round == 1 ? &request->heard : &again;
            if (!overhear_one(overhearing, client, request->text, heard))
                return false;
            if (round == 2 && !overheard_same(heard, &request->heard))
                return give_up("two equal requests ran different statements", "");
        }
    }
    return true;
}

static bool
serve_and_overhear(struct bare *bare, struct db *db)
{
    struct overhearing overhearing;
    struct edge_options options = {.db = db, .listen = "127.0.0.1:0", .threads = 1};
    struct edge edge;
    struct client client;
    const char *why = "";

    overhear(&overhearing, db, bare->writes, &bare->arena);
    if (edge_start(&options, &edge, &why) != OK)
        return give_up("the server does not start.", why);
    bool fine = client_open(&client, &bare->arena, edge_port(&edge)) &&
                overhear_requests(bare, &overhearing, &client);
    client_close(&client);
    return edge_stop(&edge) == OK && fine;
}

static bool
overhear_all(struct bare *bare)
{
    char url[4096];
    char why[DB_WHY_MAX] = "";
    struct db_options options = {.url = url, .query_count = (unsigned)all_query_count};
    struct db *db;

    snprintf(url, sizeof(url), "sqlite:%s", bare->path);
    if (db_open(&db, &options, why) != OK)
        return give_up("the database does not open.", why);
    bool fine = db_migrate(db, all_migrations, all_migrations_count, MIGRATE_VERIFY, why) == OK &&
                serve_and_overhear(bare, db);
    db_close(db);
    return fine;
}

/* ---- the loop -------------------------------------------------------------------------------- */

/* As the program opens it to read, or to write. */
static bool
bare_open(struct bare *bare)
{
    int flags = bare->writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    const char *pragmas = bare->writes ? "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL;"
                                         "PRAGMA cache_size=-65536; PRAGMA mmap_size=2147418112;"
                                         "PRAGMA wal_autocheckpoint=4000"
                                       : "PRAGMA foreign_keys=ON; PRAGMA query_only=ON;"
                                         "PRAGMA cache_size=-16384; PRAGMA mmap_size=2147418112";

    return sqlite3_open_v2(bare->path, &bare->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) ==
               SQLITE_OK &&
           sqlite3_busy_timeout(bare->handle, 10000) == SQLITE_OK &&
           sqlite3_exec(bare->handle, pragmas, NULL, NULL, NULL) == SQLITE_OK;
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
    for (size_t i = 0; i < bare->request_count; i++) {
        struct request *request = &bare->requests[i];
        for (size_t j = 0; j < request->heard.count; j++) {
            const struct overheard *heard = &request->heard.items[j];
            request->steps[j] = (struct step){statement_of(bare, heard->sql), heard};
            if (request->steps[j].statement == NULL)
                return give_up("a statement is not understood:", heard->sql);
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
            bare->sum += (uintptr_t)sqlite3_column_text(statement, column) +
                         (uint64_t)sqlite3_column_bytes(statement, column);
        else
            bare->sum += (uint64_t)sqlite3_column_int64(statement, column);
    }
}

/* Of a write the transaction is its group's. */
static bool
run_request(struct bare *bare)
{
    const struct request *request = &bare->requests[bare->asked++ % bare->request_count];
    int code = SQLITE_DONE;

    for (size_t i = 0; code == SQLITE_DONE && i < request->heard.count; i++) {
        const struct step *step = &request->steps[i];
        if (step->heard->query != NULL)
            bind(step->statement, step->heard->query, step->heard->params);
        else if (bare->writes)
            continue;
        while ((code = sqlite3_step(step->statement)) == SQLITE_ROW) {
            bare->rows++;
            read_columns(bare, step->statement, step->heard->query);
        }
        sqlite3_reset(step->statement);
    }
    return code == SQLITE_DONE || give_up("a statement failed:", sqlite3_errmsg(bare->handle));
}

/* One read, or a group of writes; `ret_count` is how many, at most `most`. */
static bool
run_some(struct bare *bare, int64_t most, int64_t *ret_count)
{
    *ret_count = bare->writes && most > GROUP ? GROUP : bare->writes ? most : 1;
    if (!bare->writes)
        return run_request(bare);
    bool fine = sqlite3_exec(bare->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
    for (int64_t i = 0; fine && i < *ret_count; i++)
        fine = run_request(bare);
    return fine && (sqlite3_exec(bare->handle, "COMMIT", NULL, NULL, NULL) == SQLITE_OK ||
                    give_up("no commit:", sqlite3_errmsg(bare->handle)));
}

static int64_t
cpu_nanos(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool
run_round(struct bare *bare, int64_t wanted)
{
    usec_t begun = time_monotonic();
    int64_t cpu_begun = cpu_nanos();

    bare->rows = 0;
    for (int64_t done = 0; done < wanted;) {
        usec_t some_begun = time_monotonic();
        int64_t count;
        if (!run_some(bare, wanted - done, &count))
            return false;
        for (int64_t i = 0; i < count; i++)
            bare->waits[done++] = (int32_t)(time_monotonic() - some_begun);
    }
    usec_t micros = time_monotonic() - begun;
    int64_t cpu = cpu_nanos() - cpu_begun;
    struct waits waits = waits_of(bare->waits, (size_t)wanted);
    printf("{\"requests\":%lld,\"micros\":%lld,\"cpu_nanos\":%lld,\"p50\":%d,\"p99\":%d,"
           "\"rows\":%llu,\"sum\":%llu}\n",
           (long long)wanted, (long long)micros, (long long)cpu, waits.p50, waits.p99,
           (unsigned long long)bare->rows, (unsigned long long)bare->sum);
    fflush(stdout);
    return true;
}

static bool
run_rounds(struct bare *bare)
{
    char line[64];

    while (fgets(line, sizeof(line), stdin) != NULL) {
        int64_t wanted = strtoll(line, NULL, 10);
        if (wanted < 1 || wanted > ROUND_MAX)
            return give_up("no number of requests:", line);
        if (!run_round(bare, wanted))
            return false;
    }
    return true;
}

/* The first line: the queries of the first request, by name. */
static void
say_queries(const struct bare *bare)
{
    const struct overheard_list *heard = &bare->requests[0].heard;

    printf("{\"queries\":[");
    for (size_t i = 0; i < heard->count; i++)
        printf("%s\"%s\"", i > 0 ? "," : "",
               heard->items[i].query != NULL ? heard->items[i].query->name : heard->items[i].sql);
    printf("]}\n");
    fflush(stdout);
}

static bool
run(struct bare *bare)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    log_init(LOG_ERROR);
    if (!overhear_all(bare))
        return false;
    if (!bare_open(bare))
        return give_up("the database does not open.", bare->path);
    if (!bare_prepare(bare))
        return false;
    say_queries(bare);
    return run_rounds(bare);
}

static bool
read_arguments(struct bare *bare, int argc, char **argv)
{
    if (argc < 5 || argc - 4 > REQUEST_MAX)
        return give_up("usage: bare read|write DB COOKIE REQUEST…", "");
    bare->writes = strcmp(argv[1], "write") == 0;
    bare->path = argv[2];
    for (int i = 4; i < argc; i++)
        bare->requests[bare->request_count++].text =
            client_request(&bare->arena, str_from(argv[i]), str_from(argv[3]));
    return true;
}

int
main(int argc, char **argv)
{
    static struct bare bare;

    arena_init(&bare.arena, ARENA_MAX);
    bool fine = read_arguments(&bare, argc, argv) && run(&bare);
    for (size_t i = 0; i < bare.statement_count; i++)
        sqlite3_finalize(bare.statements[i]);
    sqlite3_close(bare.handle);
    arena_release(&bare.arena);
    return fine ? 0 : 1;
}
