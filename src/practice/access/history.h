/* SPDX-License-Identifier: Apache-2.0 */
/* What happened to one thing, field by field, with the names of those who did it. */
#ifndef KOERS_ACCESS_HISTORY_H
#define KOERS_ACCESS_HISTORY_H

#include "gen/access.h"
#include "model/call.h"
#include "model/type.h"

/* A page of the history of the thing `in->id` of a type, newest first. `op` is the operation whose
 * cursors these are. Whether the one who asks may see the thing is the caller's matter. */
enum err history_of(struct call *call, const char *op, const struct type *type,
                    const struct history_query *in, struct history_entry_page *out) MUST_USE;

#endif
