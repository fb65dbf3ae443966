/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/intake_row.h"

#include "base/test.h"

static struct arena arena;
static struct intake_row got;

/* An objective of a quarter with everything empty that may be. */
static struct intake_cells
usual(const char *type)
{
    struct intake_cells cells = {.line = 2};

    for (int i = 0; i < INTAKE_COLUMN_COUNT; i++)
        cells.cells[i] = STR("");
    cells.cells[INTAKE_ID] = STR("7");
    cells.cells[INTAKE_TITLE] = STR("Grow");
    cells.cells[INTAKE_TEAM] = STR("CEO; CFO");
    cells.cells[INTAKE_OWNER] = STR("Ann A, Bob B");
    cells.cells[INTAKE_PERIOD] = STR("2018 Q2");
    cells.cells[INTAKE_START_DATE] = STR("2018-04-01");
    cells.cells[INTAKE_END_DATE] = STR("2018-06-30");
    cells.cells[INTAKE_OBJECT_TYPE] = str_from(type);
    cells.cells[INTAKE_START] = STR("0");
    cells.cells[INTAKE_TARGET] = STR("100");
    cells.cells[INTAKE_STATUS] = STR("Not Started");
    return cells;
}

static void
read_cells(const struct intake_cells *cells)
{
    arena_release(&arena);
    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_OK(intake_row_read(&arena, cells, &got));
}

TEST(row__reads_an_objective)
{
    struct intake_cells cells = usual("Objective");

    read_cells(&cells);
    CHECK(!got.refused);
    CHECK_INT(got.doubt_count, 0);
    CHECK_INT(got.row.type, ROW_TYPE_OBJECTIVE);
    CHECK_STR(got.row.foreign_key, "7");
    CHECK_STR(got.row.units, "CEO\nCFO");
    CHECK_STR(got.row.owners, "Ann A\nBob B");
    CHECK_INT(got.row.check_in_count, 0);
    CHECK(!got.row.closed);
}

TEST(row__keeps_progress_beyond_its_limits)
{
    struct intake_cells cells = usual("Objective");

    cells.cells[INTAKE_PROGRESS] = STR("-17");
    cells.cells[INTAKE_ACTUAL] = STR("-17");
    cells.cells[INTAKE_SCORE] = STR("-0.17");
    cells.cells[INTAKE_STATUS] = STR("Closed");
    cells.cells[INTAKE_LAST_CHECK_IN] = STR("2018-06-30");
    read_cells(&cells);
    CHECK_INT(got.row.progress.value, -170000);
    CHECK_INT(got.row.score.value, -170000);
    CHECK_INT(got.row.raw.value, -170000);
    CHECK_INT(got.row.check_in_count, 1);
    CHECK(got.row.closed);
    cells.cells[INTAKE_PROGRESS] = STR("110");
    cells.cells[INTAKE_ACTUAL] = STR("110%");
    read_cells(&cells);
    CHECK_INT(got.row.raw.value, 1100000);
}

TEST(row__takes_zero_of_a_silent_row_for_no_data)
{
    struct intake_cells cells = usual("Key result");

    cells.cells[INTAKE_PROGRESS] = STR("0");
    read_cells(&cells);
    CHECK_INT(got.row.check_in_count, 0);
    cells.cells[INTAKE_LAST_CHECK_IN] = STR("2018-05-01");
    read_cells(&cells);
    CHECK_INT(got.row.check_in_count, 1);
    CHECK_INT(got.row.raw.value, 0);
}

TEST(row__computes_a_value_from_progress)
{
    struct intake_cells cells = usual("Key result");

    cells.cells[INTAKE_START] = STR("1,000");
    cells.cells[INTAKE_TARGET] = STR("$3,000");
    cells.cells[INTAKE_PROGRESS] = STR("50%");
    cells.cells[INTAKE_LAST_CHECK_IN] = STR("2018-05-01");
    read_cells(&cells);
    CHECK_INT(got.row.current_value.value, 20000000);
    CHECK_INT(got.row.raw.value, 500000);
    CHECK_INT(got.row.kr_kind, KR_KIND_INCREASE);
}

TEST(row__chooses_the_kind_by_start_and_target)
{
    struct intake_cells cells = usual("Key result");

    cells.cells[INTAKE_START] = STR("100");
    cells.cells[INTAKE_TARGET] = STR("60");
    read_cells(&cells);
    CHECK_INT(got.row.kr_kind, KR_KIND_DECREASE);
    cells.cells[INTAKE_TARGET] = STR("100");
    read_cells(&cells);
    CHECK_INT(got.row.kr_kind, KR_KIND_AT_LEAST);
    CHECK_INT(got.doubt_count, 1);
    cells.cells[INTAKE_TARGET] = STR("");
    read_cells(&cells);
    CHECK_INT(got.row.target_value.value, 100 * DECIMAL_ONE);
    CHECK_INT(got.doubt_count, 1);
}

TEST(row__measures_a_deliverable_by_percent)
{
    struct intake_cells cells = usual("Deliverable");

    cells.cells[INTAKE_TARGET] = STR("12");
    cells.cells[INTAKE_ACTUAL] = STR("6");
    cells.cells[INTAKE_PROGRESS] = STR("50");
    read_cells(&cells);
    CHECK_INT(got.row.type, ROW_TYPE_DELIVERABLE);
    CHECK_INT(got.row.target_value.value, 100 * DECIMAL_ONE);
    CHECK_INT(got.row.current_value.value, 50 * DECIMAL_ONE);
    CHECK_STR(got.row.unit_of_measure, "%");
}

TEST(row__takes_the_newest_check_in_for_its_value)
{
    struct intake_cells cells = usual("Key result");

    cells.cells[INTAKE_STATUS] = STR("Closed");
    cells.cells[INTAKE_CHECKINS] =
        STR("Checkin Date: 2018-06-30; User: A; Note: n; Metric Name: P; Status: At Risk; "
            "Current Value: 81%; Activity Date: 2018-06-30 16:00:00 UTC; "
            "Checkin Date: 2018-05-30; User: B; Note: ; Metric Name: P; Status: On Track; "
            "Current Value: 20; Activity Date: 2018-05-30 16:00:00 UTC;");
    read_cells(&cells);
    CHECK_INT(got.row.check_in_count, 2);
    CHECK_INT(got.row.current_value.value, 810000);
    CHECK_INT(got.row.last_check_in_day.value, day_from_civil(2018, 6, 30));
    CHECK_INT(got.row.own_status, OWN_STATUS_AT_RISK);
    CHECK_INT(got.check_ins[1].raw, 200000);
    CHECK(str_is_null(got.check_ins[1].note));
}

TEST(row__refuses_what_it_cannot_place)
{
    struct intake_cells cells = usual("Epic");

    read_cells(&cells);
    CHECK(got.refused);
    CHECK_INT(got.doubts[0].column, INTAKE_OBJECT_TYPE);
    cells = usual("Objective");
    cells.cells[INTAKE_TITLE] = STR("  ");
    read_cells(&cells);
    CHECK(got.refused);
    cells = usual("Objective");
    cells.cells[INTAKE_PERIOD] = STR("");
    read_cells(&cells);
    CHECK(got.refused);
}

TEST(row__hash_sees_every_column_but_titles_of_parents)
{
    struct intake_cells cells = usual("Objective");

    cells.cells[INTAKE_ALIGNED_TO] = STR("Up(weight: 50%, Id: 1)");
    read_cells(&cells);
    int64_t first = got.row.hash;
    cells.cells[INTAKE_ALIGNED_TO] = STR("Renamed(weight: 50%, Id: 1)");
    read_cells(&cells);
    CHECK_INT(got.row.hash, first);
    cells.cells[INTAKE_ALIGNED_TO] = STR("Renamed(weight: 51%, Id: 1)");
    read_cells(&cells);
    CHECK(got.row.hash != first);
    cells.cells[INTAKE_ALIGNED_TO] = STR("Up(weight: 50%, Id: 1)");
    cells.cells[INTAKE_TITLE] = STR("Grow more");
    read_cells(&cells);
    CHECK(got.row.hash != first);
}

TEST(row__without_an_id_is_known_by_what_it_is)
{
    struct intake_cells cells = usual("Objective");

    cells.cells[INTAKE_ID] = (struct str){0};
    read_cells(&cells);
    CHECK(str_starts(got.row.foreign_key, STR("#")));
    CHECK_INT(got.row.foreign_key.len, 17);
}

TEST_MAIN()
