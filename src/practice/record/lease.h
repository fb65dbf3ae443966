/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Of many servers one does a job: the one that holds its lease. A holder that dies lets go when the
 * span runs out, so a job renews long before that (a third of the span) and stops when it cannot.
 */
#ifndef KOERS_RECORD_LEASE_H
#define KOERS_RECORD_LEASE_H

#include <stdbool.h>

#include "model/call.h"

/* Takes or renews for `span` microseconds from now, by the database's clock; `*ret_held` says
 * whether `holder` (a name no other server has) now holds it. In a writing transaction. */
enum err lease_take(struct call *call, struct str name, struct str holder, usec_t span,
                    bool *ret_held) MUST_USE;

/* Lets go, when it is the holder's at all. */
enum err lease_release(struct call *call, struct str name, struct str holder) MUST_USE;

/* Lets go of all that a holder has. */
enum err lease_let_go(struct call *call, struct str holder) MUST_USE;

#endif
