/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who asks: a person with the roles they hold and the units they belong to, gathered once a request
 * by edge/ and read-only from then on. It lives in the arena of its call.
 */
#ifndef KOERS_ACCESS_WHO_H
#define KOERS_ACCESS_WHO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "gen/access.h"

/* A role held for a unit and all below it. */
struct held_role {
    enum role role;
    struct str unit_path; /* "no text": the whole organisation */
};

struct who {
    int64_t person_id;
    int64_t session_id; /* 0 with a token */
    int64_t token_id;   /* 0 with a session */
    enum role role_max; /* highest role held anywhere; everyone is at least a member */
    const struct held_role *roles;
    size_t role_count;
    const int64_t *units; /* memberships that hold today */
    size_t unit_count;
    const int64_t *stands_for; /* people for whom they may check in: absent ones and delegators */
    size_t stands_for_count;
    bool stale; /* seen last over an hour ago: who_touch() in a write of its own */
};

#endif
