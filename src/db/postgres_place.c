/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a server's log stands, and whether a standby has followed it that far. A standby that has
 * replayed the log up to a place shows, to every snapshot taken from then on, what was committed
 * before that place. So it is asked before BEGIN, and only where the connection does not know yet.
 */
#include <inttypes.h>

#include "db/postgres.h"

struct place_seen {
    struct db_place place;
    bool standby;
};

static const char place_sql[] =
    "SELECT c.system_identifier, pg_is_in_recovery()::int::bigint,"
    " coalesce(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()"
    " ELSE pg_current_wal_insert_lsn() END - '0/0', 0)::bigint FROM pg_control_system() AS c";

static enum err
place_read(struct postgres_conn *conn, const PGresult *result, struct place_seen *out)
{
    int64_t numbers[3];

    TRY(postgres_result_err(conn, result, "place"));
    if (PQntuples(result) != 1 || PQnfields(result) != 3)
        return conn_fail(&conn->base, ERR_CORRUPT, "place: not one row of three numbers");
    for (int i = 0; i < 3; i++)
        TRY(postgres_number(PQftype(result, i), PQgetvalue(result, 0, i), PQgetlength(result, 0, i),
                            &numbers[i]));
    *out = (struct place_seen){.place = {.system = numbers[0], .position = numbers[2]},
                               .standby = numbers[1] != 0};
    return OK;
}

/* In no transaction. */
static enum err
place_ask(struct postgres_conn *conn, struct place_seen *out)
{
    PGresult *result;

    if (!PQsendQueryParams(conn->handle, place_sql, 0, NULL, NULL, NULL, NULL, 1) ||
        !PQpipelineSync(conn->handle))
        return postgres_lose(conn, "place");
    TRY(postgres_next(conn, &result));
    enum err err = place_read(conn, result, out);
    PQclear(result);
    if (!conn->lost)
        TRY(postgres_sync(conn));
    return err;
}

enum err
postgres_place(struct db *base, struct db_place *out, char *why)
{
    struct postgres_conn *conn;
    struct place_seen seen;

    TRY(postgres_take(postgres_db(base), &conn, why));
    conn_reset(&conn->base, /* writes= */ false);
    enum err err = place_ask(conn, &seen);
    if (err == OK && seen.standby)
        err = conn_fail(&conn->base, ERR_GONE, "the server is a standby");
    if (err == OK)
        *out = seen.place;
    why_set(why, "%s", conn->base.why);
    postgres_give(conn);
    return err == ERR_RETRY ? ERR_GONE : err;
}

void
postgres_follow(struct db *base, const struct db_place *place)
{
    struct postgres_db *db = postgres_db(base);

    pthread_mutex_lock(&db->lock);
    db->follows = *place;
    pthread_mutex_unlock(&db->lock);
}

enum err
postgres_reach(struct postgres_conn *conn)
{
    struct postgres_db *db = postgres_db(conn->base.db);
    struct place_seen seen;

    pthread_mutex_lock(&db->lock);
    struct db_place wanted = db->follows;
    pthread_mutex_unlock(&db->lock);
    if (wanted.position == 0)
        return conn_fail(&conn->base, ERR_BUSY, "nobody said yet how far it must have followed");
    if (conn->followed >= wanted.position)
        return OK;
    TRY(place_ask(conn, &seen));
    if (!seen.standby)
        return conn_fail(&conn->base, ERR_GONE, "the replica is no standby");
    if (seen.place.system != wanted.system)
        return conn_fail(&conn->base, ERR_GONE, "the replica is of another database cluster");
    conn->followed = seen.place.position;
    if (conn->followed < wanted.position)
        return conn_fail(&conn->base, ERR_BUSY, "the replica is %" PRId64 " bytes behind",
                         wanted.position - conn->followed);
    return OK;
}
