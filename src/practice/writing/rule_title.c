/* SPDX-License-Identifier: Apache-2.0 */
/* Rules on any title: abbreviations, progress, gaps, tasks; and what a number in a title is. */
#include "practice/writing/judge.h"

#define YEAR_FIRST   1900
#define YEAR_LAST    2100
#define MONTH_LAST   12
#define DAY_LAST     31
#define CIRCLE       360 /* a 360 is a kind of feedback */
#define STATUS_REACH 4U  /* words behind a dash within which a status is one */
#define SOFT_REACH   3U  /* words within which what is built may turn out not to be a task */

/* -- numbers --------------------------------------------------------------------------------------
 */

/* `at` is a number, and `mark` and another number are glued to it: 8/10, 1:1. */
static bool
is_pair(const struct title *title, size_t at, const char *mark)
{
    return title_is(title, at + 1, mark) && title->pieces[at + 1].glued && at + 2 < title->count &&
           title->pieces[at + 2].glued && title->pieces[at + 2].kind == PIECE_NUMBER;
}

/* 30/38 is progress; 24/7 and days such as 31/12 are not. */
static bool
is_progress_pair(const struct title *title, size_t at)
{
    if (title->pieces[at].kind != PIECE_NUMBER || !is_pair(title, at, "/"))
        return false;
    decimal_t first = title->pieces[at].value;
    decimal_t second = title->pieces[at + 2].value;
    bool date = at > 0 && title_words_at(title, at - 1, WORDS_FUNCTION) > 0 &&
                first <= DAY_LAST * DECIMAL_ONE && second <= MONTH_LAST * DECIMAL_ONE;
    bool always = first == 24 * DECIMAL_ONE && second == 7 * DECIMAL_ONE;
    return !date && !always;
}

/* "45% done", "50% complete": how many pieces, 0 when it is none. */
static size_t
percent_done_at(const struct title *title, size_t at)
{
    if (title->pieces[at].kind != PIECE_NUMBER || !title_is(title, at + 1, "%"))
        return 0;
    size_t words = title_words_at(title, at + 2, WORDS_PROGRESS);
    return words > 0 ? 2 + words : 0;
}

static bool
is_year(const struct piece *piece)
{
    return piece->dots == 0 && piece->value >= YEAR_FIRST * DECIMAL_ONE &&
           piece->value <= YEAR_LAST * DECIMAL_ONE;
}

/* Behind or before a month, or behind a word that gives numbers as names. */
static bool
is_named(const struct title *title, size_t at)
{
    if (at > 0 && (title_words_at(title, at - 1, WORDS_NUMBER_NAME) > 0 ||
                   title_words_at(title, at - 1, WORDS_MONTH) > 0))
        return true;
    return at + 1 < title->count && title_words_at(title, at + 1, WORDS_MONTH) > 0;
}

/* 5G, 2nd, 3D: letters glued to the number that are no measure of it. */
static bool
is_lettered(const struct title *title, size_t at)
{
    if (at + 1 >= title->count || !title->pieces[at + 1].glued ||
        title->pieces[at + 1].kind != PIECE_WORD)
        return false;
    return title_words_at(title, at + 1, WORDS_THOUSAND) == 0 &&
           title_words_at(title, at + 1, WORDS_MILLION) == 0 && !title_is(title, at + 1, "x");
}

/* "before 22.00": a time of day. */
static bool
is_time(const struct title *title, size_t at)
{
    const struct piece *piece = &title->pieces[at];
    bool clock = piece->dots == 1 && piece->value < 24 * DECIMAL_ONE &&
                 str_slice(piece->text, piece->text.len - 3, 1).ptr[0] == '.';

    return clock && at > 0 && title_words_at(title, at - 1, WORDS_BEFORE_TIME) > 0;
}

/* "1-Discovery": the number of a name. */
static bool
is_hyphened(const struct title *title, size_t at)
{
    return title_is(title, at + 1, "-") && at + 2 < title->count && title->pieces[at + 1].glued &&
           title->pieces[at + 2].glued && title->pieces[at + 2].kind == PIECE_WORD;
}

bool
number_is_target(const struct title *title, size_t at)
{
    const struct piece *piece = &title->pieces[at];
    bool percent = title_is(title, at + 1, "%");

    if (piece->kind != PIECE_NUMBER)
        return false;
    if (percent_done_at(title, at) > 0)
        return false;
    if (is_pair(title, at, "/") || is_pair(title, at, ":"))
        return false;
    if (at >= 2 && (is_pair(title, at - 2, "/") || is_pair(title, at - 2, ":")) &&
        title->pieces[at - 2].kind == PIECE_NUMBER)
        return false;
    if (percent)
        return true;
    bool circle = piece->value == CIRCLE * DECIMAL_ONE;
    return !is_year(piece) && !circle && !is_lettered(title, at) && !is_named(title, at) &&
           !is_time(title, at) && !is_hyphened(title, at);
}

/* -- abbreviations --------------------------------------------------------------------------------
 */

/* Without the ending of a plural: kpi for KPIs and KPI's. */
static bool
is_known(const struct title *title, size_t at)
{
    return title_words_at(title, at, WORDS_KNOWN) > 0;
}

/* "on time and in full (OTIF)": it stands alone in brackets, behind its words. */
static bool
is_explained(const struct title *title, size_t at)
{
    return at > 1 && title_is(title, at - 1, "(") && title_is(title, at + 1, ")");
}

/* A title all in capitals has no abbreviations, it only shouts. */
static bool
shouts(const struct title *title)
{
    size_t words = 0;
    size_t capitals = 0;

    for (size_t i = 0; i < title->count; i++) {
        words += title->pieces[i].kind == PIECE_WORD;
        capitals += title->pieces[i].capitals;
    }
    return capitals * 2 > words;
}

bool
title_has_abbreviation(const struct title *title, struct stretch *ret_place)
{
    if (shouts(title))
        return false;
    for (size_t i = 0; i < title->count; i++) {
        if (!title->pieces[i].capitals || is_known(title, i) || is_explained(title, i))
            continue;
        *ret_place = (struct stretch){i, 1};
        return true;
    }
    return false;
}

/* -- progress -------------------------------------------------------------------------------------
 */

/* Does a new clause begin at `at`: the title itself, or behind a colon or a dash that stands free?
 */
static bool
clause_begins(const struct title *title, size_t at)
{
    if (at == 0)
        return false;
    const struct piece *before = &title->pieces[at - 1];
    bool dash = title_is(title, at - 1, "-") && !before->glued && !title->pieces[at].glued;
    return title_is(title, at - 1, ":") || title_is(title, at - 1, "–") || dash;
}

/* A status behind a dash or colon, such as ": completed mid-August". */
static bool
status_at(const struct title *title, size_t at, struct stretch *ret_place)
{
    for (size_t i = at; i < title->count && i < at + STATUS_REACH; i++) {
        size_t count = title_words_at(title, i, WORDS_STATUS);
        if (count > 0) {
            *ret_place = (struct stretch){i, count};
            return true;
        }
    }
    return false;
}

bool
title_has_progress(const struct title *title, struct stretch *ret_place)
{
    for (size_t i = 0; i < title->count; i++) {
        size_t count = percent_done_at(title, i);
        if (count == 0 && is_progress_pair(title, i))
            count = 3;
        if (count > 0) {
            *ret_place = (struct stretch){i, count};
            return true;
        }
        if (clause_begins(title, i) && status_at(title, i, ret_place))
            return true;
    }
    ret_place->from = 0;
    ret_place->count = title->count > 0 ? title_words_at(title, 0, WORDS_STATUS_START) : 0;
    return ret_place->count > 0;
}

/* -- gaps -----------------------------------------------------------------------------------------
 */

bool
title_has_placeholder(const struct title *title, struct stretch *ret_place)
{
    size_t whole = title->count > 0 ? title_words_at(title, 0, WORDS_PLACEHOLDER_WHOLE) : 0;
    bool numbered = whole + 1 == title->count && title->pieces[whole].kind == PIECE_NUMBER;

    if (whole > 0 && (whole == title->count || numbered)) {
        *ret_place = (struct stretch){0, title->count};
        return true;
    }
    return title_find(title, 0, WORDS_PLACEHOLDER, ret_place);
}

/* -- tasks ----------------------------------------------------------------------------------------
 */

/* Build trust, a culture, a team: that is never finished, so it is no task. */
static bool
is_soft(const struct title *title, struct stretch verb)
{
    if (title_words_at(title, verb.from, WORDS_TASK_SOFT) == 0)
        return false;
    size_t from = verb.from > SOFT_REACH ? verb.from - SOFT_REACH : 0;
    size_t end = verb.from + verb.count + SOFT_REACH;
    for (size_t i = from; i < end && i < title->count; i++)
        if (title_words_at(title, i, WORDS_INTANGIBLE) > 0)
            return true;
    return false;
}

/* The first word, or the second behind what may stand before it: "we launch", "fully document",
 * "the implementation of". */
static bool
begins_with(const struct title *title, enum words_list list, enum words_list before,
            struct stretch *ret_place)
{
    for (size_t at = 0; at < 2 && at < title->count; at++) {
        size_t count = title_words_at(title, at, list);
        if (count > 0) {
            *ret_place = (struct stretch){at, count};
            return true;
        }
        if (title_words_at(title, at, before) == 0)
            return false;
    }
    return false;
}

/* "Handbook written", "contract signed with": done, and then the end or how it was done. A number
 * before it counts what was done, and "reports that nobody opened" are counted too: a measure. */
static bool
ends_done(const struct title *title, struct stretch *ret_place)
{
    for (size_t i = 1; i < title->count; i++) {
        if (title->pieces[i].kind == PIECE_NUMBER || title_words_at(title, i, WORDS_RELATIVE) > 0)
            return false;
        size_t count = title_words_at(title, i, WORDS_DONE);
        size_t next = i + count;
        if (count == 0 ||
            (next < title->count && title_words_at(title, next, WORDS_DONE_GOES_ON) == 0))
            continue;
        *ret_place = (struct stretch){i, count};
        return title->pieces[0].kind != PIECE_NUMBER;
    }
    return false;
}

bool
title_is_task(const struct title *title, struct stretch *ret_place)
{
    if (begins_with(title, WORDS_TASK_VERB, WORDS_BEFORE_VERB, ret_place) ||
        title_find(title, 0, WORDS_TASK_ENDING, ret_place))
        return !is_soft(title, *ret_place);
    return begins_with(title, WORDS_TASK_NOUN, WORDS_FUNCTION, ret_place) ||
           ends_done(title, ret_place);
}
