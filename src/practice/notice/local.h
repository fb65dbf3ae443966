/* SPDX-License-Identifier: Apache-2.0 */
/* What the clock says where somebody lives. */
#ifndef KOERS_NOTICE_LOCAL_H
#define KOERS_NOTICE_LOCAL_H

#include "model/call.h"

/* The day, and the minute after midnight. Where the system does not know the zone any more, those
 * of UTC: one name must not keep all others waiting. */
enum err clock_there(struct call *call, struct str zone, day_t *ret_day,
                     int64_t *ret_minute) MUST_USE;

/* The day of a moment there; where the system does not know the zone any more, in that of the
 * organisation. */
enum err day_there(struct call *call, struct str zone, usec_t at, day_t *out) MUST_USE;

#endif
