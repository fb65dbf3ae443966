/* SPDX-License-Identifier: Apache-2.0 */
/* How the last quarter ended: scores, post-mortems, what goes on, what was learnt and agreed. */
#include "gen/checkin.h"
#include "gen/closing.h"
#include "gen/closing_sql.h"
#include "gen/checkin_sql.h"
#include "gen/okr_sql.h"
#include "practice/example/story/play.h"

/* Days into the next quarter, of which the first is a Monday. */
#define CARRIED_ON      2
#define LOOKED_BACK_ON  7
#define AGREED_ON       8
#define POST_MORTEMS_ON 9

static const struct story_ending *
ending_of(const struct part *part)
{
    for (size_t i = 0; i < story_ending_count; i++)
        if (strcmp(story_endings[i].key, part->told->key) == 0)
            return &story_endings[i];
    return NULL;
}

/* ---- planned ------------------------------------------------------------------------------------
 */

static enum err
plan_carry(struct play *play, void (*add)(struct play *, day_t, struct scene), size_t place,
           struct str *why)
{
    const struct story_carry *carry = &story_carries[place];
    day_t start = play->calendar.start[QUARTER_NOW];
    struct scene scene = {.kind = SCENE_CARRY, .quarter = QUARTER_LAST, .number = place};
    struct course course;
    size_t there;

    if (place >= STORY_CARRIES_MAX ||
        !play_find_part(play, QUARTER_LAST, carry->key, &scene.part) ||
        (carry->to != NULL && !play_find_part(play, QUARTER_NOW, carry->to, &there))) {
        *why = str_fmt(play->arena, "The story cannot carry over \"%s\".", carry->key);
        return ERR_CORRUPT;
    }
    add(play, start + CARRIED_ON, scene);
    if (carry->to == NULL)
        return OK;
    scene.kind = SCENE_CARRIED_CHECK_IN;
    scene.part = there;
    TRY(course_read(carry->course, &course));
    for (size_t i = 0; i < course.count; i++) {
        day_t day = calendar_checked_in(&play->calendar, QUARTER_NOW, play->parts[there].last_seen,
                                        i, course.count);
        scene.step = course.steps[i];
        if (day > start + CARRIED_ON) /* it cannot be before it goes on */
            add(play, day, scene);
    }
    return OK;
}

enum err
play_aftermath_plan(struct play *play, void (*add)(struct play *, day_t, struct scene),
                    struct str *why)
{
    day_t start = play->calendar.start[QUARTER_NOW];

    for (size_t i = 0; i < play->part_count; i++) {
        const struct part *part = &play->parts[i];
        const struct story_ending *ending =
            part->quarter == QUARTER_LAST && part->closes ? ending_of(part) : NULL;
        if (ending != NULL && ending->happened != NULL)
            add(play, start + POST_MORTEMS_ON,
                (struct scene){.kind = SCENE_POST_MORTEM, .part = i, .ending = ending});
    }
    for (size_t i = 0; i < story_carry_count; i++)
        TRY(plan_carry(play, add, i, why));
    for (size_t i = 0; i < story_retrospective_count; i++)
        add(play, start + LOOKED_BACK_ON, (struct scene){.kind = SCENE_RETROSPECTIVE, .number = i});
    for (size_t i = 0; i < story_action_count; i++) {
        add(play, start + AGREED_ON, (struct scene){.kind = SCENE_ACTION, .number = i});
        if (story_actions[i].done > 0)
            add(play, start + story_actions[i].done,
                (struct scene){.kind = SCENE_ACTION_DONE, .number = i});
    }
    return OK;
}

/* ---- played -------------------------------------------------------------------------------------
 */

enum err
play_close(struct call *call, const struct part *part)
{
    const struct story_ending *ending = ending_of(part);
    struct objective_verdict in = {.given = UINT64_MAX, .id = part->id};
    struct objective_view out;
    struct objective row;

    if (ending != NULL && ending->score != NULL) {
        in.score.has = true;
        TRY(scaled_parse(str_from(ending->score), FRACTION_PLACES, FRACTION_ONE, &in.score.value));
        in.reason = str_from(ending->reason);
    }
    TRY(q_objective_get(call, part->id, &row));
    call->if_match = maybe_of(row.version);
    return objective_close(call, &in, &out);
}

static enum err
write_post_mortem(struct call *call, const struct play *play, const struct scene *scene)
{
    const struct part *part = &play->parts[scene->part];
    struct post_mortem_view out;
    struct post_mortem row;
    struct post_mortem_patch in = {.given = UINT64_MAX,
                                   .happened = str_from(scene->ending->happened),
                                   .because = str_from(scene->ending->because),
                                   .changes = str_from(scene->ending->changes)};

    TRY(play_as(call, play, part->told->owner));
    TRY(q_post_mortem_of_objective(call, part->id, &row));
    in.id = row.id;
    call->if_match = maybe_of(row.version);
    return post_mortem_update(call, &in, &out);
}

static enum err
carry(struct call *call, struct play *play, const struct scene *scene)
{
    const struct story_carry *told = &story_carries[scene->number];
    const struct part *part = &play->parts[scene->part];
    struct carry_over_view out;
    struct carry_over_new in = {.given = UINT64_MAX,
                                .id = part->key_result_ids[told->key_result - 1],
                                .choice = told->choice,
                                .note = str_from(told->note)};
    size_t there;

    if (told->choice == CARRY_CHOICE_FINISH)
        in.finish_by = maybe_of(play->calendar.start[QUARTER_NOW] + told->day);
    if (told->to != NULL && play_find_part(play, QUARTER_NOW, told->to, &there))
        in.objective_id = maybe_of(play->parts[there].id);
    TRY(play_as(call, play, part->told->owner));
    TRY(carry_over_decide(call, &in, &out));
    if (out.successor != NULL)
        play->carried_ids[scene->number] = out.successor->key_result_id;
    return OK;
}

static enum err
check_in_carried(struct call *call, const struct play *play, const struct scene *scene)
{
    struct check_in_view out;
    struct check_in_new in = {
        .given = UINT64_MAX,
        .id = play->carried_ids[scene->number],
        .value = maybe_of(scene->step.value),
        .confidence = maybe_of(scene->step.confidence),
        .own_status = scene->step.own_status,
    };

    TRY(play_as(call, play, play->parts[scene->part].told->owner));
    return check_in_create(call, &in, &out);
}

static enum err
look_back(struct call *call, const struct play *play, const struct story_retrospective *told)
{
    struct cause_new causes[STORY_CAUSES_MAX];
    struct retrospective_view out;
    struct retrospective_new in = {
        .given = UINT64_MAX,
        .cycle_id = play->cycle_ids[QUARTER_LAST],
        .worked = str_from(told->worked),
        .not_worked = str_from(told->not_worked),
        .causes = {.items = causes},
    };
    size_t unit;

    if (!play_find_unit(told->unit, &unit))
        return fail(call, ERR_CORRUPT, "story", "There is no unit %s.", told->unit);
    in.id = play->unit_ids[unit];
    for (size_t i = 0; i < STORY_CAUSES_MAX && told->causes[i].note != NULL; i++)
        causes[in.causes.count++] = (struct cause_new){.given = UINT64_MAX,
                                                       .cause = told->causes[i].cause,
                                                       .note = str_from(told->causes[i].note)};
    TRY(play_as(call, play, told->by));
    return retrospective_create(call, &in, &out);
}

static enum err
agree(struct call *call, struct play *play, size_t place)
{
    const struct story_action *told = &story_actions[place];
    struct action_view out;
    struct action_new in = {
        .given = UINT64_MAX,
        .cycle_id = play->cycle_ids[QUARTER_LAST],
        .title = str_from(told->title),
        .due_day = maybe_of(play->calendar.start[QUARTER_NOW] + told->day),
        .source = ACTION_SOURCE_RETROSPECTIVE,
    };
    size_t unit;
    size_t owner;

    if (!play_find_unit(told->unit, &unit) || !play_find_person(told->owner, &owner))
        return fail(call, ERR_CORRUPT, "story", "There is no %s or no %s.", told->unit,
                    told->owner);
    in.id = play->unit_ids[unit];
    in.owner_id = maybe_of(play->person_ids[owner]);
    TRY(play_as(call, play, told->by));
    TRY(action_create(call, &in, &out));
    play->action_ids[place] = out.id;
    return OK;
}

enum err
play_action_done(struct call *call, const struct play *play, int64_t id, const char *owner,
                 const char *note)
{
    struct action_view out;
    struct action row;
    const struct action_patch in = {.given = ACTION_PATCH_STATE | ACTION_PATCH_NOTE,
                                    .id = id,
                                    .state = ACTION_STATE_DONE,
                                    .note = str_from(note)};

    TRY(play_as(call, play, owner));
    TRY(q_action_get(call, id, &row));
    call->if_match = maybe_of(row.version);
    return action_update(call, &in, &out);
}

enum err
play_aftermath(struct call *call, struct play *play, const struct scene *scene)
{
    if (scene->kind == SCENE_POST_MORTEM)
        return write_post_mortem(call, play, scene);
    if (scene->kind == SCENE_CARRY)
        return carry(call, play, scene);
    if (scene->kind == SCENE_CARRIED_CHECK_IN)
        return check_in_carried(call, play, scene);
    if (scene->kind == SCENE_RETROSPECTIVE)
        return look_back(call, play, &story_retrospectives[scene->number]);
    if (scene->kind == SCENE_ACTION)
        return agree(call, play, scene->number);
    return play_action_done(call, play, play->action_ids[scene->number],
                            story_actions[scene->number].owner, story_actions[scene->number].note);
}
