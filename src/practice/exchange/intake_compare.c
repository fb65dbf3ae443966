/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is to be done with each row: rows are met by what earlier imports called them, and a row
 * that says the same as last time is left alone, whatever people made of it here since.
 */
#include "gen/checkin_sql.h"
#include "gen/exchange_sql.h"
#include "gen/okr_sql.h"
#include "practice/exchange/intake_part.h"
#include "practice/exchange/intake_row.h"
#include "practice/okr/progress.h"

/* A page of rows with what is known of them. */
struct page {
    struct intake *intake;
    struct call *target;
    struct stage_key_list rows;
    struct foreign_title_list foreign;
    struct id_list objectives; /* ids here, of the rows that are here */
    struct id_list key_results;
};

static enum err
tell(struct intake *intake, enum finding_kind kind, int64_t row, enum intake_column column,
     struct str reason)
{
    struct intake_finding finding = {
        .kind = kind, .row_id = row, .column = column, .reason = reason};

    return intake_find(intake, &finding);
}

static enum intake_kind
kind_of(const struct intake_node *node)
{
    return node->type == ROW_TYPE_OBJECTIVE ? INTAKE_OBJECTIVES : INTAKE_KEY_RESULTS;
}

/* ---- rows ---------------------------------------------------------------------------------------
 */

static const struct foreign_title *
foreign_of(const struct page *page, struct str key, enum foreign_kind kind)
{
    for (size_t i = 0; i < page->foreign.count; i++)
        if (page->foreign.items[i].kind == kind && str_eq(page->foreign.items[i].foreign_key, key))
            return &page->foreign.items[i];
    return NULL;
}

/* A row that was an objective cannot become a key result, nor the other way round. */
static enum err
refuse_other_type(struct page *page, const struct stage_key *row, struct intake_node *node)
{
    node->action = INTAKE_REFUSED;
    page->intake->counts[kind_of(node)][INTAKE_REFUSED]++;
    return tell(page->intake, FINDING_KIND_REFUSED, row->id, INTAKE_OBJECT_TYPE,
                STR("An earlier import brought it as another type."));
}

static enum err
compare_row(struct page *page, const struct stage_key *row)
{
    struct intake_node *node = &page->intake->nodes[row->id];
    bool is_objective = node->type == ROW_TYPE_OBJECTIVE;
    enum foreign_kind kind = is_objective ? FOREIGN_KIND_OBJECTIVE : FOREIGN_KIND_KEY_RESULT;
    enum foreign_kind other = is_objective ? FOREIGN_KIND_KEY_RESULT : FOREIGN_KIND_OBJECTIVE;

    if (node->action == INTAKE_REFUSED)
        return OK;
    if (foreign_of(page, row->foreign_key, other) != NULL)
        return refuse_other_type(page, row, node);
    const struct foreign_title *foreign = foreign_of(page, row->foreign_key, kind);
    if (foreign == NULL) {
        node->action = INTAKE_CREATED;
    } else {
        struct id_list *ids = is_objective ? &page->objectives : &page->key_results;
        node->local_id = foreign->local_id;
        node->action = foreign->hash == node->hash ? INTAKE_UNCHANGED : INTAKE_UPDATED;
        ids->items[ids->count++] = foreign->local_id;
    }
    page->intake->counts[kind_of(node)][node->action]++;
    return OK;
}

/* ---- what they have here ------------------------------------------------------------------------
 */

static enum err
tell_renamed(struct page *page, const struct stage_key *row, struct str title)
{
    struct intake_finding finding = {.kind = FINDING_KIND_RENAMED,
                                     .row_id = row->id,
                                     .column = INTAKE_TITLE,
                                     .reason = STR("The title changes."),
                                     .old_value = title,
                                     .new_value = row->title};

    if (page->intake->nodes[row->id].action != INTAKE_UPDATED || str_eq(title, row->title))
        return OK;
    return intake_find(page->intake, &finding);
}

/* A later check-in here counts, not the file's last one; then its value is measured anew. */
static enum err
keep_number(struct page *page, int64_t row_id, const struct key_result_number *here,
            struct intake_node *node)
{
    struct stage_row row;
    fraction_t raw;

    if (node->action == INTAKE_UNCHANGED) {
        int64_t number = here->check_in_count > 0 ? here->contribution : INTAKE_NOTHING;
        if (number != node->number)
            node->flags |= NODE_NUMBER_KEPT;
        node->number = number;
        return OK;
    }
    TRY(q_stage_row_get(page->intake->stage, row_id, &row));
    if (!here->last_check_in_day.has ||
        here->last_check_in_day.value <= maybe_or(row.last_check_in_day, INT64_MIN))
        return OK;
    struct measure measure = intake_measure(&row);
    if (progress_raw(&measure, here->current_value.value, &raw) != OK)
        raw = maybe_or(here->raw, 0);
    node->number = raw < 0 ? 0 : raw > FRACTION_ONE ? FRACTION_ONE : raw;
    node->flags |= NODE_NUMBER_KEPT;
    return OK;
}

static enum err
take_objectives(struct page *page)
{
    struct objective_number_list here;

    TRY(q_exchange_objectives(page->target, &page->objectives, &here));
    for (size_t i = 0; i < page->rows.count; i++) {
        struct intake_node *node = &page->intake->nodes[page->rows.items[i].id];
        for (size_t j = 0; node->type == ROW_TYPE_OBJECTIVE && j < here.count; j++) {
            if (here.items[j].id != node->local_id)
                continue;
            TRY(tell_renamed(page, &page->rows.items[i], here.items[j].title));
            if (node->action == INTAKE_UNCHANGED)
                node->number =
                    here.items[j].progress.has ? here.items[j].progress.value : INTAKE_NOTHING;
        }
    }
    return OK;
}

static enum err
take_key_results(struct page *page)
{
    struct key_result_number_list here;

    TRY(q_exchange_key_results(page->target, &page->key_results, &here));
    for (size_t i = 0; i < page->rows.count; i++) {
        struct intake_node *node = &page->intake->nodes[page->rows.items[i].id];
        for (size_t j = 0; node->type != ROW_TYPE_OBJECTIVE && j < here.count; j++) {
            if (here.items[j].id != node->local_id)
                continue;
            TRY(tell_renamed(page, &page->rows.items[i], here.items[j].title));
            TRY(keep_number(page, page->rows.items[i].id, &here.items[j], node));
        }
    }
    return OK;
}

/* ---- check-ins and measures ---------------------------------------------------------------------
 */

void
intake_match_check_ins(const struct check_in_list *existing,
                       const struct stage_check_in_list *staged, struct intake_match *out)
{
    for (size_t i = 0; i < staged->count; i++) {
        const struct stage_check_in *s = &staged->items[i];
        out[i] = (struct intake_match){0};
        for (size_t j = 0; j < existing->count && out[i].existing == NULL; j++) {
            const struct check_in *e = &existing->items[j];
            bool taken = false;
            for (size_t k = 0; k < i; k++)
                taken |= out[k].existing == e;
            if (taken || e->day != s->day || e->created_at != s->at)
                continue;
            out[i].existing = e;
            out[i].same =
                e->value == s->value && e->own_status == s->own_status && str_eq(e->note, s->note);
        }
    }
}

/* Counts what becomes of a row's check-ins on the key result that is here; 0: none is yet. */
static enum err
count_check_ins(struct page *page, const struct stage_key *row, int64_t key_result_id,
                enum intake_action action)
{
    int64_t *counts = page->intake->counts[INTAKE_CHECK_INS];
    struct stage_check_in_list staged;
    struct check_in_list existing = {0};

    if (action != INTAKE_UPDATED || row->check_in_count == 0) {
        counts[action] += row->check_in_count;
        return OK;
    }
    TRY(q_stage_check_in_of(page->intake->stage, row->id, &staged));
    if (key_result_id != 0)
        TRY(q_exchange_check_ins(page->target, key_result_id, &existing));
    struct intake_match *matches = arena_array(page->target->arena, staged.count, sizeof(*matches));
    if (matches == NULL)
        return ERR_MEMORY;
    intake_match_check_ins(&existing, &staged, matches);
    for (size_t i = 0; i < staged.count; i++)
        counts[matches[i].existing == NULL ? INTAKE_CREATED
               : matches[i].same           ? INTAKE_UNCHANGED
                                           : INTAKE_UPDATED]++;
    return OK;
}

/* The key result of an objective's own progress: is it here, and what has it? */
static enum err
compare_measure(struct page *page, const struct stage_key *row)
{
    struct intake *intake = page->intake;
    struct intake_node *node = &intake->nodes[row->id];
    const struct foreign_title *foreign = foreign_of(page, row->foreign_key, FOREIGN_KIND_MEASURE);
    struct key_result here;
    enum intake_action action = foreign == NULL ? INTAKE_CREATED : node->action;

    intake->counts[INTAKE_KEY_RESULTS][action]++;
    intake->made_of_progress++;
    if (foreign != NULL && node->action == INTAKE_UPDATED) {
        TRY(q_key_result_get(page->target, foreign->local_id, &here));
        struct key_result_number number = {.raw = here.raw,
                                           .current_value = here.current_value,
                                           .last_check_in_day = here.last_check_in_day};
        TRY(keep_number(page, row->id, &number, node));
    }
    return count_check_ins(page, row, foreign != NULL ? foreign->local_id : 0, action);
}

static enum err
compare_parts(struct page *page, const struct stage_key *row)
{
    struct intake_node *node = &page->intake->nodes[row->id];

    if (node->action == INTAKE_REFUSED)
        return OK;
    if (node->type != ROW_TYPE_OBJECTIVE)
        return count_check_ins(page, row, node->local_id, node->action);
    if (intake_has_measure(node))
        return compare_measure(page, row);
    if (row->check_in_count > 0)
        return tell(page->intake, FINDING_KIND_DOUBTFUL, row->id, INTAKE_PROGRESS,
                    str_fmt(page->intake->stage->arena,
                            "Has key results and %lld check-ins of its own; the key results count, "
                            "the check-ins stand at the end of the description.",
                            (long long)row->check_in_count));
    return OK;
}

/* ---- links --------------------------------------------------------------------------------------
 */

/* What a link names here: 0 while that is still to be made. */
static int64_t
upper_here(const struct intake *intake, const struct intake_link *link)
{
    return link->upper != 0 ? intake->nodes[link->upper].local_id : link->local;
}

static enum intake_action
compare_link(const struct intake *intake, const struct intake_link *link,
             const struct alignment_list *here)
{
    int64_t upper = upper_here(intake, link);
    bool to_key_result = link->upper != 0 ? intake->nodes[link->upper].type != ROW_TYPE_OBJECTIVE
                                          : link->local_is_key_result;

    for (size_t i = 0; upper != 0 && i < here->count; i++) {
        const struct alignment *row = &here->items[i];
        struct maybe there = to_key_result ? row->parent_kr_id : row->parent_id;
        if (there.has && there.value == upper)
            return row->kind == link->kind && row->weight == link->weight ? INTAKE_UNCHANGED
                                                                          : INTAKE_UPDATED;
    }
    return INTAKE_CREATED;
}

static enum err
count_links(struct intake *intake, struct call *target)
{
    struct alignment_list here = {0};
    uint32_t row = 0;

    for (size_t at = 0; at < intake->link_count; at++) {
        const struct intake_link *link = &intake->links[at];
        const struct intake_node *node = &intake->nodes[link->row];
        if (link->kind == ALIGNMENT_KIND_NULL || node->action == INTAKE_REFUSED)
            continue;
        if (node->action == INTAKE_UPDATED && row != link->row) {
            arena_clear(target->arena);
            TRY(q_exchange_links(target, node->local_id, &here));
            row = link->row;
        }
        enum intake_action action =
            node->action == INTAKE_UPDATED ? compare_link(intake, link, &here) : node->action;
        intake->counts[INTAKE_LINKS][action]++;
    }
    return OK;
}

/* ---- the whole ----------------------------------------------------------------------------------
 */

static enum err
compare_page(struct page *page)
{
    struct arena *arena = page->target->arena;
    struct text_list keys = {.items = arena_array(arena, page->rows.count, sizeof(struct str))};

    page->objectives = (struct id_list){arena_array(arena, page->rows.count, sizeof(int64_t)), 0};
    page->key_results = (struct id_list){arena_array(arena, page->rows.count, sizeof(int64_t)), 0};
    TRY(arena_failed(arena));
    for (size_t i = 0; i < page->rows.count; i++)
        keys.items[keys.count++] = page->rows.items[i].foreign_key;
    TRY(q_foreign_by_keys(page->target, page->intake->source, &keys, &page->foreign));
    for (size_t i = 0; i < page->rows.count; i++)
        TRY(compare_row(page, &page->rows.items[i]));
    TRY(take_objectives(page));
    TRY(take_key_results(page));
    for (size_t i = 0; i < page->rows.count; i++)
        TRY(compare_parts(page, &page->rows.items[i]));
    return OK;
}

static void
count_names(struct intake *intake)
{
    for (size_t i = 0; i < intake->names.count; i++) {
        const struct intake_name *name = &intake->names.items[i];
        enum intake_kind kind = name->kind == FOREIGN_KIND_UNIT     ? INTAKE_UNITS
                                : name->kind == FOREIGN_KIND_PERSON ? INTAKE_PEOPLE
                                                                    : INTAKE_CYCLES;
        intake->counts[kind][name->is_new          ? INTAKE_CREATED
                             : name->local_id == 0 ? INTAKE_REFUSED
                                                   : INTAKE_UNCHANGED]++;
    }
}

enum err
intake_compare(struct intake *intake, struct call *target)
{
    struct page page = {.intake = intake, .target = target, .rows = {.count = 1}};

    count_names(intake);
    for (int64_t after = 0; page.rows.count > 0; after += (int64_t)page.rows.count) {
        arena_clear(intake->stage->arena);
        arena_clear(target->arena);
        TRY(q_stage_key_page(intake->stage, after, INTAKE_PORTION, &page.rows));
        intake_tell(intake, "rows compared", after);
        if (page.rows.count > 0)
            TRY(compare_page(&page));
    }
    return count_links(intake, target);
}

bool
intake_changes(const struct intake *intake)
{
    for (int kind = 0; kind < INTAKE_KIND_COUNT; kind++)
        if (intake->counts[kind][INTAKE_CREATED] > 0 || intake->counts[kind][INTAKE_UPDATED] > 0)
            return true;
    return false;
}
