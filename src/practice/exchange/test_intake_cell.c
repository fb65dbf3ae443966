/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/intake_cell.h"

#include "base/test.h"

static struct arena arena;

static struct cell_link_list
links_of(const char *cell, enum err want)
{
    struct cell_link_list links = {0};

    arena_clear(&arena);
    arena.ceiling = ARENA_CEILING_USUAL;
    CHECK_ERR(cell_links(&arena, str_from(cell), &links), want);
    return links;
}

static void
check_link(const struct cell_link_list *links, size_t i, const char *title, const char *key,
           weight_t weight)
{
    CHECK(i < links->count);
    if (i >= links->count)
        return;
    CHECK_STR(links->items[i].title, title);
    CHECK_STR(links->items[i].key, key);
    CHECK_INT(links->items[i].weight, weight);
}

TEST(cell__reads_one_link)
{
    struct cell_link_list links = links_of("Grow(weight: 33.33%, Id: 100001)", OK);

    CHECK_INT(links.count, 1);
    check_link(&links, 0, "Grow", "100001", 3333);
}

TEST(cell__anchors_links_on_the_last_bracket)
{
    struct cell_link_list links =
        links_of("Ready (99.95% up), (weight: 5%) really(weight: 4.35%, Id: 7)", OK);

    CHECK_INT(links.count, 1);
    check_link(&links, 0, "Ready (99.95% up), (weight: 5%) really", "7", 435);
}

TEST(cell__reads_several_links)
{
    struct cell_link_list links =
        links_of("A(weight: 50%, Id: 1), B, or C(weight: 0%, Id: 2); D(weight: 100%, Id: 3)", OK);

    CHECK_INT(links.count, 3);
    check_link(&links, 0, "A", "1", 5000);
    check_link(&links, 1, "B, or C", "2", 0);
    check_link(&links, 2, "D", "3", 10000);
}

TEST(cell__reads_links_without_ids)
{
    struct cell_link_list links = links_of("A (x)(weight: 14.29%)", OK);

    CHECK_INT(links.count, 1);
    check_link(&links, 0, "A (x)", NULL, 1429);
    CHECK_INT(links_of("", OK).count, 0);
}

TEST(cell__refuses_what_is_no_link)
{
    links_of("Grow", ERR_MALFORMED);
    links_of("Grow(weight: many, Id: 1)", ERR_MALFORMED);
    links_of("Grow(weight: -5%, Id: 1)", ERR_INVALID);
    CHECK_INT(links_of("A(weight: 5%, Id: 1), rest", ERR_MALFORMED).count, 1);
}

static struct cell_record_list
records_of(const char *cell, enum err want)
{
    struct cell_record_list records = {0};

    arena_clear(&arena);
    arena.ceiling = ARENA_CEILING_USUAL;
    CHECK_ERR(cell_records(&arena, str_from(cell), &records), want);
    return records;
}

TEST(cell__reads_check_ins)
{
    struct cell_record_list records = records_of(
        "Checkin Date: 2018-06-30; User: Þóra F; Note: Closed, 81%; Status: fine; see; Metric "
        "Name: "
        "P; Status: On Track; Current Value: 81%; Activity Date: 2018-06-30 16:00:00 UTC; "
        "Checkin Date: 2018-06-15; User: B; Note: ; Metric Name: P; Status: ; Current Value: 3; "
        "Activity Date: 2018-06-15 16:00:00 UTC;",
        OK);

    CHECK_INT(records.count, 2);
    if (records.count != 2)
        return;
    CHECK_STR(records.items[0].day, "2018-06-30");
    CHECK_STR(records.items[0].user, "Þóra F");
    CHECK_STR(records.items[0].note, "Closed, 81%; Status: fine; see");
    CHECK_STR(records.items[0].metric, "P");
    CHECK_STR(records.items[0].status, "On Track");
    CHECK_STR(records.items[0].value, "81%");
    CHECK_STR(records.items[0].at, "2018-06-30 16:00:00 UTC");
    CHECK_STR(records.items[1].note, "");
    CHECK_STR(records.items[1].status, "");
}

TEST(cell__refuses_broken_check_ins)
{
    CHECK_INT(records_of("", OK).count, 0);
    records_of("something", ERR_MALFORMED);
    records_of("Checkin Date: 2018-06-30; User: B; Note: x", ERR_MALFORMED);
    records_of("Checkin Date: 2018-06-30; Note: x; Activity Date: 2018-06-15 UTC;", ERR_MALFORMED);
}

TEST(cell__splits_names)
{
    struct cell_name_list names;

    CHECK_OK(cell_names(&arena, STR(" A ;B;; A; C "), ';', &names));
    CHECK_INT(names.count, 3);
    CHECK_STR(names.items[0], "A");
    CHECK_STR(names.items[2], "C");
    CHECK_OK(cell_names(&arena, STR(""), ';', &names));
    CHECK_INT(names.count, 0);
}

TEST(cell__reads_days_and_times)
{
    day_t day = 0;
    usec_t at = 0;

    CHECK_OK(cell_day(STR("2018-04-01"), &day));
    CHECK_INT(day, day_from_civil(2018, 4, 1));
    CHECK_OK(cell_day(STR("2018-04-01 08:00:00 UTC"), &day));
    CHECK_ERR(cell_day(STR(""), &day), ERR_NOT_FOUND);
    CHECK_ERR(cell_day(STR("04/01/2018"), &day), ERR_INVALID);
    CHECK_ERR(cell_day(STR("2018-02-30"), &day), ERR_INVALID);
    CHECK_OK(cell_time(STR("2018-04-01 08:00:00 UTC"), &at));
    CHECK_INT(at, day_from_civil(2018, 4, 1) * USEC_PER_DAY + 8 * 3600 * USEC_PER_SEC);
    CHECK_OK(cell_time(STR("2018-04-01"), &at));
    CHECK_INT(at, day_from_civil(2018, 4, 1) * USEC_PER_DAY);
    CHECK_ERR(cell_time(STR("2018-04-01 25:00:00 UTC"), &at), ERR_INVALID);
}

TEST(cell__rounds_numbers_that_are_too_fine)
{
    int64_t value = 0;

    CHECK_OK(cell_number(STR("33.333333333333336%"), 4, &value));
    CHECK_INT(value, 333333);
    CHECK_OK(cell_number(STR("-0.00005"), 4, &value));
    CHECK_INT(value, -1);
    CHECK_ERR(cell_number(STR("n/a"), 4, &value), ERR_MALFORMED);
    CHECK_ERR(cell_number(STR(" "), 4, &value), ERR_NOT_FOUND);
}

TEST(cell__kinds_do_not_meet)
{
    CHECK(cell_hash(cell_hash_kind(3), STR("t1")) != cell_hash(cell_hash_kind(4), STR("u1")));
    CHECK(cell_hash(cell_hash_kind(3), STR("t1")) != cell_hash(cell_hash_kind(4), STR("s1")));
}

TEST(cell__names_somebody_by_name_or_mark)
{
    struct str name;
    struct str mark;

    cell_person(STR("Ann Lee <ann@example.org>"), &name, &mark);
    CHECK_STR(name, "Ann Lee");
    CHECK_STR(mark, "ann@example.org");
    cell_person(STR("<1042>"), &name, &mark);
    CHECK_STR(name, "");
    CHECK_STR(mark, "1042");
    cell_person(STR("Ann <Lee>, Jr"), &name, &mark);
    CHECK_STR(name, "Ann <Lee>, Jr");
    CHECK(str_is_null(mark));
    cell_person(STR("Ann <>"), &name, &mark);
    CHECK_STR(name, "Ann <>");
    cell_person((struct str){0}, &name, &mark); /* a cell that is not there */
    CHECK(str_is_null(name) && str_is_null(mark));
}

TEST(cell__words_are_compared_without_case_and_signs)
{
    CHECK(cell_is(STR("On Track"), "on track"));
    CHECK(cell_is(STR("on_track"), "on track"));
    CHECK(!cell_is(STR("on tracks"), "on track"));
    CHECK(!cell_is(STR(""), "on track"));
}

TEST_MAIN()
