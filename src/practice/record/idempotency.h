/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A POST that is sent twice is done once: its answer is stored under the key that the client made
 * up, in the transaction of the write itself, and given again for a day.
 *
 * An answer that is shown once (a token's secret) is not kept: the same key then says so.
 */
#ifndef KOERS_RECORD_IDEMPOTENCY_H
#define KOERS_RECORD_IDEMPOTENCY_H

#include "gen/record.h"
#include "model/call.h"

#define IDEMPOTENCY_LIFETIME USEC_PER_DAY

/* Keys of different people and routes never meet. */
struct idempotency_key {
    int64_t person_id;
    struct str route; /* the path asked for */
    struct str key;
    struct str body_hash;
};

/* The answer that was given: ERR_NOT_FOUND when there is none (or it is over a day old, and then it
 * is forgotten); ERR_INVALID when the key came with another body; ERR_CONFLICT when the answer held
 * a secret. In a writing transaction. */
enum err idempotency_find(struct call *call, const struct idempotency_key *key,
                          struct idempotency *out) MUST_USE;

/* Stores an answer with the version of what it shows; its body is left out when the rule said that
 * it holds a secret. */
enum err idempotency_store(struct call *call, const struct idempotency_key *key, int status,
                           struct maybe version, struct str body) MUST_USE;

#endif
