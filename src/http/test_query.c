/* SPDX-License-Identifier: Apache-2.0 */
#include "http/query.h"

#include "base/test.h"

static struct arena arena;

static struct http_query
parsed(const char *text)
{
    struct http_query query = {0};

    arena_release(&arena);
    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_OK(http_query_parse(&arena, str_from(text), &query));
    return query;
}

static enum err
parse_error(const char *text)
{
    struct http_query query;

    arena_release(&arena);
    arena_init(&arena, ARENA_CEILING_USUAL);
    return http_query_parse(&arena, str_from(text), &query);
}

TEST(query__reads_pairs)
{
    struct http_query query = parsed("a=b&c=d%20e+f&&g&h=&%C3%A9=%26%3D");

    CHECK_INT(query.count, 5);
    CHECK_STR(http_query_find(&query, STR("a")), "b");
    CHECK_STR(http_query_find(&query, STR("c")), "d e f");
    CHECK(str_is_null(http_query_find(&query, STR("g"))));
    CHECK_STR(http_query_find(&query, STR("h")), "");
    CHECK_STR(http_query_find(&query, STR("é")), "&=");
    CHECK(str_is_null(http_query_find(&query, STR("z"))));
    CHECK(str_is_null(query.repeated));
}

TEST(query__may_be_empty_or_missing)
{
    CHECK_INT(parsed("").count, 0);
    CHECK_INT(parsed(NULL).count, 0);
    CHECK_INT(parsed("&").count, 0);
}

TEST(query__tells_what_is_repeated)
{
    CHECK_STR(parsed("a=1&b=2&b=3&a=4").repeated, "b");
    CHECK_STR(parsed("a=1&%61=2").repeated, "a");
}

TEST(query__refuses_broken_text)
{
    char many[2 * QUERY_PAIRS_MAX + 2] = "";

    for (size_t i = 0; i < 2 * QUERY_PAIRS_MAX; i += 2)
        memcpy(many + i, "a&", 3);
    CHECK_ERR(parse_error("a=%"), ERR_MALFORMED);
    CHECK_ERR(parse_error("a=%zz"), ERR_MALFORMED);
    CHECK_ERR(parse_error("%ff=1"), ERR_MALFORMED);
    CHECK_ERR(parse_error("a=%00"), ERR_MALFORMED);
    CHECK_ERR(parse_error("=1"), ERR_MALFORMED);
    CHECK_ERR(parse_error(many), ERR_MALFORMED);
    arena_release(&arena);
}

TEST_MAIN()
