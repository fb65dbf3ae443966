/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a running process costs in an organisation that koers generate made, on either engine:
 *
 *     process URL CYCLE
 *
 * puts DARE to use for the cycle, and says as JSON how many steps that made and how many
 * milliseconds each took: the start (with the first evaluation of all of them), the rounds of a
 * look at everything as once a day and the longest of them, a round of the job in which nothing
 * happened, and one after events in 100 units.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/moment.h"
#include "db/db.h"
#include "gen/migration.h"
#include "gen/process_sql.h"
#include "gen/record_sql.h"
#include "practice/process/start.h"
#include "practice/process/state.h"
#include "practice/record/record.h"

#define BUSY_UNITS 100

struct bench {
    struct db_work work;
    struct arena arena;
    const char *name;
    int64_t cycle_id;
    enum err (*measured)(struct bench *bench, struct call *call);
    int64_t done;
};

static enum err
run(struct db_work *work, struct conn *conn)
{
    struct bench *bench = (struct bench *)(void *)((char *)work - offsetof(struct bench, work));

    arena_clear(&bench->arena);
    struct call call = {.arena = &bench->arena, .conn = conn, .now = time_now()};
    return bench->measured(bench, &call);
}

static enum err
start(struct bench *bench, struct call *call)
{
    struct process_version version;
    struct process process = {.cycle_id = bench->cycle_id};
    struct maybe template_id;

    TRY(q_process_template_built_in(call, &template_id));
    TRY(q_process_version_newest(call, template_id.value, &version));
    process.version_id = version.id;
    return process_begin(call, &process);
}

static enum err
tick(struct bench *bench, struct call *call)
{
    return process_tick(call, &bench->done);
}

static enum err
wait(struct bench *bench, struct call *call)
{
    (void)bench;
    return q_units_wait_in(call, call->now, STR("/"), STR("0"));
}

static enum err
happen(struct bench *bench, struct call *call)
{
    (void)bench;
    for (int64_t unit = 1; unit <= BUSY_UNITS; unit++) {
        struct happening happening = {.kind = "check_in_created",
                                      .type = &type_step_document,
                                      .subject_id = unit,
                                      .unit_id = maybe_of(unit)};
        TRY(record(call, &happening, NULL, NULL));
    }
    return OK;
}

static enum err
measure(struct db *db, struct bench *bench, const char *name,
        enum err (*measured)(struct bench *bench, struct call *call))
{
    usec_t before = time_monotonic();

    bench->measured = measured;
    TRY(db_run_write(db, &bench->work));
    printf("%s\"%s\":%lld", before == 0 ? "" : ",", name,
           (long long)((time_monotonic() - before) / USEC_PER_MSEC));
    return OK;
}

/* Round after round, as the job has them, each in a transaction of its own. */
static enum err
measure_rounds(struct db *db, struct bench *bench, const char *name)
{
    usec_t before = time_monotonic();
    usec_t longest = 0;
    int64_t rounds = 0;

    bench->measured = tick;
    do {
        usec_t begun = time_monotonic();
        TRY(db_run_write(db, &bench->work));
        usec_t took = time_monotonic() - begun;
        longest = took > longest ? took : longest;
        rounds++;
    } while (bench->done >= PROCESS_PORTION);
    printf(",\"%s\":%lld,\"%s_rounds\":%lld,\"%s_longest\":%lld", name,
           (long long)((time_monotonic() - before) / USEC_PER_MSEC), name, (long long)rounds, name,
           (long long)(longest / USEC_PER_MSEC));
    return OK;
}

static enum err
count(struct bench *bench, struct call *call)
{
    struct maybe steps;

    (void)bench;
    TRY(q_step_count(call, &steps));
    printf(",\"steps\":%lld}\n", (long long)steps.value);
    return OK;
}

static enum err
measure_all(struct db *db, struct bench *bench)
{
    printf("{\"cycle\":%lld", (long long)bench->cycle_id);
    TRY(measure(db, bench, "start", start));
    TRY(measure(db, bench, "wait", wait));
    TRY(measure_rounds(db, bench, "look"));
    TRY(measure(db, bench, "quiet", tick));
    TRY(measure(db, bench, "quiet_again", tick));
    TRY(measure(db, bench, "happen", happen));
    TRY(measure(db, bench, "busy", tick));
    bench->measured = count;
    return db_run_write(db, &bench->work);
}

int
main(int argc, char **argv)
{
    char why[DB_WHY_MAX] = "";
    struct db *db;

    if (argc != 3) {
        fprintf(stderr, "usage: process URL CYCLE\n");
        return 2;
    }
    struct db_options options = {.url = argv[1], .query_count = (unsigned)all_query_count};
    struct bench bench = {.work = {.run = run}, .cycle_id = strtoll(argv[2], NULL, 10)};
    if (db_open(&db, &options, why) != OK) {
        fprintf(stderr, "process: %s\n", why);
        return 1;
    }
    arena_init(&bench.arena, ARENA_CEILING_USUAL);
    enum err err = measure_all(db, &bench);
    if (err != OK)
        fprintf(stderr, "process: %s %s\n", err_name(err), bench.work.why);
    arena_release(&bench.arena);
    db_close(db);
    return err == OK ? 0 : 1;
}
