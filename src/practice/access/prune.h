/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Forgetting in time: sessions and links that have ended, throttles of yesterday, the events of
 * signing in after settings.sign_in_record_days, and what record_prune() forgets. A job runs it
 * under a lease, once a minute or so, and again at once while there is more.
 */
#ifndef KOERS_ACCESS_PRUNE_H
#define KOERS_ACCESS_PRUNE_H

#include "model/call.h"

/* One transaction's worth, at most PRUNE_ROWS_MAX of each kind. `*ret_count` gets how many rows
 * went; 0 means that nothing is left to do. */
enum err access_prune(struct call *call, int64_t *ret_count) MUST_USE;

#endif
