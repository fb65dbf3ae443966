/* SPDX-License-Identifier: Apache-2.0 */
#include "base/test.h"
#include "practice/checkin/evidence.h"

#define SAID_MAX 8

/* Days and hours of a January that begins at 0. */
#define DAY(n)  ((n)*USEC_PER_DAY)
#define HOUR(n) ((n) * (USEC_PER_DAY / 24))

/* One of the first day that was written at once and corrected on days 5 and 9; then one of day 8.
 */
static const struct check_in_known said[] = {
    {.id = 1, .day = 0, .value = 10, .created_at = HOUR(9), .until_at = {DAY(5), true}},
    {.id = 1, .day = 0, .value = 20, .created_at = HOUR(9), .until_at = {DAY(9), true}},
    {.id = 1, .day = 0, .value = 30, .created_at = HOUR(9)},
    {.id = 2, .day = 8, .value = 40, .created_at = DAY(8) + HOUR(9)},
};

/* The values known before a moment, as the digits of one number. */
static int64_t
known(const struct check_in_known *all, size_t count, usec_t before)
{
    struct reading readings[SAID_MAX];
    const struct check_in_known *newest;
    int64_t digits = 0;

    count = evidence_known(all, count, before, readings, &newest);
    for (size_t i = 0; i < count; i++)
        digits = digits * 100 + readings[i].value;
    CHECK((count == 0) == (newest == NULL));
    CHECK(newest == NULL || newest->value == readings[count - 1].value);
    return digits;
}

TEST(evidence_known__a_week_goes_by_what_was_said_then)
{
    CHECK_INT(known(said, 4, HOUR(9)), 0);
    CHECK_INT(known(said, 4, HOUR(10)), 10);
    CHECK_INT(known(said, 4, DAY(5)), 10); /* what ends at a moment was known before it */
    CHECK_INT(known(said, 4, DAY(5) + 1), 20);
    CHECK_INT(known(said, 4, DAY(8)), 20);
    CHECK_INT(known(said, 4, DAY(9)), 2040);
    CHECK_INT(known(said, 4, DAY(9) + 1), 3040);
    CHECK_INT(known(said, 4, DAY(99)), 3040);
}

TEST(evidence_known__late_ones_are_known_late_and_imported_ones_on_their_day)
{
    const struct check_in_known late[] = {
        {.id = 7, .day = 1, .value = 11, .created_at = DAY(6)},
        {.id = 3, .day = 2, .value = 22, .imported = true, .created_at = DAY(30)},
    };

    CHECK_INT(known(late, 2, DAY(2)), 0);
    CHECK_INT(known(late, 2, DAY(3)), 22);
    CHECK_INT(known(late, 2, DAY(7)), 1122);
}

TEST_MAIN()
