/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/metrics.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "db/db.h"
#include "edge/replica.h"
#include "http/server.h"

void
metrics_head(struct buf *buf, const char *name, const char *type, const char *help)
{
    buf_fmt(buf, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
metric(struct buf *buf, const char *name, const char *type, const char *help, int64_t value)
{
    metrics_head(buf, name, type, help);
    buf_fmt(buf, "%s %lld\n", name, (long long)value);
}

static unsigned
answer_class(int status)
{
    return status == 503 ? EDGE_ANSWERS_BUSY : (unsigned)status / 100 % EDGE_ANSWERS_BUSY;
}

void
metrics_note(struct edge *edge, int status)
{
    atomic_fetch_add_explicit(&edge->answers[answer_class(status)], 1, memory_order_relaxed);
}

static void
write_answers(const struct edge *edge, struct buf *buf)
{
    static const char *const names[EDGE_ANSWERS_COUNT] = {
        [2] = "2xx", [3] = "3xx", [4] = "4xx", [5] = "5xx", [EDGE_ANSWERS_BUSY] = "503"};

    metrics_head(buf, "koers_answers_total", "counter",
                 "Answers by status; 503 asks to try again, 5xx are the others.");
    for (unsigned i = 0; i < EDGE_ANSWERS_COUNT; i++)
        if (names[i] != NULL)
            buf_fmt(buf, "koers_answers_total{status=\"%s\"} %lld\n", names[i],
                    (long long)atomic_load_explicit(&edge->answers[i], memory_order_relaxed));
}

static void
write_unchanged(const struct edge *edge, struct buf *buf)
{
    metric(buf, "koers_unchanged_total", "counter",
           "Answers of 304 for which nothing had to be built.",
           atomic_load_explicit(&edge->unchanged_count, memory_order_relaxed));
}

static void
write_database(const struct edge *edge, struct buf *buf)
{
    metric(buf, "koers_database_waits_total", "counter",
           "Round trips to a database server that were waited for.",
           db_wait_count(edge->options.db));
    metrics_head(buf, "koers_database_faults_total", "counter",
                 "What kept the database from its work.");
    for (unsigned i = 0; i < DB_FAULT_COUNT; i++)
        buf_fmt(buf, "koers_database_faults_total{fault=\"%s\"} %lld\n", db_fault_name(i),
                (long long)db_fault_count(edge->options.db, i));
}

static void
write_clients(const struct edge *edge, struct buf *buf)
{
    metrics_head(buf, "koers_client_faults_total", "counter",
                 "What clients did that was refused or cut off.");
    for (unsigned i = HTTP_FAULT_NONE + 1; i < HTTP_FAULT_COUNT; i++)
        buf_fmt(buf, "koers_client_faults_total{fault=\"%s\"} %lld\n", http_fault_name(i),
                (long long)http_fault_count(edge->server, i));
}

/* -1 where the kernel does not say, or has no descriptor left to say it with. */
static int64_t
files_open(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int64_t count = -1; /* the folder's own */

    if (folder == NULL)
        return -1;
    while (readdir(folder) != NULL)
        count++;
    (void)closedir(folder);
    return count - 2; /* "." and ".." */
}

static int64_t
files_max(void)
{
    struct rlimit limit;

    return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? (int64_t)limit.rlim_cur : -1;
}

static int64_t
memory_resident(void)
{
    long long pages = -1;
    FILE *file = fopen("/proc/self/statm", "re");

    if (file == NULL)
        return -1;
    if (fscanf(file, "%*d %lld", &pages) != 1)
        pages = -1;
    (void)fclose(file);
    return pages < 0 ? -1 : pages * sysconf(_SC_PAGESIZE);
}

static void
write_process(struct buf *buf)
{
    metric(buf, "process_open_fds", "gauge", "Descriptors in use; -1: none left to count with.",
           files_open());
    metric(buf, "process_max_fds", "gauge", "Descriptors there may be.", files_max());
    metric(buf, "process_resident_memory_bytes", "gauge", "Memory in use.", memory_resident());
}

void
metrics_write(const struct edge *edge, struct buf *buf)
{
    struct http_counts counts;

    http_server_count(edge->server, &counts);
    metric(buf, "koers_connections", "gauge", "Open connections.", counts.connections);
    metric(buf, "koers_requests_under_way", "gauge", "Requests not yet answered.",
           counts.exchanges);
    metric(buf, "koers_streams", "gauge", "Open event streams.", counts.streams);
    metric(buf, "koers_body_bytes", "gauge", "Bytes of request bodies in memory.",
           counts.body_bytes);
    metric(buf, "koers_upload_bytes", "gauge", "Bytes of files that are arriving, on disk.",
           counts.upload_bytes);
    metric(buf, "koers_answer_bytes", "gauge",
           "Bytes of large answers that are going out, in memory.", counts.answer_bytes);
    metric(buf, "koers_up_seconds", "gauge", "Seconds since the start.",
           (time_monotonic() - edge->begun) / USEC_PER_SEC);
    metric(buf, "koers_clock_seconds", "gauge", "The time of day, in seconds since 1970.",
           time_now() / USEC_PER_SEC);
    if (edge->options.mail_lost != NULL)
        metric(buf, "koers_mail_server_lost", "gauge", "1: the mail server is out of reach.",
               atomic_load(edge->options.mail_lost));
    if (edge->options.job_failures != NULL)
        metric(buf, "koers_job_failures_total", "counter", "Rounds of jobs that came to nothing.",
               atomic_load_explicit(edge->options.job_failures, memory_order_relaxed));
    write_answers(edge, buf);
    write_unchanged(edge, buf);
    write_database(edge, buf);
    replica_metrics(edge, buf);
    write_clients(edge, buf);
    write_process(buf);
}
