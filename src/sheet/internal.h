/* SPDX-License-Identifier: Apache-2.0 */
/* What the two formats are for the one interface. */
#ifndef KOERS_SHEET_INTERNAL_H
#define KOERS_SHEET_INTERNAL_H

#include "base/buf.h"
#include "sheet/sheet.h"

#define SHEET_PATH_MAX 4096U

/* How a cell's number is to be seen. */
enum cell_look { CELL_PLAIN, CELL_SHARE, CELL_DAY, CELL_TIME, CELL_LOOKS };

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

struct sheet {
    enum sheet_format format;
    int fd; /* -1: handed over */
    char path[SHEET_PATH_MAX];
    uint32_t row;
    uint16_t column;
    bool failed;

    struct buf buf; /* CSV: what is not yet in the file */

    struct lxw_workbook *workbook; /* XLSX; NULL once it is written */
    struct lxw_worksheet *worksheet;
    struct lxw_format *heading;
    struct lxw_format *looks[CELL_LOOKS];
};

enum err csv_begin(struct sheet *sheet) MUST_USE;
void csv_text(struct sheet *sheet, struct str text);
void csv_number(struct sheet *sheet, int64_t value, int places);
void csv_day(struct sheet *sheet, day_t day);
void csv_time(struct sheet *sheet, usec_t moment);
enum err csv_row_end(struct sheet *sheet) MUST_USE;
enum err csv_finish(struct sheet *sheet) MUST_USE;

enum err xlsx_begin(struct sheet *sheet) MUST_USE;
void xlsx_heading(struct sheet *sheet, struct str text, enum sheet_width width);
void xlsx_text(struct sheet *sheet, struct str text);
void xlsx_number(struct sheet *sheet, double value, enum cell_look look);
void xlsx_bool(struct sheet *sheet, bool value);
enum err xlsx_finish(struct sheet *sheet) MUST_USE;
void xlsx_release(struct sheet *sheet);

#endif
