/* SPDX-License-Identifier: Apache-2.0 */
/* From one version of the strategy to another: which texts changed, and what became of each theme.
 * The place of a theme among the others is no change of the theme; the order of those that both
 * versions have is compared as one text. */
#include "gen/strategy_sql.h"
#include "practice/strategy/difference.h"
#include "practice/strategy/strategy.h"

static const struct compared strategy_fields[] = {
    {"mission", "mission"},
    {"starting_point", "starting_point"},
    {NULL, NULL},
};
static const struct compared theme_fields[] = {
    {"name", "name"},
    {"owner_name", "owner_id"},
    {"from_year", "from_year"},
    {"until_year", "until_year"},
    {"success", "success"},
    {"description", "description"},
    {NULL, NULL},
};

static const struct strategy_theme_view *
theme_in(const struct strategy_theme_view_list *themes, int64_t theme_id)
{
    for (size_t i = 0; i < themes->count; i++)
        if (themes->items[i].theme_id == theme_id)
            return &themes->items[i];
    return NULL;
}

/* One theme, as far as it stands in either version. */
static enum err
theme_compare(struct call *call, const struct strategy_theme_view *old,
              const struct strategy_theme_view *new, struct theme_difference *out)
{
    const struct strategy_theme_view *named = new != NULL ? new : old;

    *out = (struct theme_difference){.theme_id = named->theme_id, .name = named->name};
    TRY(differences(call, &type_strategy_theme_view, theme_fields, old, new, &out->fields));
    if (old == NULL)
        out->change = THEME_CHANGE_ADDED;
    else if (new == NULL)
        out->change = THEME_CHANGE_ENDED;
    else
        out->change = out->fields.count > 0 ? THEME_CHANGE_CHANGED : THEME_CHANGE_UNCHANGED;
    return OK;
}

static enum err
themes_compare(struct call *call, const struct strategy_theme_view_list *old,
               const struct strategy_theme_view_list *new, struct theme_difference_list *out)
{
    *out = (struct theme_difference_list){
        .items = arena_array(call->arena, old->count + new->count, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < new->count; i++)
        TRY(theme_compare(call, theme_in(old, new->items[i].theme_id), &new->items[i],
                          &out->items[out->count++]));
    for (size_t i = 0; i < old->count; i++)
        if (theme_in(new, old->items[i].theme_id) == NULL)
            TRY(theme_compare(call, &old->items[i], NULL, &out->items[out->count++]));
    return OK;
}

/* The themes of one version that the other has too, as a numbered list in Markdown. */
static enum err
order_of(struct call *call, const struct strategy_theme_view_list *themes,
         const struct strategy_theme_view_list *other, struct id_list *ret_ids,
         struct str *ret_text)
{
    struct str text = {0};

    *ret_ids =
        (struct id_list){.items = arena_array(call->arena, themes->count, sizeof(*ret_ids->items))};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < themes->count; i++) {
        const struct strategy_theme_view *theme = &themes->items[i];
        if (theme_in(other, theme->theme_id) == NULL)
            continue;
        ret_ids->items[ret_ids->count++] = theme->theme_id;
        text = str_fmt(call->arena, "%.*s%zu. %.*s\n", STR_FMT(text), ret_ids->count,
                       STR_FMT(theme->name));
    }
    *ret_text = text;
    return arena_failed(call->arena);
}

static enum err
order_compare(struct call *call, const struct strategy_theme_view_list *old,
              const struct strategy_theme_view_list *new, struct field_difference_list *out)
{
    struct field_difference order = {.field = STR("theme_order")};
    struct id_list before;
    struct id_list after;

    TRY(order_of(call, old, new, &before, &order.old_value));
    TRY(order_of(call, new, old, &after, &order.new_value));
    for (size_t i = 0; i < before.count; i++)
        if (before.items[i] != after.items[i]) { /* both hold the same ids */
            out->items[out->count++] = order;
            break;
        }
    return OK;
}

static enum err
row_of(struct call *call, int64_t id, int64_t holding_id, struct strategy_row **out)
{
    *out = arena_new(call->arena, struct strategy_row);
    if (*out == NULL)
        return ERR_MEMORY;
    TRY(q_strategy_row_get(call, id, *out));
    (*out)->holds = id == holding_id;
    return OK;
}

/* GET /api/v1/strategies/{id}/compare?with= */
enum err
strategy_compare(struct call *call, const struct strategy_compare_query *in,
                 struct strategy_comparison *out)
{
    struct strategy new;
    struct strategy old;
    struct strategy newest;
    struct strategy_theme_view_list old_themes;
    struct strategy_theme_view_list new_themes;

    TRY(strategy_open(call, in->id, &new));
    enum err err = strategy_open(call, in->with, &old);
    if (err == ERR_NOT_FOUND) {
        fault(call, "?with", "no_such_strategy", "There is no such version of the strategy.");
        return ERR_INVALID;
    }
    TRY(err);
    TRY(strategy_newest(call, &newest));
    TRY(row_of(call, old.id, newest.id, &out->old));
    TRY(row_of(call, new.id, newest.id, &out->new));
    TRY(differences(call, &type_strategy, strategy_fields, &old, &new, &out->fields));
    TRY(q_strategy_theme_list(call, old.id, &old_themes));
    TRY(q_strategy_theme_list(call, new.id, &new_themes));
    TRY(order_compare(call, &old_themes, &new_themes, &out->fields));
    return themes_compare(call, &old_themes, &new_themes, &out->themes);
}
