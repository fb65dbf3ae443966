/* SPDX-License-Identifier: Apache-2.0 */
/* What a client takes and already has: Accept-Encoding, If-None-Match, If-Match (RFC 9110). */
#ifndef KOERS_HTTP_ACCEPT_H
#define KOERS_HTTP_ACCEPT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum coding { CODING_IDENTITY = 0, CODING_GZIP = 1 << 0, CODING_BR = 1 << 1 };

/* The best of `available` (CODING_GZIP | CODING_BR …) under an Accept-Encoding header; at equal
 * weight br before gzip before nothing. "No text" takes nothing but identity. */
enum coding accept_coding(struct str header, unsigned available);

/* Does an If-None-Match header name `etag` (with its quotes), or is it "*"? Weak comparison: W/"a"
 * and "a" are the same (RFC 9110, 8.8.3.2). False for "no text" and from where the list is broken.
 */
bool accept_has(struct str if_none_match, struct str etag);

/*
 * If-Match as updates send it: one strong entity tag of the form "<version>-<hash>" or "<version>",
 * as the reply carried it. ERR_MALFORMED when it is no list of entity tags. A list that could match
 * no version (weak tags, which strong comparison never equals, or tags of another form) gives -1,
 * which no row has, so that the update is stale. Of several tags the one with the highest version
 * counts: older ones could match nothing newer. "*" gives ERR_INVALID: an update must say of what.
 */
enum err if_match_version(struct str header, int64_t *out) MUST_USE;

#endif
