/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Queries for every entity that nobody writes by hand: all its rows, a portion at a time, and one
 * row put back. Exports and their imports are made of them, so a new entity is exported from its
 * first day.
 */
#ifndef KOERS_SQLPACK_DUMP_H
#define KOERS_SQLPACK_DUMP_H

#include "pack.h"

/* Adds `dump_<entity>`, `restore_<entity>` and `restored_<entity>` for every entity of the model,
 * as if it stood in a file of its part. */
void dump_add(struct pack *pack);

/* Has the entity a key `id`? Then `:after` is the last id seen, else the number of rows seen. */
bool dump_is_keyed(const struct model_type *entity);

/* The table of them all, for gen/migration.h and gen/migration.c. */
void emit_dump_header(struct buf *out);
void emit_dumps(struct pack *pack, struct buf *out);

#endif
