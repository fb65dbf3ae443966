/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/number.h"

#include <stdbool.h>

#define GROUP_DIGITS 3U
#define DIGITS_MAX   15U

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of a space or apostrophe that groups digits somewhere and separates decimals nowhere. */
static size_t
neutral_len(struct str text)
{
    static const struct str neutral[] = {{" ", 1},      {"'", 1},      {"\u00a0", 2},
                                         {"\u2009", 3}, {"\u202f", 3}, {"\u2019", 3}};

    for (size_t i = 0; i < sizeof(neutral) / sizeof(neutral[0]); i++)
        if (str_starts(text, neutral[i]))
            return neutral[i].len;
    return 0;
}

/* White space and no-break spaces at both ends. */
static struct str
trim(struct str text)
{
    size_t len;

    text = str_trim(text);
    while ((len = neutral_len(text)) > 1 && text.ptr[0] != '\'')
        text = str_trim(str_slice(text, len, text.len));
    return text;
}

static size_t
digits_at(struct str text, size_t at)
{
    size_t count = 0;

    while (at + count < text.len && is_digit(text.ptr[at + count]))
        count++;
    return count;
}

/*
 * Takes neutral groups out: "1 234" becomes "1234". They must group in threes, and behind them only
 * a decimal sign may follow. `*ret_grouped` says that there were some.
 */
static bool
drop_neutral(struct str text, char out[NUMBER_TEXT_MAX], size_t *ret_len, bool *ret_grouped)
{
    size_t at = digits_at(text, 0);
    size_t len = at;

    *ret_grouped = false;
    if (text.len > NUMBER_TEXT_MAX)
        return false;
    memcpy(out, text.ptr, at);
    for (size_t skip; (skip = neutral_len(str_slice(text, at, text.len))) > 0;) {
        if (len == 0 || (!*ret_grouped && (len > GROUP_DIGITS || text.ptr[0] == '0')) ||
            digits_at(text, at + skip) != GROUP_DIGITS)
            return false;
        memcpy(out + len, text.ptr + at + skip, GROUP_DIGITS);
        len += GROUP_DIGITS;
        at += skip + GROUP_DIGITS;
        *ret_grouped = true;
    }
    for (; at < text.len; at++) {
        if (!is_digit(text.ptr[at]) && text.ptr[at] != '.' && text.ptr[at] != ',')
            return false;
        out[len++] = text.ptr[at];
    }
    *ret_len = len;
    return true;
}

/* The whole part in groups of three: how many bytes it takes, or 0 when it is not grouped. */
static size_t
grouped_len(struct str text, char group)
{
    size_t at = digits_at(text, 0);

    if (at == 0 || at > GROUP_DIGITS || text.ptr[0] == '0' || at >= text.len ||
        text.ptr[at] != group)
        return 0;
    while (at < text.len && text.ptr[at] == group) {
        if (digits_at(text, at + 1) != GROUP_DIGITS)
            return 0;
        at += 1 + GROUP_DIGITS;
    }
    return at;
}

/* Reads one form, "1,234.5" with decimal '.', into whole and decimal digits. */
static bool
read_form(struct str text, char decimal, char whole[NUMBER_TEXT_MAX], size_t *ret_whole,
          struct str *ret_rest)
{
    char group = decimal == '.' ? ',' : '.';
    size_t end = grouped_len(text, group);
    size_t len = 0;

    if (end == 0)
        end = digits_at(text, 0);
    for (size_t i = 0; i < end; i++)
        if (is_digit(text.ptr[i]))
            whole[len++] = text.ptr[i];
    *ret_rest = (struct str){.ptr = "", .len = 0};
    if (end < text.len) {
        if (text.ptr[end] != decimal)
            return false;
        *ret_rest = str_slice(text, end + 1, text.len);
        if (digits_at(*ret_rest, 0) != ret_rest->len)
            return false;
    }
    *ret_whole = len;
    return len + ret_rest->len > 0;
}

static enum err
compose(struct str whole, struct str rest, bool negative, int places, int64_t *out)
{
    int64_t value = 0;

    while (whole.len > 0 && whole.ptr[0] == '0')
        whole = str_slice(whole, 1, whole.len);
    while (rest.len > 0 && rest.ptr[rest.len - 1] == '0')
        rest.len--;
    if (rest.len > (size_t)places)
        return ERR_INVALID;
    if (whole.len + rest.len > DIGITS_MAX || whole.len + (size_t)places > DIGITS_MAX + 3)
        return ERR_TOO_LARGE;
    for (size_t i = 0; i < whole.len; i++)
        value = value * 10 + (whole.ptr[i] - '0');
    for (int i = 0; i < places; i++)
        value = value * 10 + ((size_t)i < rest.len ? rest.ptr[i] - '0' : 0);
    if (value > DECIMAL_MAX && places == DECIMAL_PLACES)
        return ERR_TOO_LARGE;
    *out = negative ? -value : value;
    return OK;
}

/* Takes a sign off the front; white space may follow it. */
static bool
take_sign(struct str *text)
{
    static const struct str minus = {"\u2212", 3};
    bool negative = str_starts(*text, minus) || (text->len > 0 && text->ptr[0] == '-');

    if (str_starts(*text, minus))
        *text = trim(str_slice(*text, minus.len, text->len));
    else if (text->len > 0 && (text->ptr[0] == '-' || text->ptr[0] == '+'))
        *text = trim(str_slice(*text, 1, text->len));
    return negative;
}

enum err
number_read(struct str text, char decimal, int places, int64_t *out)
{
    char plain[NUMBER_TEXT_MAX];
    char whole[NUMBER_TEXT_MAX];
    size_t plain_len;
    size_t whole_len;
    struct str rest;
    bool grouped;

    text = trim(text);
    if (text.len == 0)
        return ERR_NOT_FOUND;
    bool negative = take_sign(&text);
    if (!drop_neutral(text, plain, &plain_len, &grouped))
        return ERR_MALFORMED;
    struct str body = {.ptr = plain, .len = plain_len};
    if (grouped) { /* after "1 234" any separator is the decimal one */
        size_t sign = digits_at(body, 0);
        if (sign < body.len && digits_at(body, sign + 1) != body.len - sign - 1)
            return ERR_MALFORMED;
    }
    if (!read_form(body, decimal, whole, &whole_len, &rest) &&
        !read_form(body, decimal == '.' ? ',' : '.', whole, &whole_len, &rest))
        return ERR_MALFORMED;
    return compose((struct str){.ptr = whole, .len = whole_len}, rest, negative, places, out);
}

enum err
number_read_cell(struct str cell, char decimal, int places, int64_t *out)
{
    static const struct str signs[] = {{"$", 1}, {"€", 3}, {"£", 2}, {"%", 1}};
    struct str text = trim(cell);
    bool negative = false;

    if (text.len > 0 && text.ptr[0] == '-')
        negative = take_sign(&text);
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (str_starts(text, signs[i]))
            text = trim(str_slice(text, signs[i].len, text.len));
        if (str_ends(text, signs[i]))
            text = trim(str_slice(text, 0, text.len - signs[i].len));
    }
    if (cell.len > 0 && text.len == 0)
        return trim(cell).len == 0 ? ERR_NOT_FOUND : ERR_MALFORMED;
    TRY(number_read(text, decimal, places, out));
    if (negative)
        *out = -*out;
    return OK;
}
