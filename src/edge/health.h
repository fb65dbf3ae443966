/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is it alive, is it ready, how is it: /healthz never waits on a database, /readyz asks it, and
 * /metrics tells counts. Details go only to the administrator's listener or token, and none of them
 * names a person or unit.
 */
#ifndef KOERS_EDGE_HEALTH_H
#define KOERS_EDGE_HEALTH_H

#include "edge/edge.h"

void health_alive(struct edge *edge, struct http_exchange *exchange);
void health_ready(struct edge *edge, struct http_exchange *exchange);
void health_metrics(struct edge *edge, struct http_exchange *exchange);

/* The same, for one who may see details. */
void health_ready_admin(struct edge *edge, struct http_exchange *exchange);
void health_metrics_admin(struct edge *edge, struct http_exchange *exchange);

#endif
