/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"

const char *
err_name(enum err err)
{
    static const char *const name[] = {
        [OK] = "ok",
        [ERR_INVALID] = "invalid",
        [ERR_MALFORMED] = "malformed",
        [ERR_UNSIGNED] = "unsigned",
        [ERR_FORBIDDEN] = "forbidden",
        [ERR_NOT_FOUND] = "not_found",
        [ERR_CONFLICT] = "conflict",
        [ERR_STALE] = "stale",
        [ERR_PRECONDITION] = "precondition",
        [ERR_TOO_LARGE] = "too_large",
        [ERR_TOO_MANY] = "too_many",
        [ERR_BUSY] = "busy",
        [ERR_GONE] = "gone",
        [ERR_RETRY] = "retry",
        [ERR_MEMORY] = "memory",
        [ERR_CORRUPT] = "corrupt",
        [ERR_INTERNAL] = "internal",
    };

    return name[err];
}
