/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A tree of segments. Literal children of a node are a sorted array, found by halving; the member
 * child comes second. As a literal branch may end in nothing where the member branch has an answer,
 * the walk goes back; its depth is the number of segments, at most HTTP_SEGMENTS_MAX.
 */
#include "http/router.h"

#include <stdbool.h>

#include "http/target.h"

#define ROUTE_METHODS (HTTP_DELETE + 1) /* a node keeps a target for each of GET … DELETE */

/* Where a route ends. Names belong to the route: "/a/{id}" and "/a/{a_id}/b" share a node. */
struct end {
    const void *target;
    struct str names[ROUTE_MEMBERS_MAX];
};

struct node {
    struct str literal;
    struct node *member;
    struct node **literals; /* sorted */
    size_t literal_count;
    const struct end *ends[ROUTE_METHODS];
    struct str allow; /* empty: no route ends here */
};

struct router {
    struct node root;
};

/* The place of `name` among the literals, or where it belongs. */
static size_t
literal_place(const struct node *node, struct str name, bool *ret_found)
{
    size_t low = 0;
    size_t high = node->literal_count;

    *ret_found = false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_cmp(node->literals[middle]->literal, name);
        if (order == 0) {
            *ret_found = true;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static enum err
literal_child(struct arena *arena, struct node *node, struct str name, struct node **out)
{
    bool found;
    size_t place = literal_place(node, name, &found);

    if (!found) {
        struct node **grown = arena_array(arena, node->literal_count + 1, sizeof(struct node *));
        struct node *child = arena_new(arena, struct node);
        if (grown == NULL || child == NULL)
            return ERR_MEMORY;
        child->literal = name;
        for (size_t i = 0; i < node->literal_count; i++)
            grown[i < place ? i : i + 1] = node->literals[i];
        grown[place] = child;
        node->literals = grown;
        node->literal_count++;
    }
    *out = node->literals[place];
    return OK;
}

/* The child for a segment of a route; notes the name when it is a member. */
static enum err
child(struct arena *arena, struct node *node, struct str segment, struct end *end,
      size_t *member_count, struct node **out)
{
    if (segment.len == 0)
        return ERR_INVALID;
    if (segment.ptr[0] != '{')
        return literal_child(arena, node, segment, out);
    if (segment.len < 3 || segment.ptr[segment.len - 1] != '}')
        return ERR_INVALID;
    if (*member_count == ROUTE_MEMBERS_MAX)
        return ERR_INVALID;
    end->names[(*member_count)++] = str_slice(segment, 1, segment.len - 2);
    if (node->member == NULL)
        node->member = arena_new(arena, struct node);
    *out = node->member;
    return *out != NULL ? OK : ERR_MEMORY;
}

static enum err
allow_write(struct arena *arena, struct node *node)
{
    struct str allow = STR("OPTIONS");

    for (int method = ROUTE_METHODS - 1; method >= 0; method--) {
        if (node->ends[method] == NULL)
            continue;
        allow = str_fmt(arena, "%s, %s%.*s", http_method_name((enum http_method)method),
                        method == HTTP_GET ? "HEAD, " : "", STR_FMT(allow));
    }
    if (str_is_null(allow))
        return ERR_MEMORY;
    node->allow = allow;
    return OK;
}

static enum err
route_add(struct arena *arena, struct router *router, const struct route *route)
{
    struct str path = str_from(route->path);
    struct node *node = &router->root;
    struct end *end = arena_new(arena, struct end);
    size_t member_count = 0;
    size_t depth = 0;

    if (end == NULL)
        return ERR_MEMORY;
    if (!str_starts(path, STR("/")) || route->method >= ROUTE_METHODS)
        return ERR_INVALID;
    struct str rest = path.len > 1 ? str_slice(path, 1, path.len) : (struct str){0};
    while (!str_is_null(rest)) {
        struct str segment = str_cut(rest, '/', &rest);
        if (++depth > HTTP_SEGMENTS_MAX)
            return ERR_INVALID;
        TRY(child(arena, node, segment, end, &member_count, &node));
    }
    if (node->ends[route->method] != NULL)
        return ERR_INVALID;
    end->target = route->target;
    node->ends[route->method] = end;
    return allow_write(arena, node);
}

enum err
router_new(struct arena *arena, const struct route *routes, size_t count, struct router **out,
           size_t *ret_bad)
{
    struct router *router = arena_new(arena, struct router);

    if (router == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < count; i++) {
        *ret_bad = i;
        TRY(route_add(arena, router, &routes[i]));
    }
    *out = router;
    return OK;
}

/* What one look-up carries down the tree. */
struct walk {
    const struct str *segments;
    size_t count;
    struct route_match *match;
};

static const struct node *
walk_from(const struct node *node, struct walk *walk, size_t depth, size_t members)
{
    if (depth == walk->count) {
        walk->match->member_count = members;
        return node->allow.len > 0 ? node : NULL;
    }
    struct str segment = walk->segments[depth];
    bool found;
    size_t place = literal_place(node, segment, &found);
    if (found) {
        const struct node *end = walk_from(node->literals[place], walk, depth + 1, members);
        if (end != NULL)
            return end;
    }
    if (node->member == NULL || segment.len == 0 || members == ROUTE_MEMBERS_MAX)
        return NULL;
    walk->match->members[members].value = segment;
    return walk_from(node->member, walk, depth + 1, members + 1);
}

enum route_result
router_find(const struct router *router, enum http_method method, const struct str *segments,
            size_t count, struct route_match *out)
{
    struct walk walk = {.segments = segments, .count = count, .match = out};
    const struct node *node = walk_from(&router->root, &walk, 0, 0);

    if (node == NULL)
        return ROUTE_NOT_FOUND;
    out->allow = node->allow;
    out->target = NULL;
    if (method == HTTP_OPTIONS)
        return ROUTE_OPTIONS;
    if (method == HTTP_HEAD)
        method = HTTP_GET;
    if (method >= ROUTE_METHODS || node->ends[method] == NULL)
        return ROUTE_METHOD_NOT_ALLOWED;
    out->target = node->ends[method]->target;
    for (size_t i = 0; i < out->member_count; i++)
        out->members[i].name = node->ends[method]->names[i];
    return ROUTE_FOUND;
}
