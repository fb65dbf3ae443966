/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads a table of texts (CSV) record by record, without ever holding more than one. The first line
 * names the columns; commas, semicolons and tabs separate; a byte order mark, CRLF and empty
 * columns at the end are passed over. What the columns mean is the matter of whoever reads.
 */
#ifndef KOERS_EXCHANGE_SHEET_H
#define KOERS_EXCHANGE_SHEET_H

#include <stdio.h>

#include "base/err.h"
#include "base/str.h"

#define SHEET_RECORD_MAX (16U << 20) /* bytes of one record */
#define SHEET_COLUMN_MAX 200U
#define SHEET_WHY_MAX    256U

struct sheet_sink {
    /* Takes the names of the columns, white space taken off both ends; then every row that is not
     * empty, with the line it begins on, from 1. Cells live until it returns. What they answer but
     * OK ends the reading; why may be said by then. */
    enum err (*head)(void *arg, const struct str *cells, size_t count);
    enum err (*row)(void *arg, int64_t line, const struct str *cells, size_t count);
    void *arg;
};

/*
 * Reads a file to its end. `name` is for the messages, of which `why` (SHEET_WHY_MAX bytes) gets
 * one when it fails and holds none yet: ERR_MALFORMED for what is not UTF-8, broken or cut off;
 * ERR_TOO_LARGE for a record beyond SHEET_RECORD_MAX; ERR_GONE when reading fails; ERR_MEMORY; else
 * what the sink said.
 */
enum err sheet_read(FILE *file, const char *name, const struct sheet_sink *sink,
                    char *why) MUST_USE;

#endif
