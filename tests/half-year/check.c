/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "act.h"

#define MORNING 9
#define CADENCE 14
#define WEEK    7

/* ---- the ladder ---------------------------------------------------------------------------------
 */

/* Whom a step is asked of hears of it the day before, and when it is late; then others do. */
static const struct {
    int days; /* after the deadline */
    enum answers answers;
    enum notice_kind kind;
} ladder[RUNGS] = {
    {-1, OWNER, NOTICE_KIND_STEP_DUE},           {0, OWNER, NOTICE_KIND_STEP_ESCALATED},
    {1, LEADER, NOTICE_KIND_STEP_ESCALATED},     {3, MASTER, NOTICE_KIND_STEP_ESCALATED},
    {7, SQUAD_LEAD, NOTICE_KIND_STEP_ESCALATED}, {14, SPONSOR, NOTICE_KIND_STEP_ESCALATED},
};

static bool
is_of_step(const struct saying *saying)
{
    return !saying->mail &&
           (saying->kind == NOTICE_KIND_STEP_DUE || saying->kind == NOTICE_KIND_STEP_ESCALATED);
}

struct morning {
    struct world *world;
    const struct saying_list *told;
    size_t first;
    size_t wanted;
};

/* The one saying of this moment that tells this person of this rung. */
static bool
was_told(const struct morning *morning, int person, int64_t step, int rung)
{
    for (size_t i = morning->first; i < morning->told->count; i++) {
        const struct saying *saying = &morning->told->items[i];
        bool same = saying->kind == NOTICE_KIND_STEP_DUE || saying->count == ladder[rung].days;
        if (is_of_step(saying) && saying->kind == ladder[rung].kind && same &&
            saying->person == person && saying->subject_id == step)
            return true;
    }
    return false;
}

/* The rung of whom a step is asked is their own. */
static void
want_rung(struct morning *morning, const struct which *which, const struct expected *step, int rung)
{
    struct world *world = morning->world;
    usec_t now = world->stage.call.now;
    bool own = ladder[rung].answers == OWNER;
    enum answers answers = own ? rules[which->rule].answers : ladder[rung].answers;
    int people[PEOPLE];
    int count = people_of(world, which, answers, now, people);

    for (int i = 0; i < count; i++) {
        enum land land = world->people[people[i]].land;
        if (local_hour(land, now) != MORNING ||
            local_day(land, now) != step->due_day + ladder[rung].days)
            continue;
        morning->wanted++;
        if (!was_told(morning, people[i], act_step_id(world, which), rung))
            world_fault(world, "%s is not told on day %d of \"%s\" of %s",
                        world->people[people[i]].name, ladder[rung].days, rules[which->rule].name,
                        places[which->place].name);
    }
}

static void
want_rungs(const struct which *which, void *arg)
{
    struct morning *morning = arg;
    struct expected step = expect(morning->world, which, morning->world->stage.call.now);

    if (step.standing != DUE && step.standing != LATE_NOW)
        return;
    for (int rung = 0; rung < RUNGS; rung++)
        want_rung(morning, which, &step, rung);
}

static void
check_ladder(struct world *world, const struct saying_list *told, size_t first)
{
    struct morning morning = {world, told, first, 0};
    size_t count = 0;

    for_each_step(world->stage.call.now, want_rungs, &morning);
    for (size_t i = first; i < told->count; i++)
        count += is_of_step(&told->items[i]);
    if (count == morning.wanted)
        return;
    world_fault(world, "%zu are told of a step, not %zu:", count, morning.wanted);
    for (size_t i = first; i < told->count; i++)
        if (is_of_step(&told->items[i]))
            printf("#   %s: %.*s %.*s, day %lld\n", world->people[told->items[i].person].name,
                   STR_FMT(told->items[i].unit), STR_FMT(told->items[i].subject),
                   (long long)told->items[i].count);
}

/* ---- check-ins ----------------------------------------------------------------------------------
 */

/* The day by which a key result wants a check-in; 0: it wants none. */
static day_t
wanted_by(const struct world *world, enum place place, enum quarter quarter, int key_result)
{
    const struct facts *facts = &world->facts[place][quarter];
    day_t last = quarter_first(quarter);

    if (facts->published == 0 || facts->scored != 0)
        return 0;
    for (int i = 0; i < facts->check_in_count; i++) {
        day_t day =
            local_day(land_of(place, world->stage.call.now), facts->checked_in[key_result][i]);
        last = day > last ? day : last;
    }
    return last + CADENCE;
}

/* Of how many key results somebody is to be reminded today: `*ret_due` on the day before and on the
 * day, `*ret_over` on the day after and each week after that. A week after its quarter nobody is.
 */
static void
count_owed(const struct world *world, int person, day_t today, int *ret_due, bool *ret_over)
{
    *ret_due = 0;
    *ret_over = false;
    for (int place = 0; place < PLACE_COUNT; place++)
        for (int quarter = 0; quarter < QUARTER_COUNT; quarter++)
            for (int k = 0; k < KEY_RESULTS && today < quarter_last((enum quarter)quarter) + WEEK;
                 k++) {
                day_t by = wanted_by(world, (enum place)place, (enum quarter)quarter, k);
                if (by == 0 || world->facts[place][quarter].owners[k] != person)
                    continue;
                *ret_due += by == today || by == today + 1;
                *ret_over |= by < today && (today - by) % WEEK == 1;
            }
}

static int
count_reminders(const struct world *world, const struct saying_list *told, size_t first, int to,
                int about, enum notice_kind kind)
{
    int count = 0;

    for (size_t i = first; i < told->count; i++) {
        const struct saying *saying = &told->items[i];
        count += !saying->mail && saying->kind == kind && saying->person == to &&
                 saying->subject_id == world->people[about].id;
    }
    return count;
}

/* Whoever owes, or who stands in for them, hears of it once, where it is nine. */
static void
check_reminders(struct world *world, const struct saying_list *told, size_t first)
{
    usec_t now = world->stage.call.now;

    for (int person = 0; person < PEOPLE; person++) {
        int to = acting(world, person, now);
        enum land land = world->people[to].land;
        int due;
        bool over;
        count_owed(world, person, local_day(land, now), &due, &over);
        bool morning = local_hour(land, now) == MORNING && !has_left(world, to, now) &&
                       !has_left(world, person, now);
        int is_due = count_reminders(world, told, first, to, person, NOTICE_KIND_CHECK_IN_DUE);
        int is_over = count_reminders(world, told, first, to, person, NOTICE_KIND_CHECK_IN_OVERDUE);
        if (is_due != (morning && due > 0) || is_over != (morning && over))
            world_fault(world,
                        "%s is told %d and %d times that check-ins of %s are due and overdue",
                        world->people[to].name, is_due, is_over, world->people[person].name);
    }
}

void
check_morning(struct world *world, const struct saying_list *told, size_t first)
{
    check_ladder(world, told, first);
    check_reminders(world, told, first);
}
