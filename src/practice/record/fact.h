/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Facts: what a part tells those to its left that cannot look at its tables, such as "the
 * harmonisation session of this cycle was held". The process reads them as evidence, by their kind.
 */
#ifndef KOERS_RECORD_FACT_H
#define KOERS_RECORD_FACT_H

#include "base/maybe.h"
#include "model/call.h"

/* It is so, of this subject ("summit", 7), for a unit and a cycle where it has any. Said again it
 * keeps the time at which it was first said; where it is so now is what was said last. */
enum err fact_put(struct call *call, struct str kind, struct str subject, int64_t subject_id,
                  struct maybe unit_id, struct maybe cycle_id) MUST_USE;

/* It is so no more; that it never was is no error. */
enum err fact_take_back(struct call *call, struct str kind, struct str subject,
                        int64_t subject_id) MUST_USE;

#endif
