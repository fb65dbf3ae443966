/* SPDX-License-Identifier: Apache-2.0 */
#include "resolve.h"

#include <string.h>

/* What C or the generated function has other uses for. */
static const char *const reserved[] = {
    "auto",    "break",  "call",     "case",   "char",     "const",    "continue",
    "default", "do",     "double",   "else",   "enum",     "extern",   "float",
    "for",     "goto",   "if",       "in",     "inline",   "int",      "list",
    "long",    "number", "out",      "params", "query",    "register", "restrict",
    "return",  "rows",   "short",    "signed", "sizes",    "static",   "struct",
    "switch",  "union",  "unsigned", "void",   "volatile", "while",
};

/* Words of `-- param:` types; an enumeration's name is one too. */
static const struct {
    struct str name;
    enum field_kind kind;
} type_words[] = {
    {STR("id"), FIELD_ID},
    {STR("int"), FIELD_INT},
    {STR("bool"), FIELD_BOOL},
    {STR("text"), FIELD_TEXT},
    {STR("decimal"), FIELD_DECIMAL},
    {STR("fraction"), FIELD_FRACTION},
    {STR("weight"), FIELD_WEIGHT},
    {STR("time"), FIELD_TIME},
    {STR("day"), FIELD_DAY},
    {STR("id[]"), FIELD_ID_LIST},
    {STR("text[]"), FIELD_TEXT_LIST},
};

static const struct model_type *
find_type(struct pack *pack, struct named_query *query, struct str name, const char *what)
{
    const struct model_type *type = model_type_named(pack->model, name);

    if (type == NULL)
        query_fault(pack, query, query->at, "%s %.*s is in no model; declare it in %.*s.model",
                    what, STR_FMT(name), STR_FMT(query->part->name));
    else if (!model_part_may_use(query->part, type->part))
        query_fault(pack, query, query->at,
                    "%s %.*s belongs to %.*s, to the right of %.*s; move the "
                    "query there",
                    what, STR_FMT(name), STR_FMT(type->part->name), STR_FMT(query->part->name));
    else
        return type;
    return NULL;
}

/* Finds the types that the head names. */
static void
resolve_head(struct pack *pack, struct named_query *query)
{
    if (query->row_name.len > 0) {
        query->row = find_type(pack, query, query->row_name, "row type");
        if (query->row != NULL && query->row->form != FORM_ENTITY && query->row->form != FORM_VIEW)
            query_fault(pack, query, query->at, "%.*s is an input; name an entity or a view",
                        STR_FMT(query->row_name));
    }
    if (query->from_name.len > 0) {
        query->from = find_type(pack, query, query->from_name, "entity");
        if (query->from != NULL && query->from->form != FORM_ENTITY)
            query_fault(pack, query, query->at, "%.*s is no entity; name one behind \"from\"",
                        STR_FMT(query->from_name));
    }
}

static struct param *
find_param(struct named_query *query, struct str name)
{
    for (size_t i = 0; i < query->param_count; i++) {
        if (str_eq(query->params[i].name, name))
            return &query->params[i];
    }
    return NULL;
}

static bool
is_reserved(struct str name)
{
    for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++) {
        if (str_eq(name, str_from(reserved[i])))
            return true;
    }
    return false;
}

static void
add_param(struct pack *pack, struct named_query *query, const struct token *token, bool is_list)
{
    struct str name = is_list ? str_trim(str_slice(token->text, 5, token->text.len)) : token->text;
    const struct param *known = find_param(query, name);

    if (known != NULL && known->is_list != is_list)
        query_fault(pack, query, token->at,
                    "%.*s is a list in one place and none in another; use "
                    "two names",
                    STR_FMT(name));
    if (known != NULL)
        return;
    if (query->param_count == QUERY_PARAM_COUNT_MAX) {
        query_fault(pack, query, token->at, "too many parameters; at most %u",
                    QUERY_PARAM_COUNT_MAX);
        return;
    }
    if (is_reserved(name) && query->from == NULL)
        query_fault(pack, query, token->at, "C has another use for %.*s; choose another name",
                    STR_FMT(name));
    query->params[query->param_count++] =
        (struct param){.name = name, .at = token->at, .is_list = is_list};
}

static bool
is_list_token(const struct token *token)
{
    return token->kind == TOKEN_BRACE && str_starts(token->text, STR("list:"));
}

/* `IN {list:x}`, never NOT: an empty list is padded with NULL, of which NOT IN is never true. */
static void
check_list_place(struct pack *pack, struct named_query *query, const struct token *tokens,
                 size_t index)
{
    if (index == 0 || !token_is(&tokens[index - 1], "IN"))
        query_fault(pack, query, tokens[index].at,
                    "a list stands behind IN only; write x IN "
                    "{%.*s}",
                    STR_FMT(tokens[index].text));
    else if (index > 1 && token_is(&tokens[index - 2], "NOT"))
        query_fault(pack, query, tokens[index].at,
                    "NOT IN a list fails when it is empty; take the "
                    "rows away in C");
}

/* Lays the parameters out: all that are one value, then the list, whose length varies. */
static void
number_params(struct named_query *query)
{
    size_t index = 0;

    for (size_t i = 0; i < query->param_count; i++) {
        if (!query->params[i].is_list)
            query->params[i].index = index++;
    }
    for (size_t i = 0; i < query->param_count; i++) {
        if (query->params[i].is_list)
            query->params[i].index = index;
    }
}

/* Gathers the parameters of the text for SQLite. */
static void
gather_params(struct pack *pack, struct named_query *query)
{
    const struct token_list *text = &query->text[ENGINE_SQLITE];
    const struct token *list = NULL;

    for (size_t i = 0; i < text->count; i++) {
        const struct token *token = &text->items[i];
        if (token->kind == TOKEN_PARAM) {
            add_param(pack, query, token, false);
        } else if (is_list_token(token)) {
            if (list != NULL && !str_eq(list->text, token->text))
                query_fault(pack, query, token->at, "a second list; a query takes one");
            list = token;
            check_list_place(pack, query, text->items, i);
            add_param(pack, query, token, true);
        } else if (token->kind == TOKEN_BRACE) {
            query_fault(pack, query, token->at, "{%.*s} means nothing in a query; write {list:ids}",
                        STR_FMT(token->text));
        }
    }
    number_params(query);
}

/* The text for PostgreSQL must have the same parameters. */
static void
check_postgres_params(struct pack *pack, struct named_query *query)
{
    const struct token_list *text = &query->text[ENGINE_POSTGRES];
    bool seen[QUERY_PARAM_COUNT_MAX] = {0};

    for (size_t i = 0; i < text->count; i++) {
        const struct token *token = &text->items[i];
        bool is_list = is_list_token(token);
        if (token->kind != TOKEN_PARAM && !is_list)
            continue;
        if (is_list)
            check_list_place(pack, query, text->items, i);
        struct str name =
            is_list ? str_trim(str_slice(token->text, 5, token->text.len)) : token->text;
        const struct param *param = find_param(query, name);
        if (param == NULL || param->is_list != is_list)
            query_fault(pack, query, token->at,
                        "the text for SQLite has no such parameter as "
                        "%.*s; both must have the same",
                        STR_FMT(name));
        else
            seen[param - query->params] = true;
    }
    for (size_t i = 0; i < query->param_count; i++) {
        if (!seen[i])
            query_fault(pack, query, query->at,
                        "the text for PostgreSQL lacks the parameter %.*s; "
                        "both must have the same",
                        STR_FMT(query->params[i].name));
    }
}

/* Reads a type as `-- param:` writes it. */
static bool
parse_type(struct pack *pack, struct str text, struct param *param)
{
    param->is_nullable = str_ends(text, STR("?"));
    if (param->is_nullable)
        text = str_slice(text, 0, text.len - 1);
    for (size_t i = 0; i < sizeof(type_words) / sizeof(type_words[0]); i++) {
        if (str_eq(type_words[i].name, text)) {
            param->kind = type_words[i].kind;
            return true;
        }
    }
    param->kind = FIELD_ENUM;
    param->choices = model_enum_named(pack->model, text);
    return param->choices != NULL;
}

static bool
is_list_kind(enum field_kind kind)
{
    return kind == FIELD_ID_LIST || kind == FIELD_TEXT_LIST;
}

static void
type_by_hint(struct pack *pack, struct named_query *query, struct param_hint *hint,
             struct param *param)
{
    hint->used = true;
    if (!parse_type(pack, hint->type, param)) {
        query_fault(pack, query, hint->at,
                    "%.*s is no type of a parameter; write one such as id, "
                    "day?, text[] or the name of an enum",
                    STR_FMT(hint->type));
        return;
    }
    if (param->choices != NULL && !model_part_may_use(query->part, param->choices->part))
        query_fault(pack, query, hint->at, "%.*s belongs to a part to the right; use text",
                    STR_FMT(hint->type));
    if (is_list_kind(param->kind) != param->is_list || (param->is_list && param->is_nullable))
        query_fault(pack, query, hint->at, "%.*s is %s; write its type %s []", STR_FMT(param->name),
                    param->is_list ? "a list" : "no list", param->is_list ? "with" : "without");
}

static void
type_by_field(const struct model_field *field, struct param *param)
{
    param->kind = field->kind;
    param->is_nullable = (field->flags & FIELD_NULLABLE) != 0;
    param->choices = field->choices;
}

/* A field that a column can fill, by name. */
static const struct model_field *
column_field(const struct model_type *type, struct str name)
{
    const struct model_field *field = type != NULL ? model_field_named(type, name) : NULL;

    return field != NULL && field->kind < FIELD_OBJECT ? field : NULL;
}

/* The entity that stands first behind FROM, INTO, UPDATE or JOIN. */
static const struct model_type *
first_entity(struct pack *pack, const struct token_list *text)
{
    for (size_t i = 0; i + 1 < text->count; i++) {
        const struct token *token = &text->items[i];
        if (!token_is(token, "FROM") && !token_is(token, "INTO") && !token_is(token, "UPDATE") &&
            !token_is(token, "JOIN"))
            continue;
        const struct model_type *type = model_entity_named(pack->model, text->items[i + 1].text);
        if (type != NULL)
            return type;
    }
    return NULL;
}

/* The type that all entities this part may use agree on; false when there is none. */
static bool
type_by_any(struct pack *pack, struct named_query *query, struct param *param)
{
    const struct model_field *found = NULL;
    bool always_nullable = true;

    for (const struct model_type *t = pack->model->types; t != NULL; t = t->next) {
        if (t->form != FORM_ENTITY || !model_part_may_use(query->part, t->part))
            continue;
        const struct model_field *field = column_field(t, param->name);
        if (field == NULL)
            continue;
        if (found != NULL && (found->kind != field->kind || found->choices != field->choices))
            return false;
        found = field;
        always_nullable = always_nullable && (field->flags & FIELD_NULLABLE) != 0;
    }
    if (found == NULL)
        return false;
    type_by_field(found, param);
    param->is_nullable = always_nullable;
    return true;
}

static struct param_hint *
find_hint(struct named_query *query, struct str name)
{
    for (size_t i = 0; i < query->hint_count; i++) {
        if (str_eq(query->hints[i].name, name))
            return &query->hints[i];
    }
    return NULL;
}

/* Gives one parameter its type, from the first that says something about it. */
static void
type_param(struct pack *pack, struct named_query *query, struct param *param)
{
    struct param_hint *hint = find_hint(query, param->name);
    const struct model_field *field;

    if (hint != NULL) {
        type_by_hint(pack, query, hint, param);
    } else if (param->is_list) {
        param->kind = FIELD_ID_LIST;
    } else if (query->from != NULL) {
        param->from_object = true;
        field = column_field(query->from, param->name);
        if (field != NULL)
            type_by_field(field, param);
        else
            query_fault(pack, query, param->at,
                        "%.*s has no field %.*s; name one, or write "
                        "-- param: %.*s TYPE",
                        STR_FMT(query->from->name), STR_FMT(param->name), STR_FMT(param->name));
    } else if (str_eq(param->name, STR("limit"))) {
        param->kind = FIELD_INT;
    } else if ((field = column_field(first_entity(pack, &query->text[ENGINE_SQLITE]),
                                     param->name)) != NULL ||
               (field = column_field(query->row, param->name)) != NULL) {
        type_by_field(field, param);
    } else if (!type_by_any(pack, query, param)) {
        query_fault(pack, query, param->at,
                    "nothing tells the type of :%.*s; write -- param: %.*s "
                    "TYPE",
                    STR_FMT(param->name), STR_FMT(param->name));
    }
    if (param->from_object)
        for (field = query->from->fields; field != NULL && !str_eq(field->name, param->name);
             field = field->next)
            param->field++;
}

void
resolve_query(struct pack *pack, struct named_query *query)
{
    resolve_head(pack, query);
    if (query->failed)
        return;
    gather_params(pack, query);
    if (query->failed)
        return;
    check_postgres_params(pack, query);
    for (size_t i = 0; i < query->param_count; i++)
        type_param(pack, query, &query->params[i]);
    for (size_t i = 0; i < query->hint_count; i++) {
        if (!query->hints[i].used)
            query_fault(pack, query, query->hints[i].at,
                        "the query has no parameter %.*s; take "
                        "the line away",
                        STR_FMT(query->hints[i].name));
    }
}
