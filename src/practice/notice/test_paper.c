/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/notice/paper.h"

#include "practice/notice/word.h"
#include "practice/test_support.h"

TEST(paper__writes_text_and_html)
{
    struct arena arena;
    struct paper paper;
    struct str text;
    struct str html;

    arena_init(&arena, ARENA_CEILING_USUAL);
    paper_init(&paper, &arena, LANGUAGE_NL);
    paper_title(&paper, STR("Één <b>titel</b> & meer"));
    paper_item(&paper, STR("Item \"één\""), STR("https://koers.example/x?a=1&b=\"2\""),
               STR("Nog 2"), PAPER_BAD);
    paper_foot(&paper, STR("je bent eigenaar."), STR("https://koers.example/stop/1"),
               (struct str){0});
    CHECK_OK(paper_finish(&paper, &text, &html));
    CHECK_STR(text, "Één <b>titel</b> & meer\n\n* Item \"één\"\n  Nog 2\n"
                    "  https://koers.example/x?a=1&b=\"2\"\n\n-- \nWaarom je dit krijgt: je bent "
                    "eigenaar.\nStop deze berichten: https://koers.example/stop/1\n");
    CHECK(strstr(html.ptr, "<b>titel") == NULL);
    CHECK(strstr(html.ptr, "&lt;b&gt;titel&lt;/b&gt; &amp; meer") != NULL);
    CHECK(strstr(html.ptr, "href=\"https://koers.example/x?a=1&amp;b=&quot;2&quot;\"") != NULL);
    CHECK(strstr(html.ptr, "<img") == NULL);
    arena_release(&arena);
}

TEST(word__fills_places_and_counts)
{
    struct arena arena;
    struct str none = {0};

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_STR(word_say(&arena, LANGUAGE_EN, WORD_FRAME_WHY, STR("{0} {1}"), none, none),
              "Why you get this: {0} {1}");
    arena_release(&arena);
}

/* Both languages fill the same places: what is told in one is not lost in the other. */
TEST(word__both_languages_fill_the_same_places)
{
    for (int i = 0; i < WORD_COUNT; i++)
        for (char place = '0'; place <= '2'; place++) {
            char mark[] = {'{', place, '}', '\0'};
            for (size_t line = 0; line < notice_words_lists[0][i].count; line++) {
                CHECK_INT(notice_words_lists[1][i].count, notice_words_lists[0][i].count);
                const char *en = notice_words_lists[0][i].items[line].ptr;
                const char *nl = notice_words_lists[1][i].items[line].ptr;
                CHECK((strstr(en, mark) == NULL) == (strstr(nl, mark) == NULL));
            }
        }
}

STAGE_MAIN()
