/* SPDX-License-Identifier: Apache-2.0 */
/* What people do for a step, through the operations, and the plain facts noted of it. */
#ifndef KOERS_HALF_YEAR_ACT_H
#define KOERS_HALF_YEAR_ACT_H

#include "expected.h"

/* The product's numbers: of a step, and of a row's version. */
int64_t act_step_id(struct world *world, const struct which *which);
int64_t act_version(struct world *world, const char *table, int64_t id);

/* The one who does now what is asked of its leader, master … */
int act_one_of(struct world *world, const struct which *which, enum answers answers);

/* Whoever answers for an open step finds it among what is asked of them. */
void act_check_asked(struct world *world, const struct which *which, int person);

void act_draft(struct world *world, const struct which *which);
void act_link(struct world *world, const struct which *which);
void act_ask_review(struct world *world, const struct which *which);
void act_accept_review(struct world *world, const struct which *which);
void act_publish(struct world *world, const struct which *which);
void act_check_in(struct world *world, const struct which *which);
void act_meet(struct world *world, const struct which *which);
void act_score(struct world *world, const struct which *which);
void act_look_back(struct world *world, const struct which *which);
void act_place_action(struct world *world, const struct which *which);
void act_harmonise(struct world *world, const struct which *which);
void act_put_documents(struct world *world, const struct which *which);
void act_sign(struct world *world, const struct which *which, int person);

#endif
