/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The strategy: drafted for a session of the board, then published and never changed again. The
 * published version of the latest session holds. Drafts exist only for those who make the strategy:
 * administrators, leaders and OKR masters of the whole organisation, or of its one top unit.
 */
#ifndef KOERS_STRATEGY_STRATEGY_H
#define KOERS_STRATEGY_STRATEGY_H

#include "gen/strategy.h"
#include "model/call.h"
#include "practice/access/policy.h"

#define STRATEGY_THEMES_MAX 20 /* themes of one version */

/* What the strategy lies in, for the policy: the one top unit, or nothing where there are several,
 * so that only roles for the whole organisation count. */
enum err strategy_subject(struct call *call, struct subject *out) MUST_USE;

/* Does the one who asks make the strategy? */
enum err strategy_maker(struct call *call, bool *out) MUST_USE;

/* A version for reading. ERR_NOT_FOUND also for drafts, to those who do not make the strategy. */
enum err strategy_open(struct call *call, int64_t id, struct strategy *out) MUST_USE;

/* A draft to be changed: as above, then ERR_FORBIDDEN, then ERR_CONFLICT once it is published. */
enum err strategy_open_draft(struct call *call, int64_t id, struct strategy *out) MUST_USE;

/* The version that held on a day; the first one where none was there yet. `out->id` is 0 where none
 * was ever published. */
enum err strategy_on(struct call *call, day_t day, struct strategy *out) MUST_USE;

/* The version that holds: of the latest session. `out->id` is 0 where there is none. */
enum err strategy_newest(struct call *call, struct strategy *out) MUST_USE;

/* A version as its page shows it. */
enum err strategy_show(struct call *call, int64_t id, struct strategy_view *out) MUST_USE;

/* What an event on a version or a theme of it carries; drafts are told to nobody else. */
struct happening strategy_happening(const struct strategy *row, const char *kind);

#endif
