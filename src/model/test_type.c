/* SPDX-License-Identifier: Apache-2.0 */
#include "model/type.h"

#include "base/test.h"
#include "model/test_types.h"

static const struct field *
thing_field(const char *name)
{
    const struct field *field = type_field(&type_thing, str_from(name));

    CHECK(field != NULL);
    return field;
}

TEST(type__finds_fields_by_their_whole_name)
{
    CHECK(type_field(&type_thing, STR("title")) == &thing_fields[2]);
    CHECK(type_field(&type_thing, STR("titl")) == NULL);
    CHECK(type_field(&type_thing, STR("titles")) == NULL);
    CHECK(type_field(&type_thing, STR("")) == NULL);
}

TEST(type__knows_the_words_of_an_enumeration)
{
    CHECK_INT(choice_value(color_choice, STR("red")), COLOR_RED);
    CHECK_INT(choice_value(color_choice, STR("green")), COLOR_GREEN);
    CHECK_INT(choice_value(color_choice, STR("Red")), 0);
    CHECK_INT(choice_value(color_choice, STR("")), 0);
    CHECK_STR(str_from(choice_name(color_choice, COLOR_GREEN)), "green");
    CHECK(choice_name(color_choice, 0) == NULL);
}

/* Every member that is a number takes one and gives it back, and null where it can be null. */
TEST(type__sets_and_gets_numbers)
{
    for (size_t i = 0; i < type_thing.field_count; i++) {
        const struct field *field = &thing_fields[i];
        struct thing thing = {0};
        if (field->kind == FIELD_TEXT)
            continue;
        field_set_number(field, &thing, maybe_of(1));
        CHECK(maybe_eq(field_number(field, &thing), maybe_of(1)));
        field_set_number(field, &thing, maybe_none());
        bool nullable = (field->flags & FIELD_NULLABLE) != 0 || field->kind == FIELD_ENUM;
        CHECK(field_number(field, &thing).has == !nullable);
        CHECK_INT(field_number(field, &thing).value, 0);
    }
}

TEST(type__tells_members_apart)
{
    struct thing a = {.title = STR("a"), .rank = 1};
    struct thing b = {.title = STR("b"), .rank = 1, .goal = maybe_of(0)};

    CHECK(!field_eq(thing_field("title"), &a, &b));
    CHECK(field_eq(thing_field("rank"), &a, &b));
    CHECK(!field_eq(thing_field("goal"), &a, &b));
    CHECK(field_eq(thing_field("note"), &a, &b));
}

TEST(type__displays_members)
{
    struct thing thing = {.id = 7,
                          .title = STR("t"),
                          .live = true,
                          .goal = maybe_of(125000),
                          .progress = maybe_of(470000),
                          .weight = 1429,
                          .color = COLOR_GREEN};
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_STR(field_display(&arena, thing_field("id"), &thing), "7");
    CHECK_STR(field_display(&arena, thing_field("title"), &thing), "t");
    CHECK_STR(field_display(&arena, thing_field("live"), &thing), "true");
    CHECK_STR(field_display(&arena, thing_field("goal"), &thing), "12.5");
    CHECK_STR(field_display(&arena, thing_field("progress"), &thing), "0.47");
    CHECK_STR(field_display(&arena, thing_field("weight"), &thing), "14.29");
    CHECK_STR(field_display(&arena, thing_field("color"), &thing), "green");
    CHECK_STR(field_display(&arena, thing_field("created_at"), &thing), "1970-01-01T00:00:00Z");
    CHECK_STR(field_display(&arena, thing_field("start_day"), &thing), "1970-01-01");
    CHECK(str_is_null(field_display(&arena, thing_field("note"), &thing)));
    CHECK(str_is_null(field_display(&arena, thing_field("grade"), &thing)));
    CHECK(str_is_null(field_display(&arena, thing_field("other_color"), &thing)));
    arena_release(&arena);
}

static uint64_t
bit(const char *name)
{
    return UINT64_C(1) << (type_field(&type_thing_new, str_from(name)) - thing_new_fields);
}

TEST(type__applies_what_was_given)
{
    struct thing thing = {.id = 3,
                          .title = STR("old"),
                          .note = STR("old"),
                          .rank = 1,
                          .grade = maybe_of(1),
                          .value = 5,
                          .weight = 2,
                          .live = false,
                          .color = COLOR_RED};
    struct thing_new in = {.given =
                               bit("id") | bit("title") | bit("note") | bit("grade") | bit("tags"),
                           .id = 9,
                           .title = STR("new"),
                           .value = 6,
                           .weight = 4,
                           .live = true,
                           .rank = 7,
                           .color = COLOR_GREEN};

    type_apply(&type_thing_new, &in, &type_thing, &thing);
    CHECK_INT(thing.id, 3);
    CHECK_STR(thing.title, "new");
    CHECK(str_is_null(thing.note));
    CHECK(!thing.grade.has);
    CHECK_INT(thing.value, 5);
    /* Members with a default hold it when they were not given. */
    CHECK_INT(thing.rank, 7);
    CHECK_INT(thing.weight, 4);
    CHECK(thing.live);
    CHECK_INT(thing.color, COLOR_GREEN);
}

TEST_MAIN()
