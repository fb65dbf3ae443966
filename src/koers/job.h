/* SPDX-License-Identifier: Apache-2.0 */
/* Work that nobody asked for: pruning, plans that come due, and what people are told. Of many
 * servers one does each, held by a lease row. */
#ifndef KOERS_KOERS_JOB_H
#define KOERS_KOERS_JOB_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "koers/holder.h"

struct cache;
struct call;
struct db;

struct job_runner {
    struct db *db;
    struct cache *cache;   /* what this server remembers; may be NULL */
    struct str public_url; /* for links in messages */
    bool mails;            /* this server has a mail server to give mail to */
    pthread_t thread;
    pthread_t teller; /* tells people what happened and what is due */
    pthread_t keeper; /* keeps what units amount to */
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;
    atomic_int_fast64_t failures; /* rounds that came to nothing */
    char holder[HOLDER_NAME_MAX]; /* this process, among the servers of one database */
};

void job_setup(struct job_runner *runner, struct db *db, struct cache *cache,
               const char *public_url, bool mails);

/* Starts the threads. The runner must stay where it is until job_stop(). */
enum err job_start(struct job_runner *runner) MUST_USE;
void job_stop(struct job_runner *runner);

#endif
