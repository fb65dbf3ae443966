/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/away.h"

#include "gen/org_sql.h"
#include "model/query_list.h"

enum err
away_begin(struct call *call, size_t most, struct away *out)
{
    *out = (struct away){.owners = {.items = arena_array(call->arena, most, sizeof(int64_t))}};
    idmap_init(&out->places, call->arena);
    return arena_failed(call->arena);
}

enum err
away_add(struct away *away, struct maybe owner)
{
    size_t place;

    if (!owner.has || idmap_get(&away->places, owner.value, &place))
        return OK;
    TRY(idmap_set(&away->places, owner.value, away->owners.count));
    away->owners.items[away->owners.count++] = owner.value;
    return OK;
}

struct maybe
away_owner(struct maybe objective_owner, const struct key_result_view *kr)
{
    return kr->owner_id.has ? kr->owner_id : objective_owner;
}

void
away_ahead(struct call *call, const struct away *away, day_t today)
{
    const struct id_list portion = query_list_portion(away->owners.items, away->owners.count, 0);

    if (portion.count > 0)
        q_absence_now_ahead(call, &portion, today);
}

enum err
away_find(struct call *call, struct away *away, day_t today)
{
    size_t place;

    away->views = arena_array(call->arena, away->owners.count, sizeof(*away->views));
    TRY(arena_failed(call->arena));
    for (size_t at = 0; at < away->owners.count; at += QUERY_LIST_MAX) {
        struct away_view_list rows;
        const struct id_list portion =
            query_list_portion(away->owners.items, away->owners.count, at);
        TRY(q_absence_now(call, &portion, today, &rows));
        for (size_t i = 0; i < rows.count; i++)
            if (idmap_get(&away->places, rows.items[i].person_id, &place))
                away->views[place] = &rows.items[i];
    }
    return OK;
}

struct away_view *
away_of(const struct away *away, struct maybe owner)
{
    size_t place;

    return owner.has && idmap_get(&away->places, owner.value, &place) ? away->views[place] : NULL;
}
