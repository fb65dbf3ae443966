/* SPDX-License-Identifier: Apache-2.0 */
/* A step is on the list of somebody, may be signed by them and is told them in the morning, or none
 * of these: of every person and every step of a small organisation. */
#include <stdio.h>

#include "gen/notice_sql.h"
#include "gen/okr.h"
#include "gen/org.h"
#include "gen/process_sql.h"
#include "practice/notice/tell.h"
#include "practice/process/start.h"
#include "practice/process/state.h"
#include "practice/process/step.h"
#include "practice/test_support.h"

#define HOUR       (3600 * USEC_PER_SEC)
#define PEOPLE_MAX 20

static struct stage stage;
static struct {
    int64_t id;
    const char *name;
} people[PEOPLE_MAX];
static size_t people_count;
static int64_t top, shop, desk, lone, cycle;
static day_t last_day;

static void
run_sql_for(const char *sql, int64_t id)
{
    stage_sql(&stage, str_fmt(&stage.arena, "%s WHERE id = %lld", sql, (long long)id).ptr);
}

static int64_t
person(const char *name)
{
    char email[60];

    snprintf(email, sizeof(email), "%s@example.org", name);
    CHECK(people_count < PEOPLE_MAX);
    people[people_count].id = stage_person(&stage, name, email);
    people[people_count].name = name;
    return people[people_count++].id;
}

static int64_t
leader(const char *name, enum role role, int64_t unit_id)
{
    int64_t id = person(name);

    stage_grant(&stage, id, role, unit_id);
    return id;
}

static int64_t
objective(int64_t admin, int64_t unit_id, int64_t owner_id, int64_t co_owner_id)
{
    struct objective_view out;
    struct id_list co_owners = {&co_owner_id, co_owner_id != 0};

    CHECK_OK(objective_create(stage_as(&stage, admin, 0),
                              &(struct objective_new){.given = UINT64_MAX,
                                                      .unit_id = unit_id,
                                                      .cycle_id = cycle,
                                                      .owner_id = maybe_of(owner_id),
                                                      .title = STR("Customers come back"),
                                                      .kind = OBJECTIVE_KIND_COMMITTED,
                                                      .co_owner_ids = co_owners},
                              &out));
    return out.id;
}

/* A step for every scope and every duty, all due on the last day of the cycle. */
static int64_t
write_version(void)
{
    struct process_template template = {.name_en = STR("T"), .created_at = 1, .version = 1};
    struct process_version version = {
        .number = 1, .state = VERSION_STATE_PUBLISHED, .created_at = 1, .version = 1};
    struct process_phase phase = {.name_en = STR("P"), .version = 1};

    CHECK_OK(q_process_template_insert(&stage.call, &template, &template.id));
    version.template_id = template.id;
    CHECK_OK(q_process_version_insert(&stage.call, &version, &version.id));
    phase.version_id = version.id;
    CHECK_OK(q_process_phase_insert(&stage.call, &phase, &phase.id));
    for (int scope = STEP_SCOPE_ORGANISATION; scope <= STEP_SCOPE_OKR_MASTER; scope++)
        for (int duty = DUTY_OWNER; duty <= DUTY_SPONSOR; duty++) {
            struct process_rule rule = {.version_id = version.id,
                                        .phase_id = phase.id,
                                        .name_en = str_fmt(&stage.arena, "%s: %s",
                                                           choice_name(step_scope_choice, scope),
                                                           choice_name(duty_choice, duty)),
                                        .scope = (enum step_scope)scope,
                                        .rhythm = STEP_RHYTHM_INNER,
                                        .evidence = EVIDENCE_SIGNATURE,
                                        .percent = 100,
                                        .duty = (enum duty)duty,
                                        .anchor = DEADLINE_ANCHOR_CYCLE_END,
                                        .lead_days = 10,
                                        .version = 1};
            CHECK_OK(q_process_rule_insert(&stage.call, &rule, &rule.id));
        }
    return version.id;
}

/*
 * Boss, and Bram who is away and named nobody, lead the top; Lena, for whom Dora stands in, the
 * shop, whose OKR master is Mats; nobody the desk below it, and nobody Lone beside it. In the shop
 * Omar owns an objective with Cora, and Kees one of its key results; what Dirk owns is dropped. At
 * the desk only Gone owns one, who left. Squad is OKR master for all.
 */
static void
open_stage(void)
{

    people_count = 0;
    stage_open(&stage);
    last_day = day_from_civil(2026, 12, 31);
    stage.call.now = day_from_civil(2026, 12, 1) * USEC_PER_DAY + 8 * HOUR;
    top = stage_unit(&stage, "Top", 0);
    shop = stage_unit(&stage, "Shop", top);
    desk = stage_unit(&stage, "Desk", shop);
    lone = stage_unit(&stage, "Lone", 0);
    int64_t admin = leader("Root", ROLE_ADMIN, 0);
    (void)leader("Boss", ROLE_LEADER, top);
    int64_t bram = leader("Bram", ROLE_LEADER, top);
    int64_t lena = leader("Lena", ROLE_LEADER, shop);
    (void)leader("Mats", ROLE_OKR_MASTER, shop);
    (void)leader("Squad", ROLE_OKR_MASTER, 0);
    int64_t dora = person("Dora");
    int64_t omar = person("Omar");
    int64_t cora = person("Cora");
    int64_t kees = person("Kees");
    int64_t dirk = person("Dirk");
    int64_t gone = person("Gone");
    cycle = stage_cycle(&stage, admin, "Q4", day_from_civil(2026, 10, 1), last_day);
    int64_t owned = objective(admin, shop, omar, cora);
    (void)stage_key_result(&stage, admin, owned, kees);
    run_sql_for("UPDATE key_result SET dropped_at = 1",
                stage_key_result(&stage, admin, owned, dirk));
    run_sql_for("UPDATE objective SET dropped_at = 1", objective(admin, shop, dirk, 0));
    (void)objective(admin, desk, gone, 0);
    run_sql_for("UPDATE person SET state = 'deactivated'", gone);
    people_count--;
    stage_away(&stage, bram, last_day - 1, last_day + 1, 0);
    stage_away(&stage, lena, last_day - 1, last_day + 1, dora);
    struct process process = {.version_id = write_version(), .cycle_id = cycle};
    CHECK_OK(process_begin(stage_as(&stage, admin, 0), &process));
    stage.call.now = last_day * USEC_PER_DAY + 9 * HOUR;
    CHECK_OK(process_look(&stage.call));
}

static struct step_row_list
all_steps(void)
{
    struct step_row_list rows = {0};
    struct maybe none = maybe_none();

    CHECK_OK(q_step_page(&stage.call, none, none, none, STR("/"), STR("0"), STR("all"),
                         stage.call.now, people[0].id, last_day, INT64_MIN, 0, 1000, &rows));
    return rows;
}

static bool
is_mine(int64_t person_id, int64_t step_id)
{
    struct step_row_list rows;

    CHECK_OK(
        q_step_mine(&stage.call, person_id, last_day, stage.call.now, INT64_MIN, 0, 1000, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].id == step_id)
            return true;
    return false;
}

static bool
may_sign(int64_t person_id, int64_t step_id)
{
    struct step_view view;

    CHECK_OK(step_show(stage_as(&stage, person_id, 0), step_id, &view));
    return view.may_sign;
}

/* The reminders of the morning on which this step alone is due. */
static void
remind_of(int64_t step_id)
{
    int64_t done;

    stage_sql(&stage, "DELETE FROM notice");
    stage_sql(&stage, "DELETE FROM notice_morning");
    stage_sql(&stage, "UPDATE step SET done_at = 1");
    run_sql_for("UPDATE step SET done_at = NULL", step_id);
    CHECK_OK(remind_mornings(stage_as(&stage, 0, 0), &done));
}

static bool
was_told(int64_t person_id)
{
    struct notice_view_list rows;

    CHECK_OK(q_notice_page(&stage.call, person_id, INT64_MAX, 200, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].kind == NOTICE_KIND_STEP_DUE)
            return true;
    return false;
}

/* The people of a step, as each of the three has them; says where they differ. */
static struct str
asked_of(const struct step_row *step)
{
    struct str names = STR("");

    remind_of(step->id);
    for (size_t i = 0; i < people_count; i++) {
        int64_t id = people[i].id;
        bool mine = is_mine(id, step->id);
        bool signs = may_sign(id, step->id);
        bool told = was_told(id);
        if (mine != signs || signs != told)
            CHECK_STR(str_fmt(&stage.arena, "%s: %s%s%s", people[i].name, mine ? "mine " : "",
                              signs ? "signs " : "", told ? "told" : ""),
                      str_fmt(&stage.arena, "%.*s of %.*s", STR_FMT(step->name_en),
                              STR_FMT(step->unit_name))
                          .ptr);
        if (mine)
            names = str_fmt(&stage.arena, "%.*s%s%s", STR_FMT(names), names.len > 0 ? " " : "",
                            people[i].name);
    }
    return names;
}

static size_t
compare_all(void)
{
    struct step_row_list rows = all_steps();

    for (size_t i = 0; i < rows.count; i++)
        CHECK(asked_of(&rows.items[i]).len > 0);
    stage_sql(&stage, "UPDATE step SET done_at = NULL");
    return rows.count;
}

static struct str
who(const char *rule, int64_t unit_id)
{
    struct step_row_list rows = all_steps();
    struct str out = STR("no such step");

    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].unit_id == unit_id && str_eq(rows.items[i].name_en, str_from(rule)))
            out = asked_of(&rows.items[i]);
    stage_sql(&stage, "UPDATE step SET done_at = NULL");
    return out;
}

TEST(asked__on_the_list_to_be_signed_and_reminded_is_the_same)
{
    open_stage();
    CHECK_INT(compare_all(), 5 + 4 * 5 + 3 * 5 + 2 * 5);
    CHECK_STR(who("unit: owner", shop), "Omar Cora Kees");
    CHECK_STR(who("unit: owner", desk), "Dora");
    CHECK_STR(who("unit: leader", top), "Boss Bram");
    CHECK_STR(who("unit: leader", lone), "Squad");
    CHECK_STR(who("unit: okr_master", desk), "Mats");
    CHECK_STR(who("unit: squad_lead", desk), "Squad");
    CHECK_STR(who("unit: sponsor", desk), "Boss Bram");
    CHECK_STR(who("leader: leader", shop), "Dora");
    CHECK_STR(who("leader: okr_master", shop), "Mats");
    CHECK_STR(who("okr_master: okr_master", shop), "Mats");
    stage_close(&stage);
}

TEST(asked__of_the_next_where_nobody_holds_the_duty)
{
    open_stage();
    stage_sql(&stage, "DELETE FROM role_grant WHERE role = 'okr_master' AND unit_id IS NULL");
    CHECK_OK(process_look(&stage.call));
    CHECK(compare_all() > 0);
    CHECK_STR(who("unit: squad_lead", desk), "Boss Bram");
    CHECK_STR(who("unit: leader", lone), "Boss Bram");
    CHECK_STR(who("unit: okr_master", top), "Boss Bram");
    stage_grant(&stage, people[6].id, ROLE_LEADER, 0); /* Dora, for all */
    CHECK_OK(process_look(&stage.call));
    CHECK(compare_all() > 0);
    CHECK_STR(who("unit: sponsor", desk), "Dora");
    CHECK_STR(who("unit: leader", lone), "Dora");
    stage_close(&stage);
}

STAGE_MAIN()
