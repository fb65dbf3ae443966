/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reference of a page: its statements, every row stepped to and every column read, and nothing
 * else.
 *
 *     bare_page DB COOKIE PATH…
 *
 * It first serves the paths itself, with the program's own server, and overhears what they run on
 * the database: who asks, settings, the page and all that belongs to it, in one snapshot. Then it
 * lets go of the server, and for each line of standard input, a number, runs the statements of so
 * many requests with the parameters overheard, and says in a line of JSON what that cost.
 */
#include <sqlite3.h>

#include "base/log.h"
#include "base/moment.h"
#include "client.h"
#include "edge/edge.h"
#include "gen/migration.h"
#include "overhear.h"

#define PATHS_MAX     256
#define STATEMENT_MAX 64 /* different ones */
#define ARENA_MAX     (64U << 20)

struct step {
    sqlite3_stmt *statement;
    const struct overheard *heard;
};

struct page {
    struct overheard_list heard;
    struct step steps[OVERHEARD_MAX];
};

struct bare {
    struct arena arena;
    sqlite3 *handle;
    sqlite3_stmt *statements[STATEMENT_MAX];
    size_t statement_count;
    struct page pages[PATHS_MAX];
    size_t page_count;
    size_t asked; /* over all rounds */
    uint64_t rows;
    uint64_t sum; /* of what was read, so that reading is not left out */
};

static bool
give_up(const char *why, const char *more)
{
    fprintf(stderr, "bare_page: %s %s\n", why, more);
    return false;
}

/* ---- what the requests run ------------------------------------------------------------------- */

/* Asked once unheard, so that statements are prepared; then twice, which must run the same. */
static bool
overhear_page(struct overhearing *overhearing, struct client *client, struct str request,
              struct overheard_list *out)
{
    struct overheard_list again;

    if (!client_exchange(client, request))
        return give_up("the server does not answer", "");
    overhear_begin(overhearing, &again);
    bool fine = client_exchange(client, request);
    fine = overhear_end(overhearing) && fine;
    overhear_begin(overhearing, out);
    fine = client_exchange(client, request) && fine;
    fine = overhear_end(overhearing) && fine;
    if (!fine || client->status != 200)
        return give_up("the request was not overheard in full:", client->bytes);
    return overheard_same(&again, out) ||
           give_up("two equal requests ran different statements", "");
}

static bool
overhear_pages(struct bare *bare, struct overhearing *overhearing, uint16_t port, char **argv)
{
    struct client client;
    bool fine = client_open(&client, &bare->arena, port);

    for (size_t i = 0; fine && i < bare->page_count; i++) {
        struct str request = client_get(&bare->arena, str_from(argv[3 + i]), str_from(argv[2]));
        fine = overhear_page(overhearing, &client, request, &bare->pages[i].heard);
    }
    client_close(&client);
    return fine;
}

static bool
serve_and_overhear(struct bare *bare, struct db *db, char **argv)
{
    struct overhearing overhearing;
    struct edge_options options = {.db = db, .listen = "127.0.0.1:0", .threads = 1};
    struct edge edge;
    const char *why = "";

    overhear(&overhearing, db, &bare->arena);
    if (edge_start(&options, &edge, &why) != OK)
        return give_up("the server does not start.", why);
    bool fine = overhear_pages(bare, &overhearing, edge_port(&edge), argv);
    return edge_stop(&edge) == OK && fine;
}

static bool
overhear_all(struct bare *bare, char **argv)
{
    char url[4096];
    char why[DB_WHY_MAX] = "";
    struct db_options options = {.url = url, .query_count = (unsigned)all_query_count};
    struct db *db;

    snprintf(url, sizeof(url), "sqlite:%s", argv[1]);
    if (db_open(&db, &options, why) != OK)
        return give_up("the database does not open.", why);
    bool fine = db_migrate(db, all_migrations, all_migrations_count, MIGRATE_VERIFY, why) == OK &&
                serve_and_overhear(bare, db, argv);
    db_close(db);
    return fine;
}

/* ---- the loop -------------------------------------------------------------------------------- */

/* As the program opens it to read. */
static bool
bare_open(struct bare *bare, const char *path)
{
    return sqlite3_open_v2(path, &bare->handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) ==
               SQLITE_OK &&
           sqlite3_exec(bare->handle,
                        "PRAGMA foreign_keys=ON; PRAGMA cache_size=-16384;"
                        "PRAGMA mmap_size=2147418112; PRAGMA query_only=ON",
                        NULL, NULL, NULL) == SQLITE_OK;
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
    for (size_t i = 0; i < bare->page_count; i++) {
        struct page *page = &bare->pages[i];
        for (size_t j = 0; j < page->heard.count; j++) {
            page->steps[j] = (struct step){
                .statement = statement_of(bare, page->heard.items[j].sql),
                .heard = &page->heard.items[j],
            };
            if (page->steps[j].statement == NULL)
                return give_up("a statement is not understood:", page->heard.items[j].sql);
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

static bool
run_page(struct bare *bare)
{
    const struct page *page = &bare->pages[bare->asked++ % bare->page_count];
    int code = SQLITE_DONE;

    for (size_t i = 0; code == SQLITE_DONE && i < page->heard.count; i++) {
        const struct step *step = &page->steps[i];
        if (step->heard->query != NULL)
            bind(step->statement, step->heard->query, step->heard->params);
        while ((code = sqlite3_step(step->statement)) == SQLITE_ROW) {
            bare->rows++;
            read_columns(bare, step->statement, step->heard->query);
        }
        sqlite3_reset(step->statement);
    }
    return code == SQLITE_DONE || give_up("a statement failed:", sqlite3_errmsg(bare->handle));
}

static int64_t
cpu_nanos(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool
run_rounds(struct bare *bare)
{
    char line[64];

    while (fgets(line, sizeof(line), stdin) != NULL) {
        int64_t wanted = strtoll(line, NULL, 10);
        usec_t begun = time_monotonic();
        int64_t cpu_begun = cpu_nanos();
        bare->rows = 0;
        for (int64_t i = 0; i < wanted; i++)
            if (!run_page(bare))
                return false;
        printf(
            "{\"requests\":%lld,\"micros\":%lld,\"cpu_nanos\":%lld,\"rows\":%llu,\"sum\":%llu}\n",
            (long long)wanted, (long long)(time_monotonic() - begun),
            (long long)(cpu_nanos() - cpu_begun), (unsigned long long)bare->rows,
            (unsigned long long)bare->sum);
        fflush(stdout);
    }
    return true;
}

/* The first line: the queries of the first page, by name. */
static void
say_queries(const struct bare *bare)
{
    const struct overheard_list *heard = &bare->pages[0].heard;

    printf("{\"queries\":[");
    for (size_t i = 0; i < heard->count; i++)
        printf("%s\"%s\"", i > 0 ? "," : "",
               heard->items[i].query != NULL ? heard->items[i].query->name : heard->items[i].sql);
    printf("]}\n");
    fflush(stdout);
}

static bool
run(struct bare *bare, int argc, char **argv)
{
    bare->page_count = (size_t)argc - 3;
    if (bare->page_count > PATHS_MAX)
        return give_up("too many paths", "");
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    log_init(LOG_ERROR);
    if (!overhear_all(bare, argv))
        return false;
    if (!bare_open(bare, argv[1]))
        return give_up("the database does not open.", argv[1]);
    if (!bare_prepare(bare))
        return false;
    say_queries(bare);
    return run_rounds(bare);
}

int
main(int argc, char **argv)
{
    static struct bare bare;
    bool fine = false;

    arena_init(&bare.arena, ARENA_MAX);
    if (argc < 4)
        give_up("usage: bare_page DB COOKIE PATH…", "");
    else
        fine = run(&bare, argc, argv);
    for (size_t i = 0; i < bare.statement_count; i++)
        sqlite3_finalize(bare.statements[i]);
    sqlite3_close(bare.handle);
    arena_release(&bare.arena);
    return fine ? 0 : 1;
}
