/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/record/fact.h"

#include "gen/record_sql.h"

enum err
fact_put(struct call *call, struct str kind, struct str subject, int64_t subject_id,
         struct maybe unit_id, struct maybe cycle_id)
{
    struct fact row = {
        .kind = kind,
        .subject = subject,
        .subject_id = subject_id,
        .unit_id = unit_id,
        .cycle_id = cycle_id,
        .at = call->now,
    };

    return q_fact_put(call, &row);
}

enum err
fact_take_back(struct call *call, struct str kind, struct str subject, int64_t subject_id)
{
    return q_fact_take_back(call, kind, subject, subject_id);
}
