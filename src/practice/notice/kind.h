/* SPDX-License-Identifier: Apache-2.0 */
/* Kinds of notices: how each comes where nobody chose, and why it comes at all. One table. */
#ifndef KOERS_NOTICE_KIND_H
#define KOERS_NOTICE_KIND_H

#include "gen/notice.h"
#include "practice/notice/word.h"

struct kind {
    enum notice_pace mail; /* where nobody chose */
    enum notice_words_list why;
    bool asks; /* it asks for something, so it stands first in a digest */
};

const struct kind *kind_of(enum notice_kind kind);

#endif
