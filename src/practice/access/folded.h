/* SPDX-License-Identifier: Apache-2.0 */
/* What people and units are found and sorted by. */
#ifndef KOERS_ACCESS_FOLDED_H
#define KOERS_ACCESS_FOLDED_H

#include "base/arena.h"
#include "base/str.h"

/* A name, and what else it is found by ("no text": nothing), folded and cut to what a cursor can
 * carry (PAGE_TEXT_MAX). */
struct str folded_key(struct arena *arena, struct str name, struct str more);

#endif
