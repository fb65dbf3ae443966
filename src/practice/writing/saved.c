/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/writing/saved.h"

#include "gen/okr_sql.h"
#include "gen/writing_sql.h"
#include "model/query_list.h"

#define LEVELS_MAX 64U /* units above each other */

/* Units of a path such as /1/4/17/. */
static size_t
path_ids(struct str path, int64_t ids[LEVELS_MAX])
{
    size_t count = 0;
    struct str rest = path;

    while (!str_is_null(rest) && count < LEVELS_MAX) {
        struct str word = str_cut(rest, '/', &rest);
        if (word.len > 0 && scaled_parse(word, 0, INT64_MAX, &ids[count]) == OK)
            count++;
    }
    return count;
}

/* Does a link from `lower` to `upper` pass a unit by that has objectives in the cycle? */
static enum err
passes_a_level(struct call *call, int64_t cycle_id, struct str lower, struct str upper, bool *out)
{
    int64_t ids[LEVELS_MAX];
    struct maybe count;

    *out = false;
    if (!str_starts(lower, upper))
        return OK;
    size_t depth = path_ids(lower, ids);
    size_t first = path_ids(upper, ids);
    (void)path_ids(lower, ids);
    if (depth < first + 2)
        return OK;
    struct id_list between = {.items = ids + first, .count = depth - first - 1};
    TRY(q_writing_between(call, cycle_id, &between, &count));
    *out = maybe_or(count, 0) > 0;
    return OK;
}

static void
fill_key_result(const struct key_result *row, struct draft_key_result *out)
{
    *out = (struct draft_key_result){
        .text = row->title,
        .measured = true,
        .kind = row->kind,
        .unit_of_measure = row->unit_of_measure,
        .start = row->start_value,
        .target = row->target_value,
        .confidence = row->confidence,
        .contribution = row->contribution,
    };
}

/* Takes the key results of one objective from rows that are sorted by objective. */
static enum err
take_key_results(struct call *call, const struct key_result_list *rows, struct draft *draft,
                 struct saved_objective *of)
{
    size_t first = 0;
    size_t count = 0;

    while (first < rows->count && rows->items[first].objective_id != of->id)
        first++;
    while (first + count < rows->count && rows->items[first + count].objective_id == of->id)
        count++;
    draft->key_results = arena_array(call->arena, count, sizeof(*draft->key_results));
    of->key_result_ids = arena_array(call->arena, count, sizeof(*of->key_result_ids));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < count; i++) {
        fill_key_result(&rows->items[first + i], &draft->key_results[i]);
        of->key_result_ids[i] = rows->items[first + i].id;
    }
    draft->key_result_count = count;
    return OK;
}

/* Takes the links of one objective from rows that are sorted by it. */
static enum err
take_links(struct call *call, const struct writing_upper_list *rows, struct draft *draft,
           const struct saved_objective *of)
{
    size_t first = 0;
    size_t count = 0;

    while (first < rows->count && rows->items[first].child_id != of->id)
        first++;
    while (first + count < rows->count && rows->items[first + count].child_id == of->id)
        count++;
    draft->links = arena_array(call->arena, count, sizeof(*draft->links));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < count; i++) {
        const struct writing_upper *row = &rows->items[first + i];
        draft->links[i] = (struct draft_link){.text = row->title};
        if (row->cycle_id == of->cycle_id)
            TRY(passes_a_level(call, of->cycle_id, of->unit_path, row->unit_path,
                               &draft->links[i].skips));
    }
    draft->link_count = count;
    draft->linked = count > 0;
    return OK;
}

static enum err
make_room(struct call *call, size_t count, struct saved_set *out)
{
    *out = (struct saved_set){
        .set.items = arena_array(call->arena, count, sizeof(*out->set.items)),
        .of = arena_array(call->arena, count, sizeof(*out->of)),
    };
    return arena_failed(call->arena);
}

/* Key results and links of so many that a query takes. */
static enum err
load_portion(struct call *call, struct saved_set *set, size_t first, size_t count)
{
    struct key_result_list key_results;
    struct writing_upper_list uppers;
    struct id_list ids = {arena_array(call->arena, count, sizeof(*ids.items)), count};
    int64_t path[LEVELS_MAX];

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < count; i++)
        ids.items[i] = set->of[first + i].id;
    TRY(q_writing_key_results(call, &ids, &key_results));
    TRY(q_writing_uppers(call, &ids, &uppers));
    for (size_t i = first; i < first + count; i++) {
        struct draft *draft = &set->set.items[i];
        draft->whole = true;
        draft->top = path_ids(set->of[i].unit_path, path) == 1;
        TRY(take_key_results(call, &key_results, draft, &set->of[i]));
        TRY(take_links(call, &uppers, draft, &set->of[i]));
    }
    return OK;
}

/* Key results and links of all that stand in the set. */
static enum err
load_rest(struct call *call, struct saved_set *set)
{
    size_t count;

    for (size_t first = 0; first < set->set.count; first += count) {
        count = set->set.count - first;
        if (count > QUERY_LIST_MAX)
            count = QUERY_LIST_MAX;
        TRY(load_portion(call, set, first, count));
    }
    return OK;
}

enum err
saved_objective_load(struct call *call, const struct open_objective *open, struct saved_set *out)
{
    TRY(make_room(call, 1, out));
    out->set.count = 1;
    out->of[0] = (struct saved_objective){.id = open->row.id,
                                          .unit_id = open->row.unit_id,
                                          .cycle_id = open->row.cycle_id,
                                          .unit_path = open->place.unit_path};
    out->set.items[0] = (struct draft){
        .text = open->row.title, .kind = open->row.kind, .owned = open->row.owner_id.has};
    return load_rest(call, out);
}

enum err
saved_unit_load(struct call *call, int64_t unit_id, int64_t cycle_id, struct saved_set *out)
{
    struct objective_row_list rows;

    TRY(q_objective_of_unit_and_cycle(call, cycle_id, unit_id, INT64_MIN, 0, OBJECTIVE_STATE_NULL,
                                      maybe_none(), /* archived= */ false, call->person_id,
                                      SAVED_MAX, &rows));
    TRY(make_room(call, rows.count, out));
    out->set.unit = true;
    for (size_t i = 0; i < rows.count; i++) {
        const struct objective_row *row = &rows.items[i];
        if (row->unit_id != unit_id || row->dropped_at.has)
            continue;
        out->of[out->set.count] = (struct saved_objective){.id = row->id,
                                                           .unit_id = row->unit_id,
                                                           .cycle_id = row->cycle_id,
                                                           .unit_path = row->unit_path};
        out->set.items[out->set.count++] =
            (struct draft){.text = row->title, .kind = row->kind, .owned = row->owner_id.has};
    }
    return load_rest(call, out);
}

/* The objectives of rows that a query of this part found, and what belongs to them. */
static enum err
take_found(struct call *call, int64_t cycle_id, const struct writing_saved_list *rows,
           struct saved_set *out)
{
    TRY(make_room(call, rows->count, out));
    for (; out->set.count < rows->count; out->set.count++) {
        const struct writing_saved *row = &rows->items[out->set.count];
        out->of[out->set.count] = (struct saved_objective){.id = row->id,
                                                           .unit_id = row->unit_id,
                                                           .cycle_id = cycle_id,
                                                           .unit_path = row->unit_path};
        out->set.items[out->set.count] =
            (struct draft){.text = row->title, .kind = row->kind, .owned = row->owner_id.has};
    }
    return load_rest(call, out);
}

enum err
saved_live_load(struct call *call, int64_t cycle_id, const struct id_list *unit_ids,
                struct saved_set *out)
{
    struct writing_saved_list rows;

    TRY(q_writing_live(call, cycle_id, unit_ids, &rows));
    return take_found(call, cycle_id, &rows, out);
}

enum err
saved_published_load(struct call *call, int64_t cycle_id, const struct id_list *unit_ids,
                     int64_t after_id, struct saved_set *out)
{
    struct writing_saved_list rows;

    TRY(q_writing_published(call, cycle_id, after_id, unit_ids, SAVED_MAX, &rows));
    return take_found(call, cycle_id, &rows, out);
}
