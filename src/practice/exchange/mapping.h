/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which column of an export holds what. A mapping is kept by the name of its source and serves any
 * importer: one says which fields it knows and what their columns are often called; the mapping
 * finds the columns in the first line of a file, and then gives the cell of a field in each row,
 * or what the mapping says holds for all rows, with the source's words in the words of Koers.
 */
#ifndef KOERS_EXCHANGE_MAPPING_H
#define KOERS_EXCHANGE_MAPPING_H

#include "gen/exchange.h"
#include "model/call.h"
#include "model/type.h"

#define MAPPING_FIELDS_MAX 64U
#define MAPPING_NONE       SIZE_MAX

/* What a column is often called, folded (model/fold.h). */
struct mapping_guess {
    int field;
    const char *name;
};

/* What an importer knows. */
struct mapping_kind {
    const char *stem;             /* before the name of a source, among other imports */
    const struct choice *choices; /* the fields, by the words of their enumeration, from 1 on */
    const struct mapping_guess *guesses;
    size_t guess_count;
};

/* A column of the file that is read. */
struct mapping_column {
    struct str header;
    int field; /* 0: it is left aside */
};

struct mapping {
    const struct mapping_kind *kind;
    struct arena *arena;
    struct str source; /* with its stem */
    bool remembered;   /* columns were kept before */
    struct import_column_list known;
    struct import_word_list words;
    struct mapping_column *columns;
    size_t column_count;
    size_t column_of[MAPPING_FIELDS_MAX]; /* by field; MAPPING_NONE: no column */
    struct str constant_of[MAPPING_FIELDS_MAX];
};

/* Loads what is kept of a source; all of it lies in the arena of the call. */
enum err mapping_load(struct call *call, const struct mapping_kind *kind, struct str name,
                      struct mapping *out) MUST_USE;

/* Takes the first line of a file: columns as they were kept, or guessed where none were. */
enum err mapping_head(struct mapping *mapping, const struct str *cells, size_t count) MUST_USE;

/* Is a field held by a column, or the same in all rows? */
bool mapping_has(const struct mapping *mapping, int field);

/* What a row says of a field, trimmed and in the words of Koers; "no text" when nothing holds it.
 */
struct str mapping_cell(const struct mapping *mapping, int field, const struct str *cells,
                        size_t count);

/* What the file calls the column of a field; "no text" when none holds it. */
struct str mapping_header(const struct mapping *mapping, int field);

/* Keeps the columns of the file for the next time. */
enum err mapping_keep(const struct mapping *mapping, struct call *call) MUST_USE;

#endif
