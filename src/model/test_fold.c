/* SPDX-License-Identifier: Apache-2.0 */
#include "model/fold.h"

#include "base/test.h"

static void
check_fold(const char *text, const char *want)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct str once = fold(&arena, str_from(text));
    CHECK_STR(once, want);
    CHECK(str_eq(fold(&arena, once), once));
    arena_release(&arena);
}

TEST(fold__drops_case_and_marks)
{
    check_fold("Caf\u00e9 \u00c9LAN", "cafe elan");
    check_fold("e\u0301", "e");
    check_fold("Stra\u00dfe", "strasse");
    check_fold("\u0130stanbul \u0131", "istanbul i");
    check_fold("\u00d8rsted \u0141\u00f3d\u017a \u00d0", "orsted lodz d");
    check_fold("\u0391\u03b8\u03ae\u03bd\u03b1", "\u03b1\u03b8\u03b7\u03bd\u03b1");
    check_fold("\u039f\u03b4\u03cc\u03c2", "\u03bf\u03b4\u03bf\u03c3");
}

TEST(fold__joins_forms_and_spaces)
{
    check_fold("\ufb01ne \uff21\uff22", "fine ab");
    check_fold("  a\u00a0\u2003b\n\tc ", "a b c");
    check_fold("co\u00adop", "coop");
    check_fold("a\u2013b\u2010c \u2018q\u2019", "a-b-c 'q'");
    check_fold("", "");
    check_fold(" \u3000 ", "");
}

TEST(fold__keeps_no_text)
{
    struct arena arena;

    arena_init(&arena, 0);
    CHECK(str_is_null(fold(&arena, (struct str){0})));
    CHECK(str_is_null(fold_pattern(&arena, (struct str){0})));
    CHECK(str_is_null(fold(&arena, STR("a"))));
    CHECK_ERR(arena_failed(&arena), ERR_MEMORY);
}

TEST(fold__knows_what_belongs_to_no_word)
{
    CHECK_INT(fold_gap(STR("a")), 0);
    CHECK_INT(fold_gap(STR("7")), 0);
    CHECK_INT(fold_gap(STR("\u00e9")), 0);
    CHECK_INT(fold_gap(STR("\u65e5")), 0);
    CHECK_INT(fold_gap(STR(" a")), 1);
    CHECK_INT(fold_gap(STR("\u00bfa")), 2);
    CHECK_INT(fold_gap(STR("\u2192a")), 3);
    CHECK_INT(fold_gap(STR("\U0001f600a")), 4);
    CHECK_INT(fold_gap(str_slice(STR("\u00e9"), 1, 2)), 0);
}

TEST(fold__makes_a_pattern)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_STR(fold_pattern(&arena, STR(" 100% A_B\\ ")), "%100\\% a\\_b\\\\%");
    CHECK_STR(fold_pattern(&arena, STR("")), "%%");
    arena_release(&arena);
}

TEST_MAIN()
