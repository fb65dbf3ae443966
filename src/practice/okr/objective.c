/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/objective.h"

#include "gen/okr_sql.h"
#include "gen/org_sql.h"
#include "gen/strategy_sql.h"
#include "practice/access/person.h"
#include "practice/access/setting.h"
#include "practice/okr/alignment.h"
#include "practice/okr/edit_rule.h"
#include "practice/okr/initiative.h"
#include "practice/okr/objective_past.h"
#include "practice/okr/past.h"
#include "practice/okr/propagate.h"
#include "practice/okr/standing.h"
#include "practice/okr/tag.h"
#include "practice/record/record.h"
#include "practice/strategy/strategy.h"

enum err
objective_open(struct call *call, int64_t id, struct open_objective *out)
{
    enum err err = q_objective_get(call, id, &out->row);

    if (err == OK)
        err = q_objective_place(call, call->person_id, id, &out->place);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_objective", "There is no such objective.");
    TRY(err);
    out->subject = (struct subject){
        .own = out->place.co_owner > 0 || out->row.owner_id.value == call->person_id ||
               out->row.created_by.value == call->person_id,
        .stands_in = policy_stands_for(call->who, out->row.owner_id),
        .invited = out->place.reader > 0,
        .unit_id = out->place.unit_id,
        .unit_path = out->place.unit_path,
    };
    if (out->row.state == OBJECTIVE_STATE_DRAFT &&
        !policy_allows(call->who, VERB_DRAFT_READ, &out->subject))
        return fail(call, ERR_NOT_FOUND, "no_such_objective", "There is no such objective.");
    return OK;
}

enum err
objective_open_to(struct call *call, int64_t id, enum verb verb, struct open_objective *out)
{
    TRY(objective_open(call, id, out));
    return policy_check(call, verb, &out->subject);
}

enum err
objective_changeable(struct call *call, const struct open_objective *open)
{
    if (open->row.state == OBJECTIVE_STATE_CLOSED)
        return fail(call, ERR_CONFLICT, "objective_closed",
                    "The objective is closed; reopen it first.");
    if (open->row.dropped_at.has || open->row.archived_at.has)
        return fail(call, ERR_CONFLICT, "objective_put_away",
                    "The objective was dropped or archived; restore it first.");
    if (open->place.cycle_state == CYCLE_STATE_CLOSED)
        return fail(call, ERR_CONFLICT, "cycle_closed",
                    "The cycle is closed; an OKR master can open it again.");
    return OK;
}

struct happening
objective_happening(const struct objective *row, const char *kind)
{
    return (struct happening){
        .kind = kind,
        .type = &type_objective,
        .subject_id = row->id,
        .unit_id = maybe_of(row->unit_id),
        .cycle_id = maybe_of(row->cycle_id),
        .owner_id = row->owner_id,
        .hidden = row->state == OBJECTIVE_STATE_DRAFT,
    };
}

enum err
objective_save_told(struct call *call, const char *event, const struct objective *before,
                    struct objective *after, const struct told *told)
{
    after->version = before->version + 1;
    TRY(q_objective_update(call, after));
    TRY(past_keep_objective(call, after->id));
    struct happening happening = objective_happening(after, event);
    happening.told = told;
    return record(call, &happening, before, after);
}

enum err
objective_save(struct call *call, const char *event, const struct objective *before,
               struct objective *after)
{
    return objective_save_told(call, event, before, after, NULL);
}

enum err
objective_edited(struct call *call, int64_t id)
{
    return q_objective_edition_raise(call, id);
}

static enum err
save_units(struct call *call, int64_t objective_id, const struct unit_weight_list *units)
{
    TRY(q_objective_unit_clear(call, objective_id));
    for (size_t i = 0; i < units->count; i++) {
        struct objective_unit row = {.objective_id = objective_id,
                                     .unit_id = units->items[i].unit_id,
                                     .weight = units->items[i].weight};
        TRY(q_objective_unit_insert(call, &row));
    }
    return OK;
}

static enum err
save_owners(struct call *call, int64_t objective_id, const struct id_list *person_ids)
{
    TRY(q_objective_owner_clear(call, objective_id));
    for (size_t i = 0; i < person_ids->count; i++) {
        struct objective_owner row = {.objective_id = objective_id,
                                      .person_id = person_ids->items[i]};
        TRY(q_objective_owner_insert(call, &row));
    }
    return OK;
}

/* The objective as its page shows it, with what the one who asks may do. */
static enum err
show(struct call *call, const struct open_objective *open, struct objective_view *out)
{
    struct standing standing;

    TRY(q_objective_show(call, call->person_id, open->row.id, out));
    TRY(standing_begin(call, &standing));
    TRY(standing_of_view(call, &standing, out));
    TRY(alignment_list(call, out->id, &out->parents, &out->children));
    TRY(q_objective_unit_list(call, out->id, &out->units));
    TRY(q_objective_owner_list(call, out->id, &out->co_owners));
    TRY(tags_of(call, out->id, &out->tags));
    TRY(initiatives_show(call, open, &out->initiatives));
    if (out->state == OBJECTIVE_STATE_DRAFT)
        TRY(q_objective_reader_list(call, out->id, &out->readers));
    bool takes = out->state == OBJECTIVE_STATE_PUBLISHED && !out->dropped_at.has &&
                 !out->archived_at.has && out->cycle_state == CYCLE_STATE_OPEN;
    bool may = policy_allows(call->who, VERB_CHECK_IN, &open->subject);
    for (size_t i = 0; i < out->key_results.count; i++) {
        struct key_result_view *kr = &out->key_results.items[i];
        bool own = kr->owner_id.has && (kr->owner_id.value == call->person_id ||
                                        policy_stands_for(call->who, kr->owner_id));
        kr->may_check_in = takes && !kr->dropped_at.has && (may || own);
    }
    out->may_edit = policy_allows(call->who, VERB_OBJECTIVE_EDIT, &open->subject);
    out->may_delete = out->may_edit && out->state == OBJECTIVE_STATE_DRAFT;
    return OK;
}

/* What objective_open() and show() ask that needs no more than the id. */
static void
show_ahead(struct call *call, int64_t id)
{
    static const struct standing of_today;
    const struct id_list one = {.items = &id, .count = 1};

    q_objective_place_ahead(call, call->person_id, id);
    q_objective_show_ahead(call, call->person_id, id);
    settings_ahead(call);
    setting_today_ahead(call);
    standing_ahead(call, &of_today, &one);
    q_alignment_above_ahead(call, id, call->person_id);
    q_alignment_below_ahead(call, id, call->person_id);
    q_objective_unit_list_ahead(call, id);
    q_objective_owner_list_ahead(call, id);
    q_objective_tags_ahead(call, &one);
    q_initiative_of_objective_ahead(call, id);
}

enum err
objective_show(struct call *call, int64_t id, struct objective_view *out)
{
    struct open_objective open;

    show_ahead(call, id);
    TRY(objective_open(call, id, &open));
    return show(call, &open, out);
}

enum err
objective_get(struct call *call, const struct by_id *in, struct objective_view *out)
{
    return objective_show(call, in->id, out);
}

/* The unit and cycle that a new objective names must be there and open. */
static enum err
check_place(struct call *call, int64_t unit_id, int64_t cycle_id, struct subject *ret_subject)
{
    struct unit_place unit;
    struct cycle cycle;

    enum err err = q_unit_place(call, unit_id, &unit);
    if (err == ERR_NOT_FOUND)
        fault(call, "/unit_id", "no_such_unit", "There is no such unit.");
    else
        TRY(err);
    err = q_cycle_get(call, cycle_id, &cycle);
    if (err == ERR_NOT_FOUND)
        fault(call, "/cycle_id", "no_such_cycle", "There is no such cycle.");
    else
        TRY(err);
    TRY(call_faults(call));
    if (unit.valid_until.has)
        fault(call, "/unit_id", "unit_closed", "The unit %.*s has ended; choose one that has not.",
              STR_FMT(unit.name));
    if (cycle.state == CYCLE_STATE_CLOSED)
        fault(call, "/cycle_id", "cycle_closed", "The cycle %.*s is closed; choose an open one.",
              STR_FMT(cycle.name));
    *ret_subject = (struct subject){.unit_id = unit_id, .unit_path = unit.path};
    return OK;
}

static enum err
check_room(struct call *call, int64_t unit_id, int64_t cycle_id)
{
    struct settings settings;
    struct maybe count;

    TRY(settings_load(call, &settings));
    if (settings.objectives_per_unit_max == 0)
        return OK;
    TRY(q_objective_count_of_unit(call, cycle_id, unit_id, &count));
    if (count.value >= settings.objectives_per_unit_max)
        fault(
            call, "/unit_id", "too_many_objectives",
            "The unit has %lld objectives in this cycle, as many as the organisation allows; drop "
            "or archive one first.",
            (long long)count.value);
    return OK;
}

static enum err
check_people_and_units(struct call *call, const struct unit_weight_list *units,
                       const struct id_list *person_ids, int64_t owning_unit_id)
{
    struct unit_place unit;

    for (size_t i = 0; i < person_ids->count; i++) {
        struct str at = str_fmt(call->arena, "/co_owner_ids/%zu", i);
        TRY(person_check(call, maybe_of(person_ids->items[i]), at.ptr));
    }
    for (size_t i = 0; i < units->count; i++) {
        struct str at = str_fmt(call->arena, "/units/%zu/unit_id", i);
        enum err err = q_unit_place(call, units->items[i].unit_id, &unit);
        if (err == ERR_NOT_FOUND)
            fault(call, at.ptr, "no_such_unit", "There is no such unit.");
        else
            TRY(err);
        if (units->items[i].unit_id == owning_unit_id)
            fault(call, at.ptr, "owning_unit", "The owning unit takes part already; leave it out.");
    }
    return OK;
}

/* Topline objectives are the top unit's; those who make the strategy may put others under a theme
 * as well. */
static enum err
may_stand_under_themes(struct call *call, int64_t unit_id, bool *out)
{
    struct subject subject;

    TRY(strategy_subject(call, &subject));
    *out = subject.unit_id == unit_id || policy_allows(call->who, VERB_STRATEGY_EDIT, &subject);
    return OK;
}

/* A theme that has ended keeps what stands under it. */
static enum err
check_theme(struct call *call, const struct objective *before, const struct objective *after)
{
    struct theme theme;
    bool may_stand;

    if (!after->theme_id.has ||
        (maybe_eq(before->theme_id, after->theme_id) && before->unit_id == after->unit_id))
        return OK;
    enum err err = q_theme_find(call, after->theme_id.value, &theme);
    if (err == ERR_NOT_FOUND || (err == OK && theme.state == THEME_STATE_PROPOSED)) {
        fault(call, "/theme_id", "no_such_theme", "There is no such theme.");
        return OK;
    }
    TRY(err);
    if (theme.state == THEME_STATE_ENDED && !maybe_eq(before->theme_id, after->theme_id))
        fault(call, "/theme_id", "theme_ended", "The theme %.*s has ended; choose one that holds.",
              STR_FMT(theme.name));
    TRY(may_stand_under_themes(call, after->unit_id, &may_stand));
    if (!may_stand)
        fault(call, "/theme_id", "not_topline",
              "Only objectives of the top unit stand under a theme; link this one to a topline "
              "objective instead.");
    return OK;
}

enum err
objective_theme_along(struct call *call, struct objective_new *in, struct str *ret_left_out)
{
    struct theme theme;
    bool may_stand;

    if (!in->theme_id.has)
        return OK;
    TRY(q_theme_find(call, in->theme_id.value, &theme));
    TRY(may_stand_under_themes(call, in->unit_id, &may_stand));
    if (theme.state != THEME_STATE_ENDED && may_stand)
        return OK;
    in->theme_id = maybe_none();
    *ret_left_out = theme.name;
    return OK;
}

/* POST /api/v1/objectives: a draft in a planned or open cycle. */
enum err
objective_create(struct call *call, const struct objective_new *in, struct objective_view *out)
{
    static const struct tag_ref_list none;
    struct tag_ref_list tags;
    struct subject subject;
    struct maybe rank;
    struct told told;
    struct objective after = {
        .state = OBJECTIVE_STATE_DRAFT,
        .created_by = maybe_of(call->person_id),
        .created_at = call->now,
        .version = 1,
    };

    TRY(check_place(call, in->unit_id, in->cycle_id, &subject));
    TRY(policy_check(call, VERB_OBJECTIVE_CREATE, &subject));
    TRY(person_check(call, in->owner_id, "/owner_id"));
    TRY(check_people_and_units(call, &in->units, &in->co_owner_ids, in->unit_id));
    TRY(tags_wanted(call, &in->tag_ids, &none, &tags));
    TRY(check_room(call, in->unit_id, in->cycle_id));
    type_apply(&type_objective_new, in, &type_objective, &after);
    TRY(check_theme(call, &(struct objective){0}, &after));
    TRY(call_faults(call));

    after.kind = in->kind;
    TRY(q_objective_rank_next(call, in->cycle_id, in->unit_id, &rank));
    after.rank = maybe_or(rank, 0);
    TRY(q_objective_insert(call, &after, &after.id));
    TRY(past_keep_objective(call, after.id));
    TRY(save_units(call, after.id, &in->units));
    TRY(save_owners(call, after.id, &in->co_owner_ids));
    TRY(tags_save(call, after.id, &none, &tags, &told));
    struct happening happening = objective_happening(&after, EVENT_OBJECTIVE_CREATED);
    happening.told = &told;
    TRY(record(call, &happening, NULL, &after));
    return objective_show(call, after.id, out);
}

/* Moving to another unit takes the right to begin one there. */
static enum err
check_move(struct call *call, const struct objective *before, const struct objective *after)
{
    struct subject there;

    if (before->unit_id == after->unit_id)
        return OK;
    TRY(check_place(call, after->unit_id, after->cycle_id, &there));
    TRY(call_faults(call));
    return policy_check(call, VERB_OBJECTIVE_CREATE, &there);
}

/* Zones belong to aspirational objectives alone. */
static enum err
check_kind(struct call *call, const struct objective *before, const struct objective *after)
{
    struct maybe count;

    if (before->kind == after->kind || after->kind == OBJECTIVE_KIND_ASPIRATIONAL)
        return OK;
    TRY(q_key_result_zones_of(call, after->id, &count));
    if (maybe_or(count, 0) > 0)
        fault(call, "/kind", "zones_not_aspirational",
              "It has a key result in zones, which belong to aspirational objectives; measure that "
              "one in another way first.");
    return OK;
}

/* PATCH /api/v1/objectives/{id}: what was given changes, everything else stays. */
enum err
objective_update(struct call *call, const struct objective_patch *in, struct objective_view *out)
{
    struct open_objective open;
    struct tag_ref_list had;
    struct tag_ref_list tags;
    struct told told;
    day_t today;

    TRY(objective_open_to(call, in->id, VERB_OBJECTIVE_EDIT, &open));
    TRY(call_match(call, open.row.version));
    TRY(objective_changeable(call, &open));
    struct objective after = open.row;
    type_apply(&type_objective_patch, in, &type_objective, &after);
    TRY(check_move(call, &open.row, &after));
    TRY(check_kind(call, &open.row, &after));
    if (!maybe_eq(after.owner_id, open.row.owner_id))
        TRY(person_check(call, after.owner_id, "/owner_id"));
    TRY(check_people_and_units(call, &in->units, &in->co_owner_ids, after.unit_id));
    TRY(check_theme(call, &open.row, &after));
    TRY(tags_of(call, in->id, &had));
    tags = had;
    if ((in->given & OBJECTIVE_PATCH_TAG_IDS) != 0)
        TRY(tags_wanted(call, &in->tag_ids, &had, &tags));
    TRY(call_faults(call));

    if (after.unit_id != open.row.unit_id) {
        TRY(setting_today(call, &today));
        TRY(objective_past_keep(call, &open.row, today));
    }
    TRY(tags_save(call, in->id, &had, &tags, &told));
    struct edit edit = {
        .wording = !str_eq(after.title, open.row.title) || after.kind != open.row.kind,
        .reason = in->edit_reason,
    };
    TRY(edit_check(call, &open, &edit, &told, &told));
    TRY(objective_save_told(call, EVENT_OBJECTIVE_UPDATED, &open.row, &after, &told));
    if ((in->given & OBJECTIVE_PATCH_UNITS) != 0)
        TRY(save_units(call, in->id, &in->units));
    if ((in->given & OBJECTIVE_PATCH_CO_OWNER_IDS) != 0)
        TRY(save_owners(call, in->id, &in->co_owner_ids));
    /* Where it is found is no content. */
    const uint64_t placing = OBJECTIVE_PATCH_ID | OBJECTIVE_PATCH_RANK | OBJECTIVE_PATCH_TAG_IDS;
    if ((in->given & ~placing) != 0)
        TRY(objective_edited(call, in->id));
    return objective_show(call, in->id, out);
}
