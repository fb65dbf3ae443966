/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/record/prune.h"

#include "gen/record_sql.h"
#include "practice/record/idempotency.h"

#define DELIVERED_LIFETIME (30 * USEC_PER_DAY)

enum err
record_prune(struct call *call, int64_t *ret_count)
{
    int64_t keys;
    int64_t letters;

    TRY(q_prune_idempotency(call, call->now - IDEMPOTENCY_LIFETIME, PRUNE_ROWS_MAX, &keys));
    TRY(q_prune_outbox(call, call->now - DELIVERED_LIFETIME, PRUNE_ROWS_MAX, &letters));
    *ret_count += keys + letters;
    return OK;
}
