/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Starts and stops. One event loop of the library a thread, all on duplicates of one listening
 * socket, rather than the library's own pool: so each thread knows its number and its connections,
 * and what belongs to a thread needs no lock.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cores.h"
#include "http/internal.h"

#define PEM_MAX          (256U << 10)
#define FILES_APART      256U /* descriptors left to databases, logs and uploads */
#define STOP_POLL_USEC   2000
#define STOP_QUIET_POLLS 5 /* a request that was read but not yet begun shows in one of these */
#define STOP_ACCEPT_USEC (1 * USEC_PER_SEC)
#define STOP_SERVE_USEC  (1 * USEC_PER_SEC)                           /* for whom it has let in */
#define TLS_PRIORITIES   "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2" /* in GnuTLS's words */
#define THREAD_STACK     (1U << 20)

/* The connection limit, lowered to what the process may open. */
static unsigned
connection_max(const struct http_options *options)
{
    unsigned wanted =
        options->connection_max > 0 ? options->connection_max : HTTP_CONNECTIONS_USUAL;
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return wanted;
    if (limit.rlim_cur < wanted + FILES_APART) {
        limit.rlim_cur =
            limit.rlim_max < wanted + FILES_APART ? limit.rlim_max : wanted + FILES_APART;
        setrlimit(RLIMIT_NOFILE, &limit);
        getrlimit(RLIMIT_NOFILE, &limit);
    }
    if (limit.rlim_cur >= wanted + FILES_APART)
        return wanted;
    return limit.rlim_cur > 2 * FILES_APART ? (unsigned)limit.rlim_cur - FILES_APART : FILES_APART;
}

static void
options_complete(struct http_options *options)
{
    if (options->threads == 0)
        options->threads = cores_usable();
    if (options->threads > HTTP_THREADS_MAX)
        options->threads = HTTP_THREADS_MAX;
    if (options->body_max == 0)
        options->body_max = HTTP_BODY_MAX_USUAL;
    if (options->body_budget == 0)
        options->body_budget = HTTP_BUDGET_USUAL;
    if (options->upload_budget == 0)
        options->upload_budget = HTTP_UPLOADS_USUAL;
    if (options->answer_budget == 0)
        options->answer_budget = HTTP_ANSWERS_USUAL;
    if (options->timeout_ms == 0)
        options->timeout_ms = HTTP_TIMEOUT_MS_USUAL;
    if (options->grace_ms == 0)
        options->grace_ms = HTTP_GRACE_MS_USUAL;
    if (options->beat_ms == 0)
        options->beat_ms = HTTP_BEAT_MS_USUAL;
    if (options->upload_dir == NULL)
        options->upload_dir = "/tmp";
    options->connection_max = connection_max(options);
    if (options->connection_max < options->threads)
        options->connection_max = options->threads;
}

/* A file of at most PEM_MAX bytes as a text in the arena; NULL when it cannot be read. */
static const char *
pem_read(struct arena *arena, const char *path)
{
    struct stat stat;
    char *text = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return NULL;
    if (fstat(fd, &stat) == 0 && stat.st_size > 0 && stat.st_size <= PEM_MAX) {
        size_t size = (size_t)stat.st_size;
        text = arena_alloc(arena, size + 1);
        if (text != NULL && read(fd, text, size) != (ssize_t)size)
            text = NULL;
    }
    close(fd);
    return text;
}

static enum err
pem_load(struct http_server *server, const char **ret_why)
{
    const struct http_options *options = &server->options;

    if (options->cert_path == NULL && options->key_path == NULL)
        return OK;
    *ret_why = "TLS needs both a certificate and a key.";
    if (options->cert_path == NULL || options->key_path == NULL)
        return ERR_INVALID;
    *ret_why = "The certificate file cannot be read.";
    server->cert = pem_read(&server->arena, options->cert_path);
    if (server->cert == NULL)
        return ERR_INVALID;
    *ret_why = "The key file cannot be read.";
    server->key = pem_read(&server->arena, options->key_path);
    return server->key != NULL ? OK : ERR_INVALID;
}

static void
connection_link(struct http_thread *thread, struct connection *connection)
{
    connection->next = thread->connections;
    if (thread->connections != NULL)
        thread->connections->prev = connection;
    thread->connections = connection;
}

static void
connection_unlink(struct http_thread *thread, struct connection *connection)
{
    if (connection->prev != NULL)
        connection->prev->next = connection->next;
    else
        thread->connections = connection->next;
    if (connection->next != NULL)
        connection->next->prev = connection->prev;
}

static void
connection_open(struct http_thread *thread, struct MHD_Connection *library, void **context)
{
    const union MHD_ConnectionInfo *fd =
        MHD_get_connection_info(library, MHD_CONNECTION_INFO_CONNECTION_FD);

    pthread_mutex_lock(&thread->lock);
    struct connection *connection = thread->spare_connections;
    if (connection != NULL)
        thread->spare_connections = connection->next;
    else
        connection = arena_new(&thread->arena, struct connection);
    if (connection != NULL) {
        *connection = (struct connection){.fd = fd->connect_fd, .thread = thread};
        connection->deadline =
            time_monotonic() + thread->server->options.timeout_ms * USEC_PER_MSEC;
        connection_link(thread, connection);
    }
    pthread_mutex_unlock(&thread->lock);
    atomic_fetch_add_explicit(&thread->connection_count, connection != NULL, memory_order_relaxed);
    *context = connection;
}

static void
connection_close(struct http_thread *thread, struct connection *connection)
{
    if (connection->exchange != NULL)
        exchange_drop(connection->exchange);
    pthread_mutex_lock(&thread->lock);
    connection_unlink(thread, connection);
    connection->next = thread->spare_connections;
    thread->spare_connections = connection;
    pthread_mutex_unlock(&thread->lock);
    atomic_fetch_sub_explicit(&thread->connection_count, 1, memory_order_relaxed);
}

/* Without memory for a record a connection has none; its requests are then cut off. */
static void
connection_notice(void *server_thread, struct MHD_Connection *library, void **context,
                  enum MHD_ConnectionNotificationCode what)
{
    if (what == MHD_CONNECTION_NOTIFY_STARTED)
        connection_open(server_thread, library, context);
    else if (*context != NULL)
        connection_close(server_thread, *context);
}

/* Targets are decoded by target.c; the library is to leave them alone. */
static size_t
keep_escapes(void *unused, struct MHD_Connection *library, char *text)
{
    (void)unused;
    (void)library;
    return strlen(text);
}

/* The library keeps to the limit, but knows nothing of streams that it has let go of. */
static enum MHD_Result
is_let_in(void *server_thread, const struct sockaddr *address, socklen_t len)
{
    const struct http_thread *thread = server_thread;
    struct http_counts counts;

    (void)address;
    (void)len;
    http_server_count(thread->server, &counts);
    return counts.connections < thread->server->options.connection_max ? MHD_YES : MHD_NO;
}

static enum err
thread_start(struct http_thread *thread, int listener)
{
    const struct http_options *options = &thread->server->options;
    struct MHD_OptionItem extra[LIBRARY_OPTIONS_MAX + 4];
    unsigned count = library_options(extra);
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO;

    if (thread->server->cert != NULL) {
        flags |= MHD_USE_TLS;
        extra[count++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_PRIORITIES, 0,
                                                 (void *)(uintptr_t)TLS_PRIORITIES};
        extra[count++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_CERT, 0,
                                                 (void *)(uintptr_t)thread->server->cert};
        extra[count++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_KEY, 0,
                                                 (void *)(uintptr_t)thread->server->key};
    }
    extra[count] = (struct MHD_OptionItem){MHD_OPTION_END, 0, NULL};
    int own = dup(listener);
    if (own < 0)
        return ERR_GONE;
    thread->daemon = MHD_start_daemon(
        flags, 0, is_let_in, thread, exchange_serve, thread, MHD_OPTION_ARRAY, extra,
        MHD_OPTION_LISTEN_SOCKET, own, MHD_OPTION_CONNECTION_LIMIT,
        options->connection_max / options->threads, MHD_OPTION_CONNECTION_TIMEOUT,
        (options->timeout_ms + 999) / 1000, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)HTTP_POOL_SIZE, MHD_OPTION_THREAD_STACK_SIZE, (size_t)THREAD_STACK,
        MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL, MHD_OPTION_URI_LOG_CALLBACK,
        exchange_begin, thread, MHD_OPTION_NOTIFY_COMPLETED, exchange_end, thread,
        MHD_OPTION_NOTIFY_CONNECTION, connection_notice, thread, MHD_OPTION_END);
    if (thread->daemon != NULL)
        return OK;
    close(own);
    return thread->server->cert != NULL ? ERR_INVALID : ERR_GONE;
}

static void
thread_release(struct http_thread *thread)
{
    for (struct exchange *exchange = thread->spare; exchange != NULL; exchange = exchange->next)
        arena_release(&exchange->arena);
    arena_release(&thread->arena);
    pthread_mutex_destroy(&thread->lock);
}

static void
server_release(struct http_server *server)
{
    struct arena arena = server->arena; /* the server itself lies in it */

    for (unsigned i = 0; i < server->options.threads; i++)
        thread_release(&server->threads[i]);
    streams_release(server);
    pthread_mutex_destroy(&server->lock);
    arena_release(&arena);
}

static struct http_server *
server_new(const struct http_options *options)
{
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct http_server *server = arena_new(&arena, struct http_server);
    if (server == NULL)
        return NULL;
    server->options = *options;
    options_complete(&server->options);
    server->threads = arena_array(&arena, server->options.threads, sizeof(struct http_thread));
    if (server->threads == NULL) {
        arena_release(&arena);
        return NULL;
    }
    pthread_mutex_init(&server->lock, NULL);
    arena_init(&server->stream_arena, ARENA_CEILING_USUAL);
    for (unsigned i = 0; i < server->options.threads; i++) {
        struct http_thread *thread = &server->threads[i];
        thread->server = server;
        thread->number = i;
        pthread_mutex_init(&thread->lock, NULL);
        arena_init(&thread->arena, ARENA_CEILING_USUAL);
        if (getrandom(&thread->id_state, sizeof(thread->id_state), 0) < 0)
            thread->id_state = (uint64_t)time_now() + i;
    }
    server->arena = arena;
    return server;
}

static void
threads_stop(struct http_server *server)
{
    for (unsigned i = 0; i < server->thread_count; i++)
        MHD_stop_daemon(server->threads[i].daemon);
    server->thread_count = 0;
}

static enum err
threads_start(struct http_server *server, int listener, const char **ret_why)
{
    for (unsigned i = 0; i < server->options.threads; i++) {
        enum err err = thread_start(&server->threads[i], listener);
        if (err != OK) {
            *ret_why = err == ERR_INVALID ? "Certificate and key do not fit together."
                                          : "The serving threads cannot be started.";
            threads_stop(server);
            return err;
        }
        server->thread_count++;
    }
    return OK;
}

static enum err
server_open(struct http_server *server, const char **ret_why)
{
    int listener = -1;

    TRY(pem_load(server, ret_why));
    TRY(listen_open(&server->options, &listener, &server->port, ret_why));
    enum err err = sweep_start(server);
    if (err != OK) {
        *ret_why = "The sweeping thread cannot be started.";
    } else {
        err = threads_start(server, listener, ret_why);
        if (err != OK)
            sweep_stop(server);
    }
    close(listener);
    return err;
}

enum err
http_server_start(const struct http_options *options, struct http_server **out,
                  const char **ret_why)
{
    struct http_server *server = server_new(options);

    *ret_why = "There is no memory.";
    if (server == NULL)
        return ERR_MEMORY;
    enum err err = server_open(server, ret_why);
    if (err != OK) {
        server_release(server);
        return err;
    }
    *ret_why = NULL;
    *out = server;
    return OK;
}

uint16_t
http_server_port(const struct http_server *server)
{
    return server->port;
}

unsigned
http_server_threads(const struct http_server *server)
{
    return server->thread_count;
}

void
http_server_count(const struct http_server *server, struct http_counts *out)
{
    struct http_counts counts = {
        .streams = server->stream_count,
        .body_bytes = server->body_bytes,
        .upload_bytes = server->upload_bytes,
        .answer_bytes = server->answer_bytes,
    };

    for (unsigned i = 0; i < server->thread_count; i++) {
        counts.connections += server->threads[i].connection_count;
        counts.exchanges += server->threads[i].exchange_count;
    }
    if (server->cert == NULL)
        counts.connections += counts.streams; /* of which the library has let go */
    *out = counts;
}

/* Has a connection sent what its thread has not read yet, or is it new and about to? */
static bool
is_to_come(struct http_thread *thread)
{
    bool to_come = false;
    int bytes = 0;

    pthread_mutex_lock(&thread->lock);
    for (struct connection *c = thread->connections; c != NULL && !to_come; c = c->next)
        to_come = (!c->asked && !thread->server->stopping) ||
                  (ioctl(c->fd, FIONREAD, &bytes) == 0 && bytes > 0);
    pthread_mutex_unlock(&thread->lock);
    return to_come;
}

static bool
is_quiet(struct http_server *server)
{
    struct http_counts counts;

    http_server_count(server, &counts);
    if (counts.exchanges > 0 || counts.streams > 0 || server->suspended > 0)
        return false;
    for (unsigned i = 0; i < server->thread_count; i++)
        if (is_to_come(&server->threads[i]))
            return false;
    return true;
}

/* Waits until nothing is under way, at most until `deadline`. */
static bool
wait_quiet(struct http_server *server, usec_t deadline)
{
    for (unsigned quiet = 0; quiet < STOP_QUIET_POLLS;) {
        quiet = is_quiet(server) ? quiet + 1 : 0;
        if (quiet == 0 && time_monotonic() >= deadline)
            return false;
        usleep(STOP_POLL_USEC);
    }
    return true;
}

/* The kernel lets nobody in any more, and the threads take those whom it has let in: closing the
 * listener would cut them off without an answer. Who comes meanwhile knocks again in a second. */
static void
listener_empty(const struct http_server *server)
{
    struct sock_filter nobody[] = {BPF_STMT(BPF_RET | BPF_K, 0)};
    const struct sock_fprog filter = {.len = 1, .filter = nobody};
    const usec_t deadline = time_monotonic() + STOP_ACCEPT_USEC;
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(server->threads[0].daemon, MHD_DAEMON_INFO_LISTEN_FD);
    struct pollfd listener = {.fd = info->listen_fd, .events = POLLIN};

    (void)setsockopt(info->listen_fd, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof(filter));
    while (poll(&listener, 1, 0) > 0 && time_monotonic() < deadline)
        usleep(STOP_POLL_USEC);
}

/* Who comes now is refused at once, by the kernel, and a balancer goes elsewhere with it. The
 * library has a call for this, but that and its thread may both take the socket out of what the
 * thread waits for, and the second to do so ends the process (0.9.75). So the socket stays there,
 * as one that is told of once, and the thread takes its end for nothing to accept. */
static void
listener_close(struct http_server *server)
{
    for (unsigned i = 0; i < server->thread_count; i++) {
        struct MHD_Daemon *daemon = server->threads[i].daemon;
        int events = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
        int listener = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_LISTEN_FD)->listen_fd;
        struct epoll_event once = {.events = EPOLLET, .data.ptr = daemon};
        (void)epoll_ctl(events, EPOLL_CTL_MOD, listener, &once); /* not there: at its limit */
        (void)shutdown(listener, SHUT_RDWR);
    }
}

void
http_server_leave(struct http_server *server)
{
    server->leaving = true;
}

enum err
http_server_stop(struct http_server *server, void (*drain)(void *arg), void *arg)
{
    usec_t grace = server->options.grace_ms * USEC_PER_MSEC;

    http_server_leave(server);
    listener_empty(server);
    listener_close(server);
    (void)wait_quiet(server, time_monotonic() + STOP_SERVE_USEC);
    server->stopping = true;
    streams_end(server, /* at_once= */ false);
    if (drain != NULL)
        drain(arg);
    if (!wait_quiet(server, time_monotonic() + grace)) {
        /* Who has not read by now is cut off; what is suspended cannot be. */
        streams_end(server, /* at_once= */ true);
        wait_quiet(server, time_monotonic() + USEC_PER_SEC);
        if (server->suspended > 0 || server->stream_count > 0)
            return ERR_BUSY;
    }
    sweep_stop(server);
    threads_stop(server);
    server_release(server);
    return OK;
}
