/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Meridian, a made-up organisation of 120 people in four countries, and what its people did: plain
 * facts, written down when they happened, from which the rest is computed a second time.
 *
 * People are named by what they are for ("Stores leader"), so that a message says by itself whether
 * it went to the right one.
 */
#ifndef KOERS_HALF_YEAR_WORLD_H
#define KOERS_HALF_YEAR_WORLD_H

#include "calendar.h"
#include "practice/test_support.h"

#define OWNERS      3 /* of a unit's objectives and key results */
#define OBJECTIVES  2 /* of a unit and quarter */
#define KEY_RESULTS 4 /* of a unit and quarter, two to an objective */
#define PEOPLE      120
#define ROUNDS_MAX  8
#define RUNGS       6 /* with the day before */

enum place {
    MERIDIAN,
    RETAIL,
    FREIGHT,
    AMERICAS,
    NIPPON,
    STORES,
    WEBSHOP,
    RAIL,
    WEST,
    OSAKA,
    PLACE_COUNT
};

enum quarter { SPRING, SUMMER, AUTUMN, QUARTER_COUNT };

/* When people do what is asked: a working day early, on the day, a working day late; or not at all
 * from a certain day on. */
enum habit { EARLY, PUNCTUAL, LATE, SILENT };

struct place_plan {
    const char *name;
    enum unit_type type;
    int above; /* -1: nothing */
    enum land land;
    enum habit habit;
};

struct human {
    int64_t id;
    char name[40];
    enum place place;
    enum land land;
    enum language language;
    day_t away_first, away_last; /* 0: never */
    int deputy;
    usec_t left_at; /* 0: stays */
};

struct quarter_plan {
    const char *name;
    int first_month, last_month;
};

/* What happened in a unit for a quarter; 0: not yet. */
struct facts {
    int64_t objective_ids[OBJECTIVES];
    int64_t key_result_ids[KEY_RESULTS];
    int owners[KEY_RESULTS]; /* people */
    usec_t drafted, linked, reviewed, published, scored, looked_back, actions_placed;
    usec_t checked_in[KEY_RESULTS][ROUNDS_MAX * 2];
    int check_in_count;
    usec_t met[ROUNDS_MAX * 2];
    int meeting_count;
};

struct world {
    struct stage stage;
    struct human people[PEOPLE];
    int leaders[PLACE_COUNT];
    int owners[PLACE_COUNT][OWNERS];
    int masters[PLACE_COUNT]; /* of business units; -1 */
    int squad_lead, admin;
    int64_t units[PLACE_COUNT];
    int64_t calendars[LAND_COUNT];
    int64_t year_id;
    int64_t cycles[QUARTER_COUNT];
    int64_t themes[OBJECTIVES];
    struct facts facts[PLACE_COUNT][QUARTER_COUNT];
    int faults; /* what should have been done and was refused, or was not as it should be */
};

/* The story's days. */
#define PLAY_FIRST  day_at(2, 1)
#define PLAY_LAST   day_at(7, 31)
#define SILENT_FROM day_at(3, 15) /* West */
#define REORGANISED day_at(5, 12) /* the web shop becomes part of Stores, Rail moves to Retail */
#define LEADER_LEFT day_at(5, 26) /* Osaka's: the day of a check-in meeting */
#define OWNER_LEFT  day_at(6, 7)  /* Freight's third: the day of check-ins */
#define MASTER_AWAY day_at(3, 22) /* Retail's OKR master, over the quality review */
#define MASTER_BACK day_at(4, 3)
#define OWNER_AWAY  day_at(4, 20) /* Nippon's first owner, over a round of check-ins */
#define OWNER_BACK  day_at(5, 3)

extern const struct place_plan places[PLACE_COUNT];
extern const struct quarter_plan quarters[QUARTER_COUNT];

/* Builds it, through the operations as an administrator would. */
void world_build(struct world *world);

/* What follows is a request of its own: of somebody (-1: of the server), in a transaction of its
 * own. */
struct call *world_as(struct world *world, int person, int64_t version);
void world_commit(struct world *world);

/* Notes what was refused, with what it was and the server's words. */
void world_must(struct world *world, enum err err, const char *what);
/* Notes what is not as it should be. */
void world_fault(struct world *world, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* One number, by SQL. */
int64_t world_number(struct world *world, struct str sql);

/* ---- who and where, said by the story alone ----------------------------------------------------
 */

day_t quarter_first(enum quarter quarter);
day_t quarter_last(enum quarter quarter);

bool has_ended(enum place place, usec_t now);    /* the web shop, one day */
int above_of(enum place place, usec_t now);      /* -1: nothing */
enum land land_of(enum place place, usec_t now); /* whose zone and holidays hold there */
bool is_away(const struct world *world, int person, usec_t now);
bool has_left(const struct world *world, int person, usec_t now);

/* The person, or who stands in for them. */
int acting(const struct world *world, int person, usec_t now);

/* The leaders that answer for a unit (two in Stores after the merger); how many. */
int leaders_of(const struct world *world, enum place place, usec_t now, int out[2]);
/* The nearest OKR master. */
int master_of(const struct world *world, enum place place, usec_t now);

#endif
