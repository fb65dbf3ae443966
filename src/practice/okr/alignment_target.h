/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an objective may hang under. The rule about levels is the organisation's (the setting
 * alignment_levels); that nothing hangs under itself, directly or around a circle, is ours.
 */
#ifndef KOERS_OKR_ALIGNMENT_TARGET_H
#define KOERS_OKR_ALIGNMENT_TARGET_H

#include "base/idmap.h"
#include "gen/access.h"
#include "gen/okr.h"
#include "practice/okr/objective.h"

/* May a link go from a unit up to another under this rule? Paths as /1/4/17/. */
bool level_allows(enum level_rule rule, struct str lower_path, struct str upper_path);

/* The rule that holds now. */
enum err level_rule_load(struct call *call, enum level_rule *out) MUST_USE;

/* What must be known to judge any number of targets. */
struct judge {
    struct call *call;
    struct open_objective child;
    enum level_rule rule;
    struct alignment_view_list parents; /* that it has */
    struct idmap below;                 /* the child and all that hangs under it */
    int64_t *reached;                   /* the same in the order of the search */
    size_t count;
};

/* Opens the child for reading and finds what hangs under it. ERR_NOT_FOUND as objective_open(). */
enum err judge_begin(struct call *call, int64_t child_id, struct judge *out) MUST_USE;

/* What bars a link up to this objective, or (not 0) to this key result of it; ALIGNMENT_BAR_NULL
 * when nothing does. `unit_path` is the path of the objective's unit. */
enum alignment_bar judge_bar(const struct judge *judge, int64_t parent_id, int64_t parent_kr_id,
                             struct str unit_path);

#endif
