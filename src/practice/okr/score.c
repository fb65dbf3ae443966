/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/score.h"

#define COLOUR_AMBER_FROM       400000
#define COLOUR_GREEN_FROM       700000
#define CONFIDENCE_FALL_EXPLAIN 2

fraction_t
score_suggest(fraction_t contribution, enum objective_kind kind)
{
    fraction_t up = kind == OBJECTIVE_KIND_COMMITTED ? 0 : SCORE_STEP / 2;

    return (contribution + up) / SCORE_STEP * SCORE_STEP;
}

bool
score_is_valid(fraction_t score)
{
    return score >= 0 && score <= FRACTION_ONE && score % SCORE_STEP == 0;
}

bool
score_needs_reason(fraction_t suggested, fraction_t given)
{
    fraction_t difference = given - suggested;

    return difference > SCORE_STEP || difference < -SCORE_STEP;
}

bool
score_is_met(fraction_t contribution)
{
    return contribution == FRACTION_ONE;
}

enum score_colour
score_colour_of(fraction_t score)
{
    if (score < COLOUR_AMBER_FROM)
        return SCORE_COLOUR_RED;
    return score < COLOUR_GREEN_FROM ? SCORE_COLOUR_AMBER : SCORE_COLOUR_GREEN;
}

bool
score_asks_ambition(fraction_t score, enum objective_kind kind)
{
    return kind == OBJECTIVE_KIND_ASPIRATIONAL && score >= FRACTION_ONE;
}

bool
confidence_needs_reason(struct maybe previous, struct maybe now)
{
    return previous.has && now.has && previous.value - now.value >= CONFIDENCE_FALL_EXPLAIN;
}
