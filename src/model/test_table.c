/* SPDX-License-Identifier: Apache-2.0 */
#include "model/table.h"

#include <unistd.h>

#include "base/test.h"
#include "model/test_types.h"

static struct arena arena;

/* The CSV of these rows without its byte order mark. */
static struct str
csv(const struct table *table, const struct thing *things, size_t count)
{
    static char text[8192];
    struct sheet *sheet = NULL;
    int64_t size = 0;
    int fd = -1;

    CHECK_OK(sheet_open(&arena, SHEET_CSV, &sheet));
    CHECK_OK(table_write_headings(table, sheet));
    for (size_t i = 0; i < count; i++)
        CHECK_OK(table_write_row(table, &things[i], sheet));
    CHECK_OK(sheet_finish(sheet, &fd, &size));
    sheet_release(sheet);
    CHECK_INT(read(fd, text, sizeof(text)), size);
    (void)close(fd);
    return (struct str){text + 3, (size_t)size - 3};
}

static const struct thing full = {
    .id = 7,
    .title = STR("a \"b\""),
    .note = STR("=1+1"),
    .rank = -1,
    .live = true,
    .value = 125000,
    .goal = {-1, true},
    .progress = {470000, true},
    .weight = 1429,
    .created_at = 1,
    .start_day = 0,
    .end_day = {-1, true},
    .color = COLOR_GREEN,
    .secret = STR("not for you"),
};

TEST(table__has_every_member_but_private_ones)
{
    struct call call = {.arena = &arena};
    struct table table;

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_OK(table_of(&call, &type_thing, (struct str){0}, &table));
    CHECK_STR(csv(&table, &full, 1),
              "id,parent_id,title,note,rank,grade,live,sure,value,goal,progress,weight,created_at,"
              "closed_at,start_day,end_day,color,other_color\r\n"
              "7,,\"a \"\"b\"\"\",'=1+1,-1,,true,,12.5,-0.0001,0.47,14.29,"
              "1970-01-01T00:00:00.000001Z,,1970-01-01,1969-12-31,green,\r\n");
    arena_release(&arena);
}

TEST(table__takes_columns_in_the_order_wanted_with_their_headings)
{
    struct call call = {.arena = &arena};
    struct table table;

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_OK(table_of(&call, &type_thing, STR("weight:+Gewicht,title:Titel,id"), &table));
    CHECK_STR(csv(&table, &full, 1), "'+Gewicht,Titel,id\r\n14.29,\"a \"\"b\"\"\",7\r\n");
    arena_release(&arena);
}

TEST(table__refuses_what_is_no_column)
{
    struct call call = {.arena = &arena};
    struct table table;

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_ERR(table_of(&call, &type_thing, STR("id,secret,id,nothing,"), &table), ERR_MALFORMED);
    CHECK_INT(call.fault_count, 4);
    CHECK_STR(str_from(call.faults[0].code), "no_such_column");
    CHECK_STR(call.faults[0].pointer, "?columns");
    CHECK_STR(str_from(call.faults[1].code), "repeated");
    CHECK_STR(str_from(call.faults[3].code), "no_such_column");
    arena_release(&arena);
}

TEST_MAIN()
