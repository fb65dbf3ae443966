/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/record/idempotency.h"

#include "gen/record_sql.h"

#define STATUS_NO_CONTENT 204

enum err
idempotency_find(struct call *call, const struct idempotency_key *key, struct idempotency *out)
{
    TRY(q_idempotency_get(call, key->person_id, key->route, key->key, out));
    if (out->created_at <= call->now - IDEMPOTENCY_LIFETIME) {
        TRY(q_idempotency_delete(call, out->id));
        return ERR_NOT_FOUND;
    }
    if (!str_eq(out->body_hash, key->body_hash))
        return fail(call, ERR_INVALID, "idempotency_key_reused",
                    "This Idempotency-Key came with another body before; make up a new one.");
    if (out->body.len == 0 && out->status != STATUS_NO_CONTENT)
        return fail(call, ERR_CONFLICT, "shown_once",
                    "This was done before, and its answer held a secret that is shown once; make a "
                    "new one.");
    return OK;
}

enum err
idempotency_store(struct call *call, const struct idempotency_key *key, int status,
                  struct maybe version, struct str body)
{
    struct idempotency row = {
        .person_id = key->person_id,
        .route = key->route,
        .key = key->key,
        .body_hash = key->body_hash,
        .status = status,
        .version = version,
        .body = call->secret || str_is_null(body) ? STR("") : body,
        .created_at = call->now,
    };

    return q_idempotency_insert(call, &row);
}
