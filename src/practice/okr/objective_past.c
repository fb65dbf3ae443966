/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/objective_past.h"

#include "gen/okr_sql.h"

/* What an objective belonged to before its first change counts from the start of its cycle, or from
 * when it was begun if that was earlier. */
static enum err
belongs_since(struct call *call, const struct objective *row, day_t *out)
{
    struct maybe newest;
    struct cycle cycle;

    TRY(q_objective_past_newest(call, row->id, &newest));
    if (newest.has) {
        *out = newest.value;
        return OK;
    }
    TRY(q_cycle_get(call, row->cycle_id, &cycle));
    day_t begun = day_of(row->created_at);
    *out = begun < cycle.start_day ? begun : cycle.start_day;
    return OK;
}

enum err
objective_past_keep(struct call *call, const struct objective *before, day_t day)
{
    day_t since;

    TRY(belongs_since(call, before, &since));
    if (day <= since)
        return OK;
    struct objective_past past = {.objective_id = before->id,
                                  .unit_id = before->unit_id,
                                  .valid_from = since,
                                  .valid_until = day};
    return q_objective_past_insert(call, &past);
}

enum err
objective_move(struct call *call, int64_t id, int64_t unit_id, day_t day)
{
    struct objective before;

    TRY(q_objective_get(call, id, &before));
    if (before.unit_id == unit_id)
        return OK;
    struct objective after = before;
    after.unit_id = unit_id;
    TRY(objective_past_keep(call, &before, day));
    return objective_save(call, EVENT_OBJECTIVE_UPDATED, &before, &after);
}
