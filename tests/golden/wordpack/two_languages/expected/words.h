/* SPDX-License-Identifier: Apache-2.0 */
/* Made by tool/wordpack. */
#ifndef KOERS_WORDS_LISTS_H
#define KOERS_WORDS_LISTS_H

#include "base/str.h"

enum words_list {
    WORDS_VERB,
    WORDS_NOUN,
    WORDS_COUNT,
};

struct words_lines {
    struct str section;
    const struct str *items;
    size_t count;
};

/* By file, in the order of the command line, and section. */
extern const struct words_lines words_lists[2][WORDS_COUNT];

#endif
