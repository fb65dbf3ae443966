/* SPDX-License-Identifier: Apache-2.0 */
#include "tool/modelc/emit_component.h"

#include "tool/modelc/emit_schema.h"

static void
write_text_parameter(struct json *json, const char *key, const char *name, const char *place,
                     bool required, int64_t length_max, const char *description)
{
    json_open(json, key, '{');
    json_str(json, "name", str_from(name));
    json_str(json, "in", str_from(place));
    if (required)
        json_bool(json, "required", true);
    json_open(json, "schema", '{');
    json_str(json, "type", STR("string"));
    json_int(json, "maxLength", length_max);
    json_close(json, '}');
    json_str(json, "description", str_from(description));
    json_close(json, '}');
}

/* How a list may be had as a file (edge/export.c). */
static void
write_format_parameter(struct json *json)
{
    static const char *const formats[] = {"json", "csv", "xlsx"};

    json_open(json, "format", '{');
    json_str(json, "name", STR("format"));
    json_str(json, "in", STR("query"));
    json_open(json, "schema", '{');
    json_str(json, "type", STR("string"));
    json_open(json, "enum", '[');
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
        json_str(json, NULL, str_from(formats[i]));
    json_close(json, ']');
    json_close(json, '}');
    json_str(json, "description",
             STR("csv and xlsx answer the whole list, from `after` on, as a file."));
    json_close(json, '}');
}

void
component_parameters(struct json *json)
{
    json_open(json, "parameters", '{');
    write_format_parameter(json);
    write_text_parameter(json, "columns", "columns", "query", /* required= */ false, 4000,
                         "With csv and xlsx: members of an item in the order wanted, with a comma "
                         "between and perhaps a heading each (title:Titel,unit_name).");
    write_text_parameter(json, "if_match", "If-Match", "header", /* required= */ true, 100,
                         "The ETag of what is about to change, as the last answer gave it.");
    write_text_parameter(json, "if_none_match", "If-None-Match", "header", /* required= */ false,
                         1000, "ETags at hand; 304 when one of them still holds.");
    write_text_parameter(json, "idempotency_key", "Idempotency-Key", "header",
                         /* required= */ false, 255,
                         "A word of the caller's own: within 24 hours the same key gets the same "
                         "answer, and nothing is done twice.");
    json_close(json, '}');
    json_open(json, "headers", '{');
    json_open(json, "etag", '{');
    json_str(json, "description", STR("\"version-hash\"; If-Match looks at the version alone."));
    json_open(json, "schema", '{');
    json_str(json, "type", STR("string"));
    json_close(json, '}');
    json_close(json, '}');
    json_close(json, '}');
}

/* A member of the problem schema, with a line about it. */
static void
write_problem_member(struct json *json, const char *name, const char *type, const char *doc)
{
    json_open(json, name, '{');
    json_str(json, "type", str_from(type));
    json_str(json, "description", str_from(doc));
    json_close(json, '}');
}

void
component_problems(struct json *json)
{
    json_open(json, "problem_fault", '{');
    json_str(json, "type", STR("object"));
    json_str(json, "description", STR("One thing wrong with the input."));
    json_open(json, "properties", '{');
    write_problem_member(json, "pointer", "string",
                         "JSON pointer into the body, or ?name for a parameter.");
    write_problem_member(json, "detail", "string", "One sentence that names the mend.");
    write_problem_member(json, "code", "string", "A stable word for programs.");
    json_close(json, '}');
    json_open(json, "required", '[');
    json_str(json, NULL, STR("pointer"));
    json_str(json, NULL, STR("detail"));
    json_str(json, NULL, STR("code"));
    json_close(json, ']');
    json_close(json, '}');
    json_open(json, "problem", '{');
    json_str(json, "type", STR("object"));
    json_str(json, "description", STR("What went wrong, after RFC 9457."));
    json_open(json, "properties", '{');
    write_problem_member(json, "type", "string", "about:blank, or an address that explains it.");
    write_problem_member(json, "title", "string", "The status in words.");
    write_problem_member(json, "status", "integer", "The HTTP status.");
    write_problem_member(json, "detail", "string", "Why, in one sentence.");
    write_problem_member(json, "code", "string", "A stable word for programs.");
    write_problem_member(json, "current_version", "integer", "With 412: the version there is now.");
    write_problem_member(json, "request_id", "string", "What the server's log has it under.");
    json_open(json, "errors", '{');
    json_str(json, "type", STR("array"));
    schema_reference(json, "items", "schemas", STR("problem_fault"));
    json_close(json, '}');
    json_close(json, '}');
    json_open(json, "required", '[');
    json_str(json, NULL, STR("title"));
    json_str(json, NULL, STR("status"));
    json_close(json, ']');
    json_close(json, '}');
}

void
component_security(struct json *json)
{
    json_open(json, "securitySchemes", '{');
    json_open(json, "session", '{');
    json_str(json, "type", STR("apiKey"));
    json_str(json, "in", STR("cookie"));
    json_str(json, "name", STR("koers_session"));
    json_str(json, "description", STR("Set by session_create."));
    json_close(json, '}');
    json_open(json, "same_site", '{');
    json_str(json, "type", STR("apiKey"));
    json_str(json, "in", STR("header"));
    json_str(json, "name", STR("X-Koers"));
    json_str(json, "description",
             STR("Any value: a form of another site cannot send it, and so cannot write with a "
                 "person's cookie."));
    json_close(json, '}');
    json_open(json, "token", '{');
    json_str(json, "type", STR("http"));
    json_str(json, "scheme", STR("bearer"));
    json_str(json, "description", STR("Made by my_token_create, or by `koers token create`."));
    json_close(json, '}');
    json_close(json, '}');
}
