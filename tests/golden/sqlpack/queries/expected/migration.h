/* SPDX-License-Identifier: Apache-2.0 */
/* All migrations and all queries, made by tool/sqlpack. */
#ifndef KOERS_GEN_MIGRATION_H
#define KOERS_GEN_MIGRATION_H

#include <stddef.h>

#include "db/db.h"
#include "db/query.h"
#include "model/query.h"

/* In the order in which they are applied. */
extern const struct migration all_migrations[];
extern const size_t all_migrations_count;

/* By number: all_queries[i]->number is i. */
extern const struct query *const all_queries[];
extern const size_t all_query_count;

/* All rows of one entity. The first parameter of `rows` is the last id seen where
 * the entity has one (keyed), else how many rows were seen; the second, how many
 * there may be. */
struct dump {
    const struct type *type;
    const struct bound_query *rows;
    bool keyed;
};

extern const struct dump all_dumps[];
extern const size_t all_dumps_count;

#endif
