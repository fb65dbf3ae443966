/* SPDX-License-Identifier: Apache-2.0 */
/* Work that nobody asked for: pruning now, reminders and mail later. Of many servers one does each,
 * held by a lease row. */
#ifndef KOERS_KOERS_JOB_H
#define KOERS_KOERS_JOB_H

#include <pthread.h>
#include <stdbool.h>

#include "base/err.h"

struct db;

struct job_runner {
    struct db *db;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;
    char holder[64]; /* this process, among the servers of one database */
};

/* Starts the thread. The runner must stay where it is until job_stop(). */
enum err job_start(struct job_runner *runner, struct db *db) MUST_USE;
void job_stop(struct job_runner *runner);

#endif
