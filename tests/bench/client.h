/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The smallest HTTP client: one connection that is kept, one request at a time, answers with a
 * Content-Length. Neither asking nor hearing blocks for the other: who has many clients polls them.
 */
#ifndef KOERS_BENCH_CLIENT_H
#define KOERS_BENCH_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

#define CLIENT_ANSWER_MAX (1U << 20)

struct client {
    int fd;
    uint16_t port;
    char *bytes; /* CLIENT_ANSWER_MAX of them */
    size_t got;
    size_t whole; /* length of the answer, 0 while its head is not there */
    int status;
};

/* A socket connected to 127.0.0.1, or -1 when nobody is there. */
int client_connect(uint16_t port);

/* Connects. */
bool client_open(struct client *client, struct arena *arena, uint16_t port);
void client_close(struct client *client);

/* Connects again where the server has ended a connection that nobody used. */
bool client_refresh(struct client *client);

/* The whole request, with a cookie, of "/path", which is got, of "/path TAG", which is got unless
 * that is still its entity tag, or of "POST /path BODY". */
struct str client_request(struct arena *arena, struct str text, struct str cookie);

/* An answer that is a success: 2xx, or 304. */
bool client_is_fine(const struct client *client);

bool client_ask(struct client *client, struct str request);

/* Reads what has come, waiting when nothing has; `ret_over` when the answer is whole, with its
 * status. False when the connection is gone or the answer none of ours. */
bool client_hear(struct client *client, bool *ret_over);

/* Asks and waits for the answer. */
bool client_exchange(struct client *client, struct str request);

#endif
