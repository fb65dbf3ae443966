/* SPDX-License-Identifier: Apache-2.0 */
/* From one version of the way of working to another. The place of a chapter is no change of it. */
#include "gen/squad_sql.h"
#include "practice/squad/handbook.h"
#include "practice/strategy/difference.h"

static const struct compared chapter_fields[] = {
    {"title_en", "title_en"},
    {"title_nl", "title_nl"},
    {"body_en", "body_en"},
    {"body_nl", "body_nl"},
    {NULL, NULL},
};

static const struct handbook_chapter *
chapter_in(const struct handbook_chapter_list *chapters, struct str slug)
{
    for (size_t i = 0; i < chapters->count; i++)
        if (str_eq(chapters->items[i].slug, slug))
            return &chapters->items[i];
    return NULL;
}

/* One chapter, as far as it stands in either version. */
static enum err
chapter_compare(struct call *call, const struct handbook_chapter *old,
                const struct handbook_chapter *new, struct chapter_difference *out)
{
    const struct handbook_chapter *named = new != NULL ? new : old;

    *out = (struct chapter_difference){
        .slug = named->slug, .title_en = named->title_en, .title_nl = named->title_nl};
    TRY(differences(call, &type_handbook_chapter, chapter_fields, old, new, &out->fields));
    if (old == NULL)
        out->change = THEME_CHANGE_ADDED;
    else if (new == NULL)
        out->change = THEME_CHANGE_ENDED;
    else
        out->change = out->fields.count > 0 ? THEME_CHANGE_CHANGED : THEME_CHANGE_UNCHANGED;
    return OK;
}

static enum err
chapters_compare(struct call *call, int64_t old_id, int64_t new_id,
                 struct chapter_difference_list *out)
{
    struct handbook_chapter_list old;
    struct handbook_chapter_list new;

    TRY(q_handbook_chapter_list(call, old_id, &old));
    TRY(q_handbook_chapter_list(call, new_id, &new));
    out->items = arena_array(call->arena, old.count + new.count, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < new.count; i++)
        TRY(chapter_compare(call, chapter_in(&old, new.items[i].slug), &new.items[i],
                            &out->items[out->count++]));
    for (size_t i = 0; i < old.count; i++)
        if (chapter_in(&new, old.items[i].slug) == NULL)
            TRY(chapter_compare(call, &old.items[i], NULL, &out->items[out->count++]));
    return OK;
}

static void
setting_compare(struct str name, struct str old, struct str new,
                struct setting_difference_list *out)
{
    if (!str_eq(old, new))
        out->items[out->count++] =
            (struct setting_difference){.name = name, .old_value = old, .new_value = new};
}

/* Both lists are in the order of their names, so one walk meets every name once. */
static enum err
settings_compare(struct call *call, int64_t old_id, int64_t new_id,
                 struct setting_difference_list *out)
{
    struct handbook_setting_list old;
    struct handbook_setting_list new;
    size_t i = 0, k = 0;

    TRY(q_handbook_setting_list(call, old_id, &old));
    TRY(q_handbook_setting_list(call, new_id, &new));
    out->items = arena_array(call->arena, old.count + new.count, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    while (i < old.count || k < new.count) {
        int order = i == old.count   ? 1
                    : k == new.count ? -1
                                     : str_cmp(old.items[i].name, new.items[k].name);
        struct str name = order <= 0 ? old.items[i].name : new.items[k].name;
        struct str before = order <= 0 ? old.items[i++].value : (struct str){0};
        struct str after = order >= 0 ? new.items[k++].value : (struct str){0};
        setting_compare(name, before, after, out);
    }
    return OK;
}

static enum err
line_of(struct call *call, int64_t id, int64_t holding_id, struct handbook_row **out)
{
    *out = arena_new(call->arena, struct handbook_row);
    if (*out == NULL)
        return ERR_MEMORY;
    TRY(q_handbook_line(call, id, *out));
    (*out)->holds = id == holding_id;
    return OK;
}

/* GET /api/v1/handbooks/{id}/compare?with= */
enum err
handbook_compare(struct call *call, const struct handbook_compare_query *in,
                 struct handbook_comparison *out)
{
    struct handbook new;
    struct handbook old;
    struct handbook holding;

    TRY(handbook_open(call, in->id, &new));
    enum err err = handbook_open(call, in->with, &old);
    if (err == ERR_NOT_FOUND) {
        fault(call, "?with", "no_such_handbook", "There is no such version of the way of working.");
        return ERR_INVALID;
    }
    TRY(err);
    TRY(handbook_holding(call, &holding));
    TRY(line_of(call, old.id, holding.id, &out->old));
    TRY(line_of(call, new.id, holding.id, &out->new));
    TRY(chapters_compare(call, old.id, new.id, &out->chapters));
    return settings_compare(call, old.id, new.id, &out->settings);
}
