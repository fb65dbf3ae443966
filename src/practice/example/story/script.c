/* SPDX-License-Identifier: Apache-2.0 */
/* From the tables of the story to the list of scenes. */
#include <stdlib.h>

#include "practice/example/story/play.h"

#define CYCLE_CLOSES_AFTER 4  /* days into the next quarter */
#define DRAFT_BEGUN        30 /* day of the quarter on which lasting drafts are begun */
#define SESSION_AHEAD      3  /* days from a session of the board to the first drafts */
#define HEALTH_AGO         5  /* days before the day of the demo */
#define SCENES_MAX         8192U

static const struct story_chapter *const chapters[] = {
    &story_company,     &story_nl,      &story_nl_team,     &story_de,   &story_fr,
    &story_es,          &story_pl,      &story_supply,      &story_tech, &story_commerce,
    &story_marketplace, &story_finance, &story_people_team,
};

#define CHAPTER_COUNT (sizeof(chapters) / sizeof(chapters[0]))

bool
play_find_person(const char *login, size_t *out)
{
    for (size_t i = 0; i < story_person_count; i++)
        if (strcmp(story_people[i].login, login) == 0) {
            *out = i;
            return true;
        }
    return false;
}

bool
play_find_unit(const char *key, size_t *out)
{
    for (size_t i = 0; i < story_unit_count; i++)
        if (strcmp(story_units[i].key, key) == 0) {
            *out = i;
            return true;
        }
    return false;
}

bool
play_find_part(const struct play *play, enum story_quarter quarter, const char *key, size_t *out)
{
    for (size_t i = 0; i < play->part_count; i++)
        if (play->parts[i].quarter == quarter && strcmp(play->parts[i].told->key, key) == 0) {
            *out = i;
            return true;
        }
    return false;
}

/* ---- the parts ----------------------------------------------------------------------------------
 */

struct script {
    struct play *play;
    struct str *why;
};

static enum err
no_such(const struct script *script, const char *what, const char *name)
{
    *script->why = str_fmt(script->play->arena, "The story has no %s \"%s\".", what, name);
    return ERR_CORRUPT;
}

static enum calendar_level
level_of(size_t unit)
{
    enum calendar_level level = LEVEL_COMPANY;

    while (story_units[unit].above != NULL && level < LEVEL_TEAM &&
           play_find_unit(story_units[unit].above, &unit))
        level++;
    return level;
}

/* Everyone the objective names must be there. */
static enum err
check_people(const struct script *script, const struct story_objective *told)
{
    size_t place;

    if (!play_find_person(told->owner, &place))
        return no_such(script, "person", told->owner);
    if (told->co_owner != NULL && !play_find_person(told->co_owner, &place))
        return no_such(script, "person", told->co_owner);
    if (told->with != NULL && !play_find_unit(told->with, &place))
        return no_such(script, "unit", told->with);
    for (size_t i = 0; i < STORY_KEY_RESULTS_MAX; i++)
        if (told->key_results[i].owner != NULL &&
            !play_find_person(told->key_results[i].owner, &place))
            return no_such(script, "person", told->key_results[i].owner);
    return OK;
}

static bool
is_dropped(enum story_quarter quarter, const char *key)
{
    for (size_t i = 0; i < story_turn_count; i++)
        if (story_turns[i].quarter == quarter && story_turns[i].kind == TURN_DROP &&
            strcmp(story_turns[i].what, key) == 0)
            return true;
    return false;
}

static enum err
add_part(const struct script *script, enum story_quarter quarter,
         const struct story_objective *told)
{
    struct play *play = script->play;
    size_t unit;

    if (!play_find_unit(told->unit, &unit))
        return no_such(script, "unit", told->unit);
    TRY(check_people(script, told));
    play->parts[play->part_count++] = (struct part){
        .told = told,
        .quarter = quarter,
        .level = level_of(unit),
        .last_seen = story_units[unit].last_seen,
        .closes = quarter == QUARTER_LAST && !is_dropped(quarter, told->key),
    };
    return OK;
}

static enum err
add_parts(const struct script *script)
{
    struct play *play = script->play;
    size_t count = 0;

    for (size_t i = 0; i < CHAPTER_COUNT * STORY_QUARTERS; i++)
        for (const struct story_objective *told =
                 chapters[i / STORY_QUARTERS]->objectives[i % STORY_QUARTERS];
             told->key != NULL; told++)
            count++;
    play->parts = arena_array(play->arena, count, sizeof(*play->parts));
    TRY(arena_failed(play->arena));
    for (size_t i = 0; i < CHAPTER_COUNT * STORY_QUARTERS; i++)
        for (const struct story_objective *told =
                 chapters[i / STORY_QUARTERS]->objectives[i % STORY_QUARTERS];
             told->key != NULL; told++)
            TRY(add_part(script, (enum story_quarter)(i % STORY_QUARTERS), told));
    return OK;
}

/* ---- the scenes ---------------------------------------------------------------------------------
 */

static void
add_scene(struct play *play, day_t day, struct scene scene)
{
    if (play->scene_count == SCENES_MAX)
        return; /* counted below */
    scene.at = calendar_moment(day, play->scene_count);
    scene.sequence = play->scene_count;
    play->scenes[play->scene_count++] = scene;
}

/* Check-ins of one key result. The first working day after publication is the first that can be. */
static enum err
add_course(const struct script *script, size_t place, size_t number)
{
    struct play *play = script->play;
    const struct part *part = &play->parts[place];
    const struct story_key_result *told = &part->told->key_results[number];
    day_t first = calendar_published(&play->calendar, part->quarter, LEVEL_TEAM) + 1;
    struct course course;

    if (course_read(told->course, &course) != OK)
        return no_such(script, "course in", told->title);
    for (size_t i = 0; i < course.count; i++) {
        day_t day =
            calendar_checked_in(&play->calendar, part->quarter, part->last_seen, i, course.count);
        if (!course.steps[i].silent && day >= first)
            add_scene(play, day,
                      (struct scene){.kind = SCENE_CHECK_IN,
                                     .quarter = part->quarter,
                                     .part = place,
                                     .number = number,
                                     .step = course.steps[i],
                                     .note = told->notes[i]});
    }
    return OK;
}

/* A link can be made when both ends can be read. */
static enum err
add_links(const struct script *script, size_t place)
{
    struct play *play = script->play;
    const struct part *part = &play->parts[place];
    size_t up;

    for (size_t i = 0; i < STORY_UPS_MAX && part->told->ups[i].to != NULL; i++) {
        if (!play_find_part(play, part->quarter, part->told->ups[i].to, &up))
            return no_such(script, "objective", part->told->ups[i].to);
        enum calendar_level later =
            play->parts[up].level > part->level ? play->parts[up].level : part->level;
        add_scene(play, calendar_published(&play->calendar, part->quarter, later) + 1,
                  (struct scene){
                      .kind = SCENE_LINK, .quarter = part->quarter, .part = place, .number = i});
    }
    return OK;
}

static enum err
add_life(const struct script *script, size_t place)
{
    struct play *play = script->play;
    const struct calendar *calendar = &play->calendar;
    const struct part *part = &play->parts[place];
    struct scene scene = {.kind = SCENE_DRAFT, .quarter = part->quarter, .part = place};

    if (part->told->draft) {
        add_scene(play, calendar->start[part->quarter] + DRAFT_BEGUN, scene);
        return OK;
    }
    add_scene(play, calendar_begun(calendar, part->quarter, part->level), scene);
    scene.kind = SCENE_PUBLISH;
    add_scene(play, calendar_published(calendar, part->quarter, part->level), scene);
    TRY(add_links(script, place));
    for (size_t i = 0; i < STORY_KEY_RESULTS_MAX && part->told->key_results[i].title != NULL; i++)
        TRY(add_course(script, place, i));
    scene.kind = SCENE_CLOSE;
    if (part->closes) /* on the first three days of the next quarter */
        add_scene(play, calendar->end[part->quarter] + 1 + (day_t)(place % 3), scene);
    return OK;
}

static enum err
add_turns(const struct script *script)
{
    struct play *play = script->play;
    size_t place;

    for (size_t i = 0; i < story_turn_count; i++) {
        const struct story_turn *turn = &story_turns[i];
        if (!play_find_person(turn->by, &place))
            return no_such(script, "person", turn->by);
        if (turn->kind < TURN_LEAVE && !play_find_part(play, turn->quarter, turn->what, &place))
            return no_such(script, "objective", turn->what);
        add_scene(play, play->calendar.start[turn->quarter] + turn->day,
                  (struct scene){.kind = SCENE_TURN, .quarter = turn->quarter, .turn = turn});
    }
    return OK;
}

static int
by_time(const void *a, const void *b)
{
    const struct scene *x = a;
    const struct scene *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->sequence > y->sequence) - (x->sequence < y->sequence);
}

enum err
play_begin(struct play *play, struct arena *arena, day_t today, struct str *why)
{
    struct script script = {.play = play, .why = why};
    const struct calendar calendar = calendar_of(today);

    *play = (struct play){.arena = arena, .calendar = calendar};
    play->person_ids = arena_array(arena, story_person_count, sizeof(*play->person_ids));
    play->unit_ids = arena_array(arena, story_unit_count, sizeof(*play->unit_ids));
    play->scenes = arena_array(arena, SCENES_MAX, sizeof(*play->scenes));
    play->action_ids = arena_array(arena, story_action_count, sizeof(*play->action_ids));
    play->agreed_ids =
        arena_array(arena, story_meeting_count * STORY_AGREED_MAX, sizeof(*play->agreed_ids));
    play->comment_ids = arena_array(arena, story_comment_count, sizeof(*play->comment_ids));
    play->blocker_ids = arena_array(arena, story_blocker_count, sizeof(*play->blocker_ids));
    play->review_ids = arena_array(arena, story_review_count, sizeof(*play->review_ids));
    TRY(arena_failed(arena));
    TRY(add_parts(&script));
    for (size_t i = 0; i < STORY_QUARTERS; i++)
        add_scene(play,
                  calendar_begun(&calendar, (enum story_quarter)i, LEVEL_COMPANY) - SESSION_AHEAD,
                  (struct scene){.kind = SCENE_SESSION, .quarter = (enum story_quarter)i});
    add_scene(play, today - HEALTH_AGO, (struct scene){.kind = SCENE_HEALTH});
    for (size_t i = 0; i < STORY_QUARTERS; i++)
        add_scene(play, calendar.start[i],
                  (struct scene){.kind = SCENE_CYCLE_OPEN, .quarter = (enum story_quarter)i});
    for (size_t i = 0; i < play->part_count; i++)
        TRY(add_life(&script, i));
    add_scene(play, calendar.end[QUARTER_LAST] + CYCLE_CLOSES_AFTER,
              (struct scene){.kind = SCENE_CYCLE_CLOSE, .quarter = QUARTER_LAST});
    TRY(add_turns(&script));
    TRY(play_aftermath_plan(play, add_scene, why));
    TRY(play_together_plan(play, add_scene, why));
    play_work_plan(play, add_scene);
    play_talk_plan(play, add_scene);
    play_process_plan(play, add_scene);
    play_squad_plan(play, add_scene);
    qsort(play->scenes, play->scene_count, sizeof(*play->scenes), by_time);
    return play->scene_count < SCENES_MAX ? OK : ERR_TOO_LARGE;
}
