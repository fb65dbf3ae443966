/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A list as parameters of a query. tool/sqlpack makes six queries of one that has {list:x}. Five
 * are for SQLite, each with an IN list of another length; the list is padded with its last value,
 * which changes nothing, but costs what a value costs: so lengths lie close together, and where
 * pages have them. Five texts instead of one for each length keep the statement caches small and
 * warm. The last is for PostgreSQL, which takes the list as one parameter, an array: to bind values
 * one by one costs it more than to look them up.
 */
#ifndef KOERS_MODEL_QUERY_LIST_H
#define KOERS_MODEL_QUERY_LIST_H

#include <stddef.h>

#include "base/err.h"
#include "db/query.h"
#include "model/call.h"
#include "model/type.h"

#define QUERY_LIST_SIZES 5    /* behind them: which of the queries takes an array */
#define QUERY_LIST_MAX   512U /* longer lists are run in portions by the caller */

struct query_list {
    struct value *params; /* the first `before` are the caller's to fill; then the list */
    size_t count;
    unsigned size; /* which of the six queries */
};

/* The five lengths. */
extern const size_t query_list_sizes[QUERY_LIST_SIZES];

/* Of `count` ids those from `at` on that are asked at once; they are borrowed. */
struct id_list query_list_portion(int64_t *ids, size_t count, size_t at);

/* Lays a list out behind `before` other parameters, as the engine of the call takes it, in the
 * arena of the call. An empty list becomes NULLs, of which IN is never true. ERR_INTERNAL for more
 * than QUERY_LIST_MAX, ERR_MEMORY. */
enum err query_list_ids(struct call *call, size_t before, const struct id_list *ids,
                        struct query_list *out) MUST_USE;
enum err query_list_texts(struct call *call, size_t before, const struct text_list *texts,
                          struct query_list *out) MUST_USE;

#endif
