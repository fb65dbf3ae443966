/* SPDX-License-Identifier: Apache-2.0 */
/* What keeps a key result from moving, with a request for help; operations are in gen/checkin.h. */
#ifndef KOERS_CHECKIN_BLOCKER_H
#define KOERS_CHECKIN_BLOCKER_H

#include "gen/checkin.h"
#include "model/call.h"
#include "practice/okr/key_result.h"

/*
 * What is said of one in a check-in or by itself. Notes every fault, with pointers that begin with
 * `at` ("" or "/blocker"), and fills `out` for blocker_add(). `today` is that of the unit.
 */
enum err blocker_check(struct call *call, const struct blocker_said *said, const char *at,
                       day_t today, struct blocker *out) MUST_USE;

/* Writes it with event and history; the caller has opened the key result and found no faults. */
enum err blocker_add(struct call *call, const struct open_key_result *open,
                     struct blocker *row) MUST_USE;

#endif
