/* SPDX-License-Identifier: Apache-2.0 */
/* What pages behind links are put together of; for leaf*.c alone. */
#ifndef KOERS_NOTICE_LEAF_PART_H
#define KOERS_NOTICE_LEAF_PART_H

#include "base/buf.h"
#include "practice/notice/leaf.h"
#include "practice/notice/word.h"

void leaf_begin(struct buf *body, struct leaf *leaf, enum language language,
                enum notice_words_list title);
void leaf_text(struct buf *body, struct str text);
void leaf_link(struct call *call, struct buf *body, const char *path, struct str label);
enum err leaf_end(struct call *call, struct buf *body, struct leaf *leaf) MUST_USE;

/* A link that does nothing, in both languages: whose it would be is not known. */
enum err leaf_lost(struct call *call, enum notice_words_list title, struct leaf *out) MUST_USE;

#endif
