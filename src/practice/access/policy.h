/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who may do what: one table, verb × role × relation.
 *
 * A verb names what is done, a role what somebody is for a unit and all below it, a relation how
 * the thing lies to the one who asks. The route's role is only the floor; a rule asks
 * policy_check() with the thing in hand. Everybody is a member everywhere; memberships of units
 * decide the relation.
 */
#ifndef KOERS_ACCESS_POLICY_H
#define KOERS_ACCESS_POLICY_H

#include <stdbool.h>

#include "base/maybe.h"
#include "model/call.h"
#include "practice/access/who.h"

enum relation {
    RELATION_OWN = 1 << 0, /* owner, co-owner or maker of the thing, or the person themselves */
    RELATION_OWN_UNIT = 1 << 1, /* member of its unit; for a role: held for exactly that unit */
    RELATION_BELOW =
        1 << 2, /* its unit lies below one the person belongs to or holds the role for */
    RELATION_ELSEWHERE = 1 << 3, /* anything else */
    RELATION_STANDS_IN = 1 << 4, /* its owner is away, or lets them check in for them */
    RELATION_INVITED = 1 << 5,   /* was asked to look at it, such as the reviewer of a draft */
};

enum verb {
    VERB_DRAFT_READ,
    VERB_OBJECTIVE_CREATE,
    VERB_OBJECTIVE_EDIT,
    VERB_PUBLISHED_EDIT,    /* where a setting keeps it from the owners */
    VERB_OBJECTIVE_PUBLISH, /* publish, close, reopen, drop, archive, restore */
    VERB_REVIEW,            /* accept a draft or send it back */
    VERB_CHECK_IN,
    VERB_CHECK_IN_CORRECT,
    VERB_INITIATIVE_EDIT,
    VERB_MEETING_RUN,
    VERB_ALIGN,
    VERB_REFLECT, /* retrospectives and actions of a unit */
    VERB_CYCLE_EDIT,
    VERB_UNIT_EDIT,
    VERB_UNIT_CLOSE,
    VERB_MEMBER_EDIT,
    VERB_STAND_IN,    /* say when somebody is away, and who may check in for them */
    VERB_GRANT,       /* member and leader */
    VERB_GRANT_HIGH,  /* OKR master and admin */
    VERB_PERSON_EDIT, /* create, change, invite, deactivate, merge */
    VERB_SETTING_EDIT,
    VERB_ORGANISATION_EDIT, /* the leadership group, reorganisations, imports of people */
    VERB_OKR_IMPORT,        /* and take the newest import back */
    VERB_STRATEGY_EDIT,     /* drafts of the strategy: see, make, publish; health measures */
    VERB_HEALTH_RECORD,
    VERB_TEMPLATE_EDIT,
    VERB_PROCESS_EDIT, /* templates of the process, holidays, and what runs */
    VERB_TAG_EDIT,     /* rename, archive and merge tags */
    VERB_COMMENT_EDIT,
    VERB_COMMENT_DELETE,
    VERB_HANDBOOK_EDIT, /* make the way of working, and decide on proposals */
    VERB_SQUAD_READ,    /* interventions, visits and cases of the squad */
    VERB_SQUAD_WORK,    /* log them; hold sessions */
    VERB_COUNT,
};

/* What a rule knows of the thing: whether it is the person's own, and where it lies. */
struct subject {
    bool own;
    bool stands_in;  /* the person stands in for its owner: policy_stands_for() */
    bool invited;    /* the person was asked to look at it */
    int64_t unit_id; /* 0: belongs to no unit, so only roles for the whole organisation count */
    struct str unit_path; /* of that unit, as /1/4/17/ */
};

/* Does the one who asks stand in for this person? */
bool policy_stands_for(const struct who *who, struct maybe person_id);

/* May they? `who` may be NULL: then never. */
bool policy_allows(const struct who *who, enum verb verb, const struct subject *subject);

/* OK, or ERR_FORBIDDEN with a sentence that says who may. */
enum err policy_check(struct call *call, enum verb verb, const struct subject *subject) MUST_USE;

/* The bit of one cell, for the test that walks the whole table. */
bool policy_cell(enum verb verb, enum role role, enum relation relation);
const char *verb_name(enum verb verb);

#endif
