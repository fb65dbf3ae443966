/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/checkin/tick.h"

#include "gen/checkin_sql.h"
#include "gen/okr_sql.h"
#include "model/query_list.h"
#include "practice/checkin/evidence.h"

static bool
is_listed(const struct milestone_list *milestones, int64_t id)
{
    for (size_t i = 0; i < milestones->count; i++)
        if (milestones->items[i].id == id)
            return true;
    return false;
}

void
ticks_check(struct call *call, const struct milestone_tick_list *ticks,
            const struct milestone_list *milestones)
{
    for (size_t i = 0; i < ticks->count; i++) {
        struct str at = str_fmt(call->arena, "/milestones/%zu/id", i);
        const char *pointer = at.ptr != NULL ? at.ptr : "/milestones";
        if (!is_listed(milestones, ticks->items[i].id))
            fault(call, pointer, "no_such_milestone",
                  "The key result has no such milestone; read its list again.");
        for (size_t j = 0; j < i; j++)
            if (ticks->items[j].id == ticks->items[i].id)
                fault(call, pointer, "repeated",
                      "This milestone is named twice; say once whether it is done.");
    }
}

static enum err
write(struct call *call, const struct milestone_tick_list *ticks, int64_t check_in_id)
{
    for (size_t i = 0; i < ticks->count; i++) {
        struct check_in_milestone row = {.check_in_id = check_in_id,
                                         .milestone_id = ticks->items[i].id,
                                         .done = ticks->items[i].done};
        TRY(q_check_in_milestone_insert(call, &row));
    }
    return OK;
}

/* The check-ins of this one's day and later stand for what was done by then; what others of them
 * said before is kept. */
static enum err
follow(struct call *call, const struct milestone_said_list *said, const struct measure *measure,
       struct milestone_list *milestones, struct check_in *check_in)
{
    struct check_in_list rows;

    TRY(q_check_ins_of(call, check_in->key_result_id, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        struct check_in row = rows.items[i];
        int64_t done;
        if (row.day < check_in->day)
            continue;
        evidence_milestones(said, row.day, row.id, milestones, &done);
        row.value = done * DECIMAL_ONE;
        TRY(progress_raw(measure, row.value, &row.raw));
        TRY(q_check_in_measured(call, row.value, row.raw, row.id));
        if (row.id != check_in->id) {
            TRY(evidence_keep(call, &rows.items[i], &row));
            continue;
        }
        check_in->value = row.value;
        check_in->raw = row.raw;
    }
    return OK;
}

enum err
ticks_save(struct call *call, const struct milestone_tick_list *ticks,
           const struct measure *measure, struct milestone_list *milestones,
           struct check_in *check_in)
{
    struct milestone_said_list said;
    int64_t done;

    TRY(write(call, ticks, check_in->id));
    TRY(q_milestones_said(call, check_in->key_result_id, &said));
    TRY(follow(call, &said, measure, milestones, check_in));
    evidence_milestones(&said, INT64_MAX, INT64_MAX, milestones, &done);
    for (size_t i = 0; i < milestones->count; i++)
        TRY(q_milestone_update(call, &milestones->items[i]));
    return OK;
}

/* "✓ Pilot runs" or "✗ Pilot runs", as the history writes it; "no text" where nothing was said. */
static struct str
tick_words(struct call *call, const struct milestone *milestone, struct maybe done)
{
    if (!done.has)
        return (struct str){0};
    return str_fmt(call->arena, "%s %.*s", done.value ? "✓" : "✗", STR_FMT(milestone->title));
}

enum err
ticks_tell(struct call *call, int64_t check_in_id, const struct milestone_tick_list *ticks,
           const struct milestone_list *milestones, struct told *told)
{
    struct id_list one = {.items = &check_in_id, .count = 1};
    struct check_in_milestone_view_list before;

    TRY(q_check_in_milestones_of(call, &one, &before));
    for (size_t i = 0; i < milestones->count; i++) {
        const struct milestone *milestone = &milestones->items[i];
        struct maybe was = maybe_none();
        struct maybe is = maybe_none();
        for (size_t j = 0; j < before.count; j++)
            if (before.items[j].milestone_id == milestone->id)
                was = maybe_of(before.items[j].done);
        for (size_t j = 0; j < ticks->count; j++)
            if (ticks->items[j].id == milestone->id)
                is = maybe_of(ticks->items[j].done);
        if (!maybe_eq(was, is))
            told->items[told->count++] =
                (struct told_line){.field = "milestone",
                                   .old_value = tick_words(call, milestone, was),
                                   .new_value = tick_words(call, milestone, is)};
    }
    return OK;
}

static enum err
show(struct call *call, struct check_in_view *check_ins, size_t count)
{
    int64_t ids[QUERY_LIST_MAX];
    struct id_list portion = {.items = ids, .count = count};
    struct check_in_milestone_view_list rows;

    for (size_t i = 0; i < count; i++)
        ids[i] = check_ins[i].id;
    TRY(q_check_in_milestones_of(call, &portion, &rows));
    for (size_t i = 0; i < count; i++) {
        struct check_in_milestone_view_list *own = &check_ins[i].milestones;
        for (size_t j = 0; j < rows.count; j++) {
            if (rows.items[j].check_in_id != check_ins[i].id)
                continue;
            if (own->count == 0)
                own->items = &rows.items[j]; /* rows come ordered by check-in */
            own->count++;
        }
    }
    return OK;
}

enum err
ticks_show(struct call *call, struct check_in_view *check_ins, size_t count)
{
    for (size_t at = 0; at < count; at += QUERY_LIST_MAX)
        TRY(show(call, &check_ins[at], count - at < QUERY_LIST_MAX ? count - at : QUERY_LIST_MAX));
    return OK;
}
