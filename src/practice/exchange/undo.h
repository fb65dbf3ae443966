/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Taking the newest import back, of people or of OKRs. What somebody changed since stays as it is
 * and is told.
 *
 *   undo.c          which import it is; fields
 *   people_undo.c   people, memberships and units, from the events it left
 *   intake_undo.c   objectives and what belongs to them
 */
#ifndef KOERS_EXCHANGE_UNDO_H
#define KOERS_EXCHANGE_UNDO_H

#include "practice/access/policy.h"
#include "practice/exchange/people.h"

#define UNDO_PORTION     500
#define UNDO_SCRATCH_MAX (64UL << 20)

struct undoing {
    struct call *call;
    const struct import_run *run;
    struct people told; /* for its lines */
    struct people_undone *out;
    day_t today;
};

/* Notes that something stays as it is, and why. */
enum err undo_keep(struct undoing *u, struct str name, const char *reason) MUST_USE;

/* Puts a value back, as field_display() wrote it. ERR_CORRUPT for what it never wrote. */
enum err undo_field(struct undoing *u, const struct field *field, struct str value,
                    void *row) MUST_USE;

/* People, memberships, units and cycles that the import made or changed. */
enum err undo_people(struct undoing *u) MUST_USE;

/* Objectives, key results, check-ins and links. */
enum err undo_intake(struct undoing *u) MUST_USE;

/* Whose matter an import is: to bring it in, and to take it back. */
enum verb undo_verb(struct str source);

/* Takes the newest import back; ERR_CONFLICT when there is none. */
enum err undo_newest(struct call *call, struct people_undone *out,
                     struct people_lines *lines) MUST_USE;

#endif
