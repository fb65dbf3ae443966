/* SPDX-License-Identifier: Apache-2.0 */
/* What cache.c and cache_table.c share. */
#ifndef KOERS_OKR_CACHE_INSIDE_H
#define KOERS_OKR_CACHE_INSIDE_H

#include <pthread.h>

#include "practice/okr/cache.h"

/* What one session with the engine saw when it had heard everything. */
struct cache_seen {
    struct call_state state;
    struct kept_cursor at;
};

struct cache {
    struct arena own;      /* in which this lies */
    size_t table_bytes;    /* of all tables at most */
    pthread_rwlock_t lock; /* of all below */
    bool heard;            /* anything at all: `at` says how far */
    struct kept_cursor at;
    usec_t at_since;                        /* since when, on the clock that nobody sets */
    struct cache_seen seen[CACHE_SESSIONS]; /* by session; who comes later drives out */
    int64_t number;                         /* the last that was given */
    int64_t number_of_all;
    int64_t number_of_units; /* the last change of units themselves */
    struct arena arena;      /* the numbers of units */
    struct idmap numbers;
    struct arena mark_arena;
    struct mark *marks;
    struct idmap mark_places;
    size_t mark_count;
    int64_t number_of_links; /* the last change of what hangs under what */
    struct arena link_arena;
    struct children *children;
    struct idmap children_places; /* by objective */
    size_t children_count;
    struct roots *roots;
    struct idmap root_places; /* by cycle */
    size_t roots_count;
    struct cache_table *tables[CACHE_TABLES];
    int64_t uses;
    int64_t number_of_names; /* the last change of what somebody or something is called */
    size_t age_bytes;        /* of each age at most */
    struct cache_age *ages[CACHE_AGES]; /* rows of objectives: young and old; NULL: none */
};

/* The number that what is known of a unit must have; under the lock. */
int64_t cache_number_of(const struct cache *cache, int64_t unit_id);

/* Does this transaction see something of the unit that others may not know of? */
bool cache_doubts(const struct heard *heard, int64_t unit_id);

/* Of objectives; under the lock. */
void cache_forget_marks(struct cache *cache);
void cache_forget_links(struct cache *cache);

/* Of rows that lists show; under the lock. */
void cache_forget_rows(struct cache *cache);

/* Gives the rows back that a transaction was given; without the lock. */
void cache_let_rows_go(struct heard *heard);

/* Gives one holder's hold back; under the lock. */
void cache_table_drop(struct cache_table *table);

#endif
