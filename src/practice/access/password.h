/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passwords, as Argon2id hashes with 19 MiB and two passes (the OWASP cheat sheet's second
 * setting). Hashing takes some 30 ms and the memory, so it runs in prepare functions, outside any
 * transaction, and at most PASSWORD_AT_ONCE at a time: others wait their turn.
 */
#ifndef KOERS_ACCESS_PASSWORD_H
#define KOERS_ACCESS_PASSWORD_H

#include <stdbool.h>

#include "gen/access.h"
#include "model/call.h"

#define PASSWORD_LENGTH_MIN 10U       /* code points */
#define PASSWORD_MEMORY     19922944U /* bytes */
#define PASSWORD_PASSES     2U
#define PASSWORD_AT_ONCE    2

/* The hash to be stored. ERR_MEMORY. */
enum err password_hash(struct call *call, struct str password, struct str *out) MUST_USE;

/* Is it the password of this hash? "No text" for somebody without one costs as much and is false.
 */
bool password_matches(struct call *call, struct str password, struct str hash);

/* Faults of a new password at `pointer`: too short, one character over and over, or the person's
 * own name or address. */
void password_check(struct call *call, const char *pointer, struct str password,
                    const struct person *person);

#endif
