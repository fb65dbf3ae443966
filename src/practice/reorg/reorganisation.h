/* SPDX-License-Identifier: Apache-2.0 */
/* Reorganisations whose day has come. Operations are declared in gen/reorg.h; this is for the job.
 */
#ifndef KOERS_REORG_REORGANISATION_H
#define KOERS_REORG_REORGANISATION_H

#include "gen/reorg.h"
#include "model/call.h"

/* Applies the first scheduled plan whose day has come, in this transaction; `*ret_id` is 0 when
 * there is none. A plan that has problems by now stays as it is and says which in `trouble`; it is
 * tried again once somebody scheduled it anew. */
enum err reorg_apply_due(struct call *call, int64_t *ret_id) MUST_USE;

/* Gives that plan up, when applying it failed half-way and was rolled back. */
enum err reorg_give_up_due(struct call *call) MUST_USE;

#endif
