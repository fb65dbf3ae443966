/* SPDX-License-Identifier: Apache-2.0 */
/* Notes now and then that a session, a token or a calendar's address was used. Nobody waits for it:
 * the write is queued; when the queue is full the next request tries again. */
#ifndef KOERS_EDGE_TOUCH_H
#define KOERS_EDGE_TOUCH_H

#include "edge/edge.h"
#include "model/call.h"

/* Of who asks. */
void touch_later(struct edge *edge, const struct call *call);

/* Of the address of a calendar. */
void touch_feed_later(struct edge *edge, int64_t feed_id);

#endif
