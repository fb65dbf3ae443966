/* SPDX-License-Identifier: Apache-2.0 */
/* What the parser and the linker need of each other, and nobody else. */
#ifndef KOERS_MODELC_PARSER_H
#define KOERS_MODELC_PARSER_H

#include "tool/modelc/model.h"

/* Appends `item` to the chain that begins at `first`. */
#define CHAIN(first, item)                                                                         \
    do {                                                                                           \
        __typeof__(&(first)) tail_ = &(first);                                                     \
        while (*tail_ != NULL)                                                                     \
            tail_ = &(*tail_)->next;                                                               \
        *tail_ = (item);                                                                           \
    } while (0)

/* Steps of model_link(). Each notes what it finds wrong and goes on. */

/* No name is there twice, or taken by C, by the language or by what others generate. */
void link_names(struct model *model);

/* Resolves operations: their types, role, route and paging. After types. */
void link_ops(struct model *model);

/* No two constants of the generated C get the same name. */
void link_constants(struct model *model);

#endif
