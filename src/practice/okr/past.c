/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/past.h"

#include "gen/okr_sql.h"
#include "model/zone.h"
#include "practice/access/setting.h"

/* The day it is in a zone; an empty one is the organisation's. */
static enum err
day_in(struct call *call, struct str zone, day_t *out)
{
    return zone.len > 0 ? zone_day(zone, call->now, out) : setting_today(call, out);
}

/* The day it is where the objective belongs. */
static enum err
day_there(struct call *call, int64_t objective_id, day_t *out)
{
    struct title_row row;

    TRY(q_objective_zone(call, objective_id, &row));
    return day_in(call, row.title, out);
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

/* Zone by zone. */
enum err
past_keep_key_results_of(struct call *call, const struct id_list *objective_ids)
{
    struct title_row_list rows;
    struct id_list there;
    day_t day;

    TRY(q_objective_zones(call, objective_ids, &rows));
    there.items = arena_array(call->arena, rows.count, sizeof(*there.items));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < rows.count; i += there.count) {
        struct str zone = rows.items[i].title;
        for (there.count = 0; i + there.count < rows.count; there.count++) {
            const struct title_row *row = &rows.items[i + there.count];
            if (!str_eq(row->title, zone))
                break;
            there.items[there.count] = row->id;
        }
        TRY(day_in(call, zone, &day));
        TRY(q_key_result_days_keep(call, day, &there));
    }
    return OK;
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
