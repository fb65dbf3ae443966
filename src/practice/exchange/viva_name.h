/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The units, people and periods an export names, each once: far fewer than rows, so they are held
 * in memory. What each is here is found before the lock (viva_name_find) or made within it
 * (viva_name_make).
 */
#ifndef KOERS_EXCHANGE_VIVA_NAME_H
#define KOERS_EXCHANGE_VIVA_NAME_H

#include "base/idmap.h"
#include "gen/exchange.h"
#include "model/call.h"

#define VIVA_NAME_MAX 1000000U

struct viva_name {
    struct str name;
    enum foreign_kind kind;
    int64_t local_id;       /* 0: to be made */
    bool is_new;            /* made by this import */
    bool is_known;          /* an earlier import called it so */
    struct maybe start_day; /* of a period */
    struct maybe end_day;
    bool all_closed; /* every row of the period is closed */
};

struct viva_names {
    struct arena *arena;
    struct idmap places;
    struct viva_name *items;
    size_t count;
    size_t capacity;
};

void viva_names_init(struct viva_names *names, struct arena *arena);

/* Adds a name unless it is there. ERR_TOO_LARGE beyond VIVA_NAME_MAX, ERR_MEMORY. */
enum err viva_name_add(struct viva_names *names, enum foreign_kind kind, struct str name) MUST_USE;
/* The same of names that stand one a line. */
enum err viva_name_add_lines(struct viva_names *names, enum foreign_kind kind,
                             struct str lines) MUST_USE;

/* A name that was added; NULL for an empty one. */
struct viva_name *viva_name_of(const struct viva_names *names, enum foreign_kind kind,
                               struct str name);

/* Looks up what the names are here already, by what earlier imports called them, then by name. */
enum err viva_names_find(struct viva_names *names, struct call *target,
                         struct call *stage) MUST_USE;

/* Makes a portion of what is missing, from `*at` on, and remembers what it was called; `*at`
 * becomes where the next portion begins, or -1. */
enum err viva_names_make(struct viva_names *names, struct call *target, int64_t import_id,
                         int64_t portion, int64_t *at) MUST_USE;

/* Remembers what those are called that were here before. */
enum err viva_names_remember(struct viva_names *names, struct call *target,
                             int64_t import_id) MUST_USE;

#endif
