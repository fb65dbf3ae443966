/* SPDX-License-Identifier: Apache-2.0 */
/* What a text that serves both engines must leave alone, because they answer it differently. */
#ifndef KOERS_SQLPACK_DIALECT_H
#define KOERS_SQLPACK_DIALECT_H

#include "pack.h"

/* Tells of every word of a query that only one engine knows, or each in its own way. A query with a
 * text for each engine is free to use them. */
void dialect_check(struct pack *pack, struct named_query *query);

#endif
