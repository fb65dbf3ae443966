/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a unit's own objectives amount to on a day, kept so that what is told of a part of the
 * organisation need only be added up. A job renews it where something happened; who reads takes
 * what is kept and computes the rest: units of which something was told since the job last heard,
 * and all of them until a new day's sums are there. So an answer is never older than what it reads.
 *
 * Each kind of sum is a row of small numbers, all of which are 0 in a unit without objectives.
 */
#ifndef KOERS_OKR_KEPT_H
#define KOERS_OKR_KEPT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/idmap.h"
#include "gen/okr.h"
#include "model/call.h"

#define KEPT_PORTION 128U                      /* units that are computed at once */
#define KEPT_WORDS   "writing"                 /* the kind that may hang on words alone */
#define KEPT_FAR     INT64_C(9007199254740991) /* a moment that never comes */

/* Units that are computed at once, KEPT_PORTION at most. */
struct kept_batch {
    const struct id_list *unit_ids;
    struct idmap places; /* of these units in what follows */
    int64_t *numbers;    /* the width of the rule a unit; 0 to begin with */
    usec_t *until;       /* one a unit: lowered where its sums change by themselves */
};

/* How sums of a kind are computed. */
struct kept_rule {
    struct str kind; /* as the table has it */
    size_t width;    /* numbers of a unit */
    day_t day;       /* of which they are */
    bool words;      /* they hang on words alone: no check-in changes them */
    /* Adds the sums of the units of the batch to their numbers. */
    enum err (*compute)(void *arg, const struct kept_batch *batch);
    void *arg;
};

/* Called for each unit whose path lies in [low, high), in no order, with its own sums. */
typedef enum err kept_visit(void *arg, const struct kept_unit *unit, const int64_t *numbers);

enum err kept_read(struct call *call, const struct kept_rule *rule, int64_t cycle_id,
                   struct str low, struct str high, kept_visit *visit, void *arg) MUST_USE;

/* Sums that were computed and are not written yet. */
struct kept_round {
    struct arena arena; /* of the rows */
    struct kept_sum *rows;
    size_t count;
    struct kept_cursor at; /* how far the job had heard when they were computed */
    day_t today;
    bool looked;  /* for all that lacks: nothing is left over from before */
    bool whole;   /* nothing lacked but what was stale */
    usec_t until; /* when the first of them changes by itself */
};

/* Has anything been told, is it another day, or did anything change by itself? Looks without
 * writing. */
enum err kept_waits(struct call *call, day_t today, bool *out) MUST_USE;

/* The job hears what was told: sums of these units are stale, but for those of KEPT_WORDS that hang
 * on `words` alone where no word was told of. */
enum err kept_hear(struct call *call, bool words) MUST_USE;

/* A round computes without writing, in a snapshot of its own, so that nobody waits for it. What is
 * told meanwhile is behind what the job had heard, so that who reads believes none of it. */
void kept_round_init(struct kept_round *round);
void kept_round_release(struct kept_round *round);
enum err kept_round_begin(struct call *call, day_t today, struct kept_round *round) MUST_USE;

/* Computes what lacks of a kind in a cycle, `limit` units at most; says how many. */
enum err kept_renew(struct call *call, struct kept_round *round, const struct kept_rule *rule,
                    int64_t cycle_id, size_t limit, size_t *ret_count) MUST_USE;

/* Writes what was computed. */
enum err kept_round_write(struct call *call, const struct kept_round *round) MUST_USE;

/* The same, unless the job has heard more since; `whole`: nothing lacks any more. False: nothing
 * was written. */
enum err kept_round_end(struct call *call, const struct kept_round *round, bool whole,
                        bool *ret_written) MUST_USE;

/* Computes all that is kept and holds once more, and tells each difference; counts both. */
enum err kept_check(struct call *call, const struct kept_rule *rule, const struct cycle *cycle,
                    struct buf *report, int64_t *checked, int64_t *differences) MUST_USE;

#endif
