/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that Koers brings along are lines of a file (tool/wordpack); shown they are Markdown. */
#ifndef KOERS_WRITING_PASSAGE_H
#define KOERS_WRITING_PASSAGE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* Lines as Markdown: each a paragraph or, with "- " before it, one of a list. Paragraphs stand
 * apart by an empty line, lines of one list do not. In the arena; "no text" when that is full. */
struct str passage_of(struct arena *arena, const struct str *lines, size_t count);

#endif
