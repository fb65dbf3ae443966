/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/explore/near.h"

#include "base/test.h"

TEST(near__counts_slips)
{
    CHECK_INT(near_slips(STR("klanten"), STR("klanten")), 0);
    CHECK_INT(near_slips(STR("klnten"), STR("klanten")), 1);
    CHECK_INT(near_slips(STR("klaanten"), STR("klanten")), 1);
    CHECK_INT(near_slips(STR("klenten"), STR("klanten")), 1);
    CHECK_INT(near_slips(STR("lkanten"), STR("klanten")), 1);
    CHECK_INT(near_slips(STR("omzet"), STR("klanten")), 4);
}

TEST(near__compares_with_how_a_word_begins)
{
    CHECK_INT(near_slips(STR("klat"), STR("klantenservice")), 1);
    CHECK_INT(near_slips(STR("klant"), STR("klantenservice")), 0);
}

TEST(near__forgives_long_words_more)
{
    CHECK_INT(near_allowed(STR("nps")), 0);
    CHECK_INT(near_allowed(STR("omzt")), 1);
    CHECK_INT(near_allowed(STR("tevreden")), 2);
}

TEST(near__has_a_longest_word)
{
    const char *word = "abcdefghijabcdefghijabcdefghijabcdefghij";

    CHECK_INT(near_slips(str_from(word), str_from(word)), NEAR_WORD_MAX);
}

TEST_MAIN()
