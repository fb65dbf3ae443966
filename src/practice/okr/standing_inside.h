/* SPDX-License-Identifier: Apache-2.0 */
/* What standing.c and standing_gather.c share. */
#ifndef KOERS_OKR_STANDING_INSIDE_H
#define KOERS_OKR_STANDING_INSIDE_H

#include "base/idmap.h"
#include "practice/okr/away.h"
#include "practice/okr/standing.h"

/* A contributing objective under a node. */
struct branch {
    weight_t weight;
    size_t node;
    struct branch *next;
};

/* An objective asked for, or one below it that counts. */
struct node {
    struct standing_objective objective;
    struct branch *links;
    size_t link_count;
    struct maybe e; /* where it should stand, before the mark of its kind */
    usec_t until;   /* when the first day ends on which this hangs */
    bool computed;
    bool remembered; /* computed before, by whoever asked */
    bool entered;
    bool has_data;
};

struct gathering {
    struct call *call;
    struct standing *standing;
    size_t asked; /* so many are asked for, the others lie below them */
    size_t shown; /* of these with all their key results: all that are asked for, or none */
    struct node *nodes;
    size_t count;
    struct idmap places;
    struct away away; /* of the owners of the key results that are shown */
    bool remembers;   /* what is not shown */
};

/* Adds the objectives asked for, `asked` of them and in their order, and behind them level by level
 * what contributes to them, with key results and links; below what is remembered nothing is looked
 * for. Where key results are shown, their owners are in `away`. ERR_TOO_LARGE beyond
 * STANDING_NODES_MAX. */
enum err standing_gather(struct gathering *g, const struct standing_objective *objectives) MUST_USE;

/* What was asked for holds no longer than until this moment. */
void standing_ends_by(struct standing *standing, usec_t until);

#endif
