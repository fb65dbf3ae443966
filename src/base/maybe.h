/* SPDX-License-Identifier: Apache-2.0 */
/* A number that may be absent: SQL NULL, JSON null. Absent, its value is 0. */
#ifndef KOERS_BASE_MAYBE_H
#define KOERS_BASE_MAYBE_H

#include <stdbool.h>
#include <stdint.h>

struct maybe {
    int64_t value;
    bool has;
};

static inline struct maybe
maybe_of(int64_t value)
{
    return (struct maybe){.value = value, .has = true};
}

static inline struct maybe
maybe_none(void)
{
    return (struct maybe){0};
}

/* The value, or `otherwise` when there is none. */
static inline int64_t
maybe_or(struct maybe m, int64_t otherwise)
{
    return m.has ? m.value : otherwise;
}

static inline bool
maybe_eq(struct maybe a, struct maybe b)
{
    return a.has == b.has && a.value == b.value;
}

#endif
