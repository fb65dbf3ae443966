/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a server remembers: whatever happens, an answer with a cache is the one without. On
 * PostgreSQL the events of the stage, whose transaction is under way, are never settled, so that
 * nothing is believed of the units they tell of.
 */
#include "practice/okr/cache.h"

#include <string.h>
#include <unistd.h>

#include "gen/checkin.h"
#include "gen/explore.h"
#include "gen/okr.h"
#include "gen/org_sql.h"
#include "gen/squad.h"
#include "model/write.h"
#include "practice/checkin/spread.h"
#include "practice/explore/keep.h"
#include "practice/okr/objective.h"
#include "practice/test_support.h"

#define TODAY        (day_t)(STAGE_NOW / USEC_PER_DAY)
#define HOUR         (USEC_PER_DAY / 24)
#define SILENT_DAYS  17 /* after which a day more makes it outdated */
#define ANSWER_BYTES (1U << 20)
#define PLENTY       (16U << 20)
#define UNITS        4 /* the top, two below it, one below the second */

struct cast {
    struct stage stage;
    struct cache *cache;
    int64_t admin;
    int64_t stranger; /* who sees no draft */
    int64_t asks;     /* one of them */
    int64_t cycle;
    int64_t units[UNITS];
    int64_t top, left, right, deep; /* objectives, one a unit */
    int64_t key_results[UNITS];
    int64_t link; /* from deep to right */
};

/* As the edge begins a transaction. */
static struct call *
ask(struct cast *c, struct cache *cache)
{
    struct call *call = stage_as(&c->stage, c->asks, 0);

    call->cache = cache;
    return call;
}

/* Somebody changes something. */
static struct call *
act(struct cast *c, int64_t version)
{
    return stage_as(&c->stage, c->admin, version);
}

static int64_t
draft(struct cast *c, int64_t unit_id, const char *title)
{
    return stage_draft(&c->stage, c->admin, c->cycle, unit_id, title, OBJECTIVE_KIND_COMMITTED);
}

static int64_t
published(struct cast *c, int64_t unit_id, const char *title)
{
    int64_t id = draft(c, unit_id, title);

    stage_publish(&c->stage, c->admin, id);
    return id;
}

static int64_t
contribute(struct cast *c, int64_t child_id, int64_t parent_id)
{
    return stage_link(&c->stage, c->admin, child_id, parent_id, /* parent_kr_id= */ 0,
                      ALIGNMENT_KIND_CONTRIBUTES);
}

static void
check_in(struct cast *c, int unit, int64_t value)
{
    struct check_in_view out;
    const struct check_in_new in = {
        .given = UINT64_MAX, .id = c->key_results[unit], .value = maybe_of(value * DECIMAL_ONE)};

    CHECK_OK(check_in_create(act(c, 0), &in, &out));
}

/* deep contributes to right, which contributes to top, as left does. Where deep is the day ends at
 * 15:00 UTC, two hours from now. */
static void
cast_open(struct cast *c, size_t bytes)
{
    *c = (struct cast){.cache = cache_new(bytes)};
    stage_open(&c->stage);
    c->admin = stage_person(&c->stage, "Ada", "ada@example.org");
    stage_grant(&c->stage, c->admin, ROLE_ADMIN, 0);
    c->stranger = stage_person(&c->stage, "Bea", "bea@example.org");
    c->asks = c->admin;
    c->units[0] = stage_unit(&c->stage, "Acme", 0);
    c->units[1] = stage_unit(&c->stage, "Left", c->units[0]);
    c->units[2] = stage_unit(&c->stage, "Right", c->units[0]);
    c->units[3] = stage_unit(&c->stage, "Deep", c->units[2]);
    stage_sql(&c->stage, "UPDATE unit SET zone_effective = 'Asia/Tokyo' WHERE name = 'Deep'");
    c->cycle = stage_cycle(&c->stage, c->admin, "Q4", TODAY - 42, TODAY + 50);
    c->top = published(c, c->units[0], "Customers come back to us");
    c->left = published(c, c->units[1], "Parcels arrive when we said");
    c->right = published(c, c->units[2], "Questions are answered at once");
    c->deep = published(c, c->units[3], "The desk is open at night");
    const int64_t objectives[UNITS] = {c->top, c->left, c->right, c->deep};
    for (int i = 0; i < UNITS; i++)
        c->key_results[i] = stage_key_result(&c->stage, c->admin, objectives[i], c->admin);
    contribute(c, c->left, c->top);
    contribute(c, c->right, c->top);
    c->link = contribute(c, c->deep, c->right);
}

static void
cast_close(struct cast *c)
{
    stage_close(&c->stage);
    cache_free(c->cache);
}

/* ---- asking -------------------------------------------------------------------------------------
 */

static void
ask_branch(struct cast *c, struct cache *cache, enum tree_by by, struct str parent, struct buf *out)
{
    struct tree_node_page page = {0};
    const struct tree_query in = {
        .given = UINT64_MAX, .cycle_id = c->cycle, .by = by, .parent_id = parent, .limit = 200};

    CHECK_OK(tree_get(ask(c, cache), &in, &page));
    for (size_t i = 0; i < page.count; i++) {
        write_object(out, &type_tree_node, &page.items[i]);
        buf_append_char(out, '\n');
        if (page.items[i].child_count > 0)
            ask_branch(c, cache, by, page.items[i].key, out);
    }
}

/* What hangs under nothing, one by one. */
static void
ask_roots(struct cast *c, struct cache *cache, struct buf *out)
{
    struct tree_node_page page = {0};

    do {
        const struct tree_query in = {.given = UINT64_MAX,
                                      .cycle_id = c->cycle,
                                      .by = TREE_BY_ALIGNMENT,
                                      .after = page.next,
                                      .limit = 1};
        page = (struct tree_node_page){0};
        CHECK_OK(tree_get(ask(c, cache), &in, &page));
        for (size_t i = 0; i < page.count; i++)
            write_object(out, &type_tree_node, &page.items[i]);
        buf_append_char(out, '\n');
    } while (!str_is_null(page.next));
}

/* How a person sees an objective that hangs under nothing: how much hangs under it; -1: it does not
 * hang there, or is not seen. */
static int64_t
root_seen(struct cast *c, int64_t person_id, int64_t objective_id)
{
    struct tree_node_page page = {0};
    const struct tree_query in = {
        .given = UINT64_MAX, .cycle_id = c->cycle, .by = TREE_BY_ALIGNMENT, .limit = 200};

    c->asks = person_id;
    CHECK_OK(tree_get(ask(c, c->cache), &in, &page));
    for (size_t i = 0; i < page.count; i++)
        if (page.items[i].id == objective_id)
            return page.items[i].child_count;
    return -1;
}

/* The pages of a unit and of its objective, which show what is remembered of those below. */
static void
ask_pages(struct cast *c, struct cache *cache, int unit, struct buf *out)
{
    const int64_t objectives[UNITS] = {c->top, c->left, c->right, c->deep};
    struct objective_row_page page = {0};
    struct objective_view view = {0};
    const struct objective_query in = {.given = UINT64_MAX,
                                       .cycle_id = maybe_of(c->cycle),
                                       .unit_id = maybe_of(c->units[unit]),
                                       .limit = 200};

    CHECK_OK(objective_list(ask(c, cache), &in, &page));
    for (size_t i = 0; i < page.count; i++)
        write_object(out, &type_objective_row, &page.items[i]);
    CHECK_OK(objective_show(ask(c, cache), objectives[unit], &view));
    write_object(out, &type_objective_view, &view);
}

/* All that is made of what is remembered. */
static void
ask_all(struct cast *c, struct cache *cache, struct buf *out)
{
    const int64_t people[] = {c->stranger, c->admin};

    buf_clear(out);
    arena_clear(&c->stage.arena);
    for (size_t i = 0; i < 2; i++) {
        c->asks = people[i];
        ask_branch(c, cache, TREE_BY_UNIT, (struct str){0}, out);
        ask_branch(c, cache, TREE_BY_ALIGNMENT, (struct str){0}, out);
        ask_roots(c, cache, out);
    }
    for (int i = 0; i < UNITS; i++) {
        struct heat_view heat = {0};
        struct health_view health = {0};
        const struct heat_query heat_in = {
            .given = UINT64_MAX, .cycle_id = c->cycle, .unit_id = maybe_of(c->units[i])};
        const struct health_query health_in = {
            .given = UINT64_MAX, .id = c->units[i], .cycle_id = c->cycle};
        CHECK_OK(heat_map_get(ask(c, cache), &heat_in, &heat));
        write_object(out, &type_heat_view, &heat);
        CHECK_OK(practice_health_get(ask(c, cache), &health_in, &health));
        write_object(out, &type_health_view, &health);
        ask_pages(c, cache, i, out);
    }
    CHECK_OK(buf_failed(out));
}

/* Answers with the cache are those without; is anything otherwise than in `before`, which gets
 * them? */
static bool
same(struct cast *c, struct buf *before)
{
    struct buf with;
    struct buf without;

    buf_init(&with, ANSWER_BYTES);
    buf_init(&without, ANSWER_BYTES);
    ask_all(c, c->cache, &with);
    ask_all(c, NULL, &without);
    CHECK(str_eq(buf_str(&with), buf_str(&without)));
    bool differs = !str_eq(buf_str(before), buf_str(&without));
    buf_clear(before);
    buf_append_str(before, buf_str(&without));
    buf_release(&with);
    buf_release(&without);
    return differs;
}

static void
set_unit(struct cast *c, int unit, struct unit_patch in)
{
    struct unit row;
    struct unit_view out;

    in.id = c->units[unit];
    CHECK_OK(q_unit_get(act(c, 0), in.id, &row));
    CHECK_OK(unit_update(act(c, row.version), &in, &out));
}

/* Objectives come and go under one. */
static void
play_links(struct cast *c, struct buf *was)
{
    struct objective_view out;
    int64_t id = draft(c, c->units[1], "A draft hangs there");
    const struct with_reason archive = {.given = UINT64_MAX, .id = id, .reason = STR("Why not")};

    (void)same(c, was);
    int64_t link_id = stage_link(&c->stage, c->admin, id, c->left, /* parent_kr_id= */ 0,
                                 ALIGNMENT_KIND_SUPPORTS);
    CHECK(same(c, was));
    CHECK(!same(c, was));
    stage_publish(&c->stage, c->admin, id);
    CHECK(same(c, was));
    CHECK(!same(c, was));
    CHECK_OK(objective_archive(act(c, stage_version(&c->stage, id)), &archive, &out));
    CHECK(same(c, was));
    CHECK_OK(
        objective_restore(act(c, stage_version(&c->stage, id)), &(struct by_id){.id = id}, &out));
    CHECK(same(c, was));
    check_in(c, 1, 20);
    CHECK(same(c, was));
    CHECK_OK(alignment_delete(act(c, 1), &(struct by_id){.id = link_id}));
    CHECK(same(c, was));
}

/* A draft above others hides them from those who see it, and then from everybody. */
static void
play_roots(struct cast *c, struct buf *was)
{
    int64_t id = draft(c, c->units[0], "A draft stands above");

    CHECK(same(c, was));
    stage_link(&c->stage, c->admin, c->top, id, /* parent_kr_id= */ 0, ALIGNMENT_KIND_SUPPORTS);
    CHECK(same(c, was));
    CHECK(!same(c, was));
    CHECK_INT(root_seen(c, c->admin, c->top), -1);
    CHECK_INT(root_seen(c, c->admin, id), 1);
    CHECK_INT(root_seen(c, c->stranger, id), -1);
    int64_t below = root_seen(c, c->stranger, c->top);
    check_in(c, 3, 30);
    CHECK(same(c, was));
    int64_t under = draft(c, c->units[1], "A draft hangs below");
    stage_link(&c->stage, c->admin, under, c->top, /* parent_kr_id= */ 0, ALIGNMENT_KIND_SUPPORTS);
    CHECK(same(c, was));
    CHECK_INT(root_seen(c, c->stranger, c->top), below);
    stage_publish(&c->stage, c->admin, under);
    CHECK_INT(root_seen(c, c->stranger, c->top), below + 1);
    stage_publish(&c->stage, c->admin, id);
    CHECK(same(c, was));
    CHECK_INT(root_seen(c, c->stranger, c->top), -1);
    set_unit(c, 1, (struct unit_patch){.given = UNIT_PATCH_NAME, .name = STR("A first one")});
    CHECK(same(c, was));
}

static void
play(struct cast *c)
{
    struct alignment_view link;
    struct objective_view objective;
    struct buf was;

    buf_init(&was, ANSWER_BYTES);
    (void)same(c, &was);
    CHECK(!same(c, &was));
    check_in(c, 3, 40);
    CHECK(same(c, &was));
    check_in(c, 1, 90);
    CHECK(same(c, &was));
    const struct alignment_patch weight = {
        .given = ALIGNMENT_PATCH_WEIGHT, .id = c->link, .weight = 900};
    CHECK_OK(alignment_update(act(c, 1), &weight, &link));
    (void)same(c, &was);
    const struct with_reason drop = {.given = UINT64_MAX, .id = c->right, .reason = STR("Why not")};
    CHECK_OK(objective_drop(act(c, stage_version(&c->stage, c->right)), &drop, &objective));
    CHECK(same(c, &was));
    const struct by_id right = {.id = c->right};
    CHECK_OK(objective_restore(act(c, stage_version(&c->stage, c->right)), &right, &objective));
    CHECK(same(c, &was));
    const struct objective_patch move = {
        .given = OBJECTIVE_PATCH_UNIT_ID, .id = c->left, .unit_id = c->units[3]};
    CHECK_OK(objective_update(act(c, stage_version(&c->stage, c->left)), &move, &objective));
    CHECK(same(c, &was));
    check_in(c, 3, 50);
    c->stage.call.now += SILENT_DAYS * USEC_PER_DAY;
    (void)same(c, &was);
    c->stage.call.now += 2 * HOUR - 1;
    CHECK(!same(c, &was));
    c->stage.call.now++;
    CHECK(same(c, &was));
    set_unit(c, 0,
             (struct unit_patch){.given = UNIT_PATCH_CADENCE_DAYS, .cadence_days = maybe_of(1)});
    CHECK(same(c, &was));
    set_unit(c, 2, (struct unit_patch){.given = UNIT_PATCH_NAME, .name = STR("Far right")});
    CHECK(same(c, &was));
    (void)published(c, c->units[1], "Somebody answers at night");
    CHECK(same(c, &was));
    (void)stage_unit(&c->stage, "New", c->units[1]);
    (void)same(c, &was);
    play_links(c, &was);
    play_roots(c, &was);
    c->stage.call.now += USEC_PER_DAY;
    CHECK(same(c, &was));
    c->stage.call.now += 30 * USEC_PER_DAY;
    CHECK(same(c, &was));
    c->stage.call.now += 30 * USEC_PER_DAY; /* the cycle has ended, its tree is of its last day */
    (void)same(c, &was);
    CHECK(!same(c, &was));
    buf_release(&was);
}

TEST(cache__changes_no_answer)
{
    struct cast c;

    cast_open(&c, PLENTY);
    CHECK(c.cache != NULL);
    play(&c);
    cast_close(&c);
}

TEST(cache__changes_no_answer_where_there_is_no_room)
{
    struct cast c;

    cast_open(&c, 2000);
    play(&c);
    cast_close(&c);
}

/* On PostgreSQL somebody who sees further may leave it; what happens in the stage is never settled
 * there, so that it is not even looked at. */
TEST(tree__looks_itself_where_what_is_remembered_is_newer_than_what_it_sees)
{
    struct cast c;
    struct buf with;
    struct buf without;

    cast_open(&c, PLENTY);
    struct call *call = ask(&c, c.cache);
    CHECK_OK(cache_hear(call));
    const struct root items[] = {{.objective_id = c.top, .sure = true},
                                 {.objective_id = INT32_MAX, .sure = true}};
    cache_keep_roots(call, c.cycle, &(struct roots){.items = items, .count = 2, .all = true});
    buf_init(&with, ANSWER_BYTES);
    buf_init(&without, ANSWER_BYTES);
    ask_branch(&c, c.cache, TREE_BY_ALIGNMENT, (struct str){0}, &with);
    ask_branch(&c, NULL, TREE_BY_ALIGNMENT, (struct str){0}, &without);
    CHECK(str_eq(buf_str(&with), buf_str(&without)));
    buf_release(&with);
    buf_release(&without);
    cast_close(&c);
}

/* ---- what is believed ---------------------------------------------------------------------------
 */

static bool
is_known(struct cast *c, int64_t objective_id)
{
    struct call *call = ask(c, c->cache);
    struct mark mark;

    CHECK_OK(cache_hear(call));
    return cache_find_mark(call, objective_id, &mark);
}

/* Does anybody believe which units there are? Of the sums of the tree by unit. */
static bool
units_are_known(struct cast *c)
{
    struct call *call = ask(c, c->cache);

    CHECK_OK(cache_hear(call));
    struct cache_table *table =
        cache_find_table(call, STR("tree"), c->cycle, TODAY, SPREAD_NUMBERS);
    if (table != NULL)
        cache_let_go(call, table);
    return table != NULL;
}

static bool
is_postgres(void)
{
    return getenv("KOERS_STAGE") != NULL;
}

/* Of all four objectives it is known where they stand; nothing was told of any of them. */
static void
know_all(struct cast *c)
{
    struct buf said;

    stage_sql(&c->stage, "DELETE FROM change");
    stage_sql(&c->stage, "DELETE FROM event");
    buf_init(&said, ANSWER_BYTES);
    ask_branch(c, c->cache, TREE_BY_ALIGNMENT, (struct str){0}, &said);
    ask_branch(c, c->cache, TREE_BY_UNIT, (struct str){0}, &said);
    buf_release(&said);
    CHECK(is_known(c, c->top) && is_known(c, c->left) && is_known(c, c->right) &&
          is_known(c, c->deep));
}

/* The job kept everything before the server began, as it would after the transaction of the stage.
 */
static void
keep(struct cast *c)
{
    int64_t done;

    do
        CHECK_OK(stage_keep(act(c, 0), &done));
    while (done == KEEP_PORTION);
    stage_sql(&c->stage, "UPDATE kept_cursor SET txid = (SELECT max(e.txid) FROM event e),"
                         " event_id = (SELECT max(e.id) FROM event e)");
}

/* Whoever asks first doubts everything that is remembered, but not what it reads itself. */
TEST(kept_read__computes_nothing_that_is_kept_for_the_first_to_ask)
{
    struct cast c;
    struct buf truth;
    struct buf first;

    cast_open(&c, PLENTY);
    buf_init(&truth, ANSWER_BYTES);
    buf_init(&first, ANSWER_BYTES);
    keep(&c);
    ask_branch(&c, NULL, TREE_BY_UNIT, (struct str){0}, &truth);
    stage_sql(&c.stage, "UPDATE kept_sum SET numbers = '9 9 9 9 9 9 9 9' WHERE kind = 'tree'");
    ask_branch(&c, c.cache, TREE_BY_UNIT, (struct str){0}, &first);
    CHECK(!str_eq(buf_str(&first), buf_str(&truth)));
    buf_clear(&truth);
    ask_branch(&c, NULL, TREE_BY_UNIT, (struct str){0}, &truth);
    CHECK(str_eq(buf_str(&first), buf_str(&truth)));
    buf_release(&truth);
    buf_release(&first);
    cast_close(&c);
}

TEST(cache_hear__doubts_what_was_told_of_and_what_that_contributes_to)
{
    struct cast c;

    cast_open(&c, PLENTY);
    know_all(&c);
    check_in(&c, 2, 10);
    CHECK(!is_known(&c, c.top) && !is_known(&c, c.right));
    CHECK(is_known(&c, c.left) && is_known(&c, c.deep));
    cast_close(&c);
}

TEST(cache_find_mark__believes_nothing_beyond_a_day_that_ends_below)
{
    struct cast c;

    cast_open(&c, PLENTY);
    know_all(&c);
    c.stage.call.now += 2 * HOUR - 1;
    CHECK(is_known(&c, c.left) && is_known(&c, c.deep) && is_known(&c, c.top));
    c.stage.call.now++;
    CHECK(is_known(&c, c.left));
    CHECK(!is_known(&c, c.deep) && !is_known(&c, c.right) && !is_known(&c, c.top));
    cast_close(&c);
}

TEST(cache_hear__begins_anew_where_what_it_heard_is_not_there_any_more)
{
    struct cast c;

    cast_open(&c, PLENTY);
    know_all(&c);
    if (!is_postgres()) {
        check_in(&c, 0, 10);
        CHECK(!is_known(&c, c.top));
        CHECK(is_known(&c, c.deep));
        CHECK(units_are_known(&c));
        stage_sql(&c.stage, "DELETE FROM change");
        stage_sql(&c.stage, "DELETE FROM event");
        CHECK(!is_known(&c, c.deep));
        CHECK(!units_are_known(&c));
        usleep(1100000);
        CHECK(!is_known(&c, c.deep));
        know_all(&c);
    }
    cast_close(&c);
}

/* Somebody whose transaction began earlier sees less than what was heard. */
TEST(cache_keep_marks__takes_nothing_from_who_sees_less)
{
    struct cast c;
    struct mark mark = {.status = STATUS_BEHIND};

    cast_open(&c, PLENTY);
    know_all(&c);
    mark.objective_id = c.deep;
    mark.unit_id = c.units[3];
    mark.until = INT64_MAX;
    struct call *call = ask(&c, c.cache);
    CHECK_OK(cache_hear(call));
    CHECK(call->heard->keeps);
    cache_keep_marks(call, &mark, 1);
    CHECK(cache_find_mark(call, c.deep, &mark));
    CHECK_INT(mark.status, STATUS_BEHIND);
    call->heard->keeps = false;
    mark.status = STATUS_AT_RISK;
    cache_keep_marks(call, &mark, 1);
    CHECK(cache_find_mark(call, c.deep, &mark));
    CHECK_INT(mark.status, STATUS_BEHIND);
    call->heard->keeps = true;
    call->heard->number--;
    mark.status = STATUS_AT_RISK;
    cache_keep_marks(call, &mark, 1);
    CHECK(cache_find_mark(call, c.deep, &mark));
    CHECK_INT(mark.status, STATUS_BEHIND);
    cast_close(&c);
}

/* ---- rows ---------------------------------------------------------------------------------------
 */

#define LITTLE   (128U << 10) /* room for some fifty rows of each age */
#define ROWS     200
#define FIRST_ID 1000 /* of objectives that nobody has */

static const struct objective_row *
find_row(struct call *call, int64_t objective_id)
{
    const struct objective_row *found;

    cache_find_rows(call, &(struct id_list){&objective_id, 1}, &found);
    return found;
}

/* Leaves rows of a unit of which nothing is told, all alike but for their ids. */
static void
keep_rows(struct cast *c, struct call *call, int64_t first_id, usec_t until)
{
    for (int64_t id = first_id; id < first_id + ROWS; id++) {
        const struct objective_row row = {
            .id = id, .unit_id = c->units[1], .title = STR("Parcels arrive when we said")};
        cache_keep_rows(call, &row, 1, until);
    }
}

TEST(cache_keep_rows__forgets_the_oldest_and_takes_nothing_from_who_holds_them)
{
    struct cast c;

    cast_open(&c, LITTLE);
    know_all(&c);
    struct call *call = ask(&c, c.cache);
    CHECK_OK(cache_hear(call));
    keep_rows(&c, call, FIRST_ID, INT64_MAX);
    struct call other = *call;
    other.heard = NULL;
    CHECK_OK(cache_hear(&other));
    const struct objective_row *held = find_row(&other, FIRST_ID + ROWS - 1);
    CHECK(held != NULL);
    CHECK(find_row(&other, FIRST_ID) == NULL);
    keep_rows(&c, call, FIRST_ID + ROWS, INT64_MAX);
    CHECK(find_row(&other, FIRST_ID + ROWS - 1) == held);
    CHECK_STR(held->title, "Parcels arrive when we said");
    cache_unhear(&other);
    CHECK_OK(cache_hear(&other));
    CHECK(find_row(&other, FIRST_ID + ROWS - 1) == NULL);
    CHECK(find_row(&other, FIRST_ID + 2 * ROWS - 1) != NULL);
    cache_unhear(&other);
    cast_close(&c);
}

TEST(cache_keep_rows__passes_over_a_row_that_is_larger_than_there_is_room_for)
{
    static char title[LITTLE];
    struct cast c;

    cast_open(&c, LITTLE);
    know_all(&c);
    struct call *call = ask(&c, c.cache);
    CHECK_OK(cache_hear(call));
    keep_rows(&c, call, FIRST_ID, INT64_MAX);
    const struct objective_row large = {
        .id = 1, .unit_id = c.units[1], .title = {title, sizeof(title)}};
    cache_keep_rows(call, &large, 1, INT64_MAX);
    CHECK(find_row(call, 1) == NULL);
    CHECK(find_row(call, FIRST_ID + ROWS - 1) != NULL);
    cache_unhear(call);
    CHECK_OK(cache_hear(call));
    keep_rows(&c, call, FIRST_ID + ROWS, INT64_MAX);
    CHECK(find_row(call, FIRST_ID + 2 * ROWS - 1) != NULL);
    cast_close(&c);
}

TEST(cache_find_rows__believes_nothing_that_was_told_of_or_has_ended)
{
    struct cast c;

    cast_open(&c, LITTLE);
    know_all(&c);
    struct call *call = ask(&c, c.cache);
    CHECK_OK(cache_hear(call));
    keep_rows(&c, call, FIRST_ID, call->now + 1);
    CHECK(find_row(call, FIRST_ID + ROWS - 1) != NULL);
    call->now++;
    CHECK(find_row(call, FIRST_ID + ROWS - 1) == NULL);
    keep_rows(&c, call, FIRST_ID, INT64_MAX);
    cache_unhear(call);
    CHECK_OK(cache_hear(call));
    CHECK(find_row(call, FIRST_ID + ROWS - 1) != NULL);
    check_in(&c, 1, 10);
    call = ask(&c, c.cache);
    CHECK_OK(cache_hear(call));
    CHECK(find_row(call, FIRST_ID + ROWS - 1) == NULL);
    cast_close(&c);
}

STAGE_MAIN()
