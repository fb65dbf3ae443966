/* SPDX-License-Identifier: Apache-2.0 */
/* The server over real sockets: requests, answers, bodies, limits and stopping. */
#include <pthread.h>
#include <stdatomic.h>

#include "http/stream.h"
#include "http/test_client.h"

#define TIMEOUT_MS 600U

static struct http_server *server;
static _Atomic int logged;
static _Atomic int handled;

/* Says what it saw: "METHOD path?query body-length client scheme id". */
static void
echo(struct http_exchange *exchange, void *arg)
{
    char client[ADDRESS_TEXT_MAX];
    struct str query = exchange->target.query;

    (void)arg;
    handled++;
    address_format(&exchange->client, client);
    struct str text =
        str_fmt(exchange->arena, "[%.*s %.*s?%.*s %lld %s %s]", STR_FMT(exchange->method_text),
                STR_FMT(exchange->target.path), STR_FMT(query), (long long)exchange->body_size,
                client, exchange->secure ? "https" : "http");
    const struct http_header headers[] = {
        {STR("X-Request-Id"), exchange->request_id},
        {STR("Content-Type"), STR("text/plain")},
    };
    http_answer_static(exchange, 200, headers, 2, text);
}

static void
count_log(const struct http_log *log, void *arg)
{
    (void)arg;
    logged += log->status != 0;
}

static void
start(struct http_options options)
{
    const char *why = NULL;

    options.host = "127.0.0.1";
    options.threads = options.threads > 0 ? options.threads : 2;
    options.timeout_ms = options.timeout_ms > 0 ? options.timeout_ms : 30000;
    options.log = count_log;
    if (options.handle == NULL)
        options.handle = echo;
    logged = 0;
    handled = 0;
    CHECK_OK(http_server_start(&options, &server, &why));
    if (why != NULL)
        printf("# %s\n", why);
}

static void
stop(void)
{
    CHECK_OK(http_server_stop(server, NULL, NULL));
}

/* Sends `request` on a connection of its own and reads to the end. */
static struct client *
ask(struct str request)
{
    struct client *client = client_open(http_server_port(server));

    client_send(client, request);
    client_read_all(client);
    return client;
}

static void
check_status(const char *request, int status)
{
    struct client *client = ask(str_from(request));

    if (client_status(client) != status)
        printf("# asked: %s\n# got: %s\n", request, client->reply);
    CHECK_INT(client_status(client), status);
    client_close(client);
}

#define HEAD "Host: koers\r\nConnection: close\r\n"

TEST(server__answers)
{
    start((struct http_options){0});
    struct client *client = ask(STR("GET /a%20b?c=%25 HTTP/1.1\r\n" HEAD "\r\n"));
    CHECK_INT(client_status(client), 200);
    CHECK(client_count(client, "[GET /a%20b?c=%25 0 127.0.0.1 http]") == 1);
    CHECK(client_count(client, "Content-Type: text/plain\r\n") == 1);
    client_close(client);
    client = ask(STR("HEAD /x HTTP/1.1\r\n" HEAD "\r\n"));
    CHECK_INT(client_status(client), 200);
    CHECK(client_count(client, "Content-Length: 27\r\n") == 1);
    CHECK(client_count(client, "[HEAD") == 0);
    client_close(client);
    check_status("GET / HTTP/1.0\r\n\r\n", 200);
    stop();
    CHECK_INT(logged, 3);
}

TEST(server__keeps_connections_and_answers_pipelined_requests_in_order)
{
    start((struct http_options){0});
    struct client *client = client_open(http_server_port(server));
    CHECK(client_send(client, STR("GET /1 HTTP/1.1\r\nHost: k\r\n\r\n")));
    CHECK(client_await(client, "[GET /1? 0", 1));
    CHECK(client_send(client, STR("POST /2 HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\n\r\nabc"
                                  "GET /3 HTTP/1.1\r\nHost: k\r\n\r\n"
                                  "GET /4 HTTP/1.1\r\n" HEAD "\r\n")));
    CHECK(client_read_all(client));
    CHECK(client_count(client, "HTTP/1.1 200") == 4);
    const char *second = strstr(client->reply, "[POST /2? 3");
    const char *third = strstr(client->reply, "[GET /3? 0");
    CHECK(second != NULL && third != NULL && second < third);
    client_close(client);
    stop();
}

TEST(server__reads_chunked_bodies)
{
    start((struct http_options){0});
    struct client *client = ask(STR("POST /c HTTP/1.1\r\n" HEAD "Transfer-Encoding: chunked\r\n\r\n"
                                    "3\r\nabc\r\n5;x=y\r\nabcde\r\n0\r\n\r\n"));
    CHECK(client_count(client, "[POST /c? 8") == 1);
    client_close(client);
    stop();
}

static struct http_kept *kept;

/* Says whether it was what is kept that was answered with. */
static void
answer_what_is_kept(struct http_exchange *exchange, void *arg)
{
    (void)arg;
    if (!http_answer_kept(exchange, kept))
        http_answer_static(exchange, 200, NULL, 0, STR("made anew"));
}

TEST(server__gives_what_is_kept_to_many)
{
    const struct http_header headers[] = {{STR("Content-Type"), STR("text/plain")}};
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    kept = http_kept_new(&arena, 200, headers, 1, STR("kept"));
    CHECK(kept != NULL);
    start((struct http_options){.handle = answer_what_is_kept});
    struct client *one = client_open(http_server_port(server));
    struct client *other = client_open(http_server_port(server));
    for (int i = 1; i <= 3; i++) {
        CHECK(client_send(one, STR("GET / HTTP/1.1\r\nHost: k\r\n\r\n")));
        CHECK(client_send(other, STR("GET / HTTP/1.1\r\nHost: k\r\n\r\n")));
        CHECK(client_await(one, "\r\n\r\nkept", i));
        CHECK(client_await(other, "\r\n\r\nkept", i));
    }
    CHECK_INT(client_count(one, "Content-Type: text/plain\r\n"), 3);
    struct client *head = ask(STR("HEAD / HTTP/1.1\r\n" HEAD "\r\n"));
    CHECK_INT(client_count(head, "Content-Length: 4\r\n"), 1);
    CHECK_INT(client_count(head, "\r\n\r\nkept"), 0);
    http_server_leave(server);
    CHECK(client_send(one, STR("GET / HTTP/1.1\r\nHost: k\r\n\r\n")));
    CHECK(client_read_all(one)); /* the last of its connection */
    CHECK_INT(client_count(one, "Connection: close\r\n"), 1);
    CHECK_INT(client_count(one, "\r\n\r\nmade anew"), 1);
    client_close(one);
    client_close(other);
    client_close(head);
    stop();
    CHECK_INT(logged, 8);
    http_kept_release(kept);
    arena_release(&arena);
}

TEST(server__does_not_keep_what_cannot_be_sent)
{
    const struct http_header headers[] = {{STR("X-Broken"), STR("a\r\nb")}};
    struct arena arena;

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK(http_kept_new(&arena, 200, headers, 1, STR("")) == NULL);
    http_kept_release(NULL);
    arena_release(&arena);
}

/* Each is refused with this status or cut off, and never handled. */
static const struct {
    const char *request;
    int status;
} hostile[] = {
    {"GET / HTTP/1.1\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\nHost: a\r\nFoo : b\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\nHost: a\r\nF(o: b\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\nHost: a\r\nF\xc3\xa9: b\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\nHost: a\r\nFoo: b\x01\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\nHost: a\r\nFoo: a\r\n folded\r\nBar: b\r\n\r\n", 400},
    {"GET / HTTP/1.1\r\nHost: a\nFoo: b\r\n\r\n", 400},
    {"GET / HTTP/1.1\nHost: a\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na", 400},
    {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\na", 400},
    {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na", 400},
    {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\na", 400},
    {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\na", 400},
    {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
     "1\r\na\r\n0\r\n\r\n",
     400},
    {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\na", 400},
    {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400},
    {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\na", 400},
    {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
     "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     400},
    {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    {"GET /% HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"GET /../etc HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
    {"GET / HTTP/1.1\r\nno colon\r\nHost: a\r\n\r\n", 400},
    {"GET\r\n\r\n", 400},
    {"\x16\x03\x01\x02\x01\r\n\r\n", 400},
};

TEST(server__refuses_what_two_servers_could_read_differently)
{
    start((struct http_options){.timeout_ms = TIMEOUT_MS});
    for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
        struct client *client = client_open(http_server_port(server));
        client_send(client, str_from(hostile[i].request));
        /* What follows would be the smuggled request. */
        client_send(client, STR("GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"));
        CHECK(client_read_all(client));
        int status = client_status(client);
        if (status != hostile[i].status && status != 0)
            printf("# asked: %s\n# got: %s\n", hostile[i].request, client->reply);
        CHECK(status == hostile[i].status || status == 0);
        CHECK_INT(client_count(client, " 200 OK"), 0);
        client_close(client);
    }
    CHECK_INT(handled, 0);
    stop();
}

TEST(server__sees_a_zero_byte_before_the_last_header)
{
    start((struct http_options){.timeout_ms = TIMEOUT_MS});
    struct client *client =
        ask(STR("GET / HTTP/1.1\r\nHost: a\r\nFoo: b\0c\r\nBar: d\r\nConnection: close\r\n\r\n"));
    CHECK(client_status(client) == 400 || client_status(client) == 0);
    client_close(client);
    client =
        ask(STR("GET / HTTP/1.1\r\nHost: a\r\nFoo: b \t \r\nBar:\r\nConnection: close\r\n\r\n"));
    CHECK_INT(client_status(client), 200);
    client_close(client);
    stop();
}

/* A request of `count` headers of `size` bytes each. */
static struct client *
ask_with_headers(size_t count, size_t size)
{
    struct buf request;

    buf_init(&request, 1 << 20);
    buf_append_str(&request, STR("GET / HTTP/1.1\r\n" HEAD));
    for (size_t i = 0; i < count; i++) {
        buf_fmt(&request, "X-%zu: ", i);
        for (size_t j = 0; j < size; j++)
            buf_append_char(&request, 'x');
        buf_append_str(&request, STR("\r\n"));
    }
    buf_append_str(&request, STR("\r\n"));
    struct client *client = ask(buf_str(&request));
    buf_release(&request);
    return client;
}

TEST(server__limits_headers)
{
    static const struct {
        size_t count;
        size_t size;
        int status;
    } cases[] = {
        {1, 10, 200}, {98, 10, 200}, {99, 10, 431}, {7, 1000, 200}, {9, 1000, 431}, {1, 60000, 431},
    };

    start((struct http_options){0});
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct client *client = ask_with_headers(cases[i].count, cases[i].size);
        CHECK_INT(client_status(client), cases[i].status);
        client_close(client);
    }
    stop();
}

/* Sends a head, then `size` bytes of body as far as they are taken, and reads to the end. */
static struct client *
ask_with_body(const char *head, size_t size)
{
    char block[4096];
    struct client *client = client_open(http_server_port(server));

    memset(block, 'b', sizeof(block));
    client_send(client, str_from(head));
    while (size > 0) {
        size_t now = size < sizeof(block) ? size : sizeof(block);
        if (!client_send(client, (struct str){block, now}))
            break;
        size -= now;
    }
    client_read_all(client);
    return client;
}

TEST(server__refuses_large_bodies_without_keeping_them)
{
    struct http_counts counts;

    start((struct http_options){.body_max = 10000});
    struct client *client =
        ask_with_body("POST /a HTTP/1.1\r\n" HEAD "Content-Length: 10000\r\n\r\n", 10000);
    CHECK(client_count(client, "[POST /a? 10000") == 1);
    client_close(client);

    client = ask_with_body("POST / HTTP/1.1\r\n" HEAD "Content-Length: 3000000\r\n\r\n", 3000000);
    CHECK_INT(client_status(client), 413);
    CHECK(client_count(client, "application/problem+json") == 1);
    client_close(client);

    /* So much that it is not even thrown away, and a client that asks before it sends. */
    check_status("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000000\r\n\r\n", 413);
    check_status("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10001\r\n"
                 "Expect: 100-continue\r\n\r\n",
                 413);

    client = ask_with_body("POST / HTTP/1.1\r\n" HEAD "Transfer-Encoding: chunked\r\n\r\n"
                           "900000\r\n",
                           0x900000);
    client_close(client);
    CHECK_INT(handled, 1);
    http_server_count(server, &counts);
    CHECK_INT(counts.body_bytes, 0);
    stop();
}

TEST(server__refuses_large_chunked_bodies)
{
    start((struct http_options){.body_max = 10});
    check_status("POST / HTTP/1.1\r\n" HEAD "Transfer-Encoding: chunked\r\n\r\n"
                 "b\r\n12345678901\r\n0\r\n\r\n",
                 413);
    stop();
}

TEST(server__goes_on_after_expect)
{
    start((struct http_options){0});
    struct client *client = client_open(http_server_port(server));
    client_send(client, STR("POST /a HTTP/1.1\r\n" HEAD "Content-Length: 3\r\n"
                            "Expect: 100-continue\r\n\r\n"));
    CHECK(client_await(client, "HTTP/1.1 100 Continue\r\n\r\n", 1));
    client_send(client, STR("abc"));
    CHECK(client_await(client, "[POST /a? 3", 1));
    client_close(client);
    stop();
}

TEST(server__bounds_all_bodies_together)
{
    enum { SENDERS = 4 };
    static char body[40000];
    struct client *senders[SENDERS];
    int refused = 0;
    struct http_counts counts;

    memset(body, 'b', sizeof(body));
    start((struct http_options){.body_budget = 150000});
    for (int i = 0; i < SENDERS; i++) {
        senders[i] = client_open(http_server_port(server));
        client_send(senders[i], STR("POST / HTTP/1.1\r\n" HEAD "Content-Length: 40001\r\n\r\n"));
        client_send(senders[i], (struct str){body, sizeof(body)});
    }
    /* 64 KiB each are charged, the capacity of a buffer of 40,000 bytes: two fit. */
    usleep(200000);
    http_server_count(server, &counts);
    CHECK(counts.body_bytes <= 150000);
    for (int i = 0; i < SENDERS; i++) {
        client_send(senders[i], STR("b"));
        client_read_all(senders[i]);
        refused += client_status(senders[i]) == 503;
        client_close(senders[i]);
    }
    CHECK_INT(refused, 2);
    http_server_count(server, &counts);
    CHECK_INT(counts.body_bytes, 0);
    check_status("GET / HTTP/1.1\r\n" HEAD "\r\n", 200);
    stop();
}

/* A body or answer up to this size is taken whatever others hold. */
TEST(server__takes_small_bodies_whatever_large_ones_hold)
{
    static char body[40000];

    memset(body, 'b', sizeof(body));
    start((struct http_options){.body_budget = 70000});
    struct client *holder = client_open(http_server_port(server));
    client_send(holder, STR("POST / HTTP/1.1\r\n" HEAD "Content-Length: 40001\r\n\r\n"));
    client_send(holder, (struct str){body, sizeof(body)});
    for (struct http_counts counts = {0}; counts.body_bytes == 0; usleep(1000))
        http_server_count(server, &counts);
    struct client *client =
        ask_with_body("POST / HTTP/1.1\r\n" HEAD "Content-Length: 40000\r\n\r\n", 40000);
    CHECK_INT(client_status(client), 503);
    client_close(client);
    client = ask_with_body("POST / HTTP/1.1\r\n" HEAD "Content-Length: 9000\r\n\r\n", 9000);
    CHECK_INT(client_status(client), 200);
    client_close(client);
    CHECK_INT(http_fault_count(server, HTTP_FAULT_BODIES), 1);
    client_close(holder);
    stop();
}

#define LARGE_ANSWER (8U << 20) /* more than the kernel takes at once */

static void
answer_large(struct http_exchange *exchange, void *arg)
{
    struct buf buf;

    (void)arg;
    buf_init(&buf, LARGE_ANSWER + 1024);
    for (size_t i = 0; i < LARGE_ANSWER / 1024; i++)
        buf_fmt(&buf, "%1024d", 1);
    http_answer_buf(exchange, 200, NULL, 0, &buf);
}

static struct client *
ask_and_leave_unread(void)
{
    struct client *client = client_open(http_server_port(server));

    client_send(client, STR("GET / HTTP/1.1\r\n" HEAD "\r\n"));
    while (client_status(client) == 0 && client_read(client, CLIENT_PATIENCE_MS))
        continue;
    return client;
}

TEST(server__bounds_all_large_answers_together)
{
    struct http_counts counts;

    start((struct http_options){
        .handle = answer_large, .answer_budget = 20U << 20, .timeout_ms = TIMEOUT_MS});
    struct client *first = ask_and_leave_unread();
    struct client *second = ask_and_leave_unread();
    struct client *third = ask_and_leave_unread();
    CHECK_INT(client_status(first), 200);
    CHECK_INT(client_status(second), 200);
    CHECK_INT(client_status(third), 503);
    http_server_count(server, &counts);
    CHECK_INT(counts.answer_bytes, 2 * (int64_t)LARGE_ANSWER);
    /* Who does not read is cut off. */
    for (usec_t end = time_monotonic() + 60 * USEC_PER_SEC;
         counts.answer_bytes > 0 && time_monotonic() < end; usleep(1000))
        http_server_count(server, &counts);
    CHECK_INT(counts.answer_bytes, 0);
    CHECK_INT(http_fault_count(server, HTTP_FAULT_ANSWERS), 1);
    CHECK_INT(http_fault_count(server, HTTP_FAULT_UNREAD), 2);
    client_close(first);
    client_close(second);
    client_close(third);
    stop();
}

TEST(server__cuts_idle_connections_off_early_where_nearly_all_are_taken)
{
    enum { IDLE = 16 };
    struct client *idle[IDLE];
    const usec_t begun = time_monotonic();

    start((struct http_options){.connection_max = IDLE, .timeout_ms = 16000});
    for (int i = 0; i < IDLE; i++)
        idle[i] = client_open(http_server_port(server));
    check_status("GET / HTTP/1.1\r\n" HEAD "\r\n", 200);
    CHECK(time_monotonic() - begun < 12 * USEC_PER_SEC);
    CHECK(http_fault_count(server, HTTP_FAULT_CONNECTIONS) > 0);
    for (int i = 0; i < IDLE; i++)
        client_close(idle[i]);
    stop();
}

/* Sends a byte every few milliseconds until the server closes; how long that took. */
static usec_t
trickle(const char *head, char byte)
{
    struct client *client = client_open(http_server_port(server));
    usec_t begun = time_monotonic();

    client_send(client, str_from(head));
    while (time_monotonic() - begun < 10 * TIMEOUT_MS * USEC_PER_MSEC) {
        struct pollfd closed = {.fd = client->fd, .events = POLLIN};
        if (poll(&closed, 1, 20) == 1 || !client_send(client, (struct str){&byte, 1}))
            break;
    }
    client_close(client);
    return time_monotonic() - begun;
}

TEST(server__counts_what_clients_do)
{
    start((struct http_options){.body_max = 1000, .timeout_ms = TIMEOUT_MS});
    check_status("GET / HTTP/1.1\r\nHost: a\r\nFoo : b\r\nConnection: close\r\n\r\n", 400);
    CHECK_INT(http_fault_count(server, HTTP_FAULT_MALFORMED), 1);
    check_status("GET /../etc HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 400);
    CHECK_INT(http_fault_count(server, HTTP_FAULT_MALFORMED), 2);
    check_status("POST / HTTP/1.1\r\n" HEAD "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n", 400);
    CHECK_INT(http_fault_count(server, HTTP_FAULT_MALFORMED), 3);
    struct client *client =
        ask_with_body("POST / HTTP/1.1\r\n" HEAD "Content-Length: 1001\r\n\r\n", 1001);
    client_close(client);
    CHECK_INT(http_fault_count(server, HTTP_FAULT_LARGE_BODY), 1);
    trickle("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999\r\n\r\n", 'x');
    for (usec_t end = time_monotonic() + 60 * USEC_PER_SEC;
         http_fault_count(server, HTTP_FAULT_LATE) == 0 && time_monotonic() < end;)
        usleep(1000);
    CHECK_INT(http_fault_count(server, HTTP_FAULT_LATE), 1);
    check_status("GET / HTTP/1.1\r\n" HEAD "\r\n", 200);
    CHECK_INT(http_fault_count(server, HTTP_FAULT_MALFORMED), 3);
    stop();
}

static int64_t
cap_of_import(const struct http_exchange *exchange, void *arg)
{
    (void)arg;
    return str_eq(exchange->target.path, STR("/import")) ? 3000000 : 0;
}

static void
read_upload(struct http_exchange *exchange, void *arg)
{
    char first = 0;

    (void)arg;
    CHECK(exchange->body_fd >= 0);
    CHECK(str_is_null(exchange->body));
    CHECK_INT(read(exchange->body_fd, &first, 1), 1);
    CHECK_INT(lseek(exchange->body_fd, 0, SEEK_END), exchange->body_size);
    CHECK_INT(first, 'b');
    http_answer(exchange, 200, NULL, 0, STR("read"));
}

TEST(server__streams_uploads_to_a_file)
{
    start((struct http_options){
        .body_max = 1000, .upload_cap = cap_of_import, .handle = read_upload});
    struct client *client =
        ask_with_body("POST /import HTTP/1.1\r\n" HEAD "Content-Length: 3000000\r\n\r\n", 3000000);
    CHECK_INT(client_status(client), 200);
    client_close(client);
    client =
        ask_with_body("POST /import HTTP/1.1\r\n" HEAD "Content-Length: 3000001\r\n\r\n", 3000001);
    CHECK_INT(client_status(client), 413);
    client_close(client);
    struct http_counts counts;
    http_server_count(server, &counts);
    CHECK_INT(counts.upload_bytes, 0);
    client = ask_with_body("POST /other HTTP/1.1\r\n" HEAD "Content-Length: 1001\r\n\r\n", 1001);
    CHECK_INT(client_status(client), 413);
    client_close(client);
    stop();
}

TEST(server__cuts_off_who_sends_slowly)
{
    const usec_t limit = TIMEOUT_MS * USEC_PER_MSEC;

    start((struct http_options){.timeout_ms = TIMEOUT_MS});
    CHECK(trickle("", 'G') < 2 * limit);
    CHECK(trickle("GET / HTTP/1.1\r\nHost: a\r\nX: ", 'x') < 2 * limit);
    CHECK(trickle("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n", 'x') < 2 * limit);
    CHECK(trickle("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n", 'x') <
          2 * limit);
    CHECK_INT(handled, 0);
    stop();
}

TEST(server__bounds_all_uploads_together)
{
    start((struct http_options){
        .upload_budget = 1000000, .upload_cap = cap_of_import, .handle = read_upload});
    struct client *client =
        ask_with_body("POST /import HTTP/1.1\r\n" HEAD "Content-Length: 1500000\r\n\r\n", 1500000);
    CHECK_INT(client_status(client), 503);
    client_close(client);
    client =
        ask_with_body("POST /import HTTP/1.1\r\n" HEAD "Content-Length: 900000\r\n\r\n", 900000);
    CHECK_INT(client_status(client), 200);
    client_close(client);
    CHECK_INT(http_fault_count(server, HTTP_FAULT_UPLOADS), 1);
    stop();
}

TEST(server__believes_trusted_proxies_only)
{
    struct address_range trusted[2];

    CHECK_OK(address_range_parse(STR("127.0.0.0/8"), &trusted[0]));
    CHECK_OK(address_range_parse(STR("10.0.0.0/8"), &trusted[1]));
    static const char request[] =
        "GET / HTTP/1.1\r\n" HEAD "X-Forwarded-For: 1.1.1.1, 203.0.113.7\r\n"
        "X-Forwarded-For: 10.1.1.1\r\n"
        "X-Forwarded-Proto: https\r\nX-Request-Id: abc-1\r\n\r\n";
    start((struct http_options){.trusted = trusted, .trusted_count = 2});
    struct client *client = ask(str_from(request));
    CHECK(client_count(client, " 203.0.113.7 https]") == 1);
    CHECK(client_count(client, "X-Request-Id: abc-1\r\n") == 1);
    client_close(client);
    stop();
    start((struct http_options){0});
    client = ask(str_from(request));
    CHECK(client_count(client, " 127.0.0.1 http]") == 1);
    CHECK(client_count(client, "abc-1") == 0);
    client_close(client);
    stop();
}

static void
answer_badly(struct http_exchange *exchange, void *arg)
{
    static const struct http_header broken = {{"X-Bad", 5}, {"a\r\nSet-Cookie: b", 16}};

    (void)arg;
    if (str_eq(exchange->target.path, STR("/broken")))
        http_answer(exchange, 200, &broken, 1, STR("x"));
}

TEST(server__turns_defects_into_500)
{
    start((struct http_options){.handle = answer_badly});
    check_status("GET /broken HTTP/1.1\r\n" HEAD "\r\n", 500);
    check_status("GET /silent HTTP/1.1\r\n" HEAD "\r\n", 500);
    stop();
}

TEST(server__says_why_it_does_not_start)
{
    struct http_server *unused;
    const char *why = NULL;

    start((struct http_options){0});
    CHECK_ERR(http_server_start(&(struct http_options){.host = "127.0.0.1",
                                                       .port = http_server_port(server),
                                                       .handle = echo},
                                &unused, &why),
              ERR_BUSY);
    CHECK(why != NULL);
    stop();
    CHECK_ERR(
        http_server_start(&(struct http_options){.host = "nowhere", .handle = echo}, &unused, &why),
        ERR_INVALID);
    CHECK_ERR(http_server_start(&(struct http_options){.host = "192.0.2.1", .handle = echo},
                                &unused, &why),
              ERR_GONE);
    CHECK_ERR(http_server_start(&(struct http_options){.cert_path = "/dev/null", .handle = echo},
                                &unused, &why),
              ERR_INVALID);
    CHECK_ERR(
        http_server_start(
            &(struct http_options){.cert_path = __FILE__, .key_path = "/nowhere", .handle = echo},
            &unused, &why),
        ERR_INVALID);
}

TEST_MAIN()
