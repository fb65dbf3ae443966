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
#include "practice/exchange/remove.h"
#include "practice/exchange/undo.h"
#include "practice/okr/measure_list.h"
#include "practice/okr/objective.h"
#include "practice/okr/past.h"
#include "practice/okr/propagate.h"

/* Rows whose numbers are to be computed anew, each once. */
struct rows {
    struct idmap places;
    struct id_list ids;
};

/* `call` is that of the undoing with an arena of its own, which is cleared between portions. */
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
    int64_t *items =
        arena_more(t->u->call->arena, rows->ids.items, rows->ids.count, sizeof(*items));
    if (items == NULL)
        return ERR_MEMORY;
    rows->ids.items = items;
    TRY(idmap_set(&rows->places, id, rows->ids.count));
    rows->ids.items[rows->ids.count++] = id;
    return OK;
}

/* ---- what it made -------------------------------------------------------------------------------
 */

/* Ids of one portion, in the arena that lasts as long. */
static enum err
id_room(struct taking_back *t, size_t count, struct id_list *out)
{
    *out = (struct id_list){.items = arena_array(t->call->arena, count, sizeof(*out->items))};
    return arena_failed(t->call->arena);
}

static struct id_list
portion_of(const struct id_list *all, size_t at)
{
    size_t left = all->count - at;

    return (struct id_list){.items = all->items + at,
                            .count = left < REMOVE_PORTION ? left : REMOVE_PORTION};
}

static enum err
delete_key_results(struct taking_back *t, const struct id_list *ids)
{
    for (size_t at = 0; at < ids->count; at += REMOVE_PORTION) {
        struct id_list portion = portion_of(ids, at);
        TRY(remove_key_results(t->call, &portion));
        TRY(q_import_foreign_gone(t->call, &portion, t->u->run->id));
    }
    t->u->out->restored_count += (int64_t)ids->count;
    return OK;
}

/* The objectives above them will have another progress. */
static enum err
delete_objectives(struct taking_back *t, const struct id_list *ids)
{
    struct id_row_list parents;

    if (ids->count == 0)
        return OK;
    TRY(q_import_parents(t->call, ids, &parents));
    for (size_t i = 0; i < parents.count; i++)
        TRY(add_row(t, &t->objectives, parents.items[i].id));
    TRY(remove_objectives(t->call, ids));
    t->u->out->restored_count += (int64_t)ids->count;
    return q_import_foreign_objectives_gone(t->call, ids, t->u->run->id);
}

/* Marks the objectives, or the key results themselves, of those people did something with since. */
static enum err
mark_used(struct taking_back *t, const struct made_key_result_list *rows, bool their_objectives,
          struct idmap *used)
{
    struct made_key_result_list found;
    struct id_list ids;

    TRY(id_room(t, rows->count, &ids));
    for (size_t i = 0; i < rows->count; i++)
        ids.items[ids.count++] = rows->items[i].id;
    for (size_t at = 0; at < ids.count; at += REMOVE_PORTION) {
        struct id_list portion = portion_of(&ids, at);
        TRY(q_import_key_results_used(t->call, &portion, t->u->run->last_event.value, &found));
        for (size_t i = 0; i < found.count; i++)
            TRY(idmap_set(used, their_objectives ? found.items[i].objective_id : found.items[i].id,
                          1));
    }
    return OK;
}

static enum err
made_ids(struct taking_back *t, const struct foreign_title_list *page, struct id_list *out)
{
    TRY(id_room(t, page->count, out));
    for (size_t i = 0; i < page->count; i++)
        out->items[out->count++] = page->items[i].local_id;
    return OK;
}

/* Which of the objectives stay: with one stay all its key results. */
static enum err
find_used(struct taking_back *t, const struct id_list *ids,
          const struct made_key_result_list *key_results, struct idmap *out)
{
    struct id_row_list used;

    idmap_init(out, t->call->arena);
    TRY(q_import_objectives_used(t->call, ids, t->u->run->last_event.value, &used));
    for (size_t i = 0; i < used.count; i++)
        TRY(idmap_set(out, used.items[i].id, 1));
    return mark_used(t, key_results, /* their_objectives= */ true, out);
}

static enum err
undo_objectives(struct taking_back *t, const struct foreign_title_list *page)
{
    struct made_key_result_list key_results;
    struct id_list ids;
    struct id_list gone;
    struct id_list gone_key_results;
    struct idmap used;
    size_t mark;

    TRY(made_ids(t, page, &ids));
    TRY(q_import_key_results(t->call, &ids, &key_results));
    TRY(find_used(t, &ids, &key_results, &used));
    TRY(id_room(t, page->count, &gone));
    TRY(id_room(t, key_results.count, &gone_key_results));
    for (size_t i = 0; i < page->count; i++) {
        if (!idmap_get(&used, page->items[i].local_id, &mark))
            gone.items[gone.count++] = page->items[i].local_id;
        else
            TRY(undo_keep(t->u, page->items[i].title,
                          "People went on with this objective; it stays."));
    }
    for (size_t i = 0; i < key_results.count; i++)
        if (!idmap_get(&used, key_results.items[i].objective_id, &mark))
            gone_key_results.items[gone_key_results.count++] = key_results.items[i].id;
    TRY(delete_key_results(t, &gone_key_results));
    return delete_objectives(t, &gone);
}

/* Those that came under an objective which was here before. */
static enum err
undo_key_results(struct taking_back *t, const struct foreign_title_list *page)
{
    struct made_key_result_list rows;
    struct id_list ids;
    struct id_list gone;
    struct idmap used;
    size_t mark;

    TRY(made_ids(t, page, &ids));
    TRY(q_import_lone_key_results(t->call, &ids, t->u->run->id, &rows));
    idmap_init(&used, t->call->arena);
    TRY(mark_used(t, &rows, /* their_objectives= */ false, &used));
    TRY(id_room(t, rows.count, &gone));
    for (size_t i = 0; i < rows.count; i++) {
        if (idmap_get(&used, rows.items[i].id, &mark)) {
            TRY(undo_keep(t->u, rows.items[i].title,
                          "People went on with this key result; it stays."));
            continue;
        }
        TRY(add_row(t, &t->objectives, rows.items[i].objective_id));
        gone.items[gone.count++] = rows.items[i].id;
    }
    return delete_key_results(t, &gone);
}

static enum err
undo_made(struct taking_back *t, enum foreign_kind kind,
          enum err (*undo)(struct taking_back *t, const struct foreign_title_list *page))
{
    struct foreign_title_list page = {.count = UNDO_PORTION};

    for (int64_t before = INT64_MAX; page.count == UNDO_PORTION;) {
        arena_clear(t->call->arena);
        TRY(q_import_made(t->call, t->u->run->id, kind, before, UNDO_PORTION, &page));
        if (page.count == 0)
            break;
        before = page.items[page.count - 1].id;
        TRY(undo(t, &page));
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

/* A check-in that the import made goes, unless people spoke about it since. */
static enum err
undo_check_in(struct taking_back *t, const struct check_in *row)
{
    struct key_result key_result;
    struct maybe used;

    TRY(q_import_check_in_used(t->call, row->id, &used));
    if (maybe_or(used, 0) > 0) {
        TRY(q_key_result_get(t->call, row->key_result_id, &key_result));
        return undo_keep(t->u, key_result.title, "People spoke about a check-in; it stays.");
    }
    t->u->out->restored_count++;
    return q_import_check_in_delete(t->call, row->id);
}

static enum err
restore_check_in(struct taking_back *t, int64_t id, const struct row_changes *changes)
{
    struct check_in row;
    bool changed;

    TRY(q_import_check_in_get(t->call, id, &row));
    TRY(add_row(t, &t->key_results, row.key_result_id));
    if (changes->items[0].field.len == 0)
        return undo_check_in(t, &row);
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
    struct id_row_list used;

    TRY(q_import_objectives_used(t->call, &(struct id_list){&objective_id, 1},
                                 t->u->run->last_event.value, &used));
    if (used.count > 0)
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

/* The targets on the way it had before, unless people went on with it since. */
static enum err
restore_interims(struct taking_back *t, int64_t key_result_id, const struct row_changes *changes)
{
    struct made_key_result_list used;

    TRY(q_import_key_results_used(t->call, &(struct id_list){&key_result_id, 1},
                                  t->u->run->last_event.value, &used));
    if (used.count > 0)
        return undo_keep(t->u, used.items[0].title,
                         "People went on with this key result; its interim targets stay.");
    TRY(q_interim_target_delete_of_key_result(t->call, key_result_id));
    for (size_t i = 0; i < changes->count; i++) {
        struct interim_target row = {.key_result_id = key_result_id};
        struct str value;
        struct str day = str_cut(changes->items[i].old_value, ' ', &value);
        if (day.len == 0)
            continue;
        if (scaled_parse(day, 0, INT64_MAX, &row.day) != OK ||
            scaled_parse(value, 0, INT64_MAX, &row.value) != OK)
            return ERR_CORRUPT;
        TRY(q_interim_target_insert(t->call, &row));
    }
    return add_row(t, &t->key_results, key_result_id);
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
    else if (str_eq(subject, STR("interim_target")))
        err = restore_interims(t, id, changes);
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
        arena_clear(t->call->arena);
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
        arena_clear(t->call->arena);
        enum err err = q_key_result_get(t->call, t->key_results.ids.items[i], &row);
        if (err == ERR_NOT_FOUND)
            continue;
        TRY(err);
        TRY(intake_settle(t->call, &row));
        TRY(add_row(t, &t->objectives, row.objective_id));
    }
    for (size_t i = 0; i < t->objectives.ids.count; i++) {
        arena_clear(t->call->arena);
        enum err err = q_objective_get(t->call, t->objectives.ids.items[i], &objective);
        if (err == ERR_NOT_FOUND)
            continue;
        TRY(err);
        TRY(propagate(t->call, objective.id));
    }
    return OK;
}

static enum err
take_back(struct taking_back *t)
{
    TRY(undo_made(t, FOREIGN_KIND_OBJECTIVE, undo_objectives));
    TRY(undo_made(t, FOREIGN_KIND_KEY_RESULT, undo_key_results));
    TRY(undo_made(t, FOREIGN_KIND_MEASURE, undo_key_results));
    TRY(restore_changes(t));
    TRY(carry_up(t));
    TRY(q_import_read_again(t->call, t->u->run->id));
    return q_import_changes_forget(t->call, t->u->run->id);
}

enum err
undo_intake(struct undoing *u)
{
    struct arena scratch;
    struct call call = *u->call;
    struct taking_back t = {.u = u, .call = &call};

    arena_init(&scratch, UNDO_SCRATCH_MAX);
    call.arena = &scratch;
    idmap_init(&t.objectives.places, u->call->arena);
    idmap_init(&t.key_results.places, u->call->arena);
    enum err err = take_back(&t);
    if (err != OK) {
        u->call->code = call.code;
        u->call->why = str_copy(u->call->arena, call.why);
    }
    arena_release(&scratch);
    return err;
}
