/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The OKRs of one quarter of a made-up organisation: planned in memory with their links, followed
 * through all check-ins (course.h), and written with all that the rules would have left.
 *
 * Objectives stand in the order of their units, so that what they are linked to, which belongs to a
 * unit nearer to the top, has a smaller place.
 */
#ifndef KOERS_GENERATE_QUARTER_H
#define KOERS_GENERATE_QUARTER_H

#include "gen/okr.h"
#include "koers/generate/book.h"
#include "koers/generate/world.h"

#define QUARTER_LINKS_MAX 2 /* of one objective, upward */

/* A link upward; `parent` is a place, -1 where there is none. */
struct aim_link {
    int64_t parent;
    bool of_key_result; /* it hangs on the first key result of the parent */
    enum alignment_kind kind;
};

/* An objective with its place, and where its key results stand. */
struct aim {
    struct objective row;
    int64_t unit;
    size_t first; /* of its key results */
    size_t count;
    struct aim_link links[QUARTER_LINKS_MAX];
    int64_t below; /* objectives that contribute to it, for the roll-up */
};

/* A key result, and where it will end if nothing happens. */
struct measured {
    struct key_result row;
    size_t aim;
    fraction_t end;
    int64_t stops_after; /* check-ins */
};

struct quarter {
    const struct world *world;
    struct arena *arena; /* of everything here, as long as the quarter is worked on */
    int number;
    day_t start;
    day_t end;    /* its last day */
    bool is_over; /* and closed */
    day_t until;  /* days before it have been */
    int64_t cycle_id;
    struct aim *aims;
    size_t aim_count;
    struct measured *measured;
    size_t measured_count;
};

/* Plans the OKRs; ids go on behind those in the book. */
enum err quarter_plan(struct quarter *quarter, struct arena *arena, const struct world *world,
                      int number, struct book *book) MUST_USE;

/* The progress of every objective, from what its key results are now. */
enum err quarter_roll_up(struct quarter *quarter) MUST_USE;

/* Writes the rows as they are now, links included, and how they were begun and published. */
enum err quarter_write(struct quarter *quarter, struct book *book) MUST_USE;

/* When an objective was begun and published. */
day_t quarter_begun(const struct quarter *quarter, const struct aim *aim);
day_t quarter_published(const struct quarter *quarter, const struct aim *aim);

/* What an event on it carries. */
struct happening quarter_happening(const struct aim *aim, const char *kind, bool hidden);

#endif
