/* SPDX-License-Identifier: Apache-2.0 */
/* Types by hand, with every kind of member, for the tests of this folder. */
#ifndef KOERS_MODEL_TEST_TYPES_H
#define KOERS_MODEL_TEST_TYPES_H

#include <stddef.h>

#include "model/type.h"

enum color { COLOR_NULL = 0, COLOR_RED, COLOR_GREEN };

static const struct choice color_choice[] = {CHOICE("red"), CHOICE("green"), {0}};

#define MEMBER(type_, member_, kind_)                                                              \
    FIELD_NAME(#member_), .kind = (kind_), .offset = offsetof(type_, member_)
#define UNLIMITED .min = 1, .max = 0

/* An entity. */
struct thing {
    int64_t id;
    struct maybe parent_id;
    struct str title;
    struct str note;
    int64_t rank;
    struct maybe grade;
    bool live;
    struct maybe sure;
    decimal_t value;
    struct maybe goal;
    struct maybe progress;
    weight_t weight;
    usec_t created_at;
    struct maybe closed_at;
    day_t start_day;
    struct maybe end_day;
    enum color color;
    enum color other_color;
    struct str secret;
};

static const struct field thing_fields[] = {
    {MEMBER(struct thing, id, FIELD_ID), .flags = FIELD_KEY, UNLIMITED},
    {MEMBER(struct thing, parent_id, FIELD_ID), .flags = FIELD_NULLABLE, UNLIMITED},
    {MEMBER(struct thing, title, FIELD_TEXT), .min = 1, .max = 10},
    {MEMBER(struct thing, note, FIELD_TEXT), .flags = FIELD_NULLABLE, .min = 0, .max = 1000},
    {MEMBER(struct thing, rank, FIELD_INT), UNLIMITED},
    {MEMBER(struct thing, grade, FIELD_INT), .flags = FIELD_NULLABLE, .min = 0, .max = 10},
    {MEMBER(struct thing, live, FIELD_BOOL), UNLIMITED},
    {MEMBER(struct thing, sure, FIELD_BOOL), .flags = FIELD_NULLABLE, UNLIMITED},
    {MEMBER(struct thing, value, FIELD_DECIMAL), UNLIMITED},
    {MEMBER(struct thing, goal, FIELD_DECIMAL), .flags = FIELD_NULLABLE, UNLIMITED},
    {MEMBER(struct thing, progress, FIELD_FRACTION), .flags = FIELD_NULLABLE | FIELD_DERIVED,
     UNLIMITED},
    {MEMBER(struct thing, weight, FIELD_WEIGHT), UNLIMITED},
    {MEMBER(struct thing, created_at, FIELD_TIME), UNLIMITED},
    {MEMBER(struct thing, closed_at, FIELD_TIME), .flags = FIELD_NULLABLE, UNLIMITED},
    {MEMBER(struct thing, start_day, FIELD_DAY), UNLIMITED},
    {MEMBER(struct thing, end_day, FIELD_DAY), .flags = FIELD_NULLABLE, UNLIMITED},
    {MEMBER(struct thing, color, FIELD_ENUM), .choices = color_choice, UNLIMITED},
    {MEMBER(struct thing, other_color, FIELD_ENUM), .flags = FIELD_NULLABLE,
     .choices = color_choice, UNLIMITED},
    {MEMBER(struct thing, secret, FIELD_TEXT), .flags = FIELD_PRIVATE, UNLIMITED},
};

static const struct type type_thing = {
    .name = "thing",
    .size = sizeof(struct thing),
    .fields = thing_fields,
    .field_count = sizeof(thing_fields) / sizeof(thing_fields[0]),
};

/* What makes one, with parts of its own. */
struct part_new {
    uint64_t given;
    struct str name;
    struct maybe size;
};

static const struct field part_new_fields[] = {
    {MEMBER(struct part_new, name, FIELD_TEXT), .flags = FIELD_REQUIRED, .min = 1, .max = 5},
    {MEMBER(struct part_new, size, FIELD_INT), .flags = FIELD_NULLABLE, .min = 1, .max = 9},
};

static const struct type type_part_new = {
    .name = "part_new",
    .size = sizeof(struct part_new),
    .fields = part_new_fields,
    .field_count = sizeof(part_new_fields) / sizeof(part_new_fields[0]),
    .is_input = true,
};

struct part_new_list {
    struct part_new *items;
    size_t count;
};

struct thing_new {
    uint64_t given;
    int64_t id;
    int64_t limit;
    struct str q;
    struct str title;
    struct str note;
    struct str password;
    int64_t rank;
    struct maybe grade;
    bool live;
    struct maybe sure;
    decimal_t value;
    struct maybe progress;
    weight_t weight;
    struct maybe closed_at;
    struct maybe end_day;
    enum color color;
    struct part_new *main;
    struct part_new_list parts;
    struct id_list ids;
    struct text_list tags;
};

static const struct field thing_new_fields[] = {
    {MEMBER(struct thing_new, id, FIELD_ID), .flags = FIELD_REQUIRED, .source = SOURCE_PATH,
     UNLIMITED},
    {MEMBER(struct thing_new, limit, FIELD_INT), .source = SOURCE_QUERY, .min = 1, .max = 200,
     .has_initial = true, .initial = 50},
    {MEMBER(struct thing_new, q, FIELD_TEXT), .flags = FIELD_NULLABLE, .source = SOURCE_QUERY,
     .min = 1, .max = 20},
    {MEMBER(struct thing_new, title, FIELD_TEXT), .flags = FIELD_REQUIRED, .min = 1, .max = 10},
    {MEMBER(struct thing_new, note, FIELD_TEXT), .flags = FIELD_NULLABLE, .min = 0, .max = 1000},
    {MEMBER(struct thing_new, password, FIELD_TEXT), .flags = FIELD_NULLABLE | FIELD_VERBATIM,
     .min = 3, .max = 20},
    {MEMBER(struct thing_new, rank, FIELD_INT), .has_initial = true, .initial = 7, UNLIMITED},
    {MEMBER(struct thing_new, grade, FIELD_INT), .flags = FIELD_NULLABLE, .min = 0, .max = 10},
    {MEMBER(struct thing_new, live, FIELD_BOOL), .has_initial = true, .initial = 1, UNLIMITED},
    {MEMBER(struct thing_new, sure, FIELD_BOOL), .flags = FIELD_NULLABLE, UNLIMITED},
    {MEMBER(struct thing_new, value, FIELD_DECIMAL), .flags = FIELD_REQUIRED, UNLIMITED},
    {MEMBER(struct thing_new, progress, FIELD_FRACTION), .flags = FIELD_NULLABLE, UNLIMITED},
    {MEMBER(struct thing_new, weight, FIELD_WEIGHT), .has_initial = true, .initial = WEIGHT_USUAL,
     UNLIMITED},
    {MEMBER(struct thing_new, closed_at, FIELD_TIME), .flags = FIELD_NULLABLE, UNLIMITED},
    {MEMBER(struct thing_new, end_day, FIELD_DAY), .flags = FIELD_NULLABLE, UNLIMITED},
    {MEMBER(struct thing_new, color, FIELD_ENUM), .has_initial = true, .initial = COLOR_GREEN,
     .choices = color_choice, UNLIMITED},
    {MEMBER(struct thing_new, main, FIELD_OBJECT), .flags = FIELD_NULLABLE, .type = &type_part_new,
     UNLIMITED},
    {MEMBER(struct thing_new, parts, FIELD_LIST), .type = &type_part_new, .min = 0, .max = 3},
    {MEMBER(struct thing_new, ids, FIELD_ID_LIST), .min = 1, .max = 20},
    {MEMBER(struct thing_new, tags, FIELD_TEXT_LIST), UNLIMITED},
};

static const struct type type_thing_new = {
    .name = "thing_new",
    .size = sizeof(struct thing_new),
    .fields = thing_new_fields,
    .field_count = sizeof(thing_new_fields) / sizeof(thing_new_fields[0]),
    .is_input = true,
};

#endif
