/* SPDX-License-Identifier: Apache-2.0 */
/* Chapters of the draft. */
#include "base/buf.h"
#include "gen/squad_sql.h"
#include "practice/squad/handbook.h"
#include "practice/squad/handbook_texts.h"

#define CHAPTERS_MAX   60 /* of one version */
#define SLUG_MAX       50 /* bytes, so that a number fits behind */
#define SLUG_TRIES_MAX 20

static struct happening
chapter_happening(const struct handbook *draft, const struct handbook_chapter *row,
                  const char *kind)
{
    struct happening happening = handbook_happening(draft, kind);

    happening.type = &type_handbook_chapter;
    happening.subject_id = row->id;
    return happening;
}

/* Small letters and digits of the title, with one hyphen for whatever lies between. */
static struct str
slug_of(struct call *call, struct str title)
{
    struct buf slug;
    bool gap = false;

    buf_init(&slug, SLUG_MAX + 2);
    for (size_t i = 0; i < title.len && slug.len < SLUG_MAX; i++) {
        char c =
            title.ptr[i] >= 'A' && title.ptr[i] <= 'Z' ? (char)(title.ptr[i] + 32) : title.ptr[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (word && gap && slug.len > 0)
            buf_append_char(&slug, '-');
        if (word)
            buf_append_char(&slug, c);
        gap = !word;
    }
    struct str out = str_copy(call->arena, buf_str(&slug));
    buf_release(&slug);
    return out.len > 0 ? out : STR("chapter");
}

static bool
slug_taken(const struct handbook_chapter_list *chapters, struct str slug)
{
    for (size_t i = 0; i < chapters->count; i++)
        if (str_eq(chapters->items[i].slug, slug))
            return true;
    return false;
}

/* Puts a chapter behind the others of a version: fills slug, rank, version and id. */
static enum err
chapter_add(struct call *call, struct handbook_chapter *row)
{
    struct handbook_chapter_list chapters;

    TRY(q_handbook_chapter_list(call, row->handbook_id, &chapters));
    if (chapters.count >= CHAPTERS_MAX)
        return fail(call, ERR_CONFLICT, "too_many_chapters",
                    "A version has %d chapters at most; join two of them.", CHAPTERS_MAX);
    struct str base = slug_of(call, row->title_en);
    row->slug = base;
    for (int i = 2; slug_taken(&chapters, row->slug) && i < SLUG_TRIES_MAX; i++)
        row->slug = str_fmt(call->arena, "%.*s-%d", STR_FMT(base), i);
    row->rank = chapters.count > 0 ? chapters.items[chapters.count - 1].rank + 1 : 0;
    row->version = 1;
    enum err err = q_handbook_chapter_insert(call, row, &row->id);
    if (err == ERR_CONFLICT)
        return fail(call, err, "same_titles", "Many chapters have this title; choose another one.");
    return err;
}

enum err
handbook_chapters_copy(struct call *call, int64_t from_id, int64_t to_id)
{
    struct handbook_chapter_list chapters;

    TRY(q_handbook_chapter_list(call, from_id, &chapters));
    for (size_t i = 0; i < chapters.count; i++) {
        struct handbook_chapter *row = &chapters.items[i];
        row->handbook_id = to_id;
        row->rank = (int64_t)i;
        row->version = 1;
        TRY(q_handbook_chapter_insert(call, row, &row->id));
    }
    return OK;
}

enum err
handbook_chapters_fill(struct call *call, int64_t to_id)
{
    for (enum chapters_list at = 0; at < CHAPTER_COUNT; at++) {
        struct handbook_chapter row = {.handbook_id = to_id};
        TRY(handbook_text_chapter(call, at, &row));
        TRY(chapter_add(call, &row));
    }
    return OK;
}

/* POST /api/v1/handbooks/{id}/chapters */
enum err
handbook_chapter_create(struct call *call, const struct handbook_chapter_new *in,
                        struct handbook_chapter *out)
{
    struct handbook draft;
    struct handbook_chapter row = {.handbook_id = in->id};

    TRY(handbook_open_draft(call, in->id, &draft));
    type_apply(&type_handbook_chapter_new, in, &type_handbook_chapter, &row);
    TRY(chapter_add(call, &row));
    struct happening happening = chapter_happening(&draft, &row, EVENT_HANDBOOK_CHAPTER_CREATED);
    TRY(record(call, &happening, NULL, &row));
    return q_handbook_chapter_row(call, row.id, out);
}

static enum err
chapter_open(struct call *call, int64_t id, struct handbook *draft, struct handbook_chapter *out)
{
    enum err err = q_handbook_chapter_row(call, id, out);

    if (err == OK)
        err = handbook_open_draft(call, out->handbook_id, draft);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_chapter", "There is no such chapter.");
    return err;
}

/* Gives all chapters of a version their place, with `moved` at the one it asks for. */
static enum err
chapters_place(struct call *call, const struct handbook_chapter *moved)
{
    struct handbook_chapter_list all;
    int64_t rank = 0;

    TRY(q_handbook_chapter_list(call, moved->handbook_id, &all));
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].id == moved->id)
            continue;
        if (rank == moved->rank)
            rank++;
        TRY(q_handbook_chapter_place(call, rank++, all.items[i].id));
    }
    return OK;
}

/* PATCH /api/v1/handbook-chapters/{id} */
enum err
handbook_chapter_update(struct call *call, const struct handbook_chapter_patch *in,
                        struct handbook_chapter *out)
{
    struct handbook draft;
    struct handbook_chapter before;

    TRY(chapter_open(call, in->id, &draft, &before));
    TRY(call_match(call, before.version));
    struct handbook_chapter after = before;
    type_apply(&type_handbook_chapter_patch, in, &type_handbook_chapter, &after);
    after.version = before.version + 1;
    TRY(q_handbook_chapter_set(call, &after));
    if (after.rank != before.rank)
        TRY(chapters_place(call, &after));
    struct happening happening = chapter_happening(&draft, &after, EVENT_HANDBOOK_CHAPTER_UPDATED);
    TRY(record(call, &happening, &before, &after));
    return q_handbook_chapter_row(call, in->id, out);
}

/* DELETE /api/v1/handbook-chapters/{id} */
enum err
handbook_chapter_delete(struct call *call, const struct by_id *in)
{
    struct handbook draft;
    struct handbook_chapter row;

    TRY(chapter_open(call, in->id, &draft, &row));
    TRY(call_match(call, row.version));
    TRY(q_handbook_chapter_remove(call, in->id));
    struct happening happening = chapter_happening(&draft, &row, EVENT_HANDBOOK_CHAPTER_DELETED);
    return record(call, &happening, &row, NULL);
}
