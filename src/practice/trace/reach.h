/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which themes each objective of a cycle leads to: its own, and those of everything above it, over
 * both kinds of link, through key results and into other cycles. Drafts, dropped and archived
 * objectives lead nowhere, so that everybody gets the same answer.
 *
 * A cycle is read with three queries and folded here; what it links to elsewhere is climbed level
 * by level. Themes are bits: bit i is the i-th theme of the version.
 */
#ifndef KOERS_TRACE_REACH_H
#define KOERS_TRACE_REACH_H

#include "base/idmap.h"
#include "gen/trace.h"
#include "model/call.h"

#define REACH_DEPTH_MAX 64U     /* levels of links */
#define REACH_NODES_MAX 500000U /* objectives held for one answer */

struct reach_link {
    size_t upper; /* place of a node */
    struct reach_link *next;
};

struct reach_node {
    int64_t id;
    int64_t unit_id;
    uint64_t themes; /* once folded */
    unsigned level;  /* once folded: links to the top of it, on the longest way */
    struct reach_link *up;
    bool counts; /* else it only has an id, and leads nowhere */
    bool folded;
};

struct reach {
    struct call *call;
    const struct strategy_theme_view_list *themes;
    struct reach_node *nodes;
    size_t count;
    size_t own; /* how many of them, the first, are of the cycle */
    struct idmap places;
};

/* Of all objectives of a cycle; `themes` are those of the version and outlive the answer. */
enum err reach_load(struct call *call, int64_t cycle_id,
                    const struct strategy_theme_view_list *themes, struct reach *out) MUST_USE;

/* The themes that an objective leads to; 0 for one that is not there. */
uint64_t reach_of(const struct reach *reach, int64_t objective_id);

#endif
