/* SPDX-License-Identifier: Apache-2.0 */
/* Writes the generated C. All of it compiles under the flags of the rest of the program. */
#ifndef KOERS_SQLPACK_EMIT_H
#define KOERS_SQLPACK_EMIT_H

#include "pack.h"

/* gen/<part>_sql.h: a prototype for each query of the part, with its comment. */
void emit_prototypes(struct pack *pack, const struct model_part *part, struct buf *out);

/* gen/<part>_sql.c: the texts, the tables and the functions. */
void emit_queries(struct pack *pack, const struct model_part *part, struct buf *out);

/* gen/migration.h and gen/migration.c: all migrations, and all queries of all parts. */
void emit_migration_header(struct buf *out);
void emit_migrations(struct pack *pack, struct buf *out);

/* Name and parameters of a query's function; `before` bytes stand before it on its line. */
void emit_signature(struct pack *pack, const struct named_query *query, size_t before,
                    struct buf *out);
/* The same of the function that says the query ahead. */
void emit_ahead_signature(struct pack *pack, const struct named_query *query, size_t before,
                          struct buf *out);

/* A text as string literals, broken into lines that begin with `indent`. */
void emit_literal(struct buf *out, struct str text, const char *indent);

/* The first number of a query in the statement cache; a list has LIST_SIZES + 1. */
size_t query_number(const struct pack *pack, const struct named_query *query);

/* How many numbers there are. */
size_t query_number_count(const struct pack *pack);

/* How many texts a query has for each engine: 1, or one for each size of its list. */
size_t query_variants(const struct named_query *query);

#endif
