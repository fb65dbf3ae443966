/* SPDX-License-Identifier: Apache-2.0 */
/* GET /calendar.ics?t=…: what calendar programs subscribe to (practice/feed). Whoever has the
 * address may read it; the secret stands in the query, which is not logged. */
#ifndef KOERS_EDGE_CALENDAR_H
#define KOERS_EDGE_CALENDAR_H

#include "edge/edge.h"

void calendar_read(struct edge *edge, struct http_exchange *exchange);

#endif
