/* SPDX-License-Identifier: Apache-2.0 */
/* Rows come from a table in this file: what is tried here is how they become structs. The engines
 * have tests of their own in db/. */
#include "model/query.h"

#include "base/test.h"
#include "db/db.h"
#include "model/test_types.h"

#define COLUMN_MAX 6

/* A connection that answers every query with these cells. */
struct conn {
    const struct value (*cells)[COLUMN_MAX];
    int row_count;
    int open_count;
    enum err next_error;
};

enum err
rows_open(struct rows *rows, struct conn *conn, const struct query *query,
          const struct value *params, size_t count)
{
    (void)params;
    (void)count;
    *rows = (struct rows){.conn = conn, .query = query, .row = -1, .open = true};
    conn->open_count++;
    return OK;
}

enum err
rows_next(struct rows *rows, bool *ret_row)
{
    rows->row++;
    *ret_row = rows->row < rows->conn->row_count;
    return rows->conn->next_error;
}

struct maybe
rows_maybe(const struct rows *rows, int column)
{
    const struct value *cell = &rows->conn->cells[rows->row][column];

    return cell->is_null ? maybe_none() : maybe_of(cell->number);
}

void
rows_values(const struct rows *rows, struct value *out)
{
    memcpy(out, rows->conn->cells[rows->row], rows->query->column_count * sizeof(*out));
}

void
rows_close(struct rows *rows)
{
    if (rows->open)
        rows->conn->open_count--;
    rows->open = false;
}

enum err
query_exec(struct conn *conn, const struct query *query, const struct value *params, size_t count,
           int64_t *ret_changed)
{
    (void)query;
    (void)params;
    (void)count;
    if (ret_changed != NULL)
        *ret_changed = conn->row_count;
    return conn->next_error;
}

enum err
query_exec_insert(struct conn *conn, const struct query *query, const struct value *params,
                  size_t count, int64_t *ret_id)
{
    (void)query;
    (void)params;
    (void)count;
    *ret_id = conn->row_count;
    return conn->next_error;
}

bool
conn_goes_ahead(const struct conn *conn)
{
    (void)conn;
    return true;
}

static const struct query *said;

void
query_ahead(struct conn *conn, const struct query *query, const struct value *params, size_t count)
{
    (void)conn;
    (void)params;
    (void)count;
    said = query;
}

/* id, title, note, goal, sure, color */
static const uint8_t columns[COLUMN_MAX] = {0, 2, 3, 9, 7, 16};

static const struct bound_query things = {
    .query = {.name = "things", .column_count = COLUMN_MAX},
    .row = &type_thing,
    .columns = columns,
};

#define TEXT(literal)                                                                              \
    {                                                                                              \
        .kind = VALUE_TEXT, .text = { literal, sizeof(literal) - 1 }                               \
    }
#define NONE                                                                                       \
    {                                                                                              \
        .is_null = true                                                                            \
    }

static const struct value cells[][COLUMN_MAX] = {
    {{.number = 7}, TEXT("a"), TEXT("n"), {.number = 5}, {.number = 1}, TEXT("green")},
    {{.number = 8}, TEXT(""), NONE, NONE, NONE, TEXT("red")},
};

static const struct value bad_cells[][COLUMN_MAX] = {
    {{.number = 7}, TEXT("a"), NONE, NONE, NONE, TEXT("blue")},
    {{.number = 7}, NONE, NONE, NONE, NONE, TEXT("red")},
    {NONE, TEXT("a"), NONE, NONE, NONE, TEXT("red")},
    {{.number = 7}, TEXT("a"), NONE, NONE, NONE, NONE},
};

TEST(query__fills_one_struct)
{
    struct conn conn = {.cells = cells, .row_count = 1};
    struct arena arena;
    struct thing thing = {.rank = 99};

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena, .conn = &conn};
    CHECK_OK(query_one(&call, &things, NULL, 0, &thing));
    CHECK_INT(thing.id, 7);
    CHECK_STR(thing.title, "a");
    CHECK(thing.title.ptr != cells[0][1].text.ptr);
    CHECK_STR(thing.note, "n");
    CHECK(maybe_eq(thing.goal, maybe_of(5)));
    CHECK(maybe_eq(thing.sure, maybe_of(1)));
    CHECK_INT(thing.color, COLOR_GREEN);
    CHECK_INT(thing.rank, 0);
    CHECK_INT(conn.open_count, 0);
    arena_release(&arena);
}

TEST(query__is_said_ahead_without_a_place_for_its_answer)
{
    struct conn conn = {.cells = cells, .row_count = 1};
    struct call call = {.conn = &conn};

    CHECK(query_goes_ahead(&call));
    query_say_ahead(&call, &things, NULL, 0);
    CHECK(said == &things.query);
    CHECK_INT(conn.open_count, 0);
}

TEST(query__wants_exactly_one_row)
{
    struct conn conn = {.cells = cells, .row_count = 0};
    struct arena arena;
    struct thing thing;
    struct maybe number;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena, .conn = &conn};
    CHECK_ERR(query_one(&call, &things, NULL, 0, &thing), ERR_NOT_FOUND);
    CHECK_ERR(query_number(&call, &things, NULL, 0, &number), ERR_NOT_FOUND);
    conn.row_count = 2;
    CHECK_ERR(query_one(&call, &things, NULL, 0, &thing), ERR_CORRUPT);
    CHECK_ERR(query_number(&call, &things, NULL, 0, &number), ERR_CORRUPT);
    CHECK_INT(conn.open_count, 0);
    arena_release(&arena);
}

TEST(query__fills_a_list)
{
    static struct value many[100][COLUMN_MAX];
    struct conn conn = {.cells = cells, .row_count = 2};
    struct arena arena;
    struct list list = {0};

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena, .conn = &conn};
    CHECK_OK(query_many(&call, &things, NULL, 0, &list));
    CHECK_INT(list.count, 2);
    const struct thing *rows = list.items;
    CHECK_STR(rows[0].title, "a");
    CHECK_STR(rows[1].title, "");
    CHECK(str_is_null(rows[1].note) && !rows[1].goal.has && !rows[1].sure.has);
    CHECK_INT(rows[1].color, COLOR_RED);

    for (int i = 0; i < 100; i++) {
        memcpy(many[i], cells[1], sizeof(many[i]));
        many[i][0].number = i;
    }
    conn = (struct conn){.cells = (const struct value(*)[COLUMN_MAX])many, .row_count = 100};
    CHECK_OK(query_many(&call, &things, NULL, 0, &list));
    CHECK_INT(list.count, 100);
    rows = list.items;
    for (int i = 0; i < 100; i++)
        CHECK_INT(rows[i].id, i);

    conn.row_count = 0;
    CHECK_OK(query_many(&call, &things, NULL, 0, &list));
    CHECK_INT(list.count, 0);
    arena_release(&arena);
}

TEST(query__refuses_what_the_model_does_not_allow)
{
    struct arena arena;
    struct thing thing;

    arena_init(&arena, ARENA_CEILING_USUAL);
    for (size_t i = 0; i < sizeof(bad_cells) / sizeof(bad_cells[0]); i++) {
        struct conn conn = {.cells = bad_cells + i, .row_count = 1};
        struct call call = {.arena = &arena, .conn = &conn};
        CHECK_ERR(query_one(&call, &things, NULL, 0, &thing), ERR_CORRUPT);
        CHECK_INT(conn.open_count, 0);
    }
    arena_release(&arena);
}

TEST(query__passes_errors_on)
{
    struct conn conn = {.cells = cells, .row_count = 1, .next_error = ERR_BUSY};
    struct arena arena;
    struct thing thing;
    struct list list;
    struct maybe number;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena, .conn = &conn};
    CHECK_ERR(query_one(&call, &things, NULL, 0, &thing), ERR_BUSY);
    CHECK_ERR(query_many(&call, &things, NULL, 0, &list), ERR_BUSY);
    CHECK_ERR(query_number(&call, &things, NULL, 0, &number), ERR_BUSY);
    CHECK_ERR(query_run(&call, &things, NULL, 0, NULL), ERR_BUSY);
    CHECK_INT(conn.open_count, 0);
    conn.next_error = OK;
    arena.ceiling = 0;
    CHECK_ERR(query_many(&call, &things, NULL, 0, &list), ERR_MEMORY);
    arena_release(&arena);
}

TEST(query__reads_a_number_that_may_be_null)
{
    static const struct value null_cells[][COLUMN_MAX] = {{NONE}};
    struct conn conn = {.cells = cells, .row_count = 1};
    struct arena arena;
    struct maybe number;
    int64_t changed;

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = {.arena = &arena, .conn = &conn};
    CHECK_OK(query_number(&call, &things, NULL, 0, &number));
    CHECK(maybe_eq(number, maybe_of(7)));
    conn.cells = null_cells;
    CHECK_OK(query_number(&call, &things, NULL, 0, &number));
    CHECK(!number.has);
    CHECK_OK(query_run(&call, &things, NULL, 0, &changed));
    CHECK_INT(changed, 1);
    arena_release(&arena);
}

static struct value
value_of(const struct thing *thing, const char *name)
{
    return field_value(type_field(&type_thing, str_from(name)), thing);
}

TEST(query__makes_parameters_of_members)
{
    struct thing thing = {.id = 7,
                          .title = STR("t"),
                          .live = true,
                          .sure = maybe_of(0),
                          .goal = maybe_of(5),
                          .color = COLOR_GREEN};

    CHECK_INT(value_of(&thing, "id").kind, VALUE_INT);
    CHECK_INT(value_of(&thing, "id").number, 7);
    CHECK_STR(value_of(&thing, "title").text, "t");
    CHECK(value_of(&thing, "note").is_null && value_of(&thing, "note").kind == VALUE_TEXT);
    CHECK(value_of(&thing, "live").kind == VALUE_BOOL && value_of(&thing, "live").number == 1);
    CHECK(value_of(&thing, "sure").kind == VALUE_BOOL && !value_of(&thing, "sure").is_null);
    CHECK_INT(value_of(&thing, "goal").number, 5);
    CHECK(value_of(&thing, "end_day").is_null && value_of(&thing, "end_day").kind == VALUE_INT);
    CHECK_STR(value_of(&thing, "color").text, "green");
    CHECK(value_of(&thing, "other_color").is_null);
    CHECK_INT(value_of(&thing, "other_color").kind, VALUE_TEXT);
}

TEST_MAIN()
