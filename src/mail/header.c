/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/header.h"

#define WORD_BYTES_MAX 42U /* of UTF-8 in one encoded word: 56 of base64, 12 around it */
#define ADDRESS_MAX    254U

static bool
is_continuation(char c)
{
    return ((unsigned char)c & 0xC0U) == 0x80U;
}

/* A copy without control characters, cut to HEADER_TEXT_MAX; says whether it is plain ASCII. */
static char *
clean(struct arena *arena, struct str text, bool *ret_plain)
{
    if (text.len > HEADER_TEXT_MAX) {
        text.len = HEADER_TEXT_MAX;
        while (text.len > 0 && is_continuation(text.ptr[text.len]))
            text.len--;
    }
    char *copy = str_cstr(arena, text);
    if (copy == NULL)
        return NULL;
    *ret_plain = true;
    for (char *c = copy; *c != '\0'; c++) {
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            *c = ' ';
        *ret_plain = *ret_plain && (unsigned char)*c < 0x80;
    }
    return copy;
}

static void
encode_base64(struct buf *out, const char *bytes, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < len; i += 3) {
        unsigned group = (unsigned)(unsigned char)bytes[i] << 16;
        if (i + 1 < len)
            group |= (unsigned)(unsigned char)bytes[i + 1] << 8;
        if (i + 2 < len)
            group |= (unsigned)(unsigned char)bytes[i + 2];
        buf_append_char(out, digits[group >> 18 & 63]);
        buf_append_char(out, digits[group >> 12 & 63]);
        buf_append_char(out, i + 1 < len ? digits[group >> 6 & 63] : '=');
        buf_append_char(out, i + 2 < len ? digits[group & 63] : '=');
    }
}

/* How many bytes from the start make one encoded word: whole code points. */
static size_t
word_bytes(const char *text)
{
    size_t len = strlen(text);

    if (len <= WORD_BYTES_MAX)
        return len;
    len = WORD_BYTES_MAX;
    while (len > 1 && is_continuation(text[len]))
        len--;
    return len;
}

const char *
header_text(struct arena *arena, struct str text)
{
    struct buf out;
    bool plain;
    const char *rest = clean(arena, text, &plain);

    /* A plain text that looks like an encoded word would be read as one. */
    if (rest == NULL || (plain && strstr(rest, "=?") == NULL))
        return rest;
    buf_init(&out, 4 * HEADER_TEXT_MAX);
    while (*rest != '\0') {
        size_t len = word_bytes(rest);
        if (out.len > 0)
            buf_append_str(&out, STR("\r\n "));
        buf_append_str(&out, STR("=?UTF-8?B?"));
        encode_base64(&out, rest, len);
        buf_append_str(&out, STR("?="));
        rest += len;
    }
    const char *line = buf_failed(&out) == OK ? str_cstr(arena, buf_str(&out)) : NULL;
    buf_release(&out);
    return line;
}

bool
header_is_address(struct str address)
{
    const char *at = address.len > 0 ? memchr(address.ptr, '@', address.len) : NULL;

    if (at == NULL || at == address.ptr || at == address.ptr + address.len - 1 ||
        address.len > ADDRESS_MAX)
        return false;
    for (size_t i = 0; i < address.len; i++) {
        unsigned char c = (unsigned char)address.ptr[i];
        if (c <= ' ' || c >= 0x7F || strchr("<>()[],;:\\\"", c) != NULL)
            return false;
    }
    return memchr(at + 1, '@', (size_t)(address.ptr + address.len - at - 1)) == NULL;
}

enum err
header_split(struct str whole, struct str *ret_name, struct str *ret_address)
{
    struct str name = (struct str){0};
    struct str address = str_trim(whole);

    if (str_ends(address, STR(">"))) {
        name = str_trim(str_cut(str_slice(address, 0, address.len - 1), '<', &address));
        if (str_is_null(address))
            return ERR_INVALID;
        if (name.len == 0)
            name = (struct str){0};
    }
    if (!header_is_address(address))
        return ERR_INVALID;
    *ret_name = name;
    *ret_address = address;
    return OK;
}

const char *
header_date(struct arena *arena, usec_t moment)
{
    static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    day_t day = day_of(moment);
    int64_t seconds = (moment - day * USEC_PER_DAY) / USEC_PER_SEC;
    int year;
    int month;
    int date;

    day_to_civil(day, &year, &month, &date);
    return str_fmt(arena, "%s, %02d %s %04d %02d:%02d:%02d +0000", weekdays[day_weekday(day) - 1],
                   date, months[month - 1], year, (int)(seconds / 3600), (int)(seconds / 60 % 60),
                   (int)(seconds % 60))
        .ptr;
}
