/* SPDX-License-Identifier: Apache-2.0 */
#include "render.h"

const size_t list_sizes[LIST_SIZES] = {8, 24, 80, 200, 512};

/* What is being written, and for whom. */
struct renderer {
    struct pack *pack;
    struct named_query *query;
    enum engine engine;
    size_t list_size;
    struct buf out;
};

static size_t
param_place(const struct named_query *query, struct str name)
{
    for (size_t i = 0; i < query->param_count; i++) {
        if (str_eq(query->params[i].name, name))
            return query->params[i].index + 1;
    }
    return 0;
}

static void
write_place(struct renderer *r, size_t place)
{
    buf_append_char(&r->out, r->engine == ENGINE_SQLITE ? '?' : '$');
    buf_append_int(&r->out, (int64_t)place);
}

static void
write_list(struct renderer *r)
{
    size_t first = query_list_param(r->query)->index + 1;
    size_t count = r->engine == ENGINE_SQLITE ? r->list_size : 1; /* an array */

    buf_append_char(&r->out, '(');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_append_char(&r->out, ',');
        write_place(r, first + i);
    }
    buf_append_char(&r->out, ')');
}

/* Is the star at this index a list of columns, and not a product or count(*)? */
static bool
is_column_star(const struct token_list *text, size_t index)
{
    if (!token_is_sign(&text->items[index], "*") || index == 0)
        return false;
    const struct token *before = &text->items[index - 1];
    if (token_is_sign(before, "."))
        return true;
    bool begins = token_is(before, "SELECT") || token_is(before, "DISTINCT") ||
                  token_is(before, "RETURNING") || token_is(before, "ALL") ||
                  token_is_sign(before, ",");
    return begins && (index + 1 == text->count || token_is(&text->items[index + 1], "FROM") ||
                      token_is_sign(&text->items[index + 1], ","));
}

/* `*` or, behind `prefix.`, the columns of the entity that the row is, or is a view of. Those a
 * view has beyond its entity are the query's own affair. */
static void
write_star(struct renderer *r, const struct token *star, struct str prefix)
{
    struct named_query *query = r->query;
    const struct model_type *row = query->row;
    const struct model_type *entity =
        row == NULL || row->form == FORM_ENTITY || row->of == NULL ? row : row->of;
    bool first = true;

    if (row == NULL || star->depth > 0) {
        query_fault(r->pack, query, star->at,
                    "only a row's own columns can be written as *; name "
                    "the columns, or SELECT 1");
        return;
    }
    for (const struct model_field *f = entity->fields; f != NULL; f = f->next) {
        /* A view leaves the private columns out. */
        if (f->kind >= FIELD_OBJECT || model_field_named(row, f->name) == NULL)
            continue;
        if (!first)
            buf_append(&r->out, ", ", 2);
        if (!first && prefix.len > 0) {
            buf_append_str(&r->out, prefix);
            buf_append_char(&r->out, '.');
        }
        buf_append_str(&r->out, f->name);
        first = false;
    }
}

/* Is the word at this index the IN before a list? PostgreSQL asks its array with = ANY. */
static bool
is_in_list(const struct token_list *text, size_t index)
{
    return token_is(&text->items[index], "IN") && index + 1 < text->count &&
           text->items[index + 1].kind == TOKEN_BRACE;
}

static void
write_token(struct renderer *r, const struct token_list *text, size_t index)
{
    const struct token *token = &text->items[index];

    if (token->spaced && index > 0)
        buf_append_char(&r->out, ' ');
    if (token->kind == TOKEN_PARAM) {
        write_place(r, param_place(r->query, token->text));
    } else if (token->kind == TOKEN_BRACE) {
        write_list(r);
    } else if (r->engine == ENGINE_POSTGRES && is_in_list(text, index)) {
        buf_append_str(&r->out, STR("= ANY"));
    } else if (is_column_star(text, index)) {
        bool has_prefix = index >= 2 && token_is_sign(&text->items[index - 1], ".");
        write_star(r, token, has_prefix ? text->items[index - 2].text : (struct str){0});
    } else {
        buf_append_str(&r->out, token->text);
    }
}

struct str
render_query(struct pack *pack, struct named_query *query, enum engine engine, size_t list_size)
{
    struct renderer r = {.pack = pack, .query = query, .engine = engine, .list_size = list_size};
    const struct token_list *text = &query->text[engine];

    buf_init(&r.out, SOURCE_SIZE_MAX);
    for (size_t i = 0; i < text->count; i++)
        write_token(&r, text, i);
    if (query->result == RESULT_ID && engine == ENGINE_POSTGRES)
        buf_append_str(&r.out, STR(" RETURNING id")); /* SQLite knows it anyway */
    struct str sql = query->failed ? (struct str){0} : str_copy(pack->arena, buf_str(&r.out));
    buf_release(&r.out);
    return sql;
}

const char *
render_origin(struct pack *pack, struct named_query *query, size_t list_size, size_t offset)
{
    struct renderer r = {
        .pack = pack, .query = query, .engine = ENGINE_SQLITE, .list_size = list_size};
    const struct token_list *text = &query->text[ENGINE_SQLITE];
    const char *origin = query->at;

    buf_init(&r.out, SOURCE_SIZE_MAX);
    for (size_t i = 0; i < text->count && r.out.len <= offset; i++) {
        origin = text->items[i].at;
        write_token(&r, text, i);
    }
    buf_release(&r.out);
    return origin;
}
