/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For tests of past days: a story is played day by day; in the evening of each day everything that
 * shows where things stand is asked for and kept as it was answered. Afterwards the same is asked
 * as of each day, and every answer must be the one of then.
 */
#ifndef KOERS_EXPLORE_TEST_STORY_H
#define KOERS_EXPLORE_TEST_STORY_H

#include "gen/okr.h"
#include "practice/test_support.h"

#define STORY_EVENINGS_MAX 40
#define STORY_TO_COME      400 /* days after which one looks back */

enum place { COMPANY, SALES, FINANCE, TOKYO, PLACE_COUNT };

/* Acme, in which Finance and Sales are, in which Tokyo is, and a quarter that runs. The admin acts;
 * the stranger sees what is published. */
struct story {
    struct stage stage;
    int64_t units[PLACE_COUNT];
    int64_t admin;
    int64_t stranger;
    int64_t cycle;
    day_t begun;
    int64_t top, sales, finance; /* objectives */
    struct buf evenings[STORY_EVENINGS_MAX];
    int evening_count;
};

/* It begins so many days before STAGE_NOW. */
void story_begin(struct story *s, int days_ago);
void story_end(struct story *s);

/* The admin asks, having seen this version. */
struct call *story_act(struct story *s, int64_t version);

/* The day ends, and the next one begins. */
void story_sleep(struct story *s);

int64_t story_draft(struct story *s, enum place place, const char *title, enum objective_kind kind);
void story_publish(struct story *s, int64_t objective_id);
void story_step(struct story *s, int64_t objective_id,
                enum err (*step)(struct call *, const struct with_reason *,
                                 struct objective_view *));
int64_t story_link(struct story *s, int64_t child_id, int64_t parent_id, enum alignment_kind kind);

/* A key result from 0 to 100; one that stays at 80 at least, of which the worst counts. */
int64_t story_increase(struct story *s, int64_t objective_id, const char *title);
int64_t story_level(struct story *s, int64_t objective_id, const char *title);
void story_drop(struct story *s, int64_t key_result_id);

int64_t story_check_in(struct story *s, int64_t key_result_id, int64_t value, int days_ago);
void story_correct(struct story *s, int64_t check_in_id, int64_t value);

/* The first evening that is told otherwise now, and where, is a failure. */
void story_compare(struct story *s);

/* The progress of the first objective as of a day, and how that is known. */
struct maybe story_progress(struct story *s, day_t day, enum knowledge *ret_known);

/* How many differences `koers check` finds. */
int64_t story_differences(struct story *s);

#endif
