/* SPDX-License-Identifier: Apache-2.0 */
#include "act.h"

#include "gen/checkin.h"
#include "gen/closing.h"
#include "gen/meeting.h"
#include "gen/okr.h"
#include "gen/process.h"
#include "gen/review.h"
#include "gen/squad.h"

/* ---- OKRs ---------------------------------------------------------------------------------------
 */

int64_t
act_version(struct world *world, const char *table, int64_t id)
{
    return world_number(world,
                        str_fmt(&world->stage.arena, "SELECT version FROM %s WHERE id = %lld",
                                table, (long long)id));
}

static struct facts *
facts_of(struct world *world, const struct which *which)
{
    return &world->facts[which->place][which->quarter];
}

/* The one who does what a rule asks of its leader, master …, now. */
int
act_one_of(struct world *world, const struct which *which, enum answers answers)
{
    int people[PEOPLE];

    (void)people_of(world, which, answers, world->stage.call.now, people);
    return people[0];
}

/* The first owner's and the third's; what the third had the first has when they left. */
static int
owner_of(struct world *world, enum place place, int objective)
{
    int third = world->owners[place][OWNERS - 1];

    return objective == 0 || has_left(world, third, world->stage.call.now) ? world->owners[place][0]
                                                                           : third;
}

static void
add_key_results(struct world *world, const struct which *which, int objective, int leader)
{
    static const char *const titles[KEY_RESULTS] = {
        "Customers who buy again within 90 days", "Complaints answered within a day",
        "Deliveries on the promised day", "Orders without a mistake"};
    struct facts *facts = facts_of(world, which);

    for (int k = objective * 2; k < objective * 2 + 2; k++) {
        bool own = k % 2 == 0;
        int owner = own ? owner_of(world, which->place, objective)
                        : world->owners[which->place][k == 1 ? 1 : 0];
        struct key_result_view out;
        struct key_result_new in = {
            .given = UINT64_MAX,
            .objective_id = facts->objective_ids[objective],
            .owner_id = own ? maybe_none() : maybe_of(world->people[owner].id),
            .title = str_from(titles[k]),
            .kind = KR_KIND_INCREASE,
            .unit_of_measure = STR("%"),
            .start_value = maybe_of(0),
            .target_value = maybe_of(100 * DECIMAL_ONE),
            .period_rule = PERIOD_RULE_LATEST,
            .weight = maybe_of(WEIGHT_USUAL),
        };
        world_must(world, key_result_create(world_as(world, leader, 0), &in, &out), titles[k]);
        facts->key_result_ids[k] = out.id;
        facts->owners[k] = owner;
    }
}

void
act_draft(struct world *world, const struct which *which)
{
    static const char *const titles[OBJECTIVES] = {"Customers of %s come back",
                                                   "%s keeps its promises"};
    struct facts *facts = facts_of(world, which);
    int leader = act_one_of(world, which, LEADER);

    for (int i = 0; i < OBJECTIVES; i++) {
        struct call *call = world_as(world, leader, 0);
        struct objective_view out;
        int owner = owner_of(world, which->place, i);
        char title[80];
        snprintf(title, sizeof(title),
                 i == 0 ? "Customers of %s come back" : "%s keeps its promises",
                 places[which->place].name);
        struct objective_new in = {
            .given = UINT64_MAX,
            .cycle_id = world->cycles[which->quarter],
            .unit_id = world->units[which->place],
            .owner_id = maybe_of(world->people[owner].id),
            .theme_id = which->place == MERIDIAN ? maybe_of(world->themes[i]) : maybe_none(),
            .title = str_from(title),
            .kind = OBJECTIVE_KIND_ASPIRATIONAL,
        };
        world_must(world, objective_create(call, &in, &out), titles[i]);
        facts->objective_ids[i] = out.id;
        add_key_results(world, which, i, leader);
    }
    facts->drafted = world->stage.call.now;
}

/* Each objective contributes to the one of the top line that says the same. */
void
act_link(struct world *world, const struct which *which)
{
    const struct facts *top = &world->facts[MERIDIAN][which->quarter];
    struct facts *facts = facts_of(world, which);

    for (int i = 0; i < OBJECTIVES; i++) {
        struct call *call = world_as(world, act_one_of(world, which, LEADER), 0);
        struct alignment_view out;
        struct alignment_new in = {.given = UINT64_MAX,
                                   .child_id = facts->objective_ids[i],
                                   .parent_id = maybe_of(top->objective_ids[i]),
                                   .kind = ALIGNMENT_KIND_CONTRIBUTES,
                                   .weight = WEIGHT_USUAL};
        world_must(world, alignment_create(call, &in, &out), "link");
    }
    facts->linked = world->stage.call.now;
}

void
act_ask_review(struct world *world, const struct which *which)
{
    struct facts *facts = facts_of(world, which);
    int64_t master = world->people[act_one_of(world, which, MASTER)].id;

    for (int i = 0; i < OBJECTIVES; i++) {
        struct review_view out;
        struct review_new in = {.given = UINT64_MAX,
                                .id = facts->objective_ids[i],
                                .reviewer_ids = {&master, 1},
                                .message = STR("Please look at the numbers.")};
        struct call *call = world_as(world, act_one_of(world, which, LEADER), 0);
        world_must(world, review_request(call, &in, &out), "ask for a review");
    }
}

void
act_accept_review(struct world *world, const struct which *which)
{
    struct facts *facts = facts_of(world, which);
    int master = act_one_of(world, which, MASTER);

    for (int i = 0; i < OBJECTIVES; i++) {
        long long id = (long long)facts->objective_ids[i];
        struct arena *arena = &world->stage.arena;
        struct review_view out;
        struct call *call = world_as(world, master, 0);
        struct review_acceptance in = {
            .given = UINT64_MAX,
            .id = world_number(
                world, str_fmt(arena, "SELECT max(id) FROM review WHERE objective_id = %lld", id)),
            .edition = world_number(
                world, str_fmt(arena, "SELECT edition FROM objective WHERE id = %lld", id)),
        };
        world_must(world, review_accept(call, &in, &out), "accept");
    }
    facts->reviewed = world->stage.call.now;
}

void
act_publish(struct world *world, const struct which *which)
{
    struct facts *facts = facts_of(world, which);

    for (int i = 0; i < OBJECTIVES; i++) {
        int64_t id = facts->objective_ids[i];
        struct objective_view out;
        int64_t version = act_version(world, "objective", id);
        struct call *call = world_as(world, act_one_of(world, which, LEADER), version);
        world_must(world, objective_publish(call, &(struct by_id){.id = id}, &out), "publish");
    }
    facts->published = world->stage.call.now;
    if (which->place == MERIDIAN)
        *signature_of(&(struct which){TOPLINE, MERIDIAN, which->quarter, 0}) = facts->published;
}

/* ---- running ------------------------------------------------------------------------------------
 */

/* A little more each time; whoever left is stood in for by the leader. */
static void
check_in_all(struct world *world, const struct which *which, enum place from)
{
    struct facts *facts = &world->facts[from][which->quarter];
    usec_t now = world->stage.call.now;

    for (int k = 0; facts->published != 0 && k < KEY_RESULTS; k++) {
        int owner = facts->owners[k];
        int who = has_left(world, owner, now) ? act_one_of(world, which, LEADER)
                                              : acting(world, owner, now);
        struct check_in_view out;
        struct check_in_new in = {.given = UINT64_MAX,
                                  .id = facts->key_result_ids[k],
                                  .value = maybe_of((10 * which->round + k) * DECIMAL_ONE),
                                  .confidence = maybe_of(7),
                                  .day = maybe_none()};
        world_must(world, check_in_create(world_as(world, who, 0), &in, &out), "check in");
        facts->checked_in[k][facts->check_in_count] = now;
    }
    facts->check_in_count += facts->published != 0;
}

void
act_check_in(struct world *world, const struct which *which)
{
    check_in_all(world, which, which->place);
    if (which->place == STORES && has_ended(WEBSHOP, world->stage.call.now))
        check_in_all(world, which, WEBSHOP);
}

void
act_meet(struct world *world, const struct which *which)
{
    struct facts *facts = facts_of(world, which);
    enum place home = has_ended(which->place, world->stage.call.now) ? STORES : which->place;
    struct meeting_view out;
    struct meeting_new in = {.given = UINT64_MAX,
                             .id = world->units[home],
                             .cycle_id = world->cycles[which->quarter],
                             .budget_minutes = 30};

    if (facts->published == 0)
        return;
    struct call *call = world_as(world, act_one_of(world, which, LEADER), 0);
    world_must(world, meeting_create(call, &in, &out), "plan a meeting");
    struct by_id meeting = {.id = out.id};
    world_must(world, meeting_start(call, &meeting, &out), "start a meeting");
    world_must(world, meeting_end(call, &meeting, &out), "end a meeting");
    facts->met[facts->meeting_count++] = world->stage.call.now;
}

/* ---- evaluating ---------------------------------------------------------------------------------
 */

/* As suggested; in Stores what came with the web shop too. */
void
act_score(struct world *world, const struct which *which)
{
    enum place from[2] = {which->place, WEBSHOP};
    usec_t now = world->stage.call.now;
    int count = which->place == STORES && has_ended(WEBSHOP, now) ? 2 : 1;

    for (int i = 0; i < count; i++) {
        struct facts *facts = &world->facts[from[i]][which->quarter];
        for (int k = 0; facts->published != 0 && facts->scored == 0 && k < OBJECTIVES; k++) {
            int64_t id = facts->objective_ids[k];
            struct objective_view out;
            struct objective_verdict in = {.given = UINT64_MAX, .id = id};
            int64_t version = act_version(world, "objective", id);
            struct call *call = world_as(world, act_one_of(world, which, LEADER), version);
            world_must(world, objective_close(call, &in, &out), "close");
        }
        if (facts->published != 0 && facts->scored == 0)
            facts->scored = now;
    }
}

void
act_look_back(struct world *world, const struct which *which)
{
    struct retrospective_view out;
    struct retrospective_new in = {.given = UINT64_MAX,
                                   .id = world->units[which->place],
                                   .cycle_id = world->cycles[which->quarter],
                                   .worked = STR("We measured every week."),
                                   .not_worked = STR("We began too late.")};

    struct call *call = world_as(world, act_one_of(world, which, LEADER), 0);
    world_must(world, retrospective_create(call, &in, &out), "look back");
    facts_of(world, which)->looked_back = world->stage.call.now;
}

void
act_place_action(struct world *world, const struct which *which)
{
    usec_t now = world->stage.call.now;
    int owner = world->owners[which->place][1];
    struct action_view out;
    struct action_new in = {.given = UINT64_MAX,
                            .id = world->units[which->place],
                            .cycle_id = world->cycles[which->quarter],
                            .owner_id = maybe_of(world->people[owner].id),
                            .title = STR("Begin measuring in the first week"),
                            .due_day = maybe_of(local_day(NETHERLANDS, now) + 14),
                            .source = ACTION_SOURCE_RETROSPECTIVE};

    struct call *call = world_as(world, act_one_of(world, which, LEADER), 0);
    world_must(world, action_create(call, &in, &out), "place an action");
    facts_of(world, which)->actions_placed = now;
}

void
act_harmonise(struct world *world, const struct which *which)
{
    struct harmonisation_view out;
    struct harmonisation_new in = {.given = UINT64_MAX,
                                   .title = STR("One way of working"),
                                   .cycle_id = world->cycles[which->quarter],
                                   .starts_at = world->stage.call.now};

    struct call *call = world_as(world, world->squad_lead, 0);
    world_must(world, harmonisation_create(call, &in, &out), "plan a harmonisation session");
    int64_t id = out.id;
    call = world_as(world, world->squad_lead, out.version);
    world_must(world, harmonisation_hold(call, &(struct by_id){.id = id}, &out), "harmonise");
    *signature_of(which) = world->stage.call.now;
}

/* ---- signing ------------------------------------------------------------------------------------
 */

int64_t
act_step_id(struct world *world, const struct which *which)
{
    long long cycle =
        (long long)(rules[which->rule].of_year ? world->year_id : world->cycles[which->quarter]);

    return world_number(
        world,
        str_fmt(&world->stage.arena,
                "SELECT s.id FROM step s JOIN process_rule r ON r.id = s.rule_id WHERE r.name_en = "
                "'%s' AND s.unit_id = %lld AND s.cycle_id = %lld AND s.round = %d",
                rules[which->rule].name, (long long)world->units[which->place], cycle,
                which->round));
}

/* Whoever answers for an open step finds it among what is asked of them. */
void
act_check_asked(struct world *world, const struct which *which, int person)
{
    struct step_row_page page = {0};
    int64_t id = act_step_id(world, which);
    struct page_query in = {.given = UINT64_MAX, .limit = 200};
    bool found = false;

    world_must(world, my_step_list(world_as(world, person, 0), &in, &page), "my steps");
    for (size_t i = 0; i < page.count; i++)
        found |= page.items[i].id == id;
    if (!found)
        world_fault(world, "%s: \"%s\" of %s is not asked", world->people[person].name,
                    rules[which->rule].name, places[which->place].name);
}

void
act_sign(struct world *world, const struct which *which, int person)
{
    int64_t id = act_step_id(world, which);
    struct step_view out;
    int64_t version = act_version(world, "step", id);
    struct step_signature in = {.given = UINT64_MAX, .id = id, .note = STR("Held.")};

    world_must(world, step_sign(world_as(world, person, version), &in, &out),
               rules[which->rule].name);
    *signature_of(which) = world->stage.call.now;
}

void
act_put_documents(struct world *world, const struct which *which)
{
    int64_t id = act_step_id(world, which);
    struct step_view out;

    world_must(world,
               step_get(world_as(world, world->squad_lead, 0), &(struct by_id){.id = id}, &out),
               "open the input pack");
    size_t count = out.documents.count;
    for (size_t i = 0; i < count; i++) {
        struct step_document_place in = {.given = UINT64_MAX,
                                         .id = id,
                                         .rank = (int64_t)i,
                                         .url = STR("https://files.meridian.example/pack")};
        world_must(world, step_document_put(world_as(world, world->squad_lead, 0), &in, &out),
                   "put a document");
    }
    *signature_of(which) = world->stage.call.now;
}
