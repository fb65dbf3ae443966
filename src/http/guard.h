/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is refused before anybody acts on it. The library lets through heads that another server
 * in front of us could read differently, which is how requests are smuggled; see guard.c for the
 * list. A few it refuses by itself, with a page in HTML and a closed connection, before we are
 * asked: a Content-Length that is no number, a line without a colon, a head larger than its pool,
 * another version than 1.x. Internal to http/.
 */
#ifndef KOERS_HTTP_GUARD_H
#define KOERS_HTTP_GUARD_H

#include "http/server.h"

struct refusal {
    int status;
    const char *detail; /* one English sentence */
    enum http_fault fault;
};

/* Judges the head of a request: method, headers and framing. `version` is the protocol as sent.
 * NULL when nothing is wrong. */
const struct refusal *guard_head(const struct http_exchange *exchange, struct str version);

/* Are the lines of the head laid out as they must be? In old_library.c and
 * strict_library.c, of which the build takes the one that fits. */
bool guard_is_laid_out(const struct http_exchange *exchange, struct str version);

/* A name or address with an optional port: nothing that could end an authority or start a path. */
bool guard_is_host(struct str value);

/* Is the header called so, in any case? */
bool guard_is_named(const struct http_header *header, struct str name);

/* Is this a token (RFC 9110, 5.6.2)? */
bool guard_is_token(struct str text);

/* Content-Length as a number, -1 when there is none; only after guard_head() found it good. */
int64_t guard_content_length(const struct http_exchange *exchange);

#endif
