/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a secret to the person who shows it, with the roles and units that hold now. It stands in
 * org because roles need the paths of their units. Two queries a request.
 */
#ifndef KOERS_ORG_WHO_H
#define KOERS_ORG_WHO_H

#include "model/call.h"
#include "practice/access/who.h"

#define WHO_STALE_AFTER                                                                            \
    (3600 * USEC_PER_SEC) /* how old seen_at may be before who_touch() is due                      \
                           */

/* Who a cookie's or a bearer token's secret stands for, in the arena of the call. ERR_UNSIGNED when
 * it is unknown, has run out or was revoked, or its person left. For reading transactions too. */
enum err who_of_session(struct call *call, struct str secret, const struct who **out) MUST_USE;
enum err who_of_token(struct call *call, struct str secret, const struct who **out) MUST_USE;

/* The same without any secret, for commands and jobs that act for a person: nothing is asked of
 * their state. */
enum err who_of_person(struct call *call, int64_t person_id, const struct who **out) MUST_USE;

/* Notes that a session or token was used, and lets the session live on. A write. */
enum err who_touch(struct call *call, const struct who *who) MUST_USE;

#endif
