/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a unit takes from the one above it: the zone in which its days end, and how often it checks
 * in. What holds is stored with each unit, so that nobody has to climb the tree to know it.
 *
 * A unit's own zone or cadence goes before the inherited one, unless a unit above has locked its
 * cadence: then that one holds all the way down, and own ones sleep until it is unlocked.
 */
#ifndef KOERS_ORG_INHERIT_H
#define KOERS_ORG_INHERIT_H

#include "gen/org.h"
#include "model/call.h"

/* Fills in what holds for a unit under `parent`; NULL for a unit at the top. */
void inherit_from(const struct unit *parent, struct unit *row);

/* Does the same hold for both? */
bool inherit_same(const struct unit *a, const struct unit *b);

/* Carries what holds for a unit down to all below it, and writes what changed. */
enum err inherit_below(struct call *call, const struct unit *top) MUST_USE;

#endif
