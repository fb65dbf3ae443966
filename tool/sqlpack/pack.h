/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What one run of sqlpack holds in memory: migrations, named queries and the model they must agree
 * with. The language of both is described in src/model/README.md ("Named queries").
 *
 * Order of calls, as main.c has it: migration_read() · query_file_read() for each file ·
 * schema_open() · for each query resolve_query() and schema_check_query() · emit_…(). Everything
 * lives in one arena; a fault never stops the run, so that all are told at once.
 */
#ifndef KOERS_SQLPACK_PACK_H
#define KOERS_SQLPACK_PACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "db/query.h"
#include "tool/modelc/model.h"
#include "fragment.h"
#include "source.h"
#include "token.h"

#define PACK_ARENA_MAX        (256U << 20)
#define PACK_QUERY_MAX        4000U /* named queries in all */
#define QUERY_HINT_MAX        24U   /* `-- param:` lines of one query */
#define QUERY_PARAM_COUNT_MAX 64U   /* a list counts once */
#define QUERY_COLUMN_MAX      64U   /* as many as a type has fields */
#define QUERY_DOC_MAX         30U   /* comment lines above a query */

/* Lengths a list parameter is expanded to for SQLite; one text more is for PostgreSQL's array. */
#define LIST_SIZES 5
extern const size_t list_sizes[LIST_SIZES];

enum result_kind {
    RESULT_ONE,
    RESULT_MANY,
    RESULT_ID,
    RESULT_NUMBER,
    RESULT_EXEC,
    RESULT_CHANGED,
};

/* `-- param: name type`. */
struct param_hint {
    struct str name;
    struct str type;
    const char *at;
    bool used;
};

/* A parameter, in the order of first appearance. */
struct param {
    struct str name;
    const char *at;
    bool is_list;
    bool from_object; /* read from the struct that `from ENTITY` names */
    bool is_nullable;
    enum field_kind kind;
    const struct model_enum *choices; /* FIELD_ENUM */
    size_t index;                     /* in the values that are bound; a list is the last */
    size_t field;                     /* from_object: place of its field in the entity */
};

struct named_query {
    const struct source *source;
    const struct model_part *part;
    const char *at; /* its name line */
    struct str name;
    enum result_kind result;
    struct str row_name;  /* "no text" without one */
    struct str from_name; /* "no text" without one */
    struct str docs[QUERY_DOC_MAX];
    size_t doc_count;
    struct param_hint hints[QUERY_HINT_MAX];
    size_t hint_count;
    struct str not_null; /* names after `-- not null:`, separated by blanks */
    bool partial;
    bool ahead;                /* it may be said before it is asked: see db/db.h, query_ahead() */
    struct token_list text[2]; /* by enum engine; the same list twice when one text serves both */
    bool failed;               /* told; later steps leave it alone */

    /* resolve.c */
    const struct model_type *row;
    const struct model_type *from;
    struct param params[QUERY_PARAM_COUNT_MAX];
    size_t param_count;

    /* check.c */
    enum value_kind column_kinds[QUERY_COLUMN_MAX];
    size_t columns[QUERY_COLUMN_MAX]; /* places of their members in the row type */
    size_t column_count;
    bool writes;
};

struct migration_text {
    const struct source *source;
    struct str name; /* 0001_access */
    struct str sql[2];
    struct str hash;
};

struct pack {
    struct arena *arena;
    struct report report;
    const struct model *model;
    struct migration_text *migrations;
    size_t migration_count;
    struct named_query **queries;
    size_t query_count;
    struct fragment_list fragments; /* shared ones, of the files read so far */
    bool show_plans;                /* print the full scans of each query */
};

/* The list parameter of a query, or NULL. */
const struct param *query_list_param(const struct named_query *query);

/* Tells a fault of a query at a place in its file, and marks the query as failed. */
void query_fault(struct pack *pack, struct named_query *query, const char *at, const char *format,
                 ...) __attribute__((format(printf, 4, 5)));

#endif
