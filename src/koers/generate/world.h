/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A made-up organisation as a plan: its calendar, its tree of units and who belongs to them. All of
 * it follows from the number of people, the seed and the day; nothing of it is in a database yet.
 *
 * Units stand by depth, those nearer to the top first, so that what is above has a smaller place.
 * A unit's id is its place + 1. The first people are the leaders of units, in the order of units;
 * then come the members, those of a unit together.
 */
#ifndef KOERS_GENERATE_WORLD_H
#define KOERS_GENERATE_WORLD_H

#include "base/arena.h"
#include "base/moment.h"
#include "koers/generate/chance.h"
#include "koers/generate/wording.h"

#define WORLD_PEOPLE_MAX   1000000
#define WORLD_YEARS_MAX    10
#define WORLD_DEPTHS       5
#define WORLD_QUARTER_DAYS 91
#define WORLD_QUARTERS_MAX (4 * WORLD_YEARS_MAX)

/* What somebody wants. */
struct world_order {
    int64_t people;
    int64_t years;
    uint64_t seed;
    day_t today;
};

struct world_unit {
    int64_t parent; /* place; -1: the top */
    int64_t depth;
    int64_t number; /* among those of its depth */
    const struct place *place;
    int64_t first_member; /* place among the members */
    int64_t member_count; /* without its leader */
    bool speaks_not;      /* it has no OKRs */
    bool quiet;           /* it has some, and checks nothing in */
    bool large;           /* it has a page full of them */
};

struct world {
    struct world_order order;
    struct world_unit *units;
    int64_t unit_count;
    int64_t depth_first[WORLD_DEPTHS + 1]; /* place of the first unit of a depth */
    int quarter_count;                     /* with the one that runs; one more is planned */
    day_t founded;
};

/* Plans it; everything lies in the arena. */
enum err world_plan(struct world *world, struct arena *arena,
                    const struct world_order *order) MUST_USE;

/* Ids of people: who leads a unit, one of its people by chance (its leader where it has no other),
 * and who administers Koers. */
int64_t world_leader(int64_t unit);
int64_t world_somebody(const struct world *world, int64_t unit, int64_t of);
int64_t world_admin(const struct world *world);

/* First day of a quarter; quarter_count is the planned one. */
day_t world_quarter_start(const struct world *world, int quarter);
/* The year and the number (1..4) by which a quarter is called. */
void world_quarter_name(const struct world *world, int quarter, int *ret_year, int *ret_number);

/* A minute of a working morning (in UTC), on which the day is the same in all places. */
usec_t world_moment(const struct world *world, day_t day, int64_t of);

static inline uint64_t
world_seed(const struct world *world)
{
    return world->order.seed;
}

#endif
