/* SPDX-License-Identifier: Apache-2.0 */
#include "streams.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "client.h"

#define READ_MAX  (64U << 10)
#define READY_MAX 256

static const char beginning[] = "\nevent: ";

bool
streams_init(struct streams *streams)
{
    streams->count = 0;
    streams->events = streams->bytes = streams->ended = 0;
    streams->epoll = epoll_create1(EPOLL_CLOEXEC);
    return streams->epoll >= 0;
}

void
streams_release(struct streams *streams)
{
    for (size_t i = 0; i < streams->count; i++)
        if (streams->all[i].fd >= 0)
            close(streams->all[i].fd);
    close(streams->epoll);
}

/* The head of the answer comes at once; what follows it is read later. */
static bool
is_open(int fd)
{
    static const char fine[] = "HTTP/1.1 200";
    char head[sizeof(fine) - 1];

    return recv(fd, head, sizeof(head), MSG_WAITALL) == (ssize_t)sizeof(head) &&
           memcmp(head, fine, sizeof(head)) == 0;
}

bool
streams_open(struct streams *streams, struct arena *arena, uint16_t port, struct str cookie)
{
    struct str request = client_request(arena, STR("/api/v1/events"), cookie);

    if (streams->count == STREAMS_MAX || arena_failed(arena) != OK)
        return false;
    struct stream *stream = &streams->all[streams->count];
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = stream};
    *stream = (struct stream){.fd = client_connect(port)};
    if (stream->fd < 0)
        return false;
    streams->count++;
    return send(stream->fd, request.ptr, request.len, MSG_NOSIGNAL) == (ssize_t)request.len &&
           is_open(stream->fd) && epoll_ctl(streams->epoll, EPOLL_CTL_ADD, stream->fd, &event) == 0;
}

/* Events whose beginning ends in these bytes; it may have begun in those before. */
static uint64_t
count_events(struct stream *stream, const char *bytes, size_t len)
{
    uint64_t events = 0;

    for (size_t i = 0; i < len; i++) {
        if (bytes[i] == beginning[stream->matched])
            stream->matched++;
        else
            stream->matched = bytes[i] == beginning[0];
        if (beginning[stream->matched] != '\0')
            continue;
        events++;
        stream->matched = 0;
    }
    return events;
}

static void
hear(struct streams *streams, struct stream *stream)
{
    char bytes[READ_MAX];
    ssize_t got = recv(stream->fd, bytes, sizeof(bytes), MSG_DONTWAIT);

    if (got > 0) {
        streams->bytes += (uint64_t)got;
        streams->events += count_events(stream, bytes, (size_t)got);
    } else if (got == 0 || errno != EAGAIN) {
        close(stream->fd); /* which takes it out of what is waited for */
        stream->fd = -1;
        streams->ended++;
    }
}

bool
streams_hear(struct streams *streams, int wait_ms)
{
    struct epoll_event ready[READY_MAX];
    int count;

    do {
        count = epoll_wait(streams->epoll, ready, READY_MAX, wait_ms);
        for (int i = 0; i < count; i++)
            hear(streams, ready[i].data.ptr);
        wait_ms = 0;
    } while (count == READY_MAX);
    return count >= 0 || errno == EINTR;
}
