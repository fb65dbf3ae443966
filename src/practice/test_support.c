/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/test_support.h"

#include <stdlib.h>
#include <unistd.h>

#include "gen/migration.h"
#include "gen/okr_sql.h"
#include "gen/org.h"
#include "gen/review.h"
#include "practice/explore/keep.h"
#include "practice/okr/cache.h"
#include "practice/org/grant.h"
#include "practice/org/membership.h"

#define URL_MAX 600

static char url[URL_MAX]; /* where the stage stands; empty: nowhere yet */
static char path[200];    /* of the SQLite file, or empty */
static char schema[64];   /* of PostgreSQL, or empty */

static bool
is_postgres(void)
{
    const char *stage = getenv("KOERS_STAGE");

    return stage != NULL && strcmp(stage, "postgres") == 0;
}

bool
stage_is_there(void)
{
    return !is_postgres() || getenv("KOERS_TEST_POSTGRES") != NULL;
}

static struct db *
open_url(const char *at)
{
    struct db *db = NULL;
    char why[DB_WHY_MAX] = "";
    struct db_options options = {
        .url = at, .query_count = (unsigned)all_query_count, .create = true};

    if (db_open(&db, &options, why) != OK) {
        printf("Bail out! %s: %s\n", at, why);
        exit(1);
    }
    return db;
}

struct text {
    struct db_work work;
    const char *sql;
};

static enum err
text_run(struct db_work *work, struct conn *conn)
{
    const char *sql = ((const struct text *)(void *)work)->sql;
    const struct query query = {
        .name = "schema", .number = UINT32_MAX, .sql = {sql, sql}, .writes = true};

    return query_exec(conn, &query, NULL, 0, NULL);
}

/* CREATE SCHEMA or DROP SCHEMA, in a transaction of its own; settled, since what other writers lock
 * is not there. */
static void
run_alone(const char *verb, const char *behind)
{
    char sql[200];

    snprintf(sql, sizeof(sql), "%s SCHEMA %s%s", verb, schema, behind);
    struct text text = {.work = {.run = text_run, .settled = true}, .sql = sql};
    struct db *db = open_url(getenv("KOERS_TEST_POSTGRES"));
    CHECK_OK(db_run_write(db, &text.work));
    db_close(db);
}

static void
strike(void)
{
    char side[220];

    if (schema[0] != '\0') {
        run_alone("DROP", " CASCADE");
        return;
    }
    (void)unlink(path);
    snprintf(side, sizeof(side), "%s-wal", path);
    (void)unlink(side);
    snprintf(side, sizeof(side), "%s-shm", path);
    (void)unlink(side);
}

/* Once a process: the place where every stage of it stands. */
static void
build(void)
{
    if (is_postgres()) {
        const char *base = getenv("KOERS_TEST_POSTGRES");
        snprintf(schema, sizeof(schema), "koers_stage_%ld", (long)getpid());
        snprintf(url, sizeof(url), "%s%coptions=-csearch_path%%3D%s", base,
                 strchr(base, '?') != NULL ? '&' : '?', schema);
        run_alone("CREATE", "");
    } else {
        snprintf(path, sizeof(path), "%s/koers-stage-XXXXXX", test_folder());
        int fd = mkstemp(path);
        CHECK(fd >= 0);
        (void)close(fd);
        snprintf(url, sizeof(url), "sqlite:%s", path);
    }
    atexit(strike);
}

void
stage_open(struct stage *stage)
{
    char why[DB_WHY_MAX] = "";

    if (url[0] == '\0')
        build();
    *stage = (struct stage){.db = open_url(url)};
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

void
stage_close(struct stage *stage)
{
    cache_unhear(&stage->call);
    conn_rollback(&stage->conn);
    db_close(stage->db);
    arena_release(&stage->arena);
}

int64_t
stage_person(struct stage *stage, const char *name, const char *email)
{
    struct person person = {.name = str_from(name), .email = str_from(email)};

    if (email != NULL)
        person.state = PERSON_STATE_ACTIVE;
    CHECK_OK(person_add(&stage->call, &person));
    return person.id;
}

int64_t
stage_unit(struct stage *stage, const char *name, int64_t parent_id)
{
    struct unit unit = {
        .name = str_from(name),
        .parent_id = parent_id != 0 ? maybe_of(parent_id) : maybe_none(),
    };

    CHECK_OK(unit_add(&stage->call, &unit));
    return unit.id;
}

void
stage_member(struct stage *stage, int64_t person_id, int64_t unit_id)
{
    struct membership row = {.person_id = person_id, .unit_id = unit_id, .main = true};

    CHECK_OK(membership_add(&stage->call, &row));
}

void
stage_grant(struct stage *stage, int64_t person_id, enum role role, int64_t unit_id)
{
    CHECK_OK(
        grant_add(&stage->call, person_id, role, unit_id != 0 ? maybe_of(unit_id) : maybe_none()));
}

int64_t
stage_cycle(struct stage *stage, int64_t admin_id, const char *name, day_t start_day, day_t end_day)
{
    const struct cycle_new in = {.given = UINT64_MAX,
                                 .name = str_from(name),
                                 .type = CYCLE_TYPE_QUARTER,
                                 .state = CYCLE_STATE_OPEN,
                                 .start_day = start_day,
                                 .end_day = end_day};
    struct cycle_view out;

    CHECK_OK(cycle_create(stage_as(stage, admin_id, 0), &in, &out));
    return out.id;
}

int64_t
stage_key_result(struct stage *stage, int64_t person_id, int64_t objective_id, int64_t owner_id)
{
    const struct key_result_new in = {.given = UINT64_MAX,
                                      .objective_id = objective_id,
                                      .owner_id = {.has = owner_id != 0, .value = owner_id},
                                      .title = STR("Repeat buyers"),
                                      .kind = KR_KIND_INCREASE,
                                      .weight = maybe_of(10000),
                                      .period_rule = PERIOD_RULE_LATEST,
                                      .unit_of_measure = STR("%"),
                                      .start_value = maybe_of(0),
                                      .target_value = maybe_of(100 * DECIMAL_ONE)};
    struct key_result_view out;

    CHECK_OK(key_result_create(stage_as(stage, person_id, 0), &in, &out));
    return out.id;
}

int64_t
stage_draft(struct stage *stage, int64_t person_id, int64_t cycle_id, int64_t unit_id,
            const char *title, enum objective_kind kind)
{
    const struct objective_new in = {.given = UINT64_MAX,
                                     .cycle_id = cycle_id,
                                     .unit_id = unit_id,
                                     .owner_id = maybe_of(person_id),
                                     .title = str_from(title),
                                     .kind = kind};
    struct objective_view out;

    CHECK_OK(objective_create(stage_as(stage, person_id, 0), &in, &out));
    return out.id;
}

int64_t
stage_version(struct stage *stage, int64_t objective_id)
{
    struct objective row = {0};

    CHECK_OK(q_objective_get(&stage->call, objective_id, &row));
    return row.version;
}

void
stage_publish(struct stage *stage, int64_t person_id, int64_t objective_id)
{
    struct call *call = stage_as(stage, person_id, stage_version(stage, objective_id));
    struct objective_view out;

    CHECK_OK(objective_publish(call, &(struct by_id){.id = objective_id}, &out));
}

int64_t
stage_link(struct stage *stage, int64_t person_id, int64_t child_id, int64_t parent_id,
           int64_t parent_kr_id, enum alignment_kind kind)
{
    const struct alignment_new in = {
        .given = UINT64_MAX,
        .child_id = child_id,
        .parent_id = {.has = parent_id != 0, .value = parent_id},
        .parent_kr_id = {.has = parent_kr_id != 0, .value = parent_kr_id},
        .kind = kind,
        .weight = WEIGHT_USUAL,
    };
    struct alignment_view out;

    CHECK_OK(alignment_create(stage_as(stage, person_id, 0), &in, &out));
    return out.id;
}

void
stage_away(struct stage *stage, int64_t person_id, day_t first_day, day_t last_day,
           int64_t deputy_id)
{
    const struct absence_new in = {
        .id = person_id,
        .first_day = first_day,
        .last_day = last_day,
        .deputy_id = deputy_id != 0 ? maybe_of(deputy_id) : maybe_none(),
    };
    struct absence_view out;

    CHECK_OK(absence_create(stage_as(stage, person_id, 0), &in, &out));
}

void
stage_sql(struct stage *stage, const char *sql)
{
    const struct query query = {
        .name = "test", .number = UINT32_MAX, .sql = {sql, sql}, .writes = true};

    CHECK_OK(query_exec(stage->conn, &query, NULL, 0, NULL));
}

static enum err
keep(struct call *call, struct kept_round *round, int64_t *done)
{
    TRY(keep_hear(call, done));
    TRY(keep_compute(call, round));
    return keep_write(call, round, done);
}

enum err
stage_keep(struct call *call, int64_t *done)
{
    struct kept_round round;

    kept_round_init(&round);
    round.looked = true; /* a runner that has run for a while */
    enum err err = keep(call, &round, done);
    kept_round_release(&round);
    return err;
}

struct call *
stage_as(struct stage *stage, int64_t person_id, int64_t version)
{
    call_reset(&stage->call);
    cache_unhear(&stage->call);
    stage->call.cache = NULL;
    stage->call.person_id = person_id;
    stage->call.if_match = version != 0 ? maybe_of(version) : maybe_none();
    stage->call.who = NULL;
    if (person_id != 0)
        CHECK_OK(who_of_person(&stage->call, person_id, &stage->call.who));
    return &stage->call;
}
