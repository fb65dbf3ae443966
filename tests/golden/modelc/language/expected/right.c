/* SPDX-License-Identifier: Apache-2.0 */
/* Made by tool/modelc from right.model; edits are lost. */
#include "gen/right.h"

#include "model/layout.h"

const struct choice colour_choice[] = {
    CHOICE("red"),
    CHOICE("green"),
    CHOICE("deep_blue"),
    CHOICE("grey"),
    {.name = NULL},
};

static const struct field thing_fields[] = {
    {FIELD_NAME("id"), .kind = FIELD_ID, .flags = FIELD_KEY, .offset = offsetof(struct thing, id), .min = 1, .max = INT64_C(9007199254740991)},
    {FIELD_NAME("owner_id"), .kind = FIELD_ID, .offset = offsetof(struct thing, owner_id), .min = 1, .max = INT64_C(9007199254740991)},
    {FIELD_NAME("other_id"), .kind = FIELD_ID, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing, other_id), .min = 1, .max = INT64_C(9007199254740991)},
    {FIELD_NAME("count"), .kind = FIELD_INT, .offset = offsetof(struct thing, count), .min = INT64_C(-9007199254740991), .max = INT64_C(9007199254740991)},
    {FIELD_NAME("share"), .kind = FIELD_INT, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing, share), .min = INT64_C(0), .max = INT64_C(10)},
    {FIELD_NAME("done"), .kind = FIELD_BOOL, .offset = offsetof(struct thing, done), LAYOUT_NO_LIMIT, .has_initial = true, .initial = INT64_C(0)},
    {FIELD_NAME("sure"), .kind = FIELD_BOOL, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing, sure), LAYOUT_NO_LIMIT},
    {FIELD_NAME("title"), .kind = FIELD_TEXT, .offset = offsetof(struct thing, title), .min = INT64_C(1), .max = INT64_C(300), .has_initial = true, .initial_text = "New?"""},
    {FIELD_NAME("note"), .kind = FIELD_TEXT, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing, note), .min = INT64_C(0), .max = INT64_C(10000)},
    {FIELD_NAME("value"), .kind = FIELD_DECIMAL, .offset = offsetof(struct thing, value), .min = INT64_C(-15000), .max = INT64_C(999999), .has_initial = true, .initial = INT64_C(125000)},
    {FIELD_NAME("limit_value"), .kind = FIELD_DECIMAL, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing, limit_value), LAYOUT_NO_LIMIT},
    {FIELD_NAME("progress"), .kind = FIELD_FRACTION, .flags = FIELD_NULLABLE | FIELD_DERIVED, .offset = offsetof(struct thing, progress), LAYOUT_NO_LIMIT},
    {FIELD_NAME("raw"), .kind = FIELD_FRACTION, .offset = offsetof(struct thing, raw), .min = INT64_C(0), .max = INT64_C(9007199254740991), .has_initial = true, .initial = INT64_C(470001)},
    {FIELD_NAME("weight"), .kind = FIELD_WEIGHT, .offset = offsetof(struct thing, weight), LAYOUT_NO_LIMIT, .has_initial = true, .initial = INT64_C(10000)},
    {FIELD_NAME("at"), .kind = FIELD_TIME, .offset = offsetof(struct thing, at), LAYOUT_NO_LIMIT},
    {FIELD_NAME("seen_at"), .kind = FIELD_TIME, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing, seen_at), LAYOUT_NO_LIMIT},
    {FIELD_NAME("start_day"), .kind = FIELD_DAY, .offset = offsetof(struct thing, start_day), LAYOUT_NO_LIMIT},
    {FIELD_NAME("end_day"), .kind = FIELD_DAY, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing, end_day), LAYOUT_NO_LIMIT},
    {FIELD_NAME("colour"), .kind = FIELD_ENUM, .offset = offsetof(struct thing, colour), LAYOUT_NO_LIMIT, .has_initial = true, .initial = INT64_C(3), .choices = colour_choice},
    {FIELD_NAME("shade"), .kind = FIELD_ENUM, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing, shade), LAYOUT_NO_LIMIT, .choices = colour_choice},
    {FIELD_NAME("hidden"), .kind = FIELD_TEXT, .flags = FIELD_PRIVATE, .offset = offsetof(struct thing, hidden), LAYOUT_NO_LIMIT},
    {FIELD_NAME("version"), .kind = FIELD_INT, .flags = FIELD_DERIVED | FIELD_ETAG, .offset = offsetof(struct thing, version), .min = INT64_C(-9007199254740991), .max = INT64_C(9007199254740991)},
};
LAYOUT_MEMBER(struct thing, id, int64_t);
LAYOUT_MEMBER(struct thing, owner_id, int64_t);
LAYOUT_MEMBER(struct thing, other_id, struct maybe);
LAYOUT_MEMBER(struct thing, count, int64_t);
LAYOUT_MEMBER(struct thing, share, struct maybe);
LAYOUT_MEMBER(struct thing, done, bool);
LAYOUT_MEMBER(struct thing, sure, struct maybe);
LAYOUT_MEMBER(struct thing, title, struct str);
LAYOUT_MEMBER(struct thing, note, struct str);
LAYOUT_MEMBER(struct thing, value, decimal_t);
LAYOUT_MEMBER(struct thing, limit_value, struct maybe);
LAYOUT_MEMBER(struct thing, progress, struct maybe);
LAYOUT_MEMBER(struct thing, raw, fraction_t);
LAYOUT_MEMBER(struct thing, weight, weight_t);
LAYOUT_MEMBER(struct thing, at, usec_t);
LAYOUT_MEMBER(struct thing, seen_at, struct maybe);
LAYOUT_MEMBER(struct thing, start_day, day_t);
LAYOUT_MEMBER(struct thing, end_day, struct maybe);
LAYOUT_MEMBER(struct thing, colour, enum colour);
LAYOUT_MEMBER(struct thing, shade, enum colour);
LAYOUT_MEMBER(struct thing, hidden, struct str);
LAYOUT_MEMBER(struct thing, version, int64_t);
LAYOUT_LIST(struct thing_list, struct thing);
LAYOUT_PAGE(struct thing_page, struct thing);
const struct type type_thing = {
    .name = "thing",
    .size = sizeof(struct thing),
    .fields = thing_fields,
    .field_count = 22,
    .is_input = false,
};

static const struct field thing_view_fields[] = {
    {FIELD_NAME("id"), .kind = FIELD_ID, .flags = FIELD_KEY, .offset = offsetof(struct thing_view, id), .min = 1, .max = INT64_C(9007199254740991)},
    {FIELD_NAME("owner_id"), .kind = FIELD_ID, .offset = offsetof(struct thing_view, owner_id), .min = 1, .max = INT64_C(9007199254740991)},
    {FIELD_NAME("other_id"), .kind = FIELD_ID, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing_view, other_id), .min = 1, .max = INT64_C(9007199254740991)},
    {FIELD_NAME("count"), .kind = FIELD_INT, .offset = offsetof(struct thing_view, count), .min = INT64_C(-9007199254740991), .max = INT64_C(9007199254740991)},
    {FIELD_NAME("share"), .kind = FIELD_INT, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing_view, share), .min = INT64_C(0), .max = INT64_C(10)},
    {FIELD_NAME("done"), .kind = FIELD_BOOL, .offset = offsetof(struct thing_view, done), LAYOUT_NO_LIMIT},
    {FIELD_NAME("sure"), .kind = FIELD_BOOL, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing_view, sure), LAYOUT_NO_LIMIT},
    {FIELD_NAME("title"), .kind = FIELD_TEXT, .offset = offsetof(struct thing_view, title), .min = INT64_C(1), .max = INT64_C(300)},
    {FIELD_NAME("note"), .kind = FIELD_TEXT, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing_view, note), .min = INT64_C(0), .max = INT64_C(10000)},
    {FIELD_NAME("value"), .kind = FIELD_DECIMAL, .offset = offsetof(struct thing_view, value), .min = INT64_C(-15000), .max = INT64_C(999999)},
    {FIELD_NAME("limit_value"), .kind = FIELD_DECIMAL, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing_view, limit_value), LAYOUT_NO_LIMIT},
    {FIELD_NAME("progress"), .kind = FIELD_FRACTION, .flags = FIELD_NULLABLE | FIELD_DERIVED, .offset = offsetof(struct thing_view, progress), LAYOUT_NO_LIMIT},
    {FIELD_NAME("raw"), .kind = FIELD_FRACTION, .offset = offsetof(struct thing_view, raw), .min = INT64_C(0), .max = INT64_C(9007199254740991)},
    {FIELD_NAME("weight"), .kind = FIELD_WEIGHT, .offset = offsetof(struct thing_view, weight), LAYOUT_NO_LIMIT},
    {FIELD_NAME("at"), .kind = FIELD_TIME, .offset = offsetof(struct thing_view, at), LAYOUT_NO_LIMIT},
    {FIELD_NAME("seen_at"), .kind = FIELD_TIME, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing_view, seen_at), LAYOUT_NO_LIMIT},
    {FIELD_NAME("start_day"), .kind = FIELD_DAY, .offset = offsetof(struct thing_view, start_day), LAYOUT_NO_LIMIT},
    {FIELD_NAME("end_day"), .kind = FIELD_DAY, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing_view, end_day), LAYOUT_NO_LIMIT},
    {FIELD_NAME("colour"), .kind = FIELD_ENUM, .offset = offsetof(struct thing_view, colour), LAYOUT_NO_LIMIT, .choices = colour_choice},
    {FIELD_NAME("shade"), .kind = FIELD_ENUM, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing_view, shade), LAYOUT_NO_LIMIT, .choices = colour_choice},
    {FIELD_NAME("version"), .kind = FIELD_INT, .flags = FIELD_DERIVED | FIELD_ETAG, .offset = offsetof(struct thing_view, version), .min = INT64_C(-9007199254740991), .max = INT64_C(9007199254740991)},
    {FIELD_NAME("owner"), .kind = FIELD_OBJECT, .offset = offsetof(struct thing_view, owner), LAYOUT_NO_LIMIT, .type = &type_owner_ref},
    {FIELD_NAME("above"), .kind = FIELD_OBJECT, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing_view, above), LAYOUT_NO_LIMIT, .type = &type_thing_view},
    {FIELD_NAME("below"), .kind = FIELD_LIST, .offset = offsetof(struct thing_view, below), LAYOUT_NO_LIMIT, .type = &type_thing_view},
    {FIELD_NAME("ids"), .kind = FIELD_ID_LIST, .offset = offsetof(struct thing_view, ids), LAYOUT_NO_LIMIT},
    {FIELD_NAME("words"), .kind = FIELD_TEXT_LIST, .offset = offsetof(struct thing_view, words), LAYOUT_NO_LIMIT},
    {FIELD_NAME("unit_path"), .kind = FIELD_TEXT, .flags = FIELD_PRIVATE, .offset = offsetof(struct thing_view, unit_path), LAYOUT_NO_LIMIT},
};
LAYOUT_MEMBER(struct thing_view, id, int64_t);
LAYOUT_MEMBER(struct thing_view, owner_id, int64_t);
LAYOUT_MEMBER(struct thing_view, other_id, struct maybe);
LAYOUT_MEMBER(struct thing_view, count, int64_t);
LAYOUT_MEMBER(struct thing_view, share, struct maybe);
LAYOUT_MEMBER(struct thing_view, done, bool);
LAYOUT_MEMBER(struct thing_view, sure, struct maybe);
LAYOUT_MEMBER(struct thing_view, title, struct str);
LAYOUT_MEMBER(struct thing_view, note, struct str);
LAYOUT_MEMBER(struct thing_view, value, decimal_t);
LAYOUT_MEMBER(struct thing_view, limit_value, struct maybe);
LAYOUT_MEMBER(struct thing_view, progress, struct maybe);
LAYOUT_MEMBER(struct thing_view, raw, fraction_t);
LAYOUT_MEMBER(struct thing_view, weight, weight_t);
LAYOUT_MEMBER(struct thing_view, at, usec_t);
LAYOUT_MEMBER(struct thing_view, seen_at, struct maybe);
LAYOUT_MEMBER(struct thing_view, start_day, day_t);
LAYOUT_MEMBER(struct thing_view, end_day, struct maybe);
LAYOUT_MEMBER(struct thing_view, colour, enum colour);
LAYOUT_MEMBER(struct thing_view, shade, enum colour);
LAYOUT_MEMBER(struct thing_view, version, int64_t);
LAYOUT_MEMBER(struct thing_view, owner, struct owner_ref *);
LAYOUT_MEMBER(struct thing_view, above, struct thing_view *);
LAYOUT_MEMBER(struct thing_view, below, struct thing_view_list);
LAYOUT_MEMBER(struct thing_view, ids, struct id_list);
LAYOUT_MEMBER(struct thing_view, words, struct text_list);
LAYOUT_MEMBER(struct thing_view, unit_path, struct str);
LAYOUT_LIST(struct thing_view_list, struct thing_view);
LAYOUT_PAGE(struct thing_view_page, struct thing_view);
const struct type type_thing_view = {
    .name = "thing_view",
    .size = sizeof(struct thing_view),
    .fields = thing_view_fields,
    .field_count = 27,
    .is_input = false,
};

static const struct field unused_fields[] = {
    {FIELD_NAME("id"), .kind = FIELD_ID, .offset = offsetof(struct unused, id), .min = 1, .max = INT64_C(9007199254740991)},
};
LAYOUT_MEMBER(struct unused, id, int64_t);
LAYOUT_LIST(struct unused_list, struct unused);
LAYOUT_PAGE(struct unused_page, struct unused);
const struct type type_unused = {
    .name = "unused",
    .size = sizeof(struct unused),
    .fields = unused_fields,
    .field_count = 1,
    .is_input = false,
};

static const struct field thing_new_fields[] = {
    {FIELD_NAME("owner_id"), .kind = FIELD_ID, .flags = FIELD_REQUIRED, .offset = offsetof(struct thing_new, owner_id), .min = 1, .max = INT64_C(9007199254740991)},
    {FIELD_NAME("title"), .kind = FIELD_TEXT, .offset = offsetof(struct thing_new, title), .min = INT64_C(1), .max = INT64_C(300), .has_initial = true, .initial_text = "New?"""},
    {FIELD_NAME("note"), .kind = FIELD_TEXT, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing_new, note), .min = INT64_C(0), .max = INT64_C(10000)},
    {FIELD_NAME("value"), .kind = FIELD_DECIMAL, .offset = offsetof(struct thing_new, value), .min = INT64_C(-15000), .max = INT64_C(999999), .has_initial = true, .initial = INT64_C(125000)},
    {FIELD_NAME("weight"), .kind = FIELD_WEIGHT, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing_new, weight), .min = INT64_C(100), .max = INT64_C(99950)},
    {FIELD_NAME("colour"), .kind = FIELD_ENUM, .offset = offsetof(struct thing_new, colour), LAYOUT_NO_LIMIT, .has_initial = true, .initial = INT64_C(3), .choices = colour_choice},
    {FIELD_NAME("day"), .kind = FIELD_DAY, .flags = FIELD_REQUIRED, .offset = offsetof(struct thing_new, day), LAYOUT_NO_LIMIT},
    {FIELD_NAME("words"), .kind = FIELD_TEXT_LIST, .flags = FIELD_REQUIRED, .offset = offsetof(struct thing_new, words), .min = INT64_C(1), .max = INT64_C(5)},
    {FIELD_NAME("ids"), .kind = FIELD_ID_LIST, .offset = offsetof(struct thing_new, ids), .min = INT64_C(0), .max = INT64_C(200)},
    {FIELD_NAME("parts"), .kind = FIELD_LIST, .offset = offsetof(struct thing_new, parts), .min = INT64_C(0), .max = INT64_C(20), .type = &type_part_new},
    {FIELD_NAME("main"), .kind = FIELD_OBJECT, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing_new, main), LAYOUT_NO_LIMIT, .type = &type_part_new},
    {FIELD_NAME("password"), .kind = FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_VERBATIM, .offset = offsetof(struct thing_new, password), .min = INT64_C(10), .max = INT64_C(1000)},
};
LAYOUT_MEMBER(struct thing_new, owner_id, int64_t);
LAYOUT_MEMBER(struct thing_new, title, struct str);
LAYOUT_MEMBER(struct thing_new, note, struct str);
LAYOUT_MEMBER(struct thing_new, value, decimal_t);
LAYOUT_MEMBER(struct thing_new, weight, struct maybe);
LAYOUT_MEMBER(struct thing_new, colour, enum colour);
LAYOUT_MEMBER(struct thing_new, day, day_t);
LAYOUT_MEMBER(struct thing_new, words, struct text_list);
LAYOUT_MEMBER(struct thing_new, ids, struct id_list);
LAYOUT_MEMBER(struct thing_new, parts, struct part_new_list);
LAYOUT_MEMBER(struct thing_new, main, struct part_new *);
LAYOUT_MEMBER(struct thing_new, password, struct str);
LAYOUT_LIST(struct thing_new_list, struct thing_new);
LAYOUT_INPUT(struct thing_new);
const struct type type_thing_new = {
    .name = "thing_new",
    .size = sizeof(struct thing_new),
    .fields = thing_new_fields,
    .field_count = 12,
    .is_input = true,
};

static const struct field part_new_fields[] = {
    {FIELD_NAME("name"), .kind = FIELD_TEXT, .flags = FIELD_REQUIRED, .offset = offsetof(struct part_new, name), .min = INT64_C(1), .max = INT64_C(40)},
    {FIELD_NAME("share"), .kind = FIELD_FRACTION, .offset = offsetof(struct part_new, share), LAYOUT_NO_LIMIT, .has_initial = true, .initial = INT64_C(1000000)},
};
LAYOUT_MEMBER(struct part_new, name, struct str);
LAYOUT_MEMBER(struct part_new, share, fraction_t);
LAYOUT_LIST(struct part_new_list, struct part_new);
LAYOUT_INPUT(struct part_new);
const struct type type_part_new = {
    .name = "part_new",
    .size = sizeof(struct part_new),
    .fields = part_new_fields,
    .field_count = 2,
    .is_input = true,
};

static const struct field thing_patch_fields[] = {
    {FIELD_NAME("id"), .kind = FIELD_ID, .flags = FIELD_REQUIRED, .source = SOURCE_PATH, .offset = offsetof(struct thing_patch, id), .min = 1, .max = INT64_C(9007199254740991)},
    {FIELD_NAME("title"), .kind = FIELD_TEXT, .offset = offsetof(struct thing_patch, title), .min = INT64_C(1), .max = INT64_C(300)},
    {FIELD_NAME("note"), .kind = FIELD_TEXT, .flags = FIELD_NULLABLE, .offset = offsetof(struct thing_patch, note), .min = INT64_C(0), .max = INT64_C(10000)},
    {FIELD_NAME("colour"), .kind = FIELD_ENUM, .offset = offsetof(struct thing_patch, colour), LAYOUT_NO_LIMIT, .choices = colour_choice},
    {FIELD_NAME("version_seen"), .kind = FIELD_TEXT, .flags = FIELD_NULLABLE, .source = SOURCE_HEADER, .offset = offsetof(struct thing_patch, version_seen), .min = INT64_C(1), .max = INT64_C(40)},
};
LAYOUT_MEMBER(struct thing_patch, id, int64_t);
LAYOUT_MEMBER(struct thing_patch, title, struct str);
LAYOUT_MEMBER(struct thing_patch, note, struct str);
LAYOUT_MEMBER(struct thing_patch, colour, enum colour);
LAYOUT_MEMBER(struct thing_patch, version_seen, struct str);
LAYOUT_LIST(struct thing_patch_list, struct thing_patch);
LAYOUT_INPUT(struct thing_patch);
const struct type type_thing_patch = {
    .name = "thing_patch",
    .size = sizeof(struct thing_patch),
    .fields = thing_patch_fields,
    .field_count = 5,
    .is_input = true,
};

static const struct field thing_query_fields[] = {
    {FIELD_NAME("q"), .kind = FIELD_TEXT, .flags = FIELD_NULLABLE, .source = SOURCE_QUERY, .offset = offsetof(struct thing_query, q), .min = INT64_C(1), .max = INT64_C(200)},
    {FIELD_NAME("done"), .kind = FIELD_BOOL, .source = SOURCE_QUERY, .offset = offsetof(struct thing_query, done), LAYOUT_NO_LIMIT, .has_initial = true, .initial = INT64_C(0)},
    {FIELD_NAME("colour"), .kind = FIELD_ENUM, .flags = FIELD_NULLABLE, .source = SOURCE_QUERY, .offset = offsetof(struct thing_query, colour), LAYOUT_NO_LIMIT, .choices = colour_choice},
    {FIELD_NAME("since"), .kind = FIELD_DAY, .flags = FIELD_NULLABLE, .source = SOURCE_QUERY, .offset = offsetof(struct thing_query, since), LAYOUT_NO_LIMIT},
    {FIELD_NAME("value"), .kind = FIELD_DECIMAL, .flags = FIELD_NULLABLE, .source = SOURCE_QUERY, .offset = offsetof(struct thing_query, value), LAYOUT_NO_LIMIT},
    {FIELD_NAME("limit"), .kind = FIELD_INT, .source = SOURCE_QUERY, .offset = offsetof(struct thing_query, limit), .min = INT64_C(1), .max = INT64_C(200), .has_initial = true, .initial = INT64_C(50)},
    {FIELD_NAME("after"), .kind = FIELD_TEXT, .flags = FIELD_NULLABLE, .source = SOURCE_QUERY, .offset = offsetof(struct thing_query, after), .min = INT64_C(1), .max = INT64_C(2000)},
};
LAYOUT_MEMBER(struct thing_query, q, struct str);
LAYOUT_MEMBER(struct thing_query, done, bool);
LAYOUT_MEMBER(struct thing_query, colour, enum colour);
LAYOUT_MEMBER(struct thing_query, since, struct maybe);
LAYOUT_MEMBER(struct thing_query, value, struct maybe);
LAYOUT_MEMBER(struct thing_query, limit, int64_t);
LAYOUT_MEMBER(struct thing_query, after, struct str);
LAYOUT_LIST(struct thing_query_list, struct thing_query);
LAYOUT_INPUT(struct thing_query);
const struct type type_thing_query = {
    .name = "thing_query",
    .size = sizeof(struct thing_query),
    .fields = thing_query_fields,
    .field_count = 7,
    .is_input = true,
};

static const struct field by_id_fields[] = {
    {FIELD_NAME("id"), .kind = FIELD_ID, .flags = FIELD_REQUIRED, .source = SOURCE_PATH, .offset = offsetof(struct by_id, id), .min = 1, .max = INT64_C(9007199254740991)},
};
LAYOUT_MEMBER(struct by_id, id, int64_t);
LAYOUT_LIST(struct by_id_list, struct by_id);
LAYOUT_INPUT(struct by_id);
const struct type type_by_id = {
    .name = "by_id",
    .size = sizeof(struct by_id),
    .fields = by_id_fields,
    .field_count = 1,
    .is_input = true,
};
