/* SPDX-License-Identifier: Apache-2.0 */
/* The road of a cycle: its phases, the deadlines on it, and today. */
#include "gen/process_sql.h"
#include "practice/access/setting.h"
#include "practice/process/start.h"

/* GET /api/v1/processes/{id}/road */
enum err
process_road_get(struct call *call, const struct road_query *in, struct process_road *out)
{
    struct process process;

    TRY(process_open(call, in->id, &process));
    out->process = arena_new(call->arena, struct process_view);
    TRY(arena_failed(call->arena));
    TRY(process_get(call, &(struct by_id){.id = in->id}, out->process));
    TRY(setting_today(call, &out->today));
    TRY(q_process_phases(call, process.version_id, &out->phases));
    return q_road_steps(call, call->now, in->id, in->cycle_id, &out->steps);
}
