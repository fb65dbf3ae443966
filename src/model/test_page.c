/* SPDX-License-Identifier: Apache-2.0 */
#include "model/page.h"

#include "base/test.h"

static const int64_t edges[] = {
    0, 1, -1, 63, 64, -64, -65, 20780, 1 << 20, INT64_MAX, INT64_MIN, INT64_MAX / 2, -12345678901};
#define EDGE_COUNT (sizeof(edges) / sizeof(edges[0]))

TEST(page__gives_back_what_it_took)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena};
    for (size_t i = 0; i < EDGE_COUNT; i++) {
        for (size_t j = 0; j < EDGE_COUNT; j++) {
            int64_t got[2] = {0};
            struct str next = page_write(&call, "list", (int64_t[]){edges[i], edges[j]}, 2);
            CHECK_OK(page_read(&call, "list", next, got, 2));
            CHECK(got[0] == edges[i] && got[1] == edges[j]);
        }
    }
    arena_release(&arena);
}

TEST(page__carries_a_text)
{
    static const char *const texts[] = {"", "a", "ab", "abc", "caf\u00e9 \U0001F600"};
    struct arena arena;
    char longest[PAGE_TEXT_MAX];

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        int64_t id = 0;
        struct str text = {0};
        struct str next = page_write_text(&call, "list", str_from(texts[i]), (int64_t[]){7}, 1);
        CHECK_OK(page_read_text(&call, "list", next, &text, &id, 1));
        CHECK_STR(text, texts[i]);
        CHECK_INT(id, 7);
    }
    memset(longest, 'x', sizeof(longest));
    struct str want = {.ptr = longest, .len = sizeof(longest)};
    struct str got = {0};
    int64_t numbers[PAGE_NUMBER_MAX] = {INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN,
                                        INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN};
    struct str next = page_write_text(&call, "list", want, numbers, PAGE_NUMBER_MAX);
    CHECK(next.len <= PAGE_CURSOR_MAX);
    CHECK_OK(page_read_text(&call, "list", next, &got, numbers, PAGE_NUMBER_MAX));
    CHECK(str_eq(got, want));
    arena_release(&arena);
}

TEST(page__leaves_the_first_page_to_the_caller)
{
    struct arena arena;
    int64_t numbers[1] = {42};
    struct str text = STR("first");

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena};
    CHECK_OK(page_read(&call, "list", (struct str){0}, numbers, 1));
    CHECK_OK(page_read_text(&call, "list", (struct str){0}, &text, numbers, 1));
    CHECK_INT(numbers[0], 42);
    CHECK_STR(text, "first");
    arena_release(&arena);
}

static void
check_refused(const char *op, struct str after, size_t count)
{
    struct arena arena;
    int64_t numbers[PAGE_NUMBER_MAX] = {42};

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena};
    CHECK_ERR(page_read(&call, op, after, numbers, count), ERR_INVALID);
    CHECK_STR(call.faults[0].pointer, "?after");
    CHECK_STR(str_from(call.faults[0].code), "bad_cursor");
    CHECK_INT(numbers[0], 42);
    arena_release(&arena);
}

TEST(page__refuses_cursors_of_other_lists)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena};
    struct str next = page_write(&call, "list", (int64_t[]){1, 2}, 2);
    check_refused("lists", next, 2);
    check_refused("lis", next, 2);
    check_refused("list", next, 1);
    check_refused("list", next, 3);
    check_refused("list", page_write_text(&call, "list", STR("t"), (int64_t[]){1, 2}, 2), 2);
    arena_release(&arena);
}

/* Any one character changed, left out or added is noticed. */
TEST(page__refuses_damaged_cursors)
{
    struct arena arena;
    char text[PAGE_CURSOR_MAX + 2];

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena};
    struct str next = page_write(&call, "list", (int64_t[]){20780, 123456}, 2);
    for (size_t i = 0; i < next.len; i++) {
        for (int c = 1; c < 256; c++) {
            memcpy(text, next.ptr, next.len);
            if (text[i] == (char)c)
                continue;
            text[i] = (char)c;
            check_refused("list", (struct str){.ptr = text, .len = next.len}, 2);
        }
        check_refused("list", str_slice(next, 0, i), 2);
    }
    memcpy(text, next.ptr, next.len);
    text[next.len] = 'A';
    check_refused("list", (struct str){.ptr = text, .len = next.len + 1}, 2);
    memset(text, 'A', sizeof(text));
    check_refused("list", (struct str){.ptr = text, .len = PAGE_CURSOR_MAX}, 2);
    check_refused("list", (struct str){.ptr = text, .len = PAGE_CURSOR_MAX + 1}, 2);
    check_refused("list", STR("====="), 2);
    arena_release(&arena);
}

TEST(page_slice__walks_a_list_to_its_end)
{
    static const size_t counts[] = {2, 2, 1};
    struct arena arena;
    struct str next = {0};
    int64_t from = 0;
    size_t count;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena};
    for (size_t i = 0; i < 3; i++) {
        next = (struct str){0};
        CHECK_INT(page_slice(&call, "list", from, 2, 5, &count, &next), 2 * i);
        CHECK_INT(count, counts[i]);
        CHECK_OK(page_read(&call, "list", next, &from, 1));
    }
    CHECK(str_is_null(next));
    arena_release(&arena);
}

/* Rows that went away meanwhile, and cursors that somebody made up. */
TEST(page_slice__is_empty_behind_the_end)
{
    static const int64_t beyond[] = {5, 6, INT64_MAX, -1, INT64_MIN};
    struct str next = {0};
    size_t count;

    for (size_t i = 0; i < sizeof(beyond) / sizeof(beyond[0]); i++) {
        CHECK_INT(page_slice(NULL, "list", beyond[i], 2, 5, &count, &next), 5);
        CHECK_INT(count, 0);
        CHECK(str_is_null(next));
    }
}

TEST_MAIN()
