/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Import of Viva Goals Explorer exports.
 *
 * Order of calls: viva_init() · viva_stage() for each file · viva_plan() · viva_apply(), which a
 * dry run leaves out · viva_release(). The report is made of the plan alone, so a dry run says the
 * same.
 *
 * Staging goes to a database of its own (`stage`, a call in a writing transaction), so that
 * millions of rows need no memory but what the graph of their links takes, and the real database
 * (`target`) is locked only while viva_apply() writes. viva_plan() reads it in one snapshot; what
 * changed since is met again, row by row, when applying. The arenas of both calls are scratch: they
 * are cleared between portions of rows.
 *
 *   viva_csv.c, viva_row.c, viva_cell.c, viva_number.c   from bytes to typed rows
 *   viva_stage.c     rows into the staging area
 *   viva_name.c      units, people and cycles
 *   viva_graph.c     what hangs under what
 *   viva_compare.c   which rows are new, changed or the same
 *   viva_sum.c       progress, bottom-up, and where it differs from the file
 *   viva_apply.c     writing
 */
#ifndef KOERS_EXCHANGE_VIVA_H
#define KOERS_EXCHANGE_VIVA_H

#include <stdio.h>

#include "practice/exchange/viva_name.h"

#define VIVA_SOURCE      "viva"
#define VIVA_ROW_MAX     10000000U
#define VIVA_FILE_MAX    1000U
#define VIVA_PORTION     256U /* rows read at once */
#define VIVA_SLICE_ROWS  512U /* rows one transaction writes ahead */
#define VIVA_SLICE_LEAST 16   /* as few, where others keep getting in between */
#define VIVA_ALONE_ROWS  4000 /* as many new things are written in one go */
#define VIVA_ARENA_MAX   (4UL << 30)
#define VIVA_NOTHING     INT64_MIN /* a number that is not there */

enum viva_kind {
    VIVA_CYCLES,
    VIVA_UNITS,
    VIVA_PEOPLE,
    VIVA_OBJECTIVES,
    VIVA_KEY_RESULTS,
    VIVA_LINKS,
    VIVA_CHECK_INS,
    VIVA_KIND_COUNT,
};

enum viva_action { VIVA_CREATED, VIVA_UPDATED, VIVA_UNCHANGED, VIVA_REFUSED, VIVA_ACTION_COUNT };

enum viva_node_flag {
    NODE_OWN_PROGRESS = 1 << 0, /* checked in itself */
    NODE_HAS_KEY_RESULT = 1 << 1,
    NODE_NUMBER_KEPT = 1 << 2, /* a later check-in here counts, not the file's */
    NODE_DIRTY = 1 << 3,       /* its number, or one below it, may change */
    NODE_IN_DATABASE = 1 << 4, /* its number must be carried up in the database */
};

/* A row, as the graph sees it; its place in viva.nodes is its id in the staging area. */
struct viva_node {
    int64_t local_id; /* its objective or key result here; 0: none yet */
    int64_t number; /* ppm: progress of an objective, contribution of a key result; VIVA_NOTHING */
    int64_t hash;   /* of the row and of what the graph made of it */
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
    enum viva_action action : 8;
    unsigned flags : 16; /* of enum viva_node_flag */
};

/* A link upward, in the order of the rows. */
struct viva_link {
    int64_t local; /* of what is above, when no file has it; 0: none */
    uint32_t row;
    uint32_t upper; /* the row above; 0: none */
    uint32_t next_child;
    uint32_t weight;
    enum alignment_kind kind : 8; /* ALIGNMENT_KIND_NULL: the link is not made */
    bool local_is_key_result;
};

struct viva {
    struct arena arena; /* graph and names */
    struct call *stage;
    struct viva_names names;
    struct viva_node *nodes; /* 1 … node_count */
    size_t node_count;
    struct viva_link *links; /* 0 … link_count - 1 */
    size_t link_count;
    uint32_t *order; /* objectives, what is above before what is below */
    size_t order_count;
    int64_t file;       /* that is being staged, from 0 */
    int64_t import_id;  /* while it is written */
    bool ahead;         /* new objectives are out of sight until the end */
    usec_t at;          /* when it began: what they are marked with */
    int64_t first_id;   /* the least id of a new objective */
    int64_t slice_rows; /* how many rows one transaction writes ahead; the caller may lower it */
    int64_t counts[VIVA_KIND_COUNT][VIVA_ACTION_COUNT];
    int64_t made_of_progress; /* key results made of rows with progress of their own */

    /* Told now and then how far it is; may be NULL. */
    void (*progress)(const char *what, int64_t done);
};

void viva_init(struct viva *viva, struct call *stage);
void viva_release(struct viva *viva);

/* Stages one file; `why` (CSV_WHY_MAX bytes) says what is wrong with it, errors as viva_csv_read().
 */
enum err viva_stage(struct viva *viva, FILE *file, const char *name, char *why) MUST_USE;

/* Compares all that was staged with the target. Says by fail() of `target` what cannot be. */
enum err viva_plan(struct viva *viva, struct call *target) MUST_USE;

/* Writes the plan, within one transaction of `target`; may be run again from the start.
 * ERR_CONFLICT when another import came in between. */
enum err viva_apply(struct viva *viva, struct call *target, struct str files) MUST_USE;

/* Has it so much that is new that it should be written ahead? */
bool viva_is_large(const struct viva *viva);

enum viva_phase {
    VIVA_PHASE_NAMES,
    VIVA_PHASE_OBJECTIVES,
    VIVA_PHASE_KEY_RESULTS,
    VIVA_PHASE_LINKS,
    VIVA_PHASE_DONE,
};

struct viva_cursor {
    enum viva_phase phase;
    int64_t at; /* what is done of it */
};

/* Begins an import; with `ahead` its new objectives stay out of sight until viva_publish(). */
enum err viva_begin(struct viva *viva, struct call *target, struct str files, bool ahead) MUST_USE;

/* Writes one slice of what is new, from {VIVA_PHASE_NAMES, 0} on; `*out` is where the next one
 * begins, once this one is committed. */
enum err viva_ahead(struct viva *viva, struct call *target, struct viva_cursor from,
                    struct viva_cursor *out) MUST_USE;

/* Shows it, changes what was here before, and carries numbers up. */
enum err viva_publish(struct viva *viva, struct call *target) MUST_USE;

/* Takes back a slice of what an import wrote ahead that never came to its end; `*ret_done` when
 * there is none. Units, people and cycles it made stay. */
enum err viva_undo(struct call *target, bool *ret_done) MUST_USE;

/* Does the plan change anything? */
bool viva_changes(const struct viva *viva);

#endif
