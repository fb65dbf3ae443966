/* SPDX-License-Identifier: Apache-2.0 */
#include "http/cookie.h"

#include "base/test.h"

TEST(cookie__is_found)
{
    struct str header = STR("a=1; session=\"x=y\";b=2; session=z; flag");

    CHECK_STR(cookie_find(header, STR("session")), "x=y");
    CHECK_STR(cookie_find(header, STR("b")), "2");
    CHECK(str_is_null(cookie_find(header, STR("flag"))));
    CHECK(str_is_null(cookie_find(header, STR("Session"))));
    CHECK(str_is_null(cookie_find(STR(""), STR("a"))));
    CHECK(str_is_null(cookie_find((struct str){0}, STR("a"))));
    CHECK_STR(cookie_find(STR("a="), STR("a")), "");
}

TEST(cookie__is_written)
{
    struct arena arena;
    struct str text;

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_OK(cookie_format(&arena,
                           &(struct cookie){.name = STR("__Host-session"),
                                            .value = STR("abc"),
                                            .lifetime = 60 * USEC_PER_SEC,
                                            .secure = true},
                           &text));
    CHECK_STR(text, "__Host-session=abc; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax");
    CHECK_OK(cookie_format(&arena,
                           &(struct cookie){.name = STR("s"),
                                            .value = STR(""),
                                            .path = STR("/api"),
                                            .lifetime = -1,
                                            .for_scripts = true,
                                            .same_site = COOKIE_STRICT},
                           &text));
    CHECK_STR(text, "s=; Path=/api; Max-Age=0; SameSite=Strict");
    arena_release(&arena);
}

static enum err
format_error(const char *name, const char *value)
{
    struct arena arena;
    struct str text;

    arena_init(&arena, ARENA_CEILING_USUAL);
    enum err err = cookie_format(
        &arena, &(struct cookie){.name = str_from(name), .value = str_from(value)}, &text);
    arena_release(&arena);
    return err;
}

TEST(cookie__refuses_what_would_end_it)
{
    CHECK_ERR(format_error("", "a"), ERR_INVALID);
    CHECK_ERR(format_error("a=b", "c"), ERR_INVALID);
    CHECK_ERR(format_error("a", "b;c"), ERR_INVALID);
    CHECK_ERR(format_error("a", "b\r\nc"), ERR_INVALID);
    CHECK_ERR(format_error("a", "b c"), ERR_INVALID);
    CHECK_ERR(format_error("a", "é"), ERR_INVALID);
}

TEST_MAIN()
