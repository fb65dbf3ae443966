/* SPDX-License-Identifier: Apache-2.0 */
/* What the names in a query's head and its parameters mean in the model. */
#ifndef KOERS_SQLPACK_RESOLVE_H
#define KOERS_SQLPACK_RESOLVE_H

#include "pack.h"

/* Finds row type and `from` entity, gathers the parameters in order of first appearance and
 * gives each its type. Faults mark the query as failed. */
void resolve_query(struct pack *pack, struct named_query *query);

#endif
