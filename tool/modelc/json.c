/* SPDX-License-Identifier: Apache-2.0 */
#include "tool/modelc/json.h"

#include "base/decimal.h"

static void
append_quoted(struct buf *out, struct str text)
{
    buf_append_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"' || c == '\\')
            buf_append_char(out, '\\');
        buf_append_char(out, c); /* a .model file has no control characters inside a text */
    }
    buf_append_char(out, '"');
}

static void
new_line(struct json *json, unsigned depth)
{
    buf_fmt(json->out, "\n%*s", (int)(2 * depth), "");
}

/* Comma, line and name before a value. A name already written by json_name() stands alone. */
static void
begin_member(struct json *json, struct str name)
{
    if (json->is_named) {
        json->is_named = false;
        return;
    }
    if (json->has_members[json->depth])
        buf_append_char(json->out, ',');
    if (json->depth > 0 && json->depth <= JSON_LINES_DEPTH)
        new_line(json, json->depth);
    else if (json->has_members[json->depth])
        buf_append_char(json->out, ' ');
    json->has_members[json->depth] = true;
    if (!str_is_null(name)) {
        append_quoted(json->out, name);
        buf_append_str(json->out, STR(": "));
    }
}

void
json_name(struct json *json, struct str name)
{
    begin_member(json, name);
    json->is_named = true;
}

void
json_open(struct json *json, const char *name, char bracket)
{
    begin_member(json, str_from(name));
    buf_append_char(json->out, bracket);
    if (json->depth + 1 < JSON_DEPTH_MAX)
        json->depth++;
    json->has_members[json->depth] = false;
}

void
json_close(struct json *json, char bracket)
{
    if (json->has_members[json->depth] && json->depth <= JSON_LINES_DEPTH)
        new_line(json, json->depth - 1);
    json->depth--;
    buf_append_char(json->out, bracket);
}

void
json_str(struct json *json, const char *name, struct str value)
{
    begin_member(json, str_from(name));
    append_quoted(json->out, value);
}

void
json_int(struct json *json, const char *name, int64_t value)
{
    begin_member(json, str_from(name));
    buf_append_int(json->out, value);
}

void
json_bool(struct json *json, const char *name, bool value)
{
    begin_member(json, str_from(name));
    buf_append_str(json->out, value ? STR("true") : STR("false"));
}

void
json_scaled(struct json *json, const char *name, int64_t value, int places)
{
    begin_member(json, str_from(name));
    scaled_format(json->out, value, places);
}
