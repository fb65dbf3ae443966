/* SPDX-License-Identifier: Apache-2.0 */
/* Keeping mappings for exports of OKRs: what a caller who asks nobody's leave may use. */
#ifndef KOERS_EXCHANGE_OKR_MAPPING_H
#define KOERS_EXCHANGE_OKR_MAPPING_H

#include "gen/exchange.h"
#include "model/call.h"

/* Keeps a mapping by the name of its source, in place of the one before. Faults for a field that is
 * named twice or by nothing, and for a meaning that is none. */
enum err okr_mapping_keep(struct call *call, const struct okr_mapping_new *in) MUST_USE;

#endif
