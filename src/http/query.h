/* SPDX-License-Identifier: Apache-2.0 */
/* The query of a request and bodies of forms: application/x-www-form-urlencoded, read strictly. */
#ifndef KOERS_HTTP_QUERY_H
#define KOERS_HTTP_QUERY_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#define QUERY_PAIRS_MAX 100U

struct http_query_pair {
    struct str name;
    struct str value; /* "no text" for "a" without '=' */
};

struct http_query {
    struct http_query_pair *pairs; /* in the order sent */
    size_t count;
    struct str repeated; /* the first name that comes a second time; "no text" when none does */
};

/* Takes apart "a=b&c=d%20e+f"; empty pieces ("a=b&&c=d") are passed over, "no text" has no pairs.
 * ERR_MALFORMED for bad encoding, control characters, a piece without a name and more than
 * QUERY_PAIRS_MAX pairs; ERR_MEMORY when the arena is full. */
enum err http_query_parse(struct arena *arena, struct str text, struct http_query *out) MUST_USE;

/* The value of the first pair of this name; "no text" when there is none. */
struct str http_query_find(const struct http_query *query, struct str name);

#endif
