/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One-time links by which a person sets a password: an invitation, good for a week, or a reset,
 * good for two hours. A person has one at a time. Until mail is sent, whoever makes one hands it
 * over.
 */
#ifndef KOERS_ACCESS_LINK_H
#define KOERS_ACCESS_LINK_H

#include "gen/access.h"
#include "model/call.h"

#define LINK_INVITATION_LIFETIME (7 * USEC_PER_DAY)
#define LINK_RESET_LIFETIME      (2 * 3600 * USEC_PER_SEC)

/* Makes a link under call->public_url. ERR_CONFLICT when the person has no address, has left, or
 * the kind does not fit: an invitation is for somebody without a password, a reset for one with. */
enum err link_make(struct call *call, const struct person *person, enum link_kind kind,
                   struct link_secret *out) MUST_USE;

#endif
