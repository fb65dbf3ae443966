/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/thread.h"

static enum log_level log_level_min = LOG_INFO;

/* Lines that wait to be written together. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed; /* something waits, or the thread is to end */
    pthread_t thread;
    bool running;
    bool over;
    size_t len;
    char bytes[LOG_GATHERED_MAX];
} gathered = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

void
log_init(enum log_level level)
{
    log_level_min = level;
}

/* How many bytes from `at` on stand in a JSON string as they are. */
static size_t
plain_len(struct str text, size_t at)
{
    size_t end = at;

    while (end < text.len && (unsigned char)text.ptr[end] >= 0x20 && text.ptr[end] != '"' &&
           text.ptr[end] != '\\')
        end++;
    return end - at;
}

static void
append_escaped(struct buf *buf, char c)
{
    if (c == '"' || c == '\\') {
        buf_append_char(buf, '\\');
        buf_append_char(buf, c);
    } else {
        buf_fmt(buf, "\\u%04x", (unsigned char)c);
    }
}

/* A JSON string. Bytes that are no UTF-8 never come here: texts are checked at the edge. */
static void
append_quoted(struct buf *buf, struct str text)
{
    buf_append_char(buf, '"');
    for (size_t at = 0; at < text.len; at++) {
        size_t plain = plain_len(text, at);
        buf_append(buf, text.ptr + at, plain);
        at += plain;
        if (at < text.len)
            append_escaped(buf, text.ptr[at]);
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

/* With the lock held. */
static void
flush(void)
{
    if (gathered.len > 0)
        put(gathered.bytes, gathered.len);
    gathered.len = 0;
}

void
log_fields(enum log_level level, const char *event, const struct log_field *fields, size_t count)
{
    if (level < log_level_min)
        return;
    struct buf line = line_of(level, event, fields, count);
    pthread_mutex_lock(&gathered.lock);
    flush();
    pthread_mutex_unlock(&gathered.lock);
    put(line.ptr, line.len);
    buf_release(&line);
}

/* With the lock held. The thread sleeps while nothing waits, and is woken by the first line. */
static void
gather(const struct buf *line)
{
    if (line->len > sizeof(gathered.bytes) - gathered.len)
        flush();
    if (!gathered.running || line->len > sizeof(gathered.bytes)) {
        put(line->ptr, line->len);
        return;
    }
    if (gathered.len == 0)
        pthread_cond_signal(&gathered.changed);
    memcpy(gathered.bytes + gathered.len, line->ptr, line->len);
    gathered.len += line->len;
}

void
log_fields_later(enum log_level level, const char *event, const struct log_field *fields,
                 size_t count)
{
    if (level < log_level_min)
        return;
    struct buf line = line_of(level, event, fields, count);
    pthread_mutex_lock(&gathered.lock);
    gather(&line);
    pthread_mutex_unlock(&gathered.lock);
    buf_release(&line);
}

static void *
write_gathered(void *unused)
{
    (void)unused;
    pthread_mutex_lock(&gathered.lock);
    while (!gathered.over) {
        if (gathered.len == 0) {
            pthread_cond_wait(&gathered.changed, &gathered.lock);
            continue;
        }
        pthread_mutex_unlock(&gathered.lock);
        usleep(LOG_WAIT_MS * 1000);
        pthread_mutex_lock(&gathered.lock);
        flush();
    }
    flush();
    pthread_mutex_unlock(&gathered.lock);
    return NULL;
}

enum err
log_start(void)
{
    gathered.over = false;
    TRY(thread_start(&gathered.thread, "log", write_gathered, NULL));
    gathered.running = true;
    return OK;
}

void
log_stop(void)
{
    if (!gathered.running)
        return;
    pthread_mutex_lock(&gathered.lock);
    gathered.running = false;
    gathered.over = true;
    pthread_cond_signal(&gathered.changed);
    pthread_mutex_unlock(&gathered.lock);
    pthread_join(gathered.thread, NULL);
}
