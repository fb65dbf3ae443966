/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KOERS_BASE_THREAD_H
#define KOERS_BASE_THREAD_H

#include <pthread.h>

#include "base/err.h"

#define THREAD_NAME_MAX 15 /* bytes */

/* Starts a thread under a name that `top -H` shows. ERR_MEMORY where there is no room for one more.
 */
enum err thread_start(pthread_t *out, const char *name, void *(*main)(void *arg),
                      void *arg) MUST_USE;

#endif
