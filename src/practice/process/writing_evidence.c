/* SPDX-License-Identifier: Apache-2.0 */
/* The one kind of evidence that SQL cannot count: what the writing help says of a unit's drafts. */
#include "gen/process_sql.h"
#include "practice/access/who.h"
#include "practice/process/evidence.h"
#include "practice/writing/level.h"
#include "practice/writing/saved.h"

/* The process sees every draft, whoever's it is. */
static const struct held_role everywhere = {.role = ROLE_ADMIN};
static const struct who process_itself = {
    .role_max = ROLE_ADMIN, .roles = &everywhere, .role_count = 1};

/* Has a rule that stops a draft something to say of it? */
static bool
is_stopped(const struct judgement *judgement, const enum writing_level *levels, size_t place)
{
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->items[i];
        if (finding->objective.has && (size_t)finding->objective.value == place &&
            levels[finding->rule] == WRITING_LEVEL_BLOCK)
            return true;
    }
    return false;
}

static enum err
count(struct call *call, const struct step *step, const enum writing_level *levels)
{
    struct saved_set saved;
    struct judgement judgement;
    int64_t have = 0;

    TRY(saved_unit_load(call, step->unit_id, step->cycle_id, &saved));
    TRY(judge(call->arena, &saved.set, &judgement));
    for (size_t i = 0; i < saved.set.count; i++)
        have += is_stopped(&judgement, levels, i) ? 0 : 1;
    return q_step_counts_set(call, have, (int64_t)saved.set.count, step->id);
}

enum err
evidence_writing(struct call *call, usec_t settled)
{
    const struct who *asking = call->who;
    enum writing_level levels[RULE_COUNT];
    struct step_list steps;
    enum err err = OK;

    TRY(rule_levels_load(call, levels));
    TRY(q_evidence_writing_steps(call, call->now, settled, &steps));
    call->who = &process_itself;
    for (size_t i = 0; err == OK && i < steps.count; i++)
        err = count(call, &steps.items[i], levels);
    call->who = asking;
    return err;
}
