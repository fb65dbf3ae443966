/* SPDX-License-Identifier: Apache-2.0 */
/* Writing key results with their check-ins, and links. */
#include "gen/checkin_sql.h"
#include "gen/exchange_sql.h"
#include "gen/okr_sql.h"
#include "practice/access/setting.h"
#include "practice/exchange/intake_apply.h"
#include "practice/checkin/evidence.h"
#include "practice/okr/measure_list.h"
#include "practice/okr/objective.h"
#include "practice/okr/past.h"

/* ---- key results --------------------------------------------------------------------------------
 */

/* The file's kind holds again: what only another kind is measured by goes. */
static void
reset_measure(struct key_result *row)
{
    row->worst_value = row->low_value = row->high_value = row->tolerance = maybe_none();
    row->period_rule = PERIOD_RULE_LATEST;
    row->interval_days = maybe_none();
    row->commit_text = row->target_text = row->stretch_text = (struct str){0};
}

/* Its days, where they are not the cycle's. */
static void
fill_days(const struct intake *intake, const struct stage_row *row, struct key_result *out)
{
    const struct intake_name *cycle =
        intake_name_of(&intake->names, FOREIGN_KIND_CYCLE, row->period);

    out->start_day = maybe_none();
    out->due_day = maybe_none();
    if (cycle == NULL ||
        (maybe_eq(row->start_day, cycle->start_day) && maybe_eq(row->end_day, cycle->end_day)))
        return;
    out->start_day = row->start_day;
    out->due_day = row->end_day;
}

/* What the file does not say stays as people have it here. */
static void
fill_given(struct maybe given, struct maybe *out)
{
    if (given.has)
        *out = given;
}

static void
fill(const struct intake *intake, const struct stage_row *row, enum foreign_kind kind,
     struct key_result *out)
{
    bool is_measure = kind == FOREIGN_KIND_MEASURE;

    out->title = is_measure && !str_is_null(row->metric) ? row->metric : row->title;
    out->description = is_measure ? (struct str){0} : row->description;
    out->owner_id = intake_first(intake, FOREIGN_KIND_PERSON, row->owners);
    out->kind = row->kr_kind;
    out->unit_of_measure = row->unit_of_measure;
    out->start_value = row->start_value;
    out->target_value = row->target_value;
    fill_given(row->worst_value, &out->worst_value);
    fill_given(row->low_value, &out->low_value);
    fill_given(row->high_value, &out->high_value);
    out->weight = is_measure ? WEIGHT_USUAL : row->weight;
    out->score = is_measure ? maybe_none() : row->score;
    out->postponed = row->postponed;
    out->source_kind = is_measure                          ? STR("Objective")
                       : row->type == ROW_TYPE_DELIVERABLE ? STR("Deliverable")
                                                           : row->goal_type;
    fill_days(intake, row, out);
}

static enum err
check_in_insert(struct intake_writing *w, const struct stage_check_in *staged,
                int64_t key_result_id, int64_t *out)
{
    struct check_in check_in = {.key_result_id = key_result_id,
                                .person_id =
                                    intake_first(w->intake, FOREIGN_KIND_PERSON, staged->person),
                                .day = staged->day,
                                .value = staged->value,
                                .own_status = staged->own_status,
                                .note = staged->note,
                                .raw = staged->raw,
                                .imported = true,
                                .created_at = staged->at,
                                .version = 1};

    return q_check_in_insert(w->target, &check_in, out);
}

/* Targets on the way are those of the file; where it has none, people's stay as long as they can be
 * kept. */
static enum err
set_interims(struct intake_writing *w, const struct stage_row *row, int64_t key_result_id,
             enum kr_kind kind_before, struct told *ret_told)
{
    struct stage_interim_list staged;
    struct measure_lists before;
    bool goes = kind_before != KR_KIND_NULL && kind_before != row->kr_kind;

    *ret_told = (struct told){0};
    TRY(q_stage_interim_of(w->intake->stage, row->id, &staged));
    if (staged.count == 0 && !goes)
        return OK;
    TRY(measure_lists_load(w->target, key_result_id, &before));
    struct measure_lists after = {
        .interim_targets.items =
            arena_array(w->target->arena, staged.count, sizeof(*after.interim_targets.items))};
    TRY(arena_failed(w->target->arena));
    for (size_t i = 0; i < staged.count; i++)
        after.interim_targets.items[after.interim_targets.count++] =
            (struct interim_target){.day = staged.items[i].day, .value = staged.items[i].value};
    if (kind_before != KR_KIND_NULL)
        TRY(intake_trace_interims(w, key_result_id, &before.interim_targets));
    return measure_lists_save(w->target, key_result_id, &before, &after, ret_told);
}

static fraction_t
contribution_of(fraction_t raw)
{
    return raw < 0 ? 0 : raw > FRACTION_ONE ? FRACTION_ONE : raw;
}

/* What was told of past days is taken to have been known on them; from today on it is kept. */
static enum err
tell_days(struct call *target, int64_t objective_id, int64_t id)
{
    day_t today;

    TRY(setting_today(target, &today));
    TRY(q_key_result_day_forget(target, id));
    TRY(q_key_result_day_begin(target, id, today));
    TRY(q_key_result_day_rebuild(target, id, today));
    return past_keep_key_results(target, objective_id);
}

enum err
intake_key_result_create(struct intake_writing *w, const struct stage_row *row,
                         int64_t objective_id, enum foreign_kind kind, int64_t *out)
{
    struct stage_check_in_list staged;
    struct told told;
    int64_t check_in_id;
    struct key_result key_result = {.objective_id = objective_id,
                                    .rank = kind == FOREIGN_KIND_MEASURE ? 0 : row->id,
                                    .imported = true,
                                    .period_rule = PERIOD_RULE_LATEST,
                                    .created_at = maybe_or(row->created_at, w->target->now),
                                    .version = 1,
                                    .current_value = row->current_value,
                                    .raw = row->raw,
                                    .contribution = contribution_of(maybe_or(row->raw, 0)),
                                    .own_status = row->own_status,
                                    .last_check_in_day = row->last_check_in_day,
                                    .check_in_count = row->check_in_count};

    fill(w->intake, row, kind, &key_result);
    TRY(q_key_result_insert(w->target, &key_result, out));
    TRY(intake_remember(w, row, kind, *out, /* is_new= */ true));
    TRY(set_interims(w, row, *out, KR_KIND_NULL, &told));
    staged.count = 0;
    if (row->check_in_count > 0)
        TRY(q_stage_check_in_of(w->intake->stage, row->id, &staged));
    for (size_t i = 0; i < staged.count; i++)
        TRY(check_in_insert(w, &staged.items[i], *out, &check_in_id));
    return tell_days(w->target, objective_id, *out);
}

static enum err
merge_check_ins(struct intake_writing *w, const struct stage_row *row, int64_t id)
{
    struct stage_check_in_list staged;
    struct check_in_list existing;
    int64_t check_in_id;

    TRY(q_stage_check_in_of(w->intake->stage, row->id, &staged));
    TRY(q_exchange_check_ins(w->target, id, &existing));
    struct intake_match *matches = arena_array(w->target->arena, staged.count, sizeof(*matches));
    if (matches == NULL)
        return ERR_MEMORY;
    intake_match_check_ins(&existing, &staged, matches);
    for (size_t i = 0; i < staged.count; i++) {
        if (matches[i].same)
            continue;
        if (matches[i].existing == NULL) {
            TRY(check_in_insert(w, &staged.items[i], id, &check_in_id));
            TRY(intake_trace(w, &type_check_in, check_in_id, NULL, NULL));
            continue;
        }
        struct check_in changed = *matches[i].existing;
        changed.value = staged.items[i].value;
        changed.own_status = staged.items[i].own_status;
        changed.note = staged.items[i].note;
        changed.raw = staged.items[i].raw;
        TRY(q_exchange_check_in_update(w->target, &changed));
        TRY(intake_trace(w, &type_check_in, changed.id, matches[i].existing, &changed));
    }
    return OK;
}

/* Where all check-ins of a period decide, as a person may have chosen since. */
static enum err
settle_period(struct call *target, struct key_result *row)
{
    static const struct measure_lists none;
    const struct evidence evidence = {.key_result_id = row->id,
                                      .interval_days = row->interval_days};
    struct objective_place place;
    struct progress progress;

    if (row->period_rule == PERIOD_RULE_LATEST)
        return OK;
    TRY(q_objective_place(target, 0, row->objective_id, &place));
    struct measure measure =
        measure_of_row(row, (struct measuring_period){place.cycle_start, place.cycle_end}, &none);
    if (evidence_progress(target, &evidence, &measure, &progress) != OK)
        return OK; /* a value too far: what was stored stays, and the report names it */
    row->raw = progress.no_data ? maybe_none() : maybe_of(progress.raw);
    row->contribution = progress.contribution;
    return OK;
}

/* Measures all check-ins anew, as a changed start or target asks for, and takes the newest. */
enum err
intake_settle(struct call *target, struct key_result *row)
{
    static const struct measure_lists none;
    struct measure measure = measure_of_row(row, (struct measuring_period){0, 1}, &none);
    struct check_in_list all;
    const struct check_in *newest = NULL;

    TRY(q_exchange_check_ins_all(target, row->id, &all));
    for (size_t i = 0; i < all.count; i++) {
        struct check_in *check_in = &all.items[i];
        fraction_t raw = check_in->raw;
        if (progress_raw(&measure, check_in->value, &raw) == OK && raw != check_in->raw)
            TRY(q_exchange_check_in_raw(target, raw, check_in->id));
        check_in->raw = raw;
        if (newest == NULL || check_in->day >= newest->day)
            newest = check_in;
    }
    row->check_in_count = (int64_t)all.count;
    if (newest != NULL) {
        row->current_value = maybe_of(newest->value);
        row->last_check_in_day = maybe_of(newest->day);
        row->raw = maybe_of(newest->raw);
        row->contribution = contribution_of(newest->raw);
        if (!newest->imported)
            row->own_status = newest->own_status;
    }
    TRY(settle_period(target, row));
    TRY(q_key_result_checked_in(target, row));
    return tell_days(target, row->objective_id, row->id);
}

enum err
intake_key_result_change(struct intake_writing *w, const struct stage_row *row,
                         int64_t objective_id, int64_t id, enum foreign_kind kind)
{
    struct key_result before;
    struct objective objective;
    struct told told;

    TRY(q_key_result_get(w->target, id, &before));
    struct key_result after = before;
    if (row->kr_kind != before.kind)
        reset_measure(&after);
    fill(w->intake, row, kind, &after);
    after.objective_id = objective_id;
    after.version = before.version + 1;
    after.dropped_at = maybe_none();
    after.reason = (struct str){0};
    after.own_status = row->own_status;
    if (after.objective_id != before.objective_id || !str_eq(after.source_kind, before.source_kind))
        TRY(q_exchange_key_result_move(w->target, objective_id, after.source_kind, id));
    TRY(q_key_result_update(w->target, &after));
    TRY(set_interims(w, row, id, before.kind, &told));
    TRY(merge_check_ins(w, row, id));
    TRY(intake_settle(w->target, &after));
    TRY(intake_trace(w, &type_key_result, id, &before, &after));
    TRY(q_objective_get(w->target, objective_id, &objective));
    struct happening happening = objective_happening(&objective, EVENT_KEY_RESULT_UPDATED);
    happening.type = &type_key_result;
    happening.subject_id = id;
    happening.told = &told;
    TRY(record(w->target, &happening, &before, &after));
    return intake_remember(w, row, kind, id, /* is_new= */ false);
}

/* ---- links --------------------------------------------------------------------------------------
 */

static bool
has_link(const struct intake *intake, uint32_t row, size_t at)
{
    return at < intake->link_count && intake->links[at].row == row;
}

/* The link as a row; false when it is not made. */
static bool
link_row(const struct intake_writing *w, const struct intake_link *link, struct alignment *out)
{
    const struct intake_node *upper = &w->intake->nodes[link->upper];
    bool to_key_result =
        link->upper != 0 ? upper->type != ROW_TYPE_OBJECTIVE : link->local_is_key_result;
    int64_t upper_id = link->upper != 0 ? upper->local_id : link->local;

    *out = (struct alignment){.child_id = w->intake->nodes[link->row].local_id,
                              .kind = link->kind,
                              .weight = link->weight,
                              .imported = true,
                              .valid_from = w->target->now,
                              .version = 1};
    if (to_key_result)
        out->parent_kr_id = maybe_of(upper_id);
    else
        out->parent_id = maybe_of(upper_id);
    return link->kind != ALIGNMENT_KIND_NULL && upper_id != 0;
}

enum err
intake_links_create(struct intake_writing *w, uint32_t row)
{
    struct alignment link;

    for (size_t at = w->intake->nodes[row].first_link; has_link(w->intake, row, at); at++)
        if (link_row(w, &w->intake->links[at], &link))
            TRY(q_alignment_insert(w->target, &link, &link.id));
    return OK;
}

static enum err
link_save(struct intake_writing *w, const char *event, const struct alignment *before,
          const struct alignment *after)
{
    struct objective child;

    TRY(intake_trace(w, &type_alignment, after->id, before, after));
    TRY(q_objective_get(w->target, after->child_id, &child));
    struct happening happening = objective_happening(&child, event);
    happening.type = &type_alignment;
    happening.subject_id = after->id;
    return record(w->target, &happening, before, after);
}

/* One link that the file has: as it was, changed, or new. Marks the row it met. */
static enum err
link_change(struct intake_writing *w, struct alignment *want, const struct alignment_list *here,
            bool *met)
{
    for (size_t i = 0; i < here->count; i++) {
        const struct alignment *row = &here->items[i];
        if (!maybe_eq(row->parent_id, want->parent_id) ||
            !maybe_eq(row->parent_kr_id, want->parent_kr_id))
            continue;
        met[i] = true;
        if (row->kind == want->kind && row->weight == want->weight)
            return OK;
        struct alignment after = *row;
        after.kind = want->kind;
        after.weight = want->weight;
        after.version = row->version + 1;
        TRY(q_alignment_update(w->target, &after));
        TRY(past_keep_link(w->target, row, &after));
        return link_save(w, EVENT_ALIGNMENT_UPDATED, row, &after);
    }
    TRY(q_alignment_insert(w->target, want, &want->id));
    return link_save(w, EVENT_ALIGNMENT_CREATED, NULL, want);
}

/* Imported links the file has no more end; those people made stay. Whoever checks in below
 * meanwhile meets the row: what is above must not be summed up without one of the two. */
enum err
intake_links_change(struct intake_writing *w, uint32_t row)
{
    struct alignment_list here;
    struct alignment want;

    TRY(q_objective_touch(w->target, w->intake->nodes[row].local_id));
    TRY(q_exchange_links(w->target, w->intake->nodes[row].local_id, &here));
    bool *met = arena_array(w->target->arena, here.count, sizeof(*met));
    if (met == NULL)
        return ERR_MEMORY;
    for (size_t at = w->intake->nodes[row].first_link; has_link(w->intake, row, at); at++)
        if (link_row(w, &w->intake->links[at], &want))
            TRY(link_change(w, &want, &here, met));
    for (size_t i = 0; i < here.count; i++) {
        if (met[i] || !here.items[i].imported)
            continue;
        struct alignment ended = here.items[i];
        ended.valid_until = maybe_of(w->target->now);
        ended.version++;
        TRY(q_alignment_update(w->target, &ended));
        TRY(link_save(w, EVENT_ALIGNMENT_ENDED, &here.items[i], &ended));
    }
    return OK;
}
