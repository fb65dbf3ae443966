/* SPDX-License-Identifier: Apache-2.0 */
/* Writing objectives, and who takes part in them. */
#include "gen/exchange_sql.h"
#include "gen/okr_sql.h"
#include "practice/exchange/intake_apply.h"
#include "practice/exchange/intake_cell.h"
#include "practice/okr/objective.h"

#define DESCRIPTION_BYTES (1U << 20)

/* ---- names and memory ---------------------------------------------------------------------------
 */

struct maybe
intake_first(const struct intake *intake, enum foreign_kind kind, struct str lines)
{
    struct str rest;
    const struct intake_name *name =
        intake_name_of(&intake->names, kind, str_cut(lines, '\n', &rest));

    return name != NULL && name->local_id != 0 ? maybe_of(name->local_id) : maybe_none();
}

enum err
intake_remember(struct intake_writing *w, const struct stage_row *row, enum foreign_kind kind,
                int64_t local_id, bool is_new)
{
    struct foreign_id foreign = {.source = w->intake->source,
                                 .kind = kind,
                                 .foreign_key = row->foreign_key,
                                 .local_id = local_id,
                                 .hash = w->intake->nodes[row->id].hash,
                                 .title = row->title,
                                 .status = row->status,
                                 .import_id = w->intake->import_id,
                                 .made_by = maybe_of(w->intake->import_id)};

    return is_new ? q_foreign_insert(w->target, &foreign) : q_foreign_update(w->target, &foreign);
}

/* ---- objectives ---------------------------------------------------------------------------------
 */

/* Check-ins of an objective that its key results measure have no key result: they stand as text. */
static enum err
describe(struct intake_writing *w, const struct stage_row *row, struct str *out)
{
    struct stage_check_in_list staged;
    struct str name;
    struct str mark;
    struct buf buf;

    *out = row->description;
    if (row->check_in_count == 0 || intake_has_measure(&w->intake->nodes[row->id]))
        return OK;
    TRY(q_stage_check_in_of(w->intake->stage, row->id, &staged));
    buf_init(&buf, DESCRIPTION_BYTES);
    buf_fmt(&buf, "%.*s%sImported check-ins:\n", STR_FMT(row->description),
            row->description.len > 0 ? "\n\n" : "");
    for (size_t i = 0; i < staged.count; i++) {
        const struct stage_check_in *c = &staged.items[i];
        const char *status = choice_name(own_status_choice, (int)c->own_status);
        buf_append_str(&buf, STR("\n- "));
        day_format(&buf, c->day);
        buf_append_str(&buf, STR(": "));
        scaled_format(&buf, c->value, DECIMAL_PLACES);
        buf_fmt(&buf, "%s%.*s%s%.*s", row->unit_of_measure.len > 0 ? " " : "",
                STR_FMT(row->unit_of_measure), status != NULL ? ", " : "",
                STR_FMT(str_from(status)));
        cell_person(c->person, &name, &mark);
        buf_fmt(&buf, "%s%.*s%s%.*s", name.len > 0 ? ", " : "", STR_FMT(name),
                c->note.len > 0 ? ": " : "", STR_FMT(c->note));
    }
    enum err err = buf_failed(&buf);
    *out = str_copy(w->target->arena, buf_str(&buf));
    buf_release(&buf);
    return err;
}

static enum err
fill(struct intake_writing *w, const struct stage_row *row, struct objective *out)
{
    const struct intake *intake = w->intake;

    out->unit_id = intake_first(intake, FOREIGN_KIND_UNIT, row->units).value;
    out->owner_id = intake_first(intake, FOREIGN_KIND_PERSON, row->owners);
    out->title = row->title;
    TRY(describe(w, row, &out->description));
    out->kind = row->objective_kind;
    out->score = row->score;
    out->postponed = row->postponed;
    out->state = row->closed ? OBJECTIVE_STATE_CLOSED : OBJECTIVE_STATE_PUBLISHED;
    out->closed_at = maybe_none();
    if (row->closed) {
        day_t day =
            maybe_or(row->last_check_in_day, maybe_or(row->end_day, day_of(w->target->now)));
        out->closed_at = maybe_of(day * USEC_PER_DAY);
    }
    return OK;
}

/* Every unit and owner but the first takes part; of a key result all that its objective lacks. */
enum err
intake_participants_add(struct intake_writing *w, const struct stage_row *row, int64_t objective_id,
                        struct maybe unit_id, struct maybe owner_id)
{
    for (struct str rest = row->units; rest.ptr != NULL;) {
        struct maybe id = intake_first(w->intake, FOREIGN_KIND_UNIT, str_cut(rest, '\n', &rest));
        struct objective_unit unit = {objective_id, id.value, WEIGHT_USUAL};
        if (id.has && !maybe_eq(id, unit_id))
            TRY(q_objective_unit_insert(w->target, &unit));
    }
    for (struct str rest = row->owners; rest.ptr != NULL;) {
        struct maybe id = intake_first(w->intake, FOREIGN_KIND_PERSON, str_cut(rest, '\n', &rest));
        struct objective_owner owner = {objective_id, id.value};
        if (id.has && !maybe_eq(id, owner_id))
            TRY(q_objective_owner_insert(w->target, &owner));
    }
    return OK;
}

/* Place of its owning unit among the names, for its key results. */
static uint32_t
place_of_unit(const struct intake *intake, const struct stage_row *row)
{
    struct str rest;
    const struct intake_name *name =
        intake_name_of(&intake->names, FOREIGN_KIND_UNIT, str_cut(row->units, '\n', &rest));

    return name != NULL ? (uint32_t)(name - intake->names.items) : 0;
}

enum err
intake_objective_create(struct intake_writing *w, const struct stage_row *row)
{
    struct intake_node *node = &w->intake->nodes[row->id];
    usec_t created_at = maybe_or(row->created_at, w->target->now);
    int64_t measure_id;
    struct objective objective = {
        .cycle_id = w->intake->names.items[node->period].local_id,
        .rank = row->id,
        .archived_at = w->intake->ahead ? maybe_of(w->intake->at) : maybe_none(),
        .progress = node->number == INTAKE_NOTHING ? maybe_none() : maybe_of(node->number),
        .imported = true,
        .created_by = intake_first(w->intake, FOREIGN_KIND_PERSON, row->creator),
        .created_at = created_at,
        .published_at = maybe_of(created_at),
        .version = 1,
    };

    TRY(fill(w, row, &objective));
    node->unit = place_of_unit(w->intake, row);
    TRY(q_objective_insert(w->target, &objective, &node->local_id));
    if (w->intake->first_id == 0 || node->local_id < w->intake->first_id)
        w->intake->first_id = node->local_id;
    TRY(intake_remember(w, row, FOREIGN_KIND_OBJECTIVE, node->local_id, /* is_new= */ true));
    TRY(intake_participants_add(w, row, node->local_id, maybe_of(objective.unit_id),
                                objective.owner_id));
    if (!intake_has_measure(node))
        return OK;
    return intake_key_result_create(w, row, node->local_id, FOREIGN_KIND_MEASURE, &measure_id);
}

/* The key result of its own progress comes, changes, or goes when real key results came. */
static enum err
change_measure(struct intake_writing *w, const struct stage_row *row,
               const struct objective *objective)
{
    struct foreign_title foreign;
    struct key_result before;
    bool wanted = intake_has_measure(&w->intake->nodes[row->id]);
    int64_t id = objective->id;

    enum err err = q_foreign_get(w->target, w->intake->source, FOREIGN_KIND_MEASURE,
                                 row->foreign_key, &foreign);
    if (err == ERR_NOT_FOUND)
        return wanted ? intake_key_result_create(w, row, id, FOREIGN_KIND_MEASURE, &id) : OK;
    TRY(err);
    if (wanted)
        return intake_key_result_change(w, row, id, foreign.local_id, FOREIGN_KIND_MEASURE);
    TRY(q_key_result_get(w->target, foreign.local_id, &before));
    if (before.dropped_at.has)
        return OK;
    struct key_result after = before;
    after.dropped_at = maybe_of(w->target->now);
    after.reason = STR("The import brought key results of its own.");
    after.version++;
    TRY(q_key_result_update(w->target, &after));
    TRY(intake_trace(w, &type_key_result, after.id, &before, &after));
    struct happening happening = objective_happening(objective, EVENT_KEY_RESULT_DROPPED);
    happening.type = &type_key_result;
    happening.subject_id = after.id;
    return record(w->target, &happening, &before, &after);
}

enum err
intake_objective_change(struct intake_writing *w, const struct stage_row *row)
{
    struct intake_node *node = &w->intake->nodes[row->id];
    struct objective before;

    TRY(q_objective_get(w->target, node->local_id, &before));
    struct objective after = before;
    TRY(fill(w, row, &after));
    TRY(objective_save(w->target, EVENT_OBJECTIVE_UPDATED, &before, &after));
    TRY(intake_trace(w, &type_objective, after.id, &before, &after));
    TRY(intake_trace_participants(w, after.id));
    TRY(q_objective_unit_clear(w->target, after.id));
    TRY(q_objective_owner_clear(w->target, after.id));
    TRY(intake_participants_add(w, row, after.id, maybe_of(after.unit_id), after.owner_id));
    TRY(change_measure(w, row, &after));
    return intake_remember(w, row, FOREIGN_KIND_OBJECTIVE, after.id, /* is_new= */ false);
}
