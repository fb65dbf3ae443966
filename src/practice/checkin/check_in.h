/* SPDX-License-Identifier: Apache-2.0 */
/* What other rules of this part ask before something is said of a key result. */
#ifndef KOERS_CHECKIN_CHECK_IN_H
#define KOERS_CHECKIN_CHECK_IN_H

#include "model/call.h"
#include "practice/okr/key_result.h"

/* ERR_CONFLICT, saying why, when a key result takes no check-ins: draft, closed, dropped, or of a
 * cycle that is not open. */
enum err check_in_open(struct call *call, const struct open_key_result *open) MUST_USE;

/* The day it is in the zone of its unit. */
enum err check_in_today(struct call *call, const struct open_key_result *open, day_t *out) MUST_USE;

#endif
