/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/rules.h"

const struct okr_rules okr_rules_usual = {
    .mark_committed = FRACTION_ONE,
    .mark_aspirational = 700000,
    .gap_on_track = 100000,
    .gap_behind = 250000,
    .start_grace = 150000,
    .cadence_days = 14,
    .grace_days = 3,
};
