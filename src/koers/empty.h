/* SPDX-License-Identifier: Apache-2.0 */
/* Is there anything in the database yet? Asked before a whole organisation comes in. */
#ifndef KOERS_KOERS_EMPTY_H
#define KOERS_KOERS_EMPTY_H

#include <stdbool.h>

#include "model/call.h"

/* ERR_CONFLICT, naming what it found, when an entity that travels has a row. The templates that
 * Koers brings along may be there if `starters` says so. */
enum err empty_check(struct call *call, bool starters) MUST_USE;

#endif
