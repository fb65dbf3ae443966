/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For tests of the process: a small organisation in which DARE runs, and what its people do. On
 * STAGE_NOW the process has begun, and the job has heard of all there is.
 */
#ifndef KOERS_PROCESS_TEST_CAST_H
#define KOERS_PROCESS_TEST_CAST_H

#include "gen/okr.h"
#include "practice/process/state.h"
#include "practice/test_support.h"

#define HOUR (INT64_C(3600) * USEC_PER_SEC)

/* A top unit that Boss leads, a shop below it that Lena leads and Dora knows, Squad for all, and
 * DARE in the first quarter of 2027. */
struct cast {
    struct stage stage;
    struct call *call; /* nobody asks */
    int64_t top, shop, boss, lena, dora, squad;
    struct process process;
};

void begin(struct cast *c);

day_t day(const char *text);

/* Nine in the morning in Amsterdam in winter. */
void go_to(struct cast *c, const char *text);

/* A round of the job, as if the transactions that told of something had ended: a stage has one
 * alone, behind the horizon. */
void tick(struct cast *c);

/* All of them; one of a unit, the earliest of its name; one of the first round of the shop. */
struct step_row_list steps(struct cast *c);
struct step_row step_named(struct cast *c, const char *name, int64_t unit_id);
struct step_row first_round(struct cast *c, const char *name);

/* A draft of Lena's in the shop, of which the tick hears; it is saved, published, or gets a key
 * result. */
struct objective draft(struct cast *c, const char *title);
void save(struct cast *c, const struct objective *row);
void publish(struct cast *c, struct objective *row);
void measure(struct cast *c, const struct objective *row);

#endif
