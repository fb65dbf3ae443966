/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/squad/practice_health_score.h"

#include "practice/okr/ratio.h"

#define QUARTERS 4

struct maybe
health_value(int64_t have, int64_t need)
{
    fraction_t value;

    if (need <= 0 || ratio_ppm(have, need, &value) != OK)
        return maybe_none();
    return maybe_of(fraction_limit(value));
}

struct maybe
health_score(const struct health_input *inputs, size_t count)
{
    __int128 sum = 0;
    __int128 weights = 0;
    int64_t score;

    for (size_t i = 0; i < count; i++) {
        struct maybe value = health_value(inputs[i].have, inputs[i].need);
        if (!value.has)
            continue;
        sum += (__int128)value.value * inputs[i].weight;
        weights += inputs[i].weight;
    }
    return ratio_round(sum, weights, &score) == OK ? maybe_of(score) : maybe_none();
}

struct maybe
health_quartile(const fraction_t *sorted, size_t count, unsigned quarter)
{
    int64_t place;

    if (count == 0)
        return maybe_none();
    size_t steps = (count - 1) * quarter;
    size_t at = steps / QUARTERS;
    int64_t rest = (int64_t)(steps % QUARTERS);
    int64_t next = at + 1 < count ? sorted[at + 1] : sorted[at];
    __int128 sum = (__int128)sorted[at] * (QUARTERS - rest) + (__int128)next * rest;
    return ratio_round(sum, QUARTERS, &place) == OK ? maybe_of(place) : maybe_none();
}
