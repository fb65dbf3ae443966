/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/password.h"

#include "base/test.h"

static struct arena arena;
static struct call call;

static void
begin(void)
{
    arena_init(&arena, ARENA_CEILING_USUAL);
    call = (struct call){.arena = &arena};
}

TEST(password__is_known_by_its_hash_alone)
{
    struct str hash;
    struct str again;

    begin();
    CHECK_OK(password_hash(&call, STR("correct horse"), &hash));
    CHECK_OK(password_hash(&call, STR("correct horse"), &again));
    CHECK(str_starts(hash, STR("$argon2id$v=19$m=19456,t=2,p=1$")));
    CHECK(!str_eq(hash, again));
    CHECK(password_matches(&call, STR("correct horse"), hash));
    CHECK(!password_matches(&call, STR("correct horsf"), hash));
    CHECK(!password_matches(&call, STR("correct horse"), (struct str){0}));
    CHECK(!password_matches(&call, STR("correct horse"), STR("no hash")));
    arena_release(&arena);
}

static const char *
fault_of(const char *password)
{
    struct person person = {.name = STR("Zoë van Dalen"), .email = STR("zoe.vandalen@example.com")};

    call_reset(&call);
    password_check(&call, "/password", str_from(password), &person);
    return call.fault_count == 0 ? "none" : call.faults[0].code;
}

TEST(password_check__refuses_what_is_easily_guessed)
{
    begin();
    CHECK_STR(str_from(fault_of("a good one, this")), "none");
    CHECK_STR(str_from(fault_of("too short")), "too_short");
    CHECK_STR(str_from(fault_of("éééééééééé")), "none");
    CHECK_STR(str_from(fault_of("ééééééééé")), "too_short");
    CHECK_STR(str_from(fault_of("aaaaaaaaaaaa")), "too_simple");
    CHECK_STR(str_from(fault_of("ZOE VAN DALEN")), "too_simple");
    CHECK_STR(str_from(fault_of("Zoe.VanDalen@example.com")), "too_simple");
    CHECK_STR(str_from(fault_of("zoe.vandalen")), "too_simple");
    arena_release(&arena);
}

TEST_MAIN()
