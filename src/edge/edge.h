/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The edge: where HTTP and the practice meet, and nowhere else.
 *
 * edge_start() takes a database that is open and migrated, starts it, and serves it until
 * edge_stop(). A request is routed to an operation (dispatch.c) or to one of a handful of other
 * things: the client's files (asset.c), live events (live.c), health and metrics (health.c),
 * the pages that links in messages lead to (plain.c), and calendars (calendar.c).
 */
#ifndef KOERS_EDGE_EDGE_H
#define KOERS_EDGE_EDGE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/moment.h"
#include "base/str.h"

struct asset_answers;
struct cache;
struct db;
struct http_exchange;
struct http_server;
struct live;
struct replica;
struct router;
struct unchanged_table;

#define EDGE_ANSWERS_BUSY  6U /* 503, counted apart from other answers of 5xx */
#define EDGE_ANSWERS_COUNT 7U

struct edge_options {
    struct db *db;
    struct db *replica;           /* a standby of it that is read from, or NULL */
    struct cache *cache;          /* what reading requests remember, or NULL */
    const char *url;              /* of the database; imports stage their rows beside it */
    const char *listen;           /* HOST:PORT */
    const char *admin_listen;     /* HOST:PORT for /metrics and details of /readyz, or NULL */
    const char *admin_token;      /* bearer that may see them on the main port, or NULL */
    const char *public_url;       /* https://koers.example, or NULL: what the request says */
    const char *trusted_proxies;  /* CIDRs, comma between; or NULL */
    bool mails;                   /* a mail server is set up */
    const atomic_bool *mail_lost; /* and is out of reach; or NULL */
    const atomic_int_fast64_t *job_failures; /* rounds of jobs that came to nothing; or NULL */
    const char *chat_hosts;                  /* where chats may be posted to, comma between */
    const char *cert_path;                   /* PEM, or NULL */
    const char *key_path;
    unsigned threads; /* 0: one a core */
    unsigned connection_max;
    unsigned request_timeout_ms;
    size_t body_max;      /* of one request, bytes */
    size_t body_budget;   /* of all bodies in memory */
    size_t upload_budget; /* of all uploads on disk */
    size_t answer_budget; /* of all answers in memory */
};

struct edge {
    struct edge_options options;
    struct str public_url; /* without slash at its end; "no text" when not set */
    struct str admin_token;
    struct arena arena; /* the routes, and what is kept until the end */
    struct router *router;
    struct http_server *server;
    struct http_server *admin_server;
    struct live *live;
    struct replica *replica; /* NULL: all is read from options.db */
    struct asset_answers *asset_answers;
    struct unchanged_table *unchanged;
    atomic_int_fast64_t unchanged_count; /* answers that were not built */
    usec_t begun;
    atomic_bool leaving;
    atomic_int_fast64_t answers[EDGE_ANSWERS_COUNT]; /* by the first digit of their status */
};

/* Starts to serve. `ret_why` says in a sentence what stood in the way. */
enum err edge_start(const struct edge_options *options, struct edge *out,
                    const char **ret_why) MUST_USE;

/* The port it listens on, for port 0. */
uint16_t edge_port(const struct edge *edge);

/* Where the outside finds this server, without slash at its end: as it was set, else as the request
 * has it. In the arena of the exchange. */
struct str edge_public_url(const struct edge *edge, const struct http_exchange *exchange);

/* Says in /readyz that it is about to stop, and serves on. */
void edge_leave(struct edge *edge);

/* Stops in order: listener, streams, what is under way (drained from the database), daemon. */
enum err edge_stop(struct edge *edge) MUST_USE;

#endif
