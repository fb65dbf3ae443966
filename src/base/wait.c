/* SPDX-License-Identifier: Apache-2.0 */
#include "base/wait.h"

#include <errno.h>
#include <time.h>

void
wait_init(pthread_cond_t *changed)
{
    pthread_condattr_t monotonic;

    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

bool
wait_until(pthread_cond_t *changed, pthread_mutex_t *lock, usec_t deadline)
{
    const struct timespec at = {
        .tv_sec = (time_t)(deadline / USEC_PER_SEC),
        .tv_nsec = (long)(deadline % USEC_PER_SEC) * 1000,
    };

    return pthread_cond_timedwait(changed, lock, &at) != ETIMEDOUT;
}
