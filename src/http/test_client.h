/* SPDX-License-Identifier: Apache-2.0 */
/* A client for the tests of the server that sends any bytes and reads what comes. */
#ifndef KOERS_HTTP_TEST_CLIENT_H
#define KOERS_HTTP_TEST_CLIENT_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/test.h"
#include "http/server.h"

#define CLIENT_REPLY_MAX   (256U << 10)
#define CLIENT_PATIENCE_MS 5000

struct client {
    int fd;
    size_t len;
    char reply[CLIENT_REPLY_MAX];
};

static inline struct client *
client_open(uint16_t port)
{
    struct client *client = calloc(1, sizeof(*client));
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (client == NULL)
        abort();
    client->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(client->fd, (struct sockaddr *)&to, sizeof(to)) != 0) {
        close(client->fd);
        client->fd = -1;
    }
    return client;
}

static inline void
client_close(struct client *client)
{
    if (client->fd >= 0)
        close(client->fd);
    free(client);
}

/* False when the server has closed. */
static inline bool
client_send(struct client *client, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t sent = send(client->fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.ptr += sent;
        bytes.len -= (size_t)sent;
    }
    return true;
}

static inline struct str
client_reply(const struct client *client)
{
    return (struct str){.ptr = client->reply, .len = client->len};
}

/* Reads once more; false at the end, or when nothing came for `ms`. */
static inline bool
client_read(struct client *client, int ms)
{
    struct pollfd ready = {.fd = client->fd, .events = POLLIN};

    if (client->len == CLIENT_REPLY_MAX - 1 || poll(&ready, 1, ms) != 1)
        return false;
    ssize_t size =
        recv(client->fd, client->reply + client->len, CLIENT_REPLY_MAX - 1 - client->len, 0);
    if (size <= 0)
        return false;
    client->len += (size_t)size;
    return true;
}

/* How often `text` is in the reply so far. */
static inline int
client_count(const struct client *client, const char *text)
{
    int count = 0;

    for (const char *at = client->reply; (at = strstr(at, text)) != NULL; at++)
        count++;
    return count;
}

/* Reads until `text` was seen `count` times. */
static inline bool
client_await(struct client *client, const char *text, int count)
{
    while (client_count(client, text) < count)
        if (!client_read(client, CLIENT_PATIENCE_MS))
            return false;
    return true;
}

/* Reads to the end; true when the server closed in time. */
static inline bool
client_read_all(struct client *client)
{
    struct pollfd ready = {.fd = client->fd, .events = POLLIN};
    char unused;

    while (client_read(client, CLIENT_PATIENCE_MS))
        continue;
    return poll(&ready, 1, 0) == 1 && recv(client->fd, &unused, 1, MSG_PEEK) <= 0;
}

/* The status of the first answer, 0 when there is none. */
static inline int
client_status(const struct client *client)
{
    if (client->len < 12 || strncmp(client->reply, "HTTP/1.", 7) != 0)
        return 0;
    return (int)strtol(client->reply + 9, NULL, 10);
}

#endif
