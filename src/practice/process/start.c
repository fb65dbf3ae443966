/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/process/start.h"

#include "gen/okr_sql.h"
#include "gen/org_sql.h"
#include "gen/process_sql.h"
#include "model/page.h"
#include "model/zone.h"
#include "practice/access/policy.h"
#include "practice/access/setting.h"
#include "practice/process/deadline.h"
#include "practice/process/duty.h"
#include "practice/process/state.h"
#include "practice/process/step.h"
#include "practice/process/step_change.h"
#include "practice/process/template.h"
#include "practice/record/record.h"

/* The days that something is counted from: a cycle's, or a round's of it. */
struct span {
    int64_t cycle_id;
    day_t first, last;             /* of the round, or of the cycle */
    day_t cycle_first, cycle_last; /* of the cycle */
    int64_t round;                 /* 0: none */
};

/* Units whose days are counted alike. */
struct group {
    struct step_group key;
    struct str zone;      /* never empty */
    int64_t cadence_days; /* never 0 */
    struct holidays holidays;
};

struct making {
    struct call *call;
    const struct process *process;
    struct process_rule_list rules;
    struct span whole;       /* the cycle of the process */
    struct cycle_list inner; /* cycles inside it, or itself */
    bool yearly;             /* steps of the whole cycle are made */
    struct str low, high;    /* paths of its units */
    day_t today;
    struct settings settings;
};

enum err
process_open(struct call *call, int64_t id, struct process *out)
{
    enum err err = q_process_by_id(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_process", "There is no such process.");
    return err;
}

/* ---- days -------------------------------------------------------------------------------------
 */

static const struct process_rule *
rule_by_id(const struct making *making, int64_t id)
{
    for (size_t i = 0; i < making->rules.count; i++)
        if (making->rules.items[i].id == id)
            return &making->rules.items[i];
    return NULL;
}

/* Of a rule that comes less often: the days it is counted from there. */
static struct span
span_of(const struct making *making, enum step_rhythm rhythm, const struct span *span)
{
    struct span out = *span;

    if (rhythm == STEP_RHYTHM_CYCLE)
        return making->whole;
    if (rhythm == STEP_RHYTHM_INNER) {
        out.first = span->cycle_first;
        out.last = span->cycle_last;
        out.round = 0;
    }
    return out;
}

static day_t
due_day(const struct making *making, const struct process_rule *rule, const struct span *span,
        const struct group *group, size_t depth)
{
    const struct process_rule *counted = rule_by_id(making, maybe_or(rule->anchor_id, 0));
    struct span own = span_of(making, rule->rhythm, span);
    day_t anchor = rule->anchor == DEADLINE_ANCHOR_CYCLE_END ? own.last : own.first;

    if (rule->anchor == DEADLINE_ANCHOR_RULE && counted != NULL && depth < making->rules.count)
        anchor = due_day(making, counted, span, group, depth + 1);
    return deadline_from(anchor, rule->offset_days, rule->working, &group->holidays);
}

static enum err
days_of(const struct making *making, const struct process_rule *rule, const struct span *span,
        const struct group *group, struct step *out)
{
    *out = (struct step){
        .process_id = making->process->id,
        .rule_id = rule->id,
        .cycle_id = span->cycle_id,
        .round = span->round,
        .due_day = due_day(making, rule, span, group, 0),
    };
    out->opens_day = out->due_day - rule->lead_days;
    out->since_day = span->round > 0 ? span->first : out->opens_day;
    TRY(zone_day_begin(group->zone, out->opens_day, &out->opens_at));
    TRY(zone_day_begin(group->zone, out->since_day, &out->since_at));
    TRY(zone_day_begin(group->zone, out->due_day + 1, &out->due_at));
    if (out->due_at > making->call->now)
        out->asked_at = maybe_of(making->call->now);
    return OK;
}

/* ---- rows -------------------------------------------------------------------------------------
 */

/* Of the organisation's steps: the one unit they are made of. */
static int64_t
only_unit(const struct making *making, const struct process_rule *rule)
{
    return rule->scope == STEP_SCOPE_ORGANISATION ? maybe_or(making->process->top_unit_id, 0) : 0;
}

static bool
is_of_units(const struct process_rule *rule)
{
    return rule->scope == STEP_SCOPE_UNIT || rule->scope == STEP_SCOPE_ORGANISATION;
}

static enum role
role_of(const struct process_rule *rule)
{
    return rule->scope == STEP_SCOPE_LEADER ? ROLE_LEADER : ROLE_OKR_MASTER;
}

static bool
is_near(const struct making *making, const struct cycle *cycle)
{
    return cycle->start_day <= making->today + PROCESS_AHEAD_DAYS;
}

static enum err
write_steps(const struct making *making, const struct process_rule *rule, const struct step *row,
            const struct group *group)
{
    const struct process *process = making->process;
    int64_t calendar = maybe_or(group->key.calendar_id, 0);
    int64_t cadence = maybe_or(group->key.cadence, 0);

    if (is_of_units(rule))
        return q_step_make_units(making->call, row, making->low, making->high, making->today,
                                 process->cycle_id, group->key.zone, calendar, cadence,
                                 only_unit(making, rule));
    return q_step_make_people(making->call, row, maybe_or(process->top_unit_id, 0), role_of(rule),
                              making->call->now, making->low, making->high, making->today,
                              process->cycle_id, group->key.zone, calendar, cadence);
}

static enum err
make_one(const struct making *making, const struct process_rule *rule, const struct span *span,
         const struct group *group)
{
    struct step row;

    TRY(days_of(making, rule, span, group, &row));
    return write_steps(making, rule, &row, group);
}

static enum err
make_rounds(const struct making *making, const struct process_rule *rule, const struct span *cycle,
            const struct group *group)
{
    int64_t rounds = deadline_rounds(cycle->first, cycle->last, group->cadence_days);
    struct span span = *cycle;

    for (span.round = 1; span.round <= rounds; span.round++) {
        deadline_round(cycle->first, cycle->last, group->cadence_days, span.round, &span.first,
                       &span.last);
        TRY(make_one(making, rule, &span, group));
    }
    return q_step_rounds_gone(making->call, making->call->now, making->process->id, rule->id,
                              cycle->cycle_id, rounds, making->low, making->high, making->today,
                              making->process->cycle_id, group->key.zone,
                              maybe_or(group->key.calendar_id, 0), maybe_or(group->key.cadence, 0));
}

static enum err
make_inner(const struct making *making, const struct process_rule *rule, const struct group *group)
{
    for (size_t i = 0; i < making->inner.count; i++) {
        const struct cycle *cycle = &making->inner.items[i];
        struct span span = {cycle->id,        cycle->start_day, cycle->end_day,
                            cycle->start_day, cycle->end_day,   0};
        if (!is_near(making, cycle))
            continue;
        if (rule->rhythm == STEP_RHYTHM_ROUND)
            TRY(make_rounds(making, rule, &span, group));
        else
            TRY(make_one(making, rule, &span, group));
    }
    return OK;
}

static enum err
make_group(const struct making *making, const struct group *group)
{
    for (size_t i = 0; i < making->rules.count; i++) {
        const struct process_rule *rule = &making->rules.items[i];
        if (rule->rhythm != STEP_RHYTHM_CYCLE)
            TRY(make_inner(making, rule, group));
        else if (making->yearly)
            TRY(make_one(making, rule, &making->whole, group));
    }
    return OK;
}

/* Every document of an input pack has its line. */
static enum err
make_documents(const struct making *making)
{
    for (size_t i = 0; i < making->rules.count; i++) {
        const struct process_rule *rule = &making->rules.items[i];
        int64_t count = process_document_count(rule->documents_en, rule->documents_nl);
        for (int64_t rank = 0; rule->evidence == EVIDENCE_INPUT_PACK && rank < count; rank++)
            TRY(q_step_documents_make(making->call, rank, making->process->id, rule->id));
    }
    return OK;
}

static enum err
let_go(const struct making *making)
{
    const struct process *process = making->process;
    struct id_row_list gone;
    usec_t now = making->call->now;
    int64_t top = maybe_or(process->top_unit_id, 0);

    TRY(q_step_units_gone(making->call, now, making->low, making->high, making->today,
                          process->cycle_id, process->id));
    for (size_t i = 0; i < making->rules.count; i++) {
        const struct process_rule *rule = &making->rules.items[i];
        if (is_of_units(rule))
            continue;
        TRY(q_step_people_gone(making->call, now, process->id, rule->id, top, role_of(rule),
                               making->low, making->high, making->today, process->cycle_id, &gone));
        for (size_t at = 0; at < gone.count; at++)
            TRY(step_change_tell(making->call, gone.items[at].id));
    }
    return OK;
}

/* ---- gathered ---------------------------------------------------------------------------------
 */

static enum err
cycles_of(struct making *making)
{
    struct cycle cycle;

    TRY(q_cycle_get(making->call, making->process->cycle_id, &cycle));
    TRY(q_process_inner_cycles(making->call, maybe_of(cycle.id), &making->inner));
    making->whole =
        (struct span){cycle.id, cycle.start_day, cycle.end_day, cycle.start_day, cycle.end_day, 0};
    making->yearly = making->inner.count > 0 || cycle.type == CYCLE_TYPE_YEAR;
    if (making->yearly)
        return OK;
    making->inner.items = arena_new(making->call->arena, struct cycle);
    TRY(arena_failed(making->call->arena));
    making->inner.items[0] = cycle;
    making->inner.count = 1;
    return OK;
}

static enum err
group_fill(const struct making *making, const struct step_group *key, struct group *out)
{
    struct holiday_list holidays = {0};

    if (key->calendar_id.has)
        TRY(q_holidays(making->call, key->calendar_id.value, &holidays));
    day_t *days = arena_array(making->call->arena, holidays.count, sizeof(*days));
    TRY(arena_failed(making->call->arena));
    for (size_t i = 0; i < holidays.count; i++)
        days[i] = holidays.items[i].day;
    *out = (struct group){
        .key = *key,
        .zone = key->zone.len > 0 ? key->zone : making->settings.zone,
        .cadence_days = maybe_or(key->cadence, making->settings.cadence_days),
        .holidays = {days, holidays.count},
    };
    return OK;
}

static enum err
gather(struct making *making)
{
    TRY(settings_load(making->call, &making->settings));
    TRY(setting_today(making->call, &making->today));
    TRY(step_paths(making->call, making->process->unit_id, &making->low, &making->high));
    TRY(cycles_of(making));
    return q_process_rules(making->call, making->process->version_id, &making->rules);
}

enum err
process_make(struct call *call, const struct process *process)
{
    struct making making = {.call = call, .process = process};
    struct step_group_list groups;
    struct group group;

    TRY(gather(&making));
    TRY(q_step_groups(call, making.low, making.high, making.today, process->cycle_id, process->id,
                      &groups));
    for (size_t i = 0; i < groups.count; i++) {
        TRY(group_fill(&making, &groups.items[i], &group));
        TRY(make_group(&making, &group));
    }
    TRY(make_documents(&making));
    return let_go(&making);
}

/* ---- counted ----------------------------------------------------------------------------------
 */

/* How often whoever checks in by that cadence is asked, as make_group() has it. */
static int64_t
times_asked(const struct making *making, const struct process_rule *rule, int64_t cadence_days)
{
    int64_t times = 0;

    if (rule->rhythm == STEP_RHYTHM_CYCLE)
        return making->yearly ? 1 : 0;
    for (size_t i = 0; i < making->inner.count; i++) {
        const struct cycle *cycle = &making->inner.items[i];
        if (!is_near(making, cycle))
            continue;
        times += rule->rhythm == STEP_RHYTHM_ROUND
                     ? deadline_rounds(cycle->start_day, cycle->end_day, cadence_days)
                     : 1;
    }
    return times;
}

static enum err
asked_by(const struct making *making, const struct process_rule *rule,
         struct cadence_count_list *out)
{
    const struct process *process = making->process;

    if (is_of_units(rule))
        return q_start_units(making->call, making->low, making->high, making->today,
                             process->cycle_id, process->id, only_unit(making, rule), rule->id,
                             out);
    return q_start_people(making->call, maybe_or(process->top_unit_id, 0), role_of(rule),
                          making->call->now, making->low, making->high, making->today,
                          process->cycle_id, process->id, out);
}

static enum err
count_steps(const struct making *making, int64_t *ret_steps)
{
    struct cadence_count_list asked;

    *ret_steps = 0;
    for (size_t i = 0; i < making->rules.count; i++) {
        const struct process_rule *rule = &making->rules.items[i];
        TRY(asked_by(making, rule, &asked));
        for (size_t at = 0; at < asked.count; at++) {
            const struct cadence_count *row = &asked.items[at];
            int64_t cadence_days = maybe_or(row->cadence, making->settings.cadence_days);
            *ret_steps += row->count * times_asked(making, rule, cadence_days);
        }
    }
    return OK;
}

static enum err
count_units(const struct making *making, int64_t *ret_units)
{
    const struct process *process = making->process;
    struct cadence_count_list units;

    TRY(q_start_units(making->call, making->low, making->high, making->today, process->cycle_id,
                      process->id, 0, 0, &units));
    *ret_units = 0;
    for (size_t i = 0; i < units.count; i++)
        *ret_units += units.items[i].count;
    return OK;
}

/* ---- put to use -------------------------------------------------------------------------------
 */

static enum err
leave_trace(struct call *call, const char *event, const struct process *row)
{
    struct happening happening = {
        .kind = event,
        .type = &type_process,
        .subject_id = row->id,
        .unit_id = row->unit_id,
        .cycle_id = maybe_of(row->cycle_id),
    };

    return record(call, &happening, NULL, row);
}

static enum err
in_use(struct call *call)
{
    return fail(call, ERR_CONFLICT, "process_in_use",
                "A process is in use there in this cycle already; end that one first.");
}

/* The process of a year makes the steps of its quarters: beside one of a quarter all would be asked
 * twice. */
static enum err
not_asked_twice(struct call *call, const struct process *row)
{
    struct unit_place unit = {.path = STR("/")};
    struct maybe around;

    if (row->unit_id.has)
        TRY(q_unit_place(call, row->unit_id.value, &unit));
    TRY(q_process_around(call, row->cycle_id, unit.path, &around));
    if (around.value > 0)
        return fail(call, ERR_CONFLICT, "process_around",
                    "A process of the year around this cycle, or of a cycle inside it, is in use "
                    "there and asks the same; end that one first.");
    return OK;
}

/* May it be put to use there? Its preview asks the same. */
static enum err
check_free(struct call *call, const struct process *row)
{
    struct maybe same;

    TRY(q_process_same(call, row->cycle_id, row->unit_id, &same));
    return maybe_or(same, 0) > 0 ? in_use(call) : not_asked_twice(call, row);
}

/* Whose unit the organisation's steps are. */
static enum err
find_top(struct call *call, struct process *row)
{
    struct maybe top;

    TRY(q_process_top_unit(call, &top));
    row->top_unit_id = row->unit_id.has ? row->unit_id : top;
    return OK;
}

enum err
process_begin(struct call *call, struct process *row)
{
    struct str low;
    struct str high;

    TRY(check_free(call, row));
    row->created_by = call->person_id != 0 ? maybe_of(call->person_id) : maybe_none();
    row->created_at = call->now;
    row->seen_at = call->now;
    row->version = 1;
    TRY(find_top(call, row));
    enum err err = q_process_insert(call, row, &row->id);
    if (err == ERR_CONFLICT)
        return in_use(call); /* begun by somebody else meanwhile */
    TRY(err);
    TRY(leave_trace(call, EVENT_PROCESS_STARTED, row));
    TRY(step_paths(call, row->unit_id, &low, &high));
    return process_look_in(call, low, high);
}

static enum err
show(struct call *call, int64_t id, struct process_view *out)
{
    TRY(q_process_show(call, id, out));
    return process_keeper(call, &out->may_edit);
}

enum err
process_get(struct call *call, const struct by_id *in, struct process_view *out)
{
    struct process row;

    TRY(process_open(call, in->id, &row));
    return show(call, in->id, out);
}

/* GET /api/v1/processes */
enum err
process_list(struct call *call, const struct process_query *in, struct process_view_page *out)
{
    struct process_view_list rows;
    int64_t after[2] = {INT64_MAX, INT64_MAX}; /* start, id */

    TRY(page_read(call, "process_list", in->after, after, 2));
    TRY(q_process_page(call, after[0], after[1], in->ended, in->cycle_id, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct process_view *last = page_last(out);
        out->next = page_write(call, "process_list", (int64_t[]){last->start_day, last->id}, 2);
    }
    for (size_t i = 0; i < out->count; i++)
        TRY(process_keeper(call, &out->items[i].may_edit));
    return OK;
}

static enum err
check_start(struct call *call, const struct process_new *in)
{
    struct process_version version;
    struct cycle cycle;
    struct unit_place unit;

    enum err err = q_process_version_by_id(call, in->version_id, &version);
    if (err == ERR_NOT_FOUND || (err == OK && version.state != VERSION_STATE_PUBLISHED))
        fault(call, "/version_id", "no_such_process_version",
              "Choose a published version of a template.");
    else
        TRY(err);
    err = q_cycle_get(call, in->cycle_id, &cycle);
    if (err == ERR_NOT_FOUND)
        fault(call, "/cycle_id", "no_such_cycle", "There is no such cycle.");
    else if (err == OK && cycle.state == CYCLE_STATE_CLOSED)
        fault(call, "/cycle_id", "cycle_closed", "The cycle is closed; choose another one.");
    else
        TRY(err);
    if (in->unit_id.has) {
        err = q_unit_place(call, in->unit_id.value, &unit);
        if (err == ERR_NOT_FOUND)
            fault(call, "/unit_id", "no_such_unit", "There is no such unit.");
        else
            TRY(err);
    }
    return call_faults(call);
}

/* POST /api/v1/processes */
enum err
process_start(struct call *call, const struct process_new *in, struct process_view *out)
{
    struct process row = {
        .version_id = in->version_id, .cycle_id = in->cycle_id, .unit_id = in->unit_id};

    TRY(process_keep_check(call));
    TRY(check_start(call, in));
    TRY(process_begin(call, &row));
    return show(call, row.id, out);
}

/* POST /api/v1/processes/preview */
enum err
process_preview_get(struct call *call, const struct process_new *in, struct process_preview *out)
{
    struct process row = {
        .version_id = in->version_id, .cycle_id = in->cycle_id, .unit_id = in->unit_id};
    struct making making = {.call = call, .process = &row};

    TRY(process_keep_check(call));
    TRY(check_start(call, in));
    TRY(check_free(call, &row));
    TRY(find_top(call, &row));
    TRY(gather(&making));
    TRY(count_units(&making, &out->units));
    return count_steps(&making, &out->steps);
}

/* POST /api/v1/processes/{id}/end */
enum err
process_end(struct call *call, const struct by_id *in, struct process_view *out)
{
    struct process row;
    struct str low;
    struct str high;

    TRY(process_open(call, in->id, &row));
    TRY(process_keep_check(call));
    TRY(call_match(call, row.version));
    if (row.ended_at.has)
        return fail(call, ERR_CONFLICT, "process_ended", "The process has ended already.");
    /* What it asks no more is gone at the moment it ended: so practice_health.sql tells it from
     * what went before. */
    TRY(q_process_end_set(call, maybe_of(call->now), in->id));
    TRY(q_process_steps_gone(call, call->now, in->id));
    TRY(leave_trace(call, EVENT_PROCESS_ENDED, &row));
    if (row.unit_id.has) { /* what holds above takes its units over */
        TRY(step_paths(call, row.unit_id, &low, &high));
        TRY(process_look_in(call, low, high));
    }
    return show(call, in->id, out);
}
