/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The cells of an Explorer export that hold more than one thing. Pure functions: what they give
 * lies in the arena or is a view of the cell, which must outlive it.
 */
#ifndef KOERS_EXCHANGE_INTAKE_CELL_H
#define KOERS_EXCHANGE_INTAKE_CELL_H

#include <stddef.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/moment.h"
#include "base/str.h"

#define CELL_ITEMS_MAX 5000U /* links, records or names in one cell */

/* One link upward: `Title(weight: 33.33%, Id: 100001)`. */
struct cell_link {
    struct str title;
    struct str key;  /* "no text" without an Id */
    weight_t weight; /* WEIGHT_USUAL where the cell names none */
};

struct cell_link_list {
    struct cell_link *items;
    size_t count;
};

/* One record of the check-ins cell, its texts as found. */
struct cell_record {
    struct str day;
    struct str user;
    struct str note;
    struct str metric;
    struct str status;
    struct str value;
    struct str at;
};

struct cell_record_list {
    struct cell_record *items;
    size_t count;
};

/* What a value should be on a day, its texts as found. */
struct cell_point {
    struct str day;
    struct str value;
};

struct cell_point_list {
    struct cell_point *items;
    size_t count;
};

struct cell_name_list {
    struct str *items;
    size_t count;
};

/*
 * The links of a cell. A title may hold brackets and commas itself, so what counts is the last
 * `(weight: …)` before the cell's end or a separator; where one link names an Id, all must.
 * ERR_MALFORMED when something is left over, ERR_INVALID for a weight outside 0..10,000 %,
 * ERR_TOO_LARGE beyond CELL_ITEMS_MAX, ERR_MEMORY.
 */
enum err cell_links(struct arena *arena, struct str cell, struct cell_link_list *out) MUST_USE;

/*
 * The records of a cell, each `Checkin Date: …; User: …; Note: …; Metric Name: …; Status: …;
 * Current Value: …; Activity Date: … UTC;`. A note may hold semicolons and even names of fields, so
 * the first two fields are sought from the front and the last four from the back. Errors as
 * cell_links().
 */
enum err cell_records(struct arena *arena, struct str cell, struct cell_record_list *out) MUST_USE;

/* Names between separators, trimmed, without empty ones and repetitions. Errors as cell_links(). */
enum err cell_names(struct arena *arena, struct str cell, char separator,
                    struct cell_name_list *out) MUST_USE;

/*
 * Somebody named as "Ann Lee <ann@example.org>" or by a name alone: `*ret_mark` becomes the address
 * (or another mark of theirs, such as an employee number), or "no text". A mark may stand alone.
 */
void cell_person(struct str text, struct str *ret_name, struct str *ret_mark);

/* "2018-04-01", also with a time behind it. ERR_NOT_FOUND for an empty cell, else ERR_INVALID. */
enum err cell_day(struct str cell, day_t *out) MUST_USE;

/* "2018-04-01 08:00:00 UTC"; the time and its seconds may be missing. Errors as cell_day(). */
enum err cell_time(struct str cell, usec_t *out) MUST_USE;

/*
 * A number with a percent or currency sign around it, rounded half away from zero to 10^-places
 * where the cell has more decimals. ERR_NOT_FOUND for an empty cell, ERR_MALFORMED, ERR_TOO_LARGE.
 */
enum err cell_number(struct str cell, int places, int64_t *out) MUST_USE;

/* Does a cell say these words? Case counts for nothing, and neither does what stands between the
 * words: "On Track" is "on_track". */
bool cell_is(struct str cell, const char *words);

/* A running 64-bit hash (FNV-1a) over texts with their lengths; begin with CELL_HASH_BEGIN. */
#define CELL_HASH_BEGIN UINT64_C(0xcbf29ce484222325)
uint64_t cell_hash(uint64_t hash, struct str text);

/* Where to begin for things of one kind, so that no two kinds meet: adding to CELL_HASH_BEGIN would
 * make "t1" of one kind "u1" of the next. */
uint64_t cell_hash_kind(int kind);

#endif
