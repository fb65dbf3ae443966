/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One row of a Viva Goals Explorer export: from its cells to what Koers keeps of it.
 *
 * Nothing here knows a database. What is odd about a row is noted as a doubt and the row goes on;
 * what makes it useless refuses it. Numbers are computed by the one arithmetic (okr/progress.h).
 */
#ifndef KOERS_EXCHANGE_VIVA_ROW_H
#define KOERS_EXCHANGE_VIVA_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "gen/exchange.h"
#include "practice/exchange/viva_cell.h"

#define VIVA_DOUBT_MAX 24U /* of one row; more are counted as one */

enum viva_column {
    VIVA_ID,
    VIVA_TITLE,
    VIVA_TEAM,
    VIVA_CREATOR,
    VIVA_OWNER,
    VIVA_PERIOD,
    VIVA_START_DATE,
    VIVA_END_DATE,
    VIVA_DESCRIPTION,
    VIVA_ALIGNED_TO,
    VIVA_METRIC_NAME,
    VIVA_UNIT,
    VIVA_TARGET,
    VIVA_OBJECT_TYPE,
    VIVA_GOAL_TYPE,
    VIVA_START,
    VIVA_CREATED_AT,
    VIVA_LAST_CHECK_IN,
    VIVA_PROGRESS,
    VIVA_ACTUAL,
    VIVA_STATUS,
    VIVA_LAST_NOTE,
    VIVA_SCORE,
    VIVA_CHECKINS,
    VIVA_COLUMN_COUNT,
};

/* What an export calls a column. */
extern const char *const viva_column_name[VIVA_COLUMN_COUNT];

/* A record of the export: a cell for each column, "no text" where the export has no such column. */
struct viva_cells {
    struct str cells[VIVA_COLUMN_COUNT];
    int64_t line; /* on which it begins, from 1 */
};

struct viva_doubt {
    enum viva_column column;
    struct str reason; /* one sentence */
};

struct viva_row {
    struct stage_row row; /* without file; a refused one is not whole */
    struct cell_link_list links;
    struct stage_check_in *check_ins;
    size_t check_in_count;
    struct viva_doubt doubts[VIVA_DOUBT_MAX];
    size_t doubt_count;
    bool refused; /* the last doubt says why */
};

/* Reads a record. Everything it gives lies in the arena or views the cells. ERR_MEMORY. */
enum err viva_row_read(struct arena *arena, const struct viva_cells *cells,
                       struct viva_row *out) MUST_USE;

#endif
