/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A key result measured again in another objective: what goes along when an objective is
 * duplicated, and what a later cycle continues. Check-ins, scores and what came of them stay where
 * they are; the copy begins anew.
 */
#ifndef KOERS_OKR_KEY_RESULT_COPY_H
#define KOERS_OKR_KEY_RESULT_COPY_H

#include "gen/okr.h"
#include "model/call.h"

struct key_result_copying {
    int64_t objective_id;      /* where the copy goes */
    bool from_where_it_stands; /* its last value is the new start, milestones done stay behind */
    bool keeps_days;           /* its own days and those of milestones */
    bool keeps_owner;
    struct maybe target_value; /* another target than it had */
};

/* Nothing would be left to do from where it stands: it is at its target, or all steps are done. */
bool key_result_is_through(const struct key_result *row);

/* Makes the copy as key_result_create() would, rights and checks included; `out` is its id. */
enum err key_result_copy(struct call *call, const struct key_result *from,
                         const struct key_result_copying *how, int64_t *out) MUST_USE;

#endif
