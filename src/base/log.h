/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The server's log: one JSON object a line on stderr, written with one write(2) so that lines of
 * several threads never mix. Only edge/ and koers/ log; libraries say why they fail and return.
 *
 *     log_line(LOG_INFO, "listening", log_str("address", address), log_int("threads", n));
 */
#ifndef KOERS_BASE_LOG_H
#define KOERS_BASE_LOG_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define LOG_LINE_MAX 4096U /* longer values are cut */

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

#define log_line(level, event, ...)                                                                \
    log_fields((level), (event), (const struct log_field[]){__VA_ARGS__},                          \
               sizeof((const struct log_field[]){__VA_ARGS__}) / sizeof(struct log_field))

#endif
