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

/* A reference that is set once all rows are there: the id it refers to, then its row's. */
struct dump_later {
    const char *member;
    const struct bound_query *set;
};

/* All rows of one entity, out and in again. The first parameter of `rows` is the last
 * id seen where the entity has one (keyed), else how many rows were seen; the second,
 * how many there may be. `insert` takes a member each, in the order of the type;
 * `restored` (NULL unless keyed) lets new ids go on behind the last; `analyze` takes
 * statistics, where the engine plans by them; `laters` ends with a member NULL. */
struct dump {
    const struct type *type;
    const struct bound_query *rows;
    const struct bound_query *insert;
    const struct bound_query *restored;
    const struct bound_query *analyze;
    const struct dump_later *laters;
    bool keyed;
};

/* Each entity behind those it refers to. */
extern const struct dump all_dumps[];
extern const size_t all_dumps_count;

#endif
