/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/generate/wording.h"

const struct place wording_places[] = {
    /* clang-format off */
    {"Netherlands",    "nl-NL", "Europe/Amsterdam", LANGUAGE_NL},
    {"United Kingdom", "en-GB", "Europe/London",    LANGUAGE_EN},
    {"Germany",        "de-DE", "Europe/Berlin",    LANGUAGE_EN},
    {"Belgium",        "nl-BE", "Europe/Brussels",  LANGUAGE_NL},
    {"United States",  "en-US", "America/New_York", LANGUAGE_EN},
    {"Poland",         "pl-PL", "Europe/Warsaw",    LANGUAGE_EN},
    /* clang-format on */
};
const size_t wording_place_count = sizeof(wording_places) / sizeof(wording_places[0]);

static const struct generate_words_lines *
lines_of(enum language language, enum generate_words_list section)
{
    return &generate_words_lists[language == LANGUAGE_NL ? 1 : 0][section];
}

int64_t
wording_count(enum language language, enum generate_words_list section)
{
    return (int64_t)lines_of(language, section)->count;
}

struct str
wording_line(enum language language, enum generate_words_list section, int64_t at)
{
    const struct generate_words_lines *lines = lines_of(language, section);

    return lines->items[(size_t)at % lines->count];
}

struct str
wording_part(enum language language, enum generate_words_list section, int64_t at, int part)
{
    struct str rest = wording_line(language, section, at);
    struct str out = str_cut(rest, '|', &rest);

    for (int i = 0; i < part; i++) {
        if (str_is_null(rest))
            return rest;
        out = str_cut(rest, '|', &rest);
    }
    return out;
}

struct str
wording_name(struct arena *arena, enum language language, enum generate_words_list section,
             int64_t at)
{
    int64_t count = wording_count(language, section);
    struct str line = wording_line(language, section, at);

    if (at < count)
        return line;
    return str_fmt(arena, "%.*s %lld", STR_FMT(line), (long long)(at / count + 1));
}

/* "82|95": where it begins and ends; held ones begin at the worst that was seen. */
static enum err
read_values(enum language language, int64_t at, struct key_result *out)
{
    int64_t from, to;

    TRY(scaled_parse(wording_part(language, GENERATE_WORDS_MEASURE, at, 2), DECIMAL_PLACES,
                     DECIMAL_MAX, &from));
    TRY(scaled_parse(wording_part(language, GENERATE_WORDS_MEASURE, at, 3), DECIMAL_PLACES,
                     DECIMAL_MAX, &to));
    out->target_value = maybe_of(to);
    if (out->kind == KR_KIND_AT_LEAST || out->kind == KR_KIND_AT_MOST)
        out->worst_value = maybe_of(from);
    else
        out->start_value = maybe_of(from);
    if (out->kind == KR_KIND_NULL)
        out->kind = to > from ? KR_KIND_INCREASE : KR_KIND_DECREASE;
    return OK;
}

enum err
wording_measure(enum language language, int64_t at, struct key_result *out)
{
    struct str held = wording_part(language, GENERATE_WORDS_MEASURE, at, 4);

    out->title = wording_part(language, GENERATE_WORDS_MEASURE, at, 0);
    out->unit_of_measure = wording_part(language, GENERATE_WORDS_MEASURE, at, 1);
    out->kind = str_is_null(held) ? KR_KIND_NULL : (enum kr_kind)choice_value(kr_kind_choice, held);
    return read_values(language, at, out);
}
