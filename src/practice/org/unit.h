/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units of any depth. A unit's path lists the ids from the top, as /1/4/17/, so that what lies
 * below is what has it as prefix; its effective zone is its own or the nearest one above, empty for
 * the organisation's. Both are stored, because every role check and every end of a day asks for
 * them.
 */
#ifndef KOERS_ORG_UNIT_H
#define KOERS_ORG_UNIT_H

#include "gen/org.h"
#include "model/call.h"
#include "practice/access/policy.h"
#include "practice/record/record.h"

#define UNIT_DEPTH_MAX    16   /* levels */
#define UNIT_CHILDREN_MAX 1000 /* shown on one page */

/* The ids of a path such as /1/4/17/, from the top down to the unit itself. */
enum err unit_path_ids(struct str path, int64_t ids[static UNIT_DEPTH_MAX],
                       size_t *ret_count) MUST_USE;

struct open_unit {
    struct unit row;
    struct subject subject; /* to the one who asks */
};

/* ERR_NOT_FOUND without such a unit. */
enum err unit_open(struct call *call, int64_t id, struct open_unit *out) MUST_USE;

/* Opens to do `verb`: as above, then ERR_FORBIDDEN where the policy forbids it. */
enum err unit_open_to(struct call *call, int64_t id, enum verb verb,
                      struct open_unit *out) MUST_USE;

/* What an event on a unit carries. */
struct happening unit_happening(const struct unit *row, const char *kind);

/* Adds a unit under row->parent_id with event and history: fills id, path, depth, effective zone
 * and folded name, and valid_from (today) when it is 0. For rules and imports; asks nobody's leave.
 * ERR_NOT_FOUND without the parent, ERR_CONFLICT beyond UNIT_DEPTH_MAX. */
enum err unit_add(struct call *call, struct unit *row) MUST_USE;

#endif
