/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Initiatives: what is done to move a key result. They never count in progress: that something was
 * done does not say that anything moved. Operations are declared in gen/okr.h.
 */
#ifndef KOERS_OKR_INITIATIVE_H
#define KOERS_OKR_INITIATIVE_H

#include "gen/okr.h"
#include "model/call.h"
#include "practice/okr/objective.h"

/* Those of all key results of an objective, with what the one who asks may do. */
enum err initiatives_show(struct call *call, const struct open_objective *open,
                          struct initiative_view_list *out) MUST_USE;

#endif
