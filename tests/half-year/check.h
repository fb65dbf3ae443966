/* SPDX-License-Identifier: Apache-2.0 */
/* Holds what the product says against what the story implies; each breach is a fault of the world.
 */
#ifndef KOERS_HALF_YEAR_CHECK_H
#define KOERS_HALF_YEAR_CHECK_H

#include "expected.h"
#include "told.h"

/* Every step there is, with its days and where it stands, as everybody reads them. */
void check_steps(struct world *world);

/* What was told at this moment (the sayings from `first` on): each rung of the ladder to whom it
 * must go and nobody else, and reminders of check-ins to whom they are due. */
void check_morning(struct world *world, const struct saying_list *told, size_t first);

/* Over the whole half year: how often, at what hour, and to whom never. */
void check_once_a_day(struct world *world, const struct saying_list *told);
void check_ten_a_week(struct world *world, const struct saying_list *told);
void check_hours(struct world *world, const struct saying_list *told);
void check_absent(struct world *world, const struct saying_list *told);
void check_leavers(struct world *world, const struct saying_list *told);
void check_free_days(struct world *world, const struct saying_list *told);

#endif
