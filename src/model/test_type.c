/* SPDX-License-Identifier: Apache-2.0 */
#include "model/type.h"

#include <string.h>

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

/* An object with all that may hang on one. */
struct tree {
    int64_t id;
    struct str name;
    struct str note;
    struct thing *owner;
    struct {
        struct tree *items;
        size_t count;
    } branches;
    struct id_list ids;
    struct text_list texts;
};

extern const struct type type_tree;

static const struct field tree_fields[] = {
    {MEMBER(struct tree, id, FIELD_ID), UNLIMITED},
    {MEMBER(struct tree, name, FIELD_TEXT), UNLIMITED},
    {MEMBER(struct tree, note, FIELD_TEXT), .flags = FIELD_NULLABLE, UNLIMITED},
    {MEMBER(struct tree, owner, FIELD_OBJECT), .flags = FIELD_NULLABLE, .type = &type_thing,
     UNLIMITED},
    {MEMBER(struct tree, branches, FIELD_LIST), .type = &type_tree, UNLIMITED},
    {MEMBER(struct tree, ids, FIELD_ID_LIST), UNLIMITED},
    {MEMBER(struct tree, texts, FIELD_TEXT_LIST), UNLIMITED},
};

const struct type type_tree = {
    .name = "tree",
    .size = sizeof(struct tree),
    .fields = tree_fields,
    .field_count = sizeof(tree_fields) / sizeof(tree_fields[0]),
};

TEST(type_clone__takes_along_all_that_hangs_on_an_object)
{
    char name[] = "leaf";
    char text[] = "word";
    struct str texts[] = {{text, 4}};
    int64_t ids[] = {1, 2};
    struct thing owner = {.id = 5, .title = {name, 4}};
    struct tree leaf = {.id = 2, .name = {name, 4}, .owner = &owner, .texts = {texts, 1}};
    struct tree root = {.id = 1, .name = STR(""), .branches = {&leaf, 1}, .ids = {ids, 2}};
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    const struct tree *copy = type_clone(&arena, &type_tree, &root);
    memset(name, 'x', 4);
    memset(text, 'x', 4);
    ids[1] = leaf.id = owner.id = 0;
    CHECK_INT(copy->id, 1);
    CHECK_STR(copy->name, "");
    CHECK(str_is_null(copy->note) && copy->owner == NULL);
    CHECK_INT(copy->ids.count, 2);
    CHECK_INT(copy->ids.items[1], 2);
    CHECK_INT(copy->branches.count, 1);
    const struct tree *branch = &copy->branches.items[0];
    CHECK_INT(branch->id, 2);
    CHECK_STR(branch->name, "leaf");
    CHECK_INT(branch->owner->id, 5);
    CHECK_STR(branch->owner->title, "leaf");
    CHECK_STR(branch->texts.items[0], "word");
    arena_release(&arena);
}

TEST(type_clone__is_refused_where_there_is_no_room)
{
    static char name[ARENA_BLOCK_SIZE]; /* the object itself has room */
    struct tree root = {.name = {name, sizeof(name)}};
    struct arena arena;

    arena_init(&arena, ARENA_BLOCK_SIZE);
    CHECK(type_clone(&arena, &type_tree, &root) == NULL);
    arena_release(&arena);
}

TEST_MAIN()
