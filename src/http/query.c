/* SPDX-License-Identifier: Apache-2.0 */
#include "http/query.h"

#include <stdbool.h>

#include "http/percent.h"

static bool
has_name(const struct http_query *query, struct str name)
{
    for (size_t i = 0; i < query->count; i++)
        if (str_eq(query->pairs[i].name, name))
            return true;
    return false;
}

static enum err
pair_read(struct arena *arena, struct str piece, struct http_query_pair *out)
{
    struct str value;
    struct str name = str_cut(piece, '=', &value);

    *out = (struct http_query_pair){0};
    TRY(percent_decode(arena, name, /* plus_is_space= */ true, &out->name));
    if (out->name.len == 0)
        return ERR_MALFORMED;
    if (!str_is_null(value))
        TRY(percent_decode(arena, value, /* plus_is_space= */ true, &out->value));
    return OK;
}

enum err
http_query_parse(struct arena *arena, struct str text, struct http_query *out)
{
    struct http_query query = {0};
    size_t pieces = 1;

    for (size_t i = 0; i < text.len; i++)
        pieces += text.ptr[i] == '&';
    if (pieces > QUERY_PAIRS_MAX)
        return ERR_MALFORMED;
    query.pairs = arena_array(arena, pieces, sizeof(*query.pairs));
    if (query.pairs == NULL)
        return ERR_MEMORY;
    while (!str_is_null(text)) {
        struct http_query_pair pair;
        struct str piece = str_cut(text, '&', &text);
        if (piece.len == 0)
            continue;
        TRY(pair_read(arena, piece, &pair));
        if (str_is_null(query.repeated) && has_name(&query, pair.name))
            query.repeated = pair.name;
        query.pairs[query.count++] = pair;
    }
    *out = query;
    return OK;
}

struct str
http_query_find(const struct http_query *query, struct str name)
{
    for (size_t i = 0; i < query->count; i++)
        if (str_eq(query->pairs[i].name, name))
            return query->pairs[i].value;
    return (struct str){0};
}
