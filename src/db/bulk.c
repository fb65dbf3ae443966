/* SPDX-License-Identifier: Apache-2.0 */
#include "db/bulk.h"

#include "db/engine.h"

/* Is it "$1, $2, …)" up to the last parameter, and the end? */
static bool
takes_all_in_order(const char *values, size_t count)
{
    for (size_t i = 1; i <= count; i++) {
        char place[24];
        int len = snprintf(place, sizeof(place), "$%zu%s", i, i < count ? ", " : ")");
        if (strncmp(values, place, (size_t)len) != 0)
            return false;
        values += len;
    }
    return *values == '\0';
}

/* The text of PostgreSQL is asked on both engines, so that a defect shows on both. */
enum err
bulk_open(struct bulk *bulk, struct conn *conn, const struct query *query)
{
    static const char insert[] = "INSERT INTO ";
    static const char values[] = " VALUES (";
    const char *sql = query->sql[ENGINE_POSTGRES];
    const char *end = strstr(sql, values);

    *bulk = (struct bulk){0};
    if (strncmp(sql, insert, strlen(insert)) != 0 || end == NULL || query->param_count == 0 ||
        !takes_all_in_order(end + strlen(values), query->param_count))
        return conn_fail(conn, ERR_INTERNAL, "%s: is no plain INSERT", query->name);
    const char *into = sql + strlen(insert);
    *bulk = (struct bulk){.conn = conn, .query = query, .into = {into, (size_t)(end - into)}};
    buf_init(&bulk->rows, BULK_BYTES + DB_TEXT_MAX);
    return OK;
}

enum err
bulk_write(struct bulk *bulk)
{
    enum err err = bulk->conn->failed;

    if (err == OK && bulk->rows.len > 0)
        err = bulk->conn->db->ops->bulk_write(bulk);
    buf_clear(&bulk->rows);
    return err;
}

size_t
bulk_waiting(const struct bulk *bulk)
{
    return bulk->rows.len;
}

enum err
bulk_add(struct bulk *bulk, const struct value *params, size_t count)
{
    const struct engine_ops *ops = bulk->conn->db->ops;

    if (ops->bulk_row == NULL)
        return query_exec(bulk->conn, bulk->query, params, count, NULL);
    if (bulk->conn->failed != OK)
        return bulk->conn->failed;
    TRY(query_check(bulk->conn, bulk->query, params, count));
    bulk->conn->wrote = true;
    ops->bulk_row(bulk, params);
    if (buf_failed(&bulk->rows) != OK)
        return conn_fail(bulk->conn, ERR_TOO_LARGE, "%s: the row", bulk->query->name);
    return bulk->rows.len < BULK_BYTES ? OK : bulk_write(bulk);
}

enum err
bulk_close(struct bulk *bulk)
{
    enum err err = OK;

    if (bulk->conn != NULL)
        err = bulk_write(bulk);
    bulk_release(bulk);
    return err;
}

void
bulk_release(struct bulk *bulk)
{
    if (bulk->conn != NULL)
        buf_release(&bulk->rows);
    bulk->conn = NULL;
}
