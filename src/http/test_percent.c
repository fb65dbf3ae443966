/* SPDX-License-Identifier: Apache-2.0 */
#include "http/percent.h"

#include "base/test.h"

static struct arena arena;

static struct str
decoded(const char *text, bool plus_is_space)
{
    struct str out = {0};

    arena_release(&arena);
    arena_init(&arena, ARENA_CEILING_USUAL);
    if (percent_decode(&arena, str_from(text), plus_is_space, &out) != OK)
        return STR("refused");
    return out;
}

TEST(percent__decodes)
{
    CHECK_STR(decoded("", false), "");
    CHECK_STR(decoded("plain", false), "plain");
    CHECK_STR(decoded("a%20b", false), "a b");
    CHECK_STR(decoded("%e2%82%AC", false), "€");
    CHECK_STR(decoded("a+b", false), "a+b");
    CHECK_STR(decoded("a+b%2B", true), "a b+");
    CHECK_STR(decoded("100%25", false), "100%");
}

TEST(percent__refuses_broken_escapes_controls_and_other_bytes)
{
    CHECK_STR(decoded("%", false), "refused");
    CHECK_STR(decoded("%4", false), "refused");
    CHECK_STR(decoded("%4g", false), "refused");
    CHECK_STR(decoded("%%41", false), "refused");
    CHECK_STR(decoded("a%00b", false), "refused");
    CHECK_STR(decoded("a%0d%0ab", false), "refused");
    CHECK_STR(decoded("%7f", false), "refused");
    CHECK_STR(decoded("%ff", false), "refused");
    CHECK_STR(decoded("%c0%af", false), "refused");
    CHECK_STR(decoded("a\tb", false), "refused");
    arena_release(&arena);
}

TEST_MAIN()
