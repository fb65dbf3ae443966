/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A .model file as words. Line ends are tokens, because a declaration is its first line and the
 * indented lines below it; empty lines and comments are nothing. A token of column 1 begins a
 * declaration.
 */
#ifndef KOERS_MODELC_LEXER_H
#define KOERS_MODELC_LEXER_H

#include "tool/modelc/model.h"

enum token_kind {
    TOKEN_END,
    TOKEN_LINE,   /* the end of a line that had something on it */
    TOKEN_NAME,   /* objective_kind, if-match */
    TOKEN_METHOD, /* GET */
    TOKEN_PATH,   /* /api/v1/objectives/{id} */
    TOKEN_NUMBER, /* 12, -1, 0.5 */
    TOKEN_TEXT,   /* "…", the text without its quotes */
    TOKEN_ARROW,  /* -> */
    TOKEN_RANGE,  /* .. */
    TOKEN_LIST,   /* [] */
    TOKEN_OPTIONAL,
    TOKEN_EQUALS,
    TOKEN_BAR,
    TOKEN_WRONG, /* none of these; the fault is already noted */
};

struct token {
    enum token_kind kind;
    struct str text;
    struct model_place place;
};

struct lexer {
    struct model *model;
    const char *file;
    struct str text;
    size_t at;
    size_t line_start;
    unsigned line;
    bool line_has_tokens;
};

/* Notes a fault and leaves an empty text when it is not UTF-8. */
void lexer_init(struct lexer *lexer, struct model *model, const char *file, struct str text);

/* The next token; TOKEN_END for ever at the end. */
struct token lexer_next(struct lexer *lexer);

#endif
