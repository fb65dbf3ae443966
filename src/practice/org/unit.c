/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/org/unit.h"

#include "gen/org_sql.h"
#include "model/fold.h"
#include "model/page.h"
#include "model/zone.h"
#include "practice/access/folded.h"
#include "practice/access/history.h"
#include "practice/access/setting.h"
#include "practice/org/inherit.h"
#include "practice/org/unit_change.h"
#include "practice/record/record.h"

#define DAY_FAR 2932896 /* 9999-12-31 */

enum err
unit_open(struct call *call, int64_t id, struct open_unit *out)
{
    enum err err = q_unit_get(call, id, &out->row);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_unit", "There is no such unit.");
    TRY(err);
    out->subject = (struct subject){.unit_id = id, .unit_path = out->row.path};
    return OK;
}

enum err
unit_open_to(struct call *call, int64_t id, enum verb verb, struct open_unit *out)
{
    TRY(unit_open(call, id, out));
    return policy_check(call, verb, &out->subject);
}

struct happening
unit_happening(const struct unit *row, const char *kind)
{
    return (struct happening){
        .kind = kind,
        .type = &type_unit,
        .subject_id = row->id,
        .unit_id = maybe_of(row->id),
    };
}

/* Which units are there, and where the page begins. */
struct window {
    day_t begun;
    day_t ended;
    bool past; /* both are a day that is over: units may have been something else then */
    struct str after_folded;
    int64_t after_id;
    struct str pattern; /* "no text": any name */
    int64_t limit;
};

static enum err
window_of(struct call *call, const struct unit_query *in, struct window *out)
{
    day_t today;

    TRY(setting_today(call, &today));
    *out = (struct window){
        .begun = maybe_or(in->as_of, DAY_FAR),
        .ended = maybe_or(in->as_of, today),
        .past = maybe_or(in->as_of, today) < today,
        .after_folded = STR(""),
        .limit = in->limit + 1,
    };
    if (!str_is_null(in->q))
        out->pattern = fold_pattern(call->arena, in->q);
    return page_read_text(call, "unit_list", in->after, &out->after_folded, &out->after_id, 1);
}

/* The units of a past day, by what each was then. */
static enum err
query_past(struct call *call, const struct unit_query *in, const struct window *w,
           struct unit_row_list *out)
{
    if (in->parent_id.has)
        return q_unit_then_of_parent(call, w->ended, w->after_folded, w->after_id, w->pattern,
                                     in->parent_id.value, w->limit, out);
    if (in->top)
        return q_unit_then_top(call, w->ended, w->after_folded, w->after_id, w->pattern, w->limit,
                               out);
    return q_unit_then_page(call, w->ended, w->after_folded, w->after_id, w->pattern, w->limit,
                            out);
}

static enum err
query_rows(struct call *call, const struct unit_query *in, const struct window *w,
           struct unit_row_list *out)
{
    if (w->past)
        return query_past(call, in, w, out);
    if (in->parent_id.has)
        return q_unit_page_of_parent(call, w->begun, w->ended, in->parent_id, w->after_folded,
                                     w->after_id, w->pattern, w->limit, out);
    if (in->top)
        return q_unit_page_top(call, w->begun, w->ended, w->after_folded, w->after_id, w->pattern,
                               w->limit, out);
    return q_unit_page(call, w->begun, w->ended, w->after_folded, w->after_id, w->pattern, w->limit,
                       out);
}

enum err
unit_list(struct call *call, const struct unit_query *in, struct unit_row_page *out)
{
    struct window window;
    struct unit_row_list rows;

    if (in->top && in->parent_id.has)
        fault(call, "?top", "contradicts", "Ask for the top or for what is below a unit.");
    TRY(call_faults(call));
    TRY(window_of(call, in, &window));
    TRY(query_rows(call, in, &window, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct unit_row *last = page_last(out);
        out->next = page_write_text(call, "unit_list", last->folded, &last->id, 1);
    }
    return OK;
}

enum err
unit_history(struct call *call, const struct history_query *in, struct history_entry_page *out)
{
    struct open_unit open;

    TRY(unit_open(call, in->id, &open));
    return history_of(call, "unit_history", &type_unit, in, out);
}

enum err
unit_path_ids(struct str path, int64_t ids[static UNIT_DEPTH_MAX], size_t *ret_count)
{
    struct str rest = str_slice(path, 1, path.len);

    for (*ret_count = 0; rest.len > 0 && *ret_count < UNIT_DEPTH_MAX; (*ret_count)++) {
        struct str number = str_cut(rest, '/', &rest);
        TRY(scaled_parse(number, 0, INT64_MAX, &ids[*ret_count]));
    }
    return OK;
}

/* The ids of a path without its last, which is the unit itself. */
static enum err
path_above(struct call *call, struct str path, struct id_list *out)
{
    out->items = arena_array(call->arena, UNIT_DEPTH_MAX, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    TRY(unit_path_ids(path, out->items, &out->count));
    out->count -= out->count > 0;
    return OK;
}

static enum err
show(struct call *call, int64_t id, struct unit_view *out)
{
    struct open_unit open;
    struct settings settings;
    struct id_list above;
    day_t today;

    TRY(unit_open(call, id, &open));
    TRY(q_unit_show(call, id, out));
    TRY(settings_load(call, &settings));
    TRY(setting_today(call, &today));
    if (out->effective_zone.len == 0)
        out->effective_zone = settings.zone;
    if (out->effective_cadence_days == 0)
        out->effective_cadence_days = settings.cadence_days;
    TRY(path_above(call, open.row.path, &above));
    TRY(q_unit_refs(call, &above, &out->ancestors));
    if (above.count < UNIT_DEPTH_MAX)
        above.items[above.count++] = id;
    TRY(q_grant_masters(call, &above, call->now, &out->masters));
    TRY(q_unit_page_of_parent(call, DAY_FAR, today, maybe_of(id), STR(""), 0, (struct str){0},
                              UNIT_CHILDREN_MAX, &out->children));
    bool ended = out->valid_until.has && out->valid_until.value <= today;
    out->may_edit = policy_allows(call->who, VERB_UNIT_EDIT, &open.subject);
    out->may_create_objective =
        !ended && policy_allows(call->who, VERB_OBJECTIVE_CREATE, &open.subject);
    return OK;
}

enum err
unit_get(struct call *call, const struct by_id *in, struct unit_view *out)
{
    return show(call, in->id, out);
}

static void
check_zone(struct call *call, struct str zone)
{
    if (!str_is_null(zone) && !zone_exists(zone))
        fault(call, "/zone", "no_such_zone", "Choose an IANA time zone, as Europe/Amsterdam.");
}

/* Where it lies, from its parent; the path follows when the id is known. */
static enum err
place_under(struct call *call, struct maybe parent_id, struct unit *row, struct str *ret_path)
{
    struct open_unit parent;

    row->depth = 0;
    *ret_path = STR("/");
    if (parent_id.has) {
        TRY(unit_open(call, parent_id.value, &parent));
        row->depth = parent.row.depth + 1;
        *ret_path = parent.row.path;
    }
    inherit_from(parent_id.has ? &parent.row : NULL, row);
    if (row->depth >= UNIT_DEPTH_MAX)
        return fail(call, ERR_CONFLICT, "too_deep", "Units go at most %d levels deep.",
                    UNIT_DEPTH_MAX);
    return OK;
}

enum err
unit_add(struct call *call, struct unit *row)
{
    struct str parent_path;

    TRY(place_under(call, row->parent_id, row, &parent_path));
    if (row->type == UNIT_TYPE_NULL)
        row->type = UNIT_TYPE_TEAM;
    if (row->valid_from == 0)
        TRY(setting_today(call, &row->valid_from));
    row->folded = folded_key(call->arena, row->name, (struct str){0});
    row->path = STR("");
    row->created_at = call->now;
    row->version = 1;
    TRY(q_unit_insert(call, row, &row->id));
    row->path = str_fmt(call->arena, "%.*s%lld/", STR_FMT(parent_path), (long long)row->id);
    TRY(q_unit_path_set(call, row->path, row->id));
    struct happening happening = unit_happening(row, EVENT_UNIT_CREATED);
    return record(call, &happening, NULL, row);
}

/* A new unit's parent must be there, and not have ended. */
static enum err
check_parent(struct call *call, struct maybe parent_id, struct subject *ret_subject)
{
    struct unit_place parent;

    *ret_subject = (struct subject){0};
    if (!parent_id.has)
        return OK;
    enum err err = q_unit_place(call, parent_id.value, &parent);
    if (err == ERR_NOT_FOUND) {
        fault(call, "/parent_id", "no_such_unit", "There is no such unit.");
        return call_faults(call);
    }
    TRY(err);
    if (parent.valid_until.has)
        fault(call, "/parent_id", "unit_closed", "The unit %.*s ends; choose another one.",
              STR_FMT(parent.name));
    *ret_subject = (struct subject){.unit_id = parent.id, .unit_path = parent.path};
    return OK;
}

/* POST /api/v1/units: whoever may change the parent; at the top, who leads the whole. */
enum err
unit_create(struct call *call, const struct unit_new *in, struct unit_view *out)
{
    struct subject subject;
    struct unit row = {.type = in->type};

    TRY(check_parent(call, in->parent_id, &subject));
    TRY(policy_check(call, VERB_UNIT_EDIT, &subject));
    check_zone(call, in->zone);
    TRY(call_faults(call));
    type_apply(&type_unit_new, in, &type_unit, &row);
    row.valid_from = maybe_or(in->valid_from, 0);
    TRY(unit_add(call, &row));
    return show(call, row.id, out);
}

/* A cadence that a unit above locked is changed there; to lock one is to name it. */
static enum err
check_cadence(struct call *call, const struct unit *before, const struct unit *after)
{
    struct unit above;

    bool changed = !maybe_eq(before->cadence_days, after->cadence_days) ||
                   before->cadence_locked != after->cadence_locked;
    if (changed && before->cadence_bound) {
        TRY(q_unit_get(call, before->cadence_unit_id.value, &above));
        return fail(call, ERR_CONFLICT, "cadence_locked",
                    "The cadence is locked by %.*s; it can be unlocked there.",
                    STR_FMT(above.name));
    }
    if (changed && after->cadence_locked && !after->cadence_days.has)
        fault(call, "/cadence_locked", "names_none", "Name the cadence that units below follow.");
    return OK;
}

/* PATCH /api/v1/units/{id} */
enum err
unit_update(struct call *call, const struct unit_patch *in, struct unit_view *out)
{
    struct open_unit open;
    struct str parent_path;
    day_t today;

    TRY(setting_today(call, &today));
    TRY(unit_open_to(call, in->id, VERB_UNIT_EDIT, &open));
    TRY(call_match(call, open.row.version));
    struct unit after = open.row;
    type_apply(&type_unit_patch, in, &type_unit, &after);
    check_zone(call, after.zone);
    TRY(check_cadence(call, &open.row, &after));
    TRY(call_faults(call));
    TRY(place_under(call, after.parent_id, &after, &parent_path));
    TRY(unit_save(call, EVENT_UNIT_UPDATED, &open.row, &after, today));
    if (!inherit_same(&after, &open.row) || after.cadence_locked != open.row.cadence_locked)
        TRY(inherit_below(call, &after));
    return show(call, in->id, out);
}

/* POST /api/v1/units/{id}/close: it ends; what it held stays readable. */
enum err
unit_close(struct call *call, const struct unit_close *in, struct unit_view *out)
{
    struct open_unit open;
    struct maybe open_below;

    TRY(unit_open_to(call, in->id, VERB_UNIT_CLOSE, &open));
    TRY(call_match(call, open.row.version));
    if (open.row.valid_until.has)
        return fail(call, ERR_CONFLICT, "unit_closed", "The unit was closed already.");
    TRY(q_unit_open_below(call, maybe_of(in->id), in->valid_until, &open_below));
    if (open_below.value > 0)
        return fail(call, ERR_CONFLICT, "unit_has_units",
                    "%lld units below it are still open then; close or move them first.",
                    (long long)open_below.value);
    if (in->valid_until <= open.row.valid_from)
        fault(call, "/valid_until", "too_small", "A unit ends after the day it began.");
    TRY(call_faults(call));
    struct unit after = open.row;
    after.valid_until = maybe_of(in->valid_until);
    TRY(unit_save(call, EVENT_UNIT_CLOSED, &open.row, &after, in->valid_until));
    return show(call, in->id, out);
}
