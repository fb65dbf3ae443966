/* SPDX-License-Identifier: Apache-2.0 */
/* Putting a version to use, and making the steps of what runs. */
#ifndef KOERS_PROCESS_START_H
#define KOERS_PROCESS_START_H

#include "gen/process.h"
#include "model/call.h"

/* Steps of a cycle inside another are made so many days before it begins. */
#define PROCESS_AHEAD_DAYS 60

/* Puts a version to use and makes its steps. For rules and the demo; asks nobody's leave. */
enum err process_begin(struct call *call, struct process *row) MUST_USE;

/* Makes the steps a process lacks, moves the days of those that are not done, and lets go of units
 * that belong to it no more: of units that are marked (unit_duty.dirty); and of all people who hold
 * their role no more. Made again it changes nothing. Wants process_duty_renew() before it. */
enum err process_make(struct call *call, const struct process *process) MUST_USE;

enum err process_open(struct call *call, int64_t id, struct process *out) MUST_USE;

#endif
