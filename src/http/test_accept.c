/* SPDX-License-Identifier: Apache-2.0 */
#include "http/accept.h"

#include "base/test.h"

#define BOTH (CODING_GZIP | CODING_BR)

TEST(accept_coding__takes_the_best)
{
    CHECK_INT(accept_coding(STR("gzip, deflate, br"), BOTH), CODING_BR);
    CHECK_INT(accept_coding(STR("gzip, deflate, br"), CODING_GZIP), CODING_GZIP);
    CHECK_INT(accept_coding(STR("gzip, deflate, br"), 0), CODING_IDENTITY);
    CHECK_INT(accept_coding(STR("GZIP;q=1.0, br;q=0.8"), BOTH), CODING_GZIP);
    CHECK_INT(accept_coding(STR("gzip;q=1.0, br;q=0.8"), CODING_BR), CODING_BR);
    CHECK_INT(accept_coding(STR("br;q=0, *"), BOTH), CODING_GZIP);
    CHECK_INT(accept_coding(STR("*"), BOTH), CODING_BR);
    CHECK_INT(accept_coding(STR("*;q=0"), BOTH), CODING_IDENTITY);
    CHECK_INT(accept_coding(STR("br;q=0.001"), BOTH), CODING_BR);
    CHECK_INT(accept_coding(STR("br;q=x, gzip;q=0.000"), BOTH), CODING_IDENTITY);
    CHECK_INT(accept_coding(STR(""), BOTH), CODING_IDENTITY);
    CHECK_INT(accept_coding((struct str){0}, BOTH), CODING_IDENTITY);
}

TEST(accept_has__compares_weakly)
{
    CHECK(accept_has(STR("\"a\""), STR("\"a\"")));
    CHECK(accept_has(STR("\"b\", W/\"a\""), STR("\"a\"")));
    CHECK(accept_has(STR("\"a\""), STR("W/\"a\"")));
    CHECK(accept_has(STR(" * "), STR("\"a\"")));
    CHECK(accept_has(STR(",, \"x,y\" ,\"a\""), STR("\"a\"")));
    CHECK(!accept_has(STR("\"b\""), STR("\"a\"")));
    CHECK(!accept_has(STR("a"), STR("\"a\"")));
    CHECK(!accept_has(STR("\"a"), STR("\"a\"")));
    CHECK(!accept_has(STR(""), STR("\"a\"")));
    CHECK(!accept_has((struct str){0}, STR("\"a\"")));
}

static int64_t
version(const char *header)
{
    int64_t out = -2;

    CHECK_OK(if_match_version(str_from(header), &out));
    return out;
}

TEST(if_match__reads_versions)
{
    CHECK_INT(version("\"7-0a1b\""), 7);
    CHECK_INT(version("\"12\""), 12);
    CHECK_INT(version("\"3-a\", \"4-b\""), 4);
    CHECK_INT(version("W/\"7-0a1b\""), -1);
    CHECK_INT(version("\"x\""), -1);
    CHECK_INT(version("\"\""), -1);
    CHECK_INT(version("\"9999999999999999\""), -1);
}

TEST(if_match__refuses_other_forms)
{
    int64_t out;

    CHECK_ERR(if_match_version(STR("*"), &out), ERR_INVALID);
    CHECK_ERR(if_match_version(STR("7"), &out), ERR_MALFORMED);
    CHECK_ERR(if_match_version(STR(""), &out), ERR_MALFORMED);
    CHECK_ERR(if_match_version(STR("\"7"), &out), ERR_MALFORMED);
    CHECK_ERR(if_match_version(STR("\"7\" x"), &out), ERR_MALFORMED);
}

TEST_MAIN()
