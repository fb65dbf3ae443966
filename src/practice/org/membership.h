/* SPDX-License-Identifier: Apache-2.0 */
/* Who belongs to which unit, from one day to another. A person has one main unit at a time. */
#ifndef KOERS_ORG_MEMBERSHIP_H
#define KOERS_ORG_MEMBERSHIP_H

#include "gen/org.h"
#include "model/call.h"

/* Adds a membership with event and history; as the person's main one it takes that from the others.
 * Fills the id, and valid_from (today) when it is 0. For rules and imports; asks nobody's leave,
 * and whether unit and person are fit is the caller's matter. */
enum err membership_add(struct call *call, struct membership *row) MUST_USE;

/* Ends a membership on a day, or on the day it begins when that is later, with event and history.
 */
enum err membership_leave(struct call *call, int64_t id, day_t day) MUST_USE;

/* Takes an end back, or makes a membership the main one again, as it was; for undoing an import. */
enum err membership_resume(struct call *call, int64_t id) MUST_USE;
enum err membership_resume_main(struct call *call, int64_t id) MUST_USE;

#endif
