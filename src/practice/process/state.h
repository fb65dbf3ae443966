/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where steps stand. What is stored of a step (have, need, done_at, waits_due_at) changes only when
 * the process looks; what it means at a moment is step_state(), a pure function.
 */
#ifndef KOERS_PROCESS_STATE_H
#define KOERS_PROCESS_STATE_H

#include "gen/process.h"
#include "model/call.h"

/* So long behind its deadline what is done stays done. */
#define PROCESS_SETTLED_AFTER (60 * USEC_PER_DAY)

struct step_facts {
    int64_t need;
    usec_t opens_at, due_at;
    struct maybe waits_due_at, done_at, gone_at;
};

/* The first that holds: not needed, done, waiting or blocked, late, due, coming. */
enum step_state step_state(const struct step_facts *facts, usec_t now);

#define STEP_FACTS(row)                                                                            \
    (&(struct step_facts){(row)->need, (row)->opens_at, (row)->due_at, (row)->waits_due_at,        \
                          (row)->done_at, (row)->gone_at})

/* Documents an input pack wants: lines of the longer list. */
int64_t process_document_count(struct str en, struct str nl);

/* Units that one round looks at, and rungs that it writes down, at most: so long do others wait who
 * write. */
#define PROCESS_PORTION 250

/* Looks at all units below a place at once: makes the steps that are lacking, and holds them
 * against the evidence. After a start or an end, and for tests. Paths as step_paths() has them. */
enum err process_look_in(struct call *call, struct str low, struct str high) MUST_USE;
enum err process_look(struct call *call) MUST_USE; /* at everything */

/*
 * One round of the job. Units wait to be looked at where something happened or opened since the
 * last round, and all of them once a day and when other days hold. The round looks at a portion of
 * those that wait, and writes down the rungs that were reached where nothing waits any more.
 * `*done` counts steps that turned and rungs; it is a portion or more when another round should go
 * on at once.
 */
enum err process_tick(struct call *call, int64_t *done) MUST_USE;

/* Holds the steps of dirty units against the evidence; counts those that turned. They stay dirty:
 * whoever marked them lets go of them. */
enum err process_evaluate(struct call *call, int64_t *turned) MUST_USE;

/* Writes the rungs that were reached, who is told of each, a portion at most; counts them. */
enum err process_climb(struct call *call, int64_t *made) MUST_USE;

#endif
