/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Takes an import of OKRs back. What it made goes, with all that belongs to it, unless people did
 * something with it since; then it stays whole. What it changed becomes what it was, field by
 * field, where nobody changed the field since. At the end numbers are carried up.
 */
#include "gen/checkin_sql.h"
#include "gen/exchange_sql.h"
#include "gen/okr_sql.h"
#include "practice/exchange/intake_apply.h"
#include "practice/exchange/undo.h"
#include "practice/okr/measure_list.h"
#include "practice/okr/objective.h"
#include "practice/okr/past.h"
#include "practice/okr/propagate.h"

/* Rows whose numbers are to be computed anew, each once. */
struct rows {
    struct idmap places;
    struct id_list ids;
    size_t capacity;
};

struct taking_back {
    struct undoing *u;
    struct call *call;
    struct rows objectives;
    struct rows key_results;
};

static enum err
add_row(struct taking_back *t, struct rows *rows, int64_t id)
{
    size_t place;

    if (idmap_get(&rows->places, id, &place))
        return OK;
    if (rows->ids.count == rows->capacity) {
        size_t capacity = rows->capacity > 0 ? rows->capacity * 2 : 64;
        int64_t *items = arena_array(t->call->arena, capacity, sizeof(*items));
        if (items == NULL)
            return ERR_MEMORY;
        if (rows->ids.count > 0)
            memcpy(items, rows->ids.items, rows->ids.count * sizeof(*items));
        rows->ids.items = items;
        rows->capacity = capacity;
    }
    TRY(idmap_set(&rows->places, id, rows->ids.count));
    rows->ids.items[rows->ids.count++] = id;
    return OK;
}

/* ---- what it made -------------------------------------------------------------------------------
 */

/* Did people do anything with a key result since? */
static enum err
is_used(struct taking_back *t, int64_t key_result_id, bool *out)
{
    struct maybe count;

    TRY(q_import_key_result_used(t->call, key_result_id, t->u->run->last_event.value, &count));
    *out = count.value > 0;
    return OK;
}

static enum err
delete_key_result(struct taking_back *t, int64_t id)
{
    TRY(q_exchange_check_in_delete(t->call, id));
    TRY(q_alignment_delete_of_key_result(t->call, id));
    TRY(measure_lists_delete(t->call, id));
    TRY(q_key_result_delete(t->call, id));
    t->u->out->restored_count++;
    return q_import_foreign_of(t->call, id, t->u->run->id);
}

/* The objectives above it will have another progress. */
static enum err
note_parents(struct taking_back *t, int64_t child_id)
{
    struct alignment_list links;

    TRY(q_exchange_links(t->call, child_id, &links));
    for (size_t i = 0; i < links.count; i++)
        if (links.items[i].parent_id.has)
            TRY(add_row(t, &t->objectives, links.items[i].parent_id.value));
    return OK;
}

static enum err
delete_objective(struct taking_back *t, const struct foreign_title *made,
                 const struct id_by_text_list *key_results)
{
    TRY(note_parents(t, made->local_id));
    for (size_t i = 0; i < key_results->count; i++)
        TRY(delete_key_result(t, key_results->items[i].id));
    TRY(q_alignment_delete_of_objective(t->call, made->local_id));
    TRY(q_objective_unit_clear(t->call, made->local_id));
    TRY(q_objective_owner_clear(t->call, made->local_id));
    TRY(q_objective_delete(t->call, made->local_id));
    t->u->out->restored_count++;
    return q_foreign_delete(t->call, made->id);
}

/* An objective goes with its key results, or stays with all of them. */
static enum err
undo_objective(struct taking_back *t, const struct foreign_title *made)
{
    struct id_by_text_list key_results;
    struct maybe count;
    bool used;

    TRY(q_import_objective_used(t->call, made->local_id, t->u->run->last_event.value, &count));
    TRY(q_import_key_results(t->call, made->local_id, &key_results));
    used = count.value > 0;
    for (size_t i = 0; i < key_results.count && !used; i++)
        TRY(is_used(t, key_results.items[i].id, &used));
    if (used)
        return undo_keep(t->u, made->title, "People went on with this objective; it stays.");
    return delete_objective(t, made, &key_results);
}

/* A key result that came under an objective which was here before. */
static enum err
undo_key_result(struct taking_back *t, const struct foreign_title *made)
{
    struct key_result row;
    struct maybe stays;
    bool used;

    TRY(q_key_result_get(t->call, made->local_id, &row));
    TRY(q_import_made_is(t->call, row.objective_id, FOREIGN_KIND_OBJECTIVE, t->u->run->id, &stays));
    if (stays.value > 0)
        return OK; /* with its objective */
    TRY(is_used(t, row.id, &used));
    if (used)
        return undo_keep(t->u, row.title, "People went on with this key result; it stays.");
    TRY(add_row(t, &t->objectives, row.objective_id));
    return delete_key_result(t, row.id);
}

static enum err
undo_made(struct taking_back *t, enum foreign_kind kind,
          enum err (*undo)(struct taking_back *t, const struct foreign_title *made))
{
    struct foreign_title_list page = {.count = UNDO_PORTION};

    for (int64_t before = INT64_MAX; page.count == UNDO_PORTION;) {
        TRY(q_import_made(t->call, t->u->run->id, kind, before, UNDO_PORTION, &page));
        for (size_t i = 0; i < page.count; i++)
            TRY(undo(t, &page.items[i]));
        if (page.count > 0)
            before = page.items[page.count - 1].id;
    }
    return OK;
}

/* ---- what it changed ----------------------------------------------------------------------------
 */

/* Changes of one row, the newest first. */
struct row_changes {
    const struct import_change *items;
    size_t count;
};

/* Puts back what nobody changed since; false when nothing could be. */
static enum err
put_back(struct taking_back *t, const struct row_changes *changes, const struct type *type,
         struct str name, void *row, bool *ret_changed)
{
    *ret_changed = false;
    for (size_t i = 0; i < changes->count; i++) {
        const struct import_change *change = &changes->items[i];
        const struct field *field = type_field(type, change->field);
        if (field == NULL)
            continue;
        if (!str_eq(field_display(t->call->arena, field, row), change->new_value) &&
            field->kind != FIELD_TIME) {
            TRY(undo_keep(t->u, name,
                          "Somebody changed this since: the newest value of that field stays."));
            continue;
        }
        TRY(undo_field(t->u, field, change->old_value, row));
        *ret_changed = true;
    }
    t->u->out->restored_count += *ret_changed;
    return OK;
}

static enum err
restore_objective(struct taking_back *t, int64_t id, const struct row_changes *changes)
{
    struct objective before;
    bool changed;

    TRY(q_objective_get(t->call, id, &before));
    struct objective after = before;
    TRY(put_back(t, changes, &type_objective, before.title, &after, &changed));
    TRY(add_row(t, &t->objectives, id));
    return changed ? objective_save(t->call, EVENT_OBJECTIVE_UPDATED, &before, &after) : OK;
}

static enum err
restore_key_result(struct taking_back *t, int64_t id, const struct row_changes *changes)
{
    struct key_result before;
    struct objective objective;
    bool changed;

    TRY(q_key_result_get(t->call, id, &before));
    struct key_result after = before;
    TRY(put_back(t, changes, &type_key_result, before.title, &after, &changed));
    TRY(add_row(t, &t->key_results, id));
    TRY(add_row(t, &t->objectives, before.objective_id));
    if (!changed)
        return OK;
    after.version = before.version + 1;
    TRY(q_exchange_key_result_move(t->call, after.objective_id, after.source_kind, id));
    TRY(q_key_result_update(t->call, &after));
    TRY(q_objective_get(t->call, after.objective_id, &objective));
    struct happening happening = objective_happening(&objective, EVENT_KEY_RESULT_UPDATED);
    happening.type = &type_key_result;
    happening.subject_id = id;
    return record(t->call, &happening, &before, &after);
}

static enum err
restore_check_in(struct taking_back *t, int64_t id, const struct row_changes *changes)
{
    struct check_in row;
    bool changed;

    TRY(q_import_check_in_get(t->call, id, &row));
    TRY(add_row(t, &t->key_results, row.key_result_id));
    if (changes->items[0].field.len == 0) {
        t->u->out->restored_count++;
        return q_import_check_in_delete(t->call, id);
    }
    TRY(put_back(t, changes, &type_check_in, STR(""), &row, &changed));
    return changed ? q_exchange_check_in_update(t->call, &row) : OK;
}

static enum err
restore_alignment(struct taking_back *t, int64_t id, const struct row_changes *changes)
{
    struct alignment before;
    bool changed;

    TRY(q_alignment_get(t->call, id, &before));
    if (before.parent_id.has)
        TRY(add_row(t, &t->objectives, before.parent_id.value));
    if (changes->items[0].field.len == 0) {
        t->u->out->restored_count++;
        return q_import_alignment_delete(t->call, id);
    }
    struct alignment after = before;
    TRY(put_back(t, changes, &type_alignment, STR(""), &after, &changed));
    after.version = before.version + 1;
    if (!changed)
        return OK;
    TRY(q_alignment_update(t->call, &after));
    return past_keep_link(t->call, &before, &after);
}

/* Who took part before; where people changed the objective since, who takes part stays. */
static enum err
restore_participants(struct taking_back *t, int64_t objective_id, const struct row_changes *changes,
                     bool are_units)
{
    struct maybe used;

    TRY(q_import_objective_used(t->call, objective_id, t->u->run->last_event.value, &used));
    if (used.value > 0)
        return OK;
    TRY(are_units ? q_objective_unit_clear(t->call, objective_id)
                  : q_objective_owner_clear(t->call, objective_id));
    for (size_t i = 0; i < changes->count; i++) {
        struct str weight;
        struct str id = str_cut(changes->items[i].old_value, ' ', &weight);
        struct objective_unit unit = {.objective_id = objective_id};
        if (id.len == 0)
            continue;
        if (scaled_parse(id, 0, INT64_MAX, &unit.unit_id) != OK ||
            scaled_parse(weight, 0, INT64_MAX, &unit.weight) != OK)
            return ERR_CORRUPT;
        struct objective_owner owner = {objective_id, unit.unit_id};
        TRY(are_units ? q_objective_unit_insert(t->call, &unit)
                      : q_objective_owner_insert(t->call, &owner));
    }
    return OK;
}

static enum err
restore_row(struct taking_back *t, const struct row_changes *changes)
{
    struct str subject = changes->items[0].subject;
    int64_t id = changes->items[0].subject_id;
    enum err err = OK;

    if (str_eq(subject, STR("objective")))
        err = restore_objective(t, id, changes);
    else if (str_eq(subject, STR("key_result")))
        err = restore_key_result(t, id, changes);
    else if (str_eq(subject, STR("objective_unit")) || str_eq(subject, STR("objective_owner")))
        err = restore_participants(t, id, changes, str_eq(subject, STR("objective_unit")));
    else if (str_eq(subject, STR("check_in")))
        err = restore_check_in(t, id, changes);
    else
        err = restore_alignment(t, id, changes);
    return err == ERR_NOT_FOUND ? OK : err; /* it went with what the import made */
}

/* Row by row, so the last row of a portion waits for the next one, unless it is the last. */
static enum err
restore_changes(struct taking_back *t)
{
    struct import_change_list page = {.count = UNDO_PORTION};

    for (int64_t before = INT64_MAX; page.count == UNDO_PORTION;) {
        TRY(q_import_changes(t->call, t->u->run->id, before, UNDO_PORTION, &page));
        for (size_t i = 0, end; i < page.count; i = end) {
            const struct import_change *first = &page.items[i];
            for (end = i; end < page.count && page.items[end].subject_id == first->subject_id &&
                          str_eq(page.items[end].subject, first->subject);)
                end++;
            if (end == UNDO_PORTION && i > 0)
                break; /* the rest of this row comes with the next portion */
            TRY(restore_row(t, &(struct row_changes){first, end - i}));
            before = page.items[end - 1].id;
        }
    }
    return OK;
}

/* ---- numbers ------------------------------------------------------------------------------------
 */

static enum err
carry_up(struct taking_back *t)
{
    struct key_result row;
    struct objective objective;

    for (size_t i = 0; i < t->key_results.ids.count; i++) {
        enum err err = q_key_result_get(t->call, t->key_results.ids.items[i], &row);
        if (err == ERR_NOT_FOUND)
            continue;
        TRY(err);
        TRY(intake_settle(t->call, &row));
        TRY(add_row(t, &t->objectives, row.objective_id));
    }
    for (size_t i = 0; i < t->objectives.ids.count; i++) {
        enum err err = q_objective_get(t->call, t->objectives.ids.items[i], &objective);
        if (err == ERR_NOT_FOUND)
            continue;
        TRY(err);
        TRY(propagate(t->call, objective.id));
    }
    return OK;
}

enum err
undo_intake(struct undoing *u)
{
    struct taking_back t = {.u = u, .call = u->call};

    idmap_init(&t.objectives.places, u->call->arena);
    idmap_init(&t.key_results.places, u->call->arena);
    TRY(undo_made(&t, FOREIGN_KIND_OBJECTIVE, undo_objective));
    TRY(undo_made(&t, FOREIGN_KIND_KEY_RESULT, undo_key_result));
    TRY(undo_made(&t, FOREIGN_KIND_MEASURE, undo_key_result));
    TRY(restore_changes(&t));
    TRY(carry_up(&t));
    TRY(q_import_read_again(u->call, u->run->id));
    return q_import_changes_forget(u->call, u->run->id);
}
