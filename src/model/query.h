/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From rows to structs and back: what the functions that tool/sqlpack generates are made of.
 *
 * A bound query knows for each column which member of the row's type it fills. Texts are copied
 * into the arena of the call.
 */
#ifndef KOERS_MODEL_QUERY_H
#define KOERS_MODEL_QUERY_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "db/query.h"
#include "model/call.h"
#include "model/type.h"

#define QUERY_ROWS_MAX 1000000U /* rows one query may yield into memory */

struct bound_query {
    struct query query;
    const struct type *row; /* NULL when there are none */
    const uint8_t *columns; /* as many as query.column_count: place of its member in row->fields */
};

/* The one row; ERR_NOT_FOUND when there is none; ERR_CORRUPT when there are more, or when a
 * column holds what its member cannot (null, a word that is none of the enumeration). */
enum err query_one(struct call *call, const struct bound_query *query, const struct value *params,
                   size_t count, void *out) MUST_USE;

/* All rows, into an array in the arena. Errors as query_one(), but none for no rows; ERR_MEMORY
 * beyond QUERY_ROWS_MAX. */
enum err query_many(struct call *call, const struct bound_query *query, const struct value *params,
                    size_t count, struct list *out) MUST_USE;

/* The first column of the one row as a number; ERR_NOT_FOUND without a row; NULL is none. */
enum err query_number(struct call *call, const struct bound_query *query,
                      const struct value *params, size_t count, struct maybe *out) MUST_USE;

/* Inserts one row; `out` gets its id. */
enum err query_insert(struct call *call, const struct bound_query *query,
                      const struct value *params, size_t count, int64_t *out) MUST_USE;

/* Runs what yields no rows. `ret_changed` may be NULL. */
enum err query_run(struct call *call, const struct bound_query *query, const struct value *params,
                   size_t count, int64_t *ret_changed) MUST_USE;

/* Says that a query will be asked (db/db.h, query_ahead()), and whether that saves anything. */
bool query_goes_ahead(const struct call *call);
void query_say_ahead(struct call *call, const struct bound_query *query, const struct value *params,
                     size_t count);

/* One member of an object as a parameter. */
struct value field_value(const struct field *field, const void *object);

#endif
