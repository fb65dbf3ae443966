/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What was known at the end of a week. A check-in belongs to the week in which somebody wrote it
 * down, not to the day it tells of: one that is written late tells of the past and does not repaint
 * it; nor does a correction, for the week goes by what the check-in said then. What was imported is
 * taken to have been written on its day.
 *
 * Measures are those of today: an edit of a target is not undone for the past.
 */
#ifndef KOERS_EXPLORE_HEAT_H
#define KOERS_EXPLORE_HEAT_H

#include "gen/checkin.h"
#include "gen/explore.h"
#include "gen/okr.h"
#include "model/call.h"
#include "practice/okr/standing.h"

#define HEAT_WEEKS_MAX 400U /* of one cycle */

/* A week of a cycle. */
struct heat_week {
    day_t last_day; /* of the week, or today within it */
    usec_t begin;
    usec_t end;
};

/* Cuts a cycle into weeks up to the one that runs, in the organisation's zone. `out` has
 * HEAT_WEEKS_MAX places; the last week of the cycle may be shorter. */
enum err heat_weeks(struct call *call, struct standing *standing, const struct cycle *cycle,
                    struct heat_week *out, size_t *ret_count) MUST_USE;

/* A key result with what its check-ins ever said, in the order in which they count, and its
 * objective's life. */
struct heat_subject {
    const struct objective_row *objective;
    const struct heat_life *life;
    struct key_result_view *key_result;
    const struct check_in_known *check_ins;
    size_t check_in_count;
    struct reading *readings; /* room for check_in_count of them */
};

struct heat_known {
    bool live; /* did it count at all; else nothing of the rest is set */
    enum status status;
    fraction_t contribution;
    struct maybe last_day;
    bool checked_in; /* within the week */
};

/* What was known of it when that week ended. */
enum err heat_known(const struct heat_subject *subject, const struct heat_week *week,
                    const struct okr_rules *rules, struct heat_known *out) MUST_USE;

/* Calls for each key result of those of these objectives that are published, whoever may see them.
 */
typedef enum err heat_visit(void *arg, const struct heat_subject *subject);

enum err heat_walk(struct call *call, struct objective_row_list *rows, heat_visit *visit,
                   void *arg) MUST_USE;

/* The state a status counts as. */
enum heat_state heat_state_of(enum status status);

#endif
