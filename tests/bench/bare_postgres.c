/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reference of a page on PostgreSQL: its statements over one connection of libpq, every column
 * of every row read, and nothing else.
 *
 *     bare_postgres read|anew URL COOKIE REQUEST…
 *
 * The statements are overheard as bare.c has it, and sent one after the other, each waited for:
 * prepared, in binary, BEGIN together with the first, and the end of the transaction read with the
 * next one. That the program sends some of them together is its own affair.
 */
#include <endian.h>
#include <stdlib.h>

#include "db/postgres.h"
#include "listen.h"
#include "rounds.h"

#define STATEMENT_MAX  64 /* different ones */
#define LIST_BYTES_MAX (1U << 20)

struct bare {
    struct rounds rounds; /* first */
    struct listening listening;
    PGconn *handle;
    const struct query *prepared[STATEMENT_MAX]; /* the name is the place */
    size_t prepared_count;
    bool unread; /* the end of the transaction before */
    size_t asked;
    struct buf list; /* of a parameter, as it is sent */
};

static bool
bare_fail(const struct bare *bare, const char *what)
{
    fprintf(stderr, "bench: %s: ", what);
    return give_up("PostgreSQL says", PQerrorMessage(bare->handle));
}

static bool
bare_open(struct bare *bare)
{
    bare->handle = PQconnectdb(bare->listening.place);
    if (PQstatus(bare->handle) != CONNECTION_OK)
        return bare_fail(bare, "connecting");
    PQclear(
        PQexec(bare->handle, "SET jit = off; SET random_page_cost = 1.1; SET timezone = 'UTC'"));
    return true;
}

static size_t
place_of(const struct bare *bare, const struct query *query)
{
    size_t place = 0;

    while (place < bare->prepared_count && bare->prepared[place] != query)
        place++;
    return place;
}

static bool
prepare(struct bare *bare, const struct query *query)
{
    Oid types[QUERY_PARAM_MAX];
    char name[16];
    size_t place = place_of(bare, query);

    if (place < bare->prepared_count)
        return true;
    if (place == STATEMENT_MAX)
        return give_up("too many different statements", "");
    for (size_t i = 0; i < query->param_count; i++)
        types[i] = postgres_oid(query->params[i]);
    snprintf(name, sizeof(name), "%zu", place);
    PGresult *result =
        PQprepare(bare->handle, name, query->sql[ENGINE_POSTGRES], (int)query->param_count, types);
    bool fine = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    bare->prepared[bare->prepared_count++] = query;
    return fine || bare_fail(bare, query->name);
}

static bool
bare_prepare(struct bare *bare)
{
    for (size_t i = 0; i < bare->listening.count; i++) {
        const struct overheard_list *heard = &bare->listening.requests[i].heard;
        for (size_t j = 0; j < heard->count; j++)
            if (!prepare(bare, heard->items[j].query))
                return false;
    }
    return PQenterPipelineMode(bare->handle) || bare_fail(bare, "the pipeline");
}

/* ---- one request ----------------------------------------------------------------------------- */

static bool
send_plain(struct bare *bare, const char *sql)
{
    return PQsendQueryParams(bare->handle, sql, 0, NULL, NULL, NULL, NULL, 1);
}

/* One parameter; a list is laid out in `bare`, of which there is one at most. */
static const char *
param_bytes(struct bare *bare, const struct value *value, uint64_t *number, int *ret_length)
{
    bool is_bool = value->kind == VALUE_BOOL;

    if (value->is_null)
        return NULL;
    switch (value->kind) {
    case VALUE_TEXT:
        *ret_length = (int)value->text.len;
        return value->text.ptr;
    case VALUE_INT_LIST:
    case VALUE_TEXT_LIST:
        buf_clear(&bare->list);
        postgres_array(&bare->list, value);
        *ret_length = (int)bare->list.len;
        return bare->list.ptr;
    case VALUE_INT:
    case VALUE_BOOL:
        break;
    }
    *number = is_bool ? htole64(value->number != 0) : htobe64((uint64_t)value->number);
    *ret_length = is_bool ? 1 : sizeof(*number);
    return (const char *)number;
}

static bool
send_query(struct bare *bare, const struct overheard *heard)
{
    const char *values[QUERY_PARAM_MAX];
    int lengths[QUERY_PARAM_MAX] = {0};
    int formats[QUERY_PARAM_MAX];
    uint64_t numbers[QUERY_PARAM_MAX];
    char name[16];

    for (size_t i = 0; i < heard->query->param_count; i++) {
        values[i] = param_bytes(bare, &heard->params[i], &numbers[i], &lengths[i]);
        formats[i] = 1;
    }
    snprintf(name, sizeof(name), "%zu", place_of(bare, heard->query));
    return PQsendQueryPrepared(bare->handle, name, (int)heard->query->param_count, values, lengths,
                               formats, 1);
}

static void
read_rows(struct bare *bare, const PGresult *result)
{
    int columns = PQnfields(result);

    for (int row = 0; row < PQntuples(result); row++) {
        bare->rounds.rows++;
        for (int column = 0; column < columns; column++) {
            uint64_t number;
            const char *bytes = PQgetvalue(result, row, column);
            int length = PQgetlength(result, row, column);
            if (PQgetisnull(result, row, column))
                continue;
            if (PQftype(result, column) == postgres_oid(VALUE_INT)) {
                memcpy(&number, bytes, sizeof(number));
                bare->rounds.sum += be64toh(number);
            } else {
                bare->rounds.sum += (uintptr_t)bytes + (uint64_t)length;
            }
        }
    }
}

/* Reads up to the end of what was sent before the last sync. */
static bool
read_to_sync(struct bare *bare)
{
    for (int empty = 0; empty < 2;) {
        PGresult *result = PQgetResult(bare->handle);
        ExecStatusType status = PQresultStatus(result);
        if (result == NULL) {
            empty++;
            continue;
        }
        empty = 0;
        if (status == PGRES_TUPLES_OK)
            read_rows(bare, result);
        PQclear(result);
        if (status == PGRES_PIPELINE_SYNC)
            return true;
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            return bare_fail(bare, "a statement");
    }
    return bare_fail(bare, "an answer is missing");
}

static bool
run_request(struct bare *bare)
{
    const struct overheard_list *heard =
        &bare->listening.requests[bare->asked++ % bare->listening.count].heard;

    for (size_t i = 0; i < heard->count; i++) {
        if ((i == 0 && !send_plain(bare, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")) ||
            !send_query(bare, &heard->items[i]) || !PQpipelineSync(bare->handle))
            return bare_fail(bare, heard->items[i].query->name);
        if ((bare->unread && !read_to_sync(bare)) || !read_to_sync(bare))
            return false;
        bare->unread = false;
    }
    bare->unread = true;
    return send_plain(bare, "COMMIT") && PQpipelineSync(bare->handle) && PQflush(bare->handle) >= 0;
}

static bool
run_some(struct rounds *rounds, int64_t most, int64_t *ret_count)
{
    (void)most;
    *ret_count = 1;
    return run_request((struct bare *)rounds);
}

static bool
run(struct bare *bare)
{
    if (bare->listening.writes || bare->listening.engine != ENGINE_POSTGRES)
        return give_up("this reads, from PostgreSQL", "");
    if (!bare_open(bare) || !bare_prepare(bare))
        return false;
    listen_say(&bare->listening);
    return rounds_run(&bare->rounds);
}

int
main(int argc, char **argv)
{
    static struct bare bare = {.rounds = {.run_some = run_some}};

    buf_init(&bare.list, LIST_BYTES_MAX);
    bool fine = listen_to(&bare.listening, argc, argv) && run(&bare);
    PQfinish(bare.handle);
    buf_release(&bare.list);
    listen_release(&bare.listening);
    return fine ? 0 : 1;
}
