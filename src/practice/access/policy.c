/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/policy.h"

#define NONE  0
#define OWN   RELATION_OWN
#define ASKED RELATION_INVITED
#define TEAM  (RELATION_OWN | RELATION_OWN_UNIT)
#define STAND (TEAM | RELATION_STANDS_IN)
#define UNDER (RELATION_OWN_UNIT | RELATION_BELOW)

struct verb_row {
    const char *name;
    unsigned char member, leader, okr_master, admin; /* relations in which each may */
    const char *who_may;
};

static const struct verb_row table[VERB_COUNT] = {
    /* clang-format off */
    [VERB_DRAFT_READ]        = {"read a draft", OWN | ASKED, UNDER, UNDER, UNDER, "its owners and reviewers, and leaders and OKR masters of its unit"},
    [VERB_OBJECTIVE_CREATE]  = {"begin an objective",  TEAM, UNDER, UNDER, UNDER, "members, leaders and OKR masters of the unit"},
    [VERB_OBJECTIVE_EDIT]    = {"edit an objective",   OWN,  UNDER, UNDER, UNDER, "its owners, and leaders and OKR masters of its unit"},
    [VERB_OBJECTIVE_PUBLISH] = {"publish or end an objective", OWN, UNDER, UNDER, UNDER, "its owners, and leaders and OKR masters of its unit"},
    [VERB_REVIEW]            = {"judge a draft",       ASKED, NONE, NONE, NONE,   "those who were asked to review it"},
    [VERB_CHECK_IN]          = {"check in",            STAND, UNDER, UNDER, UNDER, "its owners and who stands in for them, members of its unit, and leaders and OKR masters of it"},
    [VERB_MEETING_RUN]       = {"run a check-in meeting", TEAM, UNDER, UNDER, UNDER, "members of the unit, and leaders and OKR masters of it"},
    [VERB_ALIGN]             = {"link an objective",   OWN,  UNDER, UNDER, UNDER, "owners of the lower objective, and leaders and OKR masters of its unit"},
    [VERB_REFLECT]           = {"write a retrospective or an action", TEAM, UNDER, UNDER, UNDER, "its owner, members of the unit, and leaders and OKR masters of it"},
    [VERB_CYCLE_EDIT]        = {"change a cycle",      NONE, NONE,  UNDER, UNDER, "OKR masters and administrators of the whole organisation"},
    [VERB_UNIT_EDIT]         = {"change a unit",       NONE, UNDER, UNDER, UNDER, "leaders and OKR masters of the unit or one above it"},
    [VERB_UNIT_CLOSE]        = {"close a unit",        NONE, NONE,  NONE,  UNDER, "administrators"},
    [VERB_MEMBER_EDIT]       = {"change who belongs to a unit", NONE, UNDER, UNDER, UNDER, "leaders and OKR masters of the unit or one above it"},
    [VERB_STAND_IN]          = {"say who stands in for a person", OWN, UNDER, UNDER, UNDER, "the person themselves, and leaders and OKR masters of their unit"},
    [VERB_GRANT]             = {"give or take a role", NONE, UNDER, UNDER, UNDER, "leaders and OKR masters of the unit or one above it"},
    [VERB_GRANT_HIGH]        = {"make an OKR master or administrator", NONE, NONE, NONE, UNDER, "administrators"},
    [VERB_PERSON_EDIT]       = {"change a person",     NONE, NONE,  NONE,  UNDER, "administrators of the whole organisation"},
    [VERB_SETTING_EDIT]      = {"change a setting",    NONE, NONE,  NONE,  UNDER, "administrators of the whole organisation"},
    [VERB_ORGANISATION_EDIT] = {"change the organisation", NONE, NONE, NONE, UNDER, "administrators of the whole organisation"},
    [VERB_STRATEGY_EDIT]     = {"make the strategy",   NONE, UNDER, UNDER, UNDER, "administrators, leaders and OKR masters of the whole organisation"},
    [VERB_HEALTH_RECORD]     = {"record a health measure", OWN, UNDER, UNDER, UNDER, "the theme's owner, and administrators, leaders and OKR masters of the whole organisation"},
    /* clang-format on */
};

bool
policy_cell(enum verb verb, enum role role, enum relation relation)
{
    const struct verb_row *row = &table[verb];
    unsigned char allowed = NONE;

    switch (role) {
    case ROLE_NULL:
        break;
    case ROLE_MEMBER:
        allowed = row->member;
        break;
    case ROLE_LEADER:
        allowed = row->leader;
        break;
    case ROLE_OKR_MASTER:
        allowed = row->okr_master;
        break;
    case ROLE_ADMIN:
        allowed = row->admin;
        break;
    }
    return (allowed & relation) != 0;
}

const char *
verb_name(enum verb verb)
{
    return table[verb].name;
}

/* How the subject lies to a person as such, whatever their roles. */
static enum relation
plain_relation(const struct who *who, const struct subject *subject)
{
    if (subject->own)
        return RELATION_OWN;
    for (size_t i = 0; i < who->unit_count; i++)
        if (subject->unit_id != 0 && who->units[i] == subject->unit_id)
            return RELATION_OWN_UNIT;
    return subject->stands_in ? RELATION_STANDS_IN : RELATION_ELSEWHERE;
}

static enum relation
role_relation(const struct held_role *held, const struct subject *subject)
{
    if (str_is_null(held->unit_path))
        return RELATION_BELOW;
    if (subject->unit_id == 0)
        return RELATION_ELSEWHERE;
    if (str_eq(held->unit_path, subject->unit_path))
        return RELATION_OWN_UNIT;
    return str_starts(subject->unit_path, held->unit_path) ? RELATION_BELOW : RELATION_ELSEWHERE;
}

bool
policy_stands_for(const struct who *who, struct maybe person_id)
{
    if (who == NULL || !person_id.has)
        return false;
    for (size_t i = 0; i < who->stands_for_count; i++)
        if (who->stands_for[i] == person_id.value)
            return true;
    return false;
}

bool
policy_allows(const struct who *who, enum verb verb, const struct subject *subject)
{
    if (who == NULL)
        return false;
    if (policy_cell(verb, ROLE_MEMBER, plain_relation(who, subject)) ||
        (subject->invited && policy_cell(verb, ROLE_MEMBER, RELATION_INVITED)))
        return true;
    for (size_t i = 0; i < who->role_count; i++)
        if (policy_cell(verb, who->roles[i].role, role_relation(&who->roles[i], subject)))
            return true;
    return false;
}

enum err
policy_check(struct call *call, enum verb verb, const struct subject *subject)
{
    if (policy_allows(call->who, verb, subject))
        return OK;
    return fail(call, ERR_FORBIDDEN, "forbidden", "You may not %s here; %s may.", table[verb].name,
                table[verb].who_may);
}
