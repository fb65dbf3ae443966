/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "base/decimal.h"
#include "sheet/internal.h"

#define CSV_PORTION (64U << 10) /* bytes gathered before they go to the file */

static const char byte_order_mark[] = "\xef\xbb\xbf";

enum err
csv_begin(struct sheet *sheet)
{
    buf_init(&sheet->buf, 16U << 20);
    buf_append(&sheet->buf, byte_order_mark, sizeof(byte_order_mark) - 1);
    return buf_failed(&sheet->buf);
}

static void
cell_begin(struct sheet *sheet)
{
    if (sheet->column > 0)
        buf_append_char(&sheet->buf, ',');
}

/* Would a spreadsheet compute with it? Minus and plus count too: "-2+3+cmd|…" is one. */
static bool
is_formula(struct str text)
{
    return text.len > 0 && memchr("=+-@\t\r", text.ptr[0], 6) != NULL;
}

static bool
needs_quotes(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (memchr(",\"\r\n", text.ptr[i], 4) != NULL)
            return true;
    return text.len > 0 && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ');
}

void
csv_text(struct sheet *sheet, struct str text)
{
    struct buf *buf = &sheet->buf;
    bool quoted = needs_quotes(text);

    cell_begin(sheet);
    if (quoted)
        buf_append_char(buf, '"');
    if (is_formula(text))
        buf_append_char(buf, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            buf_append_char(buf, '"');
        buf_append_char(buf, text.ptr[i]);
    }
    if (quoted)
        buf_append_char(buf, '"');
}

void
csv_number(struct sheet *sheet, int64_t value, int places)
{
    cell_begin(sheet);
    scaled_format(&sheet->buf, value, places);
}

void
csv_day(struct sheet *sheet, day_t day)
{
    cell_begin(sheet);
    day_format(&sheet->buf, day);
}

void
csv_time(struct sheet *sheet, usec_t moment)
{
    cell_begin(sheet);
    time_format(&sheet->buf, moment);
}

static enum err
flush(struct sheet *sheet)
{
    struct str left = buf_str(&sheet->buf);

    TRY(buf_failed(&sheet->buf));
    while (left.len > 0) {
        ssize_t written = write(sheet->fd, left.ptr, left.len);
        if (written <= 0)
            return ERR_GONE;
        left = str_slice(left, (size_t)written, left.len);
    }
    buf_clear(&sheet->buf);
    return OK;
}

enum err
csv_row_end(struct sheet *sheet)
{
    buf_append_str(&sheet->buf, STR("\r\n"));
    return sheet->buf.len >= CSV_PORTION ? flush(sheet) : buf_failed(&sheet->buf);
}

enum err
csv_finish(struct sheet *sheet)
{
    return flush(sheet);
}
