/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/explore/pressing.h"

#include "base/test.h"

#define MOST 4U

static struct attention_row
row_of(int64_t id, enum status status, fraction_t contribution)
{
    return (struct attention_row){.key_result_id = id,
                                  .status = status,
                                  .expected = maybe_of(FRACTION_ONE),
                                  .contribution = contribution};
}

/* Adds so many at risk, of which `first + i * step` per million lack at each. */
static void
add_all(struct pressing *pressing, size_t count, fraction_t first, fraction_t step)
{
    for (size_t i = 0; i < count; i++) {
        const struct attention_row row =
            row_of((int64_t)i + 1, STATUS_AT_RISK, FRACTION_ONE - first - (fraction_t)i * step);
        pressing_add(pressing, &row);
    }
}

TEST(pressing__are_sorted_by_status_then_gap_then_id)
{
    struct arena arena;
    struct pressing pressing;
    const struct attention_row rows[] = {
        row_of(1, STATUS_OUTDATED, 0),
        row_of(4, STATUS_AT_RISK, 500),
        row_of(3, STATUS_AT_RISK, 500),
        row_of(2, STATUS_AT_RISK, 0),
    };
    const int64_t wanted[MOST] = {2, 3, 4, 1};

    arena_init(&arena, 1U << 20);
    CHECK_OK(pressing_init(&pressing, &arena, MOST));
    for (size_t i = 0; i < MOST; i++)
        pressing_add(&pressing, &rows[i]);
    pressing_sort(&pressing);
    CHECK_INT(pressing.count, MOST);
    for (size_t i = 0; i < MOST; i++)
        CHECK_INT(pressing.rows[i].key_result_id, wanted[i]);
    arena_release(&arena);
}

TEST(pressing__of_many_the_most_pressing_stay_in_whatever_order_they_come)
{
    struct arena arena;
    struct pressing pressing;

    arena_init(&arena, 1U << 20);
    for (int order = 0; order < 2; order++) {
        CHECK_OK(pressing_init(&pressing, &arena, MOST));
        add_all(&pressing, 100, order == 0 ? 100 : 1000, order == 0 ? 1 : -1);
        const struct attention_row late = row_of(101, STATUS_OUTDATED, 0);
        const struct attention_row last = row_of(102, STATUS_AT_RISK, 0);
        pressing_add(&pressing, &late);
        pressing_add(&pressing, &last);
        pressing_sort(&pressing);
        CHECK_INT(pressing.count, MOST);
        const int64_t wanted[2][MOST] = {{102, 100, 99, 98}, {102, 1, 2, 3}};
        for (size_t i = 0; i < MOST; i++)
            CHECK_INT(pressing.rows[i].key_result_id, wanted[order][i]);
    }
    arena_release(&arena);
}

TEST(pressing__few_are_all_there)
{
    struct arena arena;
    struct pressing pressing;

    arena_init(&arena, 1U << 20);
    CHECK_OK(pressing_init(&pressing, &arena, MOST));
    pressing_sort(&pressing);
    CHECK_INT(pressing.count, 0);
    add_all(&pressing, 3, 10, 1);
    pressing_sort(&pressing);
    CHECK_INT(pressing.count, 3);
    CHECK_INT(pressing.rows[0].key_result_id, 3);
    arena_release(&arena);
}

TEST_MAIN()
