/* SPDX-License-Identifier: Apache-2.0 */
#include "expected.h"

#include <stdlib.h>

#define CADENCE    14
#define MADE_AHEAD 60 /* days before a quarter in which its steps are made */

const struct rule_plan rules[RULE_COUNT] = {
    /* clang-format off */
    [STRATEGY]      = {"Sharpen the strategy",            ONCE,       SPONSOR,    -30, 42, .of_year = true, .after = {-1, -1}},
    [INPUT]         = {"Put the input pack together",     ONCE,       SQUAD_LEAD, -20, 14, .after = {-1, -1}},
    [TOPLINE]       = {"Publish the topline",             ONCE,       SPONSOR,    -15, 10, .after = {STRATEGY, INPUT}},
    [DRAFT]         = {"Draft OKRs with the team",        EVERY_UNIT, LEADER,      -9,  8, .after = {TOPLINE, -1}},
    [WRITING]       = {"Sharpen the wording",             EVERY_UNIT, OWNER,       -7,  5, .after = {DRAFT, -1}},
    [WORKSHOP]      = {"Hold the alignment workshop",     HIGH_UNITS, LEADER,      -6,  7, .signed_by = true, .after = {-1, -1}},
    [LINK]          = {"Link to what it serves",          LOW_UNITS,  OWNER,       -5,  6, .after = {DRAFT, -1}},
    [REVIEW]        = {"Review the quality",              EVERY_UNIT, MASTER,      -3,  6, .after = {DRAFT, WRITING}},
    [PUBLISH]       = {"Publish the OKRs",                EVERY_UNIT, LEADER,      -1,  5, .after = {REVIEW, -1}},
    [KICK_OFF]      = {"Kick off the cycle",              EVERY_UNIT, LEADER,       4,  5, .signed_by = true, .after = {PUBLISH, -1}},
    [CHECK_IN]      = {"Check in",                        EVERY_UNIT, OWNER,       -2,  4, .of_round = true, .from_end = true, .after = {-1, -1}},
    [MEETING]       = {"Hold the check-in meeting",       EVERY_UNIT, LEADER,       0,  4, .of_round = true, .from_end = true, .after = {-1, -1}},
    [MID_CYCLE]     = {"Hold the mid-cycle review",       HIGH_UNITS, LEADER,      45, 12, .calendar = true, .signed_by = true, .after = {-1, -1}},
    [SUMMIT_ONE]    = {"Hold the summer summit",          ONCE,       SQUAD_LEAD, 175, 45, .of_year = true, .calendar = true, .signed_by = true, .after = {-1, -1}},
    [SUMMIT_TWO]    = {"Hold the winter summit",          ONCE,       SQUAD_LEAD, -10, 45, .of_year = true, .from_end = true, .signed_by = true, .after = {-1, -1}},
    [SCORE]         = {"Score and close",                 EVERY_UNIT, LEADER,       5, 10, .from_end = true, .after = {-1, -1}},
    [RETROSPECTIVE] = {"Look back together",              EVERY_UNIT, LEADER,       8,  8, .from_end = true, .after = {SCORE, -1}},
    [ACTIONS]       = {"Place the follow-up actions",     EVERY_UNIT, LEADER,      10,  7, .from_end = true, .after = {RETROSPECTIVE, -1}},
    [HARMONISE]     = {"Hold the harmonisation session",  ONCE,       SQUAD_LEAD,  12, 12, .from_end = true, .after = {-1, -1}},
    /* clang-format on */
};

/* ---- days ---------------------------------------------------------------------------------------
 */

bool
rule_concerns(enum rule rule, enum place place)
{
    switch (rules[rule].scope) {
    case ONCE:
        return place == MERIDIAN;
    case HIGH_UNITS:
        return places[place].type != UNIT_TYPE_DEPARTMENT;
    case LOW_UNITS:
        return place != MERIDIAN;
    case EVERY_UNIT:
        break;
    }
    return true;
}

/* Whole fortnights; what is left over is the last one's, when it is less than half of one. */
int
round_count(enum quarter quarter)
{
    day_t days = quarter_last(quarter) - quarter_first(quarter) + 1;
    int whole = (int)(days / CADENCE);

    return 2 * (days % CADENCE) >= CADENCE ? whole + 1 : whole;
}

void
round_days(enum quarter quarter, int round, day_t *ret_first, day_t *ret_last)
{
    *ret_first = quarter_first(quarter) + (round - 1) * CADENCE;
    *ret_last = round == round_count(quarter) ? quarter_last(quarter) : *ret_first + CADENCE - 1;
}

day_t
deadline_day(const struct which *which, enum land land)
{
    const struct rule_plan *rule = &rules[which->rule];
    day_t first = rule->of_year ? day_at(1, 1) : quarter_first(which->quarter);
    day_t last = rule->of_year ? day_at(12, 31) : quarter_last(which->quarter);

    if (rule->of_round)
        round_days(which->quarter, which->round, &first, &last);
    day_t anchor = rule->from_end ? last : first;
    if (rule->calendar)
        return last_working_day(land, anchor + rule->offset);
    return last_working_day(land, working_days_on(land, anchor, rule->offset));
}

/* ---- evidence -----------------------------------------------------------------------------------
 */

static usec_t signatures[RULE_COUNT][PLACE_COUNT][QUARTER_COUNT];

usec_t *
signature_of(const struct which *which)
{
    return &signatures[which->rule][which->place][which->quarter];
}

static usec_t
later(usec_t a, usec_t b)
{
    return a > b ? a : b;
}

/* The moment of one kind in a unit; 0: not yet. */
static usec_t
moment_of(const struct facts *facts, enum rule rule)
{
    switch ((int)rule) {
    case DRAFT:
    case WRITING:
        return facts->drafted;
    case LINK:
        return facts->linked;
    case REVIEW:
        return facts->reviewed;
    case PUBLISH:
        return facts->published;
    case SCORE:
        return facts->scored;
    case RETROSPECTIVE:
        return facts->looked_back;
    case ACTIONS:
        return facts->actions_placed;
    default:
        return 0;
    }
}

static int
by_moment(const void *a, const void *b)
{
    usec_t x = *(const usec_t *)a;
    usec_t y = *(const usec_t *)b;

    return (x > y) - (x < y);
}

/* The first check-in of a key result within the round or the week after its deadline. */
static usec_t
checked_in_first(const struct facts *facts, int key_result, enum land land, day_t first,
                 day_t until)
{
    usec_t found = 0;

    for (int i = 0; i < facts->check_in_count; i++) {
        usec_t at = facts->checked_in[key_result][i];
        day_t day = local_day(land, at);
        if (at != 0 && day >= first && day <= until && (found == 0 || at < found))
            found = at;
    }
    return found;
}

/* When four in five key results of these units were checked in; 0: not yet. */
static usec_t
four_in_five(const struct world *world, const struct which *which, const enum place *from,
             int count, enum land land, day_t due)
{
    usec_t moments[KEY_RESULTS * 2];
    int total = 0;
    int found = 0;
    day_t first;
    day_t last;

    round_days(which->quarter, which->round, &first, &last);
    for (int i = 0; i < count; i++)
        for (int k = 0; k < KEY_RESULTS; k++) {
            const struct facts *facts = &world->facts[from[i]][which->quarter];
            usec_t at = checked_in_first(facts, k, land, first, due + 7);
            total += facts->published != 0;
            if (at != 0)
                moments[found++] = at;
        }
    int wanted = (4 * total + 4) / 5;
    if (total == 0 || found < wanted)
        return 0;
    qsort(moments, (size_t)found, sizeof(*moments), by_moment);
    return moments[wanted - 1];
}

/* The first meeting from when the day begins where the unit is. */
static usec_t
met_first(const struct facts *facts, enum land land, day_t first, usec_t until)
{
    for (int i = 0; i < facts->meeting_count; i++)
        if (facts->met[i] >= day_begins(land, first) && facts->met[i] < until)
            return facts->met[i];
    return 0;
}

/* The evidence of a unit together with what it took over; `*ret_needed`: is anything asked? */
static usec_t
evidence_of(const struct world *world, const struct which *which, const enum place *from, int count,
            const struct expected *days, bool *ret_needed)
{
    const struct facts *own = &world->facts[which->place][which->quarter];
    day_t first;
    day_t last;
    usec_t moment = 0;

    *ret_needed = true;
    if (rules[which->rule].scope == ONCE || rules[which->rule].signed_by)
        return *signature_of(which);
    *ret_needed = which->rule == DRAFT || own->drafted != 0;
    if (which->rule == CHECK_IN || which->rule == MEETING || which->rule >= SCORE)
        *ret_needed = own->published != 0;
    if (which->rule == CHECK_IN)
        return four_in_five(world, which, from, count, days->land, days->due_day);
    if (which->rule == MEETING) {
        round_days(which->quarter, which->round, &first, &last);
        return met_first(own, days->land, first, days->due_at + 7 * USEC_PER_DAY);
    }
    if (which->rule == RETROSPECTIVE || which->rule == ACTIONS)
        return moment_of(own, which->rule);
    for (int i = 0; i < count; i++) {
        const struct facts *facts = &world->facts[from[i]][which->quarter];
        usec_t at = moment_of(facts, which->rule);
        if (i > 0 && facts->drafted == 0)
            continue; /* it ended before that quarter */
        if (at == 0)
            return 0;
        moment = later(moment, at);
    }
    return moment;
}

/* ---- where it stands ----------------------------------------------------------------------------
 */

static void
days_of(const struct which *which, enum land land, struct expected *out)
{
    out->land = land;
    out->due_day = deadline_day(which, land);
    out->opens_day = out->due_day - rules[which->rule].lead;
    out->opens_at = day_begins(land, out->opens_day);
    out->due_at = day_begins(land, out->due_day + 1);
}

/* When it was done, by the days that held then. */
static void
done_of(const struct world *world, const struct which *which, usec_t now, struct expected *out)
{
    enum place from[2] = {which->place, WEBSHOP};
    int count = which->place == STORES && has_ended(WEBSHOP, now) ? 2 : 1;
    usec_t merged = day_begins(NETHERLANDS, REORGANISED);

    days_of(which, land_of(which->place, PLAY_FIRST * USEC_PER_DAY), out);
    usec_t at = evidence_of(world, which, from, 1, out, &out->needed);
    if (has_ended(which->place, now) && later(at, out->opens_at) >= merged)
        at = 0;
    else if (at == 0 || later(at, out->opens_at) >= merged) {
        days_of(which, land_of(which->place, now), out);
        at = evidence_of(world, which, from, count, out, &out->needed);
    }
    if (at != 0 && at <= now && now >= out->opens_at)
        out->done_at = later(at, out->opens_at);
    if (now < out->opens_at)
        out->needed = true;
}

static void
wait_for(const struct world *world, const struct which *which, usec_t now, struct expected *out)
{
    usec_t earliest = 0;

    for (int i = 0; i < 2 && rules[which->rule].after[i] >= 0; i++) {
        struct which other = *which;
        struct expected before = {0};
        other.rule = (enum rule)rules[which->rule].after[i];
        other.round = 0;
        if (rules[other.rule].scope == ONCE)
            other.place = MERIDIAN;
        if (rules[other.rule].of_year)
            other.quarter = SPRING;
        done_of(world, &other, now, &before);
        if (before.done_at == 0 && before.needed && (earliest == 0 || before.due_at < earliest))
            earliest = before.due_at;
    }
    if (earliest != 0)
        out->standing = now < earliest ? WAITING : BLOCKED;
}

struct expected
expect(const struct world *world, const struct which *which, usec_t now)
{
    struct expected out = {0};

    done_of(world, which, now, &out);
    out.standing = now >= out.due_at ? LATE_NOW : now >= out.opens_at ? DUE : COMING;
    if (out.done_at == 0 && has_ended(which->place, now))
        out.standing = GONE;
    else if (out.done_at != 0)
        out.standing = out.done_at < out.due_at ? DONE : DONE_LATE;
    else if (!out.needed)
        out.standing = NOT_NEEDED;
    else
        wait_for(world, which, now, &out);
    return out;
}

/* ---- all of them --------------------------------------------------------------------------------
 */

static void
see_rounds(struct which which, void (*see)(const struct which *which, void *arg), void *arg)
{
    if (!rules[which.rule].of_round) {
        see(&which, arg);
        return;
    }
    for (which.round = 1; which.round <= round_count(which.quarter); which.round++)
        see(&which, arg);
}

void
for_each_step(usec_t now, void (*see)(const struct which *which, void *arg), void *arg)
{
    for (int rule = 0; rule < RULE_COUNT; rule++)
        for (int place = 0; place < PLACE_COUNT; place++)
            for (int quarter = 0; quarter < QUARTER_COUNT; quarter++) {
                bool year = rules[rule].of_year;
                day_t first = quarter_first((enum quarter)quarter);
                if (!rule_concerns((enum rule)rule, (enum place)place) ||
                    (year && quarter != SPRING) || first > local_day(NETHERLANDS, now) + MADE_AHEAD)
                    continue;
                see_rounds(
                    (struct which){(enum rule)rule, (enum place)place, (enum quarter)quarter, 0},
                    see, arg);
            }
}

/* ---- who answers --------------------------------------------------------------------------------
 */

static void
add_once(int person, int out[PEOPLE], int *count)
{
    for (int i = 0; i < *count; i++)
        if (out[i] == person)
            return;
    out[(*count)++] = person;
}

/* Owners of live objectives and key results, those of what was taken over too. */
static void
add_owners(const struct world *world, const struct which *which, usec_t now, int out[PEOPLE],
           int *count)
{
    enum place from[2] = {which->place, WEBSHOP};
    int places_count = which->place == STORES && has_ended(WEBSHOP, now) ? 2 : 1;

    for (int i = 0; i < places_count; i++)
        for (int k = 0; k < OWNERS; k++) {
            int owner = world->owners[from[i]][k];
            if (world->facts[from[i]][which->quarter].drafted != 0 && !has_left(world, owner, now))
                add_once(acting(world, owner, now), out, count);
        }
}

int
people_of(const struct world *world, const struct which *which, enum answers answers, usec_t now,
          int out[PEOPLE])
{
    int leaders[2];
    int count = 0;

    if (answers == OWNER)
        add_owners(world, which, now, out, &count);
    if (answers == MASTER)
        add_once(acting(world, master_of(world, which->place, now), now), out, &count);
    if (answers == SQUAD_LEAD)
        add_once(acting(world, world->squad_lead, now), out, &count);
    if (answers == SPONSOR)
        add_once(acting(world, world->leaders[MERIDIAN], now), out, &count);
    if (count > 0)
        return count;
    int found = leaders_of(world, which->place, now, leaders);
    for (int i = 0; i < found; i++)
        add_once(acting(world, leaders[i], now), out, &count);
    return count;
}
