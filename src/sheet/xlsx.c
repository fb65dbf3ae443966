/* SPDX-License-Identifier: Apache-2.0 */
/*
 * XLSX by libxlsxwriter, with rows going to a temporary file as they come: only the row being
 * written is in memory.
 */
#include <xlsxwriter.h>

#include "sheet/internal.h"

#define WIDTH_NARROW 14.0
#define WIDTH_WIDE   48.0

enum err
xlsx_begin(struct sheet *sheet)
{
    static const char *const looks[CELL_LOOKS] = {
        [CELL_SHARE] = "0%", [CELL_DAY] = "yyyy\\-mm\\-dd", [CELL_TIME] = "yyyy\\-mm\\-dd\\ hh:mm"};
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};

    sheet->workbook = workbook_new_opt(sheet->path, &options);
    if (sheet->workbook == NULL)
        return ERR_MEMORY;
    sheet->worksheet = workbook_add_worksheet(sheet->workbook, NULL);
    sheet->heading = workbook_add_format(sheet->workbook);
    if (sheet->worksheet == NULL || sheet->heading == NULL)
        return ERR_MEMORY;
    format_set_bold(sheet->heading);
    for (int look = CELL_SHARE; look < CELL_LOOKS; look++) {
        sheet->looks[look] = workbook_add_format(sheet->workbook);
        if (sheet->looks[look] == NULL)
            return ERR_MEMORY;
        format_set_num_format(sheet->looks[look], looks[look]);
    }
    worksheet_freeze_panes(sheet->worksheet, 1, 0);
    return OK;
}

static void
note(struct sheet *sheet, lxw_error error)
{
    sheet->failed |= error != LXW_NO_ERROR;
}

/* The text as the library wants it: zero-ended, and no longer than a cell can hold. */
static void
put_text(struct sheet *sheet, struct str text, struct lxw_format *format)
{
    struct buf *buf = &sheet->buf;
    size_t end = 0;

    buf_clear(buf);
    for (unsigned points = 0; end < text.len && points < SHEET_TEXT_MAX; points++)
        for (end++; end < text.len && ((unsigned char)text.ptr[end] & 0xC0U) == 0x80U;)
            end++;
    buf_append(buf, text.ptr, end);
    if (end < text.len)
        buf_append_str(buf, STR("…"));
    buf_append_char(buf, '\0');
    if (buf_failed(buf) == OK)
        note(sheet,
             worksheet_write_string(sheet->worksheet, sheet->row, sheet->column, buf->ptr, format));
    else
        sheet->failed = true;
}

void
xlsx_heading(struct sheet *sheet, struct str text, enum sheet_width width)
{
    note(sheet, worksheet_set_column(sheet->worksheet, sheet->column, sheet->column,
                                     width == SHEET_WIDE ? WIDTH_WIDE : WIDTH_NARROW, NULL));
    put_text(sheet, text, sheet->heading);
}

void
xlsx_text(struct sheet *sheet, struct str text)
{
    if (text.len > 0)
        put_text(sheet, text, NULL);
}

void
xlsx_number(struct sheet *sheet, double value, enum cell_look look)
{
    note(sheet, worksheet_write_number(sheet->worksheet, sheet->row, sheet->column, value,
                                       sheet->looks[look]));
}

void
xlsx_bool(struct sheet *sheet, bool value)
{
    note(sheet, worksheet_write_boolean(sheet->worksheet, sheet->row, sheet->column, value, NULL));
}

/* Closing writes the file, and frees the workbook whatever comes of it. */
enum err
xlsx_finish(struct sheet *sheet)
{
    struct lxw_workbook *workbook = sheet->workbook;

    sheet->workbook = NULL;
    return workbook_close(workbook) == LXW_NO_ERROR ? OK : ERR_GONE;
}

void
xlsx_release(struct sheet *sheet)
{
    if (sheet->workbook != NULL)
        lxw_workbook_free(sheet->workbook);
    sheet->workbook = NULL;
}
