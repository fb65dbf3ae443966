/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes JSON straight into a buffer, without white space and without a tree.
 *
 *     json_begin_object(&writer);
 *     json_name(&writer, STR("title"));
 *     json_string(&writer, title);
 *     json_end_object(&writer);
 *
 * The writer puts the commas; that names and values alternate and that ends match is the caller's
 * promise. Nothing fails on the way: the buffer remembers what did not fit (base/buf.h).
 */
#ifndef KOERS_JSON_WRITER_H
#define KOERS_JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

struct json_writer {
    struct buf *buf;
    bool comma; /* something stands before the next name or value in its container */
};

/* A writer that appends to `buf`, which stays the caller's. */
static inline struct json_writer
json_writer_of(struct buf *buf)
{
    return (struct json_writer){.buf = buf};
}

void json_begin_object(struct json_writer *writer);
void json_end_object(struct json_writer *writer);
void json_begin_array(struct json_writer *writer);
void json_end_array(struct json_writer *writer);

/* The name of the member whose value follows. */
void json_name(struct json_writer *writer, struct str name);

/* A string, in the text's own UTF-8; what must be escaped is. "No text" becomes null. */
void json_string(struct json_writer *writer, struct str text);

void json_int(struct json_writer *writer, int64_t value);

/* A count of 10^-places as a number without needless zeros: (125000, 4) is 12.5. */
void json_scaled(struct json_writer *writer, int64_t value, int places);

void json_bool(struct json_writer *writer, bool value);
void json_null(struct json_writer *writer);

/* A value that is JSON already. */
void json_raw(struct json_writer *writer, struct str json);

#endif
