/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The files that sqlpack reads and writes, and what it has to say about them.
 *
 * Faults are told on stderr as `file:line: what; mend`, all of them in one run up to a limit, so
 * that one build shows everything. Whoever drives the work looks at `faults` before writing.
 */
#ifndef KOERS_SQLPACK_SOURCE_H
#define KOERS_SQLPACK_SOURCE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

#define SOURCE_SIZE_MAX  (4U << 20)  /* bytes of a file that is read */
#define SOURCE_FAULT_MAX 50U         /* faults told in one run */
#define OUTPUT_SIZE_MAX  (64U << 20) /* bytes of a file that is written */

/* What was found wrong so far. */
struct report {
    unsigned faults;
};

/* A place in a file that a fault is about; line 0 is the file as a whole. */
struct place {
    const char *file;
    int line;
};

struct source {
    const char *path;
    struct str text;
};

/* Tells one fault. The text says what is wrong, then, after a semicolon, how to mend it. */
void report_fault(struct report *report, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Reads a whole file into the arena. On failure a fault has been told. */
enum err source_read(struct arena *arena, struct report *report, const char *path,
                     struct source *out) MUST_USE;

/* The place of a byte of the text. */
struct place source_place(const struct source *source, const char *at);

/* The last component of a path without its ending: "objective" of "okr/objective.sql". */
struct str source_stem(const struct source *source);

/* The name of the folder the file lies in: "okr" of "src/practice/okr/objective.sql". */
struct str source_folder(const struct source *source);

/* Writes a file into a folder, made when it is not there; leaves a file alone that has these bytes
 * already, so that a build does not redo what follows from it. On failure a fault has been told. */
enum err output_write(struct arena *arena, struct report *report, const char *folder,
                      const char *name, const struct buf *text) MUST_USE;

#endif
