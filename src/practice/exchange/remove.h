/* SPDX-License-Identifier: Apache-2.0 */
/* Takes objectives and key results away that should never have been, with all that names them. */
#ifndef KOERS_EXCHANGE_REMOVE_H
#define KOERS_EXCHANGE_REMOVE_H

#include "model/call.h"
#include "model/type.h"

#define REMOVE_PORTION 512 /* ids of one call */

/* Key results with their check-ins, lists and initiatives. */
enum err remove_key_results(struct call *call, const struct id_list *ids) MUST_USE;

/* Objectives whose key results are gone, with their links and tags. */
enum err remove_objectives(struct call *call, const struct id_list *ids) MUST_USE;

#endif
