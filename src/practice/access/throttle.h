/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Against guessing passwords: failures are counted for the account (also one that does not exist,
 * so that nobody learns which do) and for the address they come from. After a few free ones each
 * failure blocks twice as long as the one before, up to a quarter of an hour; in a quarter of an
 * hour one is forgotten, which lets nobody guess more often than the blocks do.
 *
 * A success forgives the account, and its address as many: a whole office is behind one address,
 * and who mistyped comes in at last. What its other accounts failed stays, where somebody may try
 * many beside their own.
 *
 * An IPv6 client owns a /64, so that is what is counted. A day without failures starts anew.
 */
#ifndef KOERS_ACCESS_THROTTLE_H
#define KOERS_ACCESS_THROTTLE_H

#include "model/call.h"

#define THROTTLE_FREE_ACCOUNT 5  /* failures without a block */
#define THROTTLE_FREE_ADDRESS 20 /* an office is behind one address */
#define THROTTLE_SPAN_MAX     (15 * 60 * USEC_PER_SEC)
#define THROTTLE_FORGETS_ONE  THROTTLE_SPAN_MAX
#define THROTTLE_LIFETIME     USEC_PER_DAY

/* For how long the last of so many failures blocks; 0: not at all. */
usec_t throttle_span(int64_t failures, int64_t free);

/* The network that counts as one client: the address itself, or an IPv6 address's /64. */
struct str throttle_network(struct arena *arena, struct str address);

/* ERR_TOO_MANY, with call->retry_after, when the account or the call's client is blocked. */
enum err throttle_check(struct call *call, struct str email) MUST_USE;

/* Counts a failure of both. */
enum err throttle_count(struct call *call, struct str email) MUST_USE;

/* Takes away what is kept of the account, which names it. */
enum err throttle_forget(struct call *call, struct str email) MUST_USE;

/* The same after a success, and forgets as many failures of the call's client. */
enum err throttle_forgive(struct call *call, struct str email) MUST_USE;

#endif
