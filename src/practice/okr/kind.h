/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The closed lists of words that the arithmetic knows. okr.model says them once more for the wire
 * and the database; the values are the same, so that a row's member can be handed over as it is.
 */
#ifndef KOERS_PRACTICE_OKR_KIND_H
#define KOERS_PRACTICE_OKR_KIND_H

/* How a key result is measured. */
enum kr_kind {
    KR_KIND_NULL = 0,
    KR_KIND_INCREASE,
    KR_KIND_DECREASE,
    KR_KIND_AT_LEAST,
    KR_KIND_AT_MOST,
    KR_KIND_RANGE,
    KR_KIND_YES_NO,
    KR_KIND_MILESTONES,
    KR_KIND_ZONES,
};

/* Committed is a promise, aspirational a stretch. */
enum objective_kind {
    OBJECTIVE_KIND_NULL = 0,
    OBJECTIVE_KIND_COMMITTED,
    OBJECTIVE_KIND_ASPIRATIONAL,
};

/* What Koers computes; the first that holds. */
enum status {
    STATUS_NULL = 0,
    STATUS_DRAFT,
    STATUS_CLOSED,
    STATUS_DROPPED,
    STATUS_POSTPONED,
    STATUS_NOT_STARTED,
    STATUS_OUTDATED,
    STATUS_NO_DATA,
    STATUS_ON_TRACK,
    STATUS_BEHIND,
    STATUS_AT_RISK,
};

#endif
