/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/generate/world.h"

#define PEOPLE_PER_UNIT 8
#define MORNING_BEGINS  INT64_C(480) /* minutes, in UTC */
#define MORNING_MINUTES 350
#define WEEKS_GONE      7  /* of the quarter that runs */
#define INTRODUCTION    42 /* days from the first day to the first quarter */
#define MONTHS          3  /* in a quarter of the calendar */
#define QUARTERS        4  /* in a year */
#define SIZE_MAX_SKEWED 30 /* of a team beside the two who are always there */
#define SPEAKS_NOT      10 /* of a hundred units */
#define QUIET           8
#define LARGE           4
#define LARGE_EVERY     40

static int64_t
at_most(int64_t wanted, int64_t *left)
{
    int64_t count = wanted < *left ? wanted : *left;

    *left -= count;
    return count;
}

/* One at the top; business units, regions and departments grow with the whole, teams are the rest.
 */
static void
plan_depths(struct world *world)
{
    int64_t all = world->unit_count;
    int64_t left = all;
    int64_t counts[WORLD_DEPTHS] = {1, 2 + all / 1500, 2 + all / 200, 2 + all / 18, all};

    for (int depth = 0; depth < WORLD_DEPTHS; depth++)
        world->depth_first[depth + 1] = world->depth_first[depth] + at_most(counts[depth], &left);
}

/* Everybody above gets one first; then those at the front get more than others. */
static int64_t
parent_of(const struct world *world, int64_t unit, int64_t depth)
{
    int64_t above = world->depth_first[depth - 1];
    int64_t count = world->depth_first[depth] - above;
    int64_t number = unit - world->depth_first[depth];

    if (number < count)
        return above + number;
    return above + chance_skewed(world_seed(world), CHANCE_UNIT_PARENT, unit, count);
}

static void
plan_unit(struct world *world, int64_t at, int64_t depth)
{
    struct world_unit *unit = &world->units[at];
    uint64_t seed = world_seed(world);

    *unit = (struct world_unit){
        .parent = depth > 0 ? parent_of(world, at, depth) : -1,
        .depth = depth,
        .number = at - world->depth_first[depth],
        .place = &wording_places[0],
    };
    if (depth == 1)
        unit->place = &wording_places[(size_t)unit->number % wording_place_count];
    else if (depth > 1)
        unit->place = world->units[unit->parent].place;
    if (depth <= 1)
        return;
    unit->speaks_not = chance_of(seed, CHANCE_UNIT_KIND, at, SPEAKS_NOT);
    unit->quiet = chance_of(seed, CHANCE_QUIET, at, QUIET);
    unit->large = unit->number % LARGE_EVERY == 0 && !unit->speaks_not && !unit->quiet;
}

/* How much of the people a unit draws: teams are large or small, what is above them is small. */
static int64_t
size_of(const struct world *world, int64_t at)
{
    if (at == 0)
        return SIZE_MAX_SKEWED;
    if (world->units[at].depth < WORLD_DEPTHS - 1)
        return 1;
    return 2 + chance_skewed(world_seed(world), CHANCE_UNIT_SIZE, at, SIZE_MAX_SKEWED);
}

static void
plan_members(struct world *world)
{
    int64_t members = world->order.people - world->unit_count;
    int64_t all = 0;
    int64_t sum = 0;

    for (int64_t i = 0; i < world->unit_count; i++)
        all += size_of(world, i);
    for (int64_t i = 0; i < world->unit_count; i++) {
        struct world_unit *unit = &world->units[i];
        unit->first_member = sum * members / all;
        sum += size_of(world, i);
        unit->member_count = sum * members / all - unit->first_member;
    }
}

enum err
world_plan(struct world *world, struct arena *arena, const struct world_order *order)
{
    int64_t count = order->people / PEOPLE_PER_UNIT;

    *world = (struct world){.order = *order, .quarter_count = (int)order->years * QUARTERS};
    world->unit_count = count > 0 ? count : 1;
    world->units = arena_array(arena, (size_t)world->unit_count, sizeof(*world->units));
    TRY(arena_failed(arena));
    world->founded = world_quarter_start(world, 0) - INTRODUCTION;
    plan_depths(world);
    for (int64_t depth = 0; depth < WORLD_DEPTHS; depth++)
        for (int64_t i = world->depth_first[depth]; i < world->depth_first[depth + 1]; i++)
            plan_unit(world, i, depth);
    plan_members(world);
    return OK;
}

int64_t
world_leader(int64_t unit)
{
    return unit + 1;
}

int64_t
world_somebody(const struct world *world, int64_t unit, int64_t of)
{
    const struct world_unit *u = &world->units[unit];

    if (u->member_count == 0)
        return world_leader(unit);
    return world->unit_count + 1 + u->first_member +
           chance_below(world_seed(world), CHANCE_OWNER, of, u->member_count);
}

int64_t
world_admin(const struct world *world)
{
    return world->order.people > world->unit_count ? world->unit_count + 1 : 1;
}

day_t
world_quarter_start(const struct world *world, int quarter)
{
    day_t today = world->order.today;
    day_t runs_since = today - (day_weekday(today) - 1) - WEEKS_GONE * 7;

    return runs_since + (quarter - (world->quarter_count - 1)) * WORLD_QUARTER_DAYS;
}

void
world_quarter_name(const struct world *world, int quarter, int *ret_year, int *ret_number)
{
    int year, month, day;

    day_to_civil(world->order.today, &year, &month, &day);
    int since_zero = year * QUARTERS + (month - 1) / MONTHS + quarter - (world->quarter_count - 1);
    *ret_year = since_zero / QUARTERS;
    *ret_number = since_zero % QUARTERS + 1;
}

usec_t
world_moment(const struct world *world, day_t day, int64_t of)
{
    int64_t minute =
        MORNING_BEGINS + chance_below(world_seed(world), CHANCE_MINUTE, of, MORNING_MINUTES);

    return day * USEC_PER_DAY + minute * 60 * USEC_PER_SEC;
}
