/* SPDX-License-Identifier: Apache-2.0 */
/* All migrations and all queries, made by tool/sqlpack. */
#ifndef KOERS_GEN_MIGRATION_H
#define KOERS_GEN_MIGRATION_H

#include <stddef.h>

#include "db/db.h"
#include "db/query.h"

/* In the order in which they are applied. */
extern const struct migration all_migrations[];
extern const size_t all_migrations_count;

/* By number: all_queries[i]->number is i. */
extern const struct query *const all_queries[];
extern const size_t all_query_count;

#endif
