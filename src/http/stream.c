/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A stream has two holders: the caller's handle, and the library's answer, whose reader takes bytes
 * on the serving thread. Nothing to take: the reader suspends the connection. From then on whoever
 * pushes writes into the socket himself, and wakes the reader for what the socket does not take and
 * for the end. So the body has no chunks, which the library would have to make: it ends with the
 * connection. The struct goes back to the server when both have let go; its memory stays.
 */
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "http/internal.h"

#define READ_BLOCK 512U /* what the library reads at once, into memory that stays with the stream  \
                         */

struct http_stream {
    struct http_stream *next; /* guarded, with `prev`, by the server's lock */
    struct http_stream *prev;
    struct http_server *server;

    pthread_mutex_t lock; /* guards what follows */
    struct buf out;
    size_t taken; /* of `out` */
    struct MHD_Connection *connection;
    int fd;
    usec_t beat;  /* when the next comment is due */
    bool waiting; /* the reader suspended its connection */
    bool sealed;  /* TLS: nobody writes but the library */
    bool ending;  /* no more is taken in; what is queued still goes out */
    bool dead;    /* nothing goes out any more */
    bool held_by_caller;
    bool held_by_library;
};

/* With the stream's lock held. */
static void
reader_wake(struct http_stream *stream)
{
    if (!stream->waiting)
        return;
    stream->waiting = false;
    MHD_resume_connection(stream->connection);
}

/* With the stream's lock held. While the reader waits the library has nothing of its own under way
 * on the socket. Waking it takes three calls more, and has the serving thread look through all
 * connections that wait, once for each or for some of them. A reader that does not wait comes by
 * itself. */
static void
go_out(struct http_stream *stream)
{
    if (!stream->waiting)
        return;
    if (!stream->sealed) {
        ssize_t sent = send(stream->fd, stream->out.ptr + stream->taken,
                            stream->out.len - stream->taken, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent > 0)
            stream->taken += (size_t)sent;
    }
    if (stream->taken < stream->out.len)
        reader_wake(stream);
}

/* With the stream's lock held. A reader blocked on a peer that does not read sees the end of its
 * socket. */
static void
cut(struct http_stream *stream)
{
    stream->dead = true;
    if (stream->held_by_library)
        shutdown(stream->fd, SHUT_RDWR);
    reader_wake(stream);
}

/* With the stream's lock held. */
static void
append(struct http_stream *stream, struct str bytes)
{
    if (stream->taken == stream->out.len) {
        buf_clear(&stream->out);
        stream->taken = 0;
    }
    buf_append_str(&stream->out, bytes);
    stream->beat = time_monotonic() + stream->server->options.beat_ms * USEC_PER_MSEC;
    if (buf_failed(&stream->out) != OK)
        cut(stream);
}

static ssize_t
stream_read(void *read_stream, uint64_t position, char *to, size_t max)
{
    struct http_stream *stream = read_stream;
    ssize_t size = 0;

    (void)position;
    pthread_mutex_lock(&stream->lock);
    size_t left = stream->out.len - stream->taken;
    if (stream->dead) {
        size = MHD_CONTENT_READER_END_WITH_ERROR;
    } else if (left > 0) {
        size = (ssize_t)(left < max ? left : max);
        memcpy(to, stream->out.ptr + stream->taken, (size_t)size);
        stream->taken += (size_t)size;
    } else if (stream->ending) {
        size = MHD_CONTENT_READER_END_OF_STREAM;
    } else {
        stream->waiting = true;
        MHD_suspend_connection(stream->connection);
    }
    pthread_mutex_unlock(&stream->lock);
    return size;
}

static struct http_stream *
stream_new(struct http_server *server)
{
    pthread_mutex_lock(&server->lock);
    struct http_stream *stream = server->spare_streams;
    if (stream != NULL) {
        server->spare_streams = stream->next;
    } else {
        stream = arena_new(&server->stream_arena, struct http_stream);
        if (stream != NULL)
            pthread_mutex_init(&stream->lock, NULL);
    }
    if (stream != NULL) {
        pthread_mutex_lock(&stream->lock);
        stream->server = server;
        buf_init(&stream->out, HTTP_STREAM_BUFFER_MAX);
        stream->taken = 0;
        stream->waiting = false;
        stream->sealed = server->cert != NULL;
        stream->dead = false;
        stream->ending = server->stopping;
        stream->held_by_caller = true;
        stream->held_by_library = true;
        pthread_mutex_unlock(&stream->lock);
        stream->prev = NULL;
        stream->next = server->streams;
        if (server->streams != NULL)
            server->streams->prev = stream;
        server->streams = stream;
        atomic_fetch_add(&server->stream_count, 1);
    }
    pthread_mutex_unlock(&server->lock);
    return stream;
}

/* One of the two lets go; the second gives the struct back. */
static void
stream_let_go(struct http_stream *stream, bool library)
{
    struct http_server *server = stream->server;

    pthread_mutex_lock(&server->lock);
    pthread_mutex_lock(&stream->lock);
    if (library) {
        stream->held_by_library = false;
        stream->connection = NULL;
        stream->dead = true;
        atomic_fetch_sub(&server->stream_count, 1);
    } else {
        stream->held_by_caller = false;
        stream->ending = true;
        reader_wake(stream);
    }
    bool over = !stream->held_by_library && !stream->held_by_caller;
    if (over)
        buf_release(&stream->out);
    pthread_mutex_unlock(&stream->lock);
    if (over) {
        if (stream->prev != NULL)
            stream->prev->next = stream->next;
        else
            server->streams = stream->next;
        if (stream->next != NULL)
            stream->next->prev = stream->prev;
        stream->next = server->spare_streams;
        server->spare_streams = stream;
    }
    pthread_mutex_unlock(&server->lock);
}

/* Called when the library destroys the answer, before it closes the socket. */
static void
stream_read_end(void *read_stream)
{
    stream_let_go(read_stream, /* library= */ true);
}

/* Told so, the library makes no chunks and says that the connection ends with the answer. */
static struct MHD_Response *
response_new(struct http_stream *stream)
{
    struct MHD_Response *response = MHD_create_response_from_callback(
        MHD_SIZE_UNKNOWN, READ_BLOCK, stream_read, stream, stream_read_end);

    if (response != NULL)
        MHD_set_response_options(response, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
    return response;
}

/* The headers every stream has, then the caller's. */
static struct http_header *
stream_headers(struct arena *arena, const struct http_header *headers, size_t count)
{
    struct http_header *all = arena_array(arena, count + 2, sizeof(*all));

    if (all == NULL)
        return NULL;
    all[0] = (struct http_header){STR("Content-Type"), STR("text/event-stream; charset=utf-8")};
    all[1] = (struct http_header){STR("Cache-Control"), STR("no-store")};
    for (size_t i = 0; i < count; i++)
        all[i + 2] = headers[i];
    return all;
}

struct http_stream *
http_stream_open(struct http_exchange *public, const struct http_header *headers,
                 size_t header_count)
{
    static const struct refusal no_memory = {503, "There is no memory for a stream.",
                                             HTTP_FAULT_NONE};
    struct exchange *exchange = exchange_of(public);
    struct http_server *server = exchange->connection->thread->server;
    struct http_header *all = stream_headers(&exchange->arena, headers, header_count);
    struct http_stream *stream = all != NULL ? stream_new(server) : NULL;

    if (stream == NULL) {
        answer_refuse(exchange, &no_memory);
        return NULL;
    }
    struct MHD_Response *response = response_new(stream);
    if (response == NULL) {
        stream_let_go(stream, /* library= */ true);
        stream_let_go(stream, /* library= */ false);
        answer_refuse(exchange, &no_memory);
        return NULL;
    }
    pthread_mutex_lock(&stream->lock);
    stream->connection = exchange->library;
    stream->fd = exchange->connection->fd;
    append(stream, STR(": open\n\n")); /* so that the head leaves at once */
    struct epoll_event event = {.events = EPOLLRDHUP | EPOLLONESHOT, .data.ptr = stream};
    if (epoll_ctl(server->events, EPOLL_CTL_ADD, stream->fd, &event) != 0)
        epoll_ctl(server->events, EPOLL_CTL_MOD, stream->fd, &event);
    pthread_mutex_unlock(&stream->lock);
    exchange->stream = stream;
    answer_set(exchange, 200, response, 0, all, header_count + 2);
    return stream;
}

/* Sends when more than `wait_max` bytes wait. */
static bool
put(struct http_stream *stream, struct str bytes, size_t wait_max)
{
    pthread_mutex_lock(&stream->lock);
    bool alive = !stream->dead && !stream->ending;
    if (alive) {
        append(stream, bytes);
        alive = !stream->dead;
        if (stream->out.len - stream->taken > wait_max)
            go_out(stream);
    }
    pthread_mutex_unlock(&stream->lock);
    return alive;
}

bool
http_stream_push(struct http_stream *stream, struct str bytes)
{
    return put(stream, bytes, /* wait_max= */ 0);
}

bool
http_stream_put(struct http_stream *stream, struct str bytes)
{
    return put(stream, bytes, HTTP_STREAM_PUT_MAX);
}

void
http_streams_send(struct http_stream *const *streams, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        pthread_mutex_lock(&streams[i]->lock);
        if (streams[i]->out.len > streams[i]->taken)
            go_out(streams[i]);
        pthread_mutex_unlock(&streams[i]->lock);
    }
}

bool
http_stream_alive(struct http_stream *stream)
{
    pthread_mutex_lock(&stream->lock);
    bool alive = !stream->dead && !stream->ending;
    pthread_mutex_unlock(&stream->lock);
    return alive;
}

void
http_stream_close(struct http_stream *stream)
{
    if (stream != NULL)
        stream_let_go(stream, /* library= */ false);
}

/* The event may be of an earlier use of the struct or the socket, so the socket is asked again.
 * While the library holds the stream the socket is open. */
void
stream_peer_gone(struct http_stream *stream)
{
    pthread_mutex_lock(&stream->lock);
    struct pollfd peer = {.fd = stream->fd, .events = POLLRDHUP};
    if (stream->held_by_library && poll(&peer, 1, 0) > 0)
        cut(stream);
    pthread_mutex_unlock(&stream->lock);
}

void
streams_beat(struct http_server *server, usec_t now)
{
    pthread_mutex_lock(&server->lock);
    for (struct http_stream *stream = server->streams; stream != NULL; stream = stream->next) {
        pthread_mutex_lock(&stream->lock);
        if (!stream->dead && !stream->ending && stream->beat <= now) {
            append(stream, STR(":\n\n"));
            go_out(stream);
        }
        pthread_mutex_unlock(&stream->lock);
    }
    pthread_mutex_unlock(&server->lock);
}

void
streams_end(struct http_server *server, bool at_once)
{
    pthread_mutex_lock(&server->lock);
    for (struct http_stream *stream = server->streams; stream != NULL; stream = stream->next) {
        pthread_mutex_lock(&stream->lock);
        stream->ending = true;
        if (at_once)
            cut(stream);
        reader_wake(stream);
        pthread_mutex_unlock(&stream->lock);
    }
    pthread_mutex_unlock(&server->lock);
}

void
streams_release(struct http_server *server)
{
    for (struct http_stream *stream = server->streams; stream != NULL; stream = stream->next) {
        buf_release(&stream->out);
        pthread_mutex_destroy(&stream->lock);
    }
    for (struct http_stream *stream = server->spare_streams; stream != NULL; stream = stream->next)
        pthread_mutex_destroy(&stream->lock);
    arena_release(&server->stream_arena);
}
