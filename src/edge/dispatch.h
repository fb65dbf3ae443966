/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The life of a request to an operation: from an exchange to a call, through its rule, and back.
 *
 *     read on SQLite     on the serving thread, in one snapshot
 *     long read, PostgreSQL   suspended, run by a worker
 *     write              suspended; the writer (or a worker) runs it and the answer goes out after
 *                        COMMIT returned
 *     prepare            before the write, on a worker, with a reading connection
 *
 * A run may happen more than once, so it starts from nothing each time: who asks, the input, the
 * rule, and for a POST with Idempotency-Key the stored answer, all in one transaction.
 */
#ifndef KOERS_EDGE_DISPATCH_H
#define KOERS_EDGE_DISPATCH_H

#include "edge/edge.h"
#include "http/router.h"
#include "http/server.h"
#include "model/op.h"

#define SESSION_COOKIE        "koers_session"
#define SESSION_COOKIE_SECURE "__Host-koers_session"

void dispatch(struct edge *edge, struct http_exchange *exchange, const struct op *op,
              const struct route_match *match);

#endif
