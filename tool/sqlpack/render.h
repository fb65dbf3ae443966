/* SPDX-License-Identifier: Apache-2.0 */
/* A query's tokens as the text of one engine. */
#ifndef KOERS_SQLPACK_RENDER_H
#define KOERS_SQLPACK_RENDER_H

#include "pack.h"

/*
 * The text of a resolved query for one engine: parameters numbered (`?1` or `$1`), a list expanded
 * to `list_size` places, stars replaced by columns, comments and needless white space left out.
 * Zero-terminated, in the arena; "no text" after a fault.
 */
struct str render_query(struct pack *pack, struct named_query *query, enum engine engine,
                        size_t list_size);

/* The token of the SQLite text that stands at a byte of what render_query() made of it. */
const char *render_origin(struct pack *pack, struct named_query *query, size_t list_size,
                          size_t offset);

#endif
