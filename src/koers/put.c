/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/put.h"

#include "gen/migration.h"
#include "model/query.h"

#define MEMBERS_MAX 64U /* of an entity; put_open() sees to it */

enum err
put_open(struct put *put, struct call *call, const struct dump *dump)
{
    *put = (struct put){.call = call, .dump = dump};
    if (dump->type->field_count > MEMBERS_MAX)
        return fail(call, ERR_TOO_LARGE, "too_many_members", "%s has more members than %u.",
                    dump->type->name, MEMBERS_MAX);
    return bulk_open(&put->bulk, call->conn, &dump->insert->query);
}

enum err
put_row(struct put *put, const void *row)
{
    const struct type *type = put->dump->type;
    struct value values[MEMBERS_MAX];

    for (size_t i = 0; i < type->field_count; i++)
        values[i] = field_value(&type->fields[i], row);
    return bulk_add(&put->bulk, values, type->field_count);
}

enum err
put_close(struct put *put)
{
    struct maybe greatest;

    if (put->dump == NULL)
        return OK;
    const struct dump *dump = put->dump;
    put->dump = NULL;
    TRY(bulk_close(&put->bulk));
    return dump->keyed ? query_number(put->call, dump->restored, NULL, 0, &greatest) : OK;
}

enum err
put_analyze(struct call *call, const struct dump *dump)
{
    if (!call_wants_statistics(call))
        return OK;
    return query_run(call, dump->analyze, NULL, 0, NULL);
}

void
put_release(struct put *put)
{
    bulk_release(&put->bulk);
    put->dump = NULL;
}
