/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Handing over: all duties of an OKR master at once. Offered with a letter of what is open,
 * accepted by the colleague, done on its day if it may be given then, else withdrawn with what bars
 * it; what went is noted, so that the letter can be read afterwards.
 */
#include "gen/access_sql.h"
#include "gen/squad_sql.h"
#include "model/page.h"
#include "practice/access/person.h"
#include "practice/access/setting.h"
#include "practice/org/grant.h"
#include "practice/org/who.h"
#include "practice/record/record.h"
#include "practice/squad/desk.h"
#include "practice/squad/handbook.h"

enum err
hand_over_fill(struct call *call, struct hand_over_view *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct hand_over_view *one = &items[i];
        bool running =
            one->state == HAND_OVER_STATE_OFFERED || one->state == HAND_OVER_STATE_ACCEPTED;
        bool mine = one->from_id == call->person_id;
        one->may_answer = one->state == HAND_OVER_STATE_OFFERED && one->to_id == call->person_id;
        one->may_withdraw = running && (mine || handbook_maker(call));
        if (one->state == HAND_OVER_STATE_DONE)
            TRY(q_letter_done(call, one->id, &one->letter));
        else if (running)
            TRY(q_letter_open(call, one->from_id, call->now, &one->letter));
    }
    return OK;
}

/* For reading: by those whom it is between, and the squad lead. */
static enum err
hand_over_open(struct call *call, int64_t id, struct hand_over *out)
{
    enum err err = q_hand_over_row(call, id, out);
    bool theirs = err == OK && (out->from_id == call->person_id || out->to_id == call->person_id);

    if (err == ERR_NOT_FOUND || (err == OK && !theirs && !handbook_maker(call)))
        return fail(call, ERR_NOT_FOUND, "no_such_hand_over", "There is no such hand-over.");
    return err;
}

static enum err
hand_over_show(struct call *call, int64_t id, struct hand_over_view *out)
{
    TRY(q_hand_over_show(call, id, out));
    return hand_over_fill(call, out, 1);
}

enum err
hand_over_get(struct call *call, const struct by_id *in, struct hand_over_view *out)
{
    struct hand_over row;

    TRY(hand_over_open(call, in->id, &row));
    return hand_over_show(call, in->id, out);
}

/* GET /api/v1/hand-overs */
enum err
hand_over_list(struct call *call, const struct hand_over_query *in, struct hand_over_view_page *out)
{
    struct hand_over_view_list rows;
    int64_t before = INT64_MAX; /* id */

    TRY(page_read(call, "hand_over_list", in->after, &before, 1));
    TRY(q_hand_over_page(call, before, handbook_maker(call), call->person_id, in->limit + 1,
                         &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "hand_over_list", &page_last(out)->id, 1);
    return hand_over_fill(call, out->items, out->count);
}

static enum err
hand_over_save(struct call *call, const char *event, const struct hand_over *before,
               struct hand_over *after)
{
    struct happening happening = {.kind = event,
                                  .type = &type_hand_over,
                                  .subject_id = after->id,
                                  .owner_id = maybe_of(after->to_id),
                                  .hidden = true};

    if (before == NULL)
        return record(call, &happening, NULL, after);
    after->version = before->version + 1;
    TRY(q_hand_over_set(call, after));
    return record(call, &happening, before, after);
}

/* ---- doing it -----------------------------------------------------------------------------------
 */

/* Did somebody leave, or are they somebody else by now? */
static enum err
has_left(struct call *call, int64_t person_id, bool *out)
{
    struct person person;

    TRY(q_person_get(call, person_id, &person));
    *out = person.state == PERSON_STATE_DEACTIVATED || person.merged_into.has;
    return OK;
}

static bool
has_whole(const struct grant_view_list *grants)
{
    bool whole = false;

    for (size_t i = 0; i < grants->count; i++)
        whole = whole || !grants->items[i].unit_id.has;
    return whole;
}

/*
 * What bars today what held as it was offered: that whoever offered it may give all this, and that
 * the colleague can take it? Roles come and go between the offer, the answer and the day.
 */
static enum err
find_bar(struct call *call, const struct hand_over *row, enum hand_over_bar *out)
{
    int64_t giver_id = maybe_or(row->created_by, row->from_id);
    struct grant_view_list from;
    struct grant_view_list to;
    const struct who *giver;
    bool giver_left;
    bool taker_left;

    TRY(has_left(call, giver_id, &giver_left));
    TRY(has_left(call, row->to_id, &taker_left));
    TRY(who_of_person(call, giver_id, &giver));
    TRY(q_master_grants(call, row->from_id, call->now, &from));
    TRY(q_master_grants(call, row->to_id, call->now, &to));
    if (giver_left)
        giver = NULL;
    bool gives =
        giver_id == row->from_id || policy_allows(giver, VERB_HANDBOOK_EDIT, &(struct subject){0});
    bool high = policy_allows(giver, VERB_GRANT_HIGH, &(struct subject){0});
    *out = HAND_OVER_BAR_NULL;
    if (!gives || (!high && has_whole(&from)))
        *out = HAND_OVER_BAR_NOT_GIVEN;
    else if (taker_left || (!high && to.count == 0))
        *out = HAND_OVER_BAR_NOT_TAKEN;
    return OK;
}

static enum err
withdraw(struct call *call, const struct hand_over *before, enum hand_over_bar why)
{
    struct hand_over after = *before;

    after.state = HAND_OVER_STATE_WITHDRAWN;
    after.withdrawn_at = maybe_of(call->now);
    after.withdrawn_why = why;
    return hand_over_save(call, EVENT_HAND_OVER_WITHDRAWN, before, &after);
}

static enum err
move_grants(struct call *call, const struct hand_over *row)
{
    struct grant_view_list grants;

    TRY(q_master_grants(call, row->from_id, call->now, &grants));
    for (size_t i = 0; i < grants.count; i++) {
        TRY(grant_add(call, row->to_id, ROLE_OKR_MASTER, grants.items[i].unit_id));
        TRY(grant_end(call, grants.items[i].id));
    }
    return OK;
}

static enum err
carry_out(struct call *call, const struct hand_over *before)
{
    struct letter_line_list letter;
    struct maybe from = maybe_of(before->from_id);
    struct maybe to = maybe_of(before->to_id);

    TRY(q_letter_open(call, before->from_id, call->now, &letter));
    for (size_t i = 0; i < letter.count; i++) {
        struct hand_over_item item = {.hand_over_id = before->id,
                                      .kind = letter.items[i].kind,
                                      .subject_id = letter.items[i].subject_id};
        TRY(q_hand_over_item_add(call, &item));
    }
    TRY(move_grants(call, before));
    TRY(q_hand_over_cases(call, to.value, from.value));
    TRY(q_hand_over_visits(call, to.value, from.value));
    TRY(q_hand_over_sessions(call, to.value, from.value));
    struct hand_over after = *before;
    after.state = HAND_OVER_STATE_DONE;
    after.done_at = maybe_of(call->now);
    return hand_over_save(call, EVENT_HAND_OVER_DONE, before, &after);
}

enum err
hand_over_due(struct call *call, int64_t *done)
{
    struct hand_over_list rows;
    enum hand_over_bar bar;
    day_t today;

    TRY(setting_today(call, &today));
    TRY(q_hand_over_due(call, today, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct hand_over *row = &rows.items[i];
        TRY(find_bar(call, row, &bar));
        TRY(bar == HAND_OVER_BAR_NULL ? carry_out(call, row) : withdraw(call, row, bar));
    }
    *done = (int64_t)rows.count;
    return OK;
}

/* ---- offering and answering ---------------------------------------------------------------------
 */

/* Only an administrator makes somebody an OKR master, so a colleague is one already; and who keeps
 * the whole organisation hands over with an administrator's help. */
static enum err
check_offer(struct call *call, const struct hand_over *row)
{
    bool admin = policy_allows(call->who, VERB_GRANT_HIGH, &(struct subject){0});
    struct grant_view_list from;
    struct grant_view_list to;
    day_t today;

    TRY(setting_today(call, &today));
    TRY(person_check(call, maybe_of(row->to_id), "/to_id"));
    TRY(q_master_grants(call, row->from_id, call->now, &from));
    TRY(q_master_grants(call, row->to_id, call->now, &to));
    if (row->to_id == row->from_id)
        fault(call, "/to_id", "same_person", "Choose a colleague.");
    else if (to.count == 0 && !admin)
        fault(call, "/to_id", "not_in_squad",
              "They are no OKR master yet; an administrator makes them one first.");
    if (from.count == 0)
        fault(call, "/from_id", "no_duties",
              "They are no OKR master and have nothing to hand over.");
    if (has_whole(&from) && !admin)
        fault(call, "/from_id", "keeps_all",
              "Who keeps the whole organisation hands over through an administrator.");
    if (row->day < today)
        fault(call, "/day", "in_the_past", "Choose today or a day to come.");
    return call_faults(call);
}

/* POST /api/v1/hand-overs */
enum err
hand_over_create(struct call *call, const struct hand_over_new *in, struct hand_over_view *out)
{
    struct hand_over row = {.from_id = maybe_or(in->from_id, call->person_id),
                            .to_id = in->to_id,
                            .day = in->day,
                            .note = in->note,
                            .state = HAND_OVER_STATE_OFFERED,
                            .created_by = maybe_of(call->person_id),
                            .created_at = call->now,
                            .version = 1};

    if (row.from_id != call->person_id)
        TRY(handbook_maker_check(call));
    TRY(check_offer(call, &row));
    enum err err = q_hand_over_insert(call, &row, &row.id);
    if (err == ERR_CONFLICT)
        return fail(call, err, "hand_over_runs",
                    "A hand-over runs already; withdraw that one first.");
    TRY(err);
    TRY(hand_over_save(call, EVENT_HAND_OVER_OFFERED, NULL, &row));
    return hand_over_show(call, row.id, out);
}

/* POST /api/v1/hand-overs/{id}/answer */
enum err
hand_over_answer(struct call *call, const struct hand_over_answer *in, struct hand_over_view *out)
{
    struct hand_over before;
    enum hand_over_bar bar;
    day_t today;

    TRY(hand_over_open(call, in->id, &before));
    if (before.to_id != call->person_id)
        return fail(call, ERR_FORBIDDEN, "forbidden", "Only the colleague who takes over answers.");
    TRY(call_match(call, before.version));
    if (before.state != HAND_OVER_STATE_OFFERED)
        return fail(call, ERR_CONFLICT, "hand_over_answered", "The hand-over is answered already.");
    TRY(find_bar(call, &before, &bar));
    if (in->accept && bar != HAND_OVER_BAR_NULL)
        return fail(call, ERR_CONFLICT, "hand_over_not_theirs",
                    "Who offered this may not give it any more, or you are no OKR master any more; "
                    "ask an administrator to offer it again.");
    struct hand_over after = before;
    after.state = in->accept ? HAND_OVER_STATE_ACCEPTED : HAND_OVER_STATE_DECLINED;
    after.answered_at = maybe_of(call->now);
    TRY(hand_over_save(call, EVENT_HAND_OVER_ANSWERED, &before, &after));
    TRY(setting_today(call, &today));
    if (in->accept && after.day <= today)
        TRY(carry_out(call, &after));
    return hand_over_show(call, in->id, out);
}

/* POST /api/v1/hand-overs/{id}/withdraw */
enum err
hand_over_withdraw(struct call *call, const struct by_id *in, struct hand_over_view *out)
{
    struct hand_over before;

    TRY(hand_over_open(call, in->id, &before));
    if (before.from_id != call->person_id)
        TRY(handbook_maker_check(call));
    TRY(call_match(call, before.version));
    if (before.state != HAND_OVER_STATE_OFFERED && before.state != HAND_OVER_STATE_ACCEPTED)
        return fail(call, ERR_CONFLICT, "hand_over_over", "The hand-over is over already.");
    TRY(withdraw(call, &before, HAND_OVER_BAR_NULL));
    return hand_over_show(call, in->id, out);
}
