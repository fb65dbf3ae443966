/* SPDX-License-Identifier: Apache-2.0 */
#include "rounds.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/moment.h"
#include "listen.h"
#include "waits.h"

#define ROUND_MAX 100000 /* requests */

static int64_t
cpu_nanos(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool
run_round(struct rounds *rounds, int64_t wanted)
{
    static int32_t each[ROUND_MAX]; /* of each request, in microseconds */
    usec_t begun = time_monotonic();
    int64_t cpu_begun = cpu_nanos();

    rounds->rows = 0;
    for (int64_t done = 0; done < wanted;) {
        usec_t some_begun = time_monotonic();
        int64_t count;
        if (!rounds->run_some(rounds, wanted - done, &count))
            return false;
        for (int64_t i = 0; i < count; i++)
            each[done++] = (int32_t)(time_monotonic() - some_begun);
    }
    usec_t micros = time_monotonic() - begun;
    int64_t cpu = cpu_nanos() - cpu_begun;
    struct waits waits = waits_of(each, (size_t)wanted);
    printf("{\"requests\":%" PRId64 ",\"micros\":%" PRId64 ",\"cpu_nanos\":%" PRId64
           ",\"p50\":%d,\"p99\":%d,\"rows\":%" PRIu64 ",\"sum\":%" PRIu64 "}\n",
           wanted, micros, cpu, waits.p50, waits.p99, rounds->rows, rounds->sum);
    fflush(stdout);
    return true;
}

bool
rounds_run(struct rounds *rounds)
{
    char line[64];

    while (fgets(line, sizeof(line), stdin) != NULL) {
        int64_t wanted = strtoll(line, NULL, 10);
        if (wanted < 1 || wanted > ROUND_MAX)
            return give_up("no number of requests:", line);
        if (!run_round(rounds, wanted))
            return false;
    }
    return true;
}
