/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the Viva import know of each other; see viva.h for who does what. */
#ifndef KOERS_EXCHANGE_VIVA_PART_H
#define KOERS_EXCHANGE_VIVA_PART_H

#include "gen/checkin.h"
#include "practice/exchange/viva.h"

/* One line of the report about a staged row. */
struct viva_finding {
    enum finding_kind kind;
    int64_t row_id; /* of the staging area */
    const char *place;
    struct str reason;
    struct str old_value;
    struct str new_value;
};

enum err viva_find(struct viva *viva, const struct viva_finding *finding) MUST_USE;

/* Tells whoever waits. */
static inline void
viva_tell(const struct viva *viva, const char *what, int64_t done)
{
    if (viva->progress != NULL)
        viva->progress(what, done);
}

/* Loads nodes and links, places key results, decides kinds of links, cuts loops, orders. */
enum err viva_graph(struct viva *viva, struct call *target) MUST_USE;

/* Says of each row what is to be done with it. */
enum err viva_compare(struct viva *viva, struct call *target) MUST_USE;

/* Computes what will be shown, and lists what differs from the files. */
enum err viva_sum(struct viva *viva, struct call *target) MUST_USE;

/* The objective that `link` leads to, through a key result: its row, or 0. */
uint32_t viva_link_objective(const struct viva *viva, const struct viva_link *link);

/* Does an objective row get a key result of its own progress? */
static inline bool
viva_has_measure(const struct viva_node *node)
{
    return node->type == ROW_TYPE_OBJECTIVE && (node->flags & NODE_OWN_PROGRESS) != 0 &&
           (node->flags & NODE_HAS_KEY_RESULT) == 0;
}

/* What the staged check-ins of a row mean for a key result that is here. */
struct viva_match {
    const struct check_in *existing; /* NULL: it is new */
    bool same;
};

/* Matches by day and moment, the first with the first; `out` has an item for each staged one. */
void viva_match_check_ins(const struct check_in_list *existing,
                          const struct stage_check_in_list *staged, struct viva_match *out);

#endif
