/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the program has in it as files: the client and the description of the API, compressed. The
 * client's one page is the answer for every address that is not a file, with a fresh nonce for the
 * style elements its library makes.
 */
#ifndef KOERS_EDGE_ASSET_H
#define KOERS_EDGE_ASSET_H

#include <stdbool.h>

#include "edge/edge.h"
#include "gen/asset.h"
#include "http/target.h"

/* The answers with the client's files, of which none is made before it is asked for. Released when
 * nobody is served any more. */
enum err asset_init(struct edge *edge) MUST_USE;
void asset_release(struct edge *edge);

/* Everything that is neither an operation nor health. */
void asset_handle(struct edge *edge, struct http_exchange *exchange);

/* Is it a page or file of the API's documentation, which lies under /api/docs? */
bool asset_is_docs(const struct http_target *target);

/* The bytes of a file as they are: in the program, or inflated into the arena. ERR_MEMORY. */
enum err asset_identity(struct arena *arena, const struct asset *asset, struct str *out) MUST_USE;

#endif
