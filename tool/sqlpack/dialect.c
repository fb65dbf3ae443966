/* SPDX-License-Identifier: Apache-2.0 */
#include "dialect.h"

/*
 * Words, each followed by `next` where that is given. Tried on SQLite 3.40 and PostgreSQL 15: these
 * fail on one of them, or answer in another type.
 */
static const struct {
    const char *word;
    const char *next;
    const char *why;
} avoided[] = {
    {"ILIKE", NULL, "only PostgreSQL knows ILIKE; compare a folded column with LIKE"},
    {"LATERAL", NULL, "only PostgreSQL knows LATERAL; write a subquery or two queries"},
    {"GLOB", NULL, "only SQLite knows GLOB; write LIKE"},
    {"REGEXP", NULL, "only SQLite knows REGEXP; write LIKE"},
    {"CURRENT_TIMESTAMP", NULL, "the engines write time each in their way; pass it as a parameter"},
    {"CURRENT_DATE", NULL, "the engines write days each in their way; pass it as a parameter"},
    {"DISTINCT", "ON", "only PostgreSQL knows DISTINCT ON; use row_number()"},
    {"FOR", "UPDATE", "only PostgreSQL knows FOR UPDATE; update the row first"},
    {"INSERT", "OR", "only SQLite knows INSERT OR; write ON CONFLICT"},
    {"LIMIT", "-", "only SQLite knows a negative LIMIT; leave it out"},
    {"IFNULL", "(", "only SQLite knows ifnull(); write coalesce()"},
    {"IIF", "(", "only SQLite knows iif(); write CASE"},
    {"GREATEST", "(", "only PostgreSQL knows greatest(); write CASE"},
    {"LEAST", "(", "only PostgreSQL knows least(); write CASE"},
    {"ROUND", "(", "the engines round differently; keep scaled integers and divide in C"},
    {"AVG", "(", "the engines divide differently; take sum and count, and divide in C"},
    {"NOW", "(", "only PostgreSQL knows now(); pass the time as a parameter"},
    {"STRFTIME", "(", "only SQLite knows strftime(); format in C"},
    {"DATE", "(", "the engines write days each in their way; pass it as a parameter"},
    {"RANDOM", "(", "the engines draw from different ranges; draw in C"},
    {"GROUP_CONCAT", "(", "only SQLite knows group_concat(); assemble in C"},
    {"STRING_AGG", "(", "only PostgreSQL knows string_agg(); assemble in C"},
    {"JSON_AGG", "(", "only PostgreSQL knows json_agg(); assemble in C"},
    {"ARRAY", "[", "only PostgreSQL knows arrays; write {list:ids}"},
    {"ANY", "(", "only PostgreSQL knows ANY(); write IN {list:ids}"},
};

static const struct token *
token_at(const struct token_list *text, size_t index)
{
    static const struct token none = {.kind = TOKEN_SIGN, .text = {.ptr = "", .len = 0}};

    return index < text->count ? &text->items[index] : &none;
}

static const char *
avoided_why(const struct token_list *text, size_t index)
{
    const struct token *next = token_at(text, index + 1);

    for (size_t i = 0; i < sizeof(avoided) / sizeof(avoided[0]); i++) {
        if (!token_is(&text->items[index], avoided[i].word))
            continue;
        if (avoided[i].next == NULL || token_is(next, avoided[i].next) ||
            token_is_sign(next, avoided[i].next))
            return avoided[i].why;
    }
    return NULL;
}

/* Has the call whose name stands at `index` more than one argument? */
static bool
has_arguments(const struct token_list *text, size_t index)
{
    unsigned outside = token_at(text, index + 1)->depth;

    for (size_t i = index + 2; i < text->count && text->items[i].depth > outside; i++) {
        if (text->items[i].depth == outside + 1 && token_is_sign(&text->items[i], ","))
            return true;
    }
    return false;
}

/* What is wrong with a call of sum(), min() or max(), or NULL. */
static const char *
aggregate_why(const struct token_list *text, size_t index)
{
    const struct token *word = &text->items[index];
    bool cast = index >= 2 && token_is(&text->items[index - 2], "CAST");

    if (!token_is_sign(token_at(text, index + 1), "("))
        return NULL;
    if (token_is(word, "SUM") && !cast)
        return "PostgreSQL sums to a type of its own; write CAST(sum(x) AS BIGINT)";
    if ((token_is(word, "MAX") || token_is(word, "MIN")) && has_arguments(text, index))
        return "only SQLite compares the arguments of min() and max(); write CASE";
    return NULL;
}

void
dialect_check(struct pack *pack, struct named_query *query)
{
    const struct token_list *text = &query->text[ENGINE_SQLITE];

    if (text->items != query->text[ENGINE_POSTGRES].items)
        return;
    for (size_t i = 0; i < text->count; i++) {
        const struct token *token = &text->items[i];
        const char *why = token->kind == TOKEN_WORD ? avoided_why(text, i) : NULL;
        if (why == NULL && token->kind == TOKEN_WORD)
            why = aggregate_why(text, i);
        if (token_is_sign(token, "::"))
            why = "only PostgreSQL knows ::; write CAST(x AS type)";
        if (why != NULL)
            query_fault(pack, query, token->at, "%s", why);
    }
}
