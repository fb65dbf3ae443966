/* SPDX-License-Identifier: Apache-2.0 */
/* The description of the API, generated from the models. */
#ifndef KOERS_EDGE_OPENAPI_H
#define KOERS_EDGE_OPENAPI_H

#include "edge/edge.h"

/* The document, in static storage. */
struct str openapi_text(void);

/* GET /api/v1/openapi.json */
void openapi_document(struct edge *edge, struct http_exchange *exchange);

#endif
