/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A throw-away SQLite database with the whole schema, in a folder of its own, for imports to stage
 * their rows in. It lies beside a SQLite database, else in the folder for temporary files: not in
 * memory, and not on a disk that is smaller than the real one's.
 */
#ifndef KOERS_EDGE_STAGING_H
#define KOERS_EDGE_STAGING_H

#include "base/arena.h"
#include "db/db.h"
#include "model/call.h"

#define STAGING_PATH_MAX 3900U

struct staging {
    char folder[STAGING_PATH_MAX];
    struct db *db;
    struct arena arena;
    struct call call; /* in a writing transaction until staging_close() */
};

/* Opens one for an import into the database at `url`; `why` (DB_WHY_MAX bytes) says what stood in
 * the way. */
enum err staging_open(struct staging *staging, const char *url, char *why) MUST_USE;

/* Throws it away. May be called after a failed staging_open(). */
void staging_close(struct staging *staging);

#endif
