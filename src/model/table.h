/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any list as a table for a spreadsheet, by the descriptors: each member of a row is a column,
 * members of an object in it are columns called "counts.on_track". Lists of objects in a row are
 * none: they have operations of their own. What no reply carries (FIELD_PRIVATE) is no column.
 */
#ifndef KOERS_MODEL_TABLE_H
#define KOERS_MODEL_TABLE_H

#include "model/call.h"
#include "model/type.h"
#include "sheet/sheet.h"

#define TABLE_COLUMNS_MAX 100U
#define TABLE_DEPTH_MAX   3U /* of objects within each other */

struct table_column {
    struct str name;    /* "title", "counts.on_track" */
    struct str heading; /* what stands above it */
    const struct field *path[TABLE_DEPTH_MAX];
    size_t depth;
};

struct table {
    struct table_column *columns;
    size_t count;
};

/*
 * The columns of a type. `wanted` names them in their order, with a comma between, each perhaps
 * with a heading behind a colon ("title:Doelstelling,unit_name"); "no text" means all of them
 * under their names. ERR_MALFORMED, with faults of ?columns, for names that are no columns.
 */
enum err table_of(struct call *call, const struct type *type, struct str wanted,
                  struct table *out) MUST_USE;

/* Writes the headings, or a row; errors of sheet_row_end(). */
enum err table_write_headings(const struct table *table, struct sheet *sheet) MUST_USE;
enum err table_write_row(const struct table *table, const void *object,
                         struct sheet *sheet) MUST_USE;

#endif
