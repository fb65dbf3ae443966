/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Import of people and units from an HR export.
 *
 * Order of calls: people_read() · people_plan(), in any reading transaction · people_apply(), in a
 * writing one, which a dry run leaves out. The plan holds everything that will be written, so
 * applying is short; whoever was changed by somebody else in between is met by their version, and
 * the import then fails as a whole. All of it lies in the arena of the call.
 *
 *   people_read.c    which columns hold what; from cells to rows
 *   people_unit.c    from department paths to units
 *   people_plan.c    who is who, and what changes
 *   people_apply.c   writing
 *   people_undo.c    taking an import back (undo.h)
 *   people.c         the operations
 */
#ifndef KOERS_EXCHANGE_PEOPLE_H
#define KOERS_EXCHANGE_PEOPLE_H

#include <stdio.h>

#include "base/idmap.h"
#include "gen/exchange.h"
#include "model/call.h"
#include "practice/exchange/mapping.h"
#include "practice/exchange/sheet.h"

#define PEOPLE_ROWS_MAX     200000U
#define PEOPLE_LINES_SHOWN  5000U /* of a report over HTTP */
#define PEOPLE_FIELD_COUNT  (PEOPLE_FIELD_MANAGER_EMAIL + 1)
#define PEOPLE_LEAVERS_FREE 10 /* as many may be missing without a second look */
#define PEOPLE_NONE         SIZE_MAX

struct people_row {
    int64_t line;
    struct str cells[PEOPLE_FIELD_COUNT]; /* by enum people_field; "no text": no such column */
    struct str name;
    size_t unit;             /* its place among the units; PEOPLE_NONE: no path */
    size_t manager;          /* the row of the manager; PEOPLE_NONE: none here */
    struct maybe manager_id; /* of a manager who is in no row; of one in a row, once written */
    struct person before;    /* id 0: somebody new */
    struct person after;
    bool moves;   /* gets another main unit */
    bool written; /* while applying */
    enum import_outcome outcome;
};

/* A unit of a department path. */
struct people_unit {
    struct str name;
    struct str key;    /* folded names from the top, one a line */
    size_t parent;     /* PEOPLE_NONE: hangs under the top */
    int64_t id;        /* 0: it is new */
    struct str folded; /* its name */
    int64_t line;      /* that named it first */
    bool known;        /* this source named it before */
    bool has_units;
    bool made; /* by this import, in a transaction that may run again */
};

struct people_lines {
    struct people_line *items;
    size_t count;
};

/* Places by text: a hash to a chain of equal hashes. */
struct people_index {
    struct idmap map;
};

struct people {
    struct call *call;
    struct mapping mapping;
    struct str files;
    bool leavers;

    struct str problem;

    struct people_row *rows;
    size_t row_count;
    struct people_unit *units;
    size_t unit_count;
    struct maybe top_id; /* new units of the first level hang under it */
    struct person_list left;
    int64_t counts[IMPORT_OUTCOME_DOUBTFUL + 1];
    struct people_lines lines;
    int64_t import_id;
};

/* What an HR export may hold. */
extern const struct mapping_kind people_mapping;

/* Begins an import of one source; what it needs lies in the arena of the call. Needs a
 * transaction, for the columns that are remembered. */
enum err people_begin(struct call *call, struct str source, struct people *out) MUST_USE;

/* Reads the file; `why` as sheet_read(). A file whose columns say too little has a `problem` and no
 * rows. */
enum err people_read(struct people *people, FILE *file, const char *name, char *why) MUST_USE;

/* Compares with what is here. */
enum err people_plan(struct people *people) MUST_USE;

/* Writes it, in the transaction of `call`. ERR_CONFLICT when somebody changed the same in between.
 */
enum err people_apply(struct people *people, struct call *call) MUST_USE;

/* Does it change anything? */
bool people_changes(const struct people *people);

/* Notes what became of a row, or what is odd about it. */
enum err people_tell(struct people *people, const struct people_line *line) MUST_USE;

/* The place that was put under a text, or PEOPLE_NONE. */
size_t people_index_get(const struct people_index *index, struct str text);
enum err people_index_set(struct people_index *index, struct str text, size_t place) MUST_USE;

/* The units that the paths of the rows name: found, or to be made. */
enum err people_units(struct people *people) MUST_USE;

/* Remembers which columns of a source hold what. For commands; asks nobody's leave. */
enum err people_columns_keep(struct call *call, const struct people_columns *in) MUST_USE;

#endif
