/* SPDX-License-Identifier: Apache-2.0 */
#include "http/accept.h"

#include <stddef.h>
#include <strings.h>

#define WEIGHT_FULL        1000 /* q=1, in thousandths */
#define VERSION_DIGITS_MAX 15U

/* "q=0.5" in thousandths; WEIGHT_FULL for another parameter, 0 for what is no weight. */
static int
weight_read(struct str parameter)
{
    int weight = 0;
    int place = WEIGHT_FULL;

    if (parameter.len < 3 || strncasecmp(parameter.ptr, "q=", 2) != 0)
        return WEIGHT_FULL;
    struct str number = str_slice(parameter, 2, parameter.len);
    for (size_t i = 0; i < number.len && place > 0; i++) {
        if (i == 1 && number.ptr[i] == '.')
            continue;
        if (number.ptr[i] < '0' || number.ptr[i] > '9')
            return 0;
        weight += (number.ptr[i] - '0') * place;
        place /= 10;
    }
    return weight > WEIGHT_FULL ? WEIGHT_FULL : weight;
}

static bool
is_word(struct str text, const char *word)
{
    return text.len == strlen(word) && strncasecmp(text.ptr, word, text.len) == 0;
}

enum coding
accept_coding(struct str header, unsigned available)
{
    int br = -1;
    int gzip = -1;
    int other = 0; /* the weight of "*" */

    while (!str_is_null(header)) {
        struct str parameters;
        struct str name = str_trim(str_cut(str_cut(header, ',', &header), ';', &parameters));
        int weight = str_is_null(parameters) ? WEIGHT_FULL : weight_read(str_trim(parameters));
        if (is_word(name, "br"))
            br = weight;
        else if (is_word(name, "gzip") || is_word(name, "x-gzip"))
            gzip = weight;
        else if (is_word(name, "*"))
            other = weight;
    }
    if (br < 0)
        br = other;
    if (gzip < 0)
        gzip = other;
    if ((available & CODING_BR) != 0 && br > 0 && (br >= gzip || (available & CODING_GZIP) == 0))
        return CODING_BR;
    if ((available & CODING_GZIP) != 0 && gzip > 0)
        return CODING_GZIP;
    return CODING_IDENTITY;
}

/* An entity tag of a list. */
struct tag {
    struct str text; /* with its quotes, without "W/" */
    bool weak;
};

/* The next tag of a list; false at its end, and with `*ret_bad` where it is broken. */
static bool
tag_next(struct str *list, struct tag *out, bool *ret_bad)
{
    struct str rest = *list;

    *ret_bad = false;
    while (rest.len > 0 && (rest.ptr[0] == ' ' || rest.ptr[0] == '\t' || rest.ptr[0] == ','))
        rest = str_slice(rest, 1, rest.len);
    if (rest.len == 0)
        return false;
    *ret_bad = true;
    out->weak = str_starts(rest, STR("W/"));
    if (out->weak)
        rest = str_slice(rest, 2, rest.len);
    if (rest.len < 2 || rest.ptr[0] != '"')
        return false;
    const char *end = memchr(rest.ptr + 1, '"', rest.len - 1);
    if (end == NULL)
        return false;
    size_t len = (size_t)(end - rest.ptr) + 1;
    out->text = str_slice(rest, 0, len);
    *list = str_slice(rest, len, rest.len);
    *ret_bad = false;
    return true;
}

bool
accept_has(struct str if_none_match, struct str etag)
{
    struct tag tag;
    bool bad;

    if (str_eq(str_trim(if_none_match), STR("*")))
        return true;
    if (str_starts(etag, STR("W/")))
        etag = str_slice(etag, 2, etag.len);
    while (tag_next(&if_none_match, &tag, &bad))
        if (str_eq(tag.text, etag))
            return true;
    return false;
}

/* The version of "<version>-<hash>", -1 for another form. */
static int64_t
tag_version(const struct tag *tag)
{
    struct str hash;
    struct str digits = str_cut(str_slice(tag->text, 1, tag->text.len - 2), '-', &hash);
    int64_t version = 0;

    if (tag->weak || digits.len == 0 || digits.len > VERSION_DIGITS_MAX)
        return -1;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
            return -1;
        version = version * 10 + (digits.ptr[i] - '0');
    }
    return version;
}

enum err
if_match_version(struct str header, int64_t *out)
{
    int64_t highest = -1;
    struct tag tag;
    bool bad;
    size_t count = 0;

    if (str_eq(str_trim(header), STR("*")))
        return ERR_INVALID;
    while (tag_next(&header, &tag, &bad)) {
        int64_t version = tag_version(&tag);
        if (version > highest)
            highest = version;
        count++;
    }
    if (bad || count == 0)
        return ERR_MALFORMED;
    *out = highest;
    return OK;
}
