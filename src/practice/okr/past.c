/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/past.h"

#include "gen/okr_sql.h"
#include "model/zone.h"
#include "practice/access/setting.h"

/* The day it is where the objective belongs. */
static enum err
day_there(struct call *call, int64_t objective_id, day_t *out)
{
    struct title_row row;

    TRY(q_objective_zone(call, objective_id, &row));
    return row.title.len > 0 ? zone_day(row.title, call->now, out) : setting_today(call, out);
}

enum err
past_keep_objective(struct call *call, int64_t objective_id)
{
    day_t day;

    TRY(day_there(call, objective_id, &day));
    return q_objective_day_keep(call, day, objective_id);
}

enum err
past_keep_key_results(struct call *call, int64_t objective_id)
{
    day_t day;

    TRY(day_there(call, objective_id, &day));
    return q_key_result_day_keep(call, day, objective_id);
}

enum err
past_keep_key_result(struct call *call, const struct key_result *row, day_t today)
{
    return q_key_result_day_put(call, row, today);
}

enum err
past_keep_link(struct call *call, const struct alignment *before, const struct alignment *after)
{
    const struct alignment_former former = {.alignment_id = before->id,
                                            .kind = before->kind,
                                            .weight = before->weight,
                                            .until_at = call->now};

    if (before->kind == after->kind && before->weight == after->weight)
        return OK;
    return q_alignment_former_insert(call, &former);
}
