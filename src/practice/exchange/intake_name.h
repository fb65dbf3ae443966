/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The units, people and periods an export names, each once; somebody with an address (cell_person)
 * is known by that, whatever name stands before it. They are far fewer than rows, so they are held
 * in memory. What each is here is found before the lock (intake_name_find) or made within it
 * (intake_name_make).
 */
#ifndef KOERS_EXCHANGE_INTAKE_NAME_H
#define KOERS_EXCHANGE_INTAKE_NAME_H

#include "base/idmap.h"
#include "gen/exchange.h"
#include "model/call.h"

#define INTAKE_NAME_MAX 1000000U

struct intake_name {
    struct str name;
    enum foreign_kind kind;
    int64_t local_id;       /* 0: to be made */
    bool is_new;            /* made by this import */
    bool is_known;          /* an earlier import called it so */
    struct maybe start_day; /* of a period */
    struct maybe end_day;
    bool all_closed; /* every row of the period is closed */
    size_t upper; /* of a new unit: one more than the place of the unit it hangs under; 0: none */
};

struct intake_names {
    struct str source;
    struct arena *arena;
    struct idmap places;
    struct intake_name *items;
    size_t count;
};

void intake_names_init(struct intake_names *names, struct arena *arena, struct str source);

/* Adds a name unless it is there. ERR_TOO_LARGE beyond INTAKE_NAME_MAX, ERR_MEMORY. */
enum err intake_name_add(struct intake_names *names, enum foreign_kind kind,
                         struct str name) MUST_USE;
/* The same of names that stand one a line. */
enum err intake_name_add_lines(struct intake_names *names, enum foreign_kind kind,
                               struct str lines) MUST_USE;

/* Adds a unit under another one, which is added before it. One that was there before keeps its
 * place. */
enum err intake_unit_add(struct intake_names *names, struct str unit, struct str upper) MUST_USE;

/* A name that was added; NULL for an empty one. */
struct intake_name *intake_name_of(const struct intake_names *names, enum foreign_kind kind,
                                   struct str name);

/* Looks up what the names are here already, by what earlier imports called them, then by name. */
enum err intake_names_find(struct intake_names *names, struct call *target,
                           struct call *stage) MUST_USE;

/* Makes a portion of what is missing, from `*at` on, and remembers what it was called; `*at`
 * becomes where the next portion begins, or -1. */
enum err intake_names_make(struct intake_names *names, struct call *target, int64_t import_id,
                           int64_t portion, int64_t *at) MUST_USE;

/* Remembers what those are called that were here before. */
enum err intake_names_remember(struct intake_names *names, struct call *target,
                               int64_t import_id) MUST_USE;

#endif
