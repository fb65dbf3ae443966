/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The schema all migrations make, in an in-memory SQLite, and what it says about the model and the
 * queries: every entity has its table and every column its field; every query is prepared, and its
 * columns are compared with the members of its row.
 */
#ifndef KOERS_SQLPACK_SCHEMA_H
#define KOERS_SQLPACK_SCHEMA_H

#include <sqlite3.h>

#include "pack.h"

/* Applies all migrations to a new in-memory database. NULL after a fault. */
sqlite3 *schema_open(struct pack *pack);
void schema_close(sqlite3 *db);

/* Is this table an index that an engine keeps of others (search_…), or the engine's own list of
 * tables, which SQLite reads when it meets such an index? It holds nothing of its own, so it is in
 * no model and no export, and need not be the same on both engines. */
bool schema_is_index(struct str table);

/* Compares the tables with the entities of the model, both ways. */
void schema_check_model(struct pack *pack, sqlite3 *db);

/* The kind of values that a column of this declared type holds; false for a type of ours that is
 * none, or an expression (NULL). */
bool schema_column_kind(const char *declared, enum value_kind *out);

/* The kind of values in which a field is stored. */
enum value_kind schema_field_kind(enum field_kind kind);

#endif
