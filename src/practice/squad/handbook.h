/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The way of working: versions of the organisation's own handbook. Everybody reads published ones;
 * the draft of the next exists only for those who make it, OKR masters and administrators of the
 * whole organisation. A published version never changes. It holds from its cycle on, until one of a
 * higher number does.
 *
 * A chapter's slug is its identity over all versions. The built-in handbook is data:
 * handbook/en.txt and handbook/nl.txt.
 */
#ifndef KOERS_SQUAD_HANDBOOK_H
#define KOERS_SQUAD_HANDBOOK_H

#include "gen/squad.h"
#include "model/call.h"
#include "practice/record/record.h"

/* Does the one who asks make the handbook, and decide on proposals? */
bool handbook_maker(const struct call *call);

/* ERR_FORBIDDEN where they do not. */
enum err handbook_maker_check(struct call *call) MUST_USE;

/* A version for reading. ERR_NOT_FOUND also for the draft, to those who do not make it. */
enum err handbook_open(struct call *call, int64_t id, struct handbook *out) MUST_USE;

/* The draft, to be changed: as above, then ERR_CONFLICT once it is published. */
enum err handbook_open_draft(struct call *call, int64_t id, struct handbook *out) MUST_USE;

/* The draft there is; `out->id` is 0 where there is none. */
enum err handbook_draft(struct call *call, struct handbook *out) MUST_USE;

/* The version that holds today; `out->id` is 0 where none was ever published. */
enum err handbook_holding(struct call *call, struct handbook *out) MUST_USE;

/* What an event on a version carries; the draft is told to nobody else. */
struct happening handbook_happening(const struct handbook *row, const char *kind);

/* Give an empty version what another one has, or what the built-in handbook has. */
enum err handbook_chapters_copy(struct call *call, int64_t from_id, int64_t to_id) MUST_USE;
enum err handbook_chapters_fill(struct call *call, int64_t to_id) MUST_USE;
enum err handbook_settings_copy(struct call *call, int64_t from_id, int64_t to_id) MUST_USE;
enum err handbook_settings_fill(struct call *call, int64_t to_id) MUST_USE;

/* What a version wants of a setting, beside what the organisation has. */
enum err handbook_setting_show(struct call *call, const struct handbook_setting *row,
                               struct handbook_setting_view *out) MUST_USE;

/* What shows of proposals to the one who asks. */
void proposal_fill(const struct call *call, struct proposal_view *items, size_t count);

#endif
