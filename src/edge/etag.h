/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entity tags: "<version>-<hash>" where the answer has a version that counts edits by people, else
 * "<hash>". If-Match compares only the part before the dash, so that a check-in below, which
 * changes the hash, does not make an open edit stale.
 */
#ifndef KOERS_EDGE_ETAG_H
#define KOERS_EDGE_ETAG_H

#include "model/op.h"

/* Of an object's answer, with its version; `object` NULL or a page has none. Quotes included; in
 * the arena. */
struct str etag_of(struct arena *arena, struct maybe version, struct str body);

/* The member that is the version, or null. */
struct maybe etag_version(const struct op *op, const void *out);

#endif
