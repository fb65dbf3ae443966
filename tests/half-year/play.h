/* SPDX-License-Identifier: Apache-2.0 */
/* The script: what people do on which day, through the operations, each at ten (and for the second
 * look of a review at three) in the morning of their country. */
#ifndef KOERS_HALF_YEAR_PLAY_H
#define KOERS_HALF_YEAR_PLAY_H

#include "expected.h"

/* What Meridian had done before it began with Koers, and the start of the process. */
void play_begin(struct world *world);

/* What happens once: absences, the reorganisation, leavers. True when somebody left, so that the
 * process has to look who answers now. */
bool play_once(struct world *world);

/* What people do at this hour because it is asked. False: nothing. */
bool play_hour(struct world *world);

#endif
