/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/job.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include "base/log.h"
#include "db/db.h"
#include "model/call.h"
#include "practice/access/prune.h"
#include "practice/record/lease.h"

#define JOB_PAUSE_S    60
#define JOB_LEASE_SPAN (5 * 60 * USEC_PER_SEC)

/* One round of the pruning job, if this server holds its lease. */
struct round {
    struct db_work work;
    struct job_runner *runner;
    struct arena arena;
    bool held;
    int64_t pruned;
};

static enum err
prune(struct db_work *work, struct conn *conn)
{
    struct round *round = (struct round *)(void *)((char *)work - offsetof(struct round, work));

    arena_clear(&round->arena);
    round->pruned = 0;
    struct call call = {.arena = &round->arena, .conn = conn, .now = time_now()};
    TRY(lease_take(&call, STR("prune"), str_from(round->runner->holder), JOB_LEASE_SPAN,
                   &round->held));
    return round->held ? access_prune(&call, &round->pruned) : OK;
}

static void
run_round(struct job_runner *runner)
{
    struct round round = {.work = {.run = prune}, .runner = runner};

    arena_init(&round.arena, ARENA_CEILING_USUAL);
    enum err err = db_run_write(runner->db, &round.work);
    if (err != OK)
        log_line(LOG_WARNING, "job_failed", log_str("job", STR("prune")),
                 log_str("error", str_from(err_name(err))),
                 log_str("why", str_from(round.work.why)));
    else if (round.pruned > 0)
        log_line(LOG_INFO, "pruned", log_int("rows", round.pruned));
    arena_release(&round.arena);
}

/* False when it is time to end. */
static bool
pause_until_next(struct job_runner *runner)
{
    struct timespec until;

    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += JOB_PAUSE_S;
    pthread_mutex_lock(&runner->lock);
    while (!runner->stopping)
        if (pthread_cond_timedwait(&runner->wake, &runner->lock, &until) == ETIMEDOUT)
            break;
    bool goes_on = !runner->stopping;
    pthread_mutex_unlock(&runner->lock);
    return goes_on;
}

static void *
job_thread(void *arg)
{
    struct job_runner *runner = arg;

    while (pause_until_next(runner))
        run_round(runner);
    return NULL;
}

enum err
job_start(struct job_runner *runner, struct db *db)
{
    char host[32] = "";

    *runner = (struct job_runner){.db = db};
    (void)gethostname(host, sizeof(host) - 1);
    snprintf(runner->holder, sizeof(runner->holder), "%s-%d", host, (int)getpid());
    pthread_mutex_init(&runner->lock, NULL);
    pthread_cond_init(&runner->wake, NULL);
    return pthread_create(&runner->thread, NULL, job_thread, runner) == 0 ? OK : ERR_GONE;
}

void
job_stop(struct job_runner *runner)
{
    pthread_mutex_lock(&runner->lock);
    runner->stopping = true;
    pthread_cond_signal(&runner->wake);
    pthread_mutex_unlock(&runner->lock);
    pthread_join(runner->thread, NULL);
    pthread_cond_destroy(&runner->wake);
    pthread_mutex_destroy(&runner->lock);
}
