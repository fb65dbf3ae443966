/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The story that the demo tells: who works at Talverno, what each unit aims for in two quarters,
 * and what happened. It is told in const tables, one story_<unit>.c each; the players (play.h) act
 * it out by the rules that people use.
 *
 * People are named by the part of their address before the @, units and objectives by a short key
 * of their own. Nothing in the story names a date, month or season: it is true on any day.
 */
#ifndef KOERS_KOERS_DEMO_STORY_H
#define KOERS_KOERS_DEMO_STORY_H

#include <stdbool.h>
#include <stddef.h>

#include "gen/access.h"
#include "gen/checkin.h"
#include "gen/closing.h"
#include "gen/okr.h"
#include "gen/org.h"
#include "gen/review.h"

#define STORY_ORGANISATION    "Talverno"
#define STORY_DOMAIN          "talverno.example"
#define STORY_PASSWORD        "steady-as-she-goes"
#define STORY_COURSE_MAX      6U /* check-ins of one key result in a quarter */
#define STORY_UPS_MAX         2U
#define STORY_KEY_RESULTS_MAX 5U
#define STORY_MILESTONES_MAX  5U
#define STORY_INTERIMS_MAX    2U
#define STORY_HEALTH_MAX      4U
#define STORY_THEMES_MAX      8U /* of all sessions together */

/* Shorter names for the columns of the tables. */
#define COMMITTED    OBJECTIVE_KIND_COMMITTED
#define ASPIRATIONAL OBJECTIVE_KIND_ASPIRATIONAL
#define INCREASE     KR_KIND_INCREASE
#define DECREASE     KR_KIND_DECREASE
#define AT_LEAST     KR_KIND_AT_LEAST
#define AT_MOST      KR_KIND_AT_MOST
#define RANGE        KR_KIND_RANGE
#define YES_NO       KR_KIND_YES_NO
#define MILESTONES   KR_KIND_MILESTONES
#define ZONES        KR_KIND_ZONES
#define SUPPORTS     ALIGNMENT_KIND_SUPPORTS
#define CONTRIBUTES  ALIGNMENT_KIND_CONTRIBUTES

enum story_quarter { QUARTER_LAST, QUARTER_NOW };
#define STORY_QUARTERS 2U

struct story_unit {
    const char *key;
    const char *above; /* NULL: the top */
    const char *name;
    enum unit_type type;
    const char *zone; /* NULL: as the unit above */
    int last_seen;    /* days before the day of the demo on which it checked in last */
};

struct story_person {
    const char *login; /* before the @ */
    const char *name;
    const char *unit; /* the main one */
    const char *title;
    enum role role;    /* for the main unit; ROLE_NULL: just a member */
    const char *also;  /* a second unit, or NULL */
    const char *greet; /* said of those to sign in as first; else NULL */
};

/* A role beyond the main unit. */
struct story_grant {
    const char *login;
    enum role role;
    const char *unit; /* NULL: the whole organisation */
};

struct story_up {
    const char *to; /* key of an objective of the same quarter */
    enum alignment_kind kind;
    int key_result; /* its key result of that number, from 1; 0: the objective itself */
    int weight;     /* of what contributes; 0 is the usual 100 */
};

struct story_milestone {
    const char *title;
    int weight;
    int due; /* day of the quarter, from 0 */
};

struct story_interim {
    int day; /* of the quarter, from 0 */
    const char *value;
};

/* What only some kinds are measured by. */
struct story_measure {
    enum period_rule rule; /* none: the latest */
    const char *tolerance;
    const char *commit, *target, *stretch; /* zones, in words */
    struct story_milestone milestones[STORY_MILESTONES_MAX];
    struct story_interim interims[STORY_INTERIMS_MAX];
};

struct story_key_result {
    enum kr_kind kind;
    const char *title;
    const char *measure; /* unit of measure */
    const char
        *from; /* start; at_least and at_most: where progress is 0, NULL without; range: lowest */
    const char *to; /* target; range: highest */
    /* Check-ins, the oldest first, two weeks apart: value (of milestones: how many, from the first,
     * are done)/confidence, then g, b or r when the owner
     * says on track, behind or at risk; "-" where there was none. The last one lies at the unit's
     * last_seen. */
    const char *course;
    const char *notes[STORY_COURSE_MAX]; /* by place in the course */
    const char *owner;                   /* NULL: the objective's */
    int weight;                          /* 0 is the usual 100 */
    struct story_measure by;
};

struct story_objective {
    const char *key;
    const char *unit;
    const char *owner;
    const char *theme; /* a topline objective's; else NULL */
    enum objective_kind kind;
    const char *title;
    const char *why;      /* Markdown, or NULL */
    const char *with;     /* a unit that takes part, or NULL */
    const char *co_owner; /* or NULL */
    bool draft;           /* never published */
    struct story_up ups[STORY_UPS_MAX];
    struct story_key_result key_results[STORY_KEY_RESULTS_MAX];
};

/* What else happened, on a day of a quarter. */
enum story_turn_kind {
    TURN_REWORD,          /* objective: `text` is its new title */
    TURN_TARGET,          /* key result: `text` is its new target */
    TURN_WEIGHT,          /* key result: `text` is its new weight */
    TURN_DROP,            /* objective, because of `text` */
    TURN_ARCHIVE,         /* objective, because of `text` */
    TURN_DROP_KEY_RESULT, /* because of `text` */
    TURN_LEAVE,           /* the person `what` leaves the organisation */
    TURN_MOVE,            /* the person `what` moves to the unit `text` */
    TURN_CLOSE_UNIT,      /* the unit `what` ends */
    TURN_AWAY,            /* the person `what` is away from then on, `text` stands in */
    TURN_DELEGATE,        /* `text` may check in for the person `what` from then on */
    TURN_CADENCE,         /* the unit `what` checks in every `text` days from now on */
    TURN_MERGE_UNIT,      /* the unit `what` becomes part of `into`, because of `text` */
};

struct story_turn {
    enum story_turn_kind kind;
    enum story_quarter quarter;
    int day;          /* of the quarter, from 0, a Monday; before 48, the first that may be today */
    const char *by;   /* login */
    const char *what; /* key of the objective or unit, or login */
    int key_result;   /* from 1 */
    const char *text;
    const char *into; /* key of a unit, or NULL */
};

/* A theme as a session told it. Years are counted from the one of the first session. */
struct story_theme {
    const char *key; /* the same in every session; a row without one ends the list */
    const char *name;
    const char *owner;
    int from;
    int until;
    const char *success;     /* Markdown */
    const char *description; /* Markdown, or NULL */
};

/* A session of the board, before each quarter. */
struct story_session {
    const char *name;
    const char *mission;
    const char *starting_point;
    const char *change_note; /* NULL: the first one */
    const struct story_theme *themes;
};

struct story_health {
    const char *theme;
    const char *name;
    const char *unit; /* of measure */
    const char *low;  /* NULL: no lowest wanted value */
    const char *high;
    const char *values[STORY_HEALTH_MAX]; /* the oldest first, four weeks apart */
};

/* How an objective of the last quarter ended, where more is to be said than that it was closed. */
struct story_ending {
    const char *key;
    const char *score; /* NULL: as suggested */
    const char *reason;
    const char *happened, *because, *changes; /* of a missed promise; NULL: still owed */
};

/* What became of an unfinished key result of the last quarter. */
struct story_carry {
    const char *key;
    int key_result; /* from 1 */
    enum carry_choice choice;
    int day;            /* finish: by that day of the running quarter */
    const char *to;     /* continue: key of an objective of the running quarter */
    const char *course; /* … and its check-ins there, as of any key result */
    const char *note;
};

#define STORY_CARRIES_MAX 16U
#define STORY_CAUSES_MAX  3U

/* What a unit learnt from the last quarter. */
struct story_retrospective {
    const char *unit;
    const char *by;
    const char *worked;
    const char *not_worked;
    struct {
        enum cause cause;
        const char *note;
    } causes[STORY_CAUSES_MAX];
};

/* What it agreed to do about it. */
struct story_action {
    const char *unit;
    const char *by;
    const char *owner;
    const char *title;
    int day;  /* due, of the running quarter */
    int done; /* day on which it was done; 0: still open */
    const char *note;
};

#define STORY_PRESENT_MAX 5U
#define STORY_NOTES_MAX   4U
#define STORY_AGREED_MAX  3U
#define STORY_WORDS_MAX   3U
#define STORY_ANSWERS_MAX 3U
#define STORY_READERS_MAX 2U

/* What was noted of a key result of the running quarter, or in the last round. */
struct story_note {
    const char *key; /* NULL: the round */
    int key_result;  /* from 1 */
    const char *text;
};

struct story_agreed {
    const char *owner;
    const char *title;
    int due;  /* days from the meeting */
    int done; /* days before the day of the demo; 0: still open */
};

/* A check-in meeting of a unit in the running quarter. */
struct story_meeting {
    const char *unit;
    const char *by;
    int ago;   /* days before the day of the demo; … */
    int ahead; /* … or when it is planned, days after it */
    const char *note;
    const char *present[STORY_PRESENT_MAX]; /* beside who leads it */
    const char *topic;                      /* or NULL */
    struct story_note notes[STORY_NOTES_MAX];
    struct story_agreed agreed[STORY_AGREED_MAX];
};

/* What keeps a key result of the running quarter from moving, and of whom help is asked. */
struct story_blocker {
    const char *key;
    int key_result; /* from 1 */
    const char *by;
    enum blocker_type type;
    int ago; /* days before the day of the demo */
    const char *text;
    const char *unit;   /* asked for help; … */
    const char *person; /* … or this person */
    const char *request;
    int resolved; /* days before the day of the demo; 0: still there */
    const char *resolver;
    const char *resolution;
};

/* What a reader of a draft said, or its author: a verdict, or a remark without one. */
struct story_word {
    const char *by;
    enum verdict said; /* accepted, sent back; none: a remark */
    int ago;           /* days before the day of the demo, three at least after the word before */
    const char *text;
};

/* A draft of the running quarter that others were asked to read. */
struct story_review {
    const char *key;
    const char *readers[STORY_READERS_MAX];
    int ago; /* days before the day of the demo */
    const char *message;
    struct story_word words[STORY_WORDS_MAX];
};

/* What was said of an objective of the running quarter; a login behind an @ mentions somebody. */
struct story_answer {
    const char *by;
    int ago; /* days before the day of the demo */
    const char *text;
};
struct story_comment {
    const char *key;
    int key_result; /* from 1; 0: the objective itself */
    const char *by;
    int ago;
    const char *text;
    struct story_answer answers[STORY_ANSWERS_MAX];
};

/* What is done to move a key result of the running quarter. */
struct story_initiative {
    const char *key;
    int key_result; /* from 1 */
    const char *owner;
    enum initiative_state state;
    int ago; /* days before the day of the demo on which it was written down */
    int due; /* days after the day of the demo; before it, below 0 */
    const char *title;
};

#define STORY_TAGGED_MAX 6U
#define STORY_TAGS_MAX   8U

/* A word by which objectives of the running quarter are found together. */
struct story_tag {
    const char *name;
    enum tag_tone tone;
    const char *keys[STORY_TAGGED_MAX];
};

/* A unit's part of the story: its objectives of the last and the running quarter, each ended by a
 * row without a key. */
struct story_chapter {
    const struct story_objective *objectives[STORY_QUARTERS];
};

extern const struct story_unit story_units[];
extern const size_t story_unit_count;
extern const struct story_person story_people[];
extern const size_t story_person_count;
extern const struct story_grant story_grants[];
extern const size_t story_grant_count;
extern const struct story_turn story_turns[];
extern const size_t story_turn_count;
extern const struct story_ending story_endings[];
extern const size_t story_ending_count;
extern const struct story_carry story_carries[];
extern const size_t story_carry_count;
extern const struct story_retrospective story_retrospectives[];
extern const size_t story_retrospective_count;
extern const struct story_action story_actions[];
extern const size_t story_action_count;

extern const struct story_meeting story_meetings[];
extern const size_t story_meeting_count;
extern const struct story_blocker story_blockers[];
extern const size_t story_blocker_count;
extern const struct story_review story_reviews[];
extern const size_t story_review_count;

extern const struct story_comment story_comments[];
extern const size_t story_comment_count;

extern const struct story_initiative story_initiatives[];
extern const size_t story_initiative_count;
extern const struct story_tag story_tags[];
extern const size_t story_tag_count;

extern const struct story_session story_sessions[STORY_QUARTERS];
extern const struct story_health story_healths[];
extern const size_t story_health_count;

extern const struct story_chapter story_company, story_nl, story_nl_team, story_de, story_fr,
    story_es, story_pl, story_supply, story_tech, story_commerce, story_marketplace, story_finance,
    story_people_team;

#endif
