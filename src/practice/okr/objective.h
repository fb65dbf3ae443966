/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Objectives: drafted, published, closed; dropped, archived and restored. Operations are declared
 * in gen/okr.h; here stands what key results, links and check-ins need of their objective.
 *
 * A rule opens an objective with the verb it is about to do: that answers 404 for a draft that must
 * not seem to exist, 403 for what is not theirs to do, and gives the row and where it lies. Then it
 * compares versions, changes a copy, checks the whole, and saves the difference.
 */
#ifndef KOERS_OKR_OBJECTIVE_H
#define KOERS_OKR_OBJECTIVE_H

#include "gen/okr.h"
#include "model/call.h"
#include "practice/access/policy.h"
#include "practice/record/record.h"

/* What must be known of an objective before anything is done to it. */
struct open_objective {
    struct objective row;
    struct objective_place place;
    struct subject subject; /* to the one who asks */
};

/* Opens for reading: ERR_NOT_FOUND also for others' drafts. */
enum err objective_open(struct call *call, int64_t id, struct open_objective *out) MUST_USE;

/* Opens to do `verb`: as above, then ERR_FORBIDDEN where the policy forbids it. */
enum err objective_open_to(struct call *call, int64_t id, enum verb verb,
                           struct open_objective *out) MUST_USE;

/* ERR_CONFLICT, saying why, when the objective takes no changes: closed, dropped, archived, or of a
 * closed cycle. */
enum err objective_changeable(struct call *call, const struct open_objective *open) MUST_USE;

/* What an event on the objective carries; `kind` is an EVENT_…. For its key results and links too:
 * they give their own type and id. */
struct happening objective_happening(const struct objective *row, const char *kind);

/* Writes the difference: row, version, event and history. `after` gets its new version. */
enum err objective_save(struct call *call, const char *event, const struct objective *before,
                        struct objective *after) MUST_USE;

/* The same, with what changed beside its fields. */
enum err objective_save_told(struct call *call, const char *event, const struct objective *before,
                             struct objective *after, const struct told *told) MUST_USE;

/* Leaves the theme of a new objective out, by name, where it may not stand under it: the board
 * ended the theme, or the unit is not the top one and who asks does not make the strategy. */
enum err objective_theme_along(struct call *call, struct objective_new *in,
                               struct str *ret_left_out) MUST_USE;

/* What it says has changed, or one of its key results: raises the edition, which verdicts name. */
enum err objective_edited(struct call *call, int64_t id) MUST_USE;

/* Opens to publish or end it, and compares versions. */
enum err objective_step_open(struct call *call, int64_t id, struct open_objective *out) MUST_USE;

/* Ends such a step: saves the difference, carries what counts upward, and shows the result. */
enum err objective_step_save(struct call *call, const char *event,
                             const struct open_objective *open, struct objective *after,
                             struct objective_view *out) MUST_USE;

/* The objective as its page shows it, with what the one who asks may do. */
enum err objective_show(struct call *call, int64_t id, struct objective_view *out) MUST_USE;

#endif
