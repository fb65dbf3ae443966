/* SPDX-License-Identifier: Apache-2.0 */
#include "http/router.h"

#include "base/test.h"
#include "http/target.h"

static const struct route routes[] = {
    {HTTP_GET, "/", "root"},
    {HTTP_GET, "/people/me", "me"},
    {HTTP_GET, "/people/{id}", "person"},
    {HTTP_PATCH, "/people/{id}", "person_patch"},
    {HTTP_GET, "/people/{person_id}/units/{unit_id}", "person_unit"},
    {HTTP_POST, "/people", "person_create"},
    {HTTP_DELETE, "/people/me/photo", "photo_delete"},
    {HTTP_GET, "/cycles", "cycles"},
    {HTTP_GET, "/health", "health"},
};

static struct arena arena;
static struct router *router;

static void
set_up(void)
{
    size_t bad = 0;

    arena_release(&arena);
    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_OK(router_new(&arena, routes, sizeof(routes) / sizeof(routes[0]), &router, &bad));
}

/* "target name=value …", "404", "405 allow" or "options allow". */
static struct str
find(enum http_method method, const char *path)
{
    struct http_target target = {0};
    struct route_match match;

    CHECK_OK(http_target_parse(&arena, str_from(path), &target));
    switch (router_find(router, method, target.segments, target.segment_count, &match)) {
    case ROUTE_NOT_FOUND:
        return STR("404");
    case ROUTE_METHOD_NOT_ALLOWED:
        return str_fmt(&arena, "405 %.*s", STR_FMT(match.allow));
    case ROUTE_OPTIONS:
        return str_fmt(&arena, "options %.*s", STR_FMT(match.allow));
    case ROUTE_FOUND:
        break;
    }
    struct str out = str_from(match.target);
    for (size_t i = 0; i < match.member_count; i++)
        out = str_fmt(&arena, "%.*s %.*s=%.*s", STR_FMT(out), STR_FMT(match.members[i].name),
                      STR_FMT(match.members[i].value));
    return out;
}

TEST(router__finds_literals_and_members)
{
    set_up();
    CHECK_STR(find(HTTP_GET, "/"), "root");
    CHECK_STR(find(HTTP_GET, "/people/7"), "person id=7");
    CHECK_STR(find(HTTP_HEAD, "/people/7"), "person id=7");
    CHECK_STR(find(HTTP_PATCH, "/people/7"), "person_patch id=7");
    CHECK_STR(find(HTTP_GET, "/people/me"), "me");
    CHECK_STR(find(HTTP_GET, "/people/7/units/a%2Fb"), "person_unit person_id=7 unit_id=a/b");
    CHECK_STR(find(HTTP_POST, "/people"), "person_create");
    CHECK_STR(find(HTTP_GET, "/cycles"), "cycles");
    CHECK_STR(find(HTTP_GET, "/health"), "health");
}

TEST(router__goes_back_from_a_literal_that_ends_in_nothing)
{
    set_up();
    CHECK_STR(find(HTTP_GET, "/people/me/units/3"), "person_unit person_id=me unit_id=3");
}

TEST(router__tells_not_found_from_not_allowed)
{
    set_up();
    CHECK_STR(find(HTTP_GET, "/nothing"), "404");
    CHECK_STR(find(HTTP_GET, "/people/"), "404");
    CHECK_STR(find(HTTP_GET, "/people/7/units"), "404");
    CHECK_STR(find(HTTP_GET, "/cycles/"), "404");
    CHECK_STR(find(HTTP_GET, "/people"), "405 POST, OPTIONS");
    CHECK_STR(find(HTTP_DELETE, "/people/7"), "405 GET, HEAD, PATCH, OPTIONS");
    CHECK_STR(find(HTTP_METHOD_OTHER, "/people/7"), "405 GET, HEAD, PATCH, OPTIONS");
    CHECK_STR(find(HTTP_OPTIONS, "/people/7"), "options GET, HEAD, PATCH, OPTIONS");
    CHECK_STR(find(HTTP_OPTIONS, "/nothing"), "404");
}

static enum err
compiled(struct route route)
{
    const struct route pair[] = {{HTTP_GET, "/a/{id}", "first"}, route};
    struct router *unused;
    size_t bad = 0;

    return router_new(&arena, pair, 2, &unused, &bad);
}

TEST(router__refuses_bad_tables)
{
    set_up();
    CHECK_OK(compiled((struct route){HTTP_POST, "/a/{other}", "x"}));
    CHECK_ERR(compiled((struct route){HTTP_GET, "/a/{other}", "x"}), ERR_INVALID);
    CHECK_ERR(compiled((struct route){HTTP_GET, "a", "x"}), ERR_INVALID);
    CHECK_ERR(compiled((struct route){HTTP_GET, "/a/", "x"}), ERR_INVALID);
    CHECK_ERR(compiled((struct route){HTTP_GET, "/a//b", "x"}), ERR_INVALID);
    CHECK_ERR(compiled((struct route){HTTP_GET, "/{}", "x"}), ERR_INVALID);
    CHECK_ERR(compiled((struct route){HTTP_GET, "/{a", "x"}), ERR_INVALID);
    CHECK_ERR(compiled((struct route){HTTP_HEAD, "/b", "x"}), ERR_INVALID);
    CHECK_ERR(compiled((struct route){HTTP_GET, "/{1}/{2}/{3}/{4}/{5}/{6}/{7}/{8}/{9}", "x"}),
              ERR_INVALID);
    arena_release(&arena);
}

TEST_MAIN()
