/* SPDX-License-Identifier: Apache-2.0 */
/* The words of messages, in the language of whom they are for: words/en.txt and words/nl.txt. */
#ifndef KOERS_NOTICE_WORD_H
#define KOERS_NOTICE_WORD_H

#include "base/decimal.h"
#include "base/moment.h"
#include "gen/access.h"
#include "practice/notice/notice_words.h"

/* The sentence with {0}, {1}, {2} filled in; "no text" fills nothing in. */
struct str word_say(struct arena *arena, enum language language, enum notice_words_list word,
                    struct str first, struct str second, struct str third);

/* One without places to fill. */
struct str word_plain(enum language language, enum notice_words_list word);

/* The line at a place of a section that is a list. */
struct str word_line(enum language language, enum notice_words_list word, size_t at);

/* Of a number, which is {0}: the first line of the section for one, the second for others. */
struct str word_count(struct arena *arena, enum language language, enum notice_words_list word,
                      int64_t count, struct str second);

#define WORD_DAY_IN_FULL INT64_MIN /* no day is today: what is kept says its days by their date */

/* "today", "tomorrow", else "Thursday 3 December". */
struct str word_day(struct arena *arena, enum language language, day_t day, day_t today);

/* Whole percents from 0 to 100; what is not whole is not shown as 100. */
struct str word_percent(struct arena *arena, fraction_t value);

#endif
