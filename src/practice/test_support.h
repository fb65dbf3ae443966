/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A stage for tests of rules: a database with all migrations applied, in memory's place a file that
 * goes away, and one writing transaction that lasts as long as the test. Rules are called as edge/
 * calls them, with people who exist.
 */
#ifndef KOERS_PRACTICE_TEST_SUPPORT_H
#define KOERS_PRACTICE_TEST_SUPPORT_H

#include <unistd.h>

#include "base/test.h"
#include "db/db.h"
#include "gen/migration.h"
#include "practice/access/person.h"
#include "practice/org/grant.h"
#include "practice/org/membership.h"
#include "practice/org/unit.h"
#include "practice/org/who.h"

#define STAGE_NOW INT64_C(1795438800000000) /* 2026-11-23T13:00:00Z, a Monday */

struct stage {
    char path[64];
    struct db *db;
    struct conn *conn;
    struct arena arena;
    struct call call;
};

static inline void
stage_open(struct stage *stage)
{
    char url[80];
    char why[DB_WHY_MAX];

    *stage = (struct stage){.path = "/tmp/koers-test-XXXXXX"};
    int fd = mkstemp(stage->path);
    CHECK(fd >= 0);
    (void)close(fd);
    snprintf(url, sizeof(url), "sqlite:%s", stage->path);
    struct db_options options = {
        .url = url, .query_count = (unsigned)all_query_count, .create = true};
    CHECK_OK(db_open(&stage->db, &options, why));
    CHECK_OK(db_migrate(stage->db, all_migrations, all_migrations_count, MIGRATE_APPLY, why));
    CHECK_OK(conn_begin(stage->db, /* writes= */ true, &stage->conn));
    arena_init(&stage->arena, ARENA_CEILING_USUAL);
    stage->call = (struct call){
        .arena = &stage->arena,
        .conn = stage->conn,
        .now = STAGE_NOW,
        .client_address = STR("192.0.2.1"),
        .public_url = STR("https://koers.example"),
    };
}

static inline void
stage_close(struct stage *stage)
{
    char side[80];

    conn_rollback(&stage->conn);
    db_close(stage->db);
    arena_release(&stage->arena);
    (void)unlink(stage->path);
    snprintf(side, sizeof(side), "%s-wal", stage->path);
    (void)unlink(side);
    snprintf(side, sizeof(side), "%s-shm", stage->path);
    (void)unlink(side);
}

/* Somebody who can sign in; `email` NULL: an imported name. */
static inline int64_t
stage_person(struct stage *stage, const char *name, const char *email)
{
    struct person person = {.name = str_from(name), .email = str_from(email)};

    if (email != NULL)
        person.state = PERSON_STATE_ACTIVE;
    CHECK_OK(person_add(&stage->call, &person));
    return person.id;
}

/* A team; `parent_id` 0: at the top. */
static inline int64_t
stage_unit(struct stage *stage, const char *name, int64_t parent_id)
{
    struct unit unit = {
        .name = str_from(name),
        .parent_id = parent_id != 0 ? maybe_of(parent_id) : maybe_none(),
    };

    CHECK_OK(unit_add(&stage->call, &unit));
    return unit.id;
}

/* A role; `unit_id` 0: for the whole organisation. */
static inline void
stage_grant(struct stage *stage, int64_t person_id, enum role role, int64_t unit_id)
{
    CHECK_OK(
        grant_add(&stage->call, person_id, role, unit_id != 0 ? maybe_of(unit_id) : maybe_none()));
}

/* Somebody belongs to a unit from today on. */
static inline void
stage_member(struct stage *stage, int64_t person_id, int64_t unit_id)
{
    struct membership row = {.person_id = person_id, .unit_id = unit_id, .main = true};

    CHECK_OK(membership_add(&stage->call, &row));
}

/* From now on this person asks, having seen version `version` (0: none) of what is changed. */
static inline struct call *
stage_as(struct stage *stage, int64_t person_id, int64_t version)
{
    call_reset(&stage->call);
    stage->call.person_id = person_id;
    stage->call.if_match = version != 0 ? maybe_of(version) : maybe_none();
    stage->call.who = NULL;
    if (person_id != 0)
        CHECK_OK(who_of_person(&stage->call, person_id, &stage->call.who));
    return &stage->call;
}

#endif
