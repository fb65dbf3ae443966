/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Live events: GET /api/v1/events, server-sent events fed from the event table.
 *
 * One thread reads what was committed since its listeners were told last, woken by commits (on
 * PostgreSQL by those of other servers too), and puts each event into the streams that may see it.
 * A stream that heard nothing for a while is told at once, then what comes within the next second
 * together: in a busy minute each costs a sending a second.
 * It stops below the oldest transaction still running, since PostgreSQL commits ids out of order. A
 * listener begins where the table ended in the snapshot that said who it is, so that nothing
 * written while its stream was opened is left out. An event says that something happened, never
 * what: a client fetches what it shows again, with its own rights.
 *
 * It begins by saying where it stands, an id without an event.
 *
 *     id: 0-4711
 *     event: check_in_created
 *     data: {"id":4711,"at":"…","kind":"check_in_created","subject":"key_result",…}
 */
#ifndef KOERS_EDGE_LIVE_H
#define KOERS_EDGE_LIVE_H

#include "edge/edge.h"

#define LIVE_STREAMS_MAX 10000U
#define LIVE_PORTION     500  /* events read at once */
#define LIVE_REPLAY_MAX  1000 /* missed events looked for; told if they fit a buffer */
#define LIVE_WAIT_MS     1000 /* without a wake-up it looks by itself */
#define LIVE_PAUSE_MS    1000 /* between two sendings to one stream */

/* Asks to be told of commits; before db_start(). */
enum err live_init(struct edge *edge) MUST_USE;

/* Starts the thread; after db_start(). */
enum err live_start(struct edge *edge) MUST_USE;

/* Ends streams and thread. */
void live_stop(struct edge *edge);

/* Gives the memory back; after db_stop(), since commits wake it until then. */
void live_release(struct edge *edge);

/* The handler of the path. */
void live_open(struct edge *edge, struct http_exchange *exchange);

#endif
