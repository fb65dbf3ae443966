/* SPDX-License-Identifier: Apache-2.0 */
#include "base/test.h"
#include "practice/access/policy.h"

/* The whole table a second time, written out: for each role who may at own, own unit, below and
 * elsewhere, '+' or '-'. */
static const struct {
    enum verb verb;
    const char *member, *leader, *okr_master, *admin;
} expected[] = {
    /* clang-format off */
    {VERB_DRAFT_READ,        "+---", "-++-", "-++-", "-++-"},
    {VERB_OBJECTIVE_CREATE,  "++--", "-++-", "-++-", "-++-"},
    {VERB_OBJECTIVE_EDIT,    "+---", "-++-", "-++-", "-++-"},
    {VERB_PUBLISHED_EDIT,    "----", "----", "-++-", "-++-"},
    {VERB_OBJECTIVE_PUBLISH, "+---", "-++-", "-++-", "-++-"},
    {VERB_REVIEW,            "----", "----", "----", "----"},
    {VERB_CHECK_IN,          "++--", "-++-", "-++-", "-++-"},
    {VERB_CHECK_IN_CORRECT,  "+---", "-++-", "-++-", "-++-"},
    {VERB_INITIATIVE_EDIT,   "++--", "-++-", "-++-", "-++-"},
    {VERB_MEETING_RUN,       "++--", "-++-", "-++-", "-++-"},
    {VERB_ALIGN,             "+---", "-++-", "-++-", "-++-"},
    {VERB_REFLECT,           "++--", "-++-", "-++-", "-++-"},
    {VERB_CYCLE_EDIT,        "----", "----", "-++-", "-++-"},
    {VERB_UNIT_EDIT,         "----", "-++-", "-++-", "-++-"},
    {VERB_UNIT_CLOSE,        "----", "----", "----", "-++-"},
    {VERB_MEMBER_EDIT,       "----", "-++-", "-++-", "-++-"},
    {VERB_STAND_IN,          "+---", "-++-", "-++-", "-++-"},
    {VERB_GRANT,             "----", "-++-", "-++-", "-++-"},
    {VERB_GRANT_HIGH,        "----", "----", "----", "-++-"},
    {VERB_PERSON_EDIT,       "----", "----", "----", "-++-"},
    {VERB_SETTING_EDIT,      "----", "----", "----", "-++-"},
    {VERB_ORGANISATION_EDIT, "----", "----", "----", "-++-"},
    {VERB_OKR_IMPORT,        "----", "----", "-++-", "-++-"},
    {VERB_STRATEGY_EDIT,     "----", "-++-", "-++-", "-++-"},
    {VERB_HEALTH_RECORD,     "+---", "-++-", "-++-", "-++-"},
    {VERB_TEMPLATE_EDIT,     "----", "----", "-++-", "-++-"},
    {VERB_PROCESS_EDIT,      "----", "----", "-++-", "-++-"},
    {VERB_TAG_EDIT,          "----", "----", "-++-", "-++-"},
    {VERB_COMMENT_EDIT,      "+---", "----", "----", "----"},
    {VERB_COMMENT_DELETE,    "+---", "----", "----", "-++-"},
    {VERB_HANDBOOK_EDIT,     "----", "----", "-++-", "-++-"},
    {VERB_SQUAD_READ,        "----", "-++-", "-+++", "-++-"},
    {VERB_SQUAD_WORK,        "----", "----", "-++-", "-++-"},
    /* clang-format on */
};

static void
check_row(enum verb verb, enum role role, const char *cells)
{
    static const enum relation relations[] = {RELATION_OWN, RELATION_OWN_UNIT, RELATION_BELOW,
                                              RELATION_ELSEWHERE};

    for (size_t i = 0; i < 4; i++)
        if (policy_cell(verb, role, relations[i]) != (cells[i] == '+')) {
            test_faults++;
            printf("# %s, role %d, relation %zu is not %c\n", verb_name(verb), (int)role, i,
                   cells[i]);
        }
}

TEST(policy__is_the_table_that_was_agreed)
{
    CHECK_INT(sizeof(expected) / sizeof(expected[0]), VERB_COUNT);
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        CHECK_INT(expected[i].verb, i);
        check_row(expected[i].verb, ROLE_MEMBER, expected[i].member);
        check_row(expected[i].verb, ROLE_LEADER, expected[i].leader);
        check_row(expected[i].verb, ROLE_OKR_MASTER, expected[i].okr_master);
        check_row(expected[i].verb, ROLE_ADMIN, expected[i].admin);
        check_row(expected[i].verb, ROLE_NULL, "----");
    }
}

TEST(policy__who_was_asked_may_read_and_judge_a_draft)
{
    for (enum verb verb = 0; verb < VERB_COUNT; verb++)
        CHECK_INT(policy_cell(verb, ROLE_MEMBER, RELATION_INVITED),
                  verb == VERB_DRAFT_READ || verb == VERB_REVIEW);
}

static const struct subject in_17 = {.unit_id = 17, .unit_path = {"/1/4/17/", 8}};

TEST(policy__nobody_may_nothing)
{
    for (enum verb verb = 0; verb < VERB_COUNT; verb++)
        CHECK(!policy_allows(NULL, verb, &(struct subject){.own = true}));
}

TEST(policy__member_may_in_their_own_unit)
{
    const int64_t units[] = {17};
    struct who who = {.units = units, .unit_count = 1};

    CHECK(policy_allows(&who, VERB_OBJECTIVE_CREATE, &in_17));
    CHECK(!policy_allows(&who, VERB_OBJECTIVE_EDIT, &in_17));
    CHECK(!policy_allows(&who, VERB_OBJECTIVE_CREATE,
                         &(struct subject){.unit_id = 4, .unit_path = STR("/1/4/")}));
    CHECK(policy_allows(&who, VERB_OBJECTIVE_EDIT, &(struct subject){.own = true}));
}

TEST(policy__role_reaches_down_and_not_sideways)
{
    const struct held_role leader = {ROLE_LEADER, STR("/1/4/")};
    struct who who = {.roles = &leader, .role_count = 1};

    CHECK(policy_allows(&who, VERB_UNIT_EDIT, &in_17));
    CHECK(policy_allows(&who, VERB_UNIT_EDIT,
                        &(struct subject){.unit_id = 4, .unit_path = STR("/1/4/")}));
    CHECK(!policy_allows(&who, VERB_UNIT_EDIT,
                         &(struct subject){.unit_id = 1, .unit_path = STR("/1/")}));
    CHECK(!policy_allows(&who, VERB_UNIT_EDIT,
                         &(struct subject){.unit_id = 44, .unit_path = STR("/1/44/")}));
    CHECK(!policy_allows(&who, VERB_GRANT_HIGH, &in_17));
}

TEST(policy__whole_organisation_needs_a_role_for_it)
{
    const struct held_role of_unit = {ROLE_ADMIN, STR("/1/")};
    const struct held_role of_all = {.role = ROLE_ADMIN};
    struct who some = {.roles = &of_unit, .role_count = 1};
    struct who all = {.roles = &of_all, .role_count = 1};

    CHECK(!policy_allows(&some, VERB_SETTING_EDIT, &(struct subject){0}));
    CHECK(policy_allows(&all, VERB_SETTING_EDIT, &(struct subject){0}));
    CHECK(policy_allows(&all, VERB_UNIT_CLOSE, &in_17));
}

TEST_MAIN()
