/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The server's log: one JSON object a line on stderr, whole lines with one write(2) so that those
 * of several threads never mix. Only edge/ and koers/ log; libraries say why they fail and return.
 *
 *     log_line(LOG_INFO, "listening", log_str("address", address), log_int("threads", n));
 *
 * What comes a thousand times a second may wait a few milliseconds for others, if there is a thread
 * that writes them:
 *
 *     log_start() · log_line_later(LOG_INFO, "request", …) on any thread · log_stop()
 */
#ifndef KOERS_BASE_LOG_H
#define KOERS_BASE_LOG_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

#define LOG_LINE_MAX     4096U /* longer values are cut */
#define LOG_GATHERED_MAX 4096U /* bytes that wait; a pipe takes so many without mixing them */
#define LOG_WAIT_MS      5U    /* at most */

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };

/* A member of a line: a text, or a whole number when `text` is "no text". */
struct log_field {
    const char *name;
    struct str text;
    int64_t number;
};

static inline struct log_field
log_str(const char *name, struct str text)
{
    return (struct log_field){.name = name, .text = text.ptr != NULL ? text : STR("")};
}

static inline struct log_field
log_int(const char *name, int64_t number)
{
    return (struct log_field){.name = name, .number = number};
}

/* Nothing below `level` is written any more. Called once, before threads start. */
void log_init(enum log_level level);

void log_fields(enum log_level level, const char *event, const struct log_field *fields,
                size_t count);

/* The same, but between log_start() and log_stop() the line may wait for LOG_WAIT_MS, until
 * something is said that may not wait, or until LOG_GATHERED_MAX bytes have come. Lines keep their
 * order. Who dies takes with it what waits, so nothing that tells of trouble is said in this way.
 */
void log_fields_later(enum log_level level, const char *event, const struct log_field *fields,
                      size_t count);

/* The thread that writes what waits; one at a time. */
enum err log_start(void) MUST_USE;

/* Ends it; all is written then. Without a log_start() nothing happens. */
void log_stop(void);

#define log_line(level, event, ...)                                                                \
    log_fields((level), (event), (const struct log_field[]){__VA_ARGS__},                          \
               sizeof((const struct log_field[]){__VA_ARGS__}) / sizeof(struct log_field))

#define log_line_later(level, event, ...)                                                          \
    log_fields_later((level), (event), (const struct log_field[]){__VA_ARGS__},                    \
                     sizeof((const struct log_field[]){__VA_ARGS__}) / sizeof(struct log_field))

#endif
