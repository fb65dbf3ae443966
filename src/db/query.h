/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A named query as tool/sqlpack packs it, and the values that go in and out. Only generated code
 * makes them; no function outside migrations takes SQL text.
 */
#ifndef KOERS_DB_QUERY_H
#define KOERS_DB_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/maybe.h"
#include "base/str.h"

#define QUERY_PARAM_MAX 600U /* on SQLite a list takes up to 512 of them */

enum engine { ENGINE_SQLITE, ENGINE_POSTGRES };

enum value_kind {
    VALUE_INT,  /* BIGINT: ids, numbers, times, days */
    VALUE_BOOL, /* BOOLEAN */
    VALUE_TEXT,
    VALUE_INT_LIST,  /* BIGINT[], a parameter on PostgreSQL alone */
    VALUE_TEXT_LIST, /* TEXT[], the same */
};

struct value {
    enum value_kind kind;
    bool is_null;
    int64_t number; /* VALUE_INT, VALUE_BOOL; of a list how many items */
    struct str text;
    const struct value *items; /* of a list, each of its kind and none of them null */
};

static inline struct value
value_int(int64_t number)
{
    return (struct value){.kind = VALUE_INT, .number = number};
}

static inline struct value
value_bool(bool truth)
{
    return (struct value){.kind = VALUE_BOOL, .number = truth};
}

static inline struct value
value_maybe(struct maybe number)
{
    return (struct value){.kind = VALUE_INT, .is_null = !number.has, .number = number.value};
}

static inline struct value
value_maybe_bool(struct maybe truth)
{
    return (struct value){.kind = VALUE_BOOL, .is_null = !truth.has, .number = truth.value};
}

/* "No text" is NULL. */
static inline struct value
value_text(struct str text)
{
    return (struct value){.kind = VALUE_TEXT, .is_null = text.ptr == NULL, .text = text};
}

/* A list as one value; the items are borrowed. */
static inline struct value
value_list(enum value_kind kind, const struct value *items, size_t count)
{
    return (struct value){.kind = kind, .number = (int64_t)count, .items = items};
}

struct query {
    const char *name;
    unsigned number; /* place in the statement cache of a connection, dense from 0 */
    /* By enum engine; parameters are ?1 … and $1 … in the same order. One that takes a list is for
     * one engine, and NULL for the other: see model/query_list.h. */
    const char *sql[2];
    const enum value_kind *params;
    size_t param_count;
    const enum value_kind *columns;
    size_t column_count;
    bool writes;
};

#endif
