/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include <stdio.h>
#include <unistd.h>

#include "base/moment.h"

static enum log_level log_level_min = LOG_INFO;

/* Lines of this thread that wait to be written together. */
static _Thread_local char gathered[LOG_GATHERED_MAX];
static _Thread_local size_t gathered_len;

void
log_init(enum log_level level)
{
    log_level_min = level;
}

/* A JSON string. Bytes that are no UTF-8 never come here: texts are checked at the edge. */
static void
append_quoted(struct buf *buf, struct str text)
{
    buf_append_char(buf, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '"' || c == '\\') {
            buf_append_char(buf, '\\');
            buf_append_char(buf, (char)c);
        } else if (c < 0x20) {
            buf_fmt(buf, "\\u%04x", c);
        } else {
            buf_append_char(buf, (char)c);
        }
    }
    buf_append_char(buf, '"');
}

/* The line, which the caller releases. */
static struct buf
line_of(enum log_level level, const char *event, const struct log_field *fields, size_t count)
{
    static const char *const level_name[] = {"debug", "info", "warning", "error"};
    struct buf line;

    buf_init(&line, LOG_LINE_MAX * 4);
    buf_append_str(&line, STR("{\"time\":\""));
    time_format(&line, time_now());
    buf_append_str(&line, STR("\",\"level\":\""));
    buf_append_str(&line, str_from(level_name[level]));
    buf_append_str(&line, STR("\",\"event\":"));
    append_quoted(&line, str_from(event));
    for (size_t i = 0; i < count; i++) {
        buf_append_str(&line, STR(",\""));
        buf_append_str(&line, str_from(fields[i].name));
        buf_append_str(&line, STR("\":"));
        if (fields[i].text.ptr != NULL)
            append_quoted(&line, str_slice(fields[i].text, 0, LOG_LINE_MAX / 4));
        else
            buf_append_int(&line, fields[i].number);
    }
    buf_append_str(&line, STR("}\n"));
    return line;
}

/* A log that cannot be written has nowhere to say so. */
static void
put(const char *bytes, size_t len)
{
    ssize_t written = write(STDERR_FILENO, bytes, len);

    (void)written;
}

void
log_flush(void)
{
    if (gathered_len > 0)
        put(gathered, gathered_len);
    gathered_len = 0;
}

void
log_fields(enum log_level level, const char *event, const struct log_field *fields, size_t count)
{
    if (level < log_level_min)
        return;
    log_flush();
    struct buf line = line_of(level, event, fields, count);
    put(line.ptr, line.len);
    buf_release(&line);
}

void
log_fields_later(enum log_level level, const char *event, const struct log_field *fields,
                 size_t count)
{
    if (level < log_level_min)
        return;
    struct buf line = line_of(level, event, fields, count);
    if (line.len > sizeof(gathered) - gathered_len)
        log_flush();
    if (line.len > sizeof(gathered)) {
        put(line.ptr, line.len);
    } else {
        buf_copy(gathered + gathered_len, line.ptr, line.len);
        gathered_len += line.len;
    }
    buf_release(&line);
}
