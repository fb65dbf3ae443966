/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the Viva import know of each other; see intake.h for who does what. */
#ifndef KOERS_EXCHANGE_INTAKE_PART_H
#define KOERS_EXCHANGE_INTAKE_PART_H

#include "gen/checkin.h"
#include "practice/exchange/intake.h"

/* One line of the report about a staged row. */
struct intake_finding {
    enum finding_kind kind;
    int64_t row_id; /* of the staging area */
    enum intake_column column;
    struct str reason;
    struct str old_value;
    struct str new_value;
};

enum err intake_find(struct intake *intake, const struct intake_finding *finding) MUST_USE;

/* Tells whoever waits. */
static inline void
intake_tell(const struct intake *intake, const char *what, int64_t done)
{
    if (intake->progress != NULL)
        intake->progress(what, done);
}

/* What is to become of units and people who are not here, where they are not to be made. */
enum err intake_rules(struct intake *intake) MUST_USE;

/* Loads nodes and links, places key results, decides kinds of links, cuts loops, orders. */
enum err intake_graph(struct intake *intake, struct call *target) MUST_USE;

/* Says of each row what is to be done with it. */
enum err intake_compare(struct intake *intake, struct call *target) MUST_USE;

/* Computes what will be shown, and lists what differs from the files. */
enum err intake_sum(struct intake *intake, struct call *target) MUST_USE;

/* The objective that `link` leads to, through a key result: its row, or 0. */
uint32_t intake_link_objective(const struct intake *intake, const struct intake_link *link);

/* Does an objective row get a key result of its own progress? */
static inline bool
intake_has_measure(const struct intake_node *node)
{
    return node->type == ROW_TYPE_OBJECTIVE && (node->flags & NODE_OWN_PROGRESS) != 0 &&
           (node->flags & NODE_HAS_KEY_RESULT) == 0;
}

/* What the staged check-ins of a row mean for a key result that is here. */
struct intake_match {
    const struct check_in *existing; /* NULL: it is new */
    bool same;
};

/* Matches by day and moment, the first with the first; `out` has an item for each staged one. */
void intake_match_check_ins(const struct check_in_list *existing,
                            const struct stage_check_in_list *staged, struct intake_match *out);

#endif
