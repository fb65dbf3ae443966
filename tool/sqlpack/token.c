/* SPDX-License-Identifier: Apache-2.0 */
#include "token.h"

#include <string.h>
#include <strings.h>

/* Where cutting stands. */
struct cutter {
    const char *at;
    const char *end;
    unsigned depth;
    bool spaced;
};

static bool
is_letter(char c)
{
    /* Bytes of UTF-8 beyond ASCII count as letters, as both engines have it. */
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
starts(const struct cutter *cutter, const char *text)
{
    size_t len = strlen(text);

    return (size_t)(cutter->end - cutter->at) >= len && memcmp(cutter->at, text, len) == 0;
}

/* Passes white space and comments. False when a comment never ends. */
static bool
skip_space(struct cutter *cutter)
{
    cutter->spaced = false;
    while (cutter->at < cutter->end) {
        if (strchr(" \t\r\n\f\v", *cutter->at) != NULL) {
            cutter->at++;
        } else if (starts(cutter, "--")) {
            const char *stop = memchr(cutter->at, '\n', (size_t)(cutter->end - cutter->at));
            cutter->at = stop != NULL ? stop : cutter->end;
        } else if (starts(cutter, "/*")) {
            size_t left = (size_t)(cutter->end - cutter->at);
            const char *stop = memmem(cutter->at + 2, left - 2, "*/", 2);
            if (stop == NULL)
                return false;
            cutter->at = stop + 2;
        } else {
            return true;
        }
        cutter->spaced = true;
    }
    return true;
}

/* The length of a run that begins and ends with `quote`, which doubled stands for itself; 0 when it
 * never ends. */
static size_t
quoted_length(const struct cutter *cutter, char quote)
{
    for (const char *c = cutter->at + 1; c < cutter->end; c++) {
        if (*c != quote)
            continue;
        if (c + 1 < cutter->end && c[1] == quote)
            c++;
        else
            return (size_t)(c - cutter->at) + 1;
    }
    return 0;
}

static size_t
word_length(const char *at, const char *end)
{
    const char *c = at;

    while (c < end && (is_letter(*c) || is_digit(*c)))
        c++;
    return (size_t)(c - at);
}

static size_t
number_length(const struct cutter *cutter)
{
    const char *c = cutter->at;

    while (c < cutter->end && (is_letter(*c) || is_digit(*c) || *c == '.'))
        c++;
    return (size_t)(c - cutter->at);
}

static size_t
sign_length(const struct cutter *cutter)
{
    static const char *const longer[] = {"::", "||", "<=", ">=", "<>", "!=", "->>", "->"};

    for (size_t i = 0; i < sizeof(longer) / sizeof(longer[0]); i++) {
        if (starts(cutter, longer[i]))
            return strlen(longer[i]);
    }
    return 1;
}

static struct token
bad(const struct cutter *cutter, const char *why)
{
    return (struct token){.kind = TOKEN_BAD, .at = cutter->at, .why = why};
}

static struct token
cut_quoted(struct cutter *cutter, char quote)
{
    size_t len = quoted_length(cutter, quote);

    if (len == 0)
        return bad(cutter, "a quote is opened and never closed; close it");
    enum token_kind kind = quote == '\'' ? TOKEN_STRING : TOKEN_NAME;
    return (struct token){.kind = kind, .text = {cutter->at, len}};
}

static struct token
cut_brace(struct cutter *cutter)
{
    const char *stop = memchr(cutter->at, '}', (size_t)(cutter->end - cutter->at));

    if (stop == NULL)
        return bad(cutter, "a brace is opened and never closed; close it");
    return (struct token){
        .kind = TOKEN_BRACE,
        .text = {cutter->at, (size_t)(stop - cutter->at) + 1},
    };
}

/* One token at the cutter, its text still with colon and braces. */
static struct token
cut_one(struct cutter *cutter)
{
    char c = *cutter->at;

    if (c == '\'' || c == '"')
        return cut_quoted(cutter, c);
    if (c == '{')
        return cut_brace(cutter);
    if (c == '?' || c == '$')
        return bad(cutter, "a parameter without a name; write :name");
    if (c == '`')
        return bad(cutter, "only SQLite knows this quote; write \"name\"");
    if (is_letter(c)) {
        size_t len = word_length(cutter->at, cutter->end);
        if (len == 1 && (c == 'E' || c == 'e') && cutter->at + 1 < cutter->end &&
            cutter->at[1] == '\'')
            return bad(cutter, "only PostgreSQL knows E'…'; write a plain string");
        return (struct token){.kind = TOKEN_WORD, .text = {cutter->at, len}};
    }
    if (is_digit(c))
        return (struct token){.kind = TOKEN_NUMBER, .text = {cutter->at, number_length(cutter)}};
    if (c == ':' && cutter->at + 1 < cutter->end && is_letter(cutter->at[1])) {
        size_t len = word_length(cutter->at + 1, cutter->end);
        return (struct token){.kind = TOKEN_PARAM, .text = {cutter->at, len + 1}};
    }
    return (struct token){.kind = TOKEN_SIGN, .text = {cutter->at, sign_length(cutter)}};
}

/* Cuts the next token and moves on. */
static struct token
cut_next(struct cutter *cutter)
{
    struct token token = cut_one(cutter);

    token.at = cutter->at;
    token.spaced = cutter->spaced;
    if (token_is_sign(&token, ")") && cutter->depth > 0)
        cutter->depth--;
    token.depth = cutter->depth;
    if (token_is_sign(&token, "("))
        cutter->depth++;
    cutter->at += token.text.len;
    if (token.kind == TOKEN_PARAM)
        token.text = str_slice(token.text, 1, token.text.len);
    if (token.kind == TOKEN_BRACE)
        token.text = str_trim(str_slice(token.text, 1, token.text.len - 2));
    return token;
}

/* Cuts to the end, or through the first semicolon, into `items` (only counts when it is NULL).
 * Returns how many. */
static size_t
cut_all(struct cutter *cutter, bool one_statement, struct token *items)
{
    struct token token = {0};
    size_t count = 0;

    while (token.kind != TOKEN_BAD && !(one_statement && token_is_sign(&token, ";"))) {
        if (!skip_space(cutter))
            token = bad(cutter, "a comment is opened and never closed; close it");
        else if (cutter->at == cutter->end)
            break;
        else if (count == TOKEN_MAX)
            token = bad(cutter, "the text is too long; split it");
        else
            token = cut_next(cutter);
        if (items != NULL)
            items[count] = token;
        count++;
    }
    return count;
}

static struct token_list
cut(struct arena *arena, struct str *sql, bool one_statement)
{
    if (sql->len == 0)
        return (struct token_list){0};
    struct cutter counter = {.at = sql->ptr, .end = sql->ptr + sql->len};
    struct cutter cutter = counter;
    size_t count = cut_all(&counter, one_statement, NULL);
    struct token *items = arena_array(arena, count, sizeof(*items));

    if (items == NULL)
        return (struct token_list){0};
    cut_all(&cutter, one_statement, items);
    *sql = (struct str){.ptr = cutter.at, .len = (size_t)(cutter.end - cutter.at)};
    return (struct token_list){.items = items, .count = count};
}

struct token_list
token_cut(struct arena *arena, struct str sql)
{
    return cut(arena, &sql, false);
}

struct token_list
token_cut_statement(struct arena *arena, struct str *sql)
{
    return cut(arena, sql, true);
}

bool
token_is(const struct token *token, const char *keyword)
{
    return token->kind == TOKEN_WORD && token->text.len == strlen(keyword) &&
           strncasecmp(token->text.ptr, keyword, token->text.len) == 0;
}

bool
token_is_sign(const struct token *token, const char *sign)
{
    return token->kind == TOKEN_SIGN && str_eq(token->text, str_from(sign));
}
