/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Holds event streams open and listens.
 *
 *     hold PORT COUNT COOKIE…
 *
 * Opens COUNT streams, in turn for whom the cookies belong to, and says so in a line of JSON. For
 * each line of standard input, a number of milliseconds, it listens for so long and says what it
 * heard.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/moment.h"
#include "client.h"
#include "streams.h"

#define ARENA_MAX (64U << 20)
#define PATIENCE  (60 * USEC_PER_SEC) /* for events that are late */

static bool
open_all(struct streams *streams, struct arena *arena, char **argv, size_t cookie_count)
{
    uint16_t port = (uint16_t)strtoul(argv[1], NULL, 10);
    size_t count = strtoul(argv[2], NULL, 10);

    for (size_t i = 0; i < count; i++)
        if (!streams_open(streams, arena, port, str_from(argv[3 + i % cookie_count])))
            return false;
    return true;
}

static void
say(struct streams *streams)
{
    printf("{\"count\":%zu,\"events\":%" PRIu64 ",\"bytes\":%" PRIu64 ",\"ended\":%" PRIu64 "}\n",
           streams->count, streams->events, streams->bytes, streams->ended);
    fflush(stdout);
    streams->events = streams->bytes = 0;
}

/* False when nothing comes any more, or cannot be heard. */
static bool
listen_for(struct streams *streams, usec_t lasts, uint64_t events)
{
    usec_t end = time_monotonic() + lasts;

    for (usec_t left = lasts; left > 0 || streams->events < events; left = end - time_monotonic())
        if (left < -PATIENCE ||
            !streams_hear(streams, left > 0 ? (int)(left / USEC_PER_MSEC) + 1 : 10))
            return false;
    say(streams);
    return true;
}

static bool
run_rounds(struct streams *streams)
{
    char line[64];

    while (fgets(line, sizeof(line), stdin) != NULL) {
        char *rest;
        usec_t lasts = strtoll(line, &rest, 10) * USEC_PER_MSEC;
        if (!listen_for(streams, lasts, strtoull(rest, NULL, 10)))
            return false;
    }
    return true;
}

int
main(int argc, char **argv)
{
    static struct streams streams;
    struct arena arena;

    if (argc < 4) {
        fprintf(stderr, "usage: hold PORT COUNT COOKIE…\n");
        return 2;
    }
    arena_init(&arena, ARENA_MAX);
    bool fine = streams_init(&streams) && open_all(&streams, &arena, argv, (size_t)argc - 3);
    if (fine) {
        say(&streams);
        fine = run_rounds(&streams);
    } else {
        fprintf(stderr, "hold: of the streams %zu could be opened\n", streams.count);
    }
    streams_release(&streams);
    arena_release(&arena);
    return fine ? 0 : 1;
}
