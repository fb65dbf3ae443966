/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One thread beside the serving ones. It cuts off connections that did not deliver in time (the
 * library's own timeout starts anew with every byte, which is what a slow attacker sends), and
 * earlier those that hold what others lack. It lets streams beat, and hears when a stream's peer
 * goes away or takes bytes again.
 */
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/thread.h"
#include "http/internal.h"

#define EVENTS_AT_ONCE 64
#define TICK_MS_MAX    1000U
#define TICK_MS_MIN    20U

/* What is nearly all taken, or more than half, so that those who hold it for long have less time.
 */
struct scarce {
    bool connections;
    bool held[HOLD_COUNT];
};

static struct scarce
scarce_now(const struct http_server *server)
{
    const struct http_options *options = &server->options;
    struct http_counts counts;

    http_server_count(server, &counts);
    return (struct scarce){
        .connections = counts.connections > options->connection_max / 8 * 7,
        .held[HOLD_BODY] = counts.body_bytes > (int64_t)(options->body_budget / 2),
        .held[HOLD_UPLOAD] = counts.upload_bytes > (int64_t)(options->upload_budget / 2),
        .held[HOLD_ANSWER] = counts.answer_bytes > (int64_t)(options->answer_budget / 2),
    };
}

/* The deadline of a connection, 0 for none. It lets go of what it holds before its deadline moves,
 * and takes hold after it has, so the hold is read last. */
static usec_t
deadline_of(const struct http_server *server, const struct connection *connection,
            const struct scarce *scarce)
{
    usec_t deadline = connection->deadline;
    enum hold hold = connection->hold;
    usec_t whole =
        hold == HOLD_ANSWER ? HTTP_ANSWER_USEC_MAX : server->options.timeout_ms * USEC_PER_MSEC;

    if (deadline != 0 && scarce->held[hold] && whole > HTTP_HURRIED_USEC)
        deadline -= whole - HTTP_HURRIED_USEC;
    return deadline;
}

static void
connection_sweep(struct http_server *server, struct connection *connection,
                 const struct scarce *scarce, usec_t now)
{
    const usec_t patience = server->options.timeout_ms * USEC_PER_MSEC;
    usec_t deadline = deadline_of(server, connection, scarce);

    if (deadline == 0 || connection->cut)
        return;
    bool hurried = scarce->connections && deadline <= now + patience - patience / 8;
    if (deadline > now && !hurried)
        return;
    if (deadline > now)
        client_fault_note(server, HTTP_FAULT_CONNECTIONS);
    connection->cut = true;
    shutdown(connection->fd, SHUT_RDWR);
}

static void
connections_sweep(struct http_thread *thread, const struct scarce *scarce, usec_t now)
{
    pthread_mutex_lock(&thread->lock);
    for (struct connection *c = thread->connections; c != NULL; c = c->next)
        connection_sweep(thread->server, c, scarce, now);
    pthread_mutex_unlock(&thread->lock);
}

static unsigned
tick_ms(const struct http_server *server)
{
    unsigned least = server->options.timeout_ms;

    if (least > server->options.beat_ms)
        least = server->options.beat_ms;
    unsigned tick = least / 8;

    if (tick > TICK_MS_MAX)
        return TICK_MS_MAX;
    return tick < TICK_MS_MIN ? TICK_MS_MIN : tick;
}

static void *
sweep(void *swept_server)
{
    struct http_server *server = swept_server;
    const usec_t tick = tick_ms(server) * USEC_PER_MSEC;
    struct epoll_event events[EVENTS_AT_ONCE];

    for (usec_t due = time_monotonic() + tick;;) {
        usec_t left = due - time_monotonic();
        int count = epoll_wait(server->events, events, EVENTS_AT_ONCE,
                               left > 0 ? (int)(left / USEC_PER_MSEC) + 1 : 0);
        for (int i = 0; i < count; i++) {
            if (events[i].data.ptr == NULL)
                return NULL; /* woken to stop */
            stream_hear(events[i].data.ptr);
        }
        usec_t now = time_monotonic();
        if (now < due)
            continue;
        due = now + tick;
        struct scarce scarce = scarce_now(server);
        for (unsigned i = 0; i < server->options.threads; i++)
            connections_sweep(&server->threads[i], &scarce, now);
        streams_beat(server, now);
    }
}

enum err
sweep_start(struct http_server *server)
{
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};

    server->events = epoll_create1(EPOLL_CLOEXEC);
    server->wake = eventfd(0, EFD_CLOEXEC);
    if (server->events >= 0 && server->wake >= 0 &&
        epoll_ctl(server->events, EPOLL_CTL_ADD, server->wake, &event) == 0 &&
        thread_start(&server->sweeper, "sweep", sweep, server) == OK)
        return OK;
    if (server->events >= 0)
        close(server->events);
    if (server->wake >= 0)
        close(server->wake);
    return ERR_GONE;
}

void
sweep_stop(struct http_server *server)
{
    eventfd_write(server->wake, 1);
    pthread_join(server->sweeper, NULL);
    close(server->events);
    close(server->wake);
}
