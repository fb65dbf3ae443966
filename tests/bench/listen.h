/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the requests of a bench run on a database, of either engine: they are served here by the
 * program's own server, which is overheard. References are made of what was heard.
 */
#ifndef KOERS_BENCH_LISTEN_H
#define KOERS_BENCH_LISTEN_H

#include "overhear.h"

#define LISTEN_REQUEST_MAX 256

struct listened {
    struct str text; /* the request as HTTP has it */
    struct overheard_list heard;
};

struct listening {
    struct arena arena;
    const char *place; /* a path of SQLite, or a URL of PostgreSQL */
    enum engine engine;
    bool writes;  /* the requests change something */
    bool forgets; /* the server remembers nothing, so that it reads anew what it computes */
    struct listened requests[LISTEN_REQUEST_MAX];
    size_t count;
};

/* False, with the reason on standard error. */
bool give_up(const char *why, const char *more);

/* Reads the arguments "read|write|anew PLACE COOKIE REQUEST…", and serves the requests. */
bool listen_to(struct listening *listening, int argc, char **argv);

/* The names of what the first request runs, in a line of JSON. */
void listen_say(const struct listening *listening);

void listen_release(struct listening *listening);

#endif
