/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows by COPY in its binary form: a head, for each row a count of columns and for each column its
 * length and bytes, and an end. COPY does not go with pipeline mode, so a portion leaves it and
 * comes back to it.
 */
#include <endian.h>

#include "db/postgres.h"

#define COPY_TEXT_MAX 4096U
#define COPY_HEAD     "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0" /* signature, flags, no extension */
#define COPY_END      "\377\377"

static void
append_16(struct buf *buf, size_t value)
{
    uint16_t bytes = htobe16((uint16_t)value);

    buf_append(buf, (const char *)&bytes, sizeof(bytes));
}

static void
append_32(struct buf *buf, size_t value)
{
    uint32_t bytes = htobe32((uint32_t)value);

    buf_append(buf, (const char *)&bytes, sizeof(bytes));
}

static void
append_value(struct buf *buf, const struct value *value)
{
    uint64_t number = htobe64((uint64_t)value->number);

    if (value->is_null) {
        append_32(buf, UINT32_MAX);
        return;
    }
    switch (value->kind) {
    case VALUE_INT:
        append_32(buf, sizeof(number));
        buf_append(buf, (const char *)&number, sizeof(number));
        break;
    case VALUE_BOOL:
        append_32(buf, 1);
        buf_append_char(buf, value->number != 0 ? 1 : 0);
        break;
    case VALUE_TEXT:
        append_32(buf, value->text.len);
        buf_append_str(buf, value->text);
        break;
    case VALUE_INT_LIST:
    case VALUE_TEXT_LIST: /* no column holds one */
        break;
    }
}

void
postgres_bulk_row(struct bulk *bulk, const struct value *params)
{
    size_t count = bulk->query->param_count;

    if (bulk->rows.len == 0)
        buf_append(&bulk->rows, COPY_HEAD, sizeof(COPY_HEAD) - 1);
    append_16(&bulk->rows, count);
    for (size_t i = 0; i < count; i++)
        append_value(&bulk->rows, &params[i]);
}

/* Sends the rows; whether they are taken, the results say. */
static enum err
send_rows(struct postgres_conn *conn, const struct buf *rows)
{
    struct str end = {COPY_END, sizeof(COPY_END) - 1};

    if (PQputCopyData(conn->handle, rows->ptr, (int)rows->len) != 1 ||
        PQputCopyData(conn->handle, end.ptr, (int)end.len) != 1 ||
        PQputCopyEnd(conn->handle, NULL) != 1)
        return postgres_lose(conn, "COPY");
    return OK;
}

static enum err
copy(struct postgres_conn *conn, struct bulk *bulk)
{
    char sql[COPY_TEXT_MAX];
    enum err err = OK;

    int len =
        snprintf(sql, sizeof(sql), "COPY %.*s FROM STDIN (FORMAT binary)", STR_FMT(bulk->into));
    if (len < 0 || (size_t)len >= sizeof(sql))
        return conn_fail(&conn->base, ERR_TOO_LARGE, "%s: the text", bulk->query->name);
    if (!PQsendQuery(conn->handle, sql))
        return postgres_lose(conn, bulk->query->name);
    for (;;) {
        TRY(postgres_await(conn));
        PGresult *result = PQgetResult(conn->handle);
        if (result == NULL)
            return err;
        bool asks = PQresultStatus(result) == PGRES_COPY_IN;
        enum err step = asks ? send_rows(conn, &bulk->rows)
                             : postgres_result_err(conn, result, bulk->query->name);
        err = err != OK ? err : step;
        PQclear(result);
        if (conn->lost)
            return err;
    }
}

static enum err
begin(struct postgres_conn *conn)
{
    for (const char *const *text = postgres_begin_texts(&conn->base); *text != NULL; text++)
        TRY(postgres_run_plain(conn, *text));
    conn->base.alone = false;
    return OK;
}

enum err
postgres_bulk_write(struct bulk *bulk)
{
    struct postgres_conn *conn = postgres_conn(bulk->conn);

    TRY(postgres_pipeline_leave(conn));
    enum err err = OK;
    if (!conn->begun)
        err = begin(conn);
    conn->begun = true;
    if (err == OK)
        err = copy(conn, bulk);
    if (!conn->lost)
        TRY(postgres_pipeline_enter(conn));
    return err;
}
