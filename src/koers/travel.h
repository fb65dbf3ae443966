/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A whole organisation as JSON lines (doc/admin/export.md), out of one database and into another:
 * what `export`, `import koers`, `backup` and `restore` are made of. The same content gives the
 * same bytes, on either engine.
 */
#ifndef KOERS_KOERS_TRAVEL_H
#define KOERS_KOERS_TRAVEL_H

#include "koers/config.h"
#include "db/db.h"
#include "model/type.h"

/* Does an entity travel, or does it belong to a running server or a half-done import? */
bool travel_takes(const struct type *type);

/* Writes everything to a file, beside its name first and renamed when it is whole and on the disk;
 * readable by its owner alone. `packed` compresses it. Returns an exit code and has said why when
 * it is not EXIT_FINE. */
int travel_write(struct db *db, const char *path, bool packed, int64_t *ret_rows);

/* Puts everything back, packed or not, into an empty database, in one transaction: all or nothing.
 * Returns an exit code and has said why when it is not EXIT_FINE. */
int travel_read(struct db *db, const char *path, int64_t *ret_rows);

/* Reads a file to its end without a database: is it whole, and what does it hold? The same
 * exit codes. */
int travel_verify(const char *path, int64_t *ret_rows);

#endif
