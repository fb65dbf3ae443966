/* SPDX-License-Identifier: Apache-2.0 */
/* Roles: what a person is for a unit and all below it, or for the whole organisation. */
#ifndef KOERS_ORG_GRANT_H
#define KOERS_ORG_GRANT_H

#include "gen/access.h"
#include "model/call.h"

/* Gives a role, for a unit or (none) the whole organisation, with event and history. For rules,
 * imports and commands; asks nobody's leave. Does nothing when the person holds it already. */
enum err grant_add(struct call *call, int64_t person_id, enum role role,
                   struct maybe unit_id) MUST_USE;

/* Takes a role away from now on, with event and history; that it was held stays known. */
enum err grant_end(struct call *call, int64_t id) MUST_USE;

#endif
