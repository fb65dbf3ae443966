/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every write leaves: one event, and for each field that changed who, when, from and to. Both
 * are written in the transaction of the change itself.
 */
#ifndef KOERS_RECORD_RECORD_H
#define KOERS_RECORD_RECORD_H

#include <stdbool.h>

#include "gen/record.h"
#include "model/call.h"
#include "model/type.h"

/* What changed beside the fields of the subject, such as in a list of its: in words. */
struct told_line {
    const char *field;
    struct str old_value; /* "no text": there was none */
    struct str new_value;
};
struct told {
    struct told_line *items;
    size_t count;
};

/* What happened, as a rule says it; who and when come from the call. */
struct happening {
    const char *kind;        /* EVENT_… of a model */
    const struct type *type; /* of the subject; its name is stored */
    int64_t subject_id;
    struct maybe unit_id;
    struct maybe cycle_id;
    struct maybe owner_id;
    bool hidden;             /* of a draft: told to the actor, its owners and readers */
    const struct told *told; /* NULL: the fields are all there is to tell */
};

/*
 * Records an event and the difference between two states of its subject, field by field, derived
 * and private fields left out. `before` is NULL for something new, `after` for something deleted;
 * both are NULL when there is nothing to compare.
 */
enum err record(struct call *call, const struct happening *happening, const void *before,
                const void *after) MUST_USE;

/* The rows that record() writes, for who puts many in at once and gives them ids: the event, and
 * what changed (in the arena, without event_id). */
struct event record_event(const struct call *call, const struct happening *happening);
enum err record_changes(struct call *call, const struct happening *happening, const void *before,
                        const void *after, struct change_list *out) MUST_USE;

#endif
