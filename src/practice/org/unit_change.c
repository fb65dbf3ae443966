/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units that change on a day. What a unit was until then (name, type, place) is kept as a row of
 * unit_past, so that any past day can be seen; of a move that goes for everything below as well,
 * since paths change with it. What lasted no day leaves nothing behind.
 */
#include "practice/org/unit_change.h"

#include "gen/org_sql.h"
#include "practice/access/folded.h"
#include "practice/org/inherit.h"
#include "practice/record/record.h"

enum err
unit_changed_on(struct call *call, const struct unit *row, day_t *out)
{
    struct maybe newest;

    TRY(q_unit_past_newest(call, row->id, &newest));
    *out = maybe_or(newest, row->valid_from);
    return OK;
}

/* A day before the last change cannot be told any more. */
static enum err
check_day(struct call *call, const struct unit *row, day_t day, day_t *ret_since)
{
    TRY(unit_changed_on(call, row, ret_since));
    if (day < *ret_since)
        return fail(call, ERR_CONFLICT, "changed_since",
                    "The unit %.*s changed after that day; choose a later one.",
                    STR_FMT(row->name));
    return OK;
}

static enum err
keep(struct call *call, const struct unit *before, day_t day)
{
    day_t since;

    TRY(check_day(call, before, day, &since));
    if (since == day)
        return OK;
    struct unit_past past = {
        .unit_id = before->id,
        .parent_id = before->parent_id,
        .name = before->name,
        .type = before->type,
        .path = before->path,
        .folded = before->folded,
        .depth = before->depth,
        .valid_from = since,
        .valid_until = day,
    };
    return q_unit_past_insert(call, &past);
}

enum err
unit_save(struct call *call, const char *event, const struct unit *before, struct unit *after,
          day_t day)
{
    after->version = before->version + 1;
    after->folded = folded_key(call->arena, after->name, (struct str){0});
    if (!str_eq(before->name, after->name) || before->type != after->type)
        TRY(keep(call, before, day));
    TRY(q_unit_update(call, after));
    struct happening happening = unit_happening(after, event);
    return record(call, &happening, before, after);
}

/* What lies below a unit, from the top down. */
static enum err
load_below(struct call *call, struct str path, struct unit_list *out)
{
    /* '0' is the character behind '/'. */
    struct str high = str_fmt(call->arena, "%.*s0", (int)path.len - 1, path.ptr);

    TRY(arena_failed(call->arena));
    return q_unit_below(call, path, high, out);
}

/* Everything below gets its new path; it moved with what is above it. */
static enum err
move_below(struct call *call, const struct unit *before, const struct unit *after, day_t day)
{
    struct unit_list below;

    TRY(load_below(call, before->path, &below));
    for (size_t i = 0; i < below.count; i++) {
        struct unit *unit = &below.items[i];
        TRY(keep(call, unit, day)); /* also what has ended: it lay there while it was */
        unit->path = str_fmt(call->arena, "%.*s%.*s", STR_FMT(after->path),
                             STR_FMT(str_slice(unit->path, before->path.len, unit->path.len)));
        unit->depth += after->depth - before->depth;
        TRY(arena_failed(call->arena));
        if (unit->depth >= UNIT_DEPTH_MAX)
            return fail(call, ERR_CONFLICT, "too_deep", "Units go at most %d levels deep.",
                        UNIT_DEPTH_MAX);
        TRY(q_unit_update(call, unit));
    }
    return OK;
}

enum err
unit_move(struct call *call, int64_t id, struct maybe parent_id, day_t day)
{
    struct open_unit open;
    struct open_unit parent = {.row = {.depth = -1, .path = STR("/")}};

    TRY(unit_open(call, id, &open));
    if (maybe_eq(open.row.parent_id, parent_id))
        return OK;
    if (parent_id.has)
        TRY(unit_open(call, parent_id.value, &parent));
    if (str_starts(parent.row.path, open.row.path))
        return fail(call, ERR_CONFLICT, "unit_loop",
                    "%.*s lies below %.*s, so that cannot move there.", STR_FMT(parent.row.name),
                    STR_FMT(open.row.name));
    struct unit after = open.row;
    after.parent_id = parent_id;
    after.depth = parent.row.depth + 1;
    after.path = str_fmt(call->arena, "%.*s%lld/", STR_FMT(parent.row.path), (long long)id);
    inherit_from(parent_id.has ? &parent.row : NULL, &after);
    TRY(arena_failed(call->arena));
    TRY(keep(call, &open.row, day));
    TRY(move_below(call, &open.row, &after, day));
    TRY(unit_save(call, EVENT_UNIT_UPDATED, &open.row, &after, day));
    return inherit_below(call, &after);
}

enum err
unit_rename(struct call *call, int64_t id, struct str name, enum unit_type type, day_t day)
{
    struct open_unit open;

    TRY(unit_open(call, id, &open));
    struct unit after = open.row;
    if (!str_is_null(name))
        after.name = name;
    if (type != UNIT_TYPE_NULL)
        after.type = type;
    return unit_save(call, EVENT_UNIT_UPDATED, &open.row, &after, day);
}

enum err
unit_end(struct call *call, int64_t id, day_t day)
{
    struct open_unit open;

    TRY(unit_open(call, id, &open));
    struct unit after = open.row;
    after.valid_until = maybe_of(day);
    return unit_save(call, EVENT_UNIT_CLOSED, &open.row, &after, day);
}
