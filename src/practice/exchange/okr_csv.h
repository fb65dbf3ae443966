/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Objectives, key results and check-ins from any tool's CSV file, read as a mapping says.
 *
 * A row is one of the three, by the column of its type; without one each row is a key result of the
 * objective whose title it repeats (or, where no column holds that either, an objective).
 *
 * Order of calls: okr_csv_load(), in any reading transaction · okr_csv_stage() · intake_plan() …
 */
#ifndef KOERS_EXCHANGE_OKR_CSV_H
#define KOERS_EXCHANGE_OKR_CSV_H

#include "practice/exchange/intake.h"
#include "practice/exchange/mapping.h"

#define OKR_FIELD_COUNT (OKR_FIELD_NOTE + 1)
#define OKR_CYCLES_MAX  500

struct okr_csv {
    struct mapping mapping;
    struct import_mapping rules;
    struct cycle_list cycles; /* for rows that name none; the shorter ones first */
    day_t today;
    struct str
        problem; /* after staging: why nothing can be brought in; "no text": nothing is amiss */
};

/* What an export of OKRs may hold. */
extern const struct mapping_kind okr_mapping_kind;

/* Loads a mapping by its name, and whatever else the rows are read with, into the arena of the
 * call. */
enum err okr_csv_load(struct call *call, struct str name, struct okr_csv *out) MUST_USE;

/* Stages a file, which can be rewound. A file whose columns say too little has a `problem` and no
 * rows. `why` (SHEET_WHY_MAX bytes) and errors as sheet_read(). */
enum err okr_csv_stage(struct okr_csv *okr, struct intake *intake, FILE *file, const char *name,
                       char *why) MUST_USE;

#endif
