/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads from a standby of PostgreSQL (decision 0290). Nobody reads there what is older than what
 * this server has heard of: each commit, by whatever server, makes it ask the primary where its log
 * stands, and the standby is read from once it has followed that far. Until then, for a moment
 * after somebody's own write (which the next server may not have heard of), and while the standby
 * does not answer, reads go to the primary.
 */
#ifndef KOERS_EDGE_REPLICA_H
#define KOERS_EDGE_REPLICA_H

#include "base/buf.h"
#include "edge/edge.h"
#include "http/server.h"

/* Before db_start() of either; does nothing without edge->options.replica. */
enum err replica_init(struct edge *edge) MUST_USE;
/* Starts the replica, and the thread that asks the primary. Before that no read goes there. */
enum err replica_start(struct edge *edge) MUST_USE;
/* Once no request begins any more, and before the primary is stopped, to which reads turn back. */
void replica_stop(struct edge *edge);
void replica_release(struct edge *edge);

/* May this read go to the replica? */
bool replica_takes(const struct edge *edge, const struct http_exchange *exchange);

/* How a read ended that went there, and what the engine said. Must the primary be asked instead? */
bool replica_turns_back(struct edge *edge, enum err outcome, const char *why);

/* The Set-Cookie of an answer to a write, "no text" without a replica. In the exchange's arena. */
struct str replica_cookie(const struct edge *edge, const struct http_exchange *exchange);

void replica_metrics(const struct edge *edge, struct buf *buf);

#endif
