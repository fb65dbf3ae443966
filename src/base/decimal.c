/* SPDX-License-Identifier: Apache-2.0 */
#include "base/decimal.h"

#include <stdbool.h>
#include <string.h>

#define EXPONENT_MAX 99 /* more cannot matter: the largest number has 15 digits */

/* A number taken apart: ±digits · 10^exponent, after JSON's grammar. */
struct parts {
    bool negative;
    struct str whole;
    struct str decimals;
    int exponent;
};

static struct str
take_digits(struct str *text)
{
    size_t n = 0;

    while (n < text->len && text->ptr[n] >= '0' && text->ptr[n] <= '9')
        n++;
    struct str digits = str_slice(*text, 0, n);
    *text = str_slice(*text, n, text->len);
    return digits;
}

static bool
take_char(struct str *text, char c)
{
    if (text->len == 0 || text->ptr[0] != c)
        return false;
    *text = str_slice(*text, 1, text->len);
    return true;
}

static bool
parts_read_exponent(struct str *text, int *out)
{
    if (!take_char(text, 'e') && !take_char(text, 'E'))
        return true;
    bool negative = take_char(text, '-');
    if (!negative)
        (void)take_char(text, '+');
    struct str digits = take_digits(text);
    if (digits.len == 0)
        return false;
    int exponent = 0;
    for (size_t i = 0; i < digits.len; i++) {
        exponent = exponent * 10 + (digits.ptr[i] - '0');
        if (exponent > EXPONENT_MAX)
            exponent = EXPONENT_MAX;
    }
    *out = negative ? -exponent : exponent;
    return true;
}

static bool
parts_read(struct str text, struct parts *out)
{
    *out = (struct parts){0};
    out->negative = take_char(&text, '-');
    out->whole = take_digits(&text);
    if (out->whole.len == 0 || (out->whole.len > 1 && out->whole.ptr[0] == '0'))
        return false;
    if (take_char(&text, '.')) {
        out->decimals = take_digits(&text);
        if (out->decimals.len == 0)
            return false;
    }
    return parts_read_exponent(&text, &out->exponent) && text.len == 0;
}

/* The i-th digit of whole and decimals written one after the other, or 0 beyond them. */
static int
parts_digit(const struct parts *parts, size_t i)
{
    if (i < parts->whole.len)
        return parts->whole.ptr[i] - '0';
    i -= parts->whole.len;
    return i < parts->decimals.len ? parts->decimals.ptr[i] - '0' : 0;
}

enum err
scaled_parse(struct str text, int places, int64_t max, int64_t *out)
{
    struct parts parts;
    int64_t value = 0;

    if (!parts_read(text, &parts))
        return ERR_MALFORMED;
    /* Digits up to `keep` make the value; what lies behind must be zeros. */
    long keep = (long)parts.whole.len + parts.exponent + places;
    size_t digits = parts.whole.len + parts.decimals.len;
    for (size_t i = 0; i < digits || (long)i < keep; i++) {
        int digit = parts_digit(&parts, i);
        if ((long)i >= keep) {
            if (digit != 0)
                return ERR_INVALID;
            continue;
        }
        if (value > (max - digit) / 10)
            return ERR_TOO_LARGE;
        value = value * 10 + digit;
        if (value == 0 && i >= digits)
            break;
    }
    *out = parts.negative ? -value : value;
    return OK;
}

static const uint64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000}; /* of places */

/* Writes so many digits; the place behind them. */
static char *
put_digits(char *to, uint64_t value, size_t count)
{
    for (size_t i = count; i > 0; value /= 10)
        to[--i] = (char)('0' + value % 10);
    return to + count;
}

/* Of what an int64_t can be without its sign. */
static size_t
digit_count(uint64_t value)
{
    size_t count = 1;

    for (uint64_t ten = 10; value >= ten; ten *= 10)
        count++;
    return count;
}

char *
scaled_put(char *to, int64_t value, int places)
{
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint64_t rest = 0;

    if (places > 0) {
        rest = left % powers[places];
        left /= powers[places];
    }
    if (value < 0)
        *to++ = '-';
    to = put_digits(to, left, digit_count(left));
    if (rest == 0)
        return to;
    *to++ = '.';
    to = put_digits(to, rest, (size_t)places);
    while (to[-1] == '0')
        to--;
    return to;
}

void
scaled_format(struct buf *buf, int64_t value, int places)
{
    char *to = buf_room(buf, SCALED_LEN_MAX);

    if (to != NULL)
        buf_grown(buf, (size_t)(scaled_put(to, value, places) - to));
}

enum err
muldiv_round(int64_t a, int64_t b, int64_t c, int64_t *out)
{
    if (c == 0)
        return ERR_INVALID;
    __int128 product = (__int128)a * b;
    __int128 divisor = c;
    if (divisor < 0) {
        product = -product;
        divisor = -divisor;
    }
    __int128 half = product < 0 ? -(divisor / 2) : divisor / 2;
    /* For an odd divisor exactly one half cannot occur, so divisor / 2 rounded down is right. */
    __int128 quotient = (product + half) / divisor;
    if (quotient > INT64_MAX || quotient < -(__int128)INT64_MAX)
        return ERR_INVALID;
    *out = (int64_t)quotient;
    return OK;
}
