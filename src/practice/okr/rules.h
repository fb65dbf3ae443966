/* SPDX-License-Identifier: Apache-2.0 */
/* The numbers an organisation may set; everything else of the arithmetic is law. */
#ifndef KOERS_PRACTICE_OKR_RULES_H
#define KOERS_PRACTICE_OKR_RULES_H

#include <stdint.h>

#include "base/decimal.h"

struct okr_rules {
    fraction_t mark_committed;    /* g: the intended end of a committed objective; 1 */
    fraction_t mark_aspirational; /* g of a stretch goal; 0.7 */
    fraction_t gap_on_track;      /* expected − progress up to which all is well; 0.10 */
    fraction_t gap_behind;        /* … and up to which it is only behind; 0.25 */
    fraction_t start_grace;       /* part of the period in which nothing is behind yet; 0.15 */
    int64_t cadence_days;         /* between two check-ins, at least 1; 14 */
    int64_t grace_days;           /* on top of it, before silence counts; 3 */
};

/* What holds until somebody sets something else: the values named above. */
extern const struct okr_rules okr_rules_usual;

#endif
