/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From many numbers to one: an objective from its items, a unit, theme or cycle from its
 * objectives.
 *
 * The caller says what is an item: live key results, and child objectives that contribute, lie in
 * the same cycle and are published or closed. Dropped key results are none.
 */
#ifndef KOERS_PRACTICE_OKR_ROLLUP_H
#define KOERS_PRACTICE_OKR_ROLLUP_H

#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/err.h"
#include "base/maybe.h"
#include "practice/okr/kind.h"

/* A key result, or a child objective whose numbers may be null. */
struct rollup_item {
    weight_t weight;           /* 0 to WEIGHT_MAX */
    struct maybe contribution; /* ppm; a child's progress. Null: the item counts nowhere */
    struct maybe expected;     /* ppm; where it should stand (e), before g */
};

struct rollup {
    struct maybe progress; /* Σ w·contribution / Σ w; null without items or without weight */
    struct maybe expected; /* Σ w·e / Σ w over the same items; null where progress is */
    int64_t weight;        /* Σ w of the items that count, for the derivation */
    size_t counted;        /* how many those are, weight 0 included */
};

/*
 * The weighted means of the items, each rounded once, half away from zero. An item without a
 * contribution is left out of both; an item with a contribution must have `expected` too where the
 * caller wants that mean (else it is null). ERR_INVALID for a weight outside 0..WEIGHT_MAX.
 */
enum err rollup_of(const struct rollup_item *items, size_t count, struct rollup *out) MUST_USE;

/* The weight of a new item: the rounded mean of its live siblings' weights; WEIGHT_USUAL for the
 * first one. Weights lie within 0..WEIGHT_MAX. */
weight_t rollup_weight_default(const weight_t *siblings, size_t count);

/* An objective in a list that is summed up. */
struct rollup_objective {
    enum objective_kind kind;
    enum status status;
    struct maybe progress;
};

/* The objectives of one kind: never a mean without its count and the spread of statuses. */
struct rollup_spread {
    int64_t count;
    int64_t by_status[STATUS_AT_RISK + 1]; /* by enum status */
    struct maybe mean;                     /* plain mean of the progress that is not null */
};

/* Sums up the objectives of `kind`. The caller leaves out drafts, and names each objective once. */
enum err rollup_spread_of(enum objective_kind kind, const struct rollup_objective *objectives,
                          size_t count, struct rollup_spread *out) MUST_USE;

#endif
