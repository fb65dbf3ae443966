/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The status that Koers computes: the first of `enum status` that holds, so that silence is never
 * green. The owner's own status stands beside it and is no input.
 */
#ifndef KOERS_PRACTICE_OKR_STATUS_H
#define KOERS_PRACTICE_OKR_STATUS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/maybe.h"
#include "base/moment.h"
#include "practice/okr/kind.h"
#include "practice/okr/rules.h"

/* What people decided, and the period. A key result is draft or closed with its objective. */
struct status_life {
    bool draft;
    bool closed;
    bool dropped;
    bool postponed;
    day_t start_day;
    day_t end_day;
};

struct status_key_result {
    struct status_life life;
    enum kr_kind kind;
    struct maybe last_day; /* of the newest check-in */
    bool no_data;          /* of its progress */
    fraction_t gap;        /* mark − contribution */
};

struct status_objective {
    struct status_life life;
    int64_t outdated_count; /* live key results that are outdated */
    bool has_data;          /* at least one of its items has data */
    struct maybe gap;       /* mark − progress; null without progress */
};

/*
 * `outdated` when the days since the last check-in (or, if none, since the start) exceed cadence
 * and grace; then by the gap. In the first part of the period (start_grace) nothing is behind or at
 * risk, except at_least, at_most and range, which hold from day one.
 */
enum status status_of_key_result(const struct status_key_result *key_result, day_t today,
                                 const struct okr_rules *rules);

/* `outdated` when any live key result is; `no_data` without progress, or when no item has data. */
enum status status_of_objective(const struct status_objective *objective, day_t today,
                                const struct okr_rules *rules);

/* When the next check-in is due: a cadence after the last one, or after the start if none. */
day_t status_next_check_in(day_t start_day, struct maybe last_day, const struct okr_rules *rules);

#endif
