/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A fixed piece of work for the processor: times that hold on one machine are multiplied by what it
 * takes elsewhere. Says in a line of JSON how many microseconds it took.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/moment.h"

#define TURNS UINT64_C(40000000)

int
main(void)
{
    usec_t begun = time_monotonic();
    uint64_t state = 1;

    for (uint64_t i = 0; i < TURNS; i++) { /* xorshift: each turn needs the one before */
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
    }
    usec_t micros = time_monotonic() - begun;
    /* What came out is said, so that nobody leaves out the work. */
    printf("{\"micros\":%" PRId64 ",\"state\":%" PRIu64 "}\n", micros, state);
    return 0;
}
