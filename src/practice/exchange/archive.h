/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads the files of a ZIP one after the other, as strangers made it. Their names are for messages
 * and never used as paths; what is encrypted, or unfolds into more than it may, is refused.
 */
#ifndef KOERS_EXCHANGE_ARCHIVE_H
#define KOERS_EXCHANGE_ARCHIVE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#define ARCHIVE_FILES_MAX  10000
#define ARCHIVE_BYTES_MAX  (INT64_C(8) << 30) /* of all files, unpacked */
#define ARCHIVE_BYTES_FREE (INT64_C(1) << 20) /* as many, whatever the ratio */
#define ARCHIVE_RATIO_MAX  200 /* unpacked bytes for one of the archive; text has 5 to 30 */
#define ARCHIVE_WHY_MAX    256U

struct archive {
    struct zip *zip;
    const char *name; /* of the archive, for messages */
    char *why;        /* ARCHIVE_WHY_MAX bytes: what is wrong */
    int64_t file_count;
    int64_t packed;   /* bytes of the archive */
    int64_t unpacked; /* bytes read since archive_rewind() */
};

/* Does a file begin as a ZIP does? Leaves it at its start; one that cannot be rewound is none. */
bool archive_is(FILE *file);

/* Opens one; the file stays open and the caller's. ERR_MALFORMED with `why`, ERR_GONE, ERR_MEMORY.
 */
enum err archive_open(struct archive *archive, FILE *file, const char *name, char *why) MUST_USE;

/* May be called after a failed archive_open(). */
void archive_close(struct archive *archive);

/* Begins to count anew, for another time over all files. */
void archive_rewind(struct archive *archive);

/* What a file is called, for messages: its last part, or its number where that is no text. */
struct str archive_name(struct archive *archive, int64_t file, struct arena *arena);

/* Gives the bytes of a file in portions to `take`, whose error ends it. ERR_MALFORMED for what is
 * encrypted or broken, ERR_TOO_LARGE for what unfolds into too much; `why` says so. */
enum err archive_read(struct archive *archive, int64_t file,
                      enum err (*take)(void *arg, struct str portion), void *arg) MUST_USE;

#endif
