/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A title as the rules read it: words, numbers and marks, folded (model/fold.h) and with their
 * place in the text, and the language or languages it may be in.
 *
 * The lists of words are data (words/en.txt, words/nl.txt). A title is looked up in the lists of
 * its language; where its small words do not tell which that is, in both.
 */
#ifndef KOERS_WRITING_TITLE_H
#define KOERS_WRITING_TITLE_H

#include "base/arena.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/str.h"
#include "practice/writing/words.h"

#define TITLE_PIECES_MAX 310U /* a title has at most 300 code points */

enum piece_kind { PIECE_WORD, PIECE_NUMBER, PIECE_MARK };

struct piece {
    enum piece_kind kind;
    struct str text; /* folded; of capitals without the s of a plural */
    size_t at, len;  /* bytes in the title */
    bool glued;      /* no space before it */
    bool capitals;   /* a word of capitals alone, as abbreviations are; a plural s may follow */
    bool matter;     /* neither a mark nor a small word, nor one that says which way: "fewer" */
    bool number;     /* a number in words begins here */
    int dots;        /* of a number: separators inside it */
    decimal_t value; /* of a number; 0 when it is too large */
};

struct title {
    struct str text;
    struct piece *pieces;
    size_t count;
    bool in[2]; /* may it be English, Dutch? In the order of enum language, from 0 */
};

/* A stretch of pieces; count 0: no place in particular. */
struct stretch {
    size_t from, count;
};

/* Takes a title apart. "No text" and white space give a title without pieces. ERR_MEMORY. */
enum err title_read(struct arena *arena, struct str text, struct title *out) MUST_USE;

/* How many pieces from `at` on are an entry of the list, the longest; 0: none. */
size_t title_words_at(const struct title *title, size_t at, enum words_list list);

/* The first place at or behind `from` where an entry of the list stands. */
bool title_find(const struct title *title, size_t from, enum words_list list,
                struct stretch *ret_place);

/* Is that piece this mark or word? False behind the end. */
bool title_is(const struct title *title, size_t at, const char *text);

/* How many words there are, numbers counted as such. */
size_t title_word_count(const struct title *title);

/* How much two titles say the same, 0 to FRACTION_ONE: words of matter that both have, of all that
 * either has. Words that begin alike and differ in their ending are the same. */
fraction_t title_likeness(const struct title *a, const struct title *b);

#endif
