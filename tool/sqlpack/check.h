/* SPDX-License-Identifier: Apache-2.0 */
/* Prepares queries and compares what they read and yield with the model. */
#ifndef KOERS_SQLPACK_CHECK_H
#define KOERS_SQLPACK_CHECK_H

#include <sqlite3.h>

#include "pack.h"

/* Prepares a resolved query for SQLite. Faults: SQLite refuses it; it names a table of a part to
 * the right or of none; its columns are no members of the row, of another kind, or too few. Fills
 * the columns of the query. With pack->show_plans it prints every scan of a whole table. */
void check_query(struct pack *pack, struct named_query *query, sqlite3 *db);

#endif
