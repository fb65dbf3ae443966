/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Harmonisation sessions: planned by the squad lead, open to everybody's eyes. The agenda begins
 * with the open proposals and with the signals of health in which business units lie far apart;
 * what was agreed comes back in later sessions until it is done.
 */
#include "gen/checkin_sql.h"
#include "gen/okr_sql.h"
#include "gen/squad_sql.h"
#include "gen/strategy_sql.h"
#include "model/page.h"
#include "practice/access/history.h"
#include "practice/access/person.h"
#include "practice/checkin/action.h"
#include "practice/record/fact.h"
#include "practice/record/record.h"
#include "practice/squad/desk.h"
#include "practice/squad/handbook.h"
#include "practice/squad/practice_health.h"

#define TIME_FAR      INT64_C(253402300799000000) /* 9999-12-31 */
#define PROPOSALS_MAX 50                          /* put on an agenda by themselves */
#define FAR_APART     200000                      /* ppm between the quarters of business units */

static enum err
session_find(struct call *call, int64_t id, struct harmonisation *out)
{
    enum err err = q_harmonisation_get_row(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_session", "There is no such session.");
    return err;
}

/* To be changed: as above, then ERR_FORBIDDEN, then ERR_CONFLICT once it was cancelled. */
static enum err
session_open(struct call *call, int64_t id, struct harmonisation *out)
{
    TRY(session_find(call, id, out));
    TRY(handbook_maker_check(call));
    if (out->state == HARMONISATION_STATE_CANCELLED)
        return fail(call, ERR_CONFLICT, "session_cancelled",
                    "The session was cancelled; plan another one.");
    return OK;
}

static enum err
session_show(struct call *call, int64_t id, struct harmonisation_view *out)
{
    TRY(q_harmonisation_show(call, id, out));
    TRY(q_harmonisation_items(call, id, &out->items));
    TRY(q_harmonisation_present(call, id, &out->attendance));
    TRY(q_harmonisation_actions(call, id, &out->actions));
    TRY(q_harmonisation_origins(call, id, &out->origins));
    TRY(q_harmonisation_follow_ups(call, out->starts_at, id, &out->follow_ups));
    TRY(action_view_fill(call, out->actions.items, out->actions.count));
    TRY(action_view_fill(call, out->follow_ups.items, out->follow_ups.count));
    out->may_edit = handbook_maker(call) && out->state != HARMONISATION_STATE_CANCELLED;
    return OK;
}

enum err
harmonisation_get(struct call *call, const struct by_id *in, struct harmonisation_view *out)
{
    struct harmonisation row;

    TRY(session_find(call, in->id, &row));
    return session_show(call, in->id, out);
}

/* GET /api/v1/harmonisations/{id}/history */
enum err
harmonisation_history(struct call *call, const struct history_query *in,
                      struct history_entry_page *out)
{
    struct harmonisation row;

    TRY(session_find(call, in->id, &row));
    return history_of(call, "harmonisation_history", &type_harmonisation, in, out);
}

/* GET /api/v1/harmonisations */
enum err
harmonisation_list(struct call *call, const struct harmonisation_query *in,
                   struct harmonisation_row_page *out)
{
    struct harmonisation_row_list rows;
    int64_t before[2] = {TIME_FAR, INT64_MAX}; /* start, id */

    TRY(page_read(call, "harmonisation_list", in->after, before, 2));
    TRY(q_harmonisation_page(call, before[0], before[1], in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct harmonisation_row *last = page_last(out);
        out->next =
            page_write(call, "harmonisation_list", (int64_t[]){last->starts_at, last->id}, 2);
    }
    return OK;
}

static enum err
leave_trace(struct call *call, const char *event, const struct harmonisation *before,
            const struct harmonisation *after)
{
    struct happening happening = {.kind = event,
                                  .type = &type_harmonisation,
                                  .subject_id = after->id,
                                  .cycle_id = maybe_of(after->cycle_id)};

    return record(call, &happening, before, after);
}

/* ---- the agenda ---------------------------------------------------------------------------------
 */

static enum err
item_add(struct call *call, struct harmonisation_item *row)
{
    struct maybe rank;

    TRY(q_harmonisation_item_next(call, row->harmonisation_id, &rank));
    row->rank = maybe_or(rank, 0);
    row->version = 1;
    return q_harmonisation_item_insert(call, row, &row->id);
}

static enum err
agenda_fill(struct call *call, const struct harmonisation *session)
{
    struct proposal_view_list proposals;
    bool apart[HEALTH_SIGNALS];

    TRY(q_proposal_page_by_state(call, PROPOSAL_STATE_OPEN, INT64_MAX, PROPOSALS_MAX, &proposals));
    for (size_t i = proposals.count; i-- > 0;) { /* the oldest first */
        struct harmonisation_item item = {.harmonisation_id = session->id,
                                          .kind = AGENDA_KIND_PROPOSAL,
                                          .proposal_id = maybe_of(proposals.items[i].id)};
        TRY(item_add(call, &item));
    }
    TRY(health_apart(call, session->cycle_id, FAR_APART, apart));
    for (unsigned at = 0; at < HEALTH_SIGNALS; at++) {
        struct harmonisation_item item = {.harmonisation_id = session->id,
                                          .kind = AGENDA_KIND_SPREAD,
                                          .signal = (enum health_signal)(at + 1)};
        if (apart[at])
            TRY(item_add(call, &item));
    }
    return OK;
}

/* POST /api/v1/harmonisations */
enum err
harmonisation_create(struct call *call, const struct harmonisation_new *in,
                     struct harmonisation_view *out)
{
    struct harmonisation row = {.state = HARMONISATION_STATE_PLANNED,
                                .created_by = maybe_of(call->person_id),
                                .created_at = call->now,
                                .version = 1};
    struct cycle cycle;

    TRY(handbook_maker_check(call));
    enum err err = q_cycle_get(call, in->cycle_id, &cycle);
    if (err == ERR_NOT_FOUND)
        fault(call, "/cycle_id", "no_such_cycle", "There is no such cycle.");
    else
        TRY(err);
    TRY(person_check(call, in->lead_id, "/lead_id"));
    TRY(call_faults(call));
    type_apply(&type_harmonisation_new, in, &type_harmonisation, &row);
    if (!row.lead_id.has)
        row.lead_id = maybe_of(call->person_id);
    TRY(q_harmonisation_insert(call, &row, &row.id));
    TRY(leave_trace(call, EVENT_HARMONISATION_PLANNED, NULL, &row));
    if (in->agenda)
        TRY(agenda_fill(call, &row));
    return session_show(call, row.id, out);
}

static enum err
present_save(struct call *call, int64_t id, const struct id_list *ids)
{
    TRY(q_harmonisation_present_clear(call, id));
    for (size_t i = 0; i < ids->count; i++)
        TRY(q_harmonisation_present_add(
            call, &(struct harmonisation_attendance){.harmonisation_id = id,
                                                     .person_id = ids->items[i]}));
    return OK;
}

/* PATCH /api/v1/harmonisations/{id} */
enum err
harmonisation_update(struct call *call, const struct harmonisation_patch *in,
                     struct harmonisation_view *out)
{
    struct harmonisation before;
    struct present_row_list present;

    TRY(session_open(call, in->id, &before));
    TRY(call_match(call, before.version));
    TRY(q_harmonisation_present(call, in->id, &present));
    struct harmonisation after = before;
    type_apply(&type_harmonisation_patch, in, &type_harmonisation, &after);
    if (!maybe_eq(after.lead_id, before.lead_id))
        TRY(person_check(call, after.lead_id, "/lead_id"));
    TRY(present_check(call, &in->person_ids, &present));
    TRY(call_faults(call));
    after.version = before.version + 1;
    TRY(q_harmonisation_set(call, &after));
    if ((in->given & HARMONISATION_PATCH_PERSON_IDS) != 0)
        TRY(present_save(call, in->id, &in->person_ids));
    TRY(leave_trace(call, EVENT_HARMONISATION_UPDATED, &before, &after));
    return session_show(call, in->id, out);
}

static enum err
session_end(struct call *call, int64_t id, enum harmonisation_state state, const char *event,
            struct harmonisation_view *out)
{
    struct harmonisation before;

    TRY(session_open(call, id, &before));
    TRY(call_match(call, before.version));
    if (before.state != HARMONISATION_STATE_PLANNED)
        return fail(call, ERR_CONFLICT, "session_held", "The session was held already.");
    struct harmonisation after = before;
    after.state = state;
    if (state == HARMONISATION_STATE_HELD)
        after.held_at = maybe_of(call->now);
    after.version = before.version + 1;
    TRY(q_harmonisation_set(call, &after));
    TRY(leave_trace(call, event, &before, &after));
    return session_show(call, id, out);
}

/* POST /api/v1/harmonisations/{id}/hold: the process reads it as a fact of the cycle. */
enum err
harmonisation_hold(struct call *call, const struct by_id *in, struct harmonisation_view *out)
{
    TRY(session_end(call, in->id, HARMONISATION_STATE_HELD, EVENT_HARMONISATION_HELD, out));
    return fact_put(call, STR("harmonisation_held"), STR("harmonisation"), out->id, maybe_none(),
                    maybe_of(out->cycle_id));
}

/* POST /api/v1/harmonisations/{id}/cancel */
enum err
harmonisation_cancel(struct call *call, const struct by_id *in, struct harmonisation_view *out)
{
    return session_end(call, in->id, HARMONISATION_STATE_CANCELLED, EVENT_HARMONISATION_CANCELLED,
                       out);
}

/* ---- points and what follows --------------------------------------------------------------------
 */

static enum err
item_trace(struct call *call, const char *event, const struct harmonisation_item *before,
           const struct harmonisation_item *after)
{
    struct happening happening = {.kind = event,
                                  .type = &type_harmonisation_item,
                                  .subject_id = after != NULL ? after->id : before->id};

    return record(call, &happening, before, after);
}

/* POST /api/v1/harmonisations/{id}/items */
enum err
harmonisation_item_create(struct call *call, const struct harmonisation_item_new *in,
                          struct harmonisation_item_view *out)
{
    struct harmonisation session;
    struct harmonisation_item row = {.harmonisation_id = in->id,
                                     .kind = AGENDA_KIND_TOPIC,
                                     .title = in->title,
                                     .note = in->note};

    TRY(session_open(call, in->id, &session));
    TRY(item_add(call, &row));
    TRY(item_trace(call, EVENT_HARMONISATION_ITEM_CREATED, NULL, &row));
    return q_harmonisation_item_show(call, row.id, out);
}

static enum err
item_open(struct call *call, int64_t id, struct harmonisation_item *out)
{
    struct harmonisation session;
    enum err err = q_harmonisation_item_row(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_point", "There is no such point on an agenda.");
    TRY(err);
    TRY(session_open(call, out->harmonisation_id, &session));
    return call_match(call, out->version);
}

/* PATCH /api/v1/harmonisation-items/{id} */
enum err
harmonisation_item_update(struct call *call, const struct harmonisation_item_patch *in,
                          struct harmonisation_item_view *out)
{
    struct harmonisation_item before;

    TRY(item_open(call, in->id, &before));
    struct harmonisation_item after = before;
    type_apply(&type_harmonisation_item_patch, in, &type_harmonisation_item, &after);
    if (after.kind == AGENDA_KIND_TOPIC && after.title.len == 0)
        fault(call, "/title", "required", "Say what it is about.");
    TRY(call_faults(call));
    after.version = before.version + 1;
    TRY(q_harmonisation_item_set(call, &after));
    TRY(item_trace(call, EVENT_HARMONISATION_ITEM_UPDATED, &before, &after));
    return q_harmonisation_item_show(call, in->id, out);
}

/* DELETE /api/v1/harmonisation-items/{id} */
enum err
harmonisation_item_delete(struct call *call, const struct by_id *in)
{
    struct harmonisation_item row;

    TRY(item_open(call, in->id, &row));
    TRY(q_harmonisation_item_loose(call, maybe_of(in->id)));
    TRY(q_harmonisation_item_remove(call, in->id));
    return item_trace(call, EVENT_HARMONISATION_ITEM_DELETED, &row, NULL);
}

/* POST /api/v1/harmonisations/{id}/actions: an action of the top unit, as all others are. */
enum err
harmonisation_action_add(struct call *call, const struct harmonisation_action_new *in,
                         struct action_view *out)
{
    struct harmonisation session;
    struct harmonisation_item item;
    struct unit_place_list tops;

    TRY(session_open(call, in->id, &session));
    TRY(person_check(call, maybe_of(in->owner_id), "/owner_id"));
    if (in->item_id.has && (q_harmonisation_item_row(call, in->item_id.value, &item) != OK ||
                            item.harmonisation_id != in->id))
        fault(call, "/item_id", "no_such_point", "The session has no such point.");
    TRY(call_faults(call));
    TRY(q_strategy_top(call, &tops));
    if (tops.count == 0)
        return fail(call, ERR_CONFLICT, "no_unit", "Make the first unit; actions lie in one.");
    struct action row = {.unit_id = tops.items[0].id,
                         .cycle_id = session.cycle_id,
                         .owner_id = maybe_of(in->owner_id),
                         .title = in->title,
                         .due_day = maybe_of(in->due_day),
                         .source = ACTION_SOURCE_OTHER};
    TRY(action_add(call, &row));
    TRY(q_harmonisation_action_link(call, &(struct harmonisation_action){.harmonisation_id = in->id,
                                                                         .action_id = row.id,
                                                                         .item_id = in->item_id}));
    TRY(q_action_show(call, row.id, out));
    return action_view_fill(call, out, 1);
}
