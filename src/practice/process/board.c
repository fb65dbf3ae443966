/* SPDX-License-Identifier: Apache-2.0 */
/* The board of units × steps, a level of the tree at a time. */
#include "gen/process_sql.h"
#include "model/page.h"
#include "practice/access/setting.h"
#include "practice/process/start.h"
#include "practice/process/state.h"
#include "practice/process/step.h"

static void
take_cells(struct call *call, struct board_cell_list *cells, struct board_unit *units, size_t count)
{
    for (size_t i = 0; i < cells->count; i++)
        cells->items[i].state = step_state(STEP_FACTS(&cells->items[i]), call->now);
    for (size_t i = 0; i < count; i++) /* the cells come by unit */
        for (size_t k = 0; k < cells->count; k++)
            if (cells->items[k].unit_id == units[i].id && units[i].steps.count++ == 0)
                units[i].steps.items = &cells->items[k];
}

static void
take_counts(const struct board_count_list *counts, struct board_unit *units, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < counts->count; k++) {
            const struct board_count *row = &counts->items[k];
            if (row->id != units[i].id)
                continue;
            units[i].step_count = row->step_count;
            units[i].done_count = row->done_count;
            units[i].late_count = row->late_count;
        }
}

static enum err
fill(struct call *call, const struct board_query *in, struct board_unit *units, size_t count)
{
    struct board_cell_list cells;
    struct board_count_list counts;
    struct id_list ids = {arena_array(call->arena, count, sizeof(int64_t)), count};

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < count; i++)
        ids.items[i] = units[i].id;
    TRY(q_board_cells(call, &ids, in->id, in->cycle_id, &cells));
    TRY(q_board_counts(call, call->now, in->id, in->cycle_id, &ids, &counts));
    take_cells(call, &cells, units, count);
    take_counts(&counts, units, count);
    return OK;
}

/* GET /api/v1/processes/{id}/board */
enum err
process_board(struct call *call, const struct board_query *in, struct board_unit_page *out)
{
    struct process process;
    struct board_unit_list rows;
    struct str folded = STR("");
    struct str low;
    struct str high;
    int64_t after_id = 0;
    day_t today;

    TRY(process_open(call, in->id, &process));
    TRY(page_read_text(call, "process_board", in->after, &folded, &after_id, 1));
    TRY(setting_today(call, &today));
    TRY(step_paths(call, in->parent_id.has ? in->parent_id : process.unit_id, &low, &high));
    TRY(q_board_units(call, today, low, high, folded, after_id,
                      str_from(choice_name(board_filter_choice, (int)in->filter)), in->parent_id,
                      maybe_or(process.unit_id, 0), in->id, in->cycle_id, call->now,
                      call->person_id, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next =
            page_write_text(call, "process_board", page_last(out)->folded, &page_last(out)->id, 1);
    return out->count > 0 ? fill(call, in, out->items, out->count) : OK;
}
