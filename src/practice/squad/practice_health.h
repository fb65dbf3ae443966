/* SPDX-License-Identifier: Apache-2.0 */
/* What of the health of the practice a harmonisation session must know. */
#ifndef KOERS_SQUAD_PRACTICE_HEALTH_H
#define KOERS_SQUAD_PRACTICE_HEALTH_H

#include <stdbool.h>

#include "base/decimal.h"
#include "practice/squad/practice_health_count.h"

/* In which signals the middle half of the business units lies further apart than `limit`. */
enum err health_apart(struct call *call, int64_t cycle_id, fraction_t limit,
                      bool out[HEALTH_SIGNALS]) MUST_USE;

#endif
