/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What generated tables assert of the structs they describe: that a member has the C type which the
 * generic functions will read and write through its offset, and a name that fits its label, and
 * that lists, pages and inputs are laid out like struct list, struct page and "given first". For
 * gen/PART.c alone.
 */
#ifndef KOERS_MODEL_LAYOUT_H
#define KOERS_MODEL_LAYOUT_H

#include <stddef.h>

#include "model/op.h"
#include "model/type.h"

/* A field without limits. */
#define LAYOUT_NO_LIMIT .min = 1, .max = 0

#define LAYOUT_MEMBER(tag, member, c_type)                                                         \
    _Static_assert(_Generic(((tag *)NULL)->member, c_type : 1, default : 0),                       \
                   #tag "." #member " is no " #c_type);                                            \
    _Static_assert(sizeof(#member) + 3 <= LABEL_ROOM, #member " is too long for its label")

#define LAYOUT_LIST(tag, item)                                                                     \
    LAYOUT_MEMBER(tag, items, item *);                                                             \
    LAYOUT_MEMBER(tag, count, size_t);                                                             \
    _Static_assert(offsetof(tag, items) == offsetof(struct list, items) &&                         \
                       offsetof(tag, count) == offsetof(struct list, count) &&                     \
                       sizeof(tag) == sizeof(struct list),                                         \
                   #tag " is laid out like struct list")

#define LAYOUT_PAGE(tag, item)                                                                     \
    LAYOUT_MEMBER(tag, items, item *);                                                             \
    LAYOUT_MEMBER(tag, count, size_t);                                                             \
    LAYOUT_MEMBER(tag, next, struct str);                                                          \
    _Static_assert(offsetof(tag, items) == offsetof(struct page, items) &&                         \
                       offsetof(tag, count) == offsetof(struct page, count) &&                     \
                       offsetof(tag, next) == offsetof(struct page, next) &&                       \
                       sizeof(tag) == sizeof(struct page),                                         \
                   #tag " is laid out like struct page")

#define LAYOUT_INPUT(tag)                                                                          \
    LAYOUT_MEMBER(tag, given, uint64_t);                                                           \
    _Static_assert(offsetof(tag, given) == 0, #tag " begins with its given members")

#endif
