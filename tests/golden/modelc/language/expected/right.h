/* SPDX-License-Identifier: Apache-2.0 */
/* Made by tool/modelc from right.model; edits are lost. */
/* What stands to the right, and uses what is left. */
#ifndef KOERS_GEN_RIGHT_H
#define KOERS_GEN_RIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "gen/left.h"
#include "model/type.h"

struct call; /* model/call.h */

/* Words may go on below. */
enum colour {
    COLOUR_NULL = 0,
    COLOUR_RED,
    COLOUR_GREEN,
    COLOUR_DEEP_BLUE,
    COLOUR_GREY,
};
extern const struct choice colour_choice[]; /* 4 words */

struct thing;
struct thing_list {
    struct thing *items;
    size_t count;
};
struct thing_page {
    struct thing *items;
    size_t count;
    struct str next;
};

struct thing_view;
struct thing_view_list {
    struct thing_view *items;
    size_t count;
};
struct thing_view_page {
    struct thing_view *items;
    size_t count;
    struct str next;
};

struct unused;
struct unused_list {
    struct unused *items;
    size_t count;
};
struct unused_page {
    struct unused *items;
    size_t count;
    struct str next;
};

struct thing_new;
struct thing_new_list {
    struct thing_new *items;
    size_t count;
};

struct part_new;
struct part_new_list {
    struct part_new *items;
    size_t count;
};

struct thing_patch;
struct thing_patch_list {
    struct thing_patch *items;
    size_t count;
};

struct thing_query;
struct thing_query_list {
    struct thing_query *items;
    size_t count;
};

struct by_id;
struct by_id_list {
    struct by_id *items;
    size_t count;
};

/* Something with a member of every kind, described at such length that the comment in the generated
 * C has to be broken over two lines. */
struct thing {
    int64_t id;
    /* Its owner. */
    int64_t owner_id;
    struct maybe other_id;
    int64_t count;
    struct maybe share;
    bool done;
    struct maybe sure;
    /* What it is called. */
    struct str title;
    struct str note;
    decimal_t value;
    struct maybe limit_value;
    struct maybe progress;
    fraction_t raw;
    weight_t weight;
    usec_t at;
    struct maybe seen_at;
    day_t start_day;
    struct maybe end_day;
    enum colour colour;
    enum colour shade;
    struct str hidden;
    int64_t version;
};
extern const struct type type_thing;

/* A thing with all that hangs on it. */
struct thing_view {
    int64_t id;
    /* Its owner. */
    int64_t owner_id;
    struct maybe other_id;
    int64_t count;
    struct maybe share;
    bool done;
    struct maybe sure;
    /* What it is called. */
    struct str title;
    struct str note;
    decimal_t value;
    struct maybe limit_value;
    struct maybe progress;
    fraction_t raw;
    weight_t weight;
    usec_t at;
    struct maybe seen_at;
    day_t start_day;
    struct maybe end_day;
    enum colour colour;
    enum colour shade;
    int64_t version;
    /* An object. */
    struct owner_ref *owner;
    /* An object that may be missing. */
    struct thing_view *above;
    struct thing_view_list below;
    struct id_list ids;
    struct text_list words;
    /* For the rule alone. */
    struct str unit_path;
};
extern const struct type type_thing_view;

/* No operation answers it: it is no part of the API. */
struct unused {
    int64_t id;
};
extern const struct type type_unused;

/* What it takes to make a thing. */
struct thing_new {
    /* Which members were there, by the bits below. */
    uint64_t given;
    /* Its owner. */
    int64_t owner_id;
    /* What it is called. */
    struct str title;
    struct str note;
    decimal_t value;
    /* A type of its own hides the entity's. */
    struct maybe weight;
    enum colour colour;
    day_t day;
    struct text_list words;
    struct id_list ids;
    struct part_new_list parts;
    struct part_new *main;
    struct str password;
};
extern const struct type type_thing_new;
#define THING_NEW_OWNER_ID (UINT64_C(1) << 0)
#define THING_NEW_TITLE (UINT64_C(1) << 1)
#define THING_NEW_NOTE (UINT64_C(1) << 2)
#define THING_NEW_VALUE (UINT64_C(1) << 3)
#define THING_NEW_WEIGHT (UINT64_C(1) << 4)
#define THING_NEW_COLOUR (UINT64_C(1) << 5)
#define THING_NEW_DAY (UINT64_C(1) << 6)
#define THING_NEW_WORDS (UINT64_C(1) << 7)
#define THING_NEW_IDS (UINT64_C(1) << 8)
#define THING_NEW_PARTS (UINT64_C(1) << 9)
#define THING_NEW_MAIN (UINT64_C(1) << 10)
#define THING_NEW_PASSWORD (UINT64_C(1) << 11)

/* A part of a thing. */
struct part_new {
    /* Which members were there, by the bits below. */
    uint64_t given;
    struct str name;
    fraction_t share;
};
extern const struct type type_part_new;
#define PART_NEW_NAME (UINT64_C(1) << 0)
#define PART_NEW_SHARE (UINT64_C(1) << 1)

struct thing_patch {
    /* Which members were there, by the bits below. */
    uint64_t given;
    int64_t id;
    /* Its own words for the title. */
    struct str title;
    struct str note;
    enum colour colour;
    struct str version_seen;
};
extern const struct type type_thing_patch;
#define THING_PATCH_ID (UINT64_C(1) << 0)
#define THING_PATCH_TITLE (UINT64_C(1) << 1)
#define THING_PATCH_NOTE (UINT64_C(1) << 2)
#define THING_PATCH_COLOUR (UINT64_C(1) << 3)
#define THING_PATCH_VERSION_SEEN (UINT64_C(1) << 4)

/* Which things. */
struct thing_query {
    /* Which members were there, by the bits below. */
    uint64_t given;
    /* Part of a title. */
    struct str q;
    bool done;
    enum colour colour;
    struct maybe since;
    struct maybe value;
    int64_t limit;
    struct str after;
};
extern const struct type type_thing_query;
#define THING_QUERY_Q (UINT64_C(1) << 0)
#define THING_QUERY_DONE (UINT64_C(1) << 1)
#define THING_QUERY_COLOUR (UINT64_C(1) << 2)
#define THING_QUERY_SINCE (UINT64_C(1) << 3)
#define THING_QUERY_VALUE (UINT64_C(1) << 4)
#define THING_QUERY_LIMIT (UINT64_C(1) << 5)
#define THING_QUERY_AFTER (UINT64_C(1) << 6)

struct by_id {
    /* Which members were there, by the bits below. */
    uint64_t given;
    int64_t id;
};
extern const struct type type_by_id;
#define BY_ID_ID (UINT64_C(1) << 0)

/* A thing came to be. */
#define EVENT_THING_CREATED "thing_created"
/* A thing went. */
#define EVENT_THING_GONE "thing_gone"

/* GET /api/v1/things: Things by name. The newest first. */
enum err thing_list(struct call *call, const struct thing_query *in, struct thing_view_page *out) MUST_USE;

/* POST /api/v1/things */
enum err thing_create_prepare(struct call *call, const struct thing_new *in) MUST_USE;
enum err thing_create(struct call *call, const struct thing_new *in, struct thing_view *out) MUST_USE;

/* GET /api/v1/things/{id} */
enum err thing_get(struct call *call, const struct by_id *in, struct thing_view *out) MUST_USE;

/* PATCH /api/v1/things/{id} */
enum err thing_update(struct call *call, const struct thing_patch *in, struct thing_view *out) MUST_USE;

/* DELETE /api/v1/things/{id}: Throws it away. */
enum err thing_delete(struct call *call, const struct by_id *in) MUST_USE;

/* DELETE /api/v1/things */
enum err thing_clear(struct call *call) MUST_USE;

/* GET /api/v1/things/count */
enum err thing_count(struct call *call, struct owner *out) MUST_USE;

#endif
