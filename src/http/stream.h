/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Streams of server-sent events: an answer without end, onto which any thread pushes.
 *
 * What is pushed goes out at once, as far as the socket takes it; the rest waits in a bounded
 * buffer, and a stream whose client does not read is dropped. Many streams are told at once by
 * putting into each what it is told, and sending them together. After 20 s without a push a comment
 * goes out, so that proxies keep the connection. A peer that goes away is noticed at once.
 */
#ifndef KOERS_HTTP_STREAM_H
#define KOERS_HTTP_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct http_exchange;
struct http_header;
struct http_stream;

#define HTTP_STREAM_BUFFER_MAX (64U << 10)
#define HTTP_STREAM_PUT_MAX    (16U << 10)

/* Answers 200 with text/event-stream and `headers`; the exchange ends as with http_answer(). The
 * handle is the caller's until http_stream_close(). NULL when there is no memory: the exchange is
 * then answered with 503. */
struct http_stream *http_stream_open(struct http_exchange *exchange,
                                     const struct http_header *headers, size_t header_count);

/* Queues bytes (whole events, ending in an empty line); false when the stream has ended or is
 * dropped for it: then close it. */
bool http_stream_push(struct http_stream *stream, struct str bytes);

/* The same, but the bytes may wait for http_streams_send(), a push, a comment or the end; when
 * HTTP_STREAM_PUT_MAX of them wait they wait no more. */
bool http_stream_put(struct http_stream *stream, struct str bytes);

/* Sends what waits in these streams. */
void http_streams_send(struct http_stream *const *streams, size_t count);

/* False once the peer went away, the stream was dropped or the server stops. */
bool http_stream_alive(struct http_stream *stream);

/* Ends the stream after what is queued and gives the handle back. NULL does nothing. */
void http_stream_close(struct http_stream *stream);

#endif
