/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SQL cut into tokens, just deep enough to tell a parameter from a colon in a string, a comment, a
 * quoted name or a `::`. Meaning is left to SQLite, which prepares every query.
 */
#ifndef KOERS_SQLPACK_TOKEN_H
#define KOERS_SQLPACK_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

#define TOKEN_MAX 20000U /* of one query or migration */

enum token_kind {
    TOKEN_WORD,   /* keyword or name, as written */
    TOKEN_NAME,   /* "quoted name", quotes included */
    TOKEN_STRING, /* 'text', quotes included */
    TOKEN_NUMBER,
    TOKEN_PARAM, /* :name; `text` is the name alone */
    TOKEN_BRACE, /* {id key}; `text` is what stands between the braces, trimmed */
    TOKEN_SIGN,  /* punctuation; `::`, `||`, `<=`, `>=`, `<>`, `!=`, `->` are one */
    TOKEN_BAD,   /* what no query may hold; `why` says so */
};

struct token {
    enum token_kind kind;
    struct str text;
    const char *at;  /* in the source, for the line of a fault */
    bool spaced;     /* white space or a comment stands before it */
    unsigned depth;  /* of parentheses; an opening and its closing one have that of the outside */
    const char *why; /* TOKEN_BAD: what is wrong, and how to mend it */
};

struct token_list {
    const struct token *items;
    size_t count;
};

/* All tokens of a text, comments left out. A text that cannot be cut ends with a TOKEN_BAD. Token
 * texts are borrowed from `sql`. An empty list when the arena is full. */
struct token_list token_cut(struct arena *arena, struct str sql);

/* The same up to and with the first semicolon, or to the end; `*sql` becomes what follows. */
struct token_list token_cut_statement(struct arena *arena, struct str *sql);

/* Is this the keyword (given in upper case), however written? */
bool token_is(const struct token *token, const char *keyword);

/* Is this the punctuation? */
bool token_is_sign(const struct token *token, const char *sign);

#endif
