/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Settings of the organisation: versioned rows over defaults. The table in setting.c is the one
 * place that names them; the page, the API and the administrator's documentation are made from it.
 */
#ifndef KOERS_ACCESS_SETTING_H
#define KOERS_ACCESS_SETTING_H

#include "base/decimal.h"
#include "base/moment.h"
#include "gen/access.h"
#include "model/call.h"

struct settings {
    struct str organisation_name;
    struct str zone;                 /* IANA; where days end unless a unit says otherwise */
    struct str language;             /* of what is sent to people who chose none */
    int64_t cadence_days;            /* between two check-ins */
    int64_t grace_days;              /* after which silence becomes "outdated" */
    fraction_t on_track_gap;         /* expected − contribution up to which it is on track */
    fraction_t behind_gap;           /* … and up to which it is behind */
    fraction_t aspirational_factor;  /* intended end of an aspirational objective */
    fraction_t quiet_start;          /* part of the period without automatic behind or at risk */
    int64_t objectives_per_unit_max; /* 0: no limit */
    int64_t key_results_per_objective_max; /* 0: no limit */
    int64_t published_wording;             /* enum edit_rule */
    int64_t published_measure;             /* enum edit_rule */
    int64_t running_measure;               /* enum edit_rule */
    int64_t alignment_levels;              /* enum level_rule */
    int64_t review_required;               /* enum review_duty */
    int64_t tag_makers;                    /* enum tag_makers */
    int64_t health_steps;                  /* weights in the health of the practice */
    int64_t health_check_ins;
    int64_t health_writing;
    int64_t health_alignment;
    int64_t health_fresh;
    int64_t health_meetings;
    int64_t session_days;        /* how long a session lives without use */
    int64_t sign_in_record_days; /* how long it is kept who signed in when */
};

/* The settings that hold now, in the arena of the call. */
enum err settings_load(struct call *call, struct settings *out) MUST_USE;
/* Says that settings_load() will be called: see query_ahead() of db/db.h. */
void settings_ahead(struct call *call);

/* The day it is now for the whole organisation. Cheaper than settings_load(). */
enum err setting_today(struct call *call, day_t *out) MUST_USE;
/* Says that it will be asked. */
void setting_today_ahead(struct call *call);
/* The same where the stored zone is known already; "no text": none was ever stored. */
enum err setting_today_in(struct call *call, struct str zone, day_t *out) MUST_USE;

/* What a setting is for and what it is now. ERR_NOT_FOUND where none has that name. */
enum err setting_now(struct call *call, struct str name, struct setting_view *out) MUST_USE;

/* Notes at `pointer` when a setting cannot have that value. */
enum err setting_check(struct call *call, struct str name, struct str value,
                       const char *pointer) MUST_USE;

/* Gives a setting a value it can have, with event and history; nothing happens where it has it
 * already. Asks nobody's leave. */
enum err setting_put(struct call *call, struct str name, struct str value) MUST_USE;

#endif
