/* SPDX-License-Identifier: Apache-2.0 */
#include "model/write.h"

#include "base/test.h"
#include "model/read.h"
#include "model/test_types.h"

TEST(write__writes_every_kind_of_member)
{
    struct thing thing = {
        .id = 7,
        .parent_id = maybe_of(1),
        .title = STR("a \"b\""),
        .note = STR(""),
        .rank = -1,
        .grade = maybe_of(0),
        .live = true,
        .sure = maybe_of(0),
        .value = 125000,
        .goal = maybe_of(-1),
        .progress = maybe_of(470000),
        .weight = 1429,
        .created_at = 1,
        .closed_at = maybe_of(0),
        .start_day = 0,
        .end_day = maybe_of(-1),
        .color = COLOR_GREEN,
        .other_color = COLOR_RED,
        .secret = STR("not for you"),
    };
    struct buf buf;

    buf_init(&buf, 1U << 20);
    write_object(&buf, &type_thing, &thing);
    CHECK_STR(
        buf_str(&buf),
        "{\"id\":7,\"parent_id\":1,\"title\":\"a \\\"b\\\"\",\"note\":\"\",\"rank\":-1,\"grade\":0,"
        "\"live\":true,\"sure\":false,\"value\":12.5,\"goal\":-0.0001,\"progress\":0.47,"
        "\"weight\":14.29,\"created_at\":\"1970-01-01T00:00:00.000001Z\","
        "\"closed_at\":\"1970-01-01T00:00:00Z\",\"start_day\":\"1970-01-01\","
        "\"end_day\":\"1969-12-31\",\"color\":\"green\",\"other_color\":\"red\"}");
    buf_release(&buf);
}

TEST(write__writes_null_for_what_is_null)
{
    struct thing thing = {.id = 1, .title = STR("t"), .color = COLOR_RED};
    struct buf buf;

    buf_init(&buf, 1U << 20);
    write_object(&buf, &type_thing, &thing);
    CHECK_STR(
        buf_str(&buf),
        "{\"id\":1,\"parent_id\":null,\"title\":\"t\",\"note\":null,\"rank\":0,\"grade\":null,"
        "\"live\":false,\"sure\":null,\"value\":0,\"goal\":null,\"progress\":null,"
        "\"weight\":0,\"created_at\":\"1970-01-01T00:00:00Z\",\"closed_at\":null,"
        "\"start_day\":\"1970-01-01\",\"end_day\":null,\"color\":\"red\",\"other_color\":null}");
    buf_clear(&buf);
    write_object(&buf, &type_thing, NULL);
    CHECK_STR(buf_str(&buf), "null");
    buf_release(&buf);
}

TEST(write__writes_pages_and_lists)
{
    struct part_new parts[] = {{.name = STR("a")}, {.name = STR("b"), .size = maybe_of(2)}};
    struct page page = {.items = parts, .count = 2, .next = STR("n")};
    struct list list = {.items = parts, .count = 1};
    struct buf buf;

    buf_init(&buf, 1U << 20);
    write_page(&buf, &type_part_new, &page);
    CHECK_STR(
        buf_str(&buf),
        "{\"items\":[{\"name\":\"a\",\"size\":null},{\"name\":\"b\",\"size\":2}],\"next\":\"n\"}");
    buf_clear(&buf);
    write_page(&buf, &type_part_new, &(struct page){0});
    CHECK_STR(buf_str(&buf), "{\"items\":[],\"next\":null}");
    buf_clear(&buf);
    write_list(&buf, &type_part_new, &list);
    CHECK_STR(buf_str(&buf), "[{\"name\":\"a\",\"size\":null}]");
    buf_release(&buf);
}

/* What is written reads back as it was, and is written the same again. */
TEST(write__is_undone_by_reading)
{
    static const char body[] =
        "{\"title\":\"caf\u00e9\",\"note\":\"a\\nb\",\"password\":\" pw "
        "\",\"rank\":-3,\"grade\":10,"
        "\"live\":false,\"sure\":true,\"value\":-12.5,\"progress\":0.470001,\"weight\":14.29,"
        "\"closed_at\":\"2026-11-23T17:00:00.000001Z\",\"end_day\":\"2026-11-23\",\"color\":"
        "\"red\","
        "\"main\":{\"name\":\"m\",\"size\":null},\"parts\":[{\"name\":\"p\",\"size\":2}],"
        "\"ids\":[3,1,2],\"tags\":[\"a\",\"b\"]}";
    struct arena arena;
    struct buf buf;

    arena_init(&arena, ARENA_CEILING_USUAL);
    buf_init(&buf, 1U << 20);
    struct call call = {.arena = &arena};
    struct pair path = {STR("id"), STR("5")};
    struct read_source source = {.body = str_from(body), .path = &path, .path_count = 1};
    struct thing_new in;
    CHECK_OK(read_input(&call, &type_thing_new, &source, &in));
    write_object(&buf, &type_thing_new, &in);
    struct str got = buf_str(&buf);
    struct str head = STR("{\"id\":5,\"limit\":50,\"q\":null,");
    CHECK(str_starts(got, head));
    CHECK_STR(str_slice(got, head.len, got.len), body + 1);
    buf_release(&buf);
    arena_release(&arena);
}

TEST_MAIN()
