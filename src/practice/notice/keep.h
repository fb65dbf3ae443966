/* SPDX-License-Identifier: Apache-2.0 */
/* How long notices are kept. */
#ifndef KOERS_NOTICE_KEEP_H
#define KOERS_NOTICE_KEEP_H

#include "model/call.h"

#define NOTICE_LIFETIME (400 * USEC_PER_DAY) /* a year's round, and a month to look back */

/* Deletes some notices that are older; `*done`: how many. */
enum err notices_prune(struct call *call, int64_t *done) MUST_USE;

/* What a person whose name was erased was told, and how they wanted it, goes; so it does of the
 * names that were merged into them. */
enum err notices_erase(struct call *call, int64_t person_id) MUST_USE;

#endif
