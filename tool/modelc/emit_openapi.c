/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The OpenAPI 3.1 document: paths from the operations, then the few that are not operations, then
 * the components all of them share. Paths stand in the order in which they first appear.
 */
#include "tool/modelc/emit.h"
#include "tool/modelc/emit_component.h"
#include "tool/modelc/emit_schema.h"

static const char api_description[] =
    "Everything Koers knows, for programs. Ids are integers below 2^53. Formats of numbers: "
    "decimal4 has "
    "at most 4 decimals, fraction6 at most 6 (0.47 is 47 %), weight2 at most 2 (100 is usual). "
    "Days are "
    "2026-11-23, moments RFC 3339 in UTC. Lists take `limit` and `after` and answer `items` and "
    "`next`, which is what `after` takes for the page that follows, or null at the end. What can "
    "be "
    "changed answers an ETag; changing it needs If-Match. Every error is a problem document (RFC "
    "9457) that names each fault by a JSON pointer. A member or parameter that is not described "
    "here is an error.";

/* Statuses other than success, and when an operation has them. */
enum cause {
    CAUSE_ALWAYS,
    CAUSE_THING, /* it names things by id */
    CAUSE_WRITE,
    CAUSE_BODY,
    CAUSE_SIZE, /* what it takes or gives may be too large */
    CAUSE_INPUT,
    CAUSE_IF_MATCH,
};

static const struct {
    int status;
    enum cause cause;
    const char *text;
} problems[] = {
    {400, CAUSE_ALWAYS, "The request is not of the form that is described here."},
    {401, CAUSE_ALWAYS, "Nobody is signed in, or the sign-in is not right."},
    {403, CAUSE_ALWAYS, "Not for this person."},
    {404, CAUSE_THING, "There is none, or it must not seem to exist."},
    {409, CAUSE_WRITE, "The state of things forbids it; `code` says which."},
    {412, CAUSE_IF_MATCH, "Somebody changed it in between; `current_version` is the version now."},
    {413, CAUSE_SIZE, "Larger than a limit."},
    {415, CAUSE_BODY, "The body is not application/json."},
    {422, CAUSE_INPUT, "The input breaks a rule; `errors` says where."},
    {428, CAUSE_IF_MATCH, "If-Match is missing."},
    {429, CAUSE_ALWAYS, "Too many attempts; Retry-After says when to try again."},
    {503, CAUSE_ALWAYS, "Busy, or a part is out of reach; Retry-After says when to try again."},
};
#define PROBLEM_COUNT (sizeof(problems) / sizeof(problems[0]))

static const char *const methods[] = {"get", "post", "put", "patch", "delete"};

static bool
names_things(const struct model_op *op)
{
    for (const struct model_field *field = op->in != NULL ? op->in->fields : NULL; field != NULL;
         field = field->next) {
        if (field->kind == FIELD_ID || field->kind == FIELD_ID_LIST || field->source == SOURCE_PATH)
            return true;
    }
    return false;
}

static bool
applies(enum cause cause, const struct model_op *op)
{
    switch (cause) {
    case CAUSE_ALWAYS:
        return true;
    case CAUSE_THING:
        return names_things(op);
    case CAUSE_WRITE:
        return op->method != OP_GET;
    case CAUSE_BODY:
        return (op->flags & OP_UPLOAD) != 0 || (op->in != NULL && schema_has_body(op->in));
    case CAUSE_SIZE:
        return (op->flags & OP_PAGE) != 0 || applies(CAUSE_BODY, op);
    case CAUSE_INPUT:
        return op->in != NULL || op->method == OP_POST;
    case CAUSE_IF_MATCH:
        return (op->flags & OP_IF_MATCH) != 0;
    }
    return false;
}

/* `{"application/json": {"schema": {"$ref": …}}}` */
static void
write_content(struct json *json, const char *media, struct str schema)
{
    json_open(json, "content", '{');
    json_open(json, media, '{');
    schema_reference(json, "schema", "schemas", schema);
    json_close(json, '}');
    json_close(json, '}');
}

/* The whole list as a file. */
static void
write_sheet(struct json *json, const char *media)
{
    json_open(json, media, '{');
    json_open(json, "schema", '{');
    json_str(json, "type", STR("string"));
    json_close(json, '}');
    json_close(json, '}');
}

static void
write_page(struct json *json, const struct model_type *item)
{
    json_open(json, "content", '{');
    json_open(json, "application/json", '{');
    json_open(json, "schema", '{');
    json_str(json, "type", STR("object"));
    json_open(json, "properties", '{');
    json_open(json, "items", '{');
    json_str(json, "type", STR("array"));
    schema_reference(json, "items", "schemas", item->name);
    json_close(json, '}');
    json_open(json, "next", '{');
    json_open(json, "type", '[');
    json_str(json, NULL, STR("string"));
    json_str(json, NULL, STR("null"));
    json_close(json, ']');
    json_close(json, '}');
    json_close(json, '}');
    json_open(json, "required", '[');
    json_str(json, NULL, STR("items"));
    json_str(json, NULL, STR("next"));
    json_close(json, ']');
    json_bool(json, "additionalProperties", false);
    json_close(json, '}');
    json_close(json, '}');
    write_sheet(json, "text/csv");
    write_sheet(json, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    json_close(json, '}');
}

static void
write_success(struct json *json, const struct model_op *op)
{
    const char *status = op->out == NULL ? "204" : (op->flags & OP_CREATED) != 0 ? "201" : "200";

    json_open(json, status, '{');
    if (op->out == NULL) {
        json_str(json, "description", STR("Done."));
    } else if ((op->flags & OP_PAGE) != 0) {
        json_str(json, "description", STR("One page."));
        write_page(json, op->out);
    } else {
        json_str(json, "description",
                 !str_is_null(op->out->doc) ? op->out->doc : STR("As it is now."));
        if (model_etag(op->out) != NULL) {
            json_open(json, "headers", '{');
            schema_reference(json, "ETag", "headers", STR("etag"));
            json_close(json, '}');
        }
        write_content(json, "application/json", op->out->name);
    }
    json_close(json, '}');
}

/* A reference to the problem of that status, under the status's own name. */
static void
write_problem(struct json *json, int status)
{
    char name[16];

    snprintf(name, sizeof(name), "%d", status);
    json_name(json, str_from(name));
    snprintf(name, sizeof(name), "problem_%d", status);
    schema_reference(json, NULL, "responses", str_from(name));
}

static void
write_responses(struct json *json, const struct model_op *op)
{
    json_open(json, "responses", '{');
    write_success(json, op);
    if (op->method == OP_GET)
        schema_reference(json, "304", "responses", STR("not_modified"));
    for (size_t i = 0; i < PROBLEM_COUNT; i++) {
        if (applies(problems[i].cause, op))
            write_problem(json, problems[i].status);
    }
    json_close(json, '}');
}

static void
write_parameter(struct json *json, const struct model_type *in, const struct model_field *field)
{
    static const char *const places[] = {
        [SOURCE_PATH] = "path", [SOURCE_QUERY] = "query", [SOURCE_HEADER] = "header"};

    json_open(json, NULL, '{');
    json_str(json, "name", field->name);
    json_str(json, "in", str_from(places[field->source]));
    if ((field->flags & FIELD_REQUIRED) != 0)
        json_bool(json, "required", true);
    schema_field(json, "schema", in, field);
    if (!str_is_null(field->doc))
        json_str(json, "description", field->doc);
    json_close(json, '}');
}

static void
write_parameters(struct json *json, const struct model_op *op)
{
    json_open(json, "parameters", '[');
    for (const struct model_field *field = op->in != NULL ? op->in->fields : NULL; field != NULL;
         field = field->next) {
        if (field->source != SOURCE_BODY)
            write_parameter(json, op->in, field);
    }
    if ((op->flags & OP_PAGE) != 0) {
        schema_reference(json, NULL, "parameters", STR("format"));
        schema_reference(json, NULL, "parameters", STR("columns"));
    }
    if ((op->flags & OP_IF_MATCH) != 0)
        schema_reference(json, NULL, "parameters", STR("if_match"));
    if (op->method == OP_GET)
        schema_reference(json, NULL, "parameters", STR("if_none_match"));
    if (op->method == OP_POST && op->role != NULL && (op->flags & OP_READS) == 0)
        schema_reference(json, NULL, "parameters", STR("idempotency_key"));
    json_close(json, ']');
}

/* A browser's session needs X-Koers beside it where something is written; a token stands alone. */
static void
write_security(struct json *json, bool anyone, bool writes)
{
    json_open(json, "security", '[');
    if (!anyone) {
        json_open(json, NULL, '{');
        json_open(json, "session", '[');
        json_close(json, ']');
        if (writes) {
            json_open(json, "same_site", '[');
            json_close(json, ']');
        }
        json_close(json, '}');
        json_open(json, NULL, '{');
        json_open(json, "token", '[');
        json_close(json, ']');
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* The first sentence is the summary; without a doc the name has to do. */
static void
write_doc(struct json *json, const struct model *model, const struct model_op *op)
{
    struct str role = op->role != NULL ? op->role->name : STR("anyone");
    struct str summary = op->doc;
    char *words;

    if (str_is_null(op->doc)) {
        words = str_cstr(model->arena, op->name);
        for (char *c = words; c != NULL && *c != '\0'; c++) {
            if (*c == '_')
                *c = ' ';
        }
        summary = str_from(words);
    }
    for (size_t i = 0; i + 1 < summary.len; i++) {
        if (summary.ptr[i] == '.' && summary.ptr[i + 1] == ' ')
            summary = str_slice(summary, 0, i + 1);
    }
    json_str(json, "summary", summary);
    json_str(json, "description",
             str_fmt(model->arena, "%.*s%sRole: %.*s.", STR_FMT(op->doc),
                     str_is_null(op->doc) ? "" : " ", STR_FMT(role)));
}

/* A file, as it is. */
static void
write_upload(struct json *json)
{
    json_open(json, "requestBody", '{');
    json_bool(json, "required", true);
    json_open(json, "content", '{');
    static const char *const types[] = {"text/csv", "application/zip"};

    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        json_open(json, types[i], '{');
        json_open(json, "schema", '{');
        json_str(json, "type", STR("string"));
        json_close(json, '}');
        json_close(json, '}');
    }
    json_close(json, '}');
    json_close(json, '}');
}

static void
write_op(struct json *json, const struct model *model, const struct model_op *op)
{
    json_open(json, methods[op->method], '{');
    json_str(json, "operationId", op->name);
    json_open(json, "tags", '[');
    json_str(json, NULL, op->part->name);
    json_close(json, ']');
    write_doc(json, model, op);
    write_security(json, op->role == NULL, op->method != OP_GET);
    write_parameters(json, op);
    if ((op->flags & OP_UPLOAD) != 0)
        write_upload(json);
    else if (op->in != NULL && schema_has_body(op->in)) {
        json_open(json, "requestBody", '{');
        json_bool(json, "required", true);
        write_content(json, "application/json", op->in->name);
        json_close(json, '}');
    }
    write_responses(json, op);
    json_close(json, '}');
}

static bool
path_came_before(const struct model *model, const struct model_op *op)
{
    for (const struct model_op *it = model->ops; it != op; it = it->next) {
        if (str_eq(it->path, op->path))
            return true;
    }
    return false;
}

static void
write_paths(struct json *json, const struct model *model)
{
    for (const struct model_op *op = model->ops; op != NULL; op = op->next) {
        if (path_came_before(model, op))
            continue;
        json_name(json, op->path);
        json_open(json, NULL, '{');
        for (const struct model_op *it = op; it != NULL; it = it->next) {
            if (str_eq(it->path, op->path))
                write_op(json, model, it);
        }
        json_close(json, '}');
    }
}

/* What is no operation of the practice, and so in no model. */
static const struct {
    const char *path;
    const char *id;
    const char *summary;
    const char *media;
    const char *schema; /* of the media type, as JSON */
    bool anyone;
    bool may_fail; /* 503 says that it is not ready */
} fixed_paths[] = {
    {"/api/v1/events", "event_stream",
     "What happens, as it happens: server-sent events. Last-Event-ID goes on from there; an event "
     "left_out first says that what was missed is not told again, so read anew what you show.",
     "text/event-stream", "string", false, true},
    {"/api/v1/openapi.json", "openapi_get", "This document.", "application/json", "object", true,
     false},
    {"/healthz", "health_get", "The process lives. Never waits on a database.", "text/plain",
     "string", true, false},
    {"/readyz", "ready_get", "The server can answer: its database is there and on its schema.",
     "application/json", "object", true, true},
    {"/metrics", "metrics_get", "Counters and times, in the text format of Prometheus.",
     "text/plain", "string", false, false},
};

static void
write_fixed_paths(struct json *json)
{
    for (size_t i = 0; i < sizeof(fixed_paths) / sizeof(fixed_paths[0]); i++) {
        json_open(json, fixed_paths[i].path, '{');
        json_open(json, "get", '{');
        json_str(json, "operationId", str_from(fixed_paths[i].id));
        json_open(json, "tags", '[');
        json_str(json, NULL, STR("server"));
        json_close(json, ']');
        json_str(json, "summary", str_from(fixed_paths[i].summary));
        write_security(json, fixed_paths[i].anyone, /* writes= */ false);
        json_open(json, "responses", '{');
        json_open(json, "200", '{');
        json_str(json, "description", STR("As the summary says."));
        json_open(json, "content", '{');
        json_open(json, fixed_paths[i].media, '{');
        json_open(json, "schema", '{');
        json_str(json, "type", str_from(fixed_paths[i].schema));
        json_close(json, '}');
        json_close(json, '}');
        json_close(json, '}');
        json_close(json, '}');
        if (!fixed_paths[i].anyone) {
            write_problem(json, 401);
            write_problem(json, 403);
            write_problem(json, 404);
        }
        if (fixed_paths[i].may_fail)
            write_problem(json, 503);
        json_close(json, '}');
        json_close(json, '}');
        json_close(json, '}');
    }
}

static void
write_shared_responses(struct json *json)
{
    json_open(json, "responses", '{');
    json_open(json, "not_modified", '{');
    json_str(json, "description", STR("Nothing changed since the ETag of If-None-Match."));
    json_close(json, '}');
    for (size_t i = 0; i < PROBLEM_COUNT; i++) {
        char name[16];
        snprintf(name, sizeof(name), "problem_%d", problems[i].status);
        json_open(json, name, '{');
        json_str(json, "description", str_from(problems[i].text));
        write_content(json, "application/problem+json", STR("problem"));
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void
write_tags(struct json *json, const struct model *model)
{
    json_open(json, "tags", '[');
    for (const struct model_part *part = model->parts; part != NULL; part = part->next) {
        json_open(json, NULL, '{');
        json_str(json, "name", part->name);
        json_str(json, "description", part->doc);
        json_close(json, '}');
    }
    json_open(json, NULL, '{');
    json_str(json, "name", STR("server"));
    json_str(json, "description", STR("The server itself."));
    json_close(json, '}');
    json_close(json, ']');
}

void
emit_openapi(struct buf *out, const struct model *model)
{
    struct json json = {.out = out};

    json_open(&json, NULL, '{');
    json_str(&json, "openapi", STR("3.1.0"));
    json_open(&json, "info", '{');
    json_str(&json, "title", STR("Koers"));
    json_str(&json, "version", STR("1"));
    json_str(&json, "description", str_from(api_description));
    json_open(&json, "license", '{');
    json_str(&json, "name", STR("Apache-2.0"));
    json_str(&json, "identifier", STR("Apache-2.0"));
    json_close(&json, '}');
    json_close(&json, '}');
    write_tags(&json, model);
    json_open(&json, "paths", '{');
    write_paths(&json, model);
    write_fixed_paths(&json);
    json_close(&json, '}');
    json_open(&json, "components", '{');
    component_security(&json);
    component_parameters(&json);
    write_shared_responses(&json);
    json_open(&json, "schemas", '{');
    schema_components(&json, model);
    component_problems(&json);
    json_close(&json, '}');
    json_close(&json, '}');
    json_close(&json, '}');
    buf_append_char(out, '\n');
}
