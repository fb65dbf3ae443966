/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Many rows of one INSERT, whose answers nobody waits for: what an import, a restore and a made
 * organisation are written with. SQLite takes each row at once; PostgreSQL takes them in portions
 * by COPY, which spares it a statement a row and us a round trip.
 *
 * Order of calls: bulk_open() · bulk_add() for each row · bulk_close(). Rows are in the table after
 * bulk_close(), not before: until then no query of the same transaction may count on them. A row
 * that is refused breaks the transaction as any statement does; on PostgreSQL the error may come
 * with a later row, at the latest with bulk_close().
 */
#ifndef KOERS_DB_BULK_H
#define KOERS_DB_BULK_H

#include "base/buf.h"
#include "db/db.h"

#define BULK_BYTES (1U << 20) /* of rows in one portion: well within the time of a statement */

struct bulk {
    struct conn *conn; /* NULL: not open */
    const struct query *query;
    struct str into; /* "item (id, name)", of the query's text */
    struct buf rows; /* those that wait, as the engine takes them */
};

/* A local with cleanup; closing twice does no harm. */
#define BULK_CLEANUP __attribute__((cleanup(bulk_release)))

/* The query must be a plain "INSERT INTO table (columns) VALUES (…)" with a parameter for each
 * column, in their order, and nothing behind it; ERR_INTERNAL when it is not. */
enum err bulk_open(struct bulk *bulk, struct conn *conn, const struct query *query) MUST_USE;

/* One row. Texts are copied or used at once. Errors as rows_open() and rows_next(). */
enum err bulk_add(struct bulk *bulk, const struct value *params, size_t count) MUST_USE;

/* Writes what waits now: for rows of another table that refer to these. */
enum err bulk_write(struct bulk *bulk) MUST_USE;

/* Bytes that wait; with BULK_BYTES they are written. */
size_t bulk_waiting(const struct bulk *bulk);

/* Writes what waits, and ends. */
enum err bulk_close(struct bulk *bulk) MUST_USE;

/* Throws away what waits, after an error. */
void bulk_release(struct bulk *bulk);

#endif
