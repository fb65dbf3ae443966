/* SPDX-License-Identifier: Apache-2.0 */
#include "client.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

int
client_connect(uint16_t port)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int one = 1;

    if (fd < 0)
        return -1;
    (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
    if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
        return fd;
    close(fd);
    return -1;
}

bool
client_open(struct client *client, struct arena *arena, uint16_t port)
{
    *client = (struct client){
        .port = port, .fd = client_connect(port), .bytes = arena_take(arena, CLIENT_ANSWER_MAX)};
    return client->fd >= 0 && client->bytes != NULL;
}

bool
client_refresh(struct client *client)
{
    char byte;

    if (recv(client->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) != 0)
        return true;
    close(client->fd);
    client->fd = client_connect(client->port);
    return client->fd >= 0;
}

void
client_close(struct client *client)
{
    if (client->fd >= 0)
        close(client->fd);
    client->fd = -1;
}

struct str
client_request(struct arena *arena, struct str text, struct str cookie)
{
    static const char common[] =
        "Host: localhost\r\nAccept: application/json\r\nUser-Agent: bench\r\n";
    struct str body;

    if (!str_starts(text, STR("POST "))) {
        struct str tag;
        struct str got = str_cut(text, ' ', &tag);
        struct str unless =
            str_is_null(tag) ? STR("") : str_fmt(arena, "If-None-Match: %.*s\r\n", STR_FMT(tag));
        return str_fmt(arena, "GET %.*s HTTP/1.1\r\n%sCookie: %.*s\r\n%.*s\r\n", STR_FMT(got),
                       common, STR_FMT(cookie), STR_FMT(unless));
    }
    struct str path = str_cut(str_slice(text, 5, text.len), ' ', &body);
    return str_fmt(arena,
                   "POST %.*s HTTP/1.1\r\n%sCookie: %.*s\r\nContent-Type: application/json\r\n"
                   "Content-Length: %zu\r\n\r\n%.*s",
                   STR_FMT(path), common, STR_FMT(cookie), body.len, STR_FMT(body));
}

bool
client_is_fine(const struct client *client)
{
    return client->status / 100 == 2 || client->status == 304;
}

bool
client_ask(struct client *client, struct str request)
{
    client->got = 0;
    client->whole = 0;
    while (request.len > 0) {
        ssize_t sent = send(client->fd, request.ptr, request.len, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        request = str_slice(request, (size_t)sent, request.len);
    }
    return true;
}

/* Where the header's value begins, in whatever case its name is written. */
static const char *
find_length(const char *head, size_t size)
{
    static const char name[] = "Content-Length: ";
    const char *line = head;

    while ((line = memmem(line, size - (size_t)(line - head), "\r\n", 2)) != NULL) {
        line += 2;
        if (strncasecmp(line, name, sizeof(name) - 1) == 0)
            return line + sizeof(name) - 1;
    }
    return NULL;
}

/* Status and length, once the head is there. */
static bool
read_head(struct client *client)
{
    const char *end = memmem(client->bytes, client->got, "\r\n\r\n", 4);

    if (end == NULL)
        return client->got < CLIENT_ANSWER_MAX;
    size_t head = (size_t)(end - client->bytes) + 4;
    if (memcmp(client->bytes, "HTTP/1.1 ", 9) != 0)
        return false;
    client->status = (int)strtol(client->bytes + 9, NULL, 10);
    client->whole = head;
    if (client->status == 204 || client->status == 304)
        return true; /* nothing follows, whatever length the page would have */
    const char *length = find_length(client->bytes, head);
    if (length == NULL)
        return false;
    client->whole += strtoul(length, NULL, 10);
    return client->whole <= CLIENT_ANSWER_MAX;
}

bool
client_hear(struct client *client, bool *ret_over)
{
    ssize_t got = recv(client->fd, client->bytes + client->got, CLIENT_ANSWER_MAX - client->got, 0);

    if (got <= 0)
        return false;
    client->got += (size_t)got;
    if (client->whole == 0 && !read_head(client))
        return false;
    *ret_over = client->whole > 0 && client->got >= client->whole;
    return true;
}

bool
client_exchange(struct client *client, struct str request)
{
    bool over = false;

    if (!client_ask(client, request))
        return false;
    while (!over)
        if (!client_hear(client, &over))
            return false;
    return true;
}
