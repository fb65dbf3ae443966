/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of the server share. The only header that names the library.
 *
 * Who touches what: a connection and an exchange belong to the serving thread they came in on,
 * except that an exchange is lent to one other thread between http_suspend() and its answer, and
 * that the sweeper, under the thread's lock, reads of a connection what says when to cut it off. A
 * stream has its own lock, and, without TLS, a socket that the library has let go of: who has the
 * lock writes into it, and the sweeper closes it. Order of locks: server->lock, then stream->lock;
 * the library's own come last.
 */
#ifndef KOERS_HTTP_INTERNAL_H
#define KOERS_HTTP_INTERNAL_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "http/guard.h"
#include "http/server.h"
#include "http/stream.h"

#define HTTP_POOL_SIZE                                                                             \
    (12U << 10) /* the library's memory for a connection, of which a stream touches all */
#define HTTP_ANSWER_USEC_MAX                                                                       \
    (600 * USEC_PER_SEC)                        /* who takes longer to read an answer is cut off */
#define HTTP_HURRIED_USEC    (5 * USEC_PER_SEC) /* the time for who holds what is scarce */
#define HTTP_EXCHANGES_SPARE 32U /* finished exchanges a thread keeps with their arena */
#define HTTP_THREADS_MAX     256U

struct http_thread;

/* What a connection has of the room that all share. */
enum hold {
    HOLD_NOTHING,
    HOLD_BODY,   /* memory */
    HOLD_UPLOAD, /* disk */
    HOLD_ANSWER, /* memory */
    HOLD_COUNT,
};

/* A connection as the sweeper sees it. */
struct connection {
    struct connection *next;
    struct connection *prev;
    int fd;
    _Atomic usec_t deadline; /* monotonic: cut off when reached; 0: none */
    _Atomic bool asked;      /* for something, at least once */
    _Atomic enum hold hold;
    _Atomic bool cut; /* by the sweeper */
    struct http_thread *thread;
    struct exchange *exchange; /* the request being read or answered, or NULL */
};

/* An exchange with what only this folder sees of it. The public part comes first. */
struct exchange {
    struct http_exchange public;
    struct exchange *next; /* among the spare ones */
    struct connection *connection;
    struct MHD_Connection *library;
    struct arena arena;
    struct arena_mark head; /* behind what the line of the log needs */
    struct str target_text;
    bool head_read;
    bool counted;   /* among the exchanges under way, to be logged at the end */
    bool suspended; /* set by the serving thread, before anybody else sees the exchange */
    bool closing;   /* the connection ends with this answer */
    bool answered;  /* an answer is set below, to be queued by the serving thread */

    const struct refusal *refusal; /* answers instead of the handler */
    struct buf body;
    size_t body_charged;    /* of the budget */
    int64_t upload_charged; /* the same of an upload */
    size_t answer_charged;  /* the same of the answer */
    int64_t body_cap;       /* of an upload to a file, else of the body in memory */
    int64_t body_read;

    int status;
    int64_t answer_size;
    struct MHD_Response *answer;
    bool answer_is_kept; /* for others too: it neither changes nor goes with the exchange */
    struct http_stream *stream;
};

/* A serving thread: an event loop of the library with its connections and spare exchanges. */
struct http_thread {
    struct http_server *server;
    struct MHD_Daemon *daemon;
    unsigned number;
    uint64_t id_state; /* of the request ids */

    pthread_mutex_t lock; /* guards the list of connections */
    struct connection *connections;
    struct connection *spare_connections;
    struct arena arena; /* where connections and exchanges come from */
    struct exchange *spare;
    unsigned spare_count;

    _Atomic int64_t connection_count;
    _Atomic int64_t exchange_count;
};

struct http_server {
    struct http_options options;
    uint16_t port;
    _Atomic unsigned thread_count;
    struct http_thread *threads;
    struct arena arena;
    const char *cert; /* PEM, for the library while it runs */
    const char *key;

    _Atomic bool leaving; /* an answer is the last of its connection */
    _Atomic bool stopping;
    _Atomic int64_t body_bytes;
    _Atomic int64_t upload_bytes;
    _Atomic int64_t answer_bytes;
    _Atomic int64_t faults[HTTP_FAULT_COUNT];
    _Atomic int64_t suspended;

    pthread_t sweeper;
    int events; /* epoll of the streams' sockets */
    int wake;   /* eventfd that ends the sweeper */

    pthread_mutex_t lock; /* guards the streams' lists and their memory */
    struct http_stream *streams;
    struct http_stream *spare_streams;
    struct arena stream_arena;
    _Atomic int64_t stream_count; /* whose socket is open */
};

/* old_library.c or strict_library.c, of which the build takes the one that fits: options that the
 * library has in this version; returns how many were put at `out`, at most LIBRARY_OPTIONS_MAX. */
#define LIBRARY_OPTIONS_MAX 1U
unsigned library_options(struct MHD_OptionItem *out);

/* exchange.c: the library's callbacks. */
void *exchange_begin(void *server_thread, const char *target, struct MHD_Connection *library);
enum MHD_Result exchange_serve(void *server_thread, struct MHD_Connection *library, const char *url,
                               const char *method, const char *version, const char *bytes,
                               size_t *size, void **context);
void exchange_end(void *server_thread, struct MHD_Connection *library, void **context,
                  enum MHD_RequestTerminationCode why);

/* Logs an exchange and counts it no more, once. */
void exchange_uncount(struct exchange *exchange);

/* Gives back an exchange that the library forgot to end. */
void exchange_drop(struct exchange *exchange);

/* fault.c: one more of its kind. */
void client_fault_note(struct http_server *server, enum http_fault fault);

/* answer.c */
void answer_refuse(struct exchange *exchange, const struct refusal *refusal);

/* Hands a finished answer to the library; on its serving thread. */
enum MHD_Result answer_queue(struct exchange *exchange);

/* Lets go of an answer that is not with the library, or with the library too. */
void answer_drop(struct exchange *exchange);

/* Gives back what the answer was charged for. */
void answer_release(struct exchange *exchange);

/* Sets the answer, and wakes the serving thread if the exchange is suspended. */
void answer_set(struct exchange *exchange, int status, struct MHD_Response *response, int64_t size,
                const struct http_header *headers, size_t header_count);

/* body.c: what the request carries, into memory or a file. */
const struct refusal *body_expect(struct exchange *exchange);
bool body_take(struct exchange *exchange, const char *bytes, size_t size);
const struct refusal *body_finish(struct exchange *exchange);
void body_release(struct exchange *exchange);

/* stream.c: what sweeper and stop do to streams. */
void stream_hear(struct http_stream *stream);
void streams_beat(struct http_server *server, usec_t now);
void streams_end(struct http_server *server, bool at_once);
void streams_release(struct http_server *server);

/* sweep.c */
enum err sweep_start(struct http_server *server) MUST_USE;
void sweep_stop(struct http_server *server);

/* listen.c: a listening socket for the options; its port is told. */
enum err listen_open(const struct http_options *options, int *ret_fd, uint16_t *ret_port,
                     const char **ret_why) MUST_USE;

static inline struct exchange *
exchange_of(struct http_exchange *public)
{
    return (struct exchange *)public;
}

#endif
