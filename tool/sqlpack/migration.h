/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Migrations: sql/migrate/NNNN_<what>.sql, one text for both engines with logical types that are
 * expanded here. `-- engine: sqlite`, `-- engine: postgres` and `-- engine: both` lines say for
 * whom the lines below are. Line numbers stay those of the source, for the sake of faults.
 */
#ifndef KOERS_SQLPACK_MIGRATION_H
#define KOERS_SQLPACK_MIGRATION_H

#include "pack.h"

#define MIGRATION_MAX 1000U

/* Adds a migration to the pack. They must come in order, numbered from 0001 without a gap. */
void migration_read(struct pack *pack, const char *path);

/* The same with the text at hand, which lives as long as the pack and ends with a zero byte. */
void migration_parse(struct pack *pack, const struct source *source);

#endif
