/* SPDX-License-Identifier: Apache-2.0 */
/* Notes, at most once an hour, that a session or token was used. Nobody waits for it. */
#ifndef KOERS_EDGE_TOUCH_H
#define KOERS_EDGE_TOUCH_H

#include "edge/edge.h"
#include "model/call.h"

/* Queues the write; when the queue is full the next request tries again. */
void touch_later(struct edge *edge, const struct call *call);

#endif
