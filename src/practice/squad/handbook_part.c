/* SPDX-License-Identifier: Apache-2.0 */
/* Chapters of the draft, and the settings that it wants. */
#include "base/buf.h"
#include "gen/squad_sql.h"
#include "practice/access/setting.h"
#include "practice/squad/handbook.h"
#include "practice/squad/handbook_texts.h"

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

enum err
handbook_chapter_add(struct call *call, struct handbook_chapter *row)
{
    struct handbook_chapter_list chapters;

    TRY(q_handbook_chapter_list(call, row->handbook_id, &chapters));
    if (chapters.count >= HANDBOOK_CHAPTERS_MAX)
        return fail(call, ERR_CONFLICT, "too_many_chapters",
                    "A version has %d chapters at most; join two of them.", HANDBOOK_CHAPTERS_MAX);
    struct str base = str_is_null(row->slug) ? slug_of(call, row->title_en) : row->slug;
    row->slug = base;
    for (int i = 2; slug_taken(&chapters, row->slug) && i < SLUG_TRIES_MAX; i++)
        row->slug = str_fmt(call->arena, "%.*s-%d", STR_FMT(base), i);
    row->rank = (int64_t)chapters.count;
    row->version = 1;
    enum err err = q_handbook_chapter_insert(call, row, &row->id);
    if (err == ERR_CONFLICT)
        return fail(call, err, "same_titles", "Many chapters have this title; choose another one.");
    return err;
}

enum err
handbook_copy(struct call *call, int64_t from_id, int64_t to_id)
{
    struct handbook_chapter_list chapters;
    struct handbook_setting_list settings;

    TRY(q_handbook_chapter_list(call, from_id, &chapters));
    TRY(q_handbook_setting_list(call, from_id, &settings));
    for (size_t i = 0; i < chapters.count; i++) {
        chapters.items[i].handbook_id = to_id;
        TRY(handbook_chapter_add(call, &chapters.items[i]));
    }
    for (size_t i = 0; i < settings.count; i++) {
        settings.items[i].handbook_id = to_id;
        TRY(q_handbook_setting_insert(call, &settings.items[i], &settings.items[i].id));
    }
    return OK;
}

enum err
handbook_fill(struct call *call, int64_t to_id)
{
    for (enum chapters_list at = 0; at < CHAPTER_COUNT; at++) {
        struct handbook_chapter row = {.handbook_id = to_id};
        TRY(handbook_text_chapter(call, at, &row));
        TRY(handbook_chapter_add(call, &row));
    }
    for (size_t i = 0; i < handbook_text_setting_count; i++) {
        struct handbook_setting row = {.handbook_id = to_id,
                                       .name = str_from(handbook_text_settings[i].name),
                                       .value = str_from(handbook_text_settings[i].value)};
        TRY(q_handbook_setting_insert(call, &row, &row.id));
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
    TRY(handbook_chapter_add(call, &row));
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

enum err
handbook_setting_show(struct call *call, const struct handbook_setting *row,
                      struct handbook_setting_view *out)
{
    struct setting_view now = {0};
    enum err err = setting_now(call, row->name, &now);

    if (err != ERR_NOT_FOUND) /* an old version may want a setting that there is no more */
        TRY(err);
    *out = (struct handbook_setting_view){
        .id = row->id,
        .handbook_id = row->handbook_id,
        .name = row->name,
        .value = row->value,
        .doc = now.doc,
        .current = now.value,
        .differs = err == OK && !str_eq(now.value, row->value),
    };
    return OK;
}

static enum err
setting_trace(struct call *call, const struct handbook *draft, const char *kind,
              const struct handbook_setting *before, const struct handbook_setting *after)
{
    struct happening happening = handbook_happening(draft, kind);

    happening.type = &type_handbook_setting;
    happening.subject_id = after != NULL ? after->id : before->id;
    return record(call, &happening, before, after);
}

/* POST /api/v1/handbooks/{id}/settings */
enum err
handbook_setting_set(struct call *call, const struct handbook_setting_new *in,
                     struct handbook_setting_view *out)
{
    struct handbook draft;
    struct handbook_setting before;

    TRY(handbook_open_draft(call, in->id, &draft));
    if (setting_check(call, in->name, in->value, "/value") == ERR_NOT_FOUND)
        fault(call, "/name", "no_such_setting", "There is no setting of that name.");
    TRY(call_faults(call));
    enum err err = q_handbook_setting_named(call, in->id, in->name, &before);
    bool is_new = err == ERR_NOT_FOUND;
    if (!is_new)
        TRY(err);
    struct handbook_setting row = {
        .id = is_new ? 0 : before.id, .handbook_id = in->id, .name = in->name, .value = in->value};
    if (is_new)
        TRY(q_handbook_setting_insert(call, &row, &row.id));
    else
        TRY(q_handbook_setting_value(call, &row));
    TRY(setting_trace(call, &draft, EVENT_HANDBOOK_SETTING_SET, is_new ? NULL : &before, &row));
    return handbook_setting_show(call, &row, out);
}

/* DELETE /api/v1/handbook-settings/{id} */
enum err
handbook_setting_delete(struct call *call, const struct by_id *in)
{
    struct handbook draft;
    struct handbook_setting row;
    enum err err = q_handbook_setting_row(call, in->id, &row);

    if (err == OK)
        err = handbook_open_draft(call, row.handbook_id, &draft);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_setting", "The draft wants no such setting.");
    TRY(err);
    TRY(q_handbook_setting_remove(call, in->id));
    return setting_trace(call, &draft, EVENT_HANDBOOK_SETTING_DELETED, &row, NULL);
}
