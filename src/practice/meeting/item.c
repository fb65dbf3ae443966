/* SPDX-License-Identifier: Apache-2.0 */
/* What people add to a meeting: minutes, topics, actions, and who was there. */
#include "gen/access_sql.h"
#include "gen/checkin_sql.h"
#include "gen/meeting_sql.h"
#include "practice/access/person.h"
#include "practice/checkin/action.h"
#include "practice/meeting/meeting.h"

static enum err
leave_trace(struct call *call, const struct meeting *meeting, const struct meeting_item *before,
            const struct meeting_item *after)
{
    struct happening happening = meeting_happening(meeting, EVENT_MEETING_NOTED);

    happening.type = &type_meeting_item;
    happening.subject_id = after->id;
    return record(call, &happening, before, before != NULL ? after : NULL);
}

/*
 * PATCH /api/v1/meeting-items/{id}. While the meeting runs, minutes are saved as they are typed,
 * and each save is no change of its own worth keeping; what is changed afterwards is.
 */
enum err
meeting_item_update(struct call *call, const struct meeting_item_patch *in,
                    struct meeting_item_view *out)
{
    struct meeting_item before;
    struct meeting meeting;

    enum err err = q_meeting_item_find(call, in->id, &before);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_item", "There is no such item.");
    TRY(err);
    TRY(meeting_open_to_run(call, before.meeting_id, &meeting));
    TRY(call_match(call, before.version));
    if (meeting.state == MEETING_STATE_PLANNED && before.kind != MEETING_ITEM_KIND_TOPIC)
        return fail(call, ERR_CONFLICT, "meeting_not_running",
                    "The meeting has not begun; only topics can be prepared.");
    struct meeting_item after = before;
    type_apply(&type_meeting_item_patch, in, &type_meeting_item, &after);
    if (!str_eq(after.title, before.title) && before.kind != MEETING_ITEM_KIND_TOPIC)
        fault(call, "/title", "not_a_topic", "Only topics have a title of their own.");
    else if (str_is_null(after.title) && before.kind == MEETING_ITEM_KIND_TOPIC)
        fault(call, "/title", "missing", "A topic has a title.");
    TRY(call_faults(call));
    after.version = before.version + 1;
    TRY(q_meeting_item_write(call, &after));
    bool ended = meeting.state == MEETING_STATE_ENDED;
    TRY(leave_trace(call, &meeting, ended ? &before : NULL, &after));
    return q_meeting_item_show(call, in->id, out);
}

/* POST /api/v1/meetings/{id}/topics */
enum err
meeting_topic_create(struct call *call, const struct meeting_topic *in, struct meeting_view *out)
{
    struct meeting meeting;
    struct maybe rank;

    TRY(meeting_open_to_run(call, in->id, &meeting));
    if (meeting.state == MEETING_STATE_ENDED)
        return fail(call, ERR_CONFLICT, "meeting_ended", "The meeting has ended.");
    TRY(q_meeting_rank_next(call, in->id, MEETING_RANK_TOPIC, MEETING_RANK_ROUND, &rank));
    struct meeting_item item = {
        .meeting_id = in->id,
        .rank = maybe_or(rank, MEETING_RANK_TOPIC),
        .kind = MEETING_ITEM_KIND_TOPIC,
        .title = in->title,
        .version = 1,
    };
    TRY(q_meeting_item_insert(call, &item, &item.id));
    TRY(leave_trace(call, &meeting, NULL, &item));
    return meeting_display(call, in->id, out);
}

/* POST /api/v1/meetings/{id}/attendance */
enum err
meeting_attendance_set(struct call *call, const struct meeting_attend *in, struct meeting_view *out)
{
    const struct meeting_attendance row = {.meeting_id = in->id, .person_id = in->person_id};
    struct meeting meeting;
    struct person person;

    TRY(meeting_open_to_run(call, in->id, &meeting));
    if (meeting.state == MEETING_STATE_PLANNED)
        return fail(call, ERR_CONFLICT, "meeting_not_running", "The meeting has not begun.");
    enum err err = q_person_get(call, in->person_id, &person);
    if (err == ERR_NOT_FOUND) {
        fault(call, "/person_id", "no_such_person", "There is no such person.");
        return call_faults(call);
    }
    TRY(err);
    if (in->present)
        TRY(q_meeting_attendance_add(call, &row));
    else
        TRY(q_meeting_attendance_take(call, &row));
    struct happening happening = meeting_happening(&meeting, EVENT_MEETING_CHANGED);
    TRY(record(call, &happening, NULL, NULL));
    return meeting_display(call, in->id, out);
}

/* POST /api/v1/meetings/{id}/actions */
enum err
meeting_action_create(struct call *call, const struct meeting_action *in, struct action_view *out)
{
    struct meeting meeting;

    TRY(meeting_open_to_run(call, in->id, &meeting));
    if (meeting.state == MEETING_STATE_PLANNED)
        return fail(call, ERR_CONFLICT, "meeting_not_running", "The meeting has not begun.");
    TRY(person_check(call, in->owner_id, "/owner_id"));
    TRY(call_faults(call));
    struct action row = {
        .unit_id = meeting.unit_id,
        .cycle_id = meeting.cycle_id,
        .owner_id = in->owner_id,
        .title = in->title,
        .due_day = in->due_day,
        .source = ACTION_SOURCE_MEETING,
        .source_id = maybe_of(meeting.id),
    };
    TRY(action_add(call, &row));
    TRY(q_action_show(call, row.id, out));
    return action_view_fill(call, out, 1);
}
