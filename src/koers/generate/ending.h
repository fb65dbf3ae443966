/* SPDX-License-Identifier: Apache-2.0 */
/* How the objectives of a quarter end: scores as suggested, and post-mortems of missed promises. */
#ifndef KOERS_GENERATE_ENDING_H
#define KOERS_GENERATE_ENDING_H

#include "koers/generate/quarter.h"

/* Every objective is closed and scored by what it has reached; before the rows are written. */
void ending_score(struct quarter *quarter);

/* What closing leaves beside the rows. */
enum err ending_write(struct quarter *quarter, struct book *book) MUST_USE;

#endif
