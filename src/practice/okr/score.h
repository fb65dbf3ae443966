/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Closing, and what a check-in must explain. A score is a fraction that people enter with one
 * decimal; imported ones are kept as found. Scores of key results are never averaged, and those of
 * committed and aspirational objectives never mixed.
 */
#ifndef KOERS_PRACTICE_OKR_SCORE_H
#define KOERS_PRACTICE_OKR_SCORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/maybe.h"
#include "practice/okr/kind.h"

#define SCORE_STEP           INT64_C(100000) /* 0.1 */
#define CONFIDENCE_MAX       10
#define CONFIDENCE_SUGGESTED 5

enum score_colour {
    SCORE_COLOUR_NULL = 0,
    SCORE_COLOUR_RED,   /* below 0.4 */
    SCORE_COLOUR_AMBER, /* below 0.7 */
    SCORE_COLOUR_GREEN, /* from 0.7 */
};

/* The suggestion from a contribution (0..1): to one decimal, half up; committed: rounded down, so
 * that a promise is kept or not. */
fraction_t score_suggest(fraction_t contribution, enum objective_kind kind);

/* May a person enter it: one decimal, 0.0 to 1.0? */
bool score_is_valid(fraction_t score);

/* Does the owner's score differ from the suggestion by more than 0.1? */
bool score_needs_reason(fraction_t suggested, fraction_t given);

/* Committed: met only when all is done; else missed, which opens a post-mortem. */
bool score_is_met(fraction_t contribution);

/* Aspirational: the colour of a score. */
enum score_colour score_colour_of(fraction_t score);

/* Aspirational, at 1.0: "was it ambitious enough?" */
bool score_asks_ambition(fraction_t score, enum objective_kind kind);

/* A one-line reason is required when confidence falls by 2 or more since the last check-in. */
bool confidence_needs_reason(struct maybe previous, struct maybe now);

#endif
