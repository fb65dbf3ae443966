/* SPDX-License-Identifier: Apache-2.0 */
#include "http/stream.h"

#include <pthread.h>
#include <stdatomic.h>

#include "http/test_client.h"

#define STREAMS_MAX 64
#define PUTS_MAX    50
#define FILES_MAX   1024

static struct http_server *server;
static struct http_stream *streams[STREAMS_MAX];
static _Atomic int stream_count;

static void
open_stream(struct http_exchange *exchange, void *arg)
{
    static const struct http_header header = {{"X-Accel-Buffering", 17}, {"no", 2}};

    (void)arg;
    struct http_stream *stream = http_stream_open(exchange, &header, 1);
    streams[stream_count] = stream;
    stream_count++;
}

static void
start_with(struct http_options options)
{
    const char *why = NULL;

    options.host = "127.0.0.1";
    options.grace_ms = 200;
    options.handle = open_stream;
    stream_count = 0;
    CHECK_OK(http_server_start(&options, &server, &why));
}

static void
start(unsigned beat_ms)
{
    start_with((struct http_options){.threads = 2, .timeout_ms = 160, .beat_ms = beat_ms});
}

static void
stop(void)
{
    for (int i = 0; i < stream_count; i++)
        http_stream_close(streams[i]);
    CHECK_OK(http_server_stop(server, NULL, NULL));
}

static struct client *
subscribe(void)
{
    struct client *client = client_open(http_server_port(server));

    client_send(client, STR("GET /events HTTP/1.1\r\nHost: k\r\n\r\n"));
    CHECK(client_await(client, ": open\n\n", 1));
    return client;
}

/* Waits until so many connections are counted. */
static bool
counts(int64_t connections)
{
    struct http_counts now = {.connections = -1};

    for (int ms = 0; ms < 5000 && now.connections != connections; ms++) {
        usleep(1000);
        http_server_count(server, &now);
    }
    return now.connections == connections;
}

/* Waits until the last stream ended, at most `ms`. */
static bool
ends_within(int ms)
{
    while (ms-- > 0 && http_stream_alive(streams[0]))
        usleep(1000);
    return !http_stream_alive(streams[0]);
}

/* Puts until one lies where it was put: its reader waits. One still awake takes what is put at
 * once, and a client that is woken may run before it. How many arrived before. */
static int
put_until_it_waits(struct client *client)
{
    int arrived = 0;

    for (; arrived < PUTS_MAX; arrived++) {
        usleep(2000);
        CHECK(http_stream_put(streams[0], STR("data: 1\n\n")));
        while (client_count(client, "data: 1\n\n") <= arrived)
            if (!client_read(client, 20))
                return arrived;
    }
    return arrived;
}

TEST(stream__sends_what_was_put_when_it_is_told_to)
{
    static char much[HTTP_STREAM_PUT_MAX + 1];

    start(60000);
    struct client *client = subscribe();
    int arrived = put_until_it_waits(client);
    CHECK(arrived < PUTS_MAX);
    CHECK(http_stream_put(streams[0], STR("data: 2\n\n")));
    CHECK(!client_read(client, 20));
    http_streams_send(streams, 1);
    CHECK(client_await(client, "data: 2\n\n", 1));
    CHECK_INT(client_count(client, "data: 1\n\n"), arrived + 1);
    CHECK(http_stream_put(streams[0], STR("data: 3\n\n")));
    memset(much, 'x', sizeof(much));
    CHECK(http_stream_put(streams[0], (struct str){much, sizeof(much)}));
    CHECK(client_await(client, "data: 3\n\n", 1));
    http_streams_send(streams, 1); /* nothing waits */
    http_streams_send(streams, 0);
    client_close(client);
    stop();
}

TEST(stream__carries_events_in_order)
{
    start(0);
    struct client *client = subscribe();
    CHECK(client_count(client, "Content-Type: text/event-stream; charset=utf-8\r\n") == 1);
    CHECK(client_count(client, "X-Accel-Buffering: no\r\n") == 1);
    CHECK(client_count(client, "Connection: close\r\n") == 1);
    CHECK(client_count(client, "Transfer-Encoding") == 0);
    CHECK(http_stream_push(streams[0], STR("data: 1\n\n")));
    CHECK(client_await(client, "data: 1\n\n", 1));
    usleep(300000); /* longer than the timeout of requests */
    CHECK(http_stream_push(streams[0], STR("data: 2\n\n")));
    CHECK(http_stream_push(streams[0], STR("data: 3\n\n")));
    CHECK(client_await(client, "data: 3\n\n", 1));
    CHECK(strstr(client->reply, "data: 2") < strstr(client->reply, "data: 3"));
    http_stream_push(streams[0], STR("data: last\n\n"));
    http_stream_close(streams[0]);
    CHECK(client_await(client, "data: last\n\n", 1));
    CHECK(client_read_all(client)); /* its connection ends with it */
    stream_count = 0;
    client_close(client);
    stop();
}

TEST(stream__beats)
{
    start(50);
    struct client *client = subscribe();
    CHECK(client_await(client, "\n:\n\n", 3));
    client_close(client);
    stop();
}

TEST(stream__notices_that_its_peer_is_gone)
{
    struct http_counts counts;

    start(0);
    struct client *client = subscribe();
    CHECK(http_stream_alive(streams[0]));
    client_close(client);
    CHECK(ends_within(1000));
    CHECK(!http_stream_push(streams[0], STR("data: x\n\n")));
    http_server_count(server, &counts);
    for (int i = 0; i < 1000 && counts.streams > 0; i++) {
        usleep(1000);
        http_server_count(server, &counts);
    }
    CHECK_INT(counts.streams, 0);
    stop();
}

TEST(stream__is_dropped_when_nobody_reads)
{
    static char event[8192];
    int pushed = 0;

    start(0);
    struct client *client = subscribe();
    memset(event, 'x', sizeof(event));
    memcpy(event + sizeof(event) - 2, "\n\n", 2);
    while (pushed < 10000 && http_stream_push(streams[0], (struct str){event, sizeof(event)}))
        pushed++;
    CHECK(pushed < 10000);
    CHECK(ends_within(1000));
    client_close(client);
    stop();
}

/* The descriptors of the server, which is a part of this program, for the other end of the client's
 * connection; `ret_fd` is the last of them. */
static int
other_ends(const struct client *client, int *ret_fd)
{
    struct sockaddr_in mine;
    struct sockaddr_in peer;
    socklen_t len = sizeof(mine);
    int count = 0;

    CHECK(getsockname(client->fd, (struct sockaddr *)&mine, &len) == 0);
    for (int fd = 0; fd < FILES_MAX; fd++) {
        len = sizeof(peer);
        if (getpeername(fd, (struct sockaddr *)&peer, &len) != 0 || peer.sin_port != mine.sin_port)
            continue;
        count++;
        *ret_fd = fd;
    }
    return count;
}

/* The stream's own descriptor, once the library has closed the other. */
static int
own_end(const struct client *client)
{
    int fd = -1;
    int ms = 0;

    while (ms++ < 5000 && other_ends(client, &fd) != 1)
        usleep(1000);
    CHECK_INT(other_ends(client, &fd), 1);
    return fd;
}

static void
push_line(int number)
{
    static char line[8192];

    memset(line, ' ', sizeof(line));
    line[snprintf(line, sizeof(line), "data: %d.", number)] = ' ';
    line[sizeof(line) - 1] = '\n';
    CHECK(http_stream_push(streams[0], (struct str){line, sizeof(line)}));
}

/* Pushes long lines with numbers from 1 on until the socket takes no more, and some that wait in
 * the stream; how many in all. */
static int
push_until_full(const struct client *client)
{
    enum { WAITING = 4 };
    const int small = 16384;
    struct pollfd socket = {.fd = own_end(client), .events = POLLOUT};
    int count = 0;

    CHECK(setsockopt(client->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small)) == 0);
    CHECK(setsockopt(socket.fd, SOL_SOCKET, SO_SNDBUF, &small, sizeof(small)) == 0);
    while (poll(&socket, 1, 100) == 1)
        push_line(++count);
    for (int i = 0; i < WAITING; i++)
        push_line(++count);
    return count;
}

/* Skims what comes, which is too much to be kept, and says whether it was lines 1, 2 … */
static bool
reads_lines(struct client *client, int count)
{
    char piece[8192];
    char wanted[32] = "data: 1.";
    size_t matched = 0;

    for (int line = 1; line <= count;) {
        struct pollfd ready = {.fd = client->fd, .events = POLLIN};
        ssize_t size = poll(&ready, 1, CLIENT_PATIENCE_MS) == 1
                           ? recv(client->fd, piece, sizeof(piece), 0)
                           : 0;
        if (size <= 0)
            return false;
        for (ssize_t i = 0; i < size && line <= count; i++) {
            matched = piece[i] == wanted[matched] ? matched + 1 : piece[i] == wanted[0];
            if (wanted[matched] == '\0') {
                (void)snprintf(wanted, sizeof(wanted), "data: %d.", ++line);
                matched = 0;
            }
        }
    }
    return true;
}

TEST(stream__goes_on_when_its_peer_reads_again)
{
    start_with((struct http_options){.threads = 2, .timeout_ms = 10000});
    struct client *client = subscribe();
    CHECK(reads_lines(client, push_until_full(client)));
    CHECK(http_stream_push(streams[0], STR("data: 1.\n\n")));
    CHECK(reads_lines(client, 1));
    client_close(client);
    stop();
}

TEST(stream__is_dropped_when_its_peer_reads_nothing_for_long)
{
    start_with((struct http_options){.threads = 1, .timeout_ms = 400});
    struct client *client = subscribe();
    CHECK(push_until_full(client) > 0);
    CHECK(ends_within(5000));
    client_close(client);
    stop();
}

TEST(stream__is_one_of_the_connections)
{
    struct client *clients[4];

    start_with((struct http_options){.threads = 1, .connection_max = 4});
    for (int i = 0; i < 4; i++) {
        clients[i] = subscribe();
        CHECK(counts(i + 1));
    }
    struct client *late = client_open(http_server_port(server));
    client_send(late, STR("GET /events HTTP/1.1\r\nHost: k\r\n\r\n"));
    CHECK(client_read_all(late));
    CHECK_INT((int64_t)late->len, 0);
    client_close(late);
    client_close(clients[0]);
    CHECK(counts(3));
    clients[0] = subscribe(); /* its place is free */
    for (int i = 0; i < 4; i++)
        client_close(clients[i]);
    CHECK(counts(0));
    stop();
}

static void *
push_many(void *unused)
{
    for (int i = 0; i < 200; i++)
        for (int s = 0; s < 8; s++)
            http_stream_push(streams[s], STR("data: x\n\n"));
    return unused;
}

TEST(stream__takes_pushes_of_many_threads)
{
    struct client *clients[8];
    pthread_t pushers[4];

    start(1);
    for (int i = 0; i < 8; i++)
        clients[i] = subscribe();
    for (int i = 0; i < 4; i++)
        pthread_create(&pushers[i], NULL, push_many, NULL);
    usleep(1000);
    client_close(clients[7]); /* one goes away in between */
    for (int i = 0; i < 4; i++)
        pthread_join(pushers[i], NULL);
    for (int i = 0; i < 7; i++) {
        CHECK(client_await(clients[i], "data: x\n\n", 1));
        client_close(clients[i]);
    }
    stop();
}

TEST(stream__answers_head_and_old_clients)
{
    start(0);
    struct client *client = client_open(http_server_port(server));
    client_send(client, STR("HEAD /events HTTP/1.1\r\nHost: k\r\nConnection: close\r\n\r\n"));
    CHECK(client_read_all(client));
    CHECK_INT(client_status(client), 200);
    CHECK(client_count(client, ": open") == 0);
    client_close(client);
    client = client_open(http_server_port(server));
    client_send(client, STR("GET /events HTTP/1.0\r\n\r\n"));
    CHECK(client_await(client, ": open\n\n", 1));
    client_close(client);
    stop();
}

TEST_MAIN()
