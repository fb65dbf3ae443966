/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Changes of units that hold from a day on. What was until then stays readable as of any day
 * before. For rules; nobody's leave is asked. A day before the unit's last change is refused with
 * ERR_CONFLICT: between the two it would have been something that nobody can tell any more.
 */
#ifndef KOERS_ORG_UNIT_CHANGE_H
#define KOERS_ORG_UNIT_CHANGE_H

#include "practice/org/unit.h"

/* Since when the unit is what it is now: name, type and place. */
enum err unit_changed_on(struct call *call, const struct unit *row, day_t *out) MUST_USE;

/* Writes the difference: row, version, event and history, and what it was until `day`. `after` gets
 * its new version and folded name. */
enum err unit_save(struct call *call, const char *event, const struct unit *before,
                   struct unit *after, day_t day) MUST_USE;

/* Hangs a unit, with all below it, under another one or at the top. ERR_CONFLICT when that lies
 * below it, or the tree would grow deeper than UNIT_DEPTH_MAX. */
enum err unit_move(struct call *call, int64_t id, struct maybe parent_id, day_t day) MUST_USE;

/* A new name ("no text": as it is) and type (null: as it is). */
enum err unit_rename(struct call *call, int64_t id, struct str name, enum unit_type type,
                     day_t day) MUST_USE;

/* The first day on which it is no more; that nothing is left in it is the caller's matter. */
enum err unit_end(struct call *call, int64_t id, day_t day) MUST_USE;

#endif
