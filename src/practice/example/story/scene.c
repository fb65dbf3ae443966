/* SPDX-License-Identifier: Apache-2.0 */
/* The life of objectives, scene by scene: each by the rule that a request would have called. */
#include "gen/checkin.h"
#include "gen/okr.h"
#include "gen/review.h"
#include "gen/okr_sql.h"
#include "practice/example/story/play.h"
#include "practice/okr/objective.h"
#include "practice/org/who.h"

#define OKR_SQUAD "farah.elamrani" /* opens and closes the cycles */

enum err
play_as(struct call *call, const struct play *play, const char *login)
{
    size_t place;

    if (!play_find_person(login, &place))
        return fail(call, ERR_CORRUPT, "story", "There is no %s.", login);
    call->person_id = play->person_ids[place];
    return who_of_person(call, call->person_id, &call->who);
}

static enum err
set_cycle_state(struct call *call, const struct play *play, enum story_quarter quarter,
                enum cycle_state state)
{
    struct cycle row;
    struct cycle_view out;
    const struct cycle_patch in = {
        .given = CYCLE_PATCH_STATE, .id = play->cycle_ids[quarter], .state = state};

    TRY(play_as(call, play, OKR_SQUAD));
    TRY(q_cycle_get(call, in.id, &row));
    call->if_match = maybe_of(row.version);
    return cycle_update(call, &in, &out);
}

/* ---- begun
 * ---------------------------------------------------------------------------------------- */

static enum err
number_read(struct call *call, const char *text, struct maybe *out)
{
    *out = maybe_none();
    if (text == NULL)
        return OK;
    if (scaled_parse(str_from(text), DECIMAL_PLACES, DECIMAL_MAX, &out->value) != OK)
        return fail(call, ERR_CORRUPT, "story", "%s is no number.", text);
    out->has = true;
    return OK;
}

static enum err
person_read(struct call *call, const struct play *play, const char *login, struct maybe *out)
{
    size_t place;

    *out = maybe_none();
    if (login == NULL)
        return OK;
    if (!play_find_person(login, &place))
        return fail(call, ERR_CORRUPT, "story", "There is no %s.", login);
    *out = maybe_of(play->person_ids[place]);
    return OK;
}

/* What the kind has beside its numbers. */
static enum err
measure_read(struct call *call, day_t start, const struct story_measure *told,
             struct key_result_new *in)
{
    struct milestone_new *milestones =
        arena_array(call->arena, STORY_MILESTONES_MAX, sizeof(*milestones));
    struct interim_target_new *interims =
        arena_array(call->arena, STORY_INTERIMS_MAX, sizeof(*interims));

    TRY(arena_failed(call->arena));
    in->period_rule = told->rule != PERIOD_RULE_NULL ? told->rule : PERIOD_RULE_LATEST;
    TRY(number_read(call, told->tolerance, &in->tolerance));
    in->commit_text = str_from(told->commit);
    in->target_text = str_from(told->target);
    in->stretch_text = str_from(told->stretch);
    in->milestones.items = milestones;
    for (size_t i = 0; i < STORY_MILESTONES_MAX && told->milestones[i].title != NULL; i++)
        milestones[in->milestones.count++] = (struct milestone_new){
            .given = UINT64_MAX,
            .title = str_from(told->milestones[i].title),
            .weight = told->milestones[i].weight * WEIGHT_ONE,
            .due_day = maybe_of(start + told->milestones[i].due),
        };
    in->interim_targets.items = interims;
    for (size_t i = 0; i < STORY_INTERIMS_MAX && told->interims[i].value != NULL; i++) {
        struct interim_target_new *interim = &interims[in->interim_targets.count++];
        interim->day = start + told->interims[i].day;
        TRY(scaled_parse(str_from(told->interims[i].value), DECIMAL_PLACES, DECIMAL_MAX,
                         &interim->value));
    }
    return OK;
}

static enum err
draft_key_result(struct call *call, const struct play *play, struct part *part, size_t number)
{
    const struct story_key_result *told = &part->told->key_results[number];
    struct key_result_view out;
    struct key_result_new in = {
        .given = UINT64_MAX,
        .objective_id = part->id,
        .title = str_from(told->title),
        .kind = told->kind,
        .unit_of_measure = str_from(told->measure),
        .weight = maybe_of(told->weight != 0 ? told->weight * WEIGHT_ONE : WEIGHT_USUAL),
    };
    struct maybe *from = told->kind == AT_LEAST || told->kind == AT_MOST ? &in.worst_value
                         : told->kind == RANGE                           ? &in.low_value
                                                                         : &in.start_value;
    struct maybe *to = told->kind == RANGE ? &in.high_value : &in.target_value;

    TRY(person_read(call, play, told->owner, &in.owner_id));
    TRY(number_read(call, told->from, from));
    TRY(number_read(call, told->to, to));
    TRY(measure_read(call, play->calendar.start[part->quarter], &told->by, &in));
    TRY(key_result_create(call, &in, &out));
    part->key_result_ids[number] = out.id;
    return OK;
}

static enum err
draft(struct call *call, const struct play *play, struct part *part)
{
    const struct story_objective *told = part->told;
    struct objective_view out;
    struct unit_weight with = {.weight = WEIGHT_USUAL};
    struct maybe co_owner;
    size_t unit;
    struct objective_new in = {
        .given = UINT64_MAX,
        .cycle_id = play->cycle_ids[part->quarter],
        .owner_id = maybe_of(call->person_id),
        .title = str_from(told->title),
        .description = str_from(told->why),
        .kind = told->kind,
    };

    if (!play_find_unit(told->unit, &unit))
        return fail(call, ERR_CORRUPT, "story", "There is no unit %s.", told->unit);
    in.unit_id = play->unit_ids[unit];
    if (told->theme != NULL) {
        if (!play_find_theme(play, told->theme, &in.theme_id.value))
            return fail(call, ERR_CORRUPT, "story", "There is no theme %s.", told->theme);
        in.theme_id.has = true;
    }
    if (told->with != NULL && play_find_unit(told->with, &unit)) {
        with.unit_id = play->unit_ids[unit];
        in.units = (struct unit_weight_list){&with, 1};
    }
    TRY(person_read(call, play, told->co_owner, &co_owner));
    if (co_owner.has)
        in.co_owner_ids = (struct id_list){&co_owner.value, 1};
    TRY(objective_create(call, &in, &out));
    part->id = out.id;
    for (size_t i = 0; i < STORY_KEY_RESULTS_MAX && told->key_results[i].title != NULL; i++)
        TRY(draft_key_result(call, play, part, i));
    return OK;
}

/* ---- lived
 * ---------------------------------------------------------------------------------------- */

/* What a person who had the page open would send as If-Match. */
static enum err
match(struct call *call, const struct part *part)
{
    struct objective row;

    TRY(q_objective_get(call, part->id, &row));
    call->if_match = maybe_of(row.version);
    return OK;
}

static enum err
publish(struct call *call, const struct part *part)
{
    struct objective_view out;

    TRY(match(call, part));
    return objective_publish(call, &(struct by_id){.id = part->id}, &out);
}

static enum err
link_up(struct call *call, const struct play *play, const struct part *part, size_t number)
{
    const struct story_up *up = &part->told->ups[number];
    struct alignment_view out;
    struct alignment_new in = {
        .given = UINT64_MAX,
        .child_id = part->id,
        .kind = up->kind,
        .weight = up->weight != 0 ? up->weight * WEIGHT_ONE : WEIGHT_USUAL,
    };
    size_t place;

    if (!play_find_part(play, part->quarter, up->to, &place))
        return fail(call, ERR_CORRUPT, "story", "There is no objective %s.", up->to);
    const struct part *above = &play->parts[place];
    if (up->key_result > 0)
        in.parent_kr_id = maybe_of(above->key_result_ids[up->key_result - 1]);
    else
        in.parent_id = maybe_of(above->id);
    return alignment_create(call, &in, &out);
}

/* Of milestones the first so many are done: ticks those that were not yet. */
static enum err
tick(struct call *call, struct check_in_new *in)
{
    struct id_list one = {.items = &in->id, .count = 1};
    struct milestone_list milestones;
    size_t done = (size_t)(in->value.value / DECIMAL_ONE);

    in->value = maybe_none();
    TRY(q_milestones_of(call, &one, &milestones));
    in->milestones.items =
        arena_array(call->arena, milestones.count, sizeof(*in->milestones.items));
    if (in->milestones.items == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < done && i < milestones.count; i++)
        if (!milestones.items[i].done)
            in->milestones.items[in->milestones.count++] = (struct milestone_tick){
                .given = UINT64_MAX, .id = milestones.items[i].id, .done = true};
    return OK;
}

/* The owner of the key result checks in. A note on a steep fall of confidence is its reason. */
static enum err
check_in(struct call *call, const struct play *play, const struct scene *scene)
{
    const struct part *part = &play->parts[scene->part];
    const char *owner = part->told->key_results[scene->number].owner;
    struct key_result row;
    struct check_in_view out;
    struct check_in_new in = {
        .given = UINT64_MAX,
        .id = part->key_result_ids[scene->number],
        .value = maybe_of(scene->step.value),
        .confidence = maybe_of(scene->step.confidence),
        .own_status = scene->step.own_status,
    };

    if (owner != NULL)
        TRY(play_as(call, play, owner));
    TRY(q_key_result_get(call, in.id, &row));
    if (row.kind == MILESTONES)
        TRY(tick(call, &in));
    if (row.confidence.has && row.confidence.value - in.confidence.value >= 2)
        in.reason = str_from(scene->note);
    else
        in.note = str_from(scene->note);
    return check_in_create(call, &in, &out);
}

enum err
play_scene(struct call *call, struct play *play, const struct scene *scene)
{
    struct part *part = &play->parts[scene->part];

    call->now = scene->at;
    call->if_match = maybe_none();
    if (scene->kind == SCENE_TURN)
        return play_turn(call, play, scene->turn);
    if (scene->kind == SCENE_SESSION)
        return play_session(call, play, scene->quarter);
    if (scene->kind == SCENE_HEALTH)
        return play_health(call, play);
    if (scene->kind == SCENE_PROCESS || scene->kind == SCENE_PROCESS_LOOK)
        return play_process(call, play, scene);
    if (scene->kind >= SCENE_MEETING && scene->kind <= SCENE_WORD)
        return play_together(call, play, scene);
    if (scene->kind == SCENE_COMMENT || scene->kind == SCENE_ANSWER)
        return play_talk(call, play, scene);
    if (scene->kind == SCENE_INITIATIVE || scene->kind == SCENE_TAGS)
        return play_work(call, play, scene);
    if (scene->kind == SCENE_SQUAD)
        return play_squad(call, play, scene);
    if (scene->kind >= SCENE_POST_MORTEM)
        return play_aftermath(call, play, scene);
    if (scene->kind == SCENE_CYCLE_OPEN)
        return set_cycle_state(call, play, scene->quarter, CYCLE_STATE_OPEN);
    if (scene->kind == SCENE_CYCLE_CLOSE)
        return set_cycle_state(call, play, scene->quarter, CYCLE_STATE_CLOSED);
    TRY(play_as(call, play, part->told->owner));
    switch (scene->kind) {
    case SCENE_DRAFT:
        return draft(call, play, part);
    case SCENE_PUBLISH:
        return publish(call, part);
    case SCENE_LINK:
        return link_up(call, play, part, scene->number);
    case SCENE_CHECK_IN:
        return check_in(call, play, scene);
    case SCENE_CLOSE:
        return play_close(call, part);
    case SCENE_SESSION:
    case SCENE_HEALTH:
    case SCENE_CYCLE_OPEN:
    case SCENE_CYCLE_CLOSE:
    case SCENE_TURN:
    case SCENE_PROCESS:
    case SCENE_PROCESS_LOOK:
    case SCENE_MEETING:
    case SCENE_AGREED_DONE:
    case SCENE_BLOCKER:
    case SCENE_UNBLOCK:
    case SCENE_REVIEW:
    case SCENE_WORD:
    case SCENE_COMMENT:
    case SCENE_ANSWER:
    case SCENE_INITIATIVE:
    case SCENE_TAGS:
    case SCENE_SQUAD:
    case SCENE_POST_MORTEM:
    case SCENE_CARRY:
    case SCENE_CARRIED_CHECK_IN:
    case SCENE_RETROSPECTIVE:
    case SCENE_ACTION:
    case SCENE_ACTION_DONE:
        break;
    }
    return ERR_INTERNAL;
}
