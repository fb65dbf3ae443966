/* SPDX-License-Identifier: Apache-2.0 */
#include "model/query_list.h"

#include "base/test.h"
#include "db/db.h"

/* In place of src/db: all that a list asks of a connection. */
static enum engine engine = ENGINE_SQLITE;

enum engine
conn_engine(const struct conn *conn)
{
    (void)conn;
    return engine;
}

/* A call with nothing but memory. */
static struct call
call_of(struct arena *arena)
{
    return (struct call){.arena = arena};
}

TEST(query_list_portion__is_no_longer_than_a_query_takes)
{
    int64_t ids[QUERY_LIST_MAX + 3];
    const size_t count = QUERY_LIST_MAX + 3;

    CHECK_INT(query_list_portion(ids, count, 0).count, QUERY_LIST_MAX);
    CHECK_INT(query_list_portion(ids, count, QUERY_LIST_MAX).count, 3);
    CHECK(query_list_portion(ids, count, QUERY_LIST_MAX).items == &ids[QUERY_LIST_MAX]);
    CHECK_INT(query_list_portion(ids, count, count).count, 0);
}

TEST(query_list__pads_with_the_last_value)
{
    struct arena arena;
    struct query_list list = {0};

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = call_of(&arena);
    int64_t ids[] = {7, 8, 9};
    CHECK_OK(query_list_ids(&call, 2, &(struct id_list){.items = ids, .count = 3}, &list));
    CHECK_INT(list.size, 0);
    CHECK_INT(list.count, 10);
    CHECK_INT(list.params[2].number, 7);
    CHECK_INT(list.params[4].number, 9);
    CHECK_INT(list.params[9].number, 9);
    arena_release(&arena);
}

TEST(query_list__takes_the_smallest_size_that_holds_it)
{
    struct arena arena;
    struct query_list list = {0};
    static int64_t ids[QUERY_LIST_MAX + 1];

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = call_of(&arena);
    CHECK_OK(query_list_ids(&call, 0, &(struct id_list){.items = ids, .count = 8}, &list));
    CHECK_INT(list.count, 8);
    CHECK_OK(query_list_ids(&call, 0, &(struct id_list){.items = ids, .count = 9}, &list));
    CHECK_INT(list.count, 24);
    CHECK_OK(query_list_ids(&call, 0, &(struct id_list){.items = ids, .count = 201}, &list));
    CHECK_INT(list.count, 512);
    CHECK_INT(list.size, 4);
    CHECK_ERR(query_list_ids(&call, 0, &(struct id_list){.items = ids, .count = 513}, &list),
              ERR_INTERNAL);
    arena_release(&arena);
}

TEST(query_list__of_nothing_is_null)
{
    struct arena arena;
    struct query_list list = {0};

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = call_of(&arena);
    CHECK_OK(query_list_texts(&call, 1, &(struct text_list){0}, &list));
    CHECK_INT(list.count, 9);
    CHECK_INT(list.params[1].kind, VALUE_TEXT);
    CHECK(list.params[1].is_null);
    CHECK(list.params[8].is_null);
    arena_release(&arena);
}

TEST(query_list__is_one_array_on_postgres)
{
    struct arena arena;
    struct query_list list = {0};

    arena_init(&arena, ARENA_CEILING_USUAL);
    struct call call = call_of(&arena);
    engine = ENGINE_POSTGRES;
    int64_t ids[] = {7, 8, 9};
    CHECK_OK(query_list_ids(&call, 2, &(struct id_list){.items = ids, .count = 3}, &list));
    CHECK_INT(list.size, QUERY_LIST_SIZES);
    CHECK_INT(list.count, 3);
    CHECK_INT(list.params[2].kind, VALUE_INT_LIST);
    CHECK_INT(list.params[2].number, 3);
    CHECK_INT(list.params[2].items[0].number, 7);
    CHECK_INT(list.params[2].items[2].number, 9);
    CHECK_OK(query_list_texts(&call, 0, &(struct text_list){0}, &list));
    CHECK_INT(list.count, 1);
    CHECK_INT(list.params[0].kind, VALUE_TEXT_LIST);
    CHECK_INT(list.params[0].number, 0);
    engine = ENGINE_SQLITE;
    arena_release(&arena);
}

TEST_MAIN()
