/* SPDX-License-Identifier: Apache-2.0 */
/* The ladder: who is told, on which day after the deadline, that a step is not done. A rung is a
 * row, written once whoever writes it; when its people hear of it is the matter of notices. */
#include "gen/process_sql.h"
#include "model/zone.h"
#include "practice/access/setting.h"
#include "practice/process/duty.h"
#include "practice/process/state.h"
#include "practice/process/step.h"

/* From the end of a day back to its beginning, and two hours more: clocks may change. */
#define DAY_AT_MOST (USEC_PER_DAY + 2 * INT64_C(3600) * USEC_PER_SEC)

/* The day it is there now, and the one from which its ladder counts: the deadline's, or the one on
 * which the step was asked if that was later, so that no rung is passed by. */
static enum err
days_there(struct call *call, const struct settings *settings, const struct ladder_row *row,
           day_t *ret_today, day_t *ret_from)
{
    struct str zone = row->zone.len > 0 ? row->zone : settings->zone;
    day_t asked;

    TRY(zone_day(zone, call->now, ret_today));
    TRY(zone_day(zone, row->asked_at, &asked));
    *ret_from = asked > row->due_day ? asked : row->due_day;
    return OK;
}

static enum err
write_rung(struct call *call, const struct ladder_row *row, day_t day,
           const struct duty_person *person)
{
    struct step_rung rung = {
        .step_id = row->id,
        .days = row->days,
        .duty = row->rung,
        .day = day,
        .created_at = call->now,
    };

    if (person != NULL) {
        rung.person_id = maybe_of(person->id);
        rung.for_id = person->for_id;
    }
    return q_step_rung_put(call, &rung);
}

/* The rung of the owner is that of whoever answers for the step. */
static enum err
climb(struct call *call, const struct ladder_row *row, day_t day)
{
    struct step step = {.id = row->id,
                        .process_id = row->process_id,
                        .rule_id = row->rule_id,
                        .cycle_id = row->cycle_id,
                        .unit_id = row->unit_id,
                        .person_id = row->person_id};
    struct duty_person_list people;
    enum duty asked = process_step_duty(row->person_id, row->scope, row->duty);

    TRY(process_duty_people(call, &step, row->rung == DUTY_OWNER ? asked : row->rung, &people));
    for (size_t i = 0; i < people.count; i++)
        TRY(write_rung(call, row, day, &people.items[i]));
    return people.count == 0 ? write_rung(call, row, day, NULL) : OK;
}

/* The rungs of a page that were reached, until there are enough. */
static enum err
climb_page(struct call *call, const struct settings *settings, const struct ladder_row_list *rows,
           int64_t *made)
{
    day_t today;
    day_t from;

    for (size_t i = 0; i < rows->count && *made < PROCESS_PORTION; i++) {
        const struct ladder_row *row = &rows->items[i];
        TRY(days_there(call, settings, row, &today, &from));
        if (today < from + row->days)
            continue;
        TRY(climb(call, row, today));
        ++*made;
    }
    return OK;
}

static void
place_of(const struct ladder_row *row, int64_t out[4])
{
    out[0] = row->due_at;
    out[1] = row->id;
    out[2] = row->days;
    out[3] = row->rung_id;
}

/* Page by page: what is a day early shall not stand before what was reached. */
enum err
process_climb(struct call *call, int64_t *made)
{
    int64_t after[4] = {INT64_MIN, 0, 0, 0}; /* deadline, step, days, rung */
    struct ladder_row_list rows;
    struct settings settings;
    struct arena_mark mark;

    *made = 0;
    TRY(settings_load(call, &settings));
    do {
        mark = arena_mark(call->arena);
        TRY(q_ladder_reached(call, call->now + DAY_AT_MOST, after[0], after[1], USEC_PER_DAY,
                             after[2], after[3], PROCESS_PORTION, &rows));
        TRY(climb_page(call, &settings, &rows, made));
        if (rows.count > 0)
            place_of(&rows.items[rows.count - 1], after);
        arena_rewind(call->arena, mark);
    } while (rows.count == PROCESS_PORTION && *made < PROCESS_PORTION);
    return OK;
}

/* GET /api/v1/steps/{id}/rungs */
enum err
step_rung_list(struct call *call, const struct by_id *in, struct step_rung_list_view *out)
{
    struct step step;

    TRY(step_open(call, in->id, &step));
    return q_step_rungs(call, in->id, &out->items);
}
