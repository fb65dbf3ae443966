/* SPDX-License-Identifier: Apache-2.0 */
#include "gen/access_sql.h"
#include "gen/org_sql.h"
#include "practice/access/setting.h"

#define GRANTS_MAX 1000 /* shown of one person */

/* GET /api/v1/me */
enum err
me_get(struct call *call, struct me_view *out)
{
    day_t today;

    out->person = arena_new(call->arena, struct person);
    TRY(arena_failed(call->arena));
    TRY(q_person_get(call, call->person_id, out->person));
    TRY(setting_today(call, &today));
    TRY(q_grant_page_of_person(call, call->person_id, 0, call->now, maybe_none(), GRANTS_MAX,
                               &out->grants));
    return q_membership_today(call, call->person_id, today, &out->memberships);
}
