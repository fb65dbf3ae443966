/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Learns which statements a program really runs on a database, in order and with their parameters,
 * so that a reference that claims to run the same ones cannot grow stale. It stands between a
 * database and its engine. SQLite says itself what it begins to run, and a statement that comes by
 * another way is a fault; on PostgreSQL heard are the queries, to which BEGIN and the end of the
 * transaction belong. Nothing of the program knows of it.
 *
 * For one request at a time, on connections that have run a query already.
 */
#ifndef KOERS_BENCH_OVERHEAR_H
#define KOERS_BENCH_OVERHEAR_H

#include "base/arena.h"
#include "db/engine.h"

#define OVERHEARD_MAX 64U /* statements of one request */

struct overheard {
    const char *sql;           /* BEGIN and COMMIT of SQLite too */
    const struct query *query; /* NULL for those */
    const struct value *params;
};

struct overheard_list {
    struct overheard items[OVERHEARD_MAX];
    size_t count;
};

struct overhearing {
    struct engine_ops ops; /* first: the database's, in place of its engine's */
    const struct engine_ops *inner;
    bool writes;                 /* listen to the connection that writes, or to those that read */
    struct arena *arena;         /* where parameters and texts are kept */
    struct overheard_list *list; /* NULL: nobody listens */
    const struct query *query;   /* opened, and not yet begun */
    const struct value *params;
    bool failed;
};

/* Before the database is started. */
void overhear(struct overhearing *overhearing, struct db *db, bool writes, struct arena *arena);

/* Listens until overhear_end(), which is false when a statement came by another way, or too many.
 */
void overhear_begin(struct overhearing *overhearing, struct overheard_list *list);
bool overhear_end(struct overhearing *overhearing);

/* The same statements, whatever their parameters? */
bool overheard_same(const struct overheard_list *a, const struct overheard_list *b);

#endif
