/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a key result should stand on a day.
 *
 * e is the share of the way that should be done; the mark shown beside a bar is g · e, g being what
 * counts as the intended end of an objective of that kind. Of an objective e is the weighted mean
 * of its items' (rollup_of()). Days are whole days in the unit's zone; a day ends at its midnight.
 */
#ifndef KOERS_PRACTICE_OKR_EXPECTED_H
#define KOERS_PRACTICE_OKR_EXPECTED_H

#include "base/decimal.h"
#include "base/err.h"
#include "base/moment.h"
#include "practice/okr/kind.h"
#include "practice/okr/measure.h"
#include "practice/okr/rules.h"

/*
 * e of a key result, in ppm:
 *
 *     increase, decrease        the line from (start, 0) to (end, 1), through the interim
 *                               targets if any, each at (v − s) / (t − s) limited to 0..1
 *     zones                     the line
 *     milestones                weights due by today / all weights; those without a date are
 *                               due on the last day; where none has a date, the line
 *     at_least, at_most, range  1 from day one
 *     yes_no                    0 before the due day, then 1
 *
 * The line is (today − start) / (end − start) limited to 0..1. All is rounded once. ERR_INVALID
 * when the measure has faults.
 */
enum err expected_of(const struct measure *measure, day_t today, fraction_t *out) MUST_USE;

/* g · e, rounded half away from zero. e and g lie within 0..1. */
fraction_t expected_mark(fraction_t e, enum objective_kind kind, const struct okr_rules *rules);

#endif
