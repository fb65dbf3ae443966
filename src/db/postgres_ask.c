/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Queries on PostgreSQL: prepared by number on first use with declared types, binary in both
 * directions. The first of a transaction carries BEGIN.
 *
 * They are sent in the order in which they are named, and answered in that order. One that is said
 * ahead lies in the library's buffer until somebody waits for an answer; then all that lie there go
 * out with one sync, and are read up to it. What was not asked for yet stays here, as the library
 * read it: nothing of the caller's is written to before the caller asks, so that it does not matter
 * what becomes of the caller meanwhile.
 */
#include <endian.h>

#include "db/postgres.h"

#define NAME_MAX_LEN    16
#define AHEAD_BYTES_MAX (64U << 10) /* of parameters of queries that were said ahead */

/* Parameters as libpq wants them; of lists there is one at most. */
struct bound {
    const char *values[QUERY_PARAM_MAX];
    int lengths[QUERY_PARAM_MAX];
    int formats[QUERY_PARAM_MAX];
    uint64_t numbers[QUERY_PARAM_MAX];
};

/* ---- sent ------------------------------------------------------------------------------------ */

static unsigned
place_of(const struct postgres_conn *conn, const struct query *query)
{
    unsigned count = conn->base.db->query_count;

    if (query->number < count)
        return query->number;
    unsigned own = QUERY_UNCACHED - 1 - query->number;
    return own < POSTGRES_OWN_COUNT ? count + own : QUERY_UNCACHED;
}

static bool
prepare_send(struct postgres_conn *conn, const char *name, const struct query *query)
{
    Oid oids[QUERY_PARAM_MAX];

    for (size_t i = 0; i < query->param_count; i++)
        oids[i] = postgres_oid(query->params[i]);
    return PQsendPrepare(conn->handle, name, query->sql[ENGINE_POSTGRES], (int)query->param_count,
                         oids);
}

static void
value_bind(const struct postgres_conn *conn, struct bound *bound, size_t i,
           const struct value *value)
{
    bound->formats[i] = 1;
    if (value->is_null) {
        bound->values[i] = NULL;
        bound->lengths[i] = 0;
        return;
    }
    switch (value->kind) {
    case VALUE_INT:
        bound->numbers[i] = htobe64((uint64_t)value->number);
        bound->lengths[i] = 8;
        break;
    case VALUE_BOOL:
        memcpy(&bound->numbers[i], value->number != 0 ? "\1" : "\0", 1);
        bound->lengths[i] = 1;
        break;
    case VALUE_TEXT:
        bound->values[i] = value->text.ptr;
        bound->lengths[i] = (int)value->text.len;
        return;
    case VALUE_INT_LIST:
    case VALUE_TEXT_LIST:
        bound->values[i] = conn->list.ptr;
        bound->lengths[i] = (int)conn->list.len;
        return;
    }
    bound->values[i] = (const char *)&bound->numbers[i];
}

static bool
execute_send(const struct postgres_conn *conn, const char *name, const struct query *query,
             const struct value *params)
{
    struct bound bound;

    for (size_t i = 0; i < query->param_count; i++)
        value_bind(conn, &bound, i, &params[i]);
    return PQsendQueryPrepared(conn->handle, name, (int)query->param_count, bound.values,
                               bound.lengths, bound.formats, /* resultFormat= */ 1);
}

/* Lays the list out, where the query takes one, for value_bind(). */
static enum err
list_write(struct postgres_conn *conn, const struct query *query, const struct value *params)
{
    buf_clear(&conn->list);
    for (size_t i = 0; i < query->param_count; i++)
        if (params[i].kind == VALUE_INT_LIST || params[i].kind == VALUE_TEXT_LIST)
            postgres_array(&conn->list, &params[i]);
    if (buf_failed(&conn->list) != OK)
        return conn_fail(&conn->base, ERR_TOO_LARGE, "%s: the list", query->name);
    return OK;
}

/* Who has lost too often keeps all others out, on a table that nobody writes to; before the
 * snapshot is taken, so that it sees what they did. They stand in line behind it, it stands in line
 * behind those that run, and gives up where one of them takes long. */
const char *const *
postgres_begin_texts(const struct conn *conn)
{
    static const char *const reads[] = {"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", NULL};
    static const char *const settled[] = {"BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE", NULL};
    static const char *const writes[] = {"BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE",
                                         "LOCK TABLE schema_migration IN ROW SHARE MODE", NULL};
    static const char *const alone[] = {
        "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE", "SET LOCAL lock_timeout = '1s'",
        "LOCK TABLE schema_migration IN EXCLUSIVE MODE", "SET LOCAL lock_timeout = 0", NULL};

    if (!conn->writes)
        return reads;
    if (conn->settled)
        return settled;
    return conn->alone ? alone : writes;
}

static bool
begin_send(struct postgres_conn *conn)
{
    bool sent = true;

    for (const char *const *text = postgres_begin_texts(&conn->base); *text != NULL && sent; text++)
        sent = PQsendQueryParams(conn->handle, *text, 0, NULL, NULL, NULL, NULL, 1) != 0;
    return sent;
}

/* Puts a query behind those that lie in the library's buffer. */
static enum err
query_send(struct postgres_conn *conn, const struct query *query, const struct value *params)
{
    unsigned place = place_of(conn, query);
    bool prepares = place == QUERY_UNCACHED || !conn->prepared[place];
    char name[NAME_MAX_LEN] = "";

    TRY(list_write(conn, query, params));
    if (place != QUERY_UNCACHED)
        snprintf(name, sizeof(name), "q%u", place);
    if ((!conn->begun && !begin_send(conn)) || (prepares && !prepare_send(conn, name, query)) ||
        !execute_send(conn, name, query, params))
        return postgres_lose(conn, query->name);
    conn->begins |= !conn->begun;
    conn->begun = true;
    if (place != QUERY_UNCACHED)
        conn->prepared[place] = true; /* or else answers_read() takes it back */
    conn->asked[conn->asked_count++] = (struct postgres_asked){
        .query = query, .name = query->name, .place = place, .prepares = prepares};
    return OK;
}

/* ---- read ------------------------------------------------------------------------------------ */

/* One result, thrown away when all is well. */
static enum err
step_finish(struct postgres_conn *conn, const char *what)
{
    PGresult *result;

    TRY(postgres_next(conn, &result));
    enum err err = postgres_result_err(conn, result, what);
    PQclear(result);
    return err;
}

static enum err
begin_finish(struct postgres_conn *conn)
{
    for (const char *const *text = postgres_begin_texts(&conn->base); *text != NULL; text++)
        TRY(step_finish(conn, *text));
    conn->base.alone = false; /* it is: what fails now is its own */
    return OK;
}

static enum err
answer_read(struct postgres_conn *conn, struct postgres_asked *asked)
{
    PGresult *result;

    if (asked->prepares)
        TRY(step_finish(conn, asked->name));
    asked->prepares = false;
    TRY(postgres_next(conn, &result));
    enum err err = postgres_result_err(conn, result, asked->name);
    if (err != OK || asked->query == NULL) {
        PQclear(result);
        return err;
    }
    asked->result = result;
    return OK;
}

/* Sends all that lies in the buffer, and reads its answers. Behind one that failed there is none:
 * what should have been prepared was not. */
static enum err
answers_read(struct postgres_conn *conn)
{
    enum err err = OK;

    if (!PQpipelineSync(conn->handle))
        return postgres_lose(conn, "sync");
    atomic_fetch_add_explicit(&conn->base.db->waits, 1, memory_order_relaxed);
    if (conn->begins)
        err = begin_finish(conn);
    conn->begins = false;
    for (; conn->asked_read < conn->asked_count; conn->asked_read++) {
        struct postgres_asked *asked = &conn->asked[conn->asked_read];
        if (err == OK)
            err = answer_read(conn, asked);
        if (asked->prepares && asked->place != QUERY_UNCACHED)
            conn->prepared[asked->place] = false;
    }
    if (!conn->lost) {
        enum err synced = postgres_sync(conn);
        err = err != OK ? err : synced;
    }
    return err;
}

/* ---- said ahead, and asked for --------------------------------------------------------------- */

static void
value_write(struct buf *out, const struct value *value)
{
    buf_append_char(out, value->is_null ? '0' : '1');
    buf_append(out, (const char *)&value->number, sizeof(value->number));
    buf_append(out, (const char *)&value->text.len, sizeof(value->text.len));
    buf_append_str(out, value->text);
}

/* The parameters behind one another, so that equal ones are equal bytes. */
static void
params_write(struct buf *out, const struct query *query, const struct value *params)
{
    for (size_t i = 0; i < query->param_count; i++) {
        bool is_list = params[i].kind == VALUE_INT_LIST || params[i].kind == VALUE_TEXT_LIST;
        value_write(out, &params[i]);
        for (int64_t j = 0; is_list && j < params[i].number; j++)
            value_write(out, &params[i].items[j]);
    }
}

static bool
is_asked(struct postgres_conn *conn, const struct postgres_asked *asked, const struct value *params)
{
    struct buf *said = &conn->said;
    size_t end = said->len;

    params_write(said, asked->query, params);
    size_t len = said->len - end;
    bool is_same = buf_failed(said) == OK && len == asked->said_len &&
                   (len == 0 || memcmp(said->ptr + end, said->ptr + asked->said_at, len) == 0);
    said->len = end;
    return is_same;
}

/* The query with these parameters, if it was said ahead; or NULL. */
static struct postgres_asked *
asked_find(struct postgres_conn *conn, const struct query *query, const struct value *params)
{
    for (unsigned i = 0; i < conn->asked_count; i++)
        if (conn->asked[i].query == query && is_asked(conn, &conn->asked[i], params))
            return &conn->asked[i];
    return NULL;
}

/* Nobody asks for this one again. */
static void
asked_forget(struct postgres_asked *asked)
{
    PQclear(asked->result);
    asked->result = NULL;
    asked->query = NULL;
}

/* Takes those out that are read and forgotten, so that there is room for others. */
static void
asked_trim(struct postgres_conn *conn)
{
    unsigned read = 0;
    unsigned kept = 0;

    for (unsigned i = 0; i < conn->asked_count; i++) {
        bool is_read = i < conn->asked_read;
        if (is_read && conn->asked[i].query == NULL)
            continue;
        read += is_read;
        conn->asked[kept++] = conn->asked[i];
    }
    conn->asked_read = read;
    conn->asked_count = kept;
    if (kept == 0)
        buf_clear(&conn->said);
}

void
postgres_ahead(struct conn *base, const struct query *query, const struct value *params)
{
    struct postgres_conn *conn = postgres_conn(base);
    size_t at = conn->said.len;

    /* One place is left for who asks. */
    if (conn->asked_count + 1 >= POSTGRES_ASKED_MAX || asked_find(conn, query, params) != NULL)
        return;
    params_write(&conn->said, query, params);
    size_t len = conn->said.len - at;
    if (buf_failed(&conn->said) != OK || at + len > AHEAD_BYTES_MAX ||
        query_send(conn, query, params) != OK) {
        conn->said.len = at;
        return;
    }
    conn->asked[conn->asked_count - 1].said_at = at;
    conn->asked[conn->asked_count - 1].said_len = len;
}

enum err
postgres_ask(struct postgres_conn *conn, const struct query *query, const struct value *params,
             PGresult **out)
{
    enum err err = OK;

    if (query->writes)
        postgres_forget(conn);
    struct postgres_asked *asked = asked_find(conn, query, params);
    if (asked == NULL) {
        TRY(query_send(conn, query, params));
        asked = &conn->asked[conn->asked_count - 1];
    }
    if (asked >= &conn->asked[conn->asked_read])
        err = answers_read(conn);
    *out = asked->result;
    asked->result = NULL;
    asked_forget(asked);
    asked_trim(conn);
    if (err != OK)
        PQclear(*out);
    return err;
}

void
postgres_forget(struct postgres_conn *conn)
{
    for (unsigned i = 0; i < conn->asked_count; i++)
        asked_forget(&conn->asked[i]);
    asked_trim(conn);
}

enum err
postgres_answers_finish(struct postgres_conn *conn)
{
    postgres_forget(conn);
    if (conn->asked_read == conn->asked_count)
        return OK;
    enum err err = answers_read(conn);
    asked_trim(conn);
    return err;
}
