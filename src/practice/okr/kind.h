/* SPDX-License-Identifier: Apache-2.0 */
/* The closed lists of words that the arithmetic knows: those of okr.model. */
#ifndef KOERS_PRACTICE_OKR_KIND_H
#define KOERS_PRACTICE_OKR_KIND_H

#include "gen/okr.h"

#endif
