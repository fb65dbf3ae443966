/* SPDX-License-Identifier: Apache-2.0 */
/* Rules on the title of an objective. */
#include "practice/writing/judge.h"

#define WORDS_MAX       16U
#define POINTS_MAX      120U /* code points: longer titles are cut in lists */
#define VAGUE_WORDS_MAX 2U

bool
objective_has_number(const struct title *title, struct stretch *ret_place)
{
    for (size_t i = 0; i < title->count; i++) {
        if (word_is_target(title, i)) {
            *ret_place = (struct stretch){i, title_words_at(title, i, WORDS_NUMBER_WORD)};
            return true;
        }
        if (!number_is_target(title, i))
            continue;
        bool sign = i > 0 && title->pieces[i - 1].kind == PIECE_MARK && title->pieces[i].glued &&
                    !title_is(title, i - 1, "(");
        bool unit = title_is(title, i + 1, "%");
        *ret_place = (struct stretch){i - sign, 1U + sign + unit};
        return true;
    }
    return false;
}

bool
objective_is_long(const struct title *title, struct stretch *ret_place)
{
    (void)ret_place;
    return title_word_count(title) > WORDS_MAX || str_utf8_count(title->text) > POINTS_MAX;
}

/* "Lower costs and raise satisfaction", "betere afspraken en een snellere afsluiting": the second
 * follows the joint at once or behind an article. Two side by side ("develop and document", "better
 * and faster service") have one aim. */
static bool
joins_beginnings(const struct title *title, enum words_list list, size_t joint)
{
    size_t next = joint + 1 + (title_words_at(title, joint + 1, WORDS_ARTICLE) > 0);

    return joint > 1 && title_words_at(title, 0, list) > 0 && title_words_at(title, next, list) > 0;
}

/* "Kosten verlagen en tevredenheid verhogen": the verbs stand at the ends. */
static bool
joins_endings(const struct title *title, size_t joint)
{
    if (joint < 2 || title_words_at(title, joint - 1, WORDS_AIM_VERB) == 0)
        return false;
    for (size_t i = joint + 2; i < title->count; i++)
        if (title_words_at(title, i, WORDS_AIM_VERB) > 0)
            return true;
    return false;
}

bool
objective_has_several(const struct title *title, struct stretch *ret_place)
{
    size_t depth = 0; /* of brackets */

    for (size_t i = 1; i + 1 < title->count; i++) {
        depth += title_is(title, i, "(");
        depth -= depth > 0 && title_is(title, i, ")");
        if (depth > 0 || title_words_at(title, i, WORDS_AND) == 0)
            continue;
        bool comma = title_is(title, i, ",");
        bool sentences = title_is(title, i, ";") && i >= 2 && i + 2 < title->count;
        bool verbs = !comma && joins_beginnings(title, WORDS_AIM_VERB, i);
        bool more = !comma && joins_beginnings(title, WORDS_COMPARATIVE, i);
        if (sentences || verbs || more || joins_endings(title, i)) {
            *ret_place = (struct stretch){i, title->count - i};
            return true;
        }
    }
    return false;
}

bool
objective_is_vague(const struct title *title, struct stretch *ret_place)
{
    size_t matter = 0;
    size_t vague = 0;

    if (title_has_placeholder(title, ret_place))
        return false; /* what is missing may say it */
    for (size_t i = 0; i < title->count; i++) {
        if (title->pieces[i].kind == PIECE_MARK || title_words_at(title, i, WORDS_FUNCTION) > 0)
            continue;
        matter++;
        vague += title_words_at(title, i, WORDS_VAGUE) > 0;
    }
    *ret_place = (struct stretch){0, title->count};
    return matter > 0 && (matter == 1 || (matter <= VAGUE_WORDS_MAX && vague > 0));
}

bool
objective_is_upkeep(const struct title *title, struct stretch *ret_place)
{
    for (size_t at = 0; at < 2 && at < title->count; at++) {
        size_t count = title_words_at(title, at, WORDS_UPKEEP);
        if (count > 0) {
            *ret_place = (struct stretch){at, count};
            return true;
        }
        if (title_words_at(title, at, WORDS_FUNCTION) == 0)
            break;
    }
    return title_find(title, 0, WORDS_UPKEEP_ANY, ret_place);
}
