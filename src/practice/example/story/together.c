/* SPDX-License-Identifier: Apache-2.0 */
/* What people do together: check-in meetings, help with what is in the way, reading of drafts. */
#include "gen/checkin.h"
#include "gen/checkin_sql.h"
#include "gen/meeting.h"
#include "gen/okr_sql.h"
#include "gen/review.h"
#include "practice/example/story/play.h"

#define PLANNED_AGO  3 /* days before the day of the demo on which what is ahead was planned */
#define SPENT_TENTHS 9 /* of the time an item has */

/* ---- planned ------------------------------------------------------------------------------------
 */

static void
plan_meeting(struct play *play, void (*add)(struct play *, day_t, struct scene), size_t place)
{
    const struct story_meeting *told = &story_meetings[place];
    day_t today = play->calendar.today;

    add(play, today - (told->ago > 0 ? told->ago : PLANNED_AGO),
        (struct scene){.kind = SCENE_MEETING, .number = place});
    for (size_t i = 0; i < STORY_AGREED_MAX && told->agreed[i].title != NULL; i++)
        if (told->agreed[i].done > 0)
            add(play, today - told->agreed[i].done,
                (struct scene){.kind = SCENE_AGREED_DONE, .number = place, .part = i});
}

static void
plan_blocker(struct play *play, void (*add)(struct play *, day_t, struct scene), size_t place)
{
    const struct story_blocker *told = &story_blockers[place];
    day_t today = play->calendar.today;

    add(play, today - told->ago, (struct scene){.kind = SCENE_BLOCKER, .number = place});
    if (told->resolved > 0)
        add(play, today - told->resolved, (struct scene){.kind = SCENE_UNBLOCK, .number = place});
}

static void
plan_review(struct play *play, void (*add)(struct play *, day_t, struct scene), size_t place)
{
    const struct story_review *told = &story_reviews[place];
    day_t today = play->calendar.today;

    add(play, today - told->ago, (struct scene){.kind = SCENE_REVIEW, .number = place});
    for (size_t i = 0; i < STORY_WORDS_MAX && told->words[i].text != NULL; i++)
        add(play, today - told->words[i].ago,
            (struct scene){.kind = SCENE_WORD, .number = place, .part = i});
}

enum err
play_together_plan(struct play *play, void (*add)(struct play *, day_t, struct scene),
                   struct str *why)
{
    size_t place;

    for (size_t i = 0; i < story_meeting_count; i++) {
        if (!play_find_unit(story_meetings[i].unit, &place)) {
            *why = str_fmt(play->arena, "The story has no unit \"%s\".", story_meetings[i].unit);
            return ERR_CORRUPT;
        }
        plan_meeting(play, add, i);
    }
    for (size_t i = 0; i < story_blocker_count; i++)
        plan_blocker(play, add, i);
    for (size_t i = 0; i < story_review_count; i++)
        plan_review(play, add, i);
    return OK;
}

/* ---- meetings -----------------------------------------------------------------------------------
 */

static enum err
find_person(struct call *call, const struct play *play, const char *login, int64_t *out)
{
    size_t place;

    if (!play_find_person(login, &place))
        return fail(call, ERR_CORRUPT, "story", "There is no %s.", login);
    *out = play->person_ids[place];
    return OK;
}

enum err
play_find_key_result(struct call *call, const struct play *play, const char *key, int number,
                     int64_t *out)
{
    size_t place;

    if (!play_find_part(play, QUARTER_NOW, key, &place))
        return fail(call, ERR_CORRUPT, "story", "There is no objective %s.", key);
    *out = play->parts[place].key_result_ids[number - 1];
    return OK;
}

/* What the story notes of an item; NULL when it is passed over. */
static enum err
note_on(struct call *call, const struct play *play, const struct story_meeting *told,
        const struct meeting_item_view *item, const char **out)
{
    *out = NULL;
    for (size_t i = 0; i < STORY_NOTES_MAX && told->notes[i].text != NULL; i++) {
        int64_t id = 0;
        if (told->notes[i].key != NULL)
            TRY(play_find_key_result(call, play, told->notes[i].key, told->notes[i].key_result,
                                     &id));
        bool here = told->notes[i].key != NULL
                        ? item->key_result_id.has && item->key_result_id.value == id
                        : item->kind == MEETING_ITEM_KIND_ROUND;
        if (here)
            *out = told->notes[i].text;
    }
    return OK;
}

/* From item to item, each for most of its time; the clock of the call goes along. */
static enum err
go_through(struct call *call, const struct play *play, const struct story_meeting *told,
           const struct meeting_view *meeting)
{
    for (size_t i = 0; i < meeting->items.count; i++) {
        const struct meeting_item_view *item = &meeting->items.items[i];
        struct meeting_view shown;
        struct meeting_item_view noted;
        const char *note;
        TRY(meeting_go(
            call,
            &(struct meeting_move){.given = UINT64_MAX, .id = meeting->id, .item_id = item->id},
            &shown));
        call->now += item->budget_seconds * SPENT_TENTHS / 10 * USEC_PER_SEC;
        TRY(note_on(call, play, told, item, &note));
        if (note == NULL)
            continue;
        call->if_match = maybe_of(item->version);
        TRY(meeting_item_update(call,
                                &(struct meeting_item_patch){.given = MEETING_ITEM_PATCH_NOTE,
                                                             .id = item->id,
                                                             .note = str_from(note)},
                                &noted));
    }
    return OK;
}

static enum err
attend(struct call *call, const struct play *play, const struct story_meeting *told, int64_t id)
{
    struct meeting_view out;

    for (size_t i = 0; i < STORY_PRESENT_MAX && told->present[i] != NULL; i++) {
        struct meeting_attend in = {.given = UINT64_MAX, .id = id, .present = true};
        TRY(find_person(call, play, told->present[i], &in.person_id));
        TRY(meeting_attendance_set(call, &in, &out));
    }
    return OK;
}

static enum err
agree(struct call *call, struct play *play, const struct scene *scene, int64_t id)
{
    const struct story_meeting *told = &story_meetings[scene->number];

    for (size_t i = 0; i < STORY_AGREED_MAX && told->agreed[i].title != NULL; i++) {
        const struct story_agreed *agreed = &told->agreed[i];
        struct action_view out;
        struct meeting_action in = {
            .given = UINT64_MAX,
            .id = id,
            .title = str_from(agreed->title),
            .owner_id = {.has = true},
            .due_day = maybe_of(play->calendar.today - told->ago + agreed->due),
        };
        TRY(find_person(call, play, agreed->owner, &in.owner_id.value));
        TRY(meeting_action_create(call, &in, &out));
        play->agreed_ids[scene->number * STORY_AGREED_MAX + i] = out.id;
    }
    return OK;
}

static enum err
hold(struct call *call, struct play *play, const struct scene *scene, struct meeting_view *meeting)
{
    const struct story_meeting *told = &story_meetings[scene->number];
    const struct by_id id = {.id = meeting->id};

    TRY(meeting_start(call, &id, meeting));
    TRY(attend(call, play, told, id.id));
    TRY(go_through(call, play, told, meeting));
    TRY(agree(call, play, scene, id.id));
    return meeting_end(call, &id, meeting);
}

static enum err
annotate(struct call *call, const struct story_meeting *told, struct meeting_view *meeting)
{
    if (told->note != NULL) {
        call->if_match = maybe_of(meeting->version);
        TRY(meeting_update(call,
                           &(struct meeting_patch){.given = MEETING_PATCH_NOTE,
                                                   .id = meeting->id,
                                                   .note = str_from(told->note)},
                           meeting));
    }
    if (told->topic == NULL)
        return OK;
    return meeting_topic_create(call,
                                &(struct meeting_topic){.given = UINT64_MAX,
                                                        .id = meeting->id,
                                                        .title = str_from(told->topic)},
                                meeting);
}

static enum err
meet(struct call *call, struct play *play, const struct scene *scene)
{
    const struct story_meeting *told = &story_meetings[scene->number];
    struct meeting_view meeting;
    struct meeting_new in = {
        .given = UINT64_MAX, .cycle_id = play->cycle_ids[QUARTER_NOW], .budget_minutes = 30};
    size_t unit;

    TRY(play_as(call, play, told->by));
    if (!play_find_unit(told->unit, &unit))
        return fail(call, ERR_CORRUPT, "story", "There is no unit %s.", told->unit);
    in.id = play->unit_ids[unit];
    if (told->ahead > 0)
        in.starts_at = maybe_of(calendar_ahead(&play->calendar, told->ahead));
    TRY(meeting_create(call, &in, &meeting));
    if (told->ahead == 0)
        TRY(hold(call, play, scene, &meeting));
    return annotate(call, told, &meeting);
}

/* ---- help ---------------------------------------------------------------------------------------
 */

static enum err
raise(struct call *call, struct play *play, size_t place)
{
    const struct story_blocker *told = &story_blockers[place];
    struct blocker_view out;
    size_t unit;
    struct blocker_new in = {
        .given = UINT64_MAX,
        .type = told->type,
        .text = str_from(told->text),
        .asked_person_id = {.has = told->person != NULL},
        .request = str_from(told->request),
    };

    TRY(play_as(call, play, told->by));
    TRY(play_find_key_result(call, play, told->key, told->key_result, &in.id));
    if (told->unit != NULL && play_find_unit(told->unit, &unit))
        in.asked_unit_id = maybe_of(play->unit_ids[unit]);
    if (told->person != NULL)
        TRY(find_person(call, play, told->person, &in.asked_person_id.value));
    TRY(blocker_create(call, &in, &out));
    play->blocker_ids[place] = out.id;
    return OK;
}

static enum err
resolve(struct call *call, const struct play *play, size_t place)
{
    const struct story_blocker *told = &story_blockers[place];
    const struct blocker_end in = {.given = UINT64_MAX,
                                   .id = play->blocker_ids[place],
                                   .resolution = str_from(told->resolution)};
    struct blocker_view out;
    struct blocker row;

    TRY(play_as(call, play, told->resolver));
    TRY(q_blocker_get(call, in.id, &row));
    call->if_match = maybe_of(row.version);
    return blocker_resolve(call, &in, &out);
}

/* ---- reviews ------------------------------------------------------------------------------------
 */

static enum err
ask(struct call *call, struct play *play, size_t place)
{
    const struct story_review *told = &story_reviews[place];
    int64_t readers[STORY_READERS_MAX];
    struct review_view out;
    struct review_new in = {.given = UINT64_MAX,
                            .reviewer_ids = {.items = readers},
                            .message = str_from(told->message)};
    size_t part;

    if (!play_find_part(play, QUARTER_NOW, told->key, &part))
        return fail(call, ERR_CORRUPT, "story", "There is no objective %s.", told->key);
    for (; in.reviewer_ids.count < STORY_READERS_MAX; in.reviewer_ids.count++) {
        if (told->readers[in.reviewer_ids.count] == NULL)
            break;
        TRY(find_person(call, play, told->readers[in.reviewer_ids.count],
                        &readers[in.reviewer_ids.count]));
    }
    in.id = play->parts[part].id;
    TRY(play_as(call, play, play->parts[part].told->owner));
    TRY(review_request(call, &in, &out));
    play->review_ids[place] = out.id;
    return OK;
}

static enum err
say(struct call *call, const struct play *play, const struct scene *scene)
{
    const struct story_word *word = &story_reviews[scene->number].words[scene->part];
    int64_t id = play->review_ids[scene->number];
    struct str body = str_from(word->text);
    struct review_view seen;

    TRY(play_as(call, play, word->by));
    TRY(review_get(call, &(struct by_id){.id = id}, &seen));
    if (word->said == VERDICT_ACCEPTED)
        return review_accept(
            call,
            &(struct review_acceptance){
                .given = UINT64_MAX, .id = id, .edition = seen.edition, .body = body},
            &seen);
    if (word->said == VERDICT_SENT_BACK)
        return review_send_back(
            call,
            &(struct review_return){
                .given = UINT64_MAX, .id = id, .edition = seen.edition, .body = body},
            &seen);
    return review_comment_create(
        call, &(struct review_comment_new){.given = UINT64_MAX, .id = id, .body = body}, &seen);
}

enum err
play_together(struct call *call, struct play *play, const struct scene *scene)
{
    if (scene->kind == SCENE_MEETING)
        return meet(call, play, scene);
    if (scene->kind == SCENE_AGREED_DONE)
        return play_action_done(
            call, play, play->agreed_ids[scene->number * STORY_AGREED_MAX + scene->part],
            story_meetings[scene->number].agreed[scene->part].owner, /* note= */ NULL);
    if (scene->kind == SCENE_BLOCKER)
        return raise(call, play, scene->number);
    if (scene->kind == SCENE_UNBLOCK)
        return resolve(call, play, scene->number);
    if (scene->kind == SCENE_REVIEW)
        return ask(call, play, scene->number);
    return say(call, play, scene);
}
