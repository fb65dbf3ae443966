/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A stream has two holders: the caller's handle, and its socket. Its head and what is pushed first
 * go out through the library, whose reader takes bytes on the serving thread. When it finds nothing
 * to take it says that the answer is over, so that the library lets go of the connection; but the
 * stream has a duplicate of its descriptor, and from then on the socket is its own: whoever pushes
 * writes into it, and the sweeper hears when it takes bytes again, or its peer goes away.
 *
 * Over TLS nobody but the library can write. There the reader suspends the connection when it finds
 * nothing, and whoever pushes wakes it.
 *
 * The struct goes back to the server when both have let go; its memory stays.
 */
#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/internal.h"

#define READ_BLOCK 512U /* what the library reads at once */

struct http_stream {
    struct http_stream *next; /* guarded, with `prev`, by the server's lock */
    struct http_stream *prev;
    struct http_server *server;

    pthread_mutex_t lock; /* guards what follows */
    struct buf out;
    size_t taken; /* of `out` */
    struct MHD_Connection *connection;
    int fd;           /* a duplicate; over TLS the library's */
    usec_t beat;      /* when the next comment is due */
    usec_t full;      /* when its own socket took something last, of what did not fit; or 0 */
    bool sealed;      /* TLS */
    bool handed_over; /* the reader told the library to let go */
    bool own;         /* and the library did: its socket is its own */
    bool waiting;     /* the reader suspended its connection */
    bool ending;      /* no more is taken in; what is queued still goes out */
    bool dead;        /* nothing goes out any more */
    bool held_by_caller;
    bool held_by_socket;
};

/* With the stream's lock held: has the sweeper told once when its peer goes away, or more. */
static void
watch(struct http_stream *stream, uint32_t more)
{
    int events = stream->server->events;
    struct epoll_event event = {.events = EPOLLRDHUP | EPOLLONESHOT | more, .data.ptr = stream};

    if (epoll_ctl(events, EPOLL_CTL_MOD, stream->fd, &event) != 0)
        epoll_ctl(events, EPOLL_CTL_ADD, stream->fd, &event);
}

/* With the stream's lock held. */
static void
reader_wake(struct http_stream *stream)
{
    if (!stream->waiting)
        return;
    stream->waiting = false;
    MHD_resume_connection(stream->connection);
}

static size_t
left_of(const struct http_stream *stream)
{
    return stream->out.len - stream->taken;
}

/* With the stream's lock held, into its own socket. When all is out and no more comes its end is
 * sent, of which the sweeper hears too, and closes it. */
static void
write_out(struct http_stream *stream)
{
    ssize_t sent = 0;

    if (left_of(stream) > 0)
        sent = send(stream->fd, stream->out.ptr + stream->taken, left_of(stream),
                    MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0)
        stream->taken += (size_t)sent;
    if (left_of(stream) > 0) {
        if (sent > 0 || stream->full == 0)
            stream->full = time_monotonic();
        watch(stream, EPOLLOUT);
        return;
    }
    stream->full = 0;
    if (stream->ending)
        shutdown(stream->fd, SHUT_RDWR);
}

/* With the stream's lock held. A reader that is neither gone nor waits takes it by itself. */
static void
go_out(struct http_stream *stream)
{
    if (stream->own)
        write_out(stream);
    else
        reader_wake(stream);
}

/* With the stream's lock held. A reader blocked on a peer that does not read sees the end of its
 * socket. */
static void
cut(struct http_stream *stream)
{
    stream->dead = true;
    if (stream->held_by_socket)
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
    size_t left = left_of(stream);
    if (stream->dead) {
        size = MHD_CONTENT_READER_END_WITH_ERROR;
    } else if (left > 0) {
        size = (ssize_t)(left < max ? left : max);
        memcpy(to, stream->out.ptr + stream->taken, (size_t)size);
        stream->taken += (size_t)size;
    } else if (stream->ending || !stream->sealed) {
        stream->handed_over = !stream->ending;
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
        stream->fd = -1;
        stream->full = 0;
        stream->sealed = server->cert != NULL;
        stream->handed_over = false;
        stream->own = false;
        stream->waiting = false;
        stream->dead = false;
        stream->ending = server->stopping;
        stream->held_by_caller = true;
        stream->held_by_socket = true;
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

/* With the stream's lock held. Who hears of the socket is told nothing of it any more: the library
 * may have its own descriptor for a moment longer. */
static void
socket_close(struct http_stream *stream)
{
    if (!stream->sealed && stream->fd >= 0) {
        epoll_ctl(stream->server->events, EPOLL_CTL_DEL, stream->fd, NULL);
        close(stream->fd);
    }
    stream->fd = -1;
    stream->connection = NULL;
    stream->dead = true;
    atomic_fetch_sub(&stream->server->stream_count, 1);
}

/* One of the two lets go; the second gives the struct back. */
static void
stream_let_go(struct http_stream *stream, bool socket)
{
    struct http_server *server = stream->server;

    pthread_mutex_lock(&server->lock);
    pthread_mutex_lock(&stream->lock);
    if (socket) {
        stream->held_by_socket = false;
        stream->own = false;
        socket_close(stream);
    } else {
        stream->held_by_caller = false;
        stream->ending = true;
        go_out(stream);
    }
    bool over = !stream->held_by_socket && !stream->held_by_caller;
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

/* Called when the library destroys the answer, before it closes its descriptor. */
static void
stream_read_end(void *read_stream)
{
    struct http_stream *stream = read_stream;

    pthread_mutex_lock(&stream->lock);
    bool own = stream->handed_over && !stream->dead;
    if (own) {
        stream->own = true;
        watch(stream, 0);
        write_out(stream); /* what was pushed meanwhile */
    }
    pthread_mutex_unlock(&stream->lock);
    if (!own)
        stream_let_go(stream, /* socket= */ true);
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

/* False when there is no descriptor left. */
static bool
socket_take(struct http_stream *stream, const struct exchange *exchange)
{
    int theirs = exchange->connection->fd;

    pthread_mutex_lock(&stream->lock);
    stream->connection = exchange->library;
    stream->fd = stream->sealed ? theirs : fcntl(theirs, F_DUPFD_CLOEXEC, 0);
    bool taken = stream->fd >= 0;
    pthread_mutex_unlock(&stream->lock);
    return taken;
}

struct http_stream *
http_stream_open(struct http_exchange *public, const struct http_header *headers,
                 size_t header_count)
{
    static const struct refusal no_room = {503, "There is no room for a stream.", HTTP_FAULT_NONE};
    struct exchange *exchange = exchange_of(public);
    struct http_server *server = exchange->connection->thread->server;
    struct http_header *all = stream_headers(&exchange->arena, headers, header_count);
    struct http_stream *stream = all != NULL ? stream_new(server) : NULL;

    if (stream == NULL) {
        answer_refuse(exchange, &no_room);
        return NULL;
    }
    struct MHD_Response *response = socket_take(stream, exchange) ? response_new(stream) : NULL;
    if (response == NULL) {
        stream_let_go(stream, /* socket= */ true);
        stream_let_go(stream, /* socket= */ false);
        answer_refuse(exchange, &no_room);
        return NULL;
    }
    pthread_mutex_lock(&stream->lock);
    append(stream, STR(": open\n\n")); /* so that the head leaves at once */
    watch(stream, 0);
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
        if (left_of(stream) > wait_max)
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
        if (left_of(streams[i]) > 0)
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
        stream_let_go(stream, /* socket= */ false);
}

/* The event may be of an earlier use of the struct or the socket, so the socket is asked again. */
void
stream_hear(struct http_stream *stream)
{
    pthread_mutex_lock(&stream->lock);
    struct pollfd peer = {.fd = stream->fd, .events = POLLRDHUP | POLLOUT};
    bool gone = stream->held_by_socket && poll(&peer, 1, 0) > 0 && (peer.revents & ~POLLOUT) != 0;
    bool over = gone && stream->own;
    if (gone && !over)
        cut(stream);
    if (stream->own && !gone) {
        watch(stream, 0);
        write_out(stream);
    }
    pthread_mutex_unlock(&stream->lock);
    if (over)
        stream_let_go(stream, /* socket= */ true);
}

/* With the stream's lock held. Of a connection that it has the library sees by itself that its peer
 * does not read. */
static void
beat(struct http_stream *stream, usec_t now)
{
    usec_t patience = stream->server->options.timeout_ms * USEC_PER_MSEC;

    if (stream->full != 0 && stream->full + patience <= now)
        cut(stream);
    if (stream->dead || stream->ending || stream->beat > now)
        return;
    append(stream, STR(":\n\n"));
    go_out(stream);
}

void
streams_beat(struct http_server *server, usec_t now)
{
    pthread_mutex_lock(&server->lock);
    for (struct http_stream *stream = server->streams; stream != NULL; stream = stream->next) {
        pthread_mutex_lock(&stream->lock);
        beat(stream, now);
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
        go_out(stream);
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
