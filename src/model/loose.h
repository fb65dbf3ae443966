/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Loose values: what a stranger wrote and no type describes, such as the objects in another
 * tool's export. A file comes in as a stream and is given away object by object, so that it is
 * never held as a whole.
 *
 *     loose_stream_init(&stream, &arena, take, arg);
 *     TRY(loose_stream_feed(&stream, bytes));  … again and again
 *     TRY(loose_stream_end(&stream));
 *     loose_stream_release(&stream);
 */
#ifndef KOERS_MODEL_LOOSE_H
#define KOERS_MODEL_LOOSE_H

#include "json/records.h"

enum loose_kind { LOOSE_NULL, LOOSE_TEXT, LOOSE_NUMBER, LOOSE_BOOL, LOOSE_LIST, LOOSE_OBJECT };

struct loose {
    enum loose_kind kind;
    struct str name;     /* of a member; else "no text" */
    struct str text;     /* of a text, number (as written), or "true" and "false" */
    struct loose *first; /* of a list or object */
    struct loose *next;
};

struct loose_stream {
    struct arena *arena; /* of one object: cleared before each */
    /* Takes an object; `number` counts from 1. What it answers but OK ends the reading. */
    enum err (*take)(void *arg, const struct loose *object, int64_t number);
    void *arg;
    struct json_records records;
    const char *wrong; /* after ERR_MALFORMED or ERR_TOO_LARGE of its own: in words */
    int64_t number;    /* of the object that was begun last */
};

void loose_stream_init(struct loose_stream *stream, struct arena *arena,
                       enum err (*take)(void *arg, const struct loose *object, int64_t number),
                       void *arg);
void loose_stream_release(struct loose_stream *stream);

/* Goes on with the next bytes: an array of objects, or objects one behind the other. ERR_MALFORMED
 * for what is none, or not UTF-8; ERR_TOO_LARGE for an object that is too long or too deep;
 * ERR_MEMORY; else what the taker said. */
enum err loose_stream_feed(struct loose_stream *stream, struct str bytes) MUST_USE;

/* Ends the file: ERR_MALFORMED when it is cut off. */
enum err loose_stream_end(struct loose_stream *stream) MUST_USE;

/* Could these first bytes of a file be such a stream? */
bool loose_stream_begins(struct str bytes);

#endif
