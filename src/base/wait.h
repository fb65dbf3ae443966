/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Waiting on a condition until a moment of time_monotonic(): somebody who sets the clock of the
 * machine back by an hour neither wakes anybody nor makes anybody sleep for an hour.
 */
#ifndef KOERS_BASE_WAIT_H
#define KOERS_BASE_WAIT_H

#include <pthread.h>
#include <stdbool.h>

#include "base/moment.h"

/* As pthread_cond_init(), and with the same end. */
void wait_init(pthread_cond_t *changed);

/* False when the time is over; true does not say that what is waited for is so. */
bool wait_until(pthread_cond_t *changed, pthread_mutex_t *lock, usec_t deadline);

#endif
