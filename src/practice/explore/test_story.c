/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/explore/test_story.h"

#include "gen/checkin.h"
#include "gen/explore.h"
#include "gen/okr_sql.h"
#include "model/write.h"
#include "practice/exchange/check.h"

#define ANSWER_BYTES (1U << 20)

/* ---- asking -------------------------------------------------------------------------------------
 */

/* What differs by nature between an answer of today and one as of the same day. */
static void
write_node(struct buf *buf, struct tree_node *node)
{
    node->known = KNOWLEDGE_NULL;
    node->alignment_id = node->alignment_version = maybe_none();
    write_object(buf, &type_tree_node, node);
    buf_append_char(buf, '\n');
}

static void
ask_branch(struct story *s, enum tree_by by, struct str parent, struct maybe day, struct buf *buf)
{
    struct tree_node_page page = {0};
    const struct tree_query in = {.given = UINT64_MAX,
                                  .cycle_id = s->cycle,
                                  .by = by,
                                  .parent_id = parent,
                                  .as_of = day,
                                  .limit = 200};

    CHECK_OK(tree_get(&s->stage.call, &in, &page));
    for (size_t i = 0; i < page.count; i++) {
        write_node(buf, &page.items[i]);
        if (page.items[i].child_count > 0)
            ask_branch(s, by, page.items[i].key, day, buf);
    }
}

static void
ask_table(struct story *s, enum explorer_sort sort, struct maybe day, struct buf *buf)
{
    struct explorer_row_page page = {0};
    const struct explorer_query in = {
        .given = UINT64_MAX, .cycle_id = s->cycle, .sort = sort, .as_of = day, .limit = 200};

    CHECK_OK(explorer_list(&s->stage.call, &in, &page));
    for (size_t i = 0; i < page.count; i++) {
        page.items[i].known = KNOWLEDGE_NULL;
        page.items[i].version = 0;
        write_object(buf, &type_explorer_row, &page.items[i]);
        buf_append_char(buf, '\n');
    }
}

static void
ask_map(struct story *s, struct maybe unit_id, struct maybe day, struct buf *buf)
{
    struct alignment_map_view map = {0};
    const struct alignment_map_query in = {
        .given = UINT64_MAX, .cycle_id = s->cycle, .unit_id = unit_id, .as_of = day};

    CHECK_OK(alignment_map_get(&s->stage.call, &in, &map));
    for (size_t i = 0; i < map.nodes.count; i++)
        map.nodes.items[i].known = KNOWLEDGE_NULL;
    write_object(buf, &type_alignment_map_view, &map);
    buf_append_char(buf, '\n');
}

static void
ask_list(struct story *s, int64_t unit_id, struct maybe day, struct buf *buf)
{
    struct objective_row_page page = {0};
    const struct objective_query in = {.given = UINT64_MAX,
                                       .cycle_id = maybe_of(s->cycle),
                                       .unit_id = maybe_of(unit_id),
                                       .as_of = day,
                                       .limit = 200};

    CHECK_OK(objective_list(&s->stage.call, &in, &page));
    for (size_t i = 0; i < page.count; i++) {
        struct objective_row *row = &page.items[i];
        row->known = KNOWLEDGE_NULL;
        row->version = 0;
        for (size_t j = 0; j < row->key_results.count; j++) {
            row->key_results.items[j].known = KNOWLEDGE_NULL;
            row->key_results.items[j].version = 0;
            row->key_results.items[j].reason = (struct str){0};
        }
        write_object(buf, &type_objective_row, row);
        buf_append_char(buf, '\n');
    }
}

/* Everything there is to see, for one who sees drafts and for one who does not. */
static void
ask_all(struct story *s, struct maybe day, struct buf *buf)
{
    const int64_t people[] = {s->admin, s->stranger};

    for (size_t p = 0; p < 2; p++) {
        arena_clear(&s->stage.arena);
        stage_as(&s->stage, people[p], 0);
        ask_branch(s, TREE_BY_UNIT, (struct str){0}, day, buf);
        ask_branch(s, TREE_BY_ALIGNMENT, (struct str){0}, day, buf);
        ask_table(s, EXPLORER_SORT_PROGRESS, day, buf);
        ask_table(s, EXPLORER_SORT_STATUS, day, buf);
        ask_map(s, maybe_none(), day, buf);
        for (int place = 0; place < PLACE_COUNT; place++) {
            ask_map(s, maybe_of(s->units[place]), day, buf);
            ask_list(s, s->units[place], day, buf);
        }
    }
    CHECK_OK(buf_failed(buf));
}

/* ---- playing ------------------------------------------------------------------------------------
 */

struct call *
story_act(struct story *s, int64_t version)
{
    return stage_as(&s->stage, s->admin, version);
}

void
story_sleep(struct story *s)
{
    struct buf *buf = &s->evenings[s->evening_count++];

    CHECK(s->evening_count < STORY_EVENINGS_MAX);
    buf_init(buf, ANSWER_BYTES);
    ask_all(s, maybe_none(), buf);
    s->stage.call.now += USEC_PER_DAY;
}

int64_t
story_draft(struct story *s, enum place place, const char *title, enum objective_kind kind)
{
    return stage_draft(&s->stage, s->admin, s->cycle, s->units[place], title, kind);
}

void
story_publish(struct story *s, int64_t id)
{
    stage_publish(&s->stage, s->admin, id);
}

static int64_t
key_result(struct story *s, int64_t objective_id, const char *title, struct key_result_new in)
{
    struct key_result_view out;

    in.given = UINT64_MAX;
    in.objective_id = objective_id;
    in.title = str_from(title);
    in.unit_of_measure = STR("%");
    CHECK_OK(key_result_create(story_act(s, 0), &in, &out));
    return out.id;
}

int64_t
story_increase(struct story *s, int64_t objective_id, const char *title)
{
    return key_result(s, objective_id, title,
                      (struct key_result_new){.kind = KR_KIND_INCREASE,
                                              .period_rule = PERIOD_RULE_LATEST,
                                              .start_value = maybe_of(0),
                                              .target_value = maybe_of(100 * DECIMAL_ONE)});
}

int64_t
story_level(struct story *s, int64_t objective_id, const char *title)
{
    return key_result(s, objective_id, title,
                      (struct key_result_new){.kind = KR_KIND_AT_LEAST,
                                              .period_rule = PERIOD_RULE_WORST,
                                              .target_value = maybe_of(80 * DECIMAL_ONE),
                                              .worst_value = maybe_of(0)});
}

int64_t
story_check_in(struct story *s, int64_t key_result_id, int64_t value, int days_ago)
{
    struct check_in_view out;
    struct check_in_new in = {
        .given = UINT64_MAX, .id = key_result_id, .value = maybe_of(value * DECIMAL_ONE)};

    if (days_ago > 0)
        in.day = maybe_of(day_of(s->stage.call.now) - days_ago);
    CHECK_OK(check_in_create(story_act(s, 0), &in, &out));
    return out.id;
}

void
story_correct(struct story *s, int64_t check_in_id, int64_t value)
{
    struct check_in_view out;
    const struct check_in_patch in = {
        .given = CHECK_IN_PATCH_VALUE, .id = check_in_id, .value = value * DECIMAL_ONE};

    CHECK_OK(check_in_update(story_act(s, 1), &in, &out));
}

int64_t
story_link(struct story *s, int64_t child_id, int64_t parent_id, enum alignment_kind kind)
{
    return stage_link(&s->stage, s->admin, child_id, parent_id, /* parent_kr_id= */ 0, kind);
}

void
story_step(struct story *s, int64_t objective_id,
           enum err (*step)(struct call *, const struct with_reason *, struct objective_view *))
{
    const struct with_reason in = {
        .given = UINT64_MAX, .id = objective_id, .reason = STR("Why not")};
    struct objective_view view;

    CHECK_OK(step(story_act(s, stage_version(&s->stage, objective_id)), &in, &view));
}

void
story_drop(struct story *s, int64_t key_result_id)
{
    const struct with_reason in = {
        .given = UINT64_MAX, .id = key_result_id, .reason = STR("Why not")};
    struct key_result_view view;
    struct key_result row;

    CHECK_OK(q_key_result_get(&s->stage.call, key_result_id, &row));
    CHECK_OK(key_result_drop(story_act(s, row.version), &in, &view));
}

void
story_begin(struct story *s, int days_ago)
{
    struct cycle_view cycle;

    *s = (struct story){.begun = day_of(STAGE_NOW) - days_ago};
    stage_open(&s->stage);
    s->stage.call.now -= days_ago * USEC_PER_DAY;
    s->units[COMPANY] = stage_unit(&s->stage, "Acme", 0);
    s->units[SALES] = stage_unit(&s->stage, "Sales", s->units[COMPANY]);
    s->units[FINANCE] = stage_unit(&s->stage, "Finance", s->units[COMPANY]);
    s->units[TOKYO] = stage_unit(&s->stage, "Tokyo", s->units[SALES]);
    s->admin = stage_person(&s->stage, "Root", "root@example.com");
    s->stranger = stage_person(&s->stage, "Stranger", "stranger@example.com");
    stage_grant(&s->stage, s->admin, ROLE_ADMIN, 0);
    const struct cycle_new in = {.given = UINT64_MAX,
                                 .name = STR("Quarter"),
                                 .type = CYCLE_TYPE_QUARTER,
                                 .start_day = s->begun - 10,
                                 .end_day = s->begun + 80,
                                 .state = CYCLE_STATE_OPEN};
    CHECK_OK(cycle_create(story_act(s, 0), &in, &cycle));
    s->cycle = cycle.id;
}

void
story_compare(struct story *s)
{
    struct buf then;

    buf_init(&then, ANSWER_BYTES);
    for (int i = 0; i < s->evening_count; i++) {
        struct str was = buf_str(&s->evenings[i]);
        buf_clear(&then);
        ask_all(s, maybe_of(s->begun + i), &then);
        struct str is = buf_str(&then);
        if (str_eq(was, is))
            continue;
        struct str line_was = STR("");
        struct str line_is = STR("");
        while (str_eq(line_was, line_is)) {
            line_was = str_cut(was, '\n', &was);
            line_is = str_cut(is, '\n', &is);
        }
        printf("# day %d was\n#   %.*s\n# and is\n#   %.*s\n", i, STR_FMT(line_was),
               STR_FMT(line_is));
        CHECK(false);
        break;
    }
    buf_release(&then);
}

struct maybe
story_progress(struct story *s, day_t day, enum knowledge *ret_known)
{
    struct explorer_row_page page = {0};
    const struct explorer_query in = {.given = UINT64_MAX,
                                      .cycle_id = s->cycle,
                                      .sort = EXPLORER_SORT_TITLE,
                                      .as_of = maybe_of(day),
                                      .limit = 200};

    CHECK_OK(explorer_list(story_act(s, 0), &in, &page));
    if (page.count == 0)
        return maybe_none();
    *ret_known = page.items[0].known;
    return page.items[0].progress;
}

int64_t
story_differences(struct story *s)
{
    struct buf report;
    struct check_result result;

    buf_init(&report, ANSWER_BYTES);
    CHECK_OK(check_numbers(&s->stage.call, maybe_none(), &report, &result));
    CHECK(result.objectives > 0);
    buf_release(&report);
    return result.differences;
}

void
story_end(struct story *s)
{
    for (int i = 0; i < s->evening_count; i++)
        buf_release(&s->evenings[i]);
    stage_close(&s->stage);
}
