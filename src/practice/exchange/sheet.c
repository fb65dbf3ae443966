/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/sheet.h"

#include <csv.h>

#include "base/buf.h"

#define CHUNK_BYTES (64U << 10)

/* Where a field of the record that is being read lies in `bytes`. */
struct span {
    size_t begin;
    size_t len;
};

struct reader {
    struct csv_parser csv;
    const struct sheet_sink *sink;
    const char *name;
    char *why;
    enum err err;
    struct buf bytes; /* the fields of one record, one behind the other */
    struct span fields[SHEET_COLUMN_MAX];
    size_t field_count;
    size_t column_count; /* of the header; 0: not read yet */
    int64_t line;        /* that is being read */
    int64_t record_line; /* on which the record begins */
    size_t record_bytes;
    bool ended_line; /* the last byte was a line feed */
};

static void stop(struct reader *r, enum err err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void
stop(struct reader *r, enum err err, const char *format, ...)
{
    va_list args;

    if (r->err != OK)
        return;
    r->err = err;
    if (r->why[0] != '\0')
        return; /* the sink said why */
    va_start(args, format);
    vsnprintf(r->why, SHEET_WHY_MAX, format, args);
    va_end(args);
}

/* ---- libcsv's two calls -------------------------------------------------------------------------
 */

static void
on_field(void *ptr, size_t len, void *arg)
{
    struct reader *r = arg;

    if (r->err != OK)
        return;
    if (r->field_count == SHEET_COLUMN_MAX) {
        if (len > 0)
            stop(r, ERR_MALFORMED, "%s:%lld: more than %u columns", r->name,
                 (long long)r->record_line, SHEET_COLUMN_MAX);
        return;
    }
    r->fields[r->field_count++] = (struct span){.begin = r->bytes.len, .len = len};
    if (len > 0)
        buf_append(&r->bytes, ptr, len);
    if (buf_failed(&r->bytes) != OK)
        stop(r, ERR_TOO_LARGE, "%s:%lld: a row of more than %u bytes", r->name,
             (long long)r->record_line, SHEET_RECORD_MAX);
}

static struct str
field(const struct reader *r, size_t i)
{
    if (r->bytes.ptr == NULL || r->fields[i].len == 0)
        return STR("");
    return (struct str){.ptr = r->bytes.ptr + r->fields[i].begin, .len = r->fields[i].len};
}

static void
take_header(struct reader *r)
{
    struct str cells[SHEET_COLUMN_MAX];

    r->column_count = r->field_count;
    while (r->column_count > 1 && str_trim(field(r, r->column_count - 1)).len == 0)
        r->column_count--;
    for (size_t i = 0; i < r->column_count; i++)
        cells[i] = str_trim(field(r, i));
    enum err err = r->sink->head(r->sink->arg, cells, r->column_count);
    if (err != OK)
        stop(r, err, "%s: its columns are not those of such a file", r->name);
}

static void
check_utf8(struct reader *r)
{
    int64_t line = r->record_line;

    if (str_is_utf8(buf_str(&r->bytes)))
        return;
    for (size_t i = 0; i < r->field_count; i++) {
        struct str text = field(r, i);
        if (!str_is_utf8(text)) {
            stop(r, ERR_MALFORMED,
                 "%s:%lld: column %zu is not UTF-8; export it again as \"CSV UTF-8\"", r->name,
                 (long long)line, i + 1);
            return;
        }
        for (size_t j = 0; j < text.len; j++)
            line += text.ptr[j] == '\n';
    }
    stop(r, ERR_MALFORMED, "%s:%lld: not UTF-8", r->name, (long long)r->record_line);
}

static void
take_record(struct reader *r)
{
    struct str cells[SHEET_COLUMN_MAX];

    if (r->field_count < r->column_count) {
        stop(r, ERR_MALFORMED, "%s:%lld: %zu of %zu columns; the file is cut off or broken here",
             r->name, (long long)r->record_line, r->field_count, r->column_count);
        return;
    }
    for (size_t i = 0; i < r->column_count; i++)
        cells[i] = field(r, i);
    enum err err = r->sink->row(r->sink->arg, r->record_line, cells, r->column_count);
    if (err != OK)
        stop(r, err, "%s:%lld: the row could not be kept", r->name, (long long)r->record_line);
}

static bool
is_empty(const struct reader *r)
{
    for (size_t i = 0; i < r->field_count; i++)
        if (str_trim(field(r, i)).len > 0)
            return false;
    return true;
}

static void
on_record(int terminator, void *arg)
{
    struct reader *r = arg;

    (void)terminator;
    if (r->err == OK)
        check_utf8(r);
    if (r->err == OK && !is_empty(r)) {
        if (r->column_count == 0)
            take_header(r);
        else
            take_record(r);
    }
    buf_clear(&r->bytes);
    r->field_count = 0;
    r->record_bytes = 0;
    r->record_line = r->line + 1;
}

/* ---- the file -----------------------------------------------------------------------------------
 */

/* Feeds the parser line by line, so that every record knows the line it begins on. */
static void
feed(struct reader *r, struct str chunk)
{
    while (chunk.len > 0 && r->err == OK) {
        const char *feed = memchr(chunk.ptr, '\n', chunk.len);
        size_t len = feed != NULL ? (size_t)(feed - chunk.ptr) + 1 : chunk.len;
        r->record_bytes += len;
        if (r->record_bytes > SHEET_RECORD_MAX)
            stop(r, ERR_TOO_LARGE, "%s:%lld: a row of more than %u bytes; is a quote missing?",
                 r->name, (long long)r->record_line, SHEET_RECORD_MAX);
        else if (csv_parse(&r->csv, chunk.ptr, len, on_field, on_record, r) != len)
            stop(r, csv_error(&r->csv) == CSV_EPARSE ? ERR_MALFORMED : ERR_MEMORY,
                 "%s:%lld: a quotation mark where none can be", r->name, (long long)r->line);
        r->ended_line = feed != NULL;
        if (r->ended_line) {
            r->line++;
            if (r->field_count == 0 && r->csv.pstate == 0) /* an empty line */
                r->record_line = r->line;
        }
        chunk = str_slice(chunk, len, chunk.len);
    }
}

static struct str
without_mark(struct str chunk)
{
    static const struct str mark = {"\xef\xbb\xbf", 3};

    return str_starts(chunk, mark) ? str_slice(chunk, mark.len, chunk.len) : chunk;
}

static void
finish(struct reader *r, FILE *file)
{
    if (ferror(file))
        stop(r, ERR_GONE, "%s: cannot be read to its end", r->name);
    if (r->err == OK && csv_fini(&r->csv, on_field, on_record, r) != 0)
        stop(r, ERR_MALFORMED, "%s:%lld: ends within a quoted cell; the file is cut off", r->name,
             (long long)r->record_line);
    if (r->err == OK && r->column_count == 0)
        stop(r, ERR_MALFORMED, "%s: empty; its first line must name the columns", r->name);
}

/* The separator that the first line has most of: Excel writes semicolons where the comma is
 * decimal.
 */
static unsigned char
separator_of(struct str text)
{
    static const char separators[] = {',', ';', '\t'};
    size_t counts[sizeof(separators)] = {0};
    size_t best = 0;
    bool quoted = false;

    for (size_t i = 0; i < text.len && (quoted || text.ptr[i] != '\n'); i++) {
        quoted = quoted != (text.ptr[i] == '"');
        for (size_t j = 0; j < sizeof(separators); j++)
            counts[j] += !quoted && text.ptr[i] == separators[j];
    }
    for (size_t j = 1; j < sizeof(separators); j++)
        if (counts[j] > counts[best])
            best = j;
    return (unsigned char)separators[best];
}

enum err
sheet_read(FILE *file, const char *name, const struct sheet_sink *sink, char *why)
{
    struct reader r = {.sink = sink, .name = name, .why = why, .line = 1, .record_line = 1};
    char chunk[CHUNK_BYTES];
    bool first = true;

    if (csv_init(&r.csv, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return ERR_MEMORY;
    buf_init(&r.bytes, SHEET_RECORD_MAX);
    for (size_t len; r.err == OK && (len = fread(chunk, 1, sizeof(chunk), file)) > 0;) {
        struct str text = {.ptr = chunk, .len = len};
        if (first)
            text = without_mark(text);
        if (first)
            csv_set_delim(&r.csv, separator_of(text));
        feed(&r, text);
        first = false;
    }
    finish(&r, file);
    csv_free(&r.csv);
    buf_release(&r.bytes);
    return r.err;
}
