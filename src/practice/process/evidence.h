/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What completes a step. A kind is computed where Koers knows the truth by itself; one of a part
 * that tells facts (record/fact.h) is computed from the first fact of that kind on, and signed
 * until then, so that a new part needs no migration and no release of this one.
 */
#ifndef KOERS_PROCESS_EVIDENCE_H
#define KOERS_PROCESS_EVIDENCE_H

#include "gen/process.h"
#include "model/call.h"

struct evidence_kind {
    unsigned scopes; /* bits of 1 << enum step_scope */
    bool percent;    /* it knows how much of it is wanted */
    bool told;       /* by facts of its name */
    const char *doc;
};

/* Of any kind but EVIDENCE_NULL. */
const struct evidence_kind *evidence_kind_of(enum evidence evidence);

/* Of which told kinds the organisation holds a fact: bits of 1 << enum evidence. */
enum err evidence_told(struct call *call, unsigned *out) MUST_USE;

/* Counts what the writing help passes, for the steps that ask for it. Steps that were done before
 * `settled` are left alone. */
enum err evidence_writing(struct call *call, usec_t settled) MUST_USE;

bool evidence_fits(enum evidence evidence, enum step_scope scope);

#endif
