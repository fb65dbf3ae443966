/* SPDX-License-Identifier: Apache-2.0 */
/* For a library from 1.0 on, which refuses folded lines, bare LF and NUL when told to be strict,
 * and no longer leaves the traces that old_library.c reads. */
#include "http/internal.h"

#define STRICTNESS 1 /* "suitable for public servers" */

unsigned
library_options(struct MHD_OptionItem *out)
{
    out[0] = (struct MHD_OptionItem){MHD_OPTION_CLIENT_DISCIPLINE_LVL, STRICTNESS, NULL};
    return 1;
}

bool
guard_is_laid_out(const struct http_exchange *exchange, struct str version)
{
    (void)exchange;
    (void)version;
    return true;
}
