/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/internal.h"

#define BACKLOG 1024

/* The socket address to bind: names are not looked up, an address says exactly where. */
static enum err
where(const char *host, uint16_t port, struct sockaddr_storage *out, socklen_t *ret_len)
{
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)};

    *out = (struct sockaddr_storage){0};
    if (host != NULL && strcmp(host, "localhost") == 0)
        host = "127.0.0.1";
    if (host == NULL || strcmp(host, "*") == 0)
        host = "::"; /* which takes IPv4 as well */
    if (inet_pton(AF_INET, host, &in.sin_addr) == 1) {
        memcpy(out, &in, sizeof(in));
        *ret_len = sizeof(in);
        return OK;
    }
    if (inet_pton(AF_INET6, host, &in6.sin6_addr) == 1) {
        memcpy(out, &in6, sizeof(in6));
        *ret_len = sizeof(in6);
        return OK;
    }
    return ERR_INVALID;
}

static uint16_t
port_of(int fd)
{
    struct sockaddr_storage bound = {0};
    socklen_t len = sizeof(bound);
    struct sockaddr_in in;
    struct sockaddr_in6 in6;

    if (getsockname(fd, (struct sockaddr *)&bound, &len) != 0)
        return 0;
    memcpy(&in, &bound, sizeof(in));
    memcpy(&in6, &bound, sizeof(in6));
    return ntohs(bound.ss_family == AF_INET6 ? in6.sin6_port : in.sin_port);
}

static enum err
bind_error(const char **ret_why)
{
    if (errno == EADDRINUSE) {
        *ret_why = "The address is taken: another program listens there.";
        return ERR_BUSY;
    }
    *ret_why = errno == EACCES ? "Listening on this port needs more rights."
                               : "The address is not one of this machine.";
    return ERR_GONE;
}

enum err
listen_open(const struct http_options *options, int *ret_fd, uint16_t *ret_port,
            const char **ret_why)
{
    const int on = 1;
    const int off = 0;
    struct sockaddr_storage address;
    socklen_t len = 0;

    if (where(options->host, options->port, &address, &len) != OK) {
        *ret_why = "The host to listen on is not an IP address.";
        return ERR_INVALID;
    }
    int fd = socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0 && address.ss_family == AF_INET6 && options->host == NULL) {
        /* A kernel without IPv6. */
        if (where("0.0.0.0", options->port, &address, &len) == OK)
            fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    }
    if (fd < 0) {
        *ret_why = "No socket is to be had.";
        return ERR_GONE;
    }
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (address.ss_family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
    if (bind(fd, (struct sockaddr *)&address, len) != 0 || listen(fd, BACKLOG) != 0) {
        enum err err = bind_error(ret_why);
        close(fd);
        return err;
    }
    *ret_fd = fd;
    *ret_port = port_of(fd);
    return OK;
}
