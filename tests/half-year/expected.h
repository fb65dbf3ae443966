/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What must be: when each step is due, where it stands, and who is told of it at nine in the
 * morning. Computed from the facts of the story and a table of DARE of its own; it shares no line
 * with the product and asks it nothing.
 */
#ifndef KOERS_HALF_YEAR_EXPECTED_H
#define KOERS_HALF_YEAR_EXPECTED_H

#include "world.h"

enum rule {
    STRATEGY,
    INPUT,
    TOPLINE,
    DRAFT,
    WRITING,
    WORKSHOP,
    LINK,
    REVIEW,
    PUBLISH,
    KICK_OFF,
    CHECK_IN,
    MEETING,
    MID_CYCLE,
    SUMMIT_ONE,
    SUMMIT_TWO,
    SCORE,
    RETROSPECTIVE,
    ACTIONS,
    HARMONISE,
    RULE_COUNT
};

enum answers { OWNER, LEADER, MASTER, SQUAD_LEAD, SPONSOR };

enum scope {
    EVERY_UNIT,
    HIGH_UNITS,
    LOW_UNITS,
    ONCE
}; /* company and business units; all but the company; the organisation */

struct rule_plan {
    const char *name;
    enum scope scope;
    enum answers answers;
    int offset; /* working days */
    int lead;   /* days of the calendar */
    bool of_year, of_round;
    bool from_end;  /* counted from the last day */
    bool calendar;  /* not working days */
    bool signed_by; /* by hand: nothing tells it */
    int after[2];   /* rules it waits for; -1 */
};

extern const struct rule_plan rules[RULE_COUNT];

/* A step by what it is of. */
struct which {
    enum rule rule;
    enum place place;
    enum quarter quarter; /* SPRING for those of the year */
    int round;            /* 0: none */
};

enum standing { WAITING, BLOCKED, COMING, DUE, LATE_NOW, DONE, DONE_LATE, NOT_NEEDED, GONE };

struct expected {
    enum land land; /* whose days hold */
    day_t opens_day, due_day;
    usec_t opens_at, due_at;
    usec_t done_at; /* 0: not done */
    bool needed;
    enum standing standing;
};

bool rule_concerns(enum rule rule, enum place place);
int round_count(enum quarter quarter);
void round_days(enum quarter quarter, int round, day_t *ret_first, day_t *ret_last);

/* The day of its deadline where a country's holidays hold. */
day_t deadline_day(const struct which *which, enum land land);

struct expected expect(const struct world *world, const struct which *which, usec_t now);

/* Signatures, and the organisation's own steps: when somebody did it. */
usec_t *signature_of(const struct which *which);

/* Calls `see` for every step there is, of the quarters that are made by now. */
void for_each_step(usec_t now, void (*see)(const struct which *which, void *arg), void *arg);

/* People who answer, absences counted: indices; how many. */
int people_of(const struct world *world, const struct which *which, enum answers answers,
              usec_t now, int out[PEOPLE]);

#endif
