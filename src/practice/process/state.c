/* SPDX-License-Identifier: Apache-2.0 */
/* Looking: first where something happened, then what is there, then what follows of it. */
#include "practice/process/state.h"

#include "gen/process_sql.h"
#include "gen/record_sql.h"
#include "model/zone.h"
#include "practice/access/setting.h"
#include "practice/process/duty.h"
#include "practice/process/evidence.h"
#include "practice/process/start.h"
#include "practice/process/step_change.h"
#include "practice/record/record.h"

#define LATE_COMMIT (90 * USEC_PER_SEC) /* a fact may be seen so long after its time */
#define AHEAD       (30 * USEC_PER_DAY)
#define MANY        20 /* units in hand that are worth statistics */

enum step_state
step_state(const struct step_facts *facts, usec_t now)
{
    if (facts->done_at.has)
        return facts->done_at.value < facts->due_at ? STEP_STATE_DONE : STEP_STATE_DONE_LATE;
    if (facts->gone_at.has || facts->need == 0)
        return STEP_STATE_NOT_NEEDED;
    if (facts->waits_due_at.has)
        return now < facts->waits_due_at.value ? STEP_STATE_WAITING : STEP_STATE_BLOCKED;
    if (now >= facts->due_at)
        return STEP_STATE_LATE;
    return now >= facts->opens_at ? STEP_STATE_DUE : STEP_STATE_COMING;
}

int64_t
process_document_count(struct str en, struct str nl)
{
    int64_t counts[2] = {0, 0};
    const struct str texts[2] = {en, nl};

    for (int i = 0; i < 2; i++) {
        struct str rest = texts[i];
        while (!str_is_null(rest) && texts[i].len > 0) {
            (void)str_cut(rest, '\n', &rest);
            counts[i]++;
        }
    }
    return counts[0] > counts[1] ? counts[0] : counts[1];
}

/* ---- evidence ---------------------------------------------------------------------------------
 */

/* What other parts tell by facts, and what nobody told yet, which is signed. */
static enum err
count_told(struct call *call, usec_t settled)
{
    unsigned told;

    TRY(evidence_told(call, &told));
    TRY(q_evidence_signature(call, call->now, settled, EVIDENCE_SIGNATURE));
    for (int kind = EVIDENCE_SIGNATURE; kind <= EVIDENCE_SUMMIT_HELD; kind++) {
        if (!evidence_kind_of((enum evidence)kind)->told)
            continue;
        if ((told & 1U << kind) == 0)
            TRY(q_evidence_signature(call, call->now, settled, (enum evidence)kind));
        else
            TRY(q_evidence_told_of(call, str_from(choice_name(evidence_choice, kind)), call->now,
                                   settled, (enum evidence)kind));
    }
    return OK;
}

static enum err
count_all(struct call *call, usec_t settled)
{
    TRY(count_told(call, settled));
    TRY(q_evidence_strategy_published(call, call->now, settled));
    TRY(q_evidence_input_pack(call, call->now, settled));
    TRY(q_evidence_topline_published(call, call->now, settled));
    TRY(q_evidence_objectives_drafted(call, call->now, settled));
    TRY(evidence_writing(call, settled));
    TRY(q_evidence_objectives_reviewed(call, call->now, settled));
    TRY(q_evidence_objectives_published(call, call->now, settled));
    TRY(q_evidence_objectives_linked(call, call->now, settled));
    TRY(q_evidence_check_ins(call, call->now, settled));
    TRY(q_evidence_meeting_held(call, USEC_PER_DAY, call->now, settled));
    TRY(q_evidence_all_scored(call, call->now, settled));
    TRY(q_evidence_retrospective_written(call, call->now, settled));
    return q_evidence_actions_placed(call, call->now, settled);
}

/* ---- what follows -----------------------------------------------------------------------------
 */

static enum err
leave_trace(struct call *call, const struct step_turn *row, bool done)
{
    struct happening happening = {
        .kind = done ? EVENT_STEP_DONE : EVENT_STEP_REOPENED,
        .type = &type_step,
        .subject_id = row->id,
        .unit_id = maybe_of(row->unit_id),
        .cycle_id = maybe_of(row->cycle_id),
    };

    return record(call, &happening, NULL, NULL);
}

static enum err
turned_all(struct call *call, const struct step_turn_list *rows, bool done)
{
    for (size_t i = 0; i < rows->count; i++)
        TRY(leave_trace(call, &rows->items[i], done));
    return OK;
}

/* All units wait anew for a step of the organisation that turned. */
static enum err
wait_after(struct call *call, const struct step_turn_list *rows)
{
    int64_t changed;

    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].scope == STEP_SCOPE_ORGANISATION) {
            TRY(q_steps_wait_after(call, rows->items[i].id, call->now + AHEAD, call->now,
                                   &changed));
            if (changed > 0)
                TRY(step_change_tell_all(call, rows->items[i].unit_id));
        }
    return OK;
}

enum err
process_evaluate(struct call *call, int64_t *turned)
{
    usec_t settled = call->now - PROCESS_SETTLED_AFTER;
    struct step_turn_list done;
    struct step_turn_list undone;
    int64_t person_id = call->person_id;
    day_t today;

    TRY(setting_today(call, &today));
    TRY(q_units_unmark_ended(call, today));
    call->person_id = 0; /* what the evidence says nobody said */
    TRY(count_all(call, settled));
    TRY(q_steps_undone(call, call->now, settled, &undone));
    TRY(q_steps_undone_set(call, call->now, settled));
    TRY(turned_all(call, &undone, /* done= */ false));
    TRY(q_steps_complete(call, call->now, settled, &done));
    TRY(q_steps_done_set(call, call->now, settled));
    TRY(turned_all(call, &done, /* done= */ true));
    call->person_id = person_id;
    *turned = (int64_t)(done.count + undone.count);
    TRY(q_steps_wait(call, call->now + AHEAD, call->now));
    TRY(wait_after(call, &undone));
    return wait_after(call, &done);
}

/* ---- when -------------------------------------------------------------------------------------
 */

static usec_t
seen_until(const struct call *call, const struct process_list *running)
{
    usec_t seen = call->now;

    for (size_t i = 0; i < running->count; i++)
        if (running->items[i].seen_at < seen)
            seen = running->items[i].seen_at;
    return seen;
}

static bool
is_new(const struct process_list *running)
{
    for (size_t i = 0; i < running->count; i++)
        if (!running->items[i].looked_at.has)
            return true;
    return false;
}

/* Will making steps fill a table that was empty, or that knew few units? */
static enum err
steps_grow(struct call *call, const struct process_list *running, bool many, bool *out)
{
    struct maybe count = maybe_none();

    *out = is_new(running);
    if (many && !*out)
        TRY(q_units_new(call, &count));
    *out = *out || maybe_or(count, 0) >= MANY;
    return OK;
}

/* Looks at the units in hand: their steps are made, and held against the evidence. Planned for the
 * few of a quiet minute, what follows would compare each of many with every other. `tells`: whose
 * sums of steps changed is told; else all were told of already. */
static enum err
look(struct call *call, const struct process_list *running, bool many, bool tells, int64_t *turned)
{
    struct step_change change;
    bool learns = call_wants_statistics(call) && (many || is_new(running));
    bool grow = false;

    if (learns)
        TRY(steps_grow(call, running, many, &grow));
    if (learns)
        TRY(q_unit_duty_analyze(call));
    if (tells)
        TRY(step_change_begin(call, &change));
    for (size_t i = 0; i < running->count; i++)
        TRY(process_make(call, &running->items[i]));
    if (grow)
        TRY(q_step_analyze(call));
    TRY(process_evaluate(call, turned));
    if (tells)
        TRY(step_change_end(call, &change));
    TRY(q_units_looked(call));
    return learns ? q_unit_duty_analyze(call)
                  : OK; /* minutes in which little happened are planned so */
}

enum err
process_look_in(struct call *call, struct str low, struct str high)
{
    struct process_list running;
    int64_t turned;

    TRY(q_processes_running(call, &running));
    TRY(process_duty_renew(call, seen_until(call, &running)));
    TRY(q_units_mark_in(call, low, high));
    TRY(look(call, &running, /* many= */ true, /* tells= */ false, &turned));
    return q_process_looked_first(call, call->now);
}

enum err
process_look(struct call *call)
{
    return process_look_in(call, STR("/"), STR("0"));
}

/* What there is to hear since the last round: events behind a cursor, and what the clock says. */
struct round {
    struct process_cursor from;
    int64_t horizon;
    usec_t since; /* of the last round */
    day_t today;  /* where the organisation is */
    usec_t day_begin;
};

static enum err
round_begin(struct call *call, const struct process_list *running, struct round *out)
{
    struct settings settings;
    enum err err = q_process_cursor_get(call, &out->from);

    if (err == ERR_NOT_FOUND)
        out->from = (struct process_cursor){.id = 1};
    else
        TRY(err);
    out->since = seen_until(call, running);
    TRY(settings_load(call, &settings));
    TRY(zone_day(settings.zone, call->now, &out->today));
    TRY(zone_day_begin(settings.zone, out->today, &out->day_begin));
    return call_txid_horizon(call, &out->horizon);
}

/* What happened until then was seen: now, or what is told already and cannot be heard yet. */
static enum err
seen_now(struct call *call, int64_t horizon, usec_t *out)
{
    struct event_list unheard;

    TRY(q_event_unheard(call, horizon, &unheard));
    *out = call->now;
    if (unheard.count > 0 && unheard.items[0].at < *out)
        *out = unheard.items[0].at;
    return OK;
}

/* The next round begins behind what this one heard. */
static enum err
round_end(struct call *call, const struct round *round)
{
    struct process_cursor at = round->from;
    struct event_list newest;
    usec_t seen;

    TRY(q_event_newest(call, round->horizon, &newest));
    if (newest.count > 0) {
        at.txid = newest.items[0].txid;
        at.event_id = newest.items[0].id;
    }
    at.looked_day = round->today;
    TRY(q_process_cursor_put(call, &at));
    TRY(seen_now(call, round->horizon, &seen));
    return q_process_seen_set(call, seen);
}

/* Units wait where something happened; all do on a new day, and when other days hold. */
static enum err
hear(struct call *call, const struct round *round)
{
    int64_t txid = round->from.txid;
    int64_t id = round->from.event_id;
    struct process_heard heard;

    TRY(q_process_heard(call, txid, id, round->horizon, &heard));
    TRY(q_units_wait(call, round->since, txid, id, round->horizon, round->since - LATE_COMMIT,
                     call->now));
    bool new_day = round->from.looked_day != round->today;
    if (heard.places > 0)
        TRY(q_units_wait_below(call, round->since, txid, id, round->horizon));
    if (heard.places > 0 || new_day)
        TRY(process_duty_renew(call, round->since));
    return heard.everything > 0 || new_day ? q_units_wait_in(call, round->since, STR("/"), STR("0"))
                                           : OK;
}

/* Looks at a portion of the units that wait; when none is left, at everything that day. */
static enum err
look_on(struct call *call, const struct process_list *running, const struct round *round,
        int64_t *turned, bool *ret_through)
{
    int64_t taken;

    TRY(q_units_take(call, PROCESS_PORTION, &taken));
    TRY(look(call, running, taken >= MANY, /* tells= */ true, turned));
    *ret_through = taken < PROCESS_PORTION;
    return *ret_through ? q_process_looked_set(call, call->now, round->day_begin) : OK;
}

enum err
process_tick(struct call *call, int64_t *done)
{
    struct process_list running;
    struct round round;
    int64_t rungs;
    bool through;

    *done = 0;
    TRY(q_processes_running(call, &running));
    TRY(round_begin(call, &running, &round));
    if (running.count == 0)
        return round_end(call, &round);
    TRY(hear(call, &round));
    TRY(look_on(call, &running, &round, done, &through));
    TRY(process_climb(call, &rungs));
    *done += rungs;
    if (!through && *done < PROCESS_PORTION)
        *done = PROCESS_PORTION;
    return round_end(call, &round);
}
