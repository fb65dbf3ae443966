/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/prune.h"

#include "gen/access_sql.h"
#include "practice/access/setting.h"
#include "practice/access/throttle.h"
#include "practice/record/prune.h"

/* For so long a link that has run out is still known. */
#define LINK_KEPT (30 * USEC_PER_DAY)

enum err
access_prune(struct call *call, int64_t *ret_count)
{
    struct settings settings;
    int64_t sessions;
    int64_t links;
    int64_t throttles;
    int64_t events;
    int64_t records = 0;

    TRY(settings_load(call, &settings));
    usec_t recorded = settings.sign_in_record_days * USEC_PER_DAY;
    TRY(q_prune_session(call, call->now, PRUNE_ROWS_MAX, &sessions));
    TRY(q_prune_link(call, call->now - LINK_KEPT, PRUNE_ROWS_MAX, &links));
    TRY(q_prune_throttle(call, call->now - THROTTLE_LIFETIME, PRUNE_ROWS_MAX, &throttles));
    TRY(q_prune_passing_event(call, call->now - recorded, PRUNE_ROWS_MAX, &events));
    TRY(record_prune(call, &records));
    *ret_count = sessions + links + throttles + events + records;
    return OK;
}
