/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Answers: made by whoever holds the exchange, queued by its serving thread. A suspended exchange
 * is woken as the last thing, for from then on its serving thread may end it.
 */
#include <unistd.h>

#include "http/internal.h"

#define HEADER_TEXT_MAX 512U /* a header of the usual size */

static const struct refusal bad_answer = {500, "The answer could not be made.", HTTP_FAULT_NONE};

static const struct refusal too_unread = {503, "Too many answers wait to be read.",
                                          HTTP_FAULT_ANSWERS};

/* The word for programs; the others are edge/'s. */
static const char *
code(int status)
{
    switch (status) {
    case 400:
        return "malformed";
    case 413:
        return "too_large";
    case 431:
        return "headers_too_large";
    case 503:
        return "busy";
    default:
        return "internal";
    }
}

static const char *
title(int status)
{
    switch (status) {
    case 400:
        return "Bad Request";
    case 413:
        return "Content Too Large";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    default:
        return "Internal Server Error";
    }
}

/* What is answered where there is no memory even for a refusal with its sentence. */
static struct str
plain(int status)
{
    switch (status) {
    case 400:
        return STR("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                   "\"code\":\"malformed\"}");
    case 413:
        return STR("{\"type\":\"about:blank\",\"title\":\"Content Too Large\",\"status\":413,"
                   "\"code\":\"too_large\"}");
    case 431:
        return STR("{\"type\":\"about:blank\",\"title\":\"Request Header Fields Too Large\","
                   "\"status\":431,\"code\":\"headers_too_large\"}");
    case 503:
        return STR("{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                   "\"code\":\"busy\"}");
    default:
        return STR("{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500,"
                   "\"code\":\"internal\"}");
    }
}

/* Counts a large answer against what all of them may take; false when that is used up. */
static bool
charge(struct exchange *exchange, size_t size)
{
    struct http_server *server = exchange->connection->thread->server;

    if (size <= HTTP_SMALL)
        return true;
    int64_t before =
        atomic_fetch_add_explicit(&server->answer_bytes, (int64_t)size, memory_order_relaxed);
    exchange->answer_charged = size;
    if (before + (int64_t)size <= (int64_t)server->options.answer_budget)
        return true;
    client_fault_note(server, HTTP_FAULT_ANSWERS);
    answer_release(exchange);
    return false;
}

void
answer_release(struct exchange *exchange)
{
    if (exchange->answer_charged > 0)
        atomic_fetch_sub_explicit(&exchange->connection->thread->server->answer_bytes,
                                  (int64_t)exchange->answer_charged, memory_order_relaxed);
    exchange->answer_charged = 0;
}

/* Texts that lie in an arena or forever; the library only reads them. */
static struct MHD_Response *
response_static(struct str body)
{
    return MHD_create_response_from_buffer(body.len, (void *)(uintptr_t)body.ptr,
                                           MHD_RESPMEM_PERSISTENT);
}

/* The library wants zero-ended texts, which it copies, and refuses those with line breaks. */
static bool
header_put(struct arena *arena, struct MHD_Response *response, struct http_header header)
{
    char text[HEADER_TEXT_MAX];
    const char *name;
    const char *value;

    /* Without the arena: what is answered may be that it is full. */
    if (header.value.ptr != NULL && header.name.len + header.value.len + 2 <= sizeof(text)) {
        memcpy(text, header.name.ptr, header.name.len);
        text[header.name.len] = '\0';
        memcpy(text + header.name.len + 1, header.value.ptr, header.value.len);
        text[header.name.len + 1 + header.value.len] = '\0';
        name = text;
        value = text + header.name.len + 1;
    } else {
        name = str_cstr(arena, header.name);
        value = str_cstr(arena, header.value);
    }
    return name != NULL && value != NULL &&
           MHD_add_response_header(response, name, value) == MHD_YES;
}

/* The response with its headers; where there is no memory, or a header cannot be sent, NULL, and
 * the response is gone. */
static struct MHD_Response *
headers_put(struct arena *arena, struct MHD_Response *response, const struct http_header *headers,
            size_t count)
{
    bool good = response != NULL;

    for (size_t i = 0; good && i < count; i++)
        good = header_put(arena, response, headers[i]);
    if (!good && response != NULL)
        MHD_destroy_response(response);
    return good ? response : NULL;
}

/* From here on the serving thread may end the exchange, if that waits for the answer. */
static void
give(struct exchange *exchange, int status, struct MHD_Response *response, int64_t size)
{
    exchange->status = status;
    exchange->answer = response;
    exchange->answer_size = size;
    exchange->answered = true;
    if (exchange->suspended)
        MHD_resume_connection(exchange->library);
}

void
answer_set(struct exchange *exchange, int status, struct MHD_Response *response, int64_t size,
           const struct http_header *headers, size_t header_count)
{
    response = headers_put(&exchange->arena, response, headers, header_count);
    if (response == NULL) {
        /* Its two headers are good, so this goes round once at most; without memory even for
         * this, answer_queue() closes the connection. */
        if (exchange->status != bad_answer.status) {
            exchange->status = bad_answer.status;
            answer_refuse(exchange, &bad_answer);
            return;
        }
    }
    /* A large answer may take long to be read, and lies elsewhere: what it was made of is several
     * times its size, and nobody looks at it any more. */
    if (exchange->answer_charged > 0)
        arena_rewind(&exchange->arena, exchange->head);
    give(exchange, status, response, size);
}

void
answer_drop(struct exchange *exchange)
{
    if (exchange->answer != NULL && !exchange->answer_is_kept)
        MHD_destroy_response(exchange->answer);
    exchange->answer = NULL;
}

void
answer_refuse(struct exchange *exchange, const struct refusal *refusal)
{
    static const struct http_header headers[] = {
        {{"Content-Type", 12}, {"application/problem+json", 24}},
        {{"Cache-Control", 13}, {"no-store", 8}},
        {{"Retry-After", 11}, {"1", 1}},
    };
    struct str body = str_fmt(&exchange->arena,
                              "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,"
                              "\"detail\":\"%s\",\"code\":\"%s\",\"request_id\":\"%.*s\"}",
                              title(refusal->status), refusal->status, refusal->detail,
                              code(refusal->status), STR_FMT(exchange->public.request_id));

    if (str_is_null(body))
        body = plain(refusal->status);
    answer_set(exchange, refusal->status, response_static(body), (int64_t)body.len, headers,
               refusal->status == 503 ? 3 : 2);
}

enum MHD_Result
answer_queue(struct exchange *exchange)
{
    struct http_thread *thread = exchange->connection->thread;
    struct MHD_Response *response = exchange->answer;

    if (response == NULL)
        return MHD_NO;
    if (!exchange->answer_is_kept && (exchange->closing || thread->server->leaving))
        MHD_add_response_header(response, "Connection", "close");
    enum MHD_Result queued =
        MHD_queue_response(exchange->library, (unsigned)exchange->status, response);
    answer_drop(exchange);
    if (exchange->stream == NULL) {
        exchange->connection->deadline = time_monotonic() + HTTP_ANSWER_USEC_MAX;
        exchange->connection->hold = exchange->answer_charged > 0 ? HOLD_ANSWER : HOLD_NOTHING;
    } else {
        /* A stream may last for days and needs nothing of its request any more. */
        exchange_uncount(exchange);
        arena_release(&exchange->arena);
    }
    return queued;
}

void
http_answer(struct http_exchange *public, int status, const struct http_header *headers,
            size_t header_count, struct str body)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(
        body.len, (void *)(uintptr_t)body.ptr, MHD_RESPMEM_MUST_COPY);

    answer_set(exchange_of(public), status, response, (int64_t)body.len, headers, header_count);
}

void
http_answer_static(struct http_exchange *public, int status, const struct http_header *headers,
                   size_t header_count, struct str body)
{
    answer_set(exchange_of(public), status, response_static(body), (int64_t)body.len, headers,
               header_count);
}

void
http_answer_file(struct http_exchange *public, int status, const struct http_header *headers,
                 size_t header_count, int fd, int64_t size)
{
    struct MHD_Response *response = MHD_create_response_from_fd64((uint64_t)size, fd);

    if (response == NULL)
        (void)close(fd);
    answer_set(exchange_of(public), status, response, size, headers, header_count);
}

void
http_answer_buf(struct http_exchange *public, int status, const struct http_header *headers,
                size_t header_count, struct buf *body)
{
    struct exchange *exchange = exchange_of(public);
    size_t len;

    if (!charge(exchange, body->len)) {
        buf_release(body);
        exchange->status = too_unread.status;
        answer_refuse(exchange, &too_unread);
        return;
    }
    char *bytes = buf_take(body, &len);
    answer_set(exchange, status, MHD_create_response_from_buffer(len, bytes, MHD_RESPMEM_MUST_FREE),
               (int64_t)len, headers, header_count);
}

struct http_kept {
    struct MHD_Response *response; /* the library counts the exchanges that have it */
    int status;
    int64_t size;
};

struct http_kept *
http_kept_new(struct arena *arena, int status, const struct http_header *headers,
              size_t header_count, struct str body)
{
    struct http_kept *kept = arena_new(arena, struct http_kept);

    if (kept == NULL)
        return NULL;
    *kept = (struct http_kept){
        .response = headers_put(arena, response_static(body), headers, header_count),
        .status = status,
        .size = (int64_t)body.len,
    };
    return kept->response != NULL ? kept : NULL;
}

void
http_kept_release(struct http_kept *kept)
{
    if (kept != NULL)
        MHD_destroy_response(kept->response);
}

bool
http_answer_kept(struct http_exchange *public, const struct http_kept *kept)
{
    struct exchange *exchange = exchange_of(public);

    if (exchange->connection->thread->server->leaving)
        return false;
    exchange->answer_is_kept = true;
    give(exchange, kept->status, kept->response, kept->size);
    return true;
}
