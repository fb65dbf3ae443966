/* SPDX-License-Identifier: Apache-2.0 */
/* Rules on any title: abbreviations, progress, gaps, tasks; and what a number in a title is. */
#include "practice/writing/judge.h"

#define YEAR_FIRST   1900
#define YEAR_LAST    2100
#define MONTH_LAST   12
#define DAY_LAST     31
#define CIRCLE       360 /* a 360 is a kind of feedback */
#define DAYS         365 /* a 365 is every day, and the name of a product */
#define STARS        5
#define RATING_REACH 2U /* words between a rating and what tells that it is one */
#define STATUS_REACH 4U /* words behind a dash within which a status is one */
#define OUT_OF_REACH 3U /* words from the first number to the second of "3 out of 7" */
#define RANGE_REACH  4U /* words from the one number of a range to the other */
#define FEWER_REACH  2U /* words behind a verb within which less is less of its object */
#define SOFT_BEFORE                                                                                \
    3U /* words before and behind a verb within which what is built may turn out … */
#define SOFT_BEHIND 5U /* … not to be a task */

/* -- numbers --------------------------------------------------------------------------------------
 */

/* `at` is a number, and `mark` and another number are glued to it: 8/10, 1:1. */
static bool
is_pair(const struct title *title, size_t at, const char *mark)
{
    return title_is(title, at + 1, mark) && title->pieces[at + 1].glued && at + 2 < title->count &&
           title->pieces[at + 2].glued && title->pieces[at + 2].kind == PIECE_NUMBER;
}

/* 4.6/5, "a score of 9/10", "4/5 stars". */
static bool
is_rating(const struct title *title, size_t at)
{
    size_t from = at > RATING_REACH ? at - RATING_REACH : 0;
    bool stars = title->pieces[at].dots > 0 && title->pieces[at + 2].value == STARS * DECIMAL_ONE;

    for (size_t i = from; i < at + 3 + RATING_REACH && !stars; i++)
        stars = title_words_at(title, i, WORDS_RATING) > 0;
    return stars;
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
    return !date && !always && !is_rating(title, at);
}

/* Does a new clause begin at `at`: the title itself, or behind a colon or a dash that stands free?
 */
static bool
clause_begins(const struct title *title, size_t at)
{
    if (at == 0)
        return false;
    const struct piece *before = &title->pieces[at - 1];
    bool dash = title_is(title, at - 1, "-") && !before->glued && !title->pieces[at].glued;
    return title_is(title, at - 1, ":") || dash;
}

/* "45% done", "3 of 7 finished", "- 40% achieved": how many pieces, 0 when it is none. */
static size_t
done_at(const struct title *title, size_t at)
{
    size_t next = at + 1;

    if (title->pieces[at].kind != PIECE_NUMBER)
        return 0;
    if (title_is(title, next, "%"))
        next++;
    else if (title_words_at(title, next, WORDS_OUT_OF) > 0)
        next += title_words_at(title, next, WORDS_OUT_OF) + 1;
    else
        return 0;
    size_t words = title_words_at(title, next, WORDS_PROGRESS);
    if (words == 0 && clause_begins(title, at))
        words = title_words_at(title, next, WORDS_STATUS);
    return words > 0 ? next - at + words : 0;
}

/* Does a number stand in what done_at() finds? */
static bool
is_done(const struct title *title, size_t at)
{
    for (size_t from = at > OUT_OF_REACH ? at - OUT_OF_REACH : 0; from <= at; from++)
        if (from + done_at(title, from) > at)
            return true;
    return false;
}

/* "the 12 stores", "onze twee centra": a number of what is known already, no target; but for "the
 * 2 million" and "onder de 10 dagen". */
static bool
is_of_known(const struct title *title, size_t at)
{
    return at > 0 && title_words_at(title, at - 1, WORDS_DEFINITE) > 0 &&
           (at == 1 || title_words_at(title, at - 2, WORDS_THRESHOLD) == 0) &&
           title_words_at(title, at + 1, WORDS_THOUSAND) == 0 &&
           title_words_at(title, at + 1, WORDS_MILLION) == 0;
}

bool
word_is_target(const struct title *title, size_t at)
{
    size_t words = title_words_at(title, at, WORDS_NUMBER_WORD);

    return words > 0 && !is_of_known(title, at) && !is_done(title, at) &&
           (at == 0 || title_words_at(title, at - 1, WORDS_NUMBER_NAME) == 0) &&
           title_words_at(title, at + words, WORDS_TIMES) == 0;
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
    if (is_done(title, at))
        return false;
    if (is_pair(title, at, "/") || is_pair(title, at, ":"))
        return false;
    if (at >= 2 && (is_pair(title, at - 2, "/") || is_pair(title, at - 2, ":")) &&
        title->pieces[at - 2].kind == PIECE_NUMBER)
        return false;
    if (percent)
        return true;
    bool circle = piece->value == CIRCLE * DECIMAL_ONE || piece->value == DAYS * DECIMAL_ONE;
    return !is_year(piece) && !circle && !is_of_known(title, at) && !is_lettered(title, at) &&
           !is_named(title, at) && !is_time(title, at) && !is_hyphened(title, at);
}

/* The second number of "from 48 to 24", "between 2 and 7". */
bool
closes_range(const struct title *title, size_t first, size_t second)
{
    struct stretch word;

    return first > 0 && second - first <= RANGE_REACH &&
           title_words_at(title, first - 1, WORDS_RANGE) > 0 &&
           title_find(title, first + 1, WORDS_RANGE_CLOSE, &word) && word.from < second;
}

/* -- abbreviations --------------------------------------------------------------------------------
 */

/* Without the ending of a plural: kpi for KPIs and KPI's. A gap is no abbreviation either. */
static bool
is_known(const struct title *title, size_t at)
{
    return title_words_at(title, at, WORDS_KNOWN) > 0 ||
           title_words_at(title, at, WORDS_PLACEHOLDER) > 0;
}

/* "on time and in full (OTIF)", "GP (family doctor)": it stands alone in brackets behind its words,
 * or they in brackets behind it. */
static bool
is_explained(const struct title *title, size_t at)
{
    bool inside = at > 1 && title_is(title, at - 1, "(") && title_is(title, at + 1, ")");
    bool before = title_is(title, at + 1, "(") && at + 2 < title->count &&
                  title->pieces[at + 2].kind == PIECE_WORD && !title->pieces[at + 2].capitals;

    return inside || before;
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

/* "(on track)", "(9.2% now, behind schedule)": what closes the bracket before `at` and is not more
 * than a status. */
static bool
status_closes(const struct title *title, size_t at, struct stretch *ret_place)
{
    for (size_t i = at; i < title->count && !title_is(title, i, ")"); i++) {
        size_t count = title_words_at(title, i, WORDS_STATUS);
        bool clause = title_is(title, i - 1, "(") || title_is(title, i - 1, ",");
        if (count > 0 && clause && title_is(title, i + count, ")")) {
            *ret_place = (struct stretch){i, count};
            return true;
        }
    }
    return false;
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
        size_t count = done_at(title, i);
        if (count == 0 && is_progress_pair(title, i))
            count = 3;
        if (count > 0) {
            *ret_place = (struct stretch){i, count};
            return true;
        }
        if (clause_begins(title, i) && status_at(title, i, ret_place))
            return true;
        if (i > 0 && title_is(title, i - 1, "(") && status_closes(title, i, ret_place))
            return true;
    }
    ret_place->from = 0;
    ret_place->count = title->count > 0 ? title_words_at(title, 0, WORDS_STATUS_START) : 0;
    return ret_place->count > 0;
}

/* -- gaps -----------------------------------------------------------------------------------------
 */

/* "...", "??" */
static bool
is_repeated(const struct title *title, size_t at, const char *mark, size_t times)
{
    for (size_t i = 0; i < times; i++)
        if (!title_is(title, at + i, mark) || (i > 0 && !title->pieces[at + i].glued))
            return false;
    return true;
}

/* "[region]", "<name>": one word in brackets that are not round, how many pieces; 0: none. */
static size_t
bracketed_at(const struct title *title, size_t at)
{
    bool square = title_is(title, at, "[") && title_is(title, at + 2, "]");
    bool pointed = title_is(title, at, "<") && title_is(title, at + 2, ">");

    if (!square && !pointed)
        return 0;
    return title->pieces[at + 1].kind == PIECE_WORD && title->pieces[at + 1].glued ? 3 : 0;
}

static size_t
gap_at(const struct title *title, size_t at)
{
    if (is_repeated(title, at, ".", 3))
        return 3;
    if (is_repeated(title, at, "?", 2))
        return 2;
    return title_is(title, at, "…") ? 1 : bracketed_at(title, at);
}

bool
title_has_placeholder(const struct title *title, struct stretch *ret_place)
{
    size_t whole = title->count > 0 ? title_words_at(title, 0, WORDS_PLACEHOLDER_WHOLE) : 0;
    bool numbered = whole + 1 == title->count && title->pieces[whole].kind == PIECE_NUMBER;

    if (whole > 0 && (whole == title->count || numbered)) {
        *ret_place = (struct stretch){0, title->count};
        return true;
    }
    for (size_t i = 0; i < title->count; i++) {
        size_t count = gap_at(title, i);
        if (count > 0) {
            *ret_place = (struct stretch){i, count};
            return true;
        }
    }
    return title_find(title, 0, WORDS_PLACEHOLDER, ret_place);
}

/* -- tasks ----------------------------------------------------------------------------------------
 */

/* A loyalty, and no loyalty programme. */
static bool
is_intangible(const struct title *title, size_t at)
{
    size_t next = at + title_words_at(title, at, WORDS_INTANGIBLE);
    bool head = next >= title->count || title->pieces[next].kind == PIECE_MARK ||
                title_words_at(title, next, WORDS_FUNCTION) > 0 ||
                title_words_at(title, next, WORDS_TASK_GOES_ON) > 0;

    return next > at && (head || title_words_at(title, next, WORDS_TASK_ENDING) > 0);
}

/* What is it about that stands in the reach of a verb: the best of its kind, a place "where
 * children play", a list of what is meant. What stands behind a preposition is not its object. */
static bool
is_about(const struct title *title, struct stretch verb, enum words_list list)
{
    size_t behind = verb.from + verb.count;

    for (size_t i = verb.from > SOFT_BEFORE ? verb.from - SOFT_BEFORE : 0; i < title->count; i++) {
        bool end = i > behind && title_words_at(title, i, WORDS_TASK_GOES_ON) > 0;
        if (list == WORDS_WHERE && i > behind && title_words_at(title, i, list) > 0)
            return true;
        if (end || i >= behind + SOFT_BEHIND)
            return false;
        if (list == WORDS_INTANGIBLE ? is_intangible(title, i) : title_words_at(title, i, list) > 0)
            return true;
    }
    return false;
}

/* Launch a brand, build the best shop of the land: that is never finished, so it is no task. Of
 * "build", "create" and their like only what is known to be a thing is one. */
static bool
is_soft(const struct title *title, struct stretch verb)
{
    bool soft = title_words_at(title, verb.from, WORDS_TASK_SOFT) > 0;
    bool open = title_words_at(title, verb.from, WORDS_TASK_OPEN) > 0;

    if (!soft && !open)
        return false;
    if (is_about(title, verb, WORDS_SUPERLATIVE) || is_about(title, verb, WORDS_WHERE))
        return true;
    return open ? !is_about(title, verb, WORDS_TANGIBLE) : is_about(title, verb, WORDS_INTANGIBLE);
}

/* "Test results reach the doctor": a verb that is a noun as well is one only before what can be its
 * object or beside another, "test the plan", "onderzoek waarom", "design and build". */
static bool
is_noun(const struct title *title, struct stretch verb)
{
    size_t next = verb.from + verb.count;

    if (title_words_at(title, verb.from, WORDS_TASK_OR_NOUN) == 0 || next >= title->count)
        return false;
    bool object = title->pieces[next].kind == PIECE_NUMBER || title->pieces[next].capitals ||
                  title_words_at(title, next, WORDS_OBJECT_BEGINS) > 0;
    bool beside = title_words_at(title, next, WORDS_AND) > 0 &&
                  title_words_at(title, next + 1, WORDS_TASK_VERB) > 0;
    return !object && !beside;
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

/* "Homes built in wood", "emails opened by members", "to be agreed": several of which some are so,
 * or still to be. */
static bool
is_count_or_plan(const struct title *title, size_t done)
{
    return (done == 1 && title_words_at(title, 0, WORDS_PLURAL) > 0) ||
           title_words_at(title, done - 1, WORDS_BE) > 0;
}

/* "Handbook written", "contract signed with": done, and then the end or how it was done. A number
 * before it counts what was done, and "reports that nobody opened" are counted too, as are days
 * "until a contract is signed": a measure. */
static bool
ends_done(const struct title *title, struct stretch *ret_place)
{
    for (size_t i = 1; i < title->count; i++) {
        if (title->pieces[i].kind == PIECE_NUMBER || title_words_at(title, i, WORDS_RELATIVE) > 0 ||
            title_words_at(title, i, WORDS_CLAUSE) > 0)
            return false;
        size_t count = title_words_at(title, i, WORDS_DONE);
        size_t next = i + count;
        if (count == 0 || is_count_or_plan(title, i) ||
            (next < title->count && title_words_at(title, next, WORDS_DONE_GOES_ON) == 0))
            continue;
        *ret_place = (struct stretch){i, count};
        return title->pieces[0].kind != PIECE_NUMBER;
    }
    return false;
}

/* "Source 16% of orders", "introduce fewer faults", "finish each day": a share or less of something
 * cannot be ticked off, nor what is done again and again; "develop into" has no object. */
static bool
is_of_measure(const struct title *title, struct stretch verb)
{
    size_t next = verb.from + verb.count;
    size_t last = next + FEWER_REACH < title->count ? next + FEWER_REACH : title->count;
    struct stretch word;

    if (next < title->count && title->pieces[next].kind == PIECE_NUMBER &&
        title_is(title, next + 1, "%"))
        return true;
    if (title_words_at(title, next, WORDS_NO_OBJECT) > 0)
        return true;
    return title_find(title, next, WORDS_FEWER, &word) && word.from < last;
}

/* "From 22 to 8", "95% van de reparaties": what moves from one number to another, or is a share, is
 * a measure. */
static bool
is_measured(const struct title *title)
{
    size_t last = title->count;

    if (title->pieces[0].kind == PIECE_NUMBER && title_is(title, 1, "%"))
        return true;
    for (size_t i = 0; i < title->count; i++) {
        if (title->pieces[i].kind != PIECE_NUMBER)
            continue;
        if (last < title->count && closes_range(title, last, i))
            return true;
        last = i;
    }
    return false;
}

/* Does the word stand before that place? */
static bool
is_before(const struct title *title, enum words_list list, size_t at)
{
    struct stretch word;

    return title_find(title, 0, list, &word) && word.from < at;
}

/* An infinitive that names work: before what may follow it, or at the beginning before its object.
 * None is "kandidaten die ons aanbod aannemen", "gezinnen kunnen hun hulp organiseren", "leerlingen
 * ontwikkelen plezier". */
static bool
ends_with_work(const struct title *title, struct stretch *ret_place)
{
    if (!title_find(title, 0, WORDS_TASK_ENDING, ret_place))
        return false;
    size_t at = ret_place->from;
    size_t next = at + ret_place->count;
    bool own = title_words_at(title, 0, WORDS_BEFORE_VERB) > 0; /* "we gaan …" */
    bool open = next >= title->count || title->pieces[next].kind == PIECE_MARK ||
                title_words_at(title, next, WORDS_TASK_GOES_ON) > 0;
    bool first = at == 0 && title_words_at(title, next, WORDS_OBJECT_BEGINS) > 0;
    bool without = title_words_at(title, next, WORDS_OF_OUTCOME) > 0;
    bool outcome = is_before(title, WORDS_OF_OUTCOME, at) || without;
    return !is_before(title, WORDS_RELATIVE, at) && title_words_at(title, 0, WORDS_FEWER) == 0 &&
           (own || (!outcome && (open || first)));
}

bool
title_is_task(const struct title *title, struct stretch *ret_place)
{
    if (title->count == 0 || is_measured(title))
        return false;
    if (begins_with(title, WORDS_TASK_VERB, WORDS_BEFORE_VERB, ret_place) &&
        !is_noun(title, *ret_place))
        return !is_soft(title, *ret_place) && !is_of_measure(title, *ret_place);
    if (ends_with_work(title, ret_place))
        return !is_soft(title, *ret_place);
    if (begins_with(title, WORDS_TASK_NOUN, WORDS_FUNCTION, ret_place))
        return title_words_at(title, title->count - 1, WORDS_AIM_VERB) == 0; /* "… versnellen" */
    return ends_done(title, ret_place);
}
