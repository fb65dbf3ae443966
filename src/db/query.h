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

#define QUERY_PARAM_MAX 600U /* a list parameter takes up to 512 of them */

enum engine { ENGINE_SQLITE, ENGINE_POSTGRES };

enum value_kind {
    VALUE_INT,  /* BIGINT: ids, numbers, times, days */
    VALUE_BOOL, /* BOOLEAN */
    VALUE_TEXT,
};

struct value {
    enum value_kind kind;
    bool is_null;
    int64_t number; /* VALUE_INT, VALUE_BOOL */
    struct str text;
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

struct query {
    const char *name;
    unsigned number;    /* place in the statement cache of a connection, dense from 0 */
    const char *sql[2]; /* by enum engine; parameters are ?1 … and $1 … in the same order */
    const enum value_kind *params;
    size_t param_count;
    const enum value_kind *columns;
    size_t column_count;
    bool writes;
};

#endif
