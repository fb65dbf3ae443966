/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/replica.h"

#include <pthread.h>

#include "base/log.h"
#include "base/thread.h"
#include "base/wait.h"
#include "db/db.h"
#include "edge/metrics.h"
#include "edge/problem.h"
#include "http/cookie.h"

#define WROTE_COOKIE "koers_wrote"
#define WROTE_FOR    (5 * USEC_PER_SEC) /* servers hear of each other's commits well before */
#define REST         USEC_PER_SEC       /* of one that does not answer, and between questions */

struct replica {
    struct edge *edge;
    struct db *db;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool running;
    bool stopping;
    atomic_uint_fast64_t heard; /* how often somebody committed; the first stands for the past */
    atomic_uint_fast64_t asked; /* of so many the replica knows */
    atomic_int_fast64_t rests_until;
    atomic_int_fast64_t taken;
    atomic_int_fast64_t turned;
};

static void
on_commit(void *arg)
{
    struct replica *replica = arg;

    pthread_mutex_lock(&replica->lock);
    atomic_fetch_add(&replica->heard, 1);
    pthread_cond_signal(&replica->wake);
    pthread_mutex_unlock(&replica->lock);
}

static void
say_unused(const char *why)
{
    log_line(LOG_WARNING, "replica_unused", log_str("database", str_from(why)));
}

/* Asks where the log stands, and tells the replica. */
static bool
ask(struct replica *replica)
{
    const uint_fast64_t heard = atomic_load(&replica->heard);
    struct db_place place;
    char why[DB_WHY_MAX] = "";

    if (db_place(replica->edge->options.db, &place, why) != OK) {
        say_unused(why);
        return false;
    }
    db_follow(replica->db, &place);
    atomic_store(&replica->asked, heard);
    return true;
}

static void *
replica_thread(void *arg)
{
    struct replica *replica = arg;

    pthread_mutex_lock(&replica->lock);
    while (!replica->stopping) {
        if (atomic_load(&replica->asked) == atomic_load(&replica->heard)) {
            pthread_cond_wait(&replica->wake, &replica->lock);
            continue;
        }
        pthread_mutex_unlock(&replica->lock);
        const usec_t again = ask(replica) ? 0 : time_monotonic() + REST;
        pthread_mutex_lock(&replica->lock);
        while (!replica->stopping && time_monotonic() < again)
            (void)wait_until(&replica->wake, &replica->lock, again);
    }
    pthread_mutex_unlock(&replica->lock);
    return NULL;
}

enum err
replica_init(struct edge *edge)
{
    if (edge->options.replica == NULL)
        return OK;
    struct replica *replica = arena_new(&edge->arena, struct replica);
    if (replica == NULL)
        return ERR_MEMORY;
    *replica = (struct replica){.edge = edge, .db = edge->options.replica, .heard = 1};
    pthread_mutex_init(&replica->lock, NULL);
    wait_init(&replica->wake);
    edge->replica = replica;
    db_on_commit(edge->options.db, on_commit, replica);
    return OK;
}

enum err
replica_start(struct edge *edge)
{
    struct replica *replica = edge->replica;

    if (replica == NULL)
        return OK;
    TRY(db_start(replica->db));
    TRY(thread_start(&replica->thread, "replica", replica_thread, replica));
    replica->running = true;
    return OK;
}

void
replica_stop(struct edge *edge)
{
    struct replica *replica = edge->replica;

    if (replica == NULL)
        return;
    if (replica->running) {
        pthread_mutex_lock(&replica->lock);
        replica->stopping = true;
        pthread_cond_signal(&replica->wake);
        pthread_mutex_unlock(&replica->lock);
        pthread_join(replica->thread, NULL);
        replica->running = false;
    }
    db_stop(replica->db);
}

void
replica_release(struct edge *edge)
{
    struct replica *replica = edge->replica;

    if (replica == NULL)
        return;
    pthread_cond_destroy(&replica->wake);
    pthread_mutex_destroy(&replica->lock);
    edge->replica = NULL;
}

/* Whoever comes with a token keeps no cookies. */
static bool
has_written(const struct http_exchange *exchange)
{
    struct str cookies = http_header_find(exchange, "cookie");

    return !str_is_null(http_header_find(exchange, "authorization")) ||
           !str_is_null(cookie_find(cookies, STR(WROTE_COOKIE)));
}

bool
replica_takes(const struct edge *edge, const struct http_exchange *exchange)
{
    const struct replica *replica = edge->replica;

    return replica != NULL && atomic_load(&replica->asked) == atomic_load(&replica->heard) &&
           db_hears(edge->options.db) && atomic_load(&replica->rests_until) <= time_monotonic() &&
           !has_written(exchange);
}

bool
replica_turns_back(struct edge *edge, enum err outcome, const char *why)
{
    struct replica *replica = edge->replica;
    const usec_t now = time_monotonic();

    /* Of those who find out at the same time one says so. */
    if (outcome == ERR_GONE && atomic_exchange(&replica->rests_until, now + REST) <= now)
        say_unused(why);
    /* Of a session that has just begun it may not know yet. */
    bool turns = outcome != OK && (problem_is_ours(outcome) || outcome == ERR_UNSIGNED);
    atomic_fetch_add_explicit(turns ? &replica->turned : &replica->taken, 1, memory_order_relaxed);
    return turns;
}

struct str
replica_cookie(const struct edge *edge, const struct http_exchange *exchange)
{
    const struct cookie cookie = {
        .name = STR(WROTE_COOKIE),
        .value = STR("1"),
        .lifetime = WROTE_FOR,
        .secure = exchange->secure,
        .same_site = COOKIE_LAX,
    };
    struct str text;

    if (edge->replica == NULL || cookie_format(exchange->arena, &cookie, &text) != OK)
        return (struct str){0};
    return text;
}

void
replica_metrics(const struct edge *edge, struct buf *buf)
{
    const struct replica *replica = edge->replica;
    int64_t taken = 0;
    int64_t turned = 0;

    if (replica != NULL) {
        taken = atomic_load_explicit(&replica->taken, memory_order_relaxed);
        turned = atomic_load_explicit(&replica->turned, memory_order_relaxed);
    }
    metrics_head(buf, "koers_replica_reads_total", "counter",
                 "Reads that the replica answered, and those it gave back to the primary.");
    buf_fmt(buf, "koers_replica_reads_total{by=\"replica\"} %lld\n", (long long)taken);
    buf_fmt(buf, "koers_replica_reads_total{by=\"primary\"} %lld\n", (long long)turned);
}
