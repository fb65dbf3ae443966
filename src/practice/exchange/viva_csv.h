/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads an Explorer export record by record, without ever holding more than one. Its owner chose
 * the columns, so they are found by their names; a byte order mark, CRLF and empty columns at the
 * end are passed over.
 */
#ifndef KOERS_EXCHANGE_VIVA_CSV_H
#define KOERS_EXCHANGE_VIVA_CSV_H

#include <stdio.h>

#include "practice/exchange/sheet.h"
#include "practice/exchange/intake_row.h"

#define CSV_RECORD_MAX SHEET_RECORD_MAX
#define CSV_COLUMN_MAX SHEET_COLUMN_MAX
#define CSV_WHY_MAX    SHEET_WHY_MAX

struct viva_csv_sink {
    /* Takes a record, whose cells live until it returns. What it answers but OK ends the reading.
     */
    enum err (*take)(void *arg, const struct intake_cells *cells);
    void *arg;
};

/*
 * Reads a file to its end. `name` is for the messages, of which `why` (CSV_WHY_MAX bytes) gets one
 * when it fails: ERR_MALFORMED for what is no such export, not UTF-8, broken or cut off;
 * ERR_TOO_LARGE for a record beyond CSV_RECORD_MAX; ERR_GONE when reading fails; ERR_MEMORY; else
 * what the sink said.
 */
enum err viva_csv_read(FILE *file, const char *name, const struct viva_csv_sink *sink,
                       char *why) MUST_USE;

#endif
