/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The book in which a made-up organisation is written: rows of any entity in any order, with ids
 * counted here, and the events and field histories that the rules would have left. A row reaches
 * the database behind those it may refer to (gen/migration.h has the order), in large portions.
 *
 * Order of calls, in each transaction: book_open() · the others · book_close().
 */
#ifndef KOERS_GENERATE_BOOK_H
#define KOERS_GENERATE_BOOK_H

#include "koers/put.h"
#include "practice/record/record.h"

#define BOOK_ENTITIES_MAX 160U

struct book {
    struct call *call;
    struct put puts[BOOK_ENTITIES_MAX]; /* by place in all_dumps */
    int64_t last_id[BOOK_ENTITIES_MAX]; /* given so far */
    int64_t kept_id[BOOK_ENTITIES_MAX]; /* given when the last transaction was closed */
};

/* Ids go on behind those of the last transaction that was closed; one that failed is forgotten. */
enum err book_open(struct book *book, struct call *call) MUST_USE;

/* The next id of an entity. */
int64_t book_id(struct book *book, const struct type *type);

/* One row, as it stays. */
enum err book_put(struct book *book, const struct type *type, const void *row) MUST_USE;

/* What record() would leave, at the time and by the person of the call. */
enum err book_record(struct book *book, const struct happening *happening, const void *before,
                     const void *after) MUST_USE;

/* How many of an entity were written in the transactions that were closed. */
int64_t book_count(const struct book *book, const struct type *type);

enum err book_close(struct book *book) MUST_USE;
/* Statistics of all that was written. */
enum err book_analyze(struct book *book, struct call *call) MUST_USE;
/* Throws away what waits, after an error. */
void book_release(struct book *book);

#endif
