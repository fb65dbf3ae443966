/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Answers that a client has already and that would come out the same: 304 without building them.
 *
 * For operations that are `daily` the server remembers the entity tag it gave last, of each address
 * and person, with what the database looked like then (conn_state()). As long as nobody committed
 * anything at all, the same rows make the same answer. Whoever asks is looked up before, in the
 * same snapshot, and their roles, units and stand-ins are part of what is remembered; so is the
 * quarter of an hour, since that is where days begin in all zones. In doubt the answer is built.
 *
 *     unchanged_look()   in the transaction, after it is known who asks
 *     unchanged_keep()   with the tag of what was built in that transaction
 */
#ifndef KOERS_EDGE_UNCHANGED_H
#define KOERS_EDGE_UNCHANGED_H

#include "db/db.h"
#include "edge/edge.h"
#include "model/call.h"

#define UNCHANGED_PLACES  4096U /* answers remembered at most, 80 bytes each */
#define UNCHANGED_KEY     16U
#define UNCHANGED_TAG_MAX 47U

/* Which answer, of which state. */
struct unchanged {
    unsigned char key[UNCHANGED_KEY];
    int64_t number;  /* of the state; 0: there is nothing to remember */
    int64_t quarter; /* of an hour, since 1970 */
};

enum err unchanged_init(struct edge *edge) MUST_USE;
void unchanged_release(struct edge *edge);

/* Which answer this is. `ret_tag` gets, in the arena of the call, the tag that it had when it was
 * built last, if it still has that; else "no text". */
enum err unchanged_look(struct edge *edge, struct call *call, const struct http_exchange *exchange,
                        struct unchanged *out, struct str *ret_tag) MUST_USE;

void unchanged_keep(struct edge *edge, const struct unchanged *answer, struct str tag);

#endif
