/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Import of objectives, key results and check-ins from another tool.
 *
 * Order of calls: intake_init() · a reader for each file, which stages its rows · intake_plan() ·
 * intake_apply(), which a dry run leaves out · intake_release(). The report is made of the plan
 * alone, so a dry run says the same.
 *
 * Staging goes to a database of its own (`stage`, a call in a writing transaction), so that
 * millions of rows need no memory but what the graph of their links takes, and the real database
 * (`target`) is locked only while intake_apply() writes. intake_plan() reads it in one snapshot;
 * what changed since is met again, row by row, when applying. The arenas of both calls are scratch:
 * they are cleared between portions of rows.
 *
 *   viva_csv.c, intake_row.c, intake_cell.c, number.c   from bytes to typed rows
 *   intake_stage.c     rows into the staging area
 *   intake_name.c      units, people and cycles
 *   intake_graph.c     what hangs under what
 *   intake_compare.c   which rows are new, changed or the same
 *   intake_sum.c       progress, bottom-up, and where it differs from the file
 *   intake_apply.c     writing
 */
#ifndef KOERS_EXCHANGE_INTAKE_H
#define KOERS_EXCHANGE_INTAKE_H

#include <stdio.h>

#include "practice/exchange/intake_name.h"
#include "practice/exchange/intake_row.h"

#define INTAKE_ROW_MAX     10000000U
#define INTAKE_FILE_MAX    1000U
#define INTAKE_PORTION     256U  /* rows read at once */
#define INTAKE_SLICE_ROWS  1024U /* rows one transaction writes ahead */
#define INTAKE_SLICE_LEAST 16    /* as few, where others keep getting in between */
#define INTAKE_ALONE_ROWS  4000  /* as many new things are written in one go */
#define INTAKE_ARENA_MAX   (4UL << 30)
#define INTAKE_NOTHING     INT64_MIN /* a number that is not there */

enum intake_kind {
    INTAKE_CYCLES,
    INTAKE_UNITS,
    INTAKE_PEOPLE,
    INTAKE_OBJECTIVES,
    INTAKE_KEY_RESULTS,
    INTAKE_LINKS,
    INTAKE_CHECK_INS,
    INTAKE_KIND_COUNT,
};

enum intake_action {
    INTAKE_CREATED,
    INTAKE_UPDATED,
    INTAKE_UNCHANGED,
    INTAKE_REFUSED,
    INTAKE_ACTION_COUNT
};

enum intake_node_flag {
    NODE_OWN_PROGRESS = 1 << 0, /* checked in itself */
    NODE_HAS_KEY_RESULT = 1 << 1,
    NODE_NUMBER_KEPT = 1 << 2, /* a later check-in here counts, not the file's */
    NODE_DIRTY = 1 << 3,       /* its number, or one below it, may change */
    NODE_IN_DATABASE = 1 << 4, /* its number must be carried up in the database */
};

/* A row, as the graph sees it; its place in intake.nodes is its id in the staging area. */
struct intake_node {
    int64_t local_id; /* its objective or key result here; 0: none yet */
    int64_t
        number;   /* ppm: progress of an objective, contribution of a key result; INTAKE_NOTHING */
    int64_t hash; /* of the row and of what the graph made of it */
    int64_t upper_local; /* of a key result whose objective is in no file: that objective here */
    uint32_t upper;      /* of a key result: its objective */
    uint32_t first_link;
    uint32_t first_item; /* of an objective: its first key result, chained by next_item */
    uint32_t next_item;
    uint32_t first_child; /* of an objective: the first link that contributes to it */
    uint32_t weight;
    uint32_t period; /* place among the names */
    uint32_t unit;   /* the same, of an objective that is being made */
    enum row_type type : 8;
    enum intake_action action : 8;
    unsigned flags : 16; /* of enum intake_node_flag */
};

/* A link upward, in the order of the rows. */
struct intake_link {
    int64_t local; /* of what is above, when no file has it; 0: none */
    uint32_t row;
    uint32_t upper; /* the row above; 0: none */
    uint32_t next_child;
    uint32_t weight;
    enum alignment_kind kind : 8; /* ALIGNMENT_KIND_NULL: the link is not made */
    bool local_is_key_result;
};

struct intake {
    struct arena arena; /* graph and names */
    struct call *stage;
    struct str source; /* whose ids they are, as foreign_id has it */
    struct str
        headings[INTAKE_COLUMN_COUNT]; /* as the file names its columns; "no text": as usual */
    enum new_unit_rule new_units;      /* null: they are made */
    enum new_person_rule new_people;
    struct intake_names names;
    struct intake_node *nodes; /* 1 … node_count */
    size_t node_count;
    size_t row_max;            /* rows it takes */
    struct intake_link *links; /* 0 … link_count - 1 */
    size_t link_count;
    uint32_t *order; /* objectives, what is above before what is below */
    size_t order_count;
    int64_t file;      /* that is being staged, from 0 */
    int64_t import_id; /* while it is written */
    int64_t first_event;
    int64_t created_count;
    int64_t updated_count;
    bool ahead;         /* new objectives are out of sight until the end */
    usec_t at;          /* when it began: what they are marked with */
    int64_t first_id;   /* the least id of a new objective */
    int64_t slice_rows; /* how many rows one transaction writes ahead; the caller may lower it */
    int64_t counts[INTAKE_KIND_COUNT][INTAKE_ACTION_COUNT];
    int64_t made_of_progress; /* key results made of rows with progress of their own */

    /* Told now and then how far it is; may be NULL. */
    void (*progress)(const char *what, int64_t done);
};

/* Begins an import of what `source` calls its things; the text must live as long. */
void intake_init(struct intake *intake, struct call *stage, struct str source);
void intake_release(struct intake *intake);

/* Stages one row of a file (`arg` is the import), whatever read it; errors of the engine,
 * ERR_MEMORY or ERR_TOO_LARGE. Clears the arena of the staging area. */
enum err intake_take(void *arg, const struct intake_cells *cells) MUST_USE;

/* Keeps a check-in that stands apart from its row, until the row with that key comes. */
enum err intake_record_keep(struct intake *intake, struct str owner_key, int64_t line,
                            const struct cell_record *record) MUST_USE;

/* Takes those that were kept for a row out of the staging area, into an arena that is not its own.
 */
enum err intake_records_take(struct intake *intake, struct str owner_key, struct arena *arena,
                             struct cell_record_list *out) MUST_USE;

/* Reports those that no row took, when all rows are staged. */
enum err intake_records_end(struct intake *intake) MUST_USE;

/* Notes a doubt about the file itself; `line` 0: about none of its rows. */
enum err intake_note(struct intake *intake, int64_t line, struct str title,
                     struct str reason) MUST_USE;

/* What follows comes from another file. */
void intake_next_file(struct intake *intake);

/* Compares all that was staged with the target. Says by fail() of `target` what cannot be. */
enum err intake_plan(struct intake *intake, struct call *target) MUST_USE;

/* Writes the plan, within one transaction of `target`; may be run again from the start.
 * ERR_CONFLICT when another import came in between. */
enum err intake_apply(struct intake *intake, struct call *target, struct str files) MUST_USE;

/* Has it so much that is new that it should be written ahead? */
bool intake_is_large(const struct intake *intake);

enum intake_phase {
    INTAKE_PHASE_NAMES,
    INTAKE_PHASE_OBJECTIVES,
    INTAKE_PHASE_KEY_RESULTS,
    INTAKE_PHASE_LINKS,
    INTAKE_PHASE_DONE,
};

struct intake_cursor {
    enum intake_phase phase;
    int64_t at; /* what is done of it */
};

/* Begins an import; with `ahead` its new objectives stay out of sight until intake_publish(). */
enum err intake_begin(struct intake *intake, struct call *target, struct str files,
                      bool ahead) MUST_USE;

/* Writes one slice of what is new, from {INTAKE_PHASE_NAMES, 0} on; `*out` is where the next one
 * begins, once this one is committed. */
enum err intake_ahead(struct intake *intake, struct call *target, struct intake_cursor from,
                      struct intake_cursor *out) MUST_USE;

/* Shows it, changes what was here before, and carries numbers up. */
enum err intake_publish(struct intake *intake, struct call *target) MUST_USE;

/* Takes back a slice of what an import wrote ahead that never came to its end; `*ret_done` when
 * there is none. Units, people and cycles it made stay. */
enum err intake_clear(struct call *target, bool *ret_done) MUST_USE;

/* Does the plan change anything? */
bool intake_changes(const struct intake *intake);

#endif
