/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One row of an export: from its cells to what Koers keeps of it. The columns are those of the
 * Explorer of Viva Goals and what its archive has beside them; other readers fill the same.
 *
 * Nothing here knows a database. What is odd about a row is noted as a doubt and the row goes on;
 * what makes it useless refuses it. Numbers are computed by the one arithmetic (okr/progress.h).
 */
#ifndef KOERS_EXCHANGE_INTAKE_ROW_H
#define KOERS_EXCHANGE_INTAKE_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "gen/exchange.h"
#include "practice/exchange/intake_cell.h"
#include "practice/okr/measure.h"

#define INTAKE_DOUBT_MAX 24U /* of one row; more are counted as one */

enum intake_column {
    INTAKE_ID,
    INTAKE_TITLE,
    INTAKE_TEAM,
    INTAKE_CREATOR,
    INTAKE_OWNER,
    INTAKE_PERIOD,
    INTAKE_START_DATE,
    INTAKE_END_DATE,
    INTAKE_DESCRIPTION,
    INTAKE_ALIGNED_TO,
    INTAKE_METRIC_NAME,
    INTAKE_UNIT,
    INTAKE_TARGET,
    INTAKE_OBJECT_TYPE,
    INTAKE_GOAL_TYPE,
    INTAKE_START,
    INTAKE_CREATED_AT,
    INTAKE_LAST_CHECK_IN,
    INTAKE_PROGRESS,
    INTAKE_ACTUAL,
    INTAKE_STATUS,
    INTAKE_LAST_NOTE,
    INTAKE_SCORE,
    INTAKE_CHECKINS,
    INTAKE_TARGET_TYPE, /* from here on: what the Explorer does not have */
    INTAKE_PHASED_TARGETS,
    INTAKE_COLUMN_COUNT,
};

/* What an export calls a column. */
extern const char *const intake_column_name[INTAKE_COLUMN_COUNT];

/* A record of the export: a cell for each column, "no text" where the export has no such column. */
struct intake_cells {
    struct str cells[INTAKE_COLUMN_COUNT];
    int64_t line; /* on which it begins, from 1 */
    /* Teams and owners stand one a line, not between the separators of the Explorer; a name may be
     * followed by an address: "Ann Lee <ann@example.org>". */
    bool is_listed;
    /* The file has its own columns: a value counts without a progress, an objective's progress does
     * not without a value, and what has a value but no day was read today at the latest. */
    bool is_mapped;
    day_t today;
    /* What the reader took apart itself; NULL: it stands in its cell as the Explorer writes it. */
    const struct cell_link_list *links;
    const struct cell_record_list *records;
    const struct cell_point_list *points; /* targets on the way */
};

struct intake_doubt {
    enum intake_column column;
    struct str reason; /* one sentence */
};

struct intake_row {
    struct stage_row row; /* without file; a refused one is not whole */
    struct cell_link_list links;
    struct stage_check_in *check_ins;
    size_t check_in_count;
    struct stage_interim *interims; /* by day */
    size_t interim_count;
    struct intake_doubt doubts[INTAKE_DOUBT_MAX];
    size_t doubt_count;
    bool refused; /* the last doubt says why */
};

/* How a row is measured, without its interim targets. */
struct measure intake_measure(const struct stage_row *row);

/* Reads a record. Everything it gives lies in the arena or views the cells. ERR_MEMORY. */
enum err intake_row_read(struct arena *arena, const struct intake_cells *cells,
                         struct intake_row *out) MUST_USE;

#endif
