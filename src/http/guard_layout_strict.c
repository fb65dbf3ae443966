/* SPDX-License-Identifier: Apache-2.0 */
/* From 1.0 on the library, told to be strict, refuses folded lines, bare LF and NUL by itself, and
 * no longer leaves the traces that guard_layout.c reads. */
#include "http/guard.h"

bool
guard_is_laid_out(const struct http_exchange *exchange, struct str version)
{
    (void)exchange;
    (void)version;
    return true;
}
