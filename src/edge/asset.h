/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The client: its files, embedded compressed in the binary, and its one page for every address that
 * is not a file, with a fresh nonce for the style elements its library makes.
 */
#ifndef KOERS_EDGE_ASSET_H
#define KOERS_EDGE_ASSET_H

#include <stdbool.h>

#include "edge/edge.h"
#include "http/target.h"

/* Everything that is neither API nor health. */
void asset_handle(struct edge *edge, struct http_exchange *exchange);

/* Is it a page or file of the API's documentation, which lies under /api/docs? */
bool asset_is_docs(const struct http_target *target);

#endif
