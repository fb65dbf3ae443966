/* SPDX-License-Identifier: Apache-2.0 */
/* What the files that read a row share: its cells as texts, days and numbers, and its doubts. */
#ifndef KOERS_EXCHANGE_INTAKE_READING_H
#define KOERS_EXCHANGE_INTAKE_READING_H

#include "practice/exchange/intake_row.h"

#define READING_NAME_MAX   200U /* code points, as the models have them */
#define READING_PERSON_MAX 500U /* a name with its address */
#define READING_UNIT_MAX   40U
#define READING_TEXT_MAX   10000U

/* A row while it is read. */
struct reading_row {
    struct arena *arena;
    const struct intake_cells *from;
    struct intake_row *out;
};

/* A cell without white space at its ends. */
static inline struct str
reading_cell(const struct reading_row *r, enum intake_column column)
{
    return str_trim(r->from->cells[column]);
}

static inline bool
reading_has(const struct reading_row *r, enum intake_column column)
{
    return reading_cell(r, column).len > 0;
}

/* Notes what is odd about a cell; the row goes on. */
void reading_doubt(struct reading_row *r, enum intake_column column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Notes why the row cannot be kept. */
void reading_refuse(struct reading_row *r, enum intake_column column, const char *reason);

/* The first `max` code points. */
struct str reading_cut(struct str text, size_t max);

/* The text of a cell, or "no text" for an empty one; of one that is too long the beginning. */
struct str reading_text(struct reading_row *r, enum intake_column column, size_t max);

/* Of a cell that is empty or cannot be read `out` stays as it is. */
void reading_day(struct reading_row *r, enum intake_column column, struct maybe *out);
void reading_number(struct reading_row *r, enum intake_column column, int places,
                    struct maybe *out);

/* on_track, behind or at_risk; every other word is none of them. */
enum own_status reading_own_status(struct str status);

/* intake_measure.c: how the row is measured, and what was measured. */
void reading_measure(struct reading_row *r);
enum err reading_interims(struct reading_row *r) MUST_USE;
enum err reading_check_ins(struct reading_row *r) MUST_USE;

#endif
