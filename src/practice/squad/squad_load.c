/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The load across OKR masters: how much lies with each of them.
 *
 * A unit lies with whoever is the nearest OKR master above it. For a page of people all units are
 * gone through once, each from itself upwards, until somebody is met who may still work.
 */
#include "practice/squad/desk.h"

#include "base/idmap.h"
#include "gen/squad_sql.h"
#include "model/page.h"
#include "practice/access/setting.h"
#include "practice/org/unit.h"
#include "practice/squad/handbook.h"

/* Somebody is OKR master there. */
struct post {
    size_t row; /* of the page; NOBODY: not on it */
    bool works;
    struct post *next;
};
#define NOBODY SIZE_MAX

struct posts {
    struct post **of; /* those of a unit; the first are of the whole organisation */
    size_t count;
    struct idmap places; /* by unit */
};

static enum err
post_add(struct call *call, struct posts *posts, const struct load_post *found, size_t row)
{
    struct post *post = arena_new(call->arena, struct post);
    size_t place = 0;

    if (post == NULL)
        return ERR_MEMORY;
    if (found->unit_id.has && !idmap_get(&posts->places, found->unit_id.value, &place)) {
        place = posts->count++;
        TRY(idmap_set(&posts->places, found->unit_id.value, place));
    }
    *post = (struct post){.row = row, .works = found->works, .next = posts->of[place]};
    posts->of[place] = post;
    return OK;
}

static enum err
posts_load(struct call *call, const struct load_row_page *page, struct posts *out)
{
    struct load_post_list found;
    struct idmap rows;

    TRY(q_load_posts(call, call->now, &found));
    *out = (struct posts){.of = arena_array(call->arena, found.count + 1, sizeof(*out->of)),
                          .count = 1};
    TRY(arena_failed(call->arena));
    idmap_init(&out->places, call->arena);
    idmap_init(&rows, call->arena);
    for (size_t i = 0; i < page->count; i++)
        TRY(idmap_set(&rows, page->items[i].id, i));
    for (size_t i = 0; i < found.count; i++) {
        size_t row = NOBODY;
        if (idmap_get(&rows, found.items[i].person_id, &row) && !found.items[i].unit_id.has)
            page->items[row].lead = true;
        TRY(post_add(call, out, &found.items[i], row));
    }
    return OK;
}

/* Counts a unit for those of the page who are OKR masters in one place; does anybody there work? */
static bool
count_there(const struct post *post, struct load_row *rows, size_t *counted, size_t unit)
{
    bool works = false;

    for (; post != NULL; post = post->next) {
        works |= post->works;
        if (post->row == NOBODY || counted[post->row] == unit)
            continue;
        counted[post->row] = unit;
        rows[post->row].unit_count++;
    }
    return works;
}

/* Counts the unit of a path, the `unit`th of them, for those with whom it lies. */
static enum err
count_unit(const struct posts *posts, struct str path, struct load_row *rows, size_t *counted,
           size_t unit)
{
    int64_t ids[UNIT_DEPTH_MAX];
    size_t count;
    size_t place;

    TRY(unit_path_ids(path, ids, &count));
    while (count > 0)
        if (idmap_get(&posts->places, ids[--count], &place) &&
            count_there(posts->of[place], rows, counted, unit))
            return OK;
    count_there(posts->of[0], rows, counted, unit);
    return OK;
}

/* GET /api/v1/squad/load */
enum err
squad_load_list(struct call *call, const struct page_query *in, struct load_row_page *out)
{
    struct load_row_list rows;
    struct load_unit_list units;
    struct posts posts;
    struct str folded = STR("");
    int64_t id = 0;
    day_t today;

    TRY(setting_today(call, &today));
    TRY(page_read_text(call, "squad_load_list", in->after, &folded, &id, 1));
    TRY(handbook_maker_check(call));
    TRY(q_load_page(call, call->now, folded, id, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct load_row *last = page_last(out);
        out->next = page_write_text(call, "squad_load_list", last->folded, &last->id, 1);
    }
    TRY(posts_load(call, out, &posts));
    TRY(q_load_units(call, today, &units));
    size_t *counted = arena_array(call->arena, out->count, sizeof(*counted));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < units.count; i++)
        TRY(count_unit(&posts, units.items[i].path, out->items, counted, i + 1));
    return OK;
}
