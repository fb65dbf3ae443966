/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What of a published objective may still be changed, by whom, and whether they must say why: three
 * settings of the organisation. Drafts are free, and what is closed takes no changes at all.
 */
#ifndef KOERS_OKR_EDIT_RULE_H
#define KOERS_OKR_EDIT_RULE_H

#include "gen/okr.h"
#include "model/call.h"
#include "practice/okr/objective.h"

/* What an edit changes. */
struct edit {
    bool wording;      /* titles, and whether it is a promise or a stretch */
    bool measure;      /* how a key result is measured, until when, and what it weighs */
    struct str reason; /* "no text": none was given */
};

/* Does the measure of a key result change, apart from its lists? */
bool edit_remeasures(struct call *call, const struct key_result *before,
                     const struct key_result *after);

/*
 * OK, a fault of /edit_reason where a reason is missing, ERR_FORBIDDEN or ERR_CONFLICT with the
 * rule and who may. `told` is what the edit tells beside its fields; `ret_told` has the reason too.
 */
enum err edit_check(struct call *call, const struct open_objective *open, const struct edit *edit,
                    const struct told *told, struct told *ret_told) MUST_USE;

#endif
