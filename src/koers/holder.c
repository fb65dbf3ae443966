/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/holder.h"

#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

#define CHANCE_BYTES 8U

void
holder_name(char *out)
{
    char host[32] = "";
    unsigned char bytes[CHANCE_BYTES];
    char chance[2 * CHANCE_BYTES + 1];

    (void)gethostname(host, sizeof(host) - 1);
    randombytes_buf(bytes, sizeof(bytes));
    snprintf(out, HOLDER_NAME_MAX, "%s-%d-%s", host, (int)getpid(),
             sodium_bin2hex(chance, sizeof(chance), bytes, sizeof(bytes)));
}
