/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The server's log: one JSON object a line on stderr, whole lines with one write(2) so that those
 * of several threads never mix. Only edge/ and koers/ log; libraries say why they fail and return.
 *
 *     log_line(LOG_INFO, "listening", log_str("address", address), log_int("threads", n));
 *
 * What comes a thousand times a second may wait for others of its thread:
 *
 *     log_line_later(LOG_INFO, "request", …) … log_line_later(…) … log_flush()   before it sleeps
 */
#ifndef KOERS_BASE_LOG_H
#define KOERS_BASE_LOG_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define LOG_LINE_MAX     4096U /* longer values are cut */
#define LOG_GATHERED_MAX 4096U /* bytes that wait; a pipe takes so many without mixing them */

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

/* The same, but the line may wait in its thread until that calls log_flush(), says something that
 * may not wait, or has gathered LOG_GATHERED_MAX bytes. Lines of a thread keep their order. Who
 * dies takes with it what waits, so nothing that tells of trouble is said in this way. */
void log_fields_later(enum log_level level, const char *event, const struct log_field *fields,
                      size_t count);

/* Writes what waits in this thread. */
void log_flush(void);

#define log_line(level, event, ...)                                                                \
    log_fields((level), (event), (const struct log_field[]){__VA_ARGS__},                          \
               sizeof((const struct log_field[]){__VA_ARGS__}) / sizeof(struct log_field))

#define log_line_later(level, event, ...)                                                          \
    log_fields_later((level), (event), (const struct log_field[]){__VA_ARGS__},                    \
                     sizeof((const struct log_field[]){__VA_ARGS__}) / sizeof(struct log_field))

#endif
