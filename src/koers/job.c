/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/job.h"

#include <stddef.h>

#include "base/log.h"
#include "base/thread.h"
#include "base/wait.h"
#include "db/db.h"
#include "model/call.h"
#include "practice/access/prune.h"
#include "practice/explore/keep.h"
#include "practice/notice/keep.h"
#include "practice/notice/tell.h"
#include "practice/okr/cache.h"
#include "practice/process/state.h"
#include "practice/record/lease.h"
#include "practice/reorg/reorganisation.h"
#include "practice/squad/desk.h"
#include "practice/squad/practice_health_count.h"

#define JOB_PAUSE_S    60
#define TELL_PAUSE_S   2
#define KEEP_PAUSE_S   2
#define CLOCK_JUMP     (10 * USEC_PER_SEC)
#define TELL_ALL_EVERY 15 /* pauses: where nothing happened, something may have come due */
/* A lease is written with the work it is for, so it need not outlast it; what is left of it is how
 * long others wait for a server that was killed. */
#define JOB_LEASE_SPAN (10 * USEC_PER_SEC)

struct job {
    const char *name;
    enum err (*run)(struct call *call, int64_t *done);
    /* Instead of run(): what was computed before. */
    enum err (*write)(struct call *call, const struct kept_round *round, int64_t *done);
    bool rules; /* it acts for people, so what it saw must hold until it commits; see
                   db_work.settled */
    bool quiet; /* what it did is not told: it has something to do all the time */
};

/* One round of a job, if this server holds its lease. */
struct round {
    struct db_work work;
    struct job_runner *runner;
    const struct job *job;
    const struct kept_round *computed; /* for job->write */
    struct arena arena;
    bool held;
    int64_t done; /* rows pruned, the plan that was applied */
};

static enum err
run_held(struct db_work *work, struct conn *conn)
{
    struct round *round = (struct round *)(void *)((char *)work - offsetof(struct round, work));

    arena_clear(&round->arena);
    round->done = 0;
    struct call call = {.arena = &round->arena,
                        .conn = conn,
                        .now = time_now(),
                        .public_url = round->runner->public_url,
                        .mails = round->runner->mails};
    TRY(lease_take(&call, str_from(round->job->name), str_from(round->runner->holder),
                   JOB_LEASE_SPAN, &round->held));
    if (!round->held)
        return OK;
    return round->job->run != NULL ? round->job->run(&call, &round->done)
                                   : round->job->write(&call, round->computed, &round->done);
}

/* A plan that failed half-way is left alone from now on; its page says that it failed. */
static enum err
give_up(struct call *call, int64_t *done)
{
    *done = 0;
    return reorg_give_up_due(call);
}

static enum err
keep_closed(struct call *call, int64_t *done)
{
    size_t left = KEEP_PORTION;

    TRY(health_keep(call, &left));
    *done = KEEP_PORTION - (int64_t)left;
    return OK;
}

static const struct job prune = {"prune", access_prune};
static const struct job forget = {"forget", notices_prune};
static const struct job process = {"process", process_tick};
static const struct job hand_over = {"hand_over", hand_over_due, .rules = true};
static const struct job reorganise = {"reorganise", reorg_apply_due, .rules = true};
static const struct job reorganise_not = {"reorganise", give_up, .rules = true};
/* Both write sums, so both have one lease: whoever hears of a change must see what it makes wrong.
 */
static const struct job keep_heard = {"keep", keep_hear, .quiet = true};
static const struct job keep_computed = {"keep", .write = keep_write, .quiet = true};
static const struct job keep_health = {"keep", keep_closed, .quiet = true};
static const struct job hear = {"hear", hear_events};
static const struct job remind = {"remind", remind_mornings};
static const struct job deliver = {"deliver", deliver_at_once};
static const struct job chat = {"chat", deliver_chats};
static const struct job digest = {"digest", deliver_digests};

static void
tell_failure(struct job_runner *runner, const struct job *job, enum err err, const char *why)
{
    atomic_fetch_add_explicit(&runner->failures, 1, memory_order_relaxed);
    log_line(LOG_WARNING, "job_failed", log_str("job", str_from(job->name)),
             log_str("error", str_from(err_name(err))), log_str("why", str_from(why)));
}

static enum err
run_computed(struct job_runner *runner, const struct job *job, const struct kept_round *computed,
             int64_t *ret_done)
{
    struct round round = {.work = {.run = run_held, .settled = !job->rules},
                          .runner = runner,
                          .job = job,
                          .computed = computed};

    usec_t begun = time_monotonic();
    arena_init(&round.arena, ARENA_CEILING_USUAL);
    enum err err = db_run_write(runner->db, &round.work);
    if (err != OK) {
        tell_failure(runner, job, err, round.work.why);
    } else if (round.done > 0 && !job->quiet) {
        log_line(LOG_INFO, "job_done", log_str("job", str_from(job->name)),
                 log_int("done", round.done),
                 log_int("ms", (time_monotonic() - begun) / USEC_PER_MSEC));
    }
    arena_release(&round.arena);
    *ret_done = round.done;
    return err;
}

static enum err
run_counted(struct job_runner *runner, const struct job *job, int64_t *ret_done)
{
    return run_computed(runner, job, NULL, ret_done);
}

static enum err
run_once(struct job_runner *runner, const struct job *job)
{
    int64_t done;

    return run_counted(runner, job, &done);
}

static bool
is_stopping(struct job_runner *runner)
{
    pthread_mutex_lock(&runner->lock);
    bool stopping = runner->stopping;
    pthread_mutex_unlock(&runner->lock);
    return stopping;
}

/* A portion at a time, so that others get to write in between, until one is not full. */
static void
run_portions(struct job_runner *runner, const struct job *job, int64_t portion)
{
    int64_t done = portion;

    while (done >= portion && !is_stopping(runner) && run_counted(runner, job, &done) == OK)
        continue;
}

static void
run_all(struct job_runner *runner)
{
    (void)run_once(runner, &prune);
    (void)run_once(runner, &forget);
    run_portions(runner, &process, PROCESS_PORTION);
    (void)run_once(runner, &hand_over);
    enum err err = run_once(runner, &reorganise);
    if (err == ERR_CONFLICT || err == ERR_INVALID)
        (void)run_once(runner, &reorganise_not);
}

/* Looks without writing, so that an organisation at rest is left at rest. */
struct look {
    struct db_work work;
    enum err (*look)(struct call *call, bool *out);
    struct arena arena;
    bool waits;
};

static enum err
run_look(struct db_work *work, struct conn *conn)
{
    struct look *look = (struct look *)(void *)((char *)work - offsetof(struct look, work));

    arena_clear(&look->arena);
    struct call call = {.arena = &look->arena, .conn = conn, .now = time_now()};
    return look->look(&call, &look->waits);
}

static bool
something_waits(struct job_runner *runner, enum err (*of)(struct call *call, bool *out))
{
    struct look look = {.work = {.run = run_look}, .look = of};

    arena_init(&look.arena, ARENA_CEILING_USUAL);
    bool waits = db_run_read(runner->db, &look.work) == OK && look.waits;
    arena_release(&look.arena);
    return waits;
}

/* What is kept is computed by a reader, for whom nobody waits. */
struct computing {
    struct db_work work;
    struct job_runner *runner;
    struct arena arena;
    struct kept_round round;
};

static enum err
run_compute(struct db_work *work, struct conn *conn)
{
    struct computing *computing =
        (struct computing *)(void *)((char *)work - offsetof(struct computing, work));

    arena_clear(&computing->arena);
    struct call call = {.arena = &computing->arena,
                        .conn = conn,
                        .now = time_now(),
                        .cache = computing->runner->cache};
    enum err err = keep_compute(&call, &computing->round);
    cache_unhear(&call);
    return err;
}

static enum err
compute_and_write(struct job_runner *runner, struct computing *computing, int64_t *ret_done)
{
    enum err err = db_run_read(runner->db, &computing->work);

    arena_clear(&computing->arena);
    if (err != OK) {
        tell_failure(runner, &keep_computed, err, computing->work.why);
        return err;
    }
    return run_computed(runner, &keep_computed, &computing->round, ret_done);
}

/* A round of what is kept; returns how many sums it wrote. What was heard and not written, here or
 * by another server, is looked for anew. */
static int64_t
keep_round(struct job_runner *runner, struct computing *computing)
{
    struct kept_round *round = &computing->round;
    int64_t done = 0;

    if (run_counted(runner, &keep_heard, &done) != OK)
        return 0;
    bool written = done > 0 && compute_and_write(runner, computing, &done) == OK &&
                   done == (int64_t)round->count;
    round->looked = written && (round->looked || round->count < KEEP_PORTION);
    return written ? done : 0;
}

static void
deliver_all(struct job_runner *runner)
{
    run_portions(runner, &chat, DELIVER_PORTION);
    run_portions(runner, &deliver, DELIVER_PORTION);
    if (runner->mails)
        run_portions(runner, &digest, 1);
}

static void
tell_all(struct job_runner *runner, bool all)
{
    bool happened = something_waits(runner, hear_waits);

    if (happened)
        run_portions(runner, &hear, HEAR_PORTION);
    if (all)
        (void)run_once(runner, &remind);
    if (happened || all)
        deliver_all(runner);
}

/* False when it is time to end. */
static bool
pause_until_next(struct job_runner *runner, int seconds)
{
    const usec_t until = time_monotonic() + seconds * USEC_PER_SEC;

    pthread_mutex_lock(&runner->lock);
    while (!runner->stopping && wait_until(&runner->wake, &runner->lock, until))
        continue;
    bool goes_on = !runner->stopping;
    pthread_mutex_unlock(&runner->lock);
    return goes_on;
}

static void *
job_thread(void *arg)
{
    struct job_runner *runner = arg;

    while (pause_until_next(runner, JOB_PAUSE_S))
        run_all(runner);
    return NULL;
}

/* Somebody may set the clock of the machine; what then looks odd should be seen to come of it. */
static void
clock_look(usec_t *ahead)
{
    usec_t now_ahead = time_now() - time_monotonic();
    usec_t jump = now_ahead - *ahead;

    if (jump > CLOCK_JUMP || jump < -CLOCK_JUMP)
        log_line(LOG_WARNING, "clock_jumped", log_int("seconds", jump / USEC_PER_SEC));
    *ahead = now_ahead;
}

static void *
teller_thread(void *arg)
{
    struct job_runner *runner = arg;
    usec_t ahead = time_now() - time_monotonic();

    for (unsigned i = 0; pause_until_next(runner, TELL_PAUSE_S); i++) {
        clock_look(&ahead);
        tell_all(runner, i % TELL_ALL_EVERY == 0);
    }
    return NULL;
}

static void *
keeper_thread(void *arg)
{
    struct job_runner *runner = arg;
    struct computing computing = {.work = {.run = run_compute}, .runner = runner};

    arena_init(&computing.arena, ARENA_CEILING_USUAL);
    kept_round_init(&computing.round);
    while (pause_until_next(runner, KEEP_PAUSE_S)) {
        if (!computing.round.looked || something_waits(runner, keep_waits))
            while (!is_stopping(runner) && keep_round(runner, &computing) >= KEEP_PORTION)
                continue;
        if (something_waits(runner, health_keep_waits))
            run_portions(runner, &keep_health, KEEP_PORTION);
    }
    kept_round_release(&computing.round);
    arena_release(&computing.arena);
    return NULL;
}

void
job_setup(struct job_runner *runner, struct db *db, struct cache *cache, const char *public_url,
          bool mails)
{
    *runner = (struct job_runner){
        .db = db, .cache = cache, .public_url = str_from(public_url), .mails = mails};
    if (str_ends(runner->public_url, STR("/")))
        runner->public_url.len--;
    holder_name(runner->holder);
    pthread_mutex_init(&runner->lock, NULL);
    wait_init(&runner->wake);
}

enum err
job_start(struct job_runner *runner)
{
    TRY(thread_start(&runner->thread, "jobs", job_thread, runner));
    TRY(thread_start(&runner->teller, "tell", teller_thread, runner));
    return thread_start(&runner->keeper, "keep", keeper_thread, runner);
}

/* Other servers need not wait until its leases run out. */
static enum err
run_let_go(struct db_work *work, struct conn *conn)
{
    struct round *round = (struct round *)(void *)((char *)work - offsetof(struct round, work));

    arena_clear(&round->arena);
    struct call call = {.arena = &round->arena, .conn = conn, .now = time_now()};
    return lease_let_go(&call, str_from(round->runner->holder));
}

static void
let_go(struct job_runner *runner)
{
    struct round round = {.work = {.run = run_let_go, .settled = true}, .runner = runner};

    arena_init(&round.arena, ARENA_CEILING_USUAL);
    if (db_run_write(runner->db, &round.work) != OK)
        log_line(LOG_WARNING, "leases_kept", log_str("why", str_from(round.work.why)));
    arena_release(&round.arena);
}

void
job_stop(struct job_runner *runner)
{
    pthread_mutex_lock(&runner->lock);
    runner->stopping = true;
    pthread_cond_broadcast(&runner->wake);
    pthread_mutex_unlock(&runner->lock);
    pthread_join(runner->thread, NULL);
    pthread_join(runner->teller, NULL);
    pthread_join(runner->keeper, NULL);
    let_go(runner);
    pthread_cond_destroy(&runner->wake);
    pthread_mutex_destroy(&runner->lock);
}
