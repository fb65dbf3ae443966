/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From structs to JSON, by descriptor: every member in the order of its type, null for what is
 * null, and never a private one. Decimals, fractions and weights are numbers; times and days are
 * texts.
 *
 * Nothing fails on the way: the buffer remembers what did not fit (base/buf.h).
 */
#ifndef KOERS_MODEL_WRITE_H
#define KOERS_MODEL_WRITE_H

#include "base/buf.h"
#include "model/op.h"
#include "model/type.h"

#define WRITE_DEPTH_MAX 64U /* objects within each other; a rule that builds more has a defect */

/* One object; NULL is written as null. */
void write_object(struct buf *buf, const struct type *type, const void *object);

/* A row with everything in it, private members too: for exports, never for a reply. */
void write_row(struct buf *buf, const struct type *type, const void *object);

/* `{"items":[…],"next":…}`, the items being objects of `type`. */
void write_page(struct buf *buf, const struct type *type, const struct page *page);

/* `[…]`, the items being objects of `type`. */
void write_list(struct buf *buf, const struct type *type, const struct list *list);

#endif
