/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Acts the story out. What happens is a list of scenes in the order of time; each is played as the
 * person who did it, at the moment it happened, by the rule that a request would have called, so
 * that a demo has the same events and history as an organisation that really lived those months.
 *
 * Order of calls: play_begin() · play_found() · play_scene() for each scene.
 */
#ifndef KOERS_EXAMPLE_PLAY_H
#define KOERS_EXAMPLE_PLAY_H

#include "base/arena.h"
#include "practice/example/story/calendar.h"
#include "practice/example/story/course.h"
#include "model/call.h"

enum scene_kind {
    SCENE_SESSION, /* of the board, before a quarter */
    SCENE_HEALTH,
    SCENE_CYCLE_OPEN,
    SCENE_CYCLE_CLOSE,
    SCENE_DRAFT,
    SCENE_PUBLISH,
    SCENE_LINK,
    SCENE_CHECK_IN,
    SCENE_CLOSE,
    SCENE_TURN,
    SCENE_PROCESS, /* DARE is put to use */
    SCENE_PROCESS_LOOK,
    SCENE_MEETING,     /* `number` is the place in story_meetings */
    SCENE_AGREED_DONE, /* the same; `part` is the place among what it agreed */
    SCENE_BLOCKER,     /* `number` is the place in story_blockers */
    SCENE_UNBLOCK,
    SCENE_REVIEW,     /* `number` is the place in story_reviews */
    SCENE_WORD,       /* the same; `part` is the place among its words */
    SCENE_COMMENT,    /* `number` is the place in story_comments */
    SCENE_ANSWER,     /* the same; `part` is the place among its answers */
    SCENE_INITIATIVE, /* `number` is the place in story_initiatives */
    SCENE_TAGS,
    SCENE_SQUAD,            /* `number` is the act of the OKR squad */
    SCENE_POST_MORTEM,      /* of the part, as `ending` tells */
    SCENE_CARRY,            /* `number` is the place in story_carries */
    SCENE_CARRIED_CHECK_IN, /* the same, of what goes on */
    SCENE_RETROSPECTIVE,    /* `number` is the place in story_retrospectives */
    SCENE_ACTION,           /* `number` is the place in story_actions */
    SCENE_ACTION_DONE,
};

struct scene {
    usec_t at;
    size_t sequence; /* order of what happens at the same moment */
    enum scene_kind kind;
    enum story_quarter quarter;
    size_t part;   /* which objective */
    size_t number; /* which of its key results or links */
    struct course_step step;
    const char *note;
    const struct story_turn *turn;
    const struct story_ending *ending;
};

/* An objective of the story, and what became of it. */
struct part {
    const struct story_objective *told;
    enum story_quarter quarter;
    enum calendar_level level;
    int last_seen;
    bool closes; /* at the end of its quarter */
    int64_t id;
    int64_t key_result_ids[STORY_KEY_RESULTS_MAX];
};

/* A theme of the story, and what became of it. */
struct play_theme {
    const char *key;
    int64_t id;
};

struct play {
    struct arena *arena; /* of the whole play */
    bool example;        /* in an organisation that has a name of its own */
    struct calendar calendar;
    struct str password_hash; /* "no text": nobody can sign in */
    int64_t *person_ids;      /* as story_people */
    int64_t *unit_ids;        /* as story_units */
    int64_t cycle_ids[STORY_QUARTERS];
    struct play_theme themes[STORY_THEMES_MAX];
    size_t theme_count;
    int64_t carried_ids[STORY_CARRIES_MAX]; /* key results that go on, as story_carries */
    int64_t *action_ids;                    /* as story_actions */
    int64_t *agreed_ids;                    /* STORY_AGREED_MAX for each of story_meetings */
    int64_t *blocker_ids;                   /* as story_blockers */
    int64_t *review_ids;                    /* as story_reviews */
    int64_t *comment_ids;                   /* as story_comments */
    int64_t process_id;
    struct part *parts;
    size_t part_count;
    struct scene *scenes; /* in the order of time */
    size_t scene_count;
};

/* Sets the stage: who is who, and all scenes in their order. ERR_CORRUPT, saying in `why` which
 * name or course, when the story names what it does not have. */
enum err play_begin(struct play *play, struct arena *arena, day_t today, struct str *why) MUST_USE;

/* Units, people, roles, memberships, settings and the two cycles, as of the introduction. */
enum err play_found(struct call *call, struct play *play) MUST_USE;

/* Plays one scene. Ids are noted in the play, so that a transaction may run again. */
enum err play_scene(struct call *call, struct play *play, const struct scene *scene) MUST_USE;

/* A turn of the story; for play_scene(). */
enum err play_turn(struct call *call, struct play *play, const struct story_turn *turn) MUST_USE;

/* The session of the board before a quarter; and the health of its themes, told once. */
enum err play_session(struct call *call, struct play *play, enum story_quarter before) MUST_USE;
enum err play_health(struct call *call, struct play *play) MUST_USE;

/* What follows a closing, and closing itself; for play_scene(). */
enum err play_close(struct call *call, const struct part *part) MUST_USE;
enum err play_aftermath(struct call *call, struct play *play, const struct scene *scene) MUST_USE;

/* Adds what follows the closings to the scenes. `add` takes a day and a scene. */
enum err play_aftermath_plan(struct play *play, void (*add)(struct play *, day_t, struct scene),
                             struct str *why) MUST_USE;

/* Check-in meetings, blockers and reviews; planned as what follows the closings is. */
enum err play_together(struct call *call, struct play *play, const struct scene *scene) MUST_USE;
enum err play_together_plan(struct play *play, void (*add)(struct play *, day_t, struct scene),
                            struct str *why) MUST_USE;

/* Initiatives and tags, in the same way. */
enum err play_work(struct call *call, const struct play *play, const struct scene *scene) MUST_USE;
void play_work_plan(struct play *play, void (*add)(struct play *, day_t, struct scene));

/* What is said of objectives, in the same way. */
enum err play_talk(struct call *call, struct play *play, const struct scene *scene) MUST_USE;
void play_talk_plan(struct play *play, void (*add)(struct play *, day_t, struct scene));
/* What the OKR squad does, in the same way. */
enum err play_squad(struct call *call, const struct play *play, const struct scene *scene) MUST_USE;
void play_squad_plan(struct play *play, void (*add)(struct play *, day_t, struct scene));

/* The process of the running quarter; planned in the same way. */
enum err play_process(struct call *call, struct play *play, const struct scene *scene) MUST_USE;
void play_process_plan(struct play *play, void (*add)(struct play *, day_t, struct scene));

/* All of its looks at once, at the end: what they would have found lies on its day. */
enum err play_process_once(struct call *call, const struct play *play) MUST_USE;

/* The key result of that number, from 1, of an objective of the running quarter. */
enum err play_find_key_result(struct call *call, const struct play *play, const char *key,
                              int number, int64_t *out) MUST_USE;

/* Its owner ticks an action off, with a word on it or NULL. */
enum err play_action_done(struct call *call, const struct play *play, int64_t id, const char *owner,
                          const char *note) MUST_USE;

/* The call goes on as this person, with the roles and units of that moment. */
enum err play_as(struct call *call, const struct play *play, const char *login) MUST_USE;

/* Places in the tables; false when the story has no such name. */
bool play_find_person(const char *login, size_t *out);
bool play_find_unit(const char *key, size_t *out);
bool play_find_theme(const struct play *play, const char *key, int64_t *out);
bool play_find_part(const struct play *play, enum story_quarter quarter, const char *key,
                    size_t *out);

#endif
