/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/policy.h"

#define NONE  0
#define OWN   RELATION_OWN
#define ASKED RELATION_INVITED
#define TEAM  (RELATION_OWN | RELATION_OWN_UNIT)
#define STAND (TEAM | RELATION_STANDS_IN)
#define UNDER (RELATION_OWN_UNIT | RELATION_BELOW)
#define SQUAD (UNDER | RELATION_ELSEWHERE) /* one squad, whatever each of them keeps */

struct verb_row {
    const char *name;
    unsigned char member, leader, okr_master, admin; /* relations in which each may */
    const char *who_may;
};

static const struct verb_row table[VERB_COUNT] = {
    /* clang-format off */
    [VERB_DRAFT_READ]        = {N_("read a draft"), OWN | ASKED, UNDER, UNDER, UNDER, N_("its owners and reviewers, and leaders and OKR masters of its unit")},
    [VERB_OBJECTIVE_CREATE]  = {N_("begin an objective"),  TEAM, UNDER, UNDER, UNDER, N_("members, leaders and OKR masters of the unit")},
    [VERB_OBJECTIVE_EDIT]    = {N_("edit an objective"),   OWN,  UNDER, UNDER, UNDER, N_("its owners, and leaders and OKR masters of its unit")},
    [VERB_PUBLISHED_EDIT]    = {N_("change what is published"), NONE, NONE, UNDER, UNDER, N_("OKR masters and administrators of the unit or one above it")},
    [VERB_OBJECTIVE_PUBLISH] = {N_("publish or end an objective"), OWN, UNDER, UNDER, UNDER, N_("its owners, and leaders and OKR masters of its unit")},
    [VERB_REVIEW]            = {N_("judge a draft"),       ASKED, NONE, NONE, NONE,   N_("those who were asked to review it")},
    [VERB_CHECK_IN]          = {N_("check in"),            STAND, UNDER, UNDER, UNDER, N_("its owners and who stands in for them, members of its unit, and leaders and OKR masters of it")},
    [VERB_CHECK_IN_CORRECT]  = {N_("correct a check-in"),  OWN | RELATION_STANDS_IN, UNDER, UNDER, UNDER, N_("who gave it, the owners, who stands in for these, and leaders and OKR masters of its unit")},
    [VERB_MEETING_RUN]       = {N_("run a check-in meeting"), TEAM, UNDER, UNDER, UNDER, N_("members of the unit, and leaders and OKR masters of it")},
    [VERB_INITIATIVE_EDIT]   = {N_("change an initiative"), TEAM, UNDER, UNDER, UNDER, N_("its owner, those of the key result and its objective, members of the unit, and leaders and OKR masters of it")},
    [VERB_ALIGN]             = {N_("link an objective"),   OWN,  UNDER, UNDER, UNDER, N_("owners of the lower objective, and leaders and OKR masters of its unit")},
    [VERB_REFLECT]           = {N_("write a retrospective or an action"), TEAM, UNDER, UNDER, UNDER, N_("its owner, members of the unit, and leaders and OKR masters of it")},
    [VERB_CYCLE_EDIT]        = {N_("change a cycle"),      NONE, NONE,  UNDER, UNDER, N_("OKR masters and administrators of the whole organisation")},
    [VERB_UNIT_EDIT]         = {N_("change a unit"),       NONE, UNDER, UNDER, UNDER, N_("leaders and OKR masters of the unit or one above it")},
    [VERB_UNIT_CLOSE]        = {N_("close a unit"),        NONE, NONE,  NONE,  UNDER, N_("administrators")},
    [VERB_MEMBER_EDIT]       = {N_("change who belongs to a unit"), NONE, UNDER, UNDER, UNDER, N_("leaders and OKR masters of the unit or one above it")},
    [VERB_STAND_IN]          = {N_("say who stands in for a person"), OWN, UNDER, UNDER, UNDER, N_("the person themselves, and leaders and OKR masters of their unit")},
    [VERB_GRANT]             = {N_("give or take a role"), NONE, UNDER, UNDER, UNDER, N_("leaders and OKR masters of the unit or one above it")},
    [VERB_GRANT_HIGH]        = {N_("make an OKR master or administrator"), NONE, NONE, NONE, UNDER, N_("administrators")},
    [VERB_PERSON_EDIT]       = {N_("change a person"),     NONE, NONE,  NONE,  UNDER, N_("administrators of the whole organisation")},
    [VERB_SETTING_EDIT]      = {N_("change a setting"),    NONE, NONE,  NONE,  UNDER, N_("administrators of the whole organisation")},
    [VERB_ORGANISATION_EDIT] = {N_("change the organisation"), NONE, NONE, NONE, UNDER, N_("administrators of the whole organisation")},
    [VERB_OKR_IMPORT]        = {N_("bring in OKRs"),       NONE, NONE,  UNDER, UNDER, N_("OKR masters and administrators of the whole organisation")},
    [VERB_STRATEGY_EDIT]     = {N_("make the strategy"),   NONE, UNDER, UNDER, UNDER, N_("administrators, leaders and OKR masters of the whole organisation")},
    [VERB_HEALTH_RECORD]     = {N_("record a health measure"), OWN, UNDER, UNDER, UNDER, N_("the theme's owner, and administrators, leaders and OKR masters of the whole organisation")},
    [VERB_TEMPLATE_EDIT]     = {N_("keep templates"),      NONE, NONE,  UNDER, UNDER, N_("OKR masters and administrators of the unit or one above it")},
    [VERB_PROCESS_EDIT]      = {N_("keep the process"),    NONE, NONE,  UNDER, UNDER, N_("OKR masters and administrators of the whole organisation")},
    [VERB_TAG_EDIT]          = {N_("change tags"),         NONE, NONE,  UNDER, UNDER, N_("OKR masters and administrators of the whole organisation")},
    [VERB_COMMENT_EDIT]      = {N_("change a comment"),    OWN,  NONE,  NONE,  NONE,  N_("who wrote it")},
    [VERB_COMMENT_DELETE]    = {N_("delete a comment"),    OWN,  NONE,  NONE,  UNDER, N_("who wrote it, and administrators of the unit or one above it")},
    [VERB_HANDBOOK_EDIT]     = {N_("make the way of working"), NONE, NONE, UNDER, UNDER, N_("OKR masters and administrators of the whole organisation")},
    [VERB_SQUAD_READ]        = {N_("read the squad's notes"), NONE, UNDER, SQUAD, UNDER, N_("the OKR squad, and leaders of the unit or one above it")},
    [VERB_SQUAD_WORK]        = {N_("work for the squad"),  NONE, NONE,  UNDER, UNDER, N_("OKR masters and administrators of the unit or one above it")},
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
