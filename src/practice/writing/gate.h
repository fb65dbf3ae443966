/* SPDX-License-Identifier: Apache-2.0 */
/* What keeps an objective from being published: rules the organisation set to block. */
#ifndef KOERS_WRITING_GATE_H
#define KOERS_WRITING_GATE_H

#include "base/err.h"
#include "model/call.h"

/*
 * Refuses to publish an objective while a rule that blocks fires on it or on the set of its unit:
 * ERR_INVALID, each finding a fault with the rule's id as its code and the member it is about as
 * its pointer. Never called where a draft is saved. ERR_NOT_FOUND as objective_open().
 */
enum err writing_gate(struct call *call, int64_t objective_id) MUST_USE;

#endif
