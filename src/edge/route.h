/* SPDX-License-Identifier: Apache-2.0 */
/* What a path leads to: an operation of the practice, or one of the edge's own handlers. */
#ifndef KOERS_EDGE_ROUTE_H
#define KOERS_EDGE_ROUTE_H

#include "edge/edge.h"
#include "http/router.h"
#include "http/server.h"
#include "model/op.h"

struct edge_target {
    const struct op *op; /* or NULL, and then: */
    void (*handle)(struct edge *edge, struct http_exchange *exchange);
};

/* Compiles the operations of all parts and the edge's own paths. */
enum err route_compile(struct edge *edge) MUST_USE;

#define UPLOAD_BYTES_MAX (INT64_C(32) << 20) /* of a file that an operation takes */

/* The cap of a body that is streamed to a file, for operations that take one; else 0. */
int64_t route_upload_cap(const struct http_exchange *exchange, void *edge);

/* The server's handler: finds the target and gives it the exchange. */
void route_handle(struct http_exchange *exchange, void *edge);

/* The same for the administrator's listener, which has only health and metrics. */
void route_handle_admin(struct http_exchange *exchange, void *edge);

#endif
