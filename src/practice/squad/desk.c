/* SPDX-License-Identifier: Apache-2.0 */
/* The desk of an OKR master. */
#include "practice/squad/desk.h"

#include "gen/access_sql.h"
#include "gen/squad_sql.h"
#include "practice/access/setting.h"
#include "practice/okr/cycle.h"
#include "practice/squad/handbook.h"

#define BLOCKED_LONG (3 * USEC_PER_DAY)  /* a blocker is open for so long */
#define BARRED_SHOWN (14 * USEC_PER_DAY) /* a hand-over that could not be done, for so long */

static enum err
keeps_all(struct call *call, int64_t person_id, bool *out)
{
    struct grant_view_list grants;

    *out = false;
    TRY(q_master_grants(call, person_id, call->now, &grants));
    for (size_t i = 0; i < grants.count; i++)
        *out = *out || !grants.items[i].unit_id.has;
    return OK;
}

/* Whoever left the squad keeps the case, and reads no more what is noted about the unit. */
static void
keep_cases(const struct call *call, struct squad_case_view_list *cases)
{
    size_t kept = 0;

    for (size_t i = 0; i < cases->count; i++)
        if (squad_reads(call, cases->items[i].unit_id, cases->items[i].unit_path))
            cases->items[kept++] = cases->items[i];
    cases->count = kept;
}

static void
keep_planned(const struct call *call, struct intervention_view_list *planned)
{
    size_t kept = 0;

    for (size_t i = 0; i < planned->count; i++)
        if (squad_reads(call, planned->items[i].unit_id, planned->items[i].unit_path))
            planned->items[kept++] = planned->items[i];
    planned->count = kept;
}

static enum err
desk_fill(struct call *call, int64_t cycle_id, struct desk_view *out)
{
    struct settings settings;
    struct maybe count;
    day_t today;

    TRY(settings_load(call, &settings));
    TRY(setting_today(call, &today));
    TRY(q_desk_unit_count(call, today, out->person_id, call->now, &count));
    TRY(q_desk_units(call, cycle_id, today, settings.cadence_days, settings.grace_days,
                     call->now - BLOCKED_LONG, call->now, out->person_id, DESK_UNITS_MAX,
                     &out->units));
    TRY(q_squad_case_of_owner(call, maybe_of(out->person_id), DESK_CASES_MAX, &out->cases));
    TRY(q_intervention_planned(call, maybe_of(out->person_id), DESK_PLANNED_MAX, &out->planned));
    TRY(q_hand_over_of(call, call->now - BARRED_SHOWN, out->person_id, &out->hand_overs));
    keep_cases(call, &out->cases);
    keep_planned(call, &out->planned);
    case_fill(call, out->cases.items, out->cases.count);
    TRY(intervention_fill(call, out->planned.items, out->planned.count));
    TRY(hand_over_fill(call, out->hand_overs.items, out->hand_overs.count));
    out->unit_count = maybe_or(count, 0);
    return keeps_all(call, out->person_id, &out->lead);
}

/* GET /api/v1/squad/desk */
enum err
squad_desk_get(struct call *call, const struct desk_query *in, struct desk_view *out)
{
    int64_t id = maybe_or(in->person_id, call->person_id);
    struct person person;
    struct cycle cycle;

    if (id != call->person_id)
        TRY(handbook_maker_check(call));
    enum err err = q_person_get(call, id, &person);
    if (err == ERR_NOT_FOUND) {
        fault(call, "?person_id", "no_such_person", "There is no such person.");
        return ERR_INVALID;
    }
    TRY(err);
    TRY(cycle_asked(call, in->cycle_id, &cycle));
    *out = (struct desk_view){.person_id = id, .person_name = person.name};
    return desk_fill(call, in->cycle_id, out);
}
