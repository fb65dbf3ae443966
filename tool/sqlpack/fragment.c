/* SPDX-License-Identifier: Apache-2.0 */
#include "fragment.h"

const struct fragment *
fragment_find(const struct fragment_list *list, struct str name)
{
    for (size_t i = 0; i < list->count; i++) {
        if (str_eq(list->items[i].name, name))
            return &list->items[i];
    }
    return list->shared != NULL ? fragment_find(list->shared, name) : NULL;
}

static const struct fragment *
fragment_of(const struct fragment_list *list, const struct token *token)
{
    return token->kind == TOKEN_BRACE ? fragment_find(list, token->text) : NULL;
}

/* Copies a fragment's tokens to where its brace stood. */
static void
copy_fragment(struct token *to, const struct fragment *fragment, const struct token *brace)
{
    for (size_t i = 0; i < fragment->text.count; i++) {
        to[i] = fragment->text.items[i];
        to[i].depth += brace->depth;
        if (i == 0)
            to[i].spaced = brace->spaced;
    }
}

struct token_list
fragment_put_in(struct arena *arena, const struct fragment_list *list, struct token_list text)
{
    size_t count = 0;
    size_t at = 0;

    for (size_t i = 0; i < text.count; i++) {
        const struct fragment *fragment = fragment_of(list, &text.items[i]);
        count += fragment != NULL ? fragment->text.count : 1;
    }
    struct token *items = arena_array(arena, count, sizeof(*items));
    if (items == NULL)
        return text;
    for (size_t i = 0; i < text.count; i++) {
        const struct fragment *fragment = fragment_of(list, &text.items[i]);
        if (fragment != NULL) {
            copy_fragment(items + at, fragment, &text.items[i]);
            at += fragment->text.count;
        } else {
            items[at++] = text.items[i];
        }
    }
    return (struct token_list){.items = items, .count = count};
}
