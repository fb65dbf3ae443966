/* SPDX-License-Identifier: Apache-2.0 */
#include "http/target.h"

#include <strings.h>

#include "http/percent.h"

/* "http://host:1/a" becomes "/a", "http://host" becomes "/"; anything else stays. */
static struct str
without_authority(struct str text)
{
    static const struct str schemes[] = {{.ptr = "http://", .len = 7},
                                         {.ptr = "https://", .len = 8}};

    for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
        size_t len = schemes[i].len;
        if (text.len <= len || strncasecmp(text.ptr, schemes[i].ptr, len) != 0)
            continue;
        for (size_t at = len; at < text.len; at++)
            if (text.ptr[at] == '/')
                return str_slice(text, at, text.len - at);
        return memchr(text.ptr, '?', text.len) == NULL ? STR("/") : text;
    }
    return text;
}

/* A target is ASCII without spaces and controls; '#' belongs to the browser. */
static bool
is_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] <= ' ' || text.ptr[i] == 0x7F || text.ptr[i] == '#')
            return false;
    return true;
}

static bool
is_dots(struct str segment)
{
    return str_eq(segment, STR(".")) || str_eq(segment, STR(".."));
}

static enum err
split(struct arena *arena, struct str path, struct http_target *out)
{
    struct str rest = str_slice(path, 1, path.len);
    size_t count = 1;
    size_t at = 0;

    for (size_t i = 0; i < rest.len; i++)
        count += rest.ptr[i] == '/';
    if (rest.len == 0)
        return OK;
    if (count > HTTP_SEGMENTS_MAX)
        return ERR_MALFORMED;
    struct str *segments = arena_array(arena, count, sizeof(*segments));
    if (segments == NULL)
        return ERR_MEMORY;
    while (!str_is_null(rest) && at < count) {
        struct str raw = str_cut(rest, '/', &rest);
        TRY(percent_decode(arena, raw, /* plus_is_space= */ false, &segments[at]));
        if (is_dots(segments[at]))
            return ERR_MALFORMED;
        at++;
    }
    out->segments = segments;
    out->segment_count = at;
    return OK;
}

enum err
http_target_parse(struct arena *arena, struct str text, struct http_target *out)
{
    struct http_target target = {0};

    if (!is_plain(text))
        return ERR_MALFORMED;
    target.path = str_cut(without_authority(text), '?', &target.query);
    if (!str_eq(target.path, STR("*"))) {
        if (!str_starts(target.path, STR("/")))
            return ERR_MALFORMED;
        TRY(split(arena, target.path, &target));
    }
    *out = target;
    return OK;
}
