/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The body of a request: into memory, under its cap and the budget that all bodies share, or into
 * a file without a name. What is over a limit is read on for a while and thrown away, for a client
 * that is still sending does not look at the answer; but not when it waits to be told to go on.
 */
#include <fcntl.h>
#include <strings.h>
#include <unistd.h>

#include "http/internal.h"

static const struct refusal too_large = {413, "The body of the request is too large.",
                                         HTTP_FAULT_LARGE_BODY};
static const struct refusal too_busy = {503, "Too many requests are being read.",
                                        HTTP_FAULT_BODIES};
static const struct refusal no_file = {503, "There is no room to keep the upload.",
                                       HTTP_FAULT_UPLOADS};

/* Counts what the body takes of memory against the budget; false when that is used up. A small one
 * is always taken, so that those who send large ones keep nobody from his work. */
static bool
charge(struct exchange *exchange, size_t taken)
{
    struct http_server *server = exchange->connection->thread->server;
    int64_t more = (int64_t)taken - (int64_t)exchange->body_charged;

    if (more <= 0 || taken <= HTTP_SMALL)
        return true;
    exchange->connection->hold = HOLD_BODY;
    int64_t before = atomic_fetch_add_explicit(&server->body_bytes, more, memory_order_relaxed);
    exchange->body_charged = taken;
    return before + more <= (int64_t)server->options.body_budget;
}

static void
memory_release(struct exchange *exchange)
{
    buf_release(&exchange->body);
    if (exchange->body_charged > 0)
        atomic_fetch_sub_explicit(&exchange->connection->thread->server->body_bytes,
                                  (int64_t)exchange->body_charged, memory_order_relaxed);
    exchange->body_charged = 0;
}

void
body_release(struct exchange *exchange)
{
    memory_release(exchange);
    if (exchange->public.body_fd >= 0)
        close(exchange->public.body_fd);
    exchange->public.body_fd = -1;
    if (exchange->upload_charged > 0)
        atomic_fetch_sub_explicit(&exchange->connection->thread->server->upload_bytes,
                                  exchange->upload_charged, memory_order_relaxed);
    exchange->upload_charged = 0;
}

/* From now on the body is thrown away and the answer is this. */
static void
refuse_later(struct exchange *exchange, const struct refusal *refusal)
{
    exchange->refusal = refusal;
    client_fault_note(exchange->connection->thread->server, refusal->fault);
    body_release(exchange);
    exchange->connection->hold = HOLD_NOTHING;
}

static bool
waits_to_go_on(const struct http_exchange *public)
{
    struct str expect = http_header_find(public, "Expect");

    return expect.len == 12 && strncasecmp(expect.ptr, "100-continue", 12) == 0;
}

const struct refusal *
body_expect(struct exchange *exchange)
{
    struct http_exchange *public = &exchange->public;
    const struct http_options *options = &exchange->connection->thread->server->options;
    int64_t length = guard_content_length(public);
    int64_t upload_cap = 0;

    exchange->body_cap = (int64_t)options->body_max;
    if (length <= 0 && str_is_null(http_header_find(public, "Transfer-Encoding")))
        return NULL;
    if (options->upload_cap != NULL)
        upload_cap = options->upload_cap(public, options->arg);
    if (upload_cap > 0)
        exchange->body_cap = upload_cap;
    if (length > exchange->body_cap) {
        if (waits_to_go_on(public) || length > exchange->body_cap + HTTP_DISCARD_MAX)
            return &too_large;
        refuse_later(exchange, &too_large);
    } else if (upload_cap > 0) {
        public->body_fd = open(options->upload_dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        if (public->body_fd < 0)
            return &no_file;
    }
    return NULL;
}

static bool
write_whole(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(fd, bytes, size);
        if (written <= 0)
            return false;
        bytes += written;
        size -= (size_t)written;
    }
    return true;
}

/* Into the file of the upload, counted against what all of them may take. */
static bool
write_charged(struct exchange *exchange, const char *bytes, size_t size)
{
    struct http_server *server = exchange->connection->thread->server;
    int64_t before =
        atomic_fetch_add_explicit(&server->upload_bytes, (int64_t)size, memory_order_relaxed);

    exchange->upload_charged += (int64_t)size;
    exchange->connection->hold = HOLD_UPLOAD;
    return before + (int64_t)size <= (int64_t)server->options.upload_budget &&
           write_whole(exchange->public.body_fd, bytes, size);
}

static const struct refusal *
keep(struct exchange *exchange, const char *bytes, size_t size)
{
    if (exchange->body_read > exchange->body_cap)
        return &too_large;
    if (exchange->public.body_fd >= 0)
        return write_charged(exchange, bytes, size) ? NULL : &no_file;
    buf_append(&exchange->body, bytes, size);
    if (buf_failed(&exchange->body) != OK || !charge(exchange, exchange->body.capacity))
        return &too_busy;
    return NULL;
}

bool
body_take(struct exchange *exchange, const char *bytes, size_t size)
{
    exchange->body_read += (int64_t)size;
    if (exchange->refusal != NULL)
        return exchange->body_read <= exchange->body_cap + HTTP_DISCARD_MAX;
    const struct refusal *refusal = keep(exchange, bytes, size);
    if (refusal != NULL)
        refuse_later(exchange, refusal);
    return true;
}

const struct refusal *
body_finish(struct exchange *exchange)
{
    struct http_exchange *public = &exchange->public;

    public->body_size = exchange->body_read;
    if (public->body_fd < 0)
    public->body = buf_str(&exchange->body);
    else if (lseek(public->body_fd, 0, SEEK_SET) != 0) return &no_file;
    return NULL;
}
