/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/problem.h"

#include "json/writer.h"

struct kind {
    int status;
    const char *title;
    const char *code;
    const char *detail; /* where the rule gave no sentence of its own */
};

static struct kind
kind_of(enum err err)
{
    switch (err) {
    case ERR_INVALID:
        return (struct kind){422, "Unprocessable Content", "invalid",
                             "Some of what was sent breaks a rule; see errors."};
    case ERR_MALFORMED:
        return (struct kind){400, "Bad Request", "malformed",
                             "The request is not of the expected form; see errors."};
    case ERR_UNSIGNED:
        return (struct kind){401, "Unauthorized", "unsigned", "Sign in first."};
    case ERR_FORBIDDEN:
        return (struct kind){403, "Forbidden", "forbidden", "This is not yours to do."};
    case ERR_NOT_FOUND:
        return (struct kind){404, "Not Found", "not_found", "There is no such thing."};
    case ERR_CONFLICT:
        return (struct kind){409, "Conflict", "conflict", "The state of things forbids it."};
    case ERR_STALE:
        return (struct kind){412, "Precondition Failed", "stale",
                             "Somebody changed it in between; fetch it again and merge."};
    case ERR_PRECONDITION:
        return (struct kind){428, "Precondition Required", "if_match_missing",
                             "Send the ETag you last saw as If-Match."};
    case ERR_TOO_LARGE:
        return (struct kind){413, "Content Too Large", "too_large",
                             "This is larger than one request may be."};
    case ERR_TOO_MANY:
        return (struct kind){429, "Too Many Requests", "too_many",
                             "Too many attempts; wait a while."};
    case ERR_BUSY:
    case ERR_RETRY:
    case ERR_MEMORY:
        return (struct kind){503, "Service Unavailable", "busy",
                             "The server is busy; try again in a moment."};
    case ERR_GONE:
        return (struct kind){503, "Service Unavailable", "gone",
                             "The database is out of reach; try again in a moment."};
    case OK:
    case ERR_CORRUPT:
    case ERR_INTERNAL:
        break;
    }
    return (struct kind){
        500, "Internal Server Error", "internal",
        "Something went wrong on our side; the request id leads to it in the log."};
}

int
problem_status(enum err err)
{
    return kind_of(err).status;
}

bool
problem_is_ours(enum err err)
{
    return kind_of(err).status >= 500;
}

static void
member(struct json_writer *json, const char *name, struct str value)
{
    json_name(json, str_from(name));
    json_string(json, value);
}

static void
write_faults(struct json_writer *json, const struct call *call)
{
    json_name(json, STR("errors"));
    json_begin_array(json);
    for (size_t i = 0; i < call->fault_count; i++) {
        const struct fault *fault = &call->faults[i];
        json_begin_object(json);
        member(json, "pointer", fault->pointer);
        member(json, "code", str_from(fault->code));
        member(json, "detail", fault->detail);
        json_end_object(json);
    }
    json_end_array(json);
}

static void
write_document(struct buf *buf, const struct kind *kind, const char *code, struct str detail,
               struct str request_id, const struct call *call)
{
    struct json_writer json = json_writer_of(buf);

    json_begin_object(&json);
    member(&json, "type", STR("about:blank"));
    member(&json, "title", str_from(kind->title));
    json_name(&json, STR("status"));
    json_int(&json, kind->status);
    member(&json, "detail", detail);
    member(&json, "code", str_from(code));
    member(&json, "request_id", request_id);
    if (call != NULL && call->fault_count > 0)
        write_faults(&json, call);
    if (call != NULL && call->current_version.has) {
        json_name(&json, STR("current_version"));
        json_int(&json, call->current_version.value);
    }
    json_end_object(&json);
}

void
problem_write(struct buf *buf, enum err err, const struct call *call)
{
    struct kind kind = kind_of(err);
    bool own = kind.status < 500 && !str_is_null(call->why);

    write_document(buf, &kind, own && call->code != NULL ? call->code : kind.code,
                   own ? call->why : str_from(kind.detail), call->request_id,
                   kind.status < 500 ? call : NULL);
}

void
problem_write_plain(struct buf *buf, int status, const char *title, const char *code,
                    const char *detail, struct str request_id)
{
    struct kind kind = {.status = status, .title = title};

    write_document(buf, &kind, code, str_from(detail), request_id, NULL);
}
