/* SPDX-License-Identifier: Apache-2.0 */
#include "tool/modelc/lexer.h"

void
lexer_init(struct lexer *lexer, struct model *model, const char *file, struct str text)
{
    *lexer = (struct lexer){.model = model, .file = file, .text = text, .line = 1};
    if (!str_is_utf8(text)) {
        struct model_place place = {.file = file, .line = 1, .column = 1};
        model_fault(model, &place, "the file is not UTF-8, or holds a zero byte; save it as UTF-8");
        lexer->text = STR("");
    }
}

static char
peek(const struct lexer *lexer, size_t ahead)
{
    size_t at = lexer->at + ahead;

    return at < lexer->text.len ? lexer->text.ptr[at] : '\0';
}

static bool
is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool
is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_name(char c)
{
    return is_lower(c) || is_digit(c) || c == '_';
}

static struct model_place
place_here(const struct lexer *lexer)
{
    struct str before = str_slice(lexer->text, lexer->line_start, lexer->at - lexer->line_start);

    return (struct model_place){
        .file = lexer->file, .line = lexer->line, .column = (unsigned)str_utf8_count(before) + 1};
}

/* Passes blanks and comments; true when a line that had tokens ends here. */
static bool
pass_blank(struct lexer *lexer)
{
    for (;;) {
        char c = peek(lexer, 0);
        if (c == '#') {
            while (lexer->at < lexer->text.len && peek(lexer, 0) != '\n')
                lexer->at++;
        } else if (c == '\n' || (lexer->at >= lexer->text.len && lexer->line_has_tokens)) {
            if (lexer->line_has_tokens)
                return true;
            lexer->at++;
            lexer->line++;
            lexer->line_start = lexer->at;
        } else if (c == ' ' && lexer->at < lexer->text.len) {
            lexer->at++;
        } else {
            return false;
        }
    }
}

/* How many bytes from here a name takes; a dash counts between letters, as in if-match. */
static size_t
name_len(const struct lexer *lexer)
{
    size_t len = 1;

    while (is_name(peek(lexer, len)) || (peek(lexer, len) == '-' && is_lower(peek(lexer, len + 1))))
        len++;
    return len;
}

static size_t
number_len(const struct lexer *lexer)
{
    size_t len = 1;

    while (is_digit(peek(lexer, len)))
        len++;
    if (peek(lexer, len) == '.' && is_digit(peek(lexer, len + 1))) {
        len++;
        while (is_digit(peek(lexer, len)))
            len++;
    }
    return len;
}

static size_t
path_len(const struct lexer *lexer)
{
    size_t len = 1;

    while (peek(lexer, len) > ' ')
        len++;
    return len;
}

/* The text between quotes, \" and \\ resolved. The opening quote is here. */
static struct token
text_token(struct lexer *lexer)
{
    struct token token = {.kind = TOKEN_TEXT, .place = place_here(lexer)};
    char *out = arena_alloc(lexer->model->arena, MODEL_DOC_MAX + 1);
    size_t len = 0;

    lexer->at++;
    while (lexer->at < lexer->text.len && peek(lexer, 0) != '"' && peek(lexer, 0) != '\n') {
        if (peek(lexer, 0) == '\\' && (peek(lexer, 1) == '"' || peek(lexer, 1) == '\\'))
            lexer->at++;
        if (out != NULL && len < MODEL_DOC_MAX)
            out[len] = peek(lexer, 0);
        len++;
        lexer->at++;
    }
    if (peek(lexer, 0) != '"') {
        model_fault(lexer->model, &token.place,
                    "the text has no end; close it with \" on its line");
        token.kind = TOKEN_WRONG;
        return token;
    }
    lexer->at++;
    if (len > MODEL_DOC_MAX) {
        model_fault(lexer->model, &token.place, "the text has %zu bytes; %u are the most", len,
                    MODEL_DOC_MAX);
        len = 0;
    }
    token.text = (struct str){.ptr = out != NULL ? out : "", .len = out != NULL ? len : 0};
    return token;
}

static enum token_kind
sign_kind(const struct lexer *lexer, size_t *ret_len)
{
    static const struct {
        const char *text;
        enum token_kind kind;
    } signs[] = {
        {"->", TOKEN_ARROW},   {"..", TOKEN_RANGE}, {"[]", TOKEN_LIST},
        {"?", TOKEN_OPTIONAL}, {"=", TOKEN_EQUALS}, {"|", TOKEN_BAR},
    };
    struct str rest = str_slice(lexer->text, lexer->at, 2);

    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (str_starts(rest, str_from(signs[i].text))) {
            *ret_len = strlen(signs[i].text);
            return signs[i].kind;
        }
    }
    return TOKEN_WRONG;
}

/* The rest of a line that cannot be read is passed over: one mistake, one fault. */
static struct token
wrong_token(struct lexer *lexer, struct token token)
{
    unsigned char c = (unsigned char)peek(lexer, 0);

    if (c == '\t')
        model_fault(lexer->model, &token.place, "a tab; indent with spaces");
    else if (c == '\r')
        model_fault(lexer->model, &token.place, "a carriage return; end lines with \\n alone");
    else if (c < ' ' || c >= 0x7f)
        model_fault(lexer->model, &token.place,
                    "byte 0x%02x outside a text; names are a-z, 0-9 and _", c);
    else
        model_fault(lexer->model, &token.place, "'%c' has no meaning here; see src/model/README.md",
                    (char)c);
    while (lexer->at < lexer->text.len && peek(lexer, 0) != '\n')
        lexer->at++;
    token.kind = TOKEN_WRONG;
    return token;
}

struct token
lexer_next(struct lexer *lexer)
{
    bool line_ends = pass_blank(lexer);
    struct token token = {.kind = TOKEN_WRONG, .place = place_here(lexer)};
    char c = peek(lexer, 0);
    size_t len = 0;

    if (line_ends) {
        lexer->line_has_tokens = false;
        token.kind = TOKEN_LINE;
        return token;
    }
    if (lexer->at >= lexer->text.len) {
        token.kind = TOKEN_END;
        return token;
    }
    lexer->line_has_tokens = true;
    if (c == '"')
        return text_token(lexer);
    if (is_lower(c)) {
        token.kind = TOKEN_NAME;
        len = name_len(lexer);
    } else if (is_upper(c)) {
        token.kind = TOKEN_METHOD;
        for (len = 1; is_upper(peek(lexer, len));)
            len++;
    } else if (is_digit(c) || (c == '-' && is_digit(peek(lexer, 1)))) {
        token.kind = TOKEN_NUMBER;
        len = number_len(lexer);
    } else if (c == '/') {
        token.kind = TOKEN_PATH;
        len = path_len(lexer);
    } else {
        token.kind = sign_kind(lexer, &len);
    }
    if (token.kind == TOKEN_WRONG)
        return wrong_token(lexer, token);
    token.text = str_slice(lexer->text, lexer->at, len);
    lexer->at += len;
    return token;
}
