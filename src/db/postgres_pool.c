/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who gets which connection: the one given back last, so that few are kept busy and their
 * statements stay prepared. Connections are made when they are needed, up to a limit; who comes
 * later waits.
 */
#include "base/wait.h"
#include "db/postgres.h"

static struct postgres_conn *
conn_new(struct postgres_db *db)
{
    struct arena arena;
    size_t places = db->base.query_count + POSTGRES_OWN_COUNT;

    arena_init(&arena, DB_ARENA_MAX + places);
    struct postgres_conn *conn = arena_new(&arena, struct postgres_conn);
    bool *prepared = arena_array(&arena, places, sizeof(bool));
    if (conn == NULL || prepared == NULL) {
        arena_release(&arena);
        return NULL;
    }
    conn->prepared = prepared;
    buf_init(&conn->list, DB_TEXT_MAX);
    buf_init(&conn->said, DB_TEXT_MAX);
    conn->base.db = &db->base;
    conn->base.arena = arena;
    return conn;
}

static void
conn_disconnect(struct postgres_conn *conn)
{
    PQfinish(conn->handle);
    conn->handle = NULL;
    memset(conn->prepared, 0, conn->base.db->query_count + POSTGRES_OWN_COUNT);
    postgres_forget(conn);
    conn->asked_count = conn->asked_read = 0;
    conn->unread = 0;
    conn->followed = 0;
    conn->lost = false;
}

static void
conn_free(struct postgres_conn *conn)
{
    conn_disconnect(conn);
    buf_release(&conn->list);
    buf_release(&conn->said);
    struct arena arena = conn->base.arena;
    arena_release(&arena);
}

/* An idle one, a new one, or the next that is given back. */
static enum err
conn_find(struct postgres_db *db, struct postgres_conn **out, char *why)
{
    const usec_t deadline = time_monotonic() + db->base.timeout_ms * USEC_PER_MSEC;
    enum err err = OK;
    bool waits = true;

    pthread_mutex_lock(&db->lock);
    while (db->idle == NULL && db->count == db->count_max && waits)
        waits = wait_until(&db->given, &db->lock, deadline);
    if (db->idle != NULL) {
        *out = db->idle;
        db->idle = db->idle->next;
    } else if (db->count == db->count_max) {
        fault_note(&db->base, DB_FAULT_CROWDED);
        why_set(why, "all %u connections are in use", db->count);
        err = ERR_BUSY;
    } else if ((*out = conn_new(db)) == NULL) {
        err = ERR_MEMORY;
    } else {
        db->count++;
    }
    pthread_mutex_unlock(&db->lock);
    return err;
}

static void
conn_put(struct postgres_db *db, struct postgres_conn *conn)
{
    struct postgres_conn **place = &db->idle;

    pthread_mutex_lock(&db->lock);
    /* Behind those that are connected: where the server takes no more of us, they carry on. */
    while (conn->handle == NULL && *place != NULL)
        place = &(*place)->next;
    conn->next = *place;
    *place = conn;
    pthread_cond_signal(&db->given);
    pthread_mutex_unlock(&db->lock);
}

/* Where another has broken since this one was made, this one may have, too. */
static enum err
conn_ensure(struct postgres_db *db, struct postgres_conn *conn, char *why)
{
    unsigned generation = atomic_load(&db->generation);

    if (conn->handle != NULL && conn->generation != generation)
        conn_disconnect(conn);
    if (conn->handle != NULL)
        return OK;
    TRY(postgres_connect(&conn->handle, db, why));
    postgres_hear(conn);
    conn->generation = generation;
    conn_begin_session(&conn->base);
    return PQenterPipelineMode(conn->handle) ? OK : ERR_INTERNAL;
}

enum err
postgres_take(struct postgres_db *db, struct postgres_conn **out, char *why)
{
    struct postgres_conn *conn;

    TRY(conn_find(db, &conn, why));
    conn->begun = conn->begins = conn->committing = conn->unconfirmed = conn->patient = false;
    enum err err = conn_ensure(db, conn, why);
    if (err != OK) {
        conn_put(db, conn);
        return err;
    }
    *out = conn;
    return OK;
}

void
postgres_give(struct postgres_conn *conn)
{
    if (conn->lost)
        conn_disconnect(conn);
    conn_put(postgres_db(conn->base.db), conn);
}

/* Nobody holds a connection any more. */
void
postgres_pool_close(struct postgres_db *db)
{
    while (db->idle != NULL) {
        struct postgres_conn *conn = db->idle;
        db->idle = conn->next;
        conn_free(conn);
    }
}
