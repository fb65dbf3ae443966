/* SPDX-License-Identifier: Apache-2.0 */
/* DARE, the template that comes with Koers, as data: Draft, Align, Run, Evaluate, for a year and
 * its quarters. What its phases and steps say is in dare/en.txt and dare/nl.txt. Whoever takes it
 * over may change every word of it. */
#ifndef KOERS_PROCESS_DARE_H
#define KOERS_PROCESS_DARE_H

#include <stddef.h>

#include "gen/process.h"
#include "practice/process/dare_texts.h"

#define DARE_AFTER_MAX 4

enum dare_phase_place { DARE_DRAFT, DARE_ALIGN, DARE_RUN, DARE_EVALUATE, DARE_PHASE_COUNT };

struct dare_rule {
    enum dare_texts_list text; /* also by which other rules here name it */
    enum dare_phase_place phase;
    enum step_scope scope;
    enum step_rhythm rhythm;
    enum evidence evidence;
    int percent;                    /* 0: 100 */
    enum dare_texts_list documents; /* 0: none */
    enum duty duty, deputy;
    enum deadline_anchor anchor;
    int offset_days;
    bool calendar_days; /* not working days */
    int lead_days;
    unsigned types;                             /* bits of 1 << enum unit_type; 0: all */
    enum dare_texts_list after[DARE_AFTER_MAX]; /* 0: no more; the first text is a phase's */
};

struct dare_rung {
    int days;
    enum duty duty;
};

extern const enum dare_texts_list dare_phases[DARE_PHASE_COUNT];
extern const struct dare_rule dare_rules[];
extern const size_t dare_rule_count;
extern const struct dare_rung dare_rungs[];
extern const size_t dare_rung_count;

#endif
