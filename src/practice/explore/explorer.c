/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/explore/explorer.h"

#include <stdlib.h>

#include "base/idmap.h"
#include "gen/checkin_sql.h"
#include "gen/okr_sql.h"
#include "gen/org_sql.h"
#include "model/fold.h"
#include "model/page.h"
#include "practice/okr/tag.h"

#define KEY_TEXT_MAX 500U /* bytes of each text that a row is ordered by */

/* What one row is ordered by. */
struct key {
    int64_t number;
    struct str text;
    struct objective_row *row;
};

struct explorer {
    struct call *call;
    const struct explorer_query *in;
    struct standing standing;
    struct idmap tagged; /* when a tag is asked for: what has it */
    struct key *keys;
    size_t count;
    struct explorer_row *found; /* limit + 1 of them */
    size_t found_count;
};

/* The path of a unit, on the day that is looked at. */
static enum err
unit_path(struct call *call, const struct standing *standing, int64_t unit_id, struct str *out)
{
    struct unit_place unit;
    struct tree_unit then;

    if (standing->as_of.has) {
        TRY(q_tree_unit_at(call, standing->as_of.value, unit_id, &then));
        *out = then.path;
        return OK;
    }
    TRY(q_unit_place(call, unit_id, &unit));
    *out = unit.path;
    return OK;
}

static enum err
rows_of_cycle(struct call *call, const struct standing *standing, int64_t cycle_id,
              struct objective_row_list *out)
{
    const int64_t limit = EXPLORER_ROWS_MAX + 1;

    if (standing->as_of.has)
        return q_objective_then_of_cycle(call, standing_known(standing), standing->as_of.value,
                                         cycle_id, call->person_id, limit, out);
    return q_objective_of_cycle(call, cycle_id, 0, OBJECTIVE_STATE_NULL, /* archived= */ false,
                                call->person_id, limit, out);
}

enum err
explorer_scan(struct call *call, const struct standing *standing, int64_t cycle_id,
              struct maybe unit_id, struct objective_row_list *out)
{
    struct str path;
    struct cycle cycle;
    size_t count = 0;

    enum err err = q_cycle_get(call, cycle_id, &cycle);
    if (err == ERR_NOT_FOUND)
        fault(call, "?cycle_id", "no_such_cycle", "There is no such cycle.");
    else
        TRY(err);
    err = unit_id.has ? unit_path(call, standing, unit_id.value, &path) : OK;
    if (err == ERR_NOT_FOUND)
        fault(call, "?unit_id", "no_such_unit", "There is no such unit.");
    else
        TRY(err);
    TRY(call_faults(call));
    TRY(rows_of_cycle(call, standing, cycle_id, out));
    if (out->count > EXPLORER_ROWS_MAX)
        return fail(call, ERR_TOO_LARGE, "too_many_objectives",
                    "The cycle has more objectives than can be looked through at once.");
    for (size_t i = 0; i < out->count; i++)
        if (!unit_id.has || str_starts(out->items[i].unit_path, path))
            out->items[count++] = out->items[i];
    out->count = count;
    return OK;
}

bool
explorer_has_words(struct call *call, struct str title, struct str folded)
{
    struct str text = fold(call->arena, title);

    while (!str_is_null(folded)) {
        struct str word = str_cut(folded, ' ', &folded);
        if (word.len > 0 &&
            (text.len < word.len || memmem(text.ptr, text.len, word.ptr, word.len) == NULL))
            return false;
    }
    return true;
}

int
explorer_pressure(enum status status)
{
    static const int pressure[] = {
        [STATUS_AT_RISK] = 9, [STATUS_BEHIND] = 8,   [STATUS_OUTDATED] = 7,
        [STATUS_NO_DATA] = 6, [STATUS_ON_TRACK] = 5, [STATUS_NOT_STARTED] = 4,
        [STATUS_DRAFT] = 3,   [STATUS_CLOSED] = 2,   [STATUS_POSTPONED] = 1,
        [STATUS_DROPPED] = 0,
    };

    return pressure[status];
}

static enum err
load_tagged(struct explorer *explorer)
{
    const struct explorer_query *in = explorer->in;
    struct id_row_list rows;

    idmap_init(&explorer->tagged, explorer->call->arena);
    if (!in->tag_id.has)
        return OK;
    TRY(q_objectives_tagged(explorer->call, in->tag_id.value, in->cycle_id, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(idmap_set(&explorer->tagged, rows.items[i].id, i));
    return OK;
}

/* The names of the tags of what was found. */
static enum err
tag_found(struct explorer *explorer)
{
    struct call *call = explorer->call;
    int64_t *ids = arena_array(call->arena, explorer->found_count, sizeof(*ids));
    struct text_list *names = arena_array(call->arena, explorer->found_count, sizeof(*names));

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < explorer->found_count; i++)
        ids[i] = explorer->found[i].id;
    TRY(tags_name(call, ids, explorer->found_count, names));
    for (size_t i = 0; i < explorer->found_count; i++)
        explorer->found[i].tags = names[i];
    return OK;
}

static bool
is_wanted(const struct explorer *explorer, const struct objective_row *row, struct str folded)
{
    const struct explorer_query *in = explorer->in;
    size_t place;

    if (in->owner_id.has && !maybe_eq(in->owner_id, row->owner_id))
        return false;
    if (in->state != OBJECTIVE_STATE_NULL && in->state != row->state)
        return false;
    if (in->kind != OBJECTIVE_KIND_NULL && in->kind != row->kind)
        return false;
    if (in->tag_id.has && !idmap_get(&explorer->tagged, row->id, &place))
        return false;
    return str_is_null(folded) || explorer_has_words(explorer->call, row->title, folded);
}

static struct key
key_of(const struct explorer *explorer, struct objective_row *row)
{
    struct arena *arena = explorer->call->arena;
    struct key key = {.row = row};
    struct str title = str_slice(fold(arena, row->title), 0, KEY_TEXT_MAX);
    struct str before = {0};

    switch (explorer->in->sort) {
    case EXPLORER_SORT_UNIT:
        before = fold(arena, row->unit_name);
        break;
    case EXPLORER_SORT_OWNER:
        before = fold(arena, row->owner_name);
        break;
    case EXPLORER_SORT_STATUS:
        key.number = -explorer_pressure(row->status);
        break;
    case EXPLORER_SORT_PROGRESS:
        key.number = maybe_or(row->progress, -1);
        break;
    case EXPLORER_SORT_TITLE:
    case EXPLORER_SORT_NULL:
        break;
    }
    before = str_slice(before, 0, KEY_TEXT_MAX);
    key.text =
        before.len > 0 ? str_fmt(arena, "%.*s\n%.*s", STR_FMT(before), STR_FMT(title)) : title;
    return key;
}

static int
compare(const struct key *a, const struct key *b)
{
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    int texts = str_cmp(a->text, b->text);
    if (texts != 0)
        return texts;
    return (a->row->id > b->row->id) - (a->row->id < b->row->id);
}

static int
ascending(const void *a, const void *b)
{
    return compare(a, b);
}

static int
descending(const void *a, const void *b)
{
    return compare(b, a);
}

/* Sorts the rows that are wanted and drops those up to where the last page ended. */
static enum err
arrange(struct explorer *explorer, const struct objective_row_list *rows)
{
    const struct explorer_query *in = explorer->in;
    struct call *call = explorer->call;
    struct objective_row last_row = {0};
    struct key last = {.row = &last_row};
    int64_t numbers[2] = {0, 0}; /* key, id */
    size_t from = 0;

    TRY(page_read_text(call, "explorer_list", in->after, &last.text, numbers, 2));
    last.number = numbers[0];
    last_row.id = numbers[1];
    for (size_t i = 0; i < rows->count; i++)
        explorer->keys[explorer->count++] = key_of(explorer, &rows->items[i]);
    TRY(arena_failed(call->arena));
    qsort(explorer->keys, explorer->count, sizeof(*explorer->keys),
          in->descending ? descending : ascending);
    while (!str_is_null(in->after) && from < explorer->count &&
           compare(&explorer->keys[from], &last) * (in->descending ? -1 : 1) <= 0)
        from++;
    explorer->keys += from;
    explorer->count -= from;
    return OK;
}

/* A row as the table shows it, with the newest day of its key results. */
static void
keep(struct explorer *explorer, const struct objective_row *row)
{
    struct explorer_row *out = &explorer->found[explorer->found_count++];

    type_copy(&type_objective_row, row, &type_explorer_row, out);
    for (size_t i = 0; i < row->key_results.count; i++) {
        struct maybe day = row->key_results.items[i].last_check_in_day;
        if (day.has && day.value > maybe_or(out->last_check_in_day, INT64_MIN))
            out->last_check_in_day = day;
    }
}

static enum err
keep_wanted(void *arg, const struct objective_row *rows, size_t count)
{
    struct explorer *explorer = arg;

    for (size_t i = 0; i < count; i++) {
        if (explorer->found_count > (size_t)explorer->in->limit)
            return OK;
        if (explorer->in->status == STATUS_NULL || explorer->in->status == rows[i].status)
            keep(explorer, &rows[i]);
    }
    return OK;
}

/* Walks on in the order of the keys until the page is full. */
static enum err
fill(struct explorer *explorer)
{
    size_t wanted = (size_t)explorer->in->limit + 1;
    struct objective_row *portion =
        arena_array(explorer->call->arena, STANDING_PORTION, sizeof(*portion));

    if (portion == NULL)
        return ERR_MEMORY;
    for (size_t at = 0; at < explorer->count && explorer->found_count < wanted;) {
        size_t count = 0;
        for (; at < explorer->count && count < STANDING_PORTION && count < wanted; at++)
            portion[count++] = *explorer->keys[at].row;
        TRY(standing_walk(explorer->call, &explorer->standing, portion, count, keep_wanted,
                          explorer));
    }
    return OK;
}

static struct str
cursor_after(const struct explorer *explorer, int64_t id)
{
    for (size_t i = 0; i < explorer->count; i++) {
        const struct key *key = &explorer->keys[i];
        if (key->row->id == id)
            return page_write_text(explorer->call, "explorer_list", key->text,
                                   (int64_t[]){key->number, id}, 2);
    }
    return (struct str){0};
}

/* Must where rows stand be known before they can be sorted? Progress is stored, but of today. */
static bool
is_sorted_by_computed(const struct explorer *explorer)
{
    return explorer->in->sort == EXPLORER_SORT_STATUS ||
           (explorer->in->sort == EXPLORER_SORT_PROGRESS && explorer->standing.as_of.has);
}

/* GET /api/v1/explorer: a status is computed, never stored, so it is filtered and sorted by here.
 */
enum err
explorer_list(struct call *call, const struct explorer_query *in, struct explorer_row_page *out)
{
    struct explorer explorer = {.call = call, .in = in};
    struct str folded = fold(call->arena, in->q);
    struct objective_row_list rows;
    size_t count = 0;

    TRY(standing_begin(call, &explorer.standing));
    TRY(standing_look_back(call, &explorer.standing, in->as_of));
    TRY(explorer_scan(call, &explorer.standing, in->cycle_id, in->unit_id, &rows));
    TRY(load_tagged(&explorer));
    for (size_t i = 0; i < rows.count; i++)
        if (is_wanted(&explorer, &rows.items[i], folded))
            rows.items[count++] = rows.items[i];
    rows.count = count;
    explorer.keys = arena_array(call->arena, count, sizeof(*explorer.keys));
    explorer.found = arena_array(call->arena, (size_t)in->limit + 1, sizeof(*explorer.found));
    if (explorer.keys == NULL || explorer.found == NULL)
        return ERR_MEMORY;
    if (is_sorted_by_computed(&explorer))
        TRY(standing_walk(call, &explorer.standing, rows.items, count, NULL, NULL));
    TRY(arrange(&explorer, &rows));
    TRY(fill(&explorer));
    TRY(tag_found(&explorer));
    struct explorer_row_list found = {.items = explorer.found, .count = explorer.found_count};
    if (page_cut(out, found, in->limit))
        out->next = cursor_after(&explorer, page_last(out)->id);
    return OK;
}
