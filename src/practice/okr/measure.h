/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How one key result is measured, and what is refused when somebody saves it.
 *
 * A measure borrows its lists. Which numbers a kind has:
 *
 *     increase, decrease  start, target, and interim targets if one likes
 *     at_least            target (the least good value); worst, where progress is 0, if one likes
 *     at_most             target (the greatest good value); worst, if one likes
 *     range               low, high (both good); tolerance, the distance at which progress is 0
 *     yes_no, zones       none
 *     milestones          milestones
 *
 * at_least, at_most and range also have a period rule.
 */
#ifndef KOERS_PRACTICE_OKR_MEASURE_H
#define KOERS_PRACTICE_OKR_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/maybe.h"
#include "base/moment.h"
#include "practice/okr/kind.h"

#define MEASURE_FAULTS_MAX 32U     /* more than one measure can have */
#define MEASURE_DAY_MAX    4000000 /* beyond year 9999; later or earlier days are not computed */

struct measure {
    enum kr_kind kind;
    enum period_rule rule; /* none counts as latest */
    day_t start_day;       /* its own start, else the cycle's */
    day_t end_day;         /* where its line reaches the target */
    struct maybe due_day;  /* yes_no: when it must be true; none: end_day */
    struct maybe start_value;
    struct maybe target_value;
    struct maybe worst_value;
    struct maybe low_value;
    struct maybe high_value;
    struct maybe tolerance;
    const struct milestone *milestones;
    size_t milestone_count;
    const struct interim_target *interims;
    size_t interim_count;
};

enum measure_fault {
    MEASURE_FINE = 0,
    MEASURE_KIND_MISSING,
    MEASURE_ZONES_NOT_ASPIRATIONAL,
    MEASURE_END_NOT_AFTER_START,

    MEASURE_START_MISSING,
    MEASURE_TARGET_MISSING,
    MEASURE_LOW_MISSING,
    MEASURE_HIGH_MISSING,
    MEASURE_MILESTONES_MISSING,

    MEASURE_START_UNUSED,
    MEASURE_TARGET_UNUSED,
    MEASURE_WORST_UNUSED,
    MEASURE_LOW_UNUSED,
    MEASURE_HIGH_UNUSED,
    MEASURE_TOLERANCE_UNUSED,
    MEASURE_PERIOD_RULE_UNUSED,
    MEASURE_MILESTONES_UNUSED,
    MEASURE_INTERIM_TARGETS_UNUSED,

    MEASURE_TARGET_EQUALS_START,
    MEASURE_TARGET_BELOW_START,
    MEASURE_TARGET_ABOVE_START,
    MEASURE_WORST_NOT_BELOW_TARGET,
    MEASURE_WORST_NOT_ABOVE_TARGET,
    MEASURE_LOW_ABOVE_HIGH,
    MEASURE_TOLERANCE_NOT_POSITIVE,
    MEASURE_SHARE_EXCLUDES_WORST,
    MEASURE_SHARE_EXCLUDES_TOLERANCE,
    MEASURE_MILESTONE_WEIGHT_OUTSIDE,
    MEASURE_MILESTONE_WEIGHTS_ZERO,
    MEASURE_INTERIM_OUTSIDE_PERIOD,
    MEASURE_INTERIM_DAY_REPEATED,

    /* Of a check-in's value: progress_check(). */
    MEASURE_VALUE_NOT_YES_NO,
    MEASURE_VALUE_NOT_ZONE,
    MEASURE_VALUE_TOO_FAR,
};

struct measure_fault_text {
    const char *code;   /* stable word for programs and translations */
    const char *member; /* JSON member it belongs to */
    const char *text;   /* one English sentence that names the mend */
};

/* Static storage; `fault` is one of the list but MEASURE_FINE. */
const struct measure_fault_text *measure_fault_text(enum measure_fault fault);

/* May a measure of that kind have such a list? */
bool measure_has_milestones(enum kr_kind kind);
bool measure_has_interims(enum kr_kind kind);

/* at_least, at_most, range: they hold a state from day one instead of moving to one. */
bool measure_holds(enum kr_kind kind);

/* Does the period end after its start, on days whose sums and products cannot overflow? */
bool measure_days_fit(const struct measure *measure);

/*
 * All that is wrong with a measure under an objective of that kind, each fault once, in the order
 * of the enumeration above or near it; the number of faults, 0 when it can be saved. A measure
 * without faults has progress for every value that progress_check() lets through.
 */
size_t measure_check(const struct measure *measure, enum objective_kind objective_kind,
                     enum measure_fault out[MEASURE_FAULTS_MAX]);

#endif
