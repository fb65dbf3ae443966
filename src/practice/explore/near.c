/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/explore/near.h"

#define FORGIVEN_FROM 4U
#define TWICE_FROM    8U

unsigned
near_allowed(struct str typed)
{
    if (typed.len < FORGIVEN_FROM)
        return 0;
    return typed.len < TWICE_FROM ? 1 : 2;
}

static unsigned
least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned
near_slips(struct str typed, struct str word)
{
    /* slips[i][j]: between the first i bytes of `typed` and the first j of `word`. */
    static const unsigned far = NEAR_WORD_MAX;
    unsigned slips[NEAR_WORD_MAX + 1][NEAR_WORD_MAX + 1];
    unsigned best = far;

    if (typed.len >= NEAR_WORD_MAX || word.len >= NEAR_WORD_MAX)
        return far;
    for (unsigned i = 0; i <= typed.len; i++) {
        for (unsigned j = 0; j <= word.len; j++) {
            unsigned *here = &slips[i][j];
            if (i == 0 || j == 0) {
                *here = i + j;
                continue;
            }
            bool same = typed.ptr[i - 1] == word.ptr[j - 1];
            *here = least(slips[i - 1][j - 1] + !same, 1 + least(slips[i - 1][j], slips[i][j - 1]));
            if (i > 1 && j > 1 && typed.ptr[i - 1] == word.ptr[j - 2] &&
                typed.ptr[i - 2] == word.ptr[j - 1])
                *here = least(*here, slips[i - 2][j - 2] + 1);
        }
    }
    for (unsigned j = 0; j <= word.len; j++)
        best = least(best, slips[typed.len][j]);
    return best;
}
