/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What differs between two things of a type, field by field, as a comparison of versions shows it.
 */
#ifndef KOERS_STRATEGY_DIFFERENCE_H
#define KOERS_STRATEGY_DIFFERENCE_H

#include "gen/strategy.h"
#include "model/call.h"
#include "model/type.h"

/* What is compared, and under which name it is told: a person by name, told as the owner. A table
 * ends with NULL. */
struct compared {
    const char *member;
    const char *field;
};

/* The fields that differ; either thing may be NULL, then all the other has. */
enum err differences(struct call *call, const struct type *type, const struct compared *compared,
                     const void *old, const void *new, struct field_difference_list *out) MUST_USE;

#endif
