/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include <stdio.h>
#include <unistd.h>

#include "base/moment.h"

static enum log_level log_level_min = LOG_INFO;

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

void
log_fields(enum log_level level, const char *event, const struct log_field *fields, size_t count)
{
    static const char *const level_name[] = {"debug", "info", "warning", "error"};
    struct buf line;

    if (level < log_level_min)
        return;
    buf_init(&line, LOG_LINE_MAX * 4);
    buf_append_str(&line, STR("{\"time\":\""));
    time_format(&line, time_now());
    buf_fmt(&line, "\",\"level\":\"%s\",\"event\":", level_name[level]);
    append_quoted(&line, str_from(event));
    for (size_t i = 0; i < count; i++) {
        buf_fmt(&line, ",\"%s\":", fields[i].name);
        if (fields[i].text.ptr != NULL)
            append_quoted(&line, str_slice(fields[i].text, 0, LOG_LINE_MAX / 4));
        else
            buf_append_int(&line, fields[i].number);
    }
    buf_append_str(&line, STR("}\n"));
    /* A log that cannot be written has nowhere to say so. */
    ssize_t written = write(STDERR_FILENO, line.ptr, line.len);
    (void)written;
    buf_release(&line);
}
