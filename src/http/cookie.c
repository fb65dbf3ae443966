/* SPDX-License-Identifier: Apache-2.0 */
#include "http/cookie.h"

/* cookie-octet of RFC 6265, 4.1.1. */
static bool
is_octets(struct str value)
{
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (c <= ' ' || c >= 0x7F || c == '"' || c == ',' || c == ';' || c == '\\')
            return false;
    }
    return true;
}

static bool
is_name(struct str name)
{
    return name.len > 0 && is_octets(name) && memchr(name.ptr, '=', name.len) == NULL;
}

static struct str
unquoted(struct str value)
{
    if (value.len >= 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"')
        return str_slice(value, 1, value.len - 2);
    return value;
}

struct str
cookie_find(struct str header, struct str name)
{
    while (!str_is_null(header)) {
        struct str value;
        struct str found = str_trim(str_cut(str_cut(header, ';', &header), '=', &value));
        if (!str_is_null(value) && str_eq(found, name))
            return unquoted(str_trim(value));
    }
    return (struct str){0};
}

enum err
cookie_format(struct arena *arena, const struct cookie *cookie, struct str *out)
{
    struct str path = str_is_null(cookie->path) ? STR("/") : cookie->path;
    struct str age = STR("");

    if (!is_name(cookie->name) || !is_octets(cookie->value) || !is_octets(path))
        return ERR_INVALID;
    if (cookie->lifetime != 0) {
        usec_t seconds = cookie->lifetime > 0 ? cookie->lifetime / USEC_PER_SEC : 0;
        age = str_fmt(arena, "; Max-Age=%lld", (long long)seconds);
    }
    struct str text =
        str_fmt(arena, "%.*s=%.*s; Path=%.*s%.*s%s%s; SameSite=%s", STR_FMT(cookie->name),
                STR_FMT(cookie->value), STR_FMT(path), STR_FMT(age),
                cookie->secure ? "; Secure" : "", cookie->for_scripts ? "" : "; HttpOnly",
                cookie->same_site == COOKIE_STRICT ? "Strict" : "Lax");
    if (str_is_null(text))
        return ERR_MEMORY;
    *out = text;
    return OK;
}
