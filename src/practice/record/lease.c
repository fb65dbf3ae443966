/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/record/lease.h"

#include "gen/record_sql.h"

enum err
lease_take(struct call *call, struct str name, struct str holder, usec_t span, bool *ret_held)
{
    int64_t changed;

    TRY(q_lease_take(call, name, holder, span, &changed));
    *ret_held = changed > 0;
    return OK;
}

enum err
lease_release(struct call *call, struct str name, struct str holder)
{
    return q_lease_release(call, name, holder);
}

enum err
lease_let_go(struct call *call, struct str holder)
{
    return q_lease_let_go(call, holder);
}
