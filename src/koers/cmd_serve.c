/* SPDX-License-Identifier: Apache-2.0 */
/* koers serve: opens the database, serves it, and stops in order on SIGTERM or SIGINT. */
#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <string.h>

#include "base/log.h"
#include "edge/edge.h"
#include "koers/command.h"
#include "koers/job.h"
#include "koers/sender.h"
#include "practice/okr/cache.h"

#define KEPT_FREE                                                                                  \
    (4 << 20)             /* memory that stays with the process, of each of the allocator's heaps */
#define LARGE (256 << 10) /* more than this is the kernel's to give and take, each by itself */

/* A page's memory is given back and taken again a thousand times a second. By itself the allocator
 * would return it to the kernel each time, and have it cleared and mapped in anew. Large answers
 * wait for who reads them: among a heap's small pieces they would leave holes that none of the next
 * fits into. */
static void
keep_memory(void)
{
    (void)mallopt(M_MMAP_THRESHOLD, LARGE);
    (void)mallopt(M_TRIM_THRESHOLD, KEPT_FREE);
}

/* False when there is no such level. */
static bool
log_begin(const char *name)
{
    static const char *const names[] = {"debug", "info", "warning", "error"};

    for (int i = 0; i < 4; i++)
        if (strcmp(name, names[i]) == 0) {
            log_init((enum log_level)i);
            return true;
        }
    return false;
}

/* Blocks the signals that end us, before any thread starts, so that only sigwait() gets them. */
static void
block_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGINT);
    (void)pthread_sigmask(SIG_BLOCK, set, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
}

/* Gives balancers their time to send people elsewhere; another signal cuts it short. */
static void
leave(struct edge *edge, int64_t drain_s, const sigset_t *ends)
{
    const struct timespec drain = {.tv_sec = (time_t)drain_s};

    if (drain_s == 0)
        return;
    edge_leave(edge);
    while (sigtimedwait(ends, NULL, &drain) < 0 && errno == EINTR)
        continue;
}

static int
serve(struct db *db, struct db *replica, const struct config *config, const sigset_t *ends)
{
    struct cache *cache = cache_new((size_t)config_number(config, "sums_mib") << 20);
    struct edge edge;
    struct job_runner jobs;
    struct sender sender;
    const char *why = "";

    if (sender_setup(&sender, db, config) != OK)
        return EXIT_FAILED;
    job_setup(&jobs, db, cache, config_text(config, "public_url"), sender_mails(&sender));
    struct edge_options options = {
        .db = db,
        .replica = replica,
        .cache = cache,
        .url = config_text(config, "db"),
        .listen = config_text(config, "listen"),
        .admin_listen = config_text(config, "admin_listen"),
        .admin_token = config_text(config, "admin_token"),
        .public_url = config_text(config, "public_url"),
        .trusted_proxies = config_text(config, "trusted_proxies"),
        .mails = sender_mails(&sender),
        .mail_lost = sender_mails(&sender) ? &sender.unreachable : NULL,
        .job_failures = &jobs.failures,
        .chat_hosts = sender.chat_hosts.ptr,
        .cert_path = config_text(config, "tls_cert"),
        .key_path = config_text(config, "tls_key"),
        .threads = (unsigned)config_number(config, "threads"),
        .connection_max = (unsigned)config_number(config, "max_connections"),
        .request_timeout_ms = (unsigned)config_number(config, "request_timeout_ms"),
        .body_max = (size_t)config_number(config, "max_body_kib") << 10,
        .body_budget = (size_t)config_number(config, "bodies_mib") << 20,
        .upload_budget = (size_t)config_number(config, "uploads_mib") << 20,
        .answer_budget = (size_t)config_number(config, "answers_mib") << 20,
    };
    int signal_number;

    if (edge_start(&options, &edge, &why) != OK)
        return command_failed(options.listen, why);
    if (job_start(&jobs) != OK)
        return command_failed("jobs", "the thread does not start");
    if (sender_start(&sender) != OK)
        return command_failed("sender", "the thread does not start");
    log_line(LOG_INFO, "listening", log_str("address", str_from(options.listen)),
             log_int("port", edge_port(&edge)));
    (void)sigwait(ends, &signal_number);
    log_line(LOG_INFO, "stopping", log_int("signal", signal_number));
    leave(&edge, config_number(config, "drain_s"), ends);
    job_stop(&jobs);
    sender_stop(&sender);
    if (edge_stop(&edge) != OK)
        return command_failed("stop", "some requests did not end in time");
    cache_free(cache);
    log_line(LOG_INFO, "stopped", log_int("signal", signal_number));
    return EXIT_FINE;
}

int
cmd_serve(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;
    struct db *replica DB_CLEANUP = NULL;
    sigset_t ends;

    keep_memory();
    if (!log_begin(config_text(config, "log_level")))
        return command_failed("log_level", "it must be debug, info, warning or error");
    block_signals(&ends);
    if (command_open(config, /* create= */ false, &db) != OK)
        return EXIT_FAILED;
    if (command_open_replica(config, &replica) != OK)
        return EXIT_FAILED;
    if (replica != NULL && db_engine(db) == ENGINE_SQLITE)
        return command_failed("replica", "SQLite has none; leave it out, or move to PostgreSQL");
    return serve(db, replica, config, &ends);
}
