/* SPDX-License-Identifier: Apache-2.0 */
/* Texts as search sees them: "Café  ÉLAN" and "cafe elan" are one. */
#ifndef KOERS_MODEL_FOLD_H
#define KOERS_MODEL_FOLD_H

#include "base/arena.h"
#include "base/str.h"

/*
 * Folds well-formed UTF-8 for comparing: letters lose case (full folding, so ß is ss) and their
 * marks, o with a stroke and its like become the plain letter, compatibility forms (ligatures, full
 * width) the usual ones, kinds of space, dash and quote become one of each, and what is
 * never seen is dropped. White space becomes single spaces between words. Folding twice changes
 * nothing.
 *
 * "No text" stays that; also when the arena is full.
 */
struct str fold(struct arena *arena, struct str text);

/* How many bytes the text begins with that belong to no word: 0 for a letter or a digit, also
 * between the bytes of one. */
size_t fold_gap(struct str text);

/* Folded as a pattern for LIKE … ESCAPE '\': contains the folded text anywhere. */
struct str fold_pattern(struct arena *arena, struct str text);

#endif
