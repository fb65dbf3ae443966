/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who follows what. Owners, co-owners, owners of key results, whoever commented and whoever was
 * mentioned follow an objective; its members and leaders follow a unit. Everybody may choose
 * otherwise, either way; only choices are kept. Operations are in gen/collaboration.h.
 */
#ifndef KOERS_COLLABORATION_FOLLOW_H
#define KOERS_COLLABORATION_FOLLOW_H

#include "gen/collaboration.h"
#include "model/call.h"

/* Those who follow the objective or unit, may see it and can be told: for whoever tells them. */
enum err followers_of(struct call *call, enum follow_kind kind, int64_t id,
                      struct id_list *out) MUST_USE;

/* The same by name; `drafts`: only those who may read the objective's draft. */
enum err objective_follower_refs(struct call *call, int64_t objective_id, bool drafts,
                                 struct person_ref_list *out) MUST_USE;

#endif
