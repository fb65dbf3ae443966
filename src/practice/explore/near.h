/* SPDX-License-Identifier: Apache-2.0 */
/* How near a mistyped word comes to another: for search that forgives. */
#ifndef KOERS_EXPLORE_NEAR_H
#define KOERS_EXPLORE_NEAR_H

#include "base/str.h"

#define NEAR_WORD_MAX 40U /* bytes of a word that is compared; what is longer is never near */

/* How many slips a word of this length is forgiven: none below 4 bytes, 1 below 8, else 2. */
unsigned near_allowed(struct str typed);

/*
 * The least number of slips (a letter too many, too few, another one, two neighbours swapped) that
 * make `typed` out of `word` or of how it begins, so that a word may be near before it is typed to
 * its end. NEAR_WORD_MAX when a word is too long. The optimal string alignment of both.
 */
unsigned near_slips(struct str typed, struct str word);

#endif
