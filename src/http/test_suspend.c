/* SPDX-License-Identifier: Apache-2.0 */
/* Answers from other threads, and a stop while they are under way. Meant to be run under TSan. */
#include <pthread.h>
#include <stdatomic.h>

#include "http/stream.h"
#include "http/test_client.h"

#define WORKERS   4
#define CLIENTS   8
#define QUESTIONS 100

static struct http_server *server;

/* What is suspended waits in a queue for the workers, as in a real server. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t ready;
    struct http_exchange *waiting[1024];
    size_t count;
    bool closed;
} queue = {.lock = PTHREAD_MUTEX_INITIALIZER, .ready = PTHREAD_COND_INITIALIZER};

static void
enqueue(struct http_exchange *exchange, void *arg)
{
    (void)arg;
    http_suspend(exchange);
    pthread_mutex_lock(&queue.lock);
    queue.waiting[queue.count++] = exchange;
    pthread_cond_signal(&queue.ready);
    pthread_mutex_unlock(&queue.lock);
}

/* Answers with the body that came, each time in another of the three ways. */
static void
answer(struct http_exchange *exchange, unsigned way)
{
    static const struct http_header type = {{"Content-Type", 12}, {"text/plain", 10}};
    struct str body = str_fmt(exchange->arena, "<%.*s>", STR_FMT(exchange->body));
    struct buf buf;

    if (way % 3 == 0) {
        http_answer(exchange, 200, &type, 1, body);
    } else if (way % 3 == 1) {
        http_answer_static(exchange, 200, &type, 1, body);
    } else {
        buf_init(&buf, 1 << 16);
        buf_append_str(&buf, body);
        http_answer_buf(exchange, 200, &type, 1, &buf);
        buf_release(&buf);
    }
}

static void *
work(void *unused)
{
    for (unsigned way = 0;; way++) {
        pthread_mutex_lock(&queue.lock);
        while (queue.count == 0 && !queue.closed)
            pthread_cond_wait(&queue.ready, &queue.lock);
        struct http_exchange *exchange = queue.count > 0 ? queue.waiting[--queue.count] : NULL;
        pthread_mutex_unlock(&queue.lock);
        if (exchange == NULL)
            return unused;
        answer(exchange, way);
    }
}

static pthread_t workers[WORKERS];

static void
workers_start(void)
{
    queue.closed = false;
    for (int i = 0; i < WORKERS; i++)
        pthread_create(&workers[i], NULL, work, NULL);
}

/* What the edge's drain does: everything queued is answered, then the workers end. */
static void
workers_stop(void *arg)
{
    (void)arg;
    pthread_mutex_lock(&queue.lock);
    queue.closed = true;
    pthread_cond_broadcast(&queue.ready);
    pthread_mutex_unlock(&queue.lock);
    for (int i = 0; i < WORKERS; i++)
        pthread_join(workers[i], NULL);
}

static void
start(void (*handle)(struct http_exchange *exchange, void *arg))
{
    const char *why = NULL;
    struct http_options options = {.host = "127.0.0.1", .threads = 2, .handle = handle};

    CHECK_OK(http_server_start(&options, &server, &why));
}

/* One keep-alive connection that asks again and again; counts the answers that fit. */
static void *
ask_often(void *right)
{
    _Atomic int *count = right;
    struct client *client = client_open(http_server_port(server));

    for (int i = 0; i < QUESTIONS; i++) {
        char request[128];
        char wanted[16];
        int size = snprintf(request, sizeof(request),
                            "POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 4\r\n\r\n%04d", i);
        snprintf(wanted, sizeof(wanted), "<%04d>", i);
        client_send(client, (struct str){request, (size_t)size});
        *count += client_await(client, wanted, 1);
    }
    client_close(client);
    return NULL;
}

TEST(suspend__answers_from_many_threads)
{
    pthread_t clients[CLIENTS];
    _Atomic int right = 0;

    start(enqueue);
    workers_start();
    for (int i = 0; i < CLIENTS; i++)
        pthread_create(&clients[i], NULL, ask_often, &right);
    for (int i = 0; i < CLIENTS; i++)
        pthread_join(clients[i], NULL);
    CHECK_INT(right, CLIENTS * QUESTIONS);
    CHECK_OK(http_server_stop(server, workers_stop, NULL));
}

TEST(suspend__outlives_clients_that_go_away)
{
    start(enqueue);
    for (int i = 0; i < 20; i++) {
        struct client *client = client_open(http_server_port(server));
        client_send(client, STR("GET / HTTP/1.1\r\nHost: k\r\n\r\n"));
        if (i % 2 == 0)
            usleep(1000);
        client_close(client);
    }
    usleep(100000);
    workers_start();
    CHECK_OK(http_server_stop(server, workers_stop, NULL));
}

/* "/stream" opens a stream, everything else waits for the workers. */
static struct http_stream *streams[100];
static _Atomic int stream_count;

static void
stream_or_enqueue(struct http_exchange *exchange, void *arg)
{
    if (str_eq(exchange->target.path, STR("/stream")))
        streams[stream_count++] = http_stream_open(exchange, NULL, 0);
    else
        enqueue(exchange, arg);
}

TEST(stop__finishes_what_is_under_way)
{
    enum { STREAMS = 100, WRITES = 20 };
    struct client *readers[STREAMS];
    struct client *writers[WRITES];

    stream_count = 0;
    start(stream_or_enqueue);
    for (int i = 0; i < STREAMS; i++) {
        readers[i] = client_open(http_server_port(server));
        client_send(readers[i], STR("GET /stream HTTP/1.1\r\nHost: k\r\n\r\n"));
        CHECK(client_await(readers[i], ": open", 1));
    }
    for (int i = 0; i < WRITES; i++) {
        writers[i] = client_open(http_server_port(server));
        client_send(writers[i], STR("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 4\r\n\r\nlast"));
    }
    struct http_counts counts;
    do {
        usleep(1000);
        http_server_count(server, &counts);
    } while (counts.exchanges < WRITES);
    CHECK_INT(counts.streams, STREAMS);
    workers_start();
    uint16_t port = http_server_port(server);
    CHECK_OK(http_server_stop(server, workers_stop, NULL));
    for (int i = 0; i < WRITES; i++) {
        CHECK(client_read_all(writers[i]));
        CHECK(client_count(writers[i], "<last>") == 1);
        client_close(writers[i]);
    }
    for (int i = 0; i < STREAMS; i++) {
        CHECK(client_read_all(readers[i]));
        client_close(readers[i]);
    }
    struct client *late = client_open(port);
    CHECK_INT(late->fd, -1);
    client_close(late);
}

/* The kernel has taken these connections and requests; the server may not have seen them yet. */
TEST(stop__answers_whoever_had_asked)
{
    enum { ASKING = 200 };
    struct client *asking[ASKING];

    start(enqueue);
    workers_start();
    for (int i = 0; i < ASKING; i++) {
        asking[i] = client_open(http_server_port(server));
        client_send(asking[i], STR("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\n\r\nyes"));
    }
    CHECK_OK(http_server_stop(server, workers_stop, NULL));
    for (int i = 0; i < ASKING; i++) {
        CHECK(client_read_all(asking[i]));
        int status = client_status(asking[i]);
        CHECK(status == 200 || status == 503);
        client_close(asking[i]);
    }
}

static void
ask_while_stopping(void *connected)
{
    struct client *client = connected;

    client_send(client, STR("GET /late HTTP/1.1\r\nHost: k\r\n\r\n"));
    CHECK(client_read_all(client));
    struct client *late = client_open(http_server_port(server));
    CHECK_INT(late->fd, -1); /* so that a balancer goes elsewhere with it */
    client_close(late);
}

TEST(stop__refuses_what_comes_late)
{
    start(enqueue);
    workers_start();
    struct client *client = client_open(http_server_port(server));
    client_send(client, STR("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 5\r\n\r\nearly"));
    CHECK(client_await(client, "<early>", 1));
    client->len = 0;
    memset(client->reply, 0, sizeof(client->reply));
    CHECK_OK(http_server_stop(server, ask_while_stopping, client));
    CHECK_INT(client_status(client), 503);
    CHECK(client_count(client, "Connection: close\r\n") == 1);
    client_close(client);
    workers_stop(NULL);
}

TEST(leave__serves_on_and_each_answer_is_the_last)
{
    start(enqueue);
    workers_start();
    struct client *client = client_open(http_server_port(server));
    http_server_leave(server);
    client_send(client, STR("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 5\r\n\r\nstill"));
    CHECK(client_read_all(client));
    CHECK_INT(client_status(client), 200);
    CHECK(client_count(client, "Connection: close\r\n") == 1);
    client_close(client);
    CHECK_OK(http_server_stop(server, workers_stop, NULL));
}

TEST(stop__says_when_something_was_never_answered)
{
    const char *why = NULL;
    struct http_options options = {
        .host = "127.0.0.1", .threads = 1, .grace_ms = 50, .handle = enqueue};

    CHECK_OK(http_server_start(&options, &server, &why));
    struct client *client = client_open(http_server_port(server));
    client_send(client, STR("GET / HTTP/1.1\r\nHost: k\r\n\r\n"));
    usleep(100000);
    CHECK_ERR(http_server_stop(server, NULL, NULL), ERR_BUSY);
    /* Then it is answered after all, so that nothing is left behind. */
    workers_start();
    CHECK_OK(http_server_stop(server, workers_stop, NULL));
    client_close(client);
}

TEST_MAIN()
