/* SPDX-License-Identifier: Apache-2.0 */
/* Who may say that somebody is away. */
#ifndef KOERS_ORG_ABSENCE_H
#define KOERS_ORG_ABSENCE_H

#include <stdbool.h>

#include "model/call.h"

/* May the one who asks note it: the person, or who leads a unit of theirs? */
enum err absence_may_note(struct call *call, int64_t person_id, bool *out) MUST_USE;

#endif
