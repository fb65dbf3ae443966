/* SPDX-License-Identifier: Apache-2.0 */
#include "http/target.h"

#include "base/test.h"

/* "path|segment|segment|?query", to compare at a glance. */
static struct str
taken_apart(struct arena *arena, const char *text)
{
    struct http_target target;

    if (http_target_parse(arena, str_from(text), &target) != OK)
        return STR("refused");
    struct str out = target.path;
    for (size_t i = 0; i < target.segment_count; i++)
        out = str_fmt(arena, "%.*s|%.*s", STR_FMT(out), STR_FMT(target.segments[i]));
    if (!str_is_null(target.query))
        out = str_fmt(arena, "%.*s|?%.*s", STR_FMT(out), STR_FMT(target.query));
    return out;
}

TEST(target__is_taken_apart)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_STR(taken_apart(&arena, "/"), "/");
    CHECK_STR(taken_apart(&arena, "/?"), "/|?");
    CHECK_STR(taken_apart(&arena, "/a/b"), "/a/b|a|b");
    CHECK_STR(taken_apart(&arena, "/a/"), "/a/|a|");
    CHECK_STR(taken_apart(&arena, "//a"), "//a||a");
    CHECK_STR(taken_apart(&arena, "/a%2Fb/c%20d?x=1?y"), "/a%2Fb/c%20d|a/b|c d|?x=1?y");
    CHECK_STR(taken_apart(&arena, "*"), "*");
    CHECK_STR(taken_apart(&arena, "http://host:1/a?b"), "/a|a|?b");
    CHECK_STR(taken_apart(&arena, "HTTPS://host"), "/");
    arena_release(&arena);
}

TEST(target__refuses_what_could_be_read_in_two_ways)
{
    static const char *const bad[] = {
        "",
        "a",
        "http://host?a",
        "/a b",
        "/a#b",
        "/%",
        "/a/../b",
        "/a/%2e%2E/b",
        "/./a",
        "/\x7f",
        "/a\xc3\xa9",
        "/%ff",
        "/%00",
        "host:443",
        ("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21/22/23/24/25/26/27/28/29/30/31/32/"
         "33"),
    };
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        CHECK_STR(taken_apart(&arena, bad[i]), "refused");
    arena_release(&arena);
}

TEST_MAIN()
