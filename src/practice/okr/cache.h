/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a server remembers of what it computed, and when it may believe it (decision 0289): the
 * sums of units (kept.h), where objectives should stand (standing.h), what hangs under what, and
 * rows of lists. It is all computed anew from the database where it is gone.
 *
 * A transaction that is about to ask hears first, in its own snapshot, of which units something
 * was told since anybody heard last. Each such unit gets the next number, and what is remembered of
 * it with a smaller one counts no more. What the transaction computes itself it leaves with its
 * number for those who come after it, unless somebody has heard of more than it can see. So nobody
 * gets what is older than their own snapshot, and each change is computed once.
 *
 * On PostgreSQL an event may be seen before older ones that are still to come; of its unit nothing
 * is believed until they are there.
 *
 * Functions may be called by several threads at once, each with a call of its own. Without a cache
 * (call->cache is NULL) nothing is heard, found or kept.
 */
#ifndef KOERS_OKR_CACHE_H
#define KOERS_OKR_CACHE_H

#include "practice/okr/told.h"

#define CACHE_TABLES   16U /* kinds of sums of a cycle and day */
#define CACHE_SESSIONS 64U /* connections whose last hearing is remembered */
#define CACHE_AGES     2U  /* of rows of objectives */

struct cache;

/* Of so many bytes at most; NULL: none, or there is no room. cache_free() once nobody asks any
 * more. */
struct cache *cache_new(size_t bytes);
void cache_free(struct cache *cache);

/* What a transaction has heard; call->heard. It has an arena of its own, since whoever works in
 * portions takes back what the call's arena gave meanwhile. */
struct heard {
    struct arena arena;          /* in which it lies */
    struct told_units unsettled; /* of these nothing is believed; without their ids */
    int64_t number;              /* of what it computes */
    bool keeps;                  /* which may be remembered */
    bool holds_ages;
    struct cache_age *ages[CACHE_AGES]; /* the cache's: in which rows lie that it was given */
};

/* Hears, once in a transaction. Not for one that has written what it asks about. */
enum err cache_hear(struct call *call) MUST_USE;

/* Forgets what was heard: before a transaction begins anew, and when its call ends. */
void cache_unhear(struct call *call);

/* ---- objectives ---- */

/* Where an objective of today stands, apart from its progress, which its row has. */
struct mark {
    int64_t objective_id;
    int64_t unit_id;
    int64_t number; /* the cache's */
    usec_t until;   /* when the first day ends on which it hangs */
    struct maybe e; /* where it should stand, before the mark of its kind */
    struct maybe expected;
    enum status status;
    int64_t outdated_count;
    int64_t key_result_count;
    bool has_data;
};

/* False: not remembered, or not to be believed. */
bool cache_find_mark(struct call *call, int64_t objective_id, struct mark *out);

/* Remembers them, or forgets all where there is no more room. */
void cache_keep_marks(struct call *call, const struct mark *marks, size_t count);

/* What hangs right under an objective: so many objectives that everybody sees, and drafts, of which
 * it is to be asked who does. */
struct children {
    int64_t count;
    const int64_t *draft_ids;
    size_t draft_count;
};

/* Whoever asks; drafts lie in the arena of the call. False: not remembered, or not to be
 * believed. */
bool cache_find_children(struct call *call, int64_t objective_id, struct children *out);

void cache_keep_children(struct call *call, int64_t objective_id, const struct children *children);

/* An objective that hangs under nothing of its cycle; of one that is not sure it is to be asked:
 * it is a draft, or hangs under a draft, which not everybody sees. */
struct root {
    int64_t objective_id;
    bool sure;
};

/* The first of a cycle in the order of their units, or all. */
struct roots {
    const struct root *items;
    size_t count;
    bool all;
};

/* So many that `sure` of them are, or all that are remembered, in the arena of the call. False:
 * none are, or they are not to be believed. */
bool cache_find_roots(struct call *call, int64_t cycle_id, size_t sure, struct roots *out);

/* Remembers them in the place of fewer. */
void cache_keep_roots(struct call *call, int64_t cycle_id, const struct roots *roots);

/* ---- rows ---- */

/* The rows of these objectives as lists show them today, but for who is away; NULL in the place of
 * each that is not remembered, or not to be believed. The same for everybody: the caller asks for
 * what the one who asks may see. Rows and all that hangs on them are borrowed until the transaction
 * forgets what it heard. `out` has room for all. */
void cache_find_rows(struct call *call, const struct id_list *ids,
                     const struct objective_row **out);

/* Remembers copies of rows whose key results are shown, with names of tags; they hold until then.
 * Where the cache is busy nothing is kept: nobody waits to leave something. */
void cache_keep_rows(struct call *call, const struct objective_row *rows, size_t count,
                     usec_t until);

/* ---- sums of units ---- */

/* The sums of one kind of all units, by path. `units` and `path_…` never change; the other rows
 * are read and written by cache_table_…() alone while others may see the table. */
struct cache_table {
    struct arena arena; /* in which all of it lies */
    struct str kind;
    int64_t cycle_id;
    day_t day;
    size_t width; /* numbers of a unit */
    size_t count;
    struct kept_unit *units; /* `count`, by path in bytes; their text of numbers is empty */
    int64_t *numbers;        /* `count` times `width` */
    usec_t *until;           /* when each changes by itself */
    int64_t *known;          /* the number of who computed it; -1: nobody */
    int64_t units_known;     /* of who listed the units */
    unsigned holders;        /* the cache's */
    int64_t used;            /* the cache's */
};

/* The table of this kind, cycle, day and width, to be let go; NULL: none that lists the units as
 * they are. */
struct cache_table *cache_find_table(struct call *call, struct str kind, int64_t cycle_id,
                                     day_t day, size_t width);

/* An empty table, to be filled and let go; NULL: there is no room. */
struct cache_table *cache_make_table(void);

/* Remembers a filled table in the place of an older one, if what the transaction saw may be. */
void cache_keep_table(struct call *call, struct cache_table *table);

void cache_let_go(struct call *call, struct cache_table *table);

/* Places of [begin, end) whose sums are not known or not to be believed go to `out`, which has room
 * for all of them; returns how many. */
size_t cache_table_lacking(struct call *call, const struct cache_table *table, size_t begin,
                           size_t end, size_t *out);

/* Sets the sums of the unit at a place, unless somebody knows better. */
void cache_table_set(struct call *call, struct cache_table *table, size_t place,
                     const int64_t *numbers, usec_t until);

/* While these are held nobody sets sums of any table, and no other function of the cache may be
 * called. */
void cache_table_hold(struct call *call);
void cache_table_release(struct call *call);

#endif
