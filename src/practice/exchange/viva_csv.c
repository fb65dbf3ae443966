/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/viva_csv.h"

#include <strings.h>

struct reader {
    const struct viva_csv_sink *sink;
    const char *name;
    char *why;
    int column_of[INTAKE_COLUMN_COUNT]; /* place of each column among the cells; -1: none */
};

/* A header names a column when it says the same, whatever its case; of the links only the first
 * words are asked for, since what stands in brackets behind them has changed over time. */
static bool
is_named(struct str header, enum intake_column column)
{
    struct str name = str_from(intake_column_name[column]);

    if (column == INTAKE_ALIGNED_TO)
        return header.len >= 10 && strncasecmp(header.ptr, "Aligned To", 10) == 0;
    return header.len == name.len && strncasecmp(header.ptr, name.ptr, name.len) == 0;
}

static enum err
take_head(void *arg, const struct str *cells, size_t count)
{
    static const enum intake_column needed[] = {INTAKE_TITLE, INTAKE_OBJECT_TYPE, INTAKE_PERIOD};
    struct reader *r = arg;

    for (int c = 0; c < INTAKE_COLUMN_COUNT; c++) {
        r->column_of[c] = -1;
        for (size_t i = count; i-- > 0;)
            if (is_named(cells[i], (enum intake_column)c))
                r->column_of[c] = (int)i;
    }
    for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
        if (r->column_of[needed[i]] >= 0)
            continue;
        snprintf(r->why, CSV_WHY_MAX,
                 "%s: not an Explorer export of Viva Goals: its first line names no column \"%s\"",
                 r->name, intake_column_name[needed[i]]);
        return ERR_MALFORMED;
    }
    return OK;
}

static enum err
take_row(void *arg, int64_t line, const struct str *row, size_t count)
{
    struct reader *r = arg;
    struct intake_cells cells = {.line = line};

    for (int c = 0; c < INTAKE_COLUMN_COUNT; c++)
        if (r->column_of[c] >= 0 && (size_t)r->column_of[c] < count)
            cells.cells[c] = row[r->column_of[c]];
    return r->sink->take(r->sink->arg, &cells);
}

enum err
viva_csv_read(FILE *file, const char *name, const struct viva_csv_sink *sink, char *why)
{
    struct reader r = {.sink = sink, .name = name, .why = why};
    const struct sheet_sink rows = {.head = take_head, .row = take_row, .arg = &r};

    return sheet_read(file, name, &rows, why);
}
