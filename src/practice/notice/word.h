/* SPDX-License-Identifier: Apache-2.0 */
/* The words of messages, in the language of whom they are for: words/en.txt and words/nl.txt. */
#ifndef KOERS_NOTICE_WORD_H
#define KOERS_NOTICE_WORD_H

#include "gen/access.h"
#include "practice/notice/notice_words.h"

/* The sentence with {0}, {1}, {2} filled in; "no text" fills nothing in. */
struct str word_say(struct arena *arena, enum language language, enum notice_words_list word,
                    struct str first, struct str second, struct str third);

/* One without places to fill. */
struct str word_plain(enum language language, enum notice_words_list word);

/* The same of a number: the first line of the section for one, the second for others. */
struct str word_count(struct arena *arena, enum language language, enum notice_words_list word,
                      int64_t count);

#endif
