/* SPDX-License-Identifier: Apache-2.0 */
/* Apart from call.c, so that what needs no database links none. */
#include "db/db.h"
#include "model/call.h"

bool
call_wants_statistics(const struct call *call)
{
    return conn_engine(call->conn) == ENGINE_POSTGRES;
}

enum err
call_txid(struct call *call, int64_t *out)
{
    return conn_txid(call->conn, out);
}

enum err
call_state(struct call *call, struct call_state *out)
{
    struct conn_state state;

    TRY(conn_state(call->conn, &state));
    *out = (struct call_state){.session = state.session, .number = state.number};
    return OK;
}

enum err
call_txid_horizon(struct call *call, int64_t *out)
{
    return conn_txid_horizon(call->conn, out);
}
