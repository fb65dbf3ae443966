/* SPDX-License-Identifier: Apache-2.0 */
#include "base/thread.h"

enum err
thread_start(pthread_t *out, const char *name, void *(*main)(void *arg), void *arg)
{
    if (pthread_create(out, NULL, main, arg) != 0)
        return ERR_MEMORY;
    (void)pthread_setname_np(*out, name);
    return OK;
}
