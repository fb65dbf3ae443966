/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Signed-in browsers. The cookie holds a secret, the row its hash; a session ends when it was not
 * used for settings.session_days, when its person signs out, gets another password or leaves.
 *
 * Signing in: session_create_prepare() holds the password against the account, on a worker and
 * outside any write; session_create() then believes it only if account and password are still what
 * they were.
 */
#ifndef KOERS_ACCESS_SESSION_H
#define KOERS_ACCESS_SESSION_H

#include "gen/access.h"
#include "model/call.h"
#include "practice/record/record.h"

/* Ends all of a person's sessions but one (0: none is spared). The cookie of the call goes when its
 * session is among them. */
enum err sessions_end(struct call *call, int64_t person_id, int64_t except_id) MUST_USE;

/* Ends everything a person could come in with: sessions, tokens and one-time links. */
enum err credentials_end(struct call *call, int64_t person_id) MUST_USE;

/* What an event on a session, token or link carries: told to nobody but its person. */
struct happening credential_happening(const char *kind, const struct type *type, int64_t id,
                                      int64_t person_id);

#endif
