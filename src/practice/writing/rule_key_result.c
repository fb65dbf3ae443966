/* SPDX-License-Identifier: Apache-2.0 */
/* Rules on one key result: its title, and its title beside its measure. */
#include "practice/writing/judge.h"

#define COUNT_REACH    4U   /* words between a number and what it counts */
#define NEGATION_REACH 2U   /* words from "no" to "more" */
#define RELATIVE_ERROR 5000 /* ppm: "12%" of a move from 50 to 56 */
#define WHOLE_PER_CENT (100 * DECIMAL_ONE)

static bool
has_number(const struct title *title)
{
    for (size_t i = 0; i < title->count; i++)
        if (title->pieces[i].kind == PIECE_NUMBER)
            return true;
    return false;
}

/* Does effort stand within reach of a count, with nothing between that is counted instead? */
static bool
counts_effort(const struct title *title, size_t from, struct stretch *ret_place)
{
    for (size_t i = from; i < title->count && i < from + COUNT_REACH; i++) {
        size_t count = title_words_at(title, i, WORDS_EFFORT);
        if (count > 0) {
            *ret_place = (struct stretch){i, count};
            return true;
        }
        if (title_words_at(title, i, WORDS_NOT_COUNTED) > 0)
            return false;
    }
    return false;
}

bool
kr_is_effort(const struct title *title, struct stretch *ret_place)
{
    for (size_t i = 0; i < title->count; i++) {
        size_t count =
            title->pieces[i].kind == PIECE_NUMBER ? 1 : title_words_at(title, i, WORDS_COUNTED);
        if (count > 0 && counts_effort(title, i + count, ret_place))
            return true;
    }
    return false;
}

/* Measured in per cent of itself, as imports and forms begin: 0 to 100 %. */
static bool
is_whole(const struct draft_key_result *kr)
{
    return kr->kind == KR_KIND_INCREASE && str_eq(kr->unit_of_measure, STR("%")) &&
           maybe_or(kr->start, 0) == 0 && maybe_or(kr->target, 0) == WHOLE_PER_CENT;
}

/* "Better planning" is vague as long as no measure says what better is. */
bool
kr_is_vague(const struct draft_key_result *kr, struct stretch *ret_place)
{
    bool open = !kr->target.has || is_whole(kr);
    size_t first = open ? title_words_at(&kr->title, 0, WORDS_UNMEASURABLE_START) : 0;

    if (has_number(&kr->title))
        return false;
    *ret_place = (struct stretch){0, first};
    return first > 0 || title_find(&kr->title, 0, WORDS_UNMEASURABLE, ret_place);
}

bool
kr_has_several(const struct title *title, struct stretch *ret_place)
{
    size_t last = title->count; /* the number before; none yet */
    bool joined = false;

    for (size_t i = 0; i < title->count; i++) {
        if (!number_is_target(title, i)) {
            joined = joined || title_words_at(title, i, WORDS_AND) > 0;
            continue;
        }
        if (last < title->count && joined && !closes_range(title, last, i)) {
            *ret_place = (struct stretch){i, 1};
            return true;
        }
        last = i;
        joined = false;
    }
    return false;
}

bool
kr_is_lagging(const struct title *title, struct stretch *ret_place)
{
    return title_find(title, 0, WORDS_LAGGING, ret_place);
}

/* -- beside the measure ---------------------------------------------------------------------------
 */

/* "No more", "geen gas meer": nothing moves, something ends. */
static bool
ends(const struct title *title, size_t at)
{
    for (size_t i = at > NEGATION_REACH ? at - NEGATION_REACH : 0; i < at; i++)
        if (title_words_at(title, i, WORDS_NEGATION) > 0)
            return true;
    return false;
}

/* A word that says that the value moves, and not "3 or more", "more than 3" or "no more". */
static bool
find_change(const struct title *title, struct stretch *ret_place)
{
    for (size_t i = 0; i < title->count; i++) {
        size_t count = title_words_at(title, i, WORDS_CHANGE);
        bool condition = i > 0 && title_words_at(title, i - 1, WORDS_CONDITION) > 0;
        if (count == 0 || condition || ends(title, i) ||
            title_words_at(title, i + count, WORDS_THAN) > 0)
            continue;
        *ret_place = (struct stretch){i, count};
        return true;
    }
    return false;
}

bool
kr_lacks_baseline(const struct draft_key_result *kr, struct stretch *ret_place)
{
    struct stretch zero;

    if (kr->start.has && kr->start.value != 0)
        return false;
    if (!find_change(&kr->title, ret_place))
        return false;
    return !title_find(&kr->title, 0, WORDS_FROM_ZERO, &zero);
}

/* With the thousand or million behind it; one too large stays as it is. */
static decimal_t
number_value(const struct title *title, size_t at)
{
    decimal_t value = title->pieces[at].value;
    int64_t times = 1;

    if (at + 1 < title->count && title_words_at(title, at + 1, WORDS_THOUSAND) > 0)
        times = 1000;
    if (at + 1 < title->count && title_words_at(title, at + 1, WORDS_MILLION) > 0)
        times = 1000000;
    return value <= DECIMAL_MAX / times ? value * times : value;
}

/* Is it one of the numbers of the measure, or the move between them, also in per cent? "Below 2" is
 * no move. */
static bool
is_of_measure(const struct draft_key_result *kr, decimal_t value, bool threshold)
{
    decimal_t start = maybe_or(kr->start, 0);
    decimal_t target = maybe_or(kr->target, 0);
    decimal_t move = target > start ? target - start : start - target;
    int64_t relative = 0; /* ppm */

    if (value == start || value == target || (value == move && !threshold))
        return true;
    if (threshold || start == 0 || muldiv_round(move, FRACTION_ONE, start, &relative) != OK)
        return false;
    int64_t said = value * (FRACTION_ONE / DECIMAL_ONE) / 100;
    return said - relative <= RELATIVE_ERROR && relative - said <= RELATIVE_ERROR;
}

/* Does the unit of measure stand at `at`, "uur" or "orders"? */
static bool
is_unit(const struct draft_key_result *kr, size_t at)
{
    struct piece *piece = at < kr->title.count ? &kr->title.pieces[at] : NULL;
    struct str word =
        piece == NULL ? (struct str){0} : str_slice(kr->title.text, piece->at, piece->len);

    return word.len > 0 && word.len == kr->unit_of_measure.len &&
           strncasecmp(word.ptr, kr->unit_of_measure.ptr, word.len) == 0;
}

/* "Orders above 500 euros", counted in orders: the number tells which of them count. */
static bool
tells_which(const struct draft_key_result *kr, size_t at)
{
    bool named = false;

    for (size_t i = 0; i < at; i++)
        named = named || is_unit(kr, i);
    at -= at > 0 && title_words_at(&kr->title, at - 1, WORDS_ARTICLE) > 0;
    return named && title_words_at(&kr->title, at - 1, WORDS_THRESHOLD) > 0;
}

/* Is the number a target, and no condition such as "an 8 or more" or "paid within 30 days"? What is
 * measured in per cent has its other numbers as conditions. */
static bool
is_promise(const struct draft_key_result *kr, size_t at)
{
    const struct title *title = &kr->title;
    bool percent = title_is(title, at + 1, "%");
    bool share = str_eq(kr->unit_of_measure, STR("%")) && !is_whole(kr);
    bool condition = title_words_at(title, at + 1 + percent, WORDS_CONDITION) > 0;

    return number_is_target(title, at) && (percent || !share) && !tells_which(kr, at) &&
           (!condition || is_unit(kr, at + 1));
}

bool
kr_number_differs(const struct draft_key_result *kr, struct stretch *ret_place)
{
    const struct title *title = &kr->title;
    bool differs = false;

    if (!kr->target.has)
        return false;
    for (size_t i = 0; i < title->count; i++) {
        if (!is_promise(kr, i))
            continue;
        bool threshold = i > 0 && title_words_at(title, i - 1, WORDS_THRESHOLD) > 0;
        if (is_of_measure(kr, number_value(title, i), threshold))
            return false;
        if (!differs)
            *ret_place = (struct stretch){i, 1};
        differs = true;
    }
    return differs;
}

/* "Laptops encrypted": several of something, of which a share is done. */
static bool
counts_done(const struct title *title)
{
    if (title->count == 0 || title_words_at(title, 0, WORDS_PLURAL) == 0)
        return false;
    for (size_t i = 1; i < title->count; i++) {
        bool last = i + 1 == title->count || title_words_at(title, i + 1, WORDS_TASK_GOES_ON) > 0;
        if (last && title_words_at(title, i, WORDS_PARTICIPLE) > 0)
            return true;
    }
    return false;
}

bool
kr_is_percent_done(const struct draft_key_result *kr)
{
    struct stretch place;

    return is_whole(kr) && !has_number(&kr->title) && !title_is(&kr->title, 0, "%") &&
           !counts_done(&kr->title) && !title_find(&kr->title, 0, WORDS_NUMBER_SHARE, &place);
}
