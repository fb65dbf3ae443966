/* SPDX-License-Identifier: Apache-2.0 */
#include "listen.h"

#include "base/log.h"
#include "client.h"
#include "edge/edge.h"
#include "gen/migration.h"
#include "practice/okr/cache.h"

#define ARENA_MAX (64U << 20)
#define SUMS_MAX  (80U << 20) /* what a server remembers, as `sums-mib` has it by itself */

bool
give_up(const char *why, const char *more)
{
    fprintf(stderr, "bench: %s %s\n", why, more);
    return false;
}

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

/* Four times over all of them: twice unheard, so that statements are prepared and the server
 * remembers what it computed (the first answer of all finds what nobody has heard of yet); then
 * twice, which must be the same. Requests that undo each other so find the same state each time. */
static bool
overhear_requests(struct listening *listening, struct overhearing *overhearing,
                  struct client *client)
{
    struct overheard_list again;

    for (int round = 0; round < 4; round++) {
        for (size_t i = 0; i < listening->count; i++) {
            struct listened *request = &listening->requests[i];
            struct overheard_list *heard = round == 2 ? &request->heard : &again;
            if (!overhear_one(overhearing, client, request->text, heard))
                return false;
            if (round == 3 && !overheard_same(heard, &request->heard))
                return give_up("two equal requests ran different statements", "");
        }
    }
    return true;
}

static bool
serve_and_overhear(struct listening *listening, struct db *db)
{
    struct overhearing overhearing;
    struct edge_options options = {.db = db,
                                   .listen = "127.0.0.1:0",
                                   .threads = 1,
                                   .cache = cache_new(listening->forgets ? 0 : SUMS_MAX)};
    struct edge edge;
    struct client client;
    const char *why = "";

    overhear(&overhearing, db, listening->writes, &listening->arena);
    if (edge_start(&options, &edge, &why) != OK)
        return give_up("the server does not start.", why);
    bool fine = client_open(&client, &listening->arena, edge_port(&edge)) &&
                overhear_requests(listening, &overhearing, &client);
    client_close(&client);
    fine &= edge_stop(&edge) == OK;
    cache_free(options.cache);
    return fine;
}

static bool
overhear_all(struct listening *listening)
{
    char url[4096];
    char why[DB_WHY_MAX] = "";
    struct db_options options = {.url = url, .query_count = (unsigned)all_query_count};
    struct db *db;

    snprintf(url, sizeof(url), "%s%s", listening->engine == ENGINE_SQLITE ? "sqlite:" : "",
             listening->place);
    if (db_open(&db, &options, why) != OK)
        return give_up("the database does not open.", why);
    bool fine = db_migrate(db, all_migrations, all_migrations_count, MIGRATE_VERIFY, why) == OK &&
                serve_and_overhear(listening, db);
    db_close(db);
    return fine;
}

bool
listen_to(struct listening *listening, int argc, char **argv)
{
    if (argc < 5 || argc - 4 > LISTEN_REQUEST_MAX)
        return give_up("arguments: read|write|anew PLACE COOKIE REQUEST…", "");
    log_init(LOG_ERROR);
    arena_init(&listening->arena, ARENA_MAX);
    listening->writes = strcmp(argv[1], "write") == 0;
    listening->forgets = strcmp(argv[1], "anew") == 0;
    listening->place = argv[2];
    listening->engine =
        str_starts(str_from(argv[2]), STR("postgresql:")) ? ENGINE_POSTGRES : ENGINE_SQLITE;
    for (int i = 4; i < argc; i++)
        listening->requests[listening->count++].text =
            client_request(&listening->arena, str_from(argv[i]), str_from(argv[3]));
    return overhear_all(listening);
}

void
listen_say(const struct listening *listening)
{
    const struct overheard_list *heard = &listening->requests[0].heard;

    printf("{\"queries\":[");
    for (size_t i = 0; i < heard->count; i++)
        printf("%s\"%s\"", i > 0 ? "," : "",
               heard->items[i].query != NULL ? heard->items[i].query->name : heard->items[i].sql);
    printf("]}\n");
    fflush(stdout);
}

void
listen_release(struct listening *listening)
{
    arena_release(&listening->arena);
}
