/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Queries for every entity that nobody writes by hand: all its rows, a portion at a time, and one
 * row put back. Exports and their imports are made of them, so a new entity is exported from its
 * first day.
 *
 * The order of entities follows from the model's references, so that whoever puts rows back in this
 * order finds everything a row refers to. What no order can serve, a reference to its own kind or
 * one of a circle, is set later, when all rows are there.
 */
#ifndef KOERS_SQLPACK_DUMP_H
#define KOERS_SQLPACK_DUMP_H

#include "pack.h"

/* Adds `dump_<entity>`, `restore_<entity>`, `restored_<entity>`, `analyze_<entity>` and, for each
 * reference that is set later, `rejoin_<entity>_<member>`, as if they stood in a file of the
 * entity's part. */
void dump_add(struct pack *pack);

/* Has the entity a key `id`? Then `:after` is the last id seen, else the number of rows seen. */
bool dump_is_keyed(const struct model_type *entity);

/* The table of them all, for gen/migration.h and gen/migration.c. */
void emit_dump_header(struct buf *out);
void emit_dumps(const struct pack *pack, struct buf *out);

#endif
