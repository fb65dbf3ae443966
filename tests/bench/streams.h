/* SPDX-License-Identifier: Apache-2.0 */
/* Event streams that are open and listened to, thousands of them from one thread. */
#ifndef KOERS_BENCH_STREAMS_H
#define KOERS_BENCH_STREAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define STREAMS_MAX 16384U

struct stream {
    int fd;
    uint8_t matched; /* how much of what begins an event was seen at the end of what was read */
};

struct streams {
    struct stream all[STREAMS_MAX];
    size_t count;
    int epoll;
    uint64_t events; /* heard on all of them */
    uint64_t bytes;
    uint64_t ended; /* by the server */
};

bool streams_init(struct streams *streams);
void streams_release(struct streams *streams);

/* Opens one for whom the cookie belongs to. False when the server gives none. */
bool streams_open(struct streams *streams, struct arena *arena, uint16_t port, struct str cookie);

/* Reads all that is there, waiting up to so many milliseconds for the first of it. */
bool streams_hear(struct streams *streams, int wait_ms);

#endif
