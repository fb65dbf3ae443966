/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/rollup.h"

#include <assert.h>

#include "practice/okr/ratio.h"

enum err
rollup_of(const struct rollup_item *items, size_t count, struct rollup *out)
{
    struct rollup rollup = {0};
    __int128 done = 0;
    __int128 expected = 0;
    bool expected_known = true;

    for (size_t i = 0; i < count; i++) {
        const struct rollup_item *item = &items[i];

        if (item->weight < 0 || item->weight > WEIGHT_MAX)
            return ERR_INVALID;
        if (!item->contribution.has)
            continue;
        rollup.counted++;
        rollup.weight += item->weight;
        done += (__int128)item->weight * item->contribution.value;
        expected += (__int128)item->weight * item->expected.value;
        expected_known = expected_known && item->expected.has;
    }
    if (rollup.weight > 0) {
        rollup.progress.has = true;
        TRY(ratio_round(done, rollup.weight, &rollup.progress.value));
    }
    if (rollup.weight > 0 && expected_known) {
        rollup.expected.has = true;
        TRY(ratio_round(expected, rollup.weight, &rollup.expected.value));
    }
    *out = rollup;
    return OK;
}

weight_t
rollup_weight_default(const weight_t *siblings, size_t count)
{
    int64_t sum = 0;

    if (count == 0)
        return WEIGHT_USUAL;
    for (size_t i = 0; i < count; i++) {
        assert(siblings[i] >= 0 && siblings[i] <= WEIGHT_MAX);
        sum += siblings[i];
    }
    int64_t n = (int64_t)count;

    return sum / n + (sum % n >= n - sum % n);
}

enum err
rollup_spread_of(enum objective_kind kind, const struct rollup_objective *objectives, size_t count,
                 struct rollup_spread *out)
{
    struct rollup_spread spread = {0};
    __int128 sum = 0;
    int64_t known = 0;

    for (size_t i = 0; i < count; i++) {
        const struct rollup_objective *objective = &objectives[i];

        if (objective->kind != kind)
            continue;
        spread.count++;
        spread.by_status[objective->status]++;
        if (!objective->progress.has)
            continue;
        known++;
        sum += objective->progress.value;
    }
    if (known > 0) {
        spread.mean.has = true;
        TRY(ratio_round(sum, known, &spread.mean.value));
    }
    *out = spread;
    return OK;
}
