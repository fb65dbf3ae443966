/* SPDX-License-Identifier: Apache-2.0 */
/* Pages without JavaScript that a link in a message leads to (practice/notice/leaf.h). */
#ifndef KOERS_EDGE_PLAIN_H
#define KOERS_EDGE_PLAIN_H

#include "edge/edge.h"

void plain_stop(struct edge *edge, struct http_exchange *exchange);
void plain_stop_now(struct edge *edge, struct http_exchange *exchange);
void plain_check_in(struct edge *edge, struct http_exchange *exchange);
void plain_check_in_now(struct edge *edge, struct http_exchange *exchange);

#endif
