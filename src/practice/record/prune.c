/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/record/prune.h"

#include "gen/record_sql.h"
#include "practice/record/idempotency.h"

#define DELIVERED_LIFETIME (30 * USEC_PER_DAY)
#define DEAD_LIFETIME      (90 * USEC_PER_DAY) /* time to mend what they were given up for */

enum err
record_prune(struct call *call, int64_t *ret_count)
{
    int64_t keys;
    int64_t letters;
    int64_t dead;

    TRY(q_prune_idempotency(call, call->now - IDEMPOTENCY_LIFETIME, PRUNE_ROWS_MAX, &keys));
    TRY(q_prune_outbox(call, call->now - DELIVERED_LIFETIME, PRUNE_ROWS_MAX, &letters));
    TRY(q_prune_dead_letter(call, call->now - DEAD_LIFETIME, PRUNE_ROWS_MAX, &dead));
    *ret_count += keys + letters + dead;
    return OK;
}
