/* SPDX-License-Identifier: Apache-2.0 */
/* Who answers for a step. */
#ifndef KOERS_PROCESS_DUTY_H
#define KOERS_PROCESS_DUTY_H

#include "gen/process.h"
#include "model/call.h"

/*
 * The people of a duty for a step, each once. Who is away is stood in for by their deputy (then
 * for_id says for whom), if they named one; who has left the organisation has no duty any more. A
 * duty that nobody holds falls to the next one: the leader's and the OKR master's to the OKR
 * masters of the whole organisation, theirs to whoever leads the top unit, an owner's to the
 * leader. The list may still be empty. DUTY_OWNER is the step's own person, or the owners and
 * co-owners of its unit's OKRs. The same is said of many steps at once by duty_now of step.sql.
 */
enum err process_duty_people(struct call *call, const struct step *step, enum duty duty,
                             struct duty_person_list *out) MUST_USE;

/* Which duty a step is asked of: each of those for whom one is made answers for their own. */
enum duty process_step_duty(struct maybe person_id, enum step_scope scope, enum duty duty);

/* Renews unit_duty: the nearest leader and OKR master of each unit, and its calendar of holidays.
 * Units of which something changed wait to be looked at; what happened until `seen` was seen. */
enum err process_duty_renew(struct call *call, usec_t seen) MUST_USE;

#endif
