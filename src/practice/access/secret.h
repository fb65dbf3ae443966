/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Secrets of sessions, tokens and one-time links: 32 random bytes, of which only a hash is stored.
 * With 256 bits of chance in them, a fast hash is all they need, and they can be looked up by it.
 */
#ifndef KOERS_ACCESS_SECRET_H
#define KOERS_ACCESS_SECRET_H

#include "base/str.h"
#include "model/call.h"

struct secret {
    struct str text; /* what its holder shows: `prefix` and base64url (RFC 4648) without padding */
    struct str hash; /* what is stored */
};

/* A new one. ERR_MEMORY; ERR_INTERNAL when the system has no randomness. */
enum err secret_make(struct call *call, const char *prefix, struct secret *out) MUST_USE;

/* BLAKE2b-256 of a secret's text, in hexadecimal. */
struct str secret_hash(struct arena *arena, struct str text);

#endif
