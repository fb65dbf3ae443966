/* SPDX-License-Identifier: Apache-2.0 */
#include "sheet/sheet.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/decimal.h"
#include "sheet/internal.h"

/* A spreadsheet counts days from 1899-12-30, and knows none before March 1900. */
#define SERIAL_OF_EPOCH 25569
#define SERIAL_DAY_MIN  (-25508)

static const struct {
    const char *media;
    const char *suffix;
} formats[] = {
    [SHEET_CSV] = {"text/csv; charset=utf-8", "csv"},
    [SHEET_XLSX] = {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
};

const char *
sheet_media(enum sheet_format format)
{
    return formats[format].media;
}

const char *
sheet_suffix(enum sheet_format format)
{
    return formats[format].suffix;
}

/* The file keeps its name while a library writes by it, and loses it at the end. */
static enum err
file_open(struct sheet *sheet)
{
    const char *folder = getenv("TMPDIR");
    int len = snprintf(sheet->path, sizeof(sheet->path), "%s/koers-sheet-XXXXXX",
                       folder != NULL && folder[0] != '\0' ? folder : "/tmp");

    if (len < 0 || (size_t)len >= sizeof(sheet->path))
        return ERR_GONE;
    sheet->fd = mkostemp(sheet->path, O_CLOEXEC);
    return sheet->fd >= 0 ? OK : ERR_GONE;
}

enum err
sheet_open(struct arena *arena, enum sheet_format format, struct sheet **out)
{
    struct sheet *sheet = arena_new(arena, struct sheet);

    if (sheet == NULL)
        return ERR_MEMORY;
    sheet->format = format;
    buf_init(&sheet->buf, 1U << 20);
    TRY(file_open(sheet));
    enum err err = format == SHEET_CSV ? csv_begin(sheet) : xlsx_begin(sheet);
    if (err != OK) {
        sheet_release(sheet);
        return err;
    }
    *out = sheet;
    return OK;
}

void
sheet_heading(struct sheet *sheet, struct str text, enum sheet_width width)
{
    if (sheet->format == SHEET_CSV)
        csv_text(sheet, text);
    else
        xlsx_heading(sheet, text, width);
    sheet->column++;
}

void
sheet_text(struct sheet *sheet, struct str text)
{
    if (sheet->format == SHEET_CSV)
        csv_text(sheet, text);
    else
        xlsx_text(sheet, text);
    sheet->column++;
}

/* A double has 15 digits, as many as our numbers have at most. */
static void
put_number(struct sheet *sheet, int64_t value, int places, enum cell_look look)
{
    double one = 1;

    if (sheet->format == SHEET_CSV) {
        csv_number(sheet, value, places);
    } else {
        for (int i = 0; i < places; i++)
            one *= 10;
        xlsx_number(sheet, (double)value / one, look);
    }
    sheet->column++;
}

void
sheet_number(struct sheet *sheet, int64_t value, int places)
{
    put_number(sheet, value, places, CELL_PLAIN);
}

void
sheet_share(struct sheet *sheet, int64_t value, int places)
{
    put_number(sheet, value, places, CELL_SHARE);
}

void
sheet_bool(struct sheet *sheet, bool value)
{
    if (sheet->format == SHEET_CSV)
        csv_text(sheet, value ? STR("true") : STR("false"));
    else
        xlsx_bool(sheet, value);
    sheet->column++;
}

/* A day that the spreadsheet's calendar lacks is a text there. */
void
sheet_day(struct sheet *sheet, day_t day)
{
    struct buf buf;

    if (sheet->format == SHEET_CSV) {
        csv_day(sheet, day);
    } else if (day >= SERIAL_DAY_MIN) {
        xlsx_number(sheet, (double)(day + SERIAL_OF_EPOCH), CELL_DAY);
    } else {
        buf_init(&buf, 64);
        day_format(&buf, day);
        xlsx_text(sheet, buf_str(&buf));
        buf_release(&buf);
    }
    sheet->column++;
}

void
sheet_time(struct sheet *sheet, usec_t moment)
{
    if (sheet->format == SHEET_CSV)
        csv_time(sheet, moment);
    else
        xlsx_number(sheet, (double)moment / (double)USEC_PER_DAY + SERIAL_OF_EPOCH, CELL_TIME);
    sheet->column++;
}

void
sheet_empty(struct sheet *sheet)
{
    sheet_text(sheet, (struct str){0});
}

enum err
sheet_row_end(struct sheet *sheet)
{
    if (sheet->format == SHEET_CSV)
        TRY(csv_row_end(sheet));
    if (sheet->failed)
        return ERR_GONE;
    sheet->column = 0;
    return ++sheet->row < SHEET_ROWS_MAX ? OK : ERR_TOO_LARGE;
}

enum err
sheet_finish(struct sheet *sheet, int *ret_fd, int64_t *ret_size)
{
    struct stat stat;

    TRY(sheet->format == SHEET_CSV ? csv_finish(sheet) : xlsx_finish(sheet));
    if (fstat(sheet->fd, &stat) != 0 || lseek(sheet->fd, 0, SEEK_SET) != 0)
        return ERR_GONE;
    *ret_fd = sheet->fd;
    *ret_size = stat.st_size;
    sheet->fd = -1;
    (void)unlink(sheet->path);
    sheet->path[0] = '\0';
    return OK;
}

void
sheet_release(struct sheet *sheet)
{
    if (sheet == NULL)
        return;
    if (sheet->format == SHEET_XLSX)
        xlsx_release(sheet);
    buf_release(&sheet->buf);
    if (sheet->fd >= 0)
        (void)close(sheet->fd);
    sheet->fd = -1;
    if (sheet->path[0] != '\0')
        (void)unlink(sheet->path);
    sheet->path[0] = '\0';
}
