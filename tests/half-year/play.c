/* SPDX-License-Identifier: Apache-2.0 */
#include "play.h"

#include "act.h"
#include "gen/access.h"
#include "gen/org.h"
#include "gen/process.h"
#include "gen/reorg.h"

#define WORK_HOUR  10
#define AFTER_NOON 15

/* ---- when ---------------------------------------------------------------------------------------
 */

/* The day on which people do it, in their country; 0: they do not. */
static day_t
planned_day(const struct which *which, usec_t now)
{
    enum land land = land_of(which->place, now);
    enum habit habit = places[which->place].habit;
    struct which topline = {TOPLINE, MERIDIAN, which->quarter, 0};
    day_t due = deadline_day(which, land);

    if (which->place == MERIDIAN && which->rule >= DRAFT && which->rule <= PUBLISH &&
        which->rule != WORKSHOP) { /* what the topline wants */
        static const int before[] = {
            [DRAFT] = -3, [WRITING] = -3, [LINK] = -2, [REVIEW] = -2, [PUBLISH] = -1};
        return working_days_on(land, deadline_day(&topline, land), before[which->rule]);
    }
    if (habit == SILENT && local_day(land, now) >= SILENT_FROM)
        return 0;
    day_t day = due;
    if (habit == LATE && which->rule != MEETING)
        day = working_days_on(land, due, 1);
    if (habit == EARLY || habit == SILENT)
        day = working_days_on(land, due, -1);
    return day > PLAY_FIRST ? day : PLAY_FIRST; /* what was due before is made up for at once */
}

/* What asks to be asked for: somebody's own, open and not waiting. */
static bool
asks_now(struct world *world, const struct which *which)
{
    struct expected now = expect(world, which, world->stage.call.now);

    return now.standing == DUE || now.standing == LATE_NOW;
}

static void
act(struct world *world, const struct which *which)
{
    enum answers answers = rules[which->rule].answers;

    if (asks_now(world, which) && answers != OWNER)
        act_check_asked(world, which, act_one_of(world, which, answers));
    if (rules[which->rule].signed_by) {
        if (asks_now(world, which))
            act_sign(world, which, act_one_of(world, which, answers));
        return;
    }
    switch (which->rule) {
    case DRAFT:
        act_draft(world, which);
        break;
    case INPUT:
        act_put_documents(world, which);
        break;
    case LINK:
        act_link(world, which);
        break;
    case REVIEW:
        act_ask_review(world, which);
        break;
    case PUBLISH:
        act_publish(world, which);
        break;
    case CHECK_IN:
        act_check_in(world, which);
        break;
    case MEETING:
        act_meet(world, which);
        break;
    case SCORE:
        act_score(world, which);
        break;
    case RETROSPECTIVE:
        act_look_back(world, which);
        break;
    case ACTIONS:
        act_place_action(world, which);
        break;
    case HARMONISE:
        act_harmonise(world, which);
        break;
    case STRATEGY:
    case TOPLINE:
    case WRITING:
    case WORKSHOP:
    case KICK_OFF:
    case MID_CYCLE:
    case SUMMIT_ONE:
    case SUMMIT_TWO:
    case RULE_COUNT:
        break;
    }
}

/* What the first quarter aims for was agreed before. */
static bool
is_brought_in(const struct which *which)
{
    return which->quarter == SPRING && which->rule >= DRAFT && which->rule <= PUBLISH &&
           which->rule != WORKSHOP;
}

struct playing {
    struct world *world;
    bool acted;
};

static void
see(const struct which *which, void *arg)
{
    struct playing *playing = arg;
    struct world *world = playing->world;
    usec_t now = world->stage.call.now;
    enum land land = land_of(which->place, now);
    int hour = local_hour(land, now);

    if (has_ended(which->place, now) || planned_day(which, now) != local_day(land, now) ||
        is_brought_in(which))
        return;
    if (hour == WORK_HOUR)
        act(world, which);
    else if (hour == AFTER_NOON && which->rule == REVIEW)
        act_accept_review(world, which);
    else
        return;
    playing->acted = true;
}

/* ---- what happens once --------------------------------------------------------------------------
 */

static void
leave(struct world *world, int person)
{
    int64_t id = world->people[person].id;
    struct person out;
    int64_t version = act_version(world, "person", id);

    world_must(
        world,
        person_deactivate(world_as(world, world->admin, version), &(struct by_id){.id = id}, &out),
        "leave");
    world->people[person].left_at = world->stage.call.now;
}

static void
note_absence(struct world *world, int person, int deputy, day_t first, day_t last)
{
    struct human *human = &world->people[person];
    struct absence_view out;
    struct absence_new in = {.given = UINT64_MAX,
                             .id = human->id,
                             .first_day = first,
                             .last_day = last,
                             .deputy_id = maybe_of(world->people[deputy].id)};

    world_must(world, absence_create(world_as(world, person, 0), &in, &out), "absence");
    human->away_first = first;
    human->away_last = last;
    human->deputy = deputy;
}

static void
schedule_reorganisation(struct world *world)
{
    struct reorg_view out;
    struct reorg_step_new steps[] = {
        {.given = UINT64_MAX,
         .kind = REORG_KIND_MERGE,
         .unit_id = world->units[WEBSHOP],
         .into_id = maybe_of(world->units[STORES]),
         .roles_follow = true},
        {.given = UINT64_MAX,
         .kind = REORG_KIND_MOVE,
         .unit_id = world->units[RAIL],
         .into_id = maybe_of(world->units[RETAIL])},
    };
    struct reorganisation_new in = {.given = UINT64_MAX,
                                    .name = STR("One shop"),
                                    .effective_on = REORGANISED,
                                    .steps = {steps, 2}};

    world_must(world, reorganisation_create(world_as(world, world->admin, 0), &in, &out),
               "plan a reorganisation");
    struct by_id id = {.id = out.id};
    struct call *call = world_as(world, world->admin, out.version);
    world_must(world, reorganisation_schedule(call, &id, &out), "schedule a reorganisation");
}

static bool
is_at(struct world *world, enum land land, day_t day)
{
    usec_t now = world->stage.call.now;

    return local_hour(land, now) == WORK_HOUR && local_day(land, now) == day;
}

bool
play_once(struct world *world)
{
    bool left = is_at(world, JAPAN, LEADER_LEFT) || is_at(world, BRITAIN, OWNER_LEFT);

    if (is_at(world, NETHERLANDS, MASTER_AWAY - 7))
        note_absence(world, world->masters[RETAIL], world->masters[FREIGHT], MASTER_AWAY,
                     MASTER_BACK - 1);
    if (is_at(world, JAPAN, OWNER_AWAY - 4))
        note_absence(world, world->owners[NIPPON][0], world->owners[NIPPON][1], OWNER_AWAY,
                     OWNER_BACK - 1);
    if (is_at(world, NETHERLANDS, REORGANISED - 9))
        schedule_reorganisation(world);
    if (is_at(world, JAPAN, LEADER_LEFT))
        leave(world, world->leaders[OSAKA]);
    if (is_at(world, BRITAIN, OWNER_LEFT))
        leave(world, world->owners[FREIGHT][2]);
    return left;
}

bool
play_hour(struct world *world)
{
    struct playing playing = {.world = world};

    for_each_step(world->stage.call.now, see, &playing);
    return playing.acted;
}

/* ---- before -------------------------------------------------------------------------------------
 */

/* What was agreed in January. */
static void
bring_in(struct world *world)
{
    for (int place = 0; place < PLACE_COUNT; place++) {
        struct which which = {DRAFT, (enum place)place, SPRING, 0};
        act_draft(world, &which);
        act_ask_review(world, &which);
        act_accept_review(world, &which);
        if (place != MERIDIAN)
            act_link(world, &which);
        act_publish(world, &which);
    }
    *signature_of(&(struct which){STRATEGY, MERIDIAN, SPRING, 0}) = world->stage.call.now;
}

void
play_begin(struct world *world)
{
    struct process_template_view template;
    struct process_view process;

    bring_in(world);
    world->stage.call.now = day_begins(JAPAN, PLAY_FIRST); /* where it begins first */
    struct call *call = world_as(world, world->squad_lead, 0);
    world_must(world, process_template_add(call, &template), "add DARE");
    struct process_new in = {
        .given = UINT64_MAX,
        .version_id = template.versions.count > 0 ? template.versions.items[0].id : 0,
        .cycle_id = world->year_id,
        .unit_id = maybe_none(),
    };
    world_must(world, process_start(call, &in, &process), "start the process");
    world_commit(world);
}
