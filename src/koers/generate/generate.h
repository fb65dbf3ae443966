/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A made-up organisation of any size, with years behind it, to try Koers at one's own size and to
 * measure it. The same order gives the same organisation, to the byte, on either engine.
 *
 *   world.c      the plan: calendar, units, who belongs where       chance.h   what chance decides
 *   wording.c    names and sentences, out of words/                 book.c     how rows are written
 *   people.c     units, people, roles                               direction.c  strategy, cycles
 *   quarter.c    the OKRs of a quarter and their links              quarter_write.c  their rows
 *   course.c     what is checked in                                 ending.c   how they end
 *   generate.c   one transaction after another, and the process
 */
#ifndef KOERS_GENERATE_GENERATE_H
#define KOERS_GENERATE_GENERATE_H

#include "db/db.h"
#include "koers/generate/world.h"

struct generate_order {
    struct world_order world;
    struct str password_hash; /* the administrator's; "no text": a link is wanted to sign in */
    bool process;             /* DARE is put to use for the quarter that runs */
};

struct generate_result {
    int64_t units, objectives, key_results, check_ins;
    char why[DB_WHY_MAX];
};

/* Makes it in an empty database: ERR_CONFLICT where there is something. A transaction a quarter, so
 * that one that was broken off leaves a part, and the database is to be thrown away. On failure
 * `out->why` says why. */
enum err generate_make(struct db *db, const struct generate_order *order,
                       struct generate_result *out) MUST_USE;

#endif
