/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What people check in during a quarter: every two weeks, on the weekday of their unit, and with
 * the same outcome as often as it is played.
 */
#ifndef KOERS_GENERATE_COURSE_H
#define KOERS_GENERATE_COURSE_H

#include "koers/generate/quarter.h"

/* Plays the quarter day by day, from the start: key results become what their check-ins say. With a
 * book it writes them, with what else they leave; without one (NULL) nothing. */
enum err course_play(struct quarter *quarter, struct book *book) MUST_USE;

#endif
