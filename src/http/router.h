/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From method and path to what answers. The table of routes is compiled once into a tree of
 * segments; a look-up walks it without allocating and may be done by any thread.
 *
 * A route's path begins with '/'; a segment "{name}" takes any one non-empty segment. Where a
 * literal and a member both fit, the literal wins: "/people/me" before "/people/{id}".
 * HEAD follows GET.
 */
#ifndef KOERS_HTTP_ROUTER_H
#define KOERS_HTTP_ROUTER_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "http/method.h"

#define ROUTE_MEMBERS_MAX 8U /* members in one path */

struct router;

struct route {
    enum http_method method; /* not HEAD, OPTIONS or HTTP_METHOD_OTHER */
    const char *path;
    const void *target; /* the caller's */
};

enum route_result {
    ROUTE_FOUND,
    ROUTE_NOT_FOUND,          /* no route has this path (404) */
    ROUTE_METHOD_NOT_ALLOWED, /* the path is there; `allow` says with what (405) */
    ROUTE_OPTIONS,            /* OPTIONS was asked of a path that is there (204 with Allow) */
};

struct route_member {
    struct str name;  /* as the table has it, without braces */
    struct str value; /* the decoded segment of the request */
};

struct route_match {
    const void *target;
    struct route_member members[ROUTE_MEMBERS_MAX];
    size_t member_count;
    struct str allow; /* "GET, HEAD, OPTIONS, PATCH"; set in every case but ROUTE_NOT_FOUND */
};

/* Compiles `routes` into the arena, which must live as long as the router, and so must the paths.
 * ERR_INVALID with the number of the first bad route in `ret_bad` for a path that is not of the
 * form, has too many members or segments, or is there twice with one method. */
enum err router_new(struct arena *arena, const struct route *routes, size_t count,
                    struct router **out, size_t *ret_bad) MUST_USE;

/* Looks up decoded segments, as `struct http_target` has them. The values of the members are views
 * of the segments. */
enum route_result router_find(const struct router *router, enum http_method method,
                              const struct str *segments, size_t count, struct route_match *out);

#endif
