/* SPDX-License-Identifier: Apache-2.0 */
/* Bearer tokens of programs that act for a person. Revoked ones stay in the list; their hash stays.
 */
#ifndef KOERS_ACCESS_TOKEN_H
#define KOERS_ACCESS_TOKEN_H

#include "gen/access.h"
#include "model/call.h"

/* Makes a token; `out->secret` is the only time its secret is seen. `expires_at` may be none. */
enum err token_make(struct call *call, int64_t person_id, struct str name, struct maybe expires_at,
                    struct token_secret *out) MUST_USE;

#endif
