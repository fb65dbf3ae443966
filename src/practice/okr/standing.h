/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where objectives and key results stand today: expected mark, status, what is outdated, when the
 * next check-in is due. All of it depends on the day, so nothing of it is stored; stored are only
 * progress and contribution.
 *
 * The same when a past day ended: from what was kept of that day (past.h), by today's formulas and
 * settings. There progress of objectives follows from what is below them as well.
 *
 * The expected mark of an objective is the mean of its items', and an item may be an objective with
 * items of its own: what contributes is gathered level by level, two queries each, and computed
 * once.
 */
#ifndef KOERS_OKR_STANDING_H
#define KOERS_OKR_STANDING_H

#include "gen/okr.h"
#include "model/call.h"
#include "practice/access/setting.h"
#include "practice/okr/rules.h"

#define STANDING_NODES_MAX 200000U /* objectives gathered for one answer */
#define STANDING_DEPTH_MAX 64U     /* levels of contributing objectives */
#define STANDING_PORTION   256U    /* rows that are computed at once where there are many */

struct standing {
    struct settings settings;
    struct okr_rules rules;
    struct maybe as_of;   /* a past day that is looked at; none: today */
    usec_t until;         /* the moment at which that day had ended, for the organisation */
    bool numbers;         /* key results are not shown: only what they amount to is asked for */
    struct str zone_last; /* the day of one zone is asked for again and again */
    day_t today_last;
    usec_t today_last_ends;
    usec_t today_ends; /* lowered to when the first day ends of those asked for */
};

/* Reads the settings that hold. */
enum err standing_begin(struct call *call, struct standing *out) MUST_USE;

/* From now on everything is as it was when this day ended. Today, a day to come or none changes
 * nothing. */
enum err standing_look_back(struct call *call, struct standing *standing,
                            struct maybe day) MUST_USE;

/* The day whose states are asked for: the past one, or one behind all that was kept. */
day_t standing_known(const struct standing *standing);

/* The day it is in a unit's zone, or the one that is looked at; an empty zone is the
 * organisation's. */
enum err standing_today(struct call *call, struct standing *standing, struct str zone,
                        day_t *out) MUST_USE;

/* What of an objective decides where it stands; filled in by the caller, answered in the second
 * half. */
struct standing_objective {
    int64_t id;
    int64_t unit_id;
    struct maybe owner_id;
    enum objective_kind kind;
    enum objective_state state;
    bool dropped;
    bool archived;
    bool postponed;
    struct maybe progress; /* of a past day it is computed */
    enum knowledge known;  /* of its life on a past day; answered with that of its numbers */
    struct str zone;
    struct maybe cadence; /* days between two check-ins; none: the organisation's */
    day_t cycle_start;
    day_t cycle_end;

    struct key_result_view_list key_results; /* with status, expected and days filled in */
    struct maybe expected;
    enum status status;
    int64_t outdated_count;
    int64_t key_result_count; /* live ones */
};

/* Answers for all of them at once. Of those below them, and of these where only numbers are asked
 * for, what the server remembers is taken (cache.h). ERR_TOO_LARGE beyond STANDING_NODES_MAX. */
enum err standing_of(struct call *call, struct standing *standing,
                     struct standing_objective *objectives, size_t count) MUST_USE;

/* The same for rows of a list, and for the objective of a page. */
enum err standing_of_rows(struct call *call, struct standing *standing, struct objective_row *rows,
                          size_t count) MUST_USE;

/* Says that it will be asked where these objectives stand, in this order: what that begins with
 * goes along with the next query (db/db.h, query_ahead()). For today a standing that is zeros will
 * do. */
void standing_ahead(struct call *call, const struct standing *standing, const struct id_list *ids);

/* Called with a portion whose rows are computed; what it keeps must lie in memory it had before. */
typedef enum err standing_visit(void *arg, const struct objective_row *rows, size_t count);

/* Computes where rows stand, portion by portion, until all are visited (NULL: by nobody). What a
 * portion needs of memory is given back: the rows themselves keep status, expected mark and counts,
 * their key results are there during the visit alone. */
enum err standing_walk(struct call *call, struct standing *standing, struct objective_row *rows,
                       size_t count, standing_visit *visit, void *arg) MUST_USE;

enum err standing_of_view(struct call *call, struct standing *standing,
                          struct objective_view *view) MUST_USE;

#endif
