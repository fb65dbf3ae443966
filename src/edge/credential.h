/* SPDX-License-Identifier: Apache-2.0 */
/* What a request shows for itself: a session cookie or a bearer token; and whether a browser was
 * talked into sending it by another site. */
#ifndef KOERS_EDGE_CREDENTIAL_H
#define KOERS_EDGE_CREDENTIAL_H

#include "edge/edge.h"
#include "http/server.h"
#include "model/call.h"

struct credential {
    struct str session; /* secret of the cookie, or "no text" */
    struct str token;   /* bearer, or "no text" */
};

struct credential credential_of(const struct http_exchange *exchange);

/* Gathers who asks into the call; nobody where nothing was shown. ERR_UNSIGNED for something that
 * does not hold. */
enum err credential_load(struct call *call, const struct credential *credential) MUST_USE;

/* "https://koers.example" without its scheme; "no text" where that is none of the web. Borrowed. */
struct str credential_host_of_origin(struct str origin);

/*
 * Does the request come from our own pages, or from no browser at all? Browsers say with
 * Sec-Fetch-Site and Origin where a request was made; together with SameSite=Lax and JSON bodies
 * that is the defence against forged requests.
 */
bool credential_same_site(const struct edge *edge, const struct http_exchange *exchange);

/* The Set-Cookie that hands out a session's secret, or (empty) takes it back. In the arena. */
struct str credential_cookie(const struct http_exchange *exchange, struct str secret,
                             int64_t max_age_s);

#endif
