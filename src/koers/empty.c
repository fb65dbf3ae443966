/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/empty.h"

#include "gen/migration.h"
#include "koers/travel.h"
#include "model/query.h"

enum err
empty_check(struct call *call, bool starters)
{
    for (size_t i = 0; i < all_dumps_count; i++) {
        const struct type *type = all_dumps[i].type;
        struct value params[] = {value_int(0), value_int(1)};
        struct list rows;
        if (!travel_takes(type) || (starters && str_starts(str_from(type->name), STR("template"))))
            continue;
        TRY(query_many(call, all_dumps[i].rows, params, 2, &rows));
        if (rows.count > 0)
            return fail(call, ERR_CONFLICT, "not_empty",
                        "the database is not empty (it has a %s); make a new one", type->name);
    }
    return OK;
}
