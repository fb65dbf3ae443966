/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A stage for tests of rules: a database with all migrations applied and one writing transaction,
 * which lasts as long as the test and is rolled back. Rules are called as edge/ calls them, with
 * people who exist.
 *
 * The stage stands in an SQLite file that goes away, or, with KOERS_STAGE=postgres, in a schema of
 * its own in the database that KOERS_TEST_POSTGRES names. There ids do not begin at 1.
 */
#ifndef KOERS_PRACTICE_TEST_SUPPORT_H
#define KOERS_PRACTICE_TEST_SUPPORT_H

#include "base/test.h"
#include "db/db.h"
#include "gen/okr.h"
#include "model/call.h"
#include "practice/access/person.h"
#include "practice/org/unit.h"
#include "practice/org/who.h"

#define STAGE_NOW    INT64_C(1795438800000000) /* 2026-11-23T13:00:00Z, a Monday */
#define STAGE_NOBODY INT64_C(999999999)        /* an id that nothing has */

struct stage {
    struct db *db;
    struct conn *conn;
    struct arena arena;
    struct call call;
};

void stage_open(struct stage *stage);
void stage_close(struct stage *stage);

/* Somebody who can sign in; `email` NULL: an imported name. */
int64_t stage_person(struct stage *stage, const char *name, const char *email);

/* A team; `parent_id` 0: at the top. */
int64_t stage_unit(struct stage *stage, const char *name, int64_t parent_id);

/* Somebody belongs to a unit from today on. */
void stage_member(struct stage *stage, int64_t person_id, int64_t unit_id);

/* A role; `unit_id` 0: for the whole organisation. */
void stage_grant(struct stage *stage, int64_t person_id, enum role role, int64_t unit_id);

/* An open quarter, made by somebody who may. */
int64_t stage_cycle(struct stage *stage, int64_t admin_id, const char *name, day_t start_day,
                    day_t end_day);

/* "Repeat buyers", from 0 to 100 %, made by somebody who may; `owner_id` 0: nobody's. */
int64_t stage_key_result(struct stage *stage, int64_t person_id, int64_t objective_id,
                         int64_t owner_id);

/* An objective of somebody's own, not published yet. */
int64_t stage_draft(struct stage *stage, int64_t person_id, int64_t cycle_id, int64_t unit_id,
                    const char *title, enum objective_kind kind);

/* The version of an objective as it is now. */
int64_t stage_version(struct stage *stage, int64_t objective_id);

/* Publishes an objective; for somebody who may. */
void stage_publish(struct stage *stage, int64_t person_id, int64_t objective_id);

/* A link of the usual weight up to an objective or to a key result, the other of which is 0; made
 * by somebody who may. */
int64_t stage_link(struct stage *stage, int64_t person_id, int64_t child_id, int64_t parent_id,
                   int64_t parent_kr_id, enum alignment_kind kind);

/* Somebody is away, the last day included; `deputy_id` 0: nobody stands in. */
void stage_away(struct stage *stage, int64_t person_id, day_t first_day, day_t last_day,
                int64_t deputy_id);

/* A round of the job that keeps sums, all in the transaction of the stage. */
enum err stage_keep(struct call *call, int64_t *done) MUST_USE;

/* Runs SQL that both engines take, for what no rule does. */
void stage_sql(struct stage *stage, const char *sql);

/* From now on this person (0: nobody) asks, having seen version `version` (0: none) of what they
 * change. Nothing is heard yet, and nothing is remembered unless call->cache is set anew. */
struct call *stage_as(struct stage *stage, int64_t person_id, int64_t version);

/* Is there a database for what KOERS_STAGE asks? */
bool stage_is_there(void);

/* Instead of TEST_MAIN(): skips all where there is none. */
#define STAGE_MAIN()                                                                               \
    int main(void)                                                                                 \
    {                                                                                              \
        if (!stage_is_there()) {                                                                   \
            printf("1..0 # SKIP KOERS_TEST_POSTGRES names no database\n");                         \
            return 0;                                                                              \
        }                                                                                          \
        return test_main();                                                                        \
    }

#endif
