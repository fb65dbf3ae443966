/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The HTTP server: it reads whole requests under limits, hands each to one function and sends what
 * that answers. libmicrohttpd does the talking; nobody outside this folder knows.
 *
 *     http_server_start → handle(exchange) on one of its threads → http_answer(exchange, …)
 *                                        └ http_suspend(exchange) → any thread: http_answer(…)
 *
 * Each serving thread runs its own event loop and must not be held up for long: what takes more
 * than a few milliseconds is suspended and answered by another thread.
 *
 * Requests that are not well-formed never reach the handler: they get 400 (413, 431, 503 …) as
 * application/problem+json, and their connection is closed where its framing is in doubt.
 */
#ifndef KOERS_HTTP_SERVER_H
#define KOERS_HTTP_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/moment.h"
#include "base/str.h"
#include "http/address.h"
#include "http/fault.h"
#include "http/method.h"
#include "http/target.h"

#define HTTP_HEADERS_MAX       100U         /* lines; more are 431 */
#define HTTP_HEADER_BYTES_MAX  (8U << 10)   /* names and values together; more are 431 */
#define HTTP_BODY_MAX_USUAL    (1U << 20)   /* one body in memory; more is 413 */
#define HTTP_BUDGET_USUAL      (32U << 20)  /* all large bodies in memory; more is 503 */
#define HTTP_UPLOADS_USUAL     (512U << 20) /* all uploads on disk together; more is 503 */
#define HTTP_ANSWERS_USUAL     (256U << 20) /* all large answers in memory; more is 503 */
#define HTTP_SMALL             (16U << 10)  /* bodies and answers up to this are not counted */
#define HTTP_DISCARD_MAX       (8U << 20)   /* read and thrown away so that a refusal arrives */
#define HTTP_TIMEOUT_MS_USUAL  30000U
#define HTTP_GRACE_MS_USUAL    10000U
#define HTTP_BEAT_MS_USUAL     20000U
#define HTTP_CONNECTIONS_USUAL 16384U
#define HTTP_REQUEST_ID_MAX    64U

struct http_kept;
struct http_server;
struct http_stream; /* stream.h */

struct http_header {
    struct str name;
    struct str value;
};

/*
 * One request and its answer. Everything here may be read by whoever holds the exchange: the
 * handler, and after http_suspend() the one thread that will answer. All of it ends with the
 * answer; nothing may be touched after http_answer() or http_stream_open().
 */
struct http_exchange {
    enum http_method method;
    struct str method_text;
    struct http_target target;
    const struct http_header *headers; /* in the order sent */
    size_t header_count;
    struct str body; /* "no text" when it went to a file */
    int body_fd; /* the file of an upload, at its start; -1 when there is none. Not to be closed */
    int64_t body_size;     /* bytes, wherever they are */
    struct address client; /* behind trusted proxies the address they forward */
    bool secure;           /* TLS, here or at a trusted proxy */
    struct str request_id; /* a trusted proxy's X-Request-Id, else 16 hexadecimal digits */
    unsigned thread;       /* the number of the serving thread, from 0 */
    usec_t begun;          /* monotonic; when the request line was there */
    struct arena *arena;   /* for this exchange alone */
    void *user;            /* the handler's */
};

/* What is logged of an exchange, once, when its answer has been sent (a stream: has begun). */
struct http_log {
    int status;    /* 0: the client went away before an answer */
    int64_t bytes; /* of the answer's body */
    usec_t duration;
    struct str method;
    struct str path; /* without query, which may carry what must not be logged */
    struct str request_id;
    struct address client;
};

struct http_options {
    const char *host;      /* a numeric address, "localhost", or NULL for every address */
    uint16_t port;         /* 0: any free one, see http_server_port() */
    unsigned threads;      /* 0: one a core */
    const char *cert_path; /* PEM; both or neither */
    const char *key_path;
    const struct address_range *trusted; /* proxies whose X-Forwarded-* and X-Request-Id count */
    size_t trusted_count;
    size_t body_max;         /* 0: HTTP_BODY_MAX_USUAL */
    size_t body_budget;      /* 0: HTTP_BUDGET_USUAL */
    size_t upload_budget;    /* 0: HTTP_UPLOADS_USUAL */
    size_t answer_budget;    /* 0: HTTP_ANSWERS_USUAL */
    unsigned timeout_ms;     /* for head, for body, and for a pause while sending; 0: usual */
    unsigned grace_ms;       /* how long a stop waits for answers under way; 0: usual */
    unsigned connection_max; /* 0: HTTP_CONNECTIONS_USUAL, less where the process may open fewer */
    unsigned beat_ms;        /* silence of a stream after which a comment goes out; 0: usual */
    const char *upload_dir;  /* for bodies that go to a file; NULL: /tmp */

    /* Called on a serving thread once the whole request is there; must answer or suspend. */
    void (*handle)(struct http_exchange *exchange, void *arg);

    /* Asked when the head is there: how many bytes the body may have that then goes to a file, 0
     * for the usual way. NULL: never. */
    int64_t (*upload_cap)(const struct http_exchange *exchange, void *arg);

    /* The access log; called on a serving thread. NULL: none. */
    void (*log)(const struct http_log *log, void *arg);
    void *arg;
};

/* Listens and starts the threads. ERR_INVALID for a host, certificate or key that cannot be used,
 * ERR_BUSY when the address is taken, ERR_GONE for other refusals of the system; `ret_why` then
 * says why in a sentence of static storage. */
enum err http_server_start(const struct http_options *options, struct http_server **out,
                           const char **ret_why) MUST_USE;

uint16_t http_server_port(const struct http_server *server);
unsigned http_server_threads(const struct http_server *server);

/* What /metrics tells. */
struct http_counts {
    int64_t connections;  /* open now */
    int64_t exchanges;    /* whose head is there and whose answer is not yet out */
    int64_t streams;      /* open now */
    int64_t body_bytes;   /* of large bodies in memory */
    int64_t upload_bytes; /* of uploads on disk */
    int64_t answer_bytes; /* of large answers in memory */
};

void http_server_count(const struct http_server *server, struct http_counts *out);

/* From now on an answer is the last of its connection, so that who comes by another goes where a
 * balancer sends them. All is served as before. */
void http_server_leave(struct http_server *server);

/* Stops in order: no new connections, what came by the old ones is served, streams end, `drain`
 * (which must see to it that every suspended exchange gets its answer; may be NULL), wait until the
 * answers are out, stop. Requests that arrive meanwhile get 503. ERR_BUSY when an exchange is still
 * suspended after the grace time: the server then cannot be taken down; call again or exit. Streams
 * still held by the caller end with the server: close them before, at the latest in `drain`. Called
 * from a thread that serves nothing. */
enum err http_server_stop(struct http_server *server, void (*drain)(void *arg), void *arg) MUST_USE;

/* The value of the first header of this name, in any case; "no text" when there is none. */
struct str http_header_find(const struct http_exchange *exchange, const char *name);

/* Says, in the handler, that the answer comes later, from any thread. Before the exchange is given
 * to that thread. The handler touches it no more. */
void http_suspend(struct http_exchange *exchange);

/* Answers with a copy of `body`. Content-Length, Date and Connection are added. A header that
 * cannot be sent (a line break in it) is a defect and gives 500. HEAD sends the same head. */
void http_answer(struct http_exchange *exchange, int status, const struct http_header *headers,
                 size_t header_count, struct str body);

/* The same without a copy: the bytes live in the exchange's arena or forever. */
void http_answer_static(struct http_exchange *exchange, int status,
                        const struct http_header *headers, size_t header_count, struct str body);

/* An answer that is the same for whoever asks: its head is made once, which otherwise takes longer
 * than all else a small file takes. The bytes of `body` live as long as it does; it may be given to
 * any number of exchanges, on any thread. NULL without memory. */
struct http_kept *http_kept_new(struct arena *arena, int status, const struct http_header *headers,
                                size_t header_count, struct str body);

/* When no server has it any more. NULL does nothing. */
void http_kept_release(struct http_kept *kept);

/* Answers with it. False when the server leaves, where an answer says that it is the last of its
 * connection, which this one cannot: then answer in another way. */
bool http_answer_kept(struct http_exchange *exchange, const struct http_kept *kept) MUST_USE;

/* The same as http_answer() with the bytes of a file, from its start; closes it when they are out.
 */
void http_answer_file(struct http_exchange *exchange, int status, const struct http_header *headers,
                      size_t header_count, int fd, int64_t size);

/* The same as http_answer(), taking over the buffer's bytes; `body` is empty afterwards. */
void http_answer_buf(struct http_exchange *exchange, int status, const struct http_header *headers,
                     size_t header_count, struct buf *body);

#endif
