/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/measuring.h"

/* A row and its view have these members alike; only a macro can say so once. */
#define MEASURE_OF(kr, cycle, lists)                                                               \
    (struct measure)                                                                               \
    {                                                                                              \
        .kind = (kr)->kind, .rule = (kr)->period_rule,                                             \
        .start_day = maybe_or((kr)->start_day, (cycle).start_day),                                 \
        .end_day = maybe_or((kr)->due_day, (cycle).end_day), .due_day = (kr)->due_day,             \
        .start_value = (kr)->start_value, .target_value = (kr)->target_value,                      \
        .worst_value = (kr)->worst_value, .low_value = (kr)->low_value,                            \
        .high_value = (kr)->high_value, .tolerance = (kr)->tolerance,                              \
        .milestones = (lists)->milestones.items, .milestone_count = (lists)->milestones.count,     \
        .interims = (lists)->interim_targets.items,                                                \
        .interim_count = (lists)->interim_targets.count                                            \
    }

struct measure
measure_of_row(const struct key_result *row, struct measuring_period cycle,
               const struct measure_lists *lists)
{
    return MEASURE_OF(row, cycle, lists);
}

struct measure
measure_of_view(const struct key_result_view *view, struct measuring_period cycle)
{
    return MEASURE_OF(view, cycle, view);
}
