/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/org/inherit.h"

#include "base/idmap.h"
#include "gen/org_sql.h"

void
inherit_from(const struct unit *parent, struct unit *row)
{
    static const struct unit nobody = {.zone_effective = {.ptr = "", .len = 0}};
    const struct unit *above = parent != NULL ? parent : &nobody;

    row->zone_effective = str_is_null(row->zone) ? above->zone_effective : row->zone;
    row->cadence_bound = above->cadence_bound || above->cadence_locked;
    if (row->cadence_days.has && !row->cadence_bound) {
        row->cadence_effective = row->cadence_days;
        row->cadence_unit_id = maybe_of(row->id);
    } else {
        row->cadence_effective = above->cadence_effective;
        row->cadence_unit_id = above->cadence_unit_id;
    }
}

bool
inherit_same(const struct unit *a, const struct unit *b)
{
    return str_eq(a->zone_effective, b->zone_effective) &&
           maybe_eq(a->cadence_effective, b->cadence_effective) &&
           maybe_eq(a->cadence_unit_id, b->cadence_unit_id) && a->cadence_bound == b->cadence_bound;
}

enum err
inherit_below(struct call *call, const struct unit *top)
{
    struct unit_list below;
    struct idmap places; /* of a unit in `below` */

    /* '0' is the character behind '/'. */
    struct str stem = str_slice(top->path, 0, top->path.len - 1);
    struct str high = str_fmt(call->arena, "%.*s0", STR_FMT(stem));
    TRY(arena_failed(call->arena));
    TRY(q_unit_below(call, top->path, high, &below));
    idmap_init(&places, call->arena);
    for (size_t i = 0; i < below.count; i++) {
        struct unit *unit = &below.items[i];
        struct unit before = *unit;
        size_t place;
        bool deeper = idmap_get(&places, unit->parent_id.value, &place);
        inherit_from(deeper ? &below.items[place] : top, unit);
        TRY(idmap_set(&places, unit->id, i));
        if (!inherit_same(unit, &before))
            TRY(q_unit_inherit(call, unit));
    }
    return OK;
}
