/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One request from its first line to its last byte sent. The library calls, always on the serving
 * thread and in this order:
 *
 *     exchange_begin   the request line is there
 *     exchange_serve   the head is there: it is judged
 *     exchange_serve   for each piece of the body
 *     exchange_serve   the request is whole: the handler runs and answers, or suspends
 *     exchange_serve   only if it was suspended: the answer is there
 *     exchange_end     the answer is out, or the client is gone
 */
#include <inttypes.h>

#include "http/internal.h"

static const struct refusal bad_target = {400, "The address of the request is not well-formed.",
                                          HTTP_FAULT_MALFORMED};
static const struct refusal stopping = {503, "The server is stopping.", HTTP_FAULT_NONE};
static const struct refusal unanswered = {500, "The request was not answered.", HTTP_FAULT_NONE};
static const struct refusal no_memory = {503, "There is no memory for the request.",
                                         HTTP_FAULT_NONE};

static struct exchange *
exchange_new(struct http_thread *thread)
{
    struct exchange *exchange = thread->spare;
    struct arena arena;

    if (exchange != NULL) {
        thread->spare = exchange->next;
        thread->spare_count--;
        arena = exchange->arena;
        arena_ceiling_set(&arena, ARENA_CEILING_USUAL);
    } else {
        exchange = arena_new(&thread->arena, struct exchange);
        if (exchange == NULL)
            return NULL;
        arena_init(&arena, ARENA_CEILING_USUAL);
    }
    *exchange = (struct exchange){.arena = arena};
    exchange->public.arena = &exchange->arena;
    exchange->public.body_fd = -1;
    exchange->public.thread = thread->number;
    exchange->public.method = HTTP_METHOD_OTHER;
    buf_init(&exchange->body, thread->server->options.body_max);
    return exchange;
}

/* The thread keeps a few exchanges with the first block of their arena; of the others it keeps the
 * struct alone. */
static void
exchange_free(struct exchange *exchange)
{
    struct http_thread *thread = exchange->connection->thread;

    exchange->connection->exchange = NULL;
    body_release(exchange);
    answer_release(exchange);
    answer_drop(exchange);
    if (thread->spare_count < HTTP_EXCHANGES_SPARE)
        arena_clear(&exchange->arena);
    else
        arena_release(&exchange->arena);
    exchange->next = thread->spare;
    thread->spare = exchange;
    thread->spare_count++;
}

void *
exchange_begin(void *server_thread, const char *target, struct MHD_Connection *library)
{
    struct http_thread *thread = server_thread;
    struct connection *connection =
        MHD_get_connection_info(library, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;

    if (connection == NULL)
        return NULL;
    if (connection->exchange != NULL)
        exchange_drop(connection->exchange);
    struct exchange *exchange = exchange_new(thread);
    if (exchange == NULL)
        return NULL;
    exchange->connection = connection;
    exchange->library = library;
    exchange->target_text = str_copy(&exchange->arena, str_from(target));
    exchange->public.begun = time_monotonic();
    connection->exchange = exchange;
    connection->asked = true;
    connection->deadline =
        exchange->public.begun + thread->server->options.timeout_ms * USEC_PER_MSEC;
    return exchange;
}

/* A list being filled by the library's walk over the headers. */
struct header_list {
    struct http_header *headers;
    size_t count;
    size_t max;
};

static enum MHD_Result
header_add(void *header_list, enum MHD_ValueKind kind, const char *name, size_t name_len,
           const char *value, size_t value_len)
{
    struct header_list *list = header_list;

    (void)kind;
    if (list->count == list->max)
        return MHD_NO;
    list->headers[list->count++] = (struct http_header){
        .name = {.ptr = name, .len = name_len},
        .value = {.ptr = value != NULL ? value : "", .len = value_len},
    };
    return MHD_YES;
}

/* One more than the limit is taken, so that the guard sees that there are too many. */
static enum err
headers_take(struct exchange *exchange)
{
    int found = MHD_get_connection_values_n(exchange->library, MHD_HEADER_KIND, NULL, NULL);
    struct header_list list = {.max = found > 0 ? (size_t)found : 0};

    if (list.max > HTTP_HEADERS_MAX + 1)
        list.max = HTTP_HEADERS_MAX + 1;
    list.headers = arena_array(&exchange->arena, list.max, sizeof(*list.headers));
    if (list.headers == NULL)
        return ERR_MEMORY;
    MHD_get_connection_values_n(exchange->library, MHD_HEADER_KIND, header_add, &list);
    exchange->public.headers = list.headers;
    exchange->public.header_count = list.count;
    return OK;
}

/* The next of this thread's request ids: splitmix64 from a random start. */
static struct str
request_id_new(struct exchange *exchange)
{
    struct http_thread *thread = exchange->connection->thread;
    uint64_t z = (thread->id_state += UINT64_C(0x9E3779B97F4A7C15));

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    z ^= z >> 31;
    char *digits = arena_alloc(&exchange->arena, 16);
    if (digits == NULL)
        return STR("");
    for (int i = 15; i >= 0; i--, z >>= 4)
        digits[i] = "0123456789abcdef"[z & 15];
    return (struct str){.ptr = digits, .len = 16};
}

/* The last of a list that may go over several headers is what the nearest proxy saw. Going back,
 * each trusted proxy vouches for the one before it; the first that is not trusted is the client. */
static void
client_from_forwarded(struct exchange *exchange, const struct http_options *options)
{
    struct http_exchange *public = &exchange->public;

    for (size_t i = public->header_count; i-- > 0;) {
        const struct http_header *header = &public->headers[i];
        if (!guard_is_named(header, STR("X-Forwarded-For")))
            continue;
        struct str left = header->value;
        while (left.len > 0) {
            size_t at = left.len;
            while (at > 0 && left.ptr[at - 1] != ',')
                at--;
            struct address address;
            if (address_parse(str_trim(str_slice(left, at, left.len)), &address) != OK)
                return;
            public->client = address;
            if (!address_in_any(&address, options->trusted, options->trusted_count))
                return;
            left.len = at > 0 ? at - 1 : 0;
        }
    }
}

static void
proxy_believe(struct exchange *exchange, const struct http_options *options)
{
    struct http_exchange *public = &exchange->public;
    struct str id = http_header_find(public, "X-Request-Id");
    struct str scheme = http_header_find(public, "X-Forwarded-Proto");

    client_from_forwarded(exchange, options);
    if (id.len <= HTTP_REQUEST_ID_MAX && guard_is_token(id))
    public->request_id = id;
    if (!str_is_null(scheme))
    public->secure = str_eq(scheme, STR("https"));
}

static const struct refusal *
head_read(struct exchange *exchange, struct str method, struct str version)
{
    struct http_exchange *public = &exchange->public;
    struct http_server *server = exchange->connection->thread->server;
    const struct sockaddr *peer =
        MHD_get_connection_info(exchange->library, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;

    public->method_text = method;
    public->method = http_method_parse(method);
    public->client = address_from_socket(peer);
    public->secure = server->cert != NULL;
    public->request_id = request_id_new(exchange);
    if (headers_take(exchange) != OK)
        return &no_memory;
    const struct refusal *refusal = guard_head(public, version);
    if (refusal != NULL)
        return refusal;
    if (http_target_parse(&exchange->arena, exchange->target_text, &public->target) != OK)
        return &bad_target;
    if (str_eq(public->target.path, STR("*")) && public->method != HTTP_OPTIONS)
        return &bad_target;
    if (address_in_any(&public->client, server->options.trusted, server->options.trusted_count))
        proxy_believe(exchange, &server->options);
    if (server->stopping)
        return &stopping;
    return body_expect(exchange);
}

static enum MHD_Result
head_take(struct exchange *exchange, const char *method, const char *version)
{
    atomic_fetch_add_explicit(&exchange->connection->thread->exchange_count, 1,
                              memory_order_relaxed);
    exchange->head_read = true;
    exchange->counted = true;
    const struct refusal *refusal = head_read(exchange, str_from(method), str_from(version));
    if (refusal == NULL)
        return MHD_YES;
    client_fault_note(exchange->connection->thread->server, refusal->fault);
    exchange->closing = true;
    exchange->connection->deadline = 0;
    answer_refuse(exchange, refusal);
    return answer_queue(exchange);
}

static enum MHD_Result
whole_take(struct exchange *exchange)
{
    const struct http_options *options = &exchange->connection->thread->server->options;

    exchange->connection->deadline = 0;
    if (exchange->refusal == NULL)
        exchange->refusal = body_finish(exchange);
    exchange->head = arena_mark(&exchange->arena);
    if (exchange->refusal != NULL)
        answer_refuse(exchange, exchange->refusal);
    else
        options->handle(&exchange->public, options->arg);
    /* Once it is suspended somebody else may be answering: look at nothing else. */
    if (exchange->suspended)
        return MHD_YES;
    if (!exchange->answered)
        answer_refuse(exchange, &unanswered);
    return answer_queue(exchange);
}

static void
suspend_over(struct http_server *server, struct exchange *exchange)
{
    exchange->suspended = false;
    atomic_fetch_sub(&server->suspended, 1);
}

enum MHD_Result
exchange_serve(void *server_thread, struct MHD_Connection *library, const char *url,
               const char *method, const char *version, const char *bytes, size_t *size,
               void **context)
{
    struct http_thread *thread = server_thread;
    struct exchange *exchange = *context;

    (void)library;
    (void)url;
    if (exchange == NULL)
        return MHD_NO;
    if (exchange->suspended) {
        suspend_over(thread->server, exchange);
        return answer_queue(exchange);
    }
    if (!exchange->head_read)
        return head_take(exchange, method, version);
    if (*size > 0) {
        bool wanted = body_take(exchange, bytes, *size);
        *size = 0;
        return wanted ? MHD_YES : MHD_NO;
    }
    return whole_take(exchange);
}

void
exchange_uncount(struct exchange *exchange)
{
    const struct http_options *options = &exchange->connection->thread->server->options;
    const struct http_exchange *public = &exchange->public;

    if (!exchange->counted)
        return;
    exchange->counted = false;
    if (options->log != NULL)
        options->log(
            &(struct http_log){
                .status = exchange->status,
                .bytes = public->method != HTTP_HEAD ? exchange->answer_size : 0,
                .duration = time_monotonic() - public->begun,
                .method = public->method_text,
                .path = public->target.path.ptr != NULL ? public->target.path : STR(""),
                .request_id = public->request_id,
                .client = public->client,
            },
            options->arg);
    atomic_fetch_sub_explicit(&exchange->connection->thread->exchange_count, 1,
                              memory_order_relaxed);
}

/* An exchange that did not go its way: its client is too slow, or sends what the library refuses by
 * itself, of which it says no more than that there was an error. */
static void
fault_judge(struct exchange *exchange, bool timed_out, bool failed)
{
    struct connection *connection = exchange->connection;
    struct http_server *server = connection->thread->server;
    usec_t deadline = connection->deadline;

    if (timed_out || connection->cut || (deadline != 0 && deadline <= time_monotonic()))
        client_fault_note(server, exchange->answered ? HTTP_FAULT_UNREAD : HTTP_FAULT_LATE);
    else if (!exchange->head_read || (failed && !exchange->answered && exchange->refusal == NULL))
        client_fault_note(server, HTTP_FAULT_MALFORMED);
}

static void
drop(struct exchange *exchange)
{
    exchange_uncount(exchange);
    exchange_free(exchange);
}

void
exchange_drop(struct exchange *exchange)
{
    if (exchange->stream == NULL)
        fault_judge(exchange, /* timed_out= */ false, /* failed= */ true);
    drop(exchange);
}

void
exchange_end(void *server_thread, struct MHD_Connection *library, void **context,
             enum MHD_RequestTerminationCode why)
{
    struct http_thread *thread = server_thread;
    struct exchange *exchange = *context;

    (void)library;
    if (exchange == NULL)
        return;
    /* Woken, but its client is gone, which the library saw first. */
    if (exchange->suspended)
        suspend_over(thread->server, exchange);
    if (exchange->stream == NULL && why != MHD_REQUEST_TERMINATED_COMPLETED_OK)
        fault_judge(exchange, why == MHD_REQUEST_TERMINATED_TIMEOUT_REACHED,
                    why == MHD_REQUEST_TERMINATED_WITH_ERROR);
    exchange->connection->hold = HOLD_NOTHING;
    exchange->connection->deadline =
        time_monotonic() + thread->server->options.timeout_ms * USEC_PER_MSEC;
    *context = NULL;
    drop(exchange);
}

struct str
http_header_find(const struct http_exchange *exchange, const char *name)
{
    struct str wanted = str_from(name);

    for (size_t i = 0; i < exchange->header_count; i++)
        if (guard_is_named(&exchange->headers[i], wanted))
            return exchange->headers[i].value;
    return (struct str){0};
}

void
http_suspend(struct http_exchange *public)
{
    struct exchange *exchange = exchange_of(public);

    exchange->suspended = true;
    atomic_fetch_add(&exchange->connection->thread->server->suspended, 1);
    MHD_suspend_connection(exchange->library);
}
