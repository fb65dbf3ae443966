/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "gen/process.h"

#define PAGE_MAX 200

static const char *const standing_words[] = {
    [WAITING] = "waiting",     [BLOCKED] = "blocked",
    [COMING] = "coming",       [DUE] = "due",
    [LATE_NOW] = "late",       [DONE] = "done",
    [DONE_LATE] = "done late", [NOT_NEEDED] = "not needed",
    [GONE] = "gone",
};

static enum standing
standing_of(enum step_state state)
{
    static const enum standing standings[] = {
        [STEP_STATE_WAITING] = WAITING,     [STEP_STATE_BLOCKED] = BLOCKED,
        [STEP_STATE_COMING] = COMING,       [STEP_STATE_DUE] = DUE,
        [STEP_STATE_LATE] = LATE_NOW,       [STEP_STATE_DONE] = DONE,
        [STEP_STATE_DONE_LATE] = DONE_LATE, [STEP_STATE_NOT_NEEDED] = NOT_NEEDED,
    };

    return standings[state];
}

/* Which step of the story a row is; false: none. */
static bool
which_of(const struct world *world, const struct step_row *row, struct which *out)
{
    *out = (struct which){RULE_COUNT, PLACE_COUNT, SPRING, (int)row->round};
    for (int rule = 0; rule < RULE_COUNT; rule++)
        if (str_eq(row->name_en, str_from(rules[rule].name)))
            out->rule = (enum rule)rule;
    for (int place = 0; place < PLACE_COUNT; place++)
        if (row->unit_id == world->units[place])
            out->place = (enum place)place;
    for (int quarter = 0; quarter < QUARTER_COUNT; quarter++)
        if (row->cycle_id == world->cycles[quarter])
            out->quarter = (enum quarter)quarter;
    return out->rule != RULE_COUNT && out->place != PLACE_COUNT;
}

/* What has not opened may already be known to wait; that it opens later is what matters. */
static bool
stands_so(enum standing is, const struct expected *wanted, usec_t now)
{
    if (now >= wanted->opens_at)
        return is == wanted->standing;
    return is == COMING || is == WAITING || is == BLOCKED;
}

static void
check_step(struct world *world, const struct step_row *row)
{
    struct which which;
    usec_t now = world->stage.call.now;

    if (!which_of(world, row, &which)) {
        world_fault(world, "a step that the story does not know: %.*s of %.*s",
                    STR_FMT(row->name_en), STR_FMT(row->unit_name));
        return;
    }
    struct expected wanted = expect(world, &which, now);
    if (row->due_day != wanted.due_day || row->opens_day != wanted.opens_day ||
        row->due_at != wanted.due_at || row->opens_at != wanted.opens_at)
        world_fault(world, "%s of %s (%d): due %+lld days, opens %+lld days off",
                    rules[which.rule].name, places[which.place].name, which.round,
                    (long long)(row->due_day - wanted.due_day),
                    (long long)(row->opens_day - wanted.opens_day));
    if (!stands_so(standing_of(row->state), &wanted, now))
        world_fault(world, "%s of %s, %s, round %d (%lld of %lld): is %s, not %s",
                    rules[which.rule].name, places[which.place].name, quarters[which.quarter].name,
                    which.round, (long long)row->have, (long long)row->need,
                    standing_words[standing_of(row->state)], standing_words[wanted.standing]);
}

struct counting {
    struct world *world;
    int count;
};

static void
count_there(const struct which *which, void *arg)
{
    struct counting *counting = arg;
    struct expected wanted = expect(counting->world, which, counting->world->stage.call.now);

    counting->count += wanted.standing != GONE;
}

void
check_steps(struct world *world)
{
    struct counting counting = {.world = world};
    struct call *call = world_as(world, world->squad_lead, 0);
    struct step_query in = {.given = UINT64_MAX, .filter = BOARD_FILTER_ALL, .limit = PAGE_MAX};
    struct step_row_page page;
    int count = 0;

    do {
        page = (struct step_row_page){0};
        world_must(world, step_list(call, &in, &page), "list the steps");
        for (size_t i = 0; i < page.count; i++)
            check_step(world, &page.items[i]);
        count += (int)page.count;
        in.after = page.next;
    } while (!str_is_null(page.next));
    for_each_step(call->now, count_there, &counting);
    if (count != counting.count)
        world_fault(world, "there are %d steps, not %d", count, counting.count);
}
