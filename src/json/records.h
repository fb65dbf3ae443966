/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Takes a file of JSON objects apart while it comes in, so that it is never held as a whole: an
 * array of objects, or objects one behind the other. What is within an object is read by whoever
 * takes it (reader.h).
 */
#ifndef KOERS_JSON_RECORDS_H
#define KOERS_JSON_RECORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

#define JSON_RECORD_MAX (16U << 20) /* bytes of one object */

enum json_records_state {
    RECORDS_BEGIN,   /* nothing but white space yet */
    RECORDS_WANT,    /* an object, or the end where there may be one */
    RECORDS_INSIDE,  /* of an object */
    RECORDS_STRING,  /* of a text in it */
    RECORDS_ESCAPE,  /* of a text, behind a backslash */
    RECORDS_BETWEEN, /* behind an object */
    RECORDS_DONE,    /* behind the array */
};

struct json_records {
    /* Takes an object, whose text lives until it returns. What it answers but OK ends the reading.
     */
    enum err (*take)(void *arg, struct str text, int64_t number);
    void *arg;
    struct buf text;
    enum json_records_state state;
    bool is_array;
    bool may_end; /* no comma stands before */
    int64_t depth;
    int64_t count;
    const char *wrong; /* after ERR_MALFORMED or ERR_TOO_LARGE of its own: in words */
};

void json_records_init(struct json_records *records,
                       enum err (*take)(void *arg, struct str text, int64_t number), void *arg);
void json_records_release(struct json_records *records);

/* Goes on with the next bytes. */
enum err json_records_feed(struct json_records *records, struct str bytes) MUST_USE;

/* Ends the file: ERR_MALFORMED when it is cut off. */
enum err json_records_end(struct json_records *records) MUST_USE;

#endif
