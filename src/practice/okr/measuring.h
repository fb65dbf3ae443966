/* SPDX-License-Identifier: Apache-2.0 */
/* From the row of a key result, with its lists, to the measure the formulas know. */
#ifndef KOERS_OKR_MEASURING_H
#define KOERS_OKR_MEASURING_H

#include "gen/okr.h"
#include "practice/okr/measure.h"
#include "practice/okr/measure_list.h"

/* The period of the cycle, which holds where the key result has no days of its own. */
struct measuring_period {
    day_t start_day;
    day_t end_day;
};

/* The measure borrows the lists. A view brings its own. */
struct measure measure_of_row(const struct key_result *row, struct measuring_period cycle,
                              const struct measure_lists *lists);
struct measure measure_of_view(const struct key_result_view *view, struct measuring_period cycle);

#endif
