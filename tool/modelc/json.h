/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes JSON that people compare line by line: the outer JSON_LINES_DEPTH levels have a line a
 * member, what is deeper stands on its member's line. `name` is NULL for the items of an array.
 */
#ifndef KOERS_MODELC_JSON_H
#define KOERS_MODELC_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

#define JSON_LINES_DEPTH 5U
#define JSON_DEPTH_MAX   32U

struct json {
    struct buf *out;
    unsigned depth;
    bool is_named;                    /* json_name() was the last call */
    bool has_members[JSON_DEPTH_MAX]; /* by depth: does the next member need a comma? */
};

void json_open(struct json *json, const char *name, char bracket);
void json_close(struct json *json, char bracket);

/* A name that is not zero-terminated, before a json_open() or value with name NULL. */
void json_name(struct json *json, struct str name);

void json_str(struct json *json, const char *name, struct str value);
void json_int(struct json *json, const char *name, int64_t value);
void json_bool(struct json *json, const char *name, bool value);

/* A number of `places` decimals, exactly. */
void json_scaled(struct json *json, const char *name, int64_t value, int places);

#endif
