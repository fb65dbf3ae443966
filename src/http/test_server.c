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

TEST_MAIN()
