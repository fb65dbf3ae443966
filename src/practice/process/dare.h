/* SPDX-License-Identifier: Apache-2.0 */
/* DARE, the template that comes with Koers, as data: Draft, Align, Run, Evaluate, for a year and
 * its quarters. Whoever takes it over may change every word of it. */
#ifndef KOERS_PROCESS_DARE_H
#define KOERS_PROCESS_DARE_H

#include <stddef.h>

#include "gen/process.h"

#define DARE_AFTER_MAX 4

enum dare_phase_place { DARE_DRAFT, DARE_ALIGN, DARE_RUN, DARE_EVALUATE, DARE_PHASE_COUNT };

struct dare_phase {
    const char *name_en, *name_nl;
    const char *guidance_en, *guidance_nl;
};

struct dare_rule {
    const char *key; /* by which other rules here name it */
    enum dare_phase_place phase;
    const char *name_en, *name_nl;
    const char *guidance_en, *guidance_nl;
    enum step_scope scope;
    enum step_rhythm rhythm;
    enum evidence evidence;
    int percent;                             /* 0: 100 */
    const char *documents_en, *documents_nl; /* NULL: none */
    enum duty duty, deputy;
    enum deadline_anchor anchor;
    int offset_days;
    bool calendar_days; /* not working days */
    int lead_days;
    unsigned types; /* bits of 1 << enum unit_type; 0: all */
    const char *after[DARE_AFTER_MAX];
};

struct dare_rung {
    int days;
    enum duty duty;
};

extern const struct dare_phase dare_phases[DARE_PHASE_COUNT];
extern const struct dare_rule dare_rules[];
extern const size_t dare_rule_count;
extern const struct dare_rung dare_rungs[];
extern const size_t dare_rung_count;

#endif
