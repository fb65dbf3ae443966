/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables for spreadsheets: CSV and XLSX, written row by row into a file without a name, so that
 * memory does not grow with the rows. The only folder that knows libxlsxwriter.
 *
 *     struct sheet *sheet CLEANUP(sheet_releasep) = NULL;
 *     TRY(sheet_open(arena, SHEET_XLSX, &sheet));
 *     sheet_heading(sheet, STR("Title"), SHEET_WIDE);
 *     sheet_row_end(sheet);
 *     sheet_text(sheet, STR("=1+1"));
 *     sheet_row_end(sheet);
 *     TRY(sheet_finish(sheet, &fd, &size));
 *
 * Nothing that a person wrote is ever a formula: an XLSX cell says itself that it is text; in CSV
 * a text that a spreadsheet would take for a formula gets an apostrophe in front of it.
 *
 * Numbers are numbers (CSV: with a point), days are days, moments are UTC. CSV is UTF-8 with a byte
 * order mark, without which spreadsheets misread accents, and otherwise after RFC 4180.
 */
#ifndef KOERS_SHEET_SHEET_H
#define KOERS_SHEET_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/moment.h"
#include "base/str.h"

#define SHEET_ROWS_MAX 1048576U /* the heading included; what a spreadsheet can open */
#define SHEET_TEXT_MAX 30000U   /* code points of one XLSX cell; what is longer ends in … */

enum sheet_format { SHEET_CSV = 1, SHEET_XLSX };
enum sheet_width { SHEET_NARROW, SHEET_WIDE };

struct sheet;

/* Begins a table. The struct lies in the arena; its file lives until sheet_finish() hands it over
 * or sheet_release() gives it up. ERR_GONE when the temporary folder refuses. */
enum err sheet_open(struct arena *arena, enum sheet_format format, struct sheet **out) MUST_USE;

/* The cells of a row, from left to right. What fails is told by sheet_row_end(). */
void sheet_heading(struct sheet *sheet, struct str text, enum sheet_width width);
void sheet_text(struct sheet *sheet, struct str text); /* "no text" leaves the cell empty */
void sheet_number(struct sheet *sheet, int64_t value, int places); /* a count of 10^-places */
void sheet_share(struct sheet *sheet, int64_t value, int places);  /* the same; shown in percent */
void sheet_bool(struct sheet *sheet, bool value);
void sheet_day(struct sheet *sheet, day_t day);
void sheet_time(struct sheet *sheet, usec_t moment);
void sheet_empty(struct sheet *sheet);

/* Ends the row. ERR_TOO_LARGE beyond SHEET_ROWS_MAX, ERR_GONE when the disk refuses. */
enum err sheet_row_end(struct sheet *sheet) MUST_USE;

/* Writes what is left and hands over the file, open at its start: the caller closes it. */
enum err sheet_finish(struct sheet *sheet, int *ret_fd, int64_t *ret_size) MUST_USE;

/* Gives up what was not handed over. NULL is accepted. */
void sheet_release(struct sheet *sheet);

static inline void
sheet_releasep(struct sheet **sheet)
{
    sheet_release(*sheet);
}

/* The media type of a format, and what a file of it is called at its end. */
const char *sheet_media(enum sheet_format format);
const char *sheet_suffix(enum sheet_format format);

#endif
