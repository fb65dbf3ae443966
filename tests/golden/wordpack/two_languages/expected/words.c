/* SPDX-License-Identifier: Apache-2.0 */
/* Made by tool/wordpack. */
#include "words.h"

static const struct str lines_0_0[] = {
    {"set up", 6},
    {0},
};
static const struct str lines_0_1[] = {
    {0},
};
static const struct str lines_1_0[] = {
    {"opzetten", 8},
    {"cafe \"x\" \\", 10},
    {0},
};
static const struct str lines_1_1[] = {
    {"huis", 4},
    {0},
};

const struct words_lines words_lists[2][WORDS_COUNT] = {
    {
        {{"verb", 4}, lines_0_0, sizeof(lines_0_0) / sizeof(struct str) - 1},
        {{"noun", 4}, lines_0_1, sizeof(lines_0_1) / sizeof(struct str) - 1},
    },
    {
        {{"verb", 4}, lines_1_0, sizeof(lines_1_0) / sizeof(struct str) - 1},
        {{"noun", 4}, lines_1_1, sizeof(lines_1_1) / sizeof(struct str) - 1},
    },
};
