/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is kept for the health of the practice: whatever is told after it was kept, what is read is
 * what it would be if nothing were kept.
 */
#include "practice/explore/keep.h"

#include "gen/access.h"
#include "gen/checkin.h"
#include "gen/closing.h"
#include "gen/meeting.h"
#include "gen/okr_sql.h"
#include "gen/writing.h"
#include "practice/squad/practice_health_count.h"
#include "practice/test_support.h"

#define TODAY     (day_t)(STAGE_NOW / USEC_PER_DAY)
#define UNITS_MAX 8

enum place { COMPANY, SALES, NORTH, TOKYO, FINANCE, PLACE_COUNT };

struct cast {
    struct stage stage;
    int64_t units[PLACE_COUNT]; /* Tokyo is below North, that below Sales, that below the company */
    int64_t admin;
    int64_t cycle;
    int64_t upper; /* objectives: of the company, */
    int64_t lower; /* and of Tokyo, which hangs under it */
    int64_t link;
    int64_t upper_kr;
    int64_t lower_kr;
};

struct counted {
    size_t count;
    struct health_tally own[UNITS_MAX];
};

/* ---- playing ------------------------------------------------------------------------------------
 */

static struct call *
act(struct cast *c, int64_t version)
{
    return stage_as(&c->stage, c->admin, version);
}

static int64_t
draft(struct cast *c, enum place place, const char *title)
{
    return stage_draft(&c->stage, c->admin, c->cycle, c->units[place], title,
                       OBJECTIVE_KIND_COMMITTED);
}

static void
publish(struct cast *c, int64_t id)
{
    stage_publish(&c->stage, c->admin, id);
}

static void
put_away(struct cast *c, int64_t id,
         enum err (*step)(struct call *, const struct with_reason *, struct objective_view *))
{
    const struct with_reason in = {.given = UINT64_MAX, .id = id, .reason = STR("Why not")};
    struct objective_view out;

    CHECK_OK(step(act(c, stage_version(&c->stage, id)), &in, &out));
}

static void
change(struct cast *c, int64_t id, struct objective_patch in)
{
    struct objective_view out;

    in.id = id;
    CHECK_OK(objective_update(act(c, stage_version(&c->stage, id)), &in, &out));
}

/* One of the parents is 0. */
static int64_t
hang(struct cast *c, int64_t child_id, int64_t parent_id, int64_t parent_kr_id)
{
    return stage_link(&c->stage, c->admin, child_id, parent_id, parent_kr_id,
                      ALIGNMENT_KIND_SUPPORTS);
}

static void
set_level(struct cast *c, const char *rule, enum writing_level level, int64_t version)
{
    const struct writing_rule_patch in = {.rule = str_from(rule), .level = level};
    struct writing_rule out;
    struct call *call = act(c, version);

    call->if_match = maybe_of(version); /* 0 is a version here: the shipped level */
    CHECK_OK(writing_rule_update(call, &in, &out));
}

static void
cast_open(struct cast *c)
{
    stage_open(&c->stage);
    c->units[COMPANY] = stage_unit(&c->stage, "Acme", 0);
    c->units[SALES] = stage_unit(&c->stage, "Sales", c->units[COMPANY]);
    c->units[NORTH] = stage_unit(&c->stage, "North", c->units[SALES]);
    c->units[TOKYO] = stage_unit(&c->stage, "Tokyo", c->units[NORTH]);
    c->units[FINANCE] = stage_unit(&c->stage, "Finance", c->units[COMPANY]);
    c->admin = stage_person(&c->stage, "Root", "root@example.com");
    stage_grant(&c->stage, c->admin, ROLE_ADMIN, 0);
    c->cycle = stage_cycle(&c->stage, c->admin, "Q4", TODAY - 42, TODAY + 50);
    set_level(c, "level_skipped", WRITING_LEVEL_WARN, 0);
    set_level(c, "copied_from_above", WRITING_LEVEL_WARN, 0);
    c->upper = draft(c, COMPANY, "Customers come back because everything works");
    c->upper_kr = stage_key_result(&c->stage, c->admin, c->upper, c->admin);
    publish(c, c->upper);
    c->lower = draft(c, TOKYO, "Parcels arrive when we said they would");
    c->lower_kr = stage_key_result(&c->stage, c->admin, c->lower, c->admin);
    publish(c, c->lower);
    c->link = hang(c, c->lower, c->upper, 0);
}

/* ---- asking -------------------------------------------------------------------------------------
 */

static void
count(struct cast *c, struct counted *out)
{
    struct health_counts counts;

    CHECK_OK(health_counts_load(act(c, 0), c->cycle, STR("/"), &counts));
    CHECK(counts.units.count <= UNITS_MAX);
    *out = (struct counted){.count = counts.units.count};
    for (size_t i = 0; i < out->count; i++) {
        out->own[i] = counts.own[i];
        out->own[i].unit = NULL;
    }
}

static bool
same(const struct counted *a, const struct counted *b)
{
    for (size_t i = 0; i < UNITS_MAX; i++)
        if (memcmp(a->own[i].have, b->own[i].have, sizeof(a->own[i].have)) != 0 ||
            memcmp(a->own[i].need, b->own[i].need, sizeof(a->own[i].need)) != 0)
            return false;
    return a->count == b->count;
}

/* Keeps everything, as the job would after the transaction of the stage. */
static void
keep(struct cast *c)
{
    int64_t done;

    stage_sql(&c->stage, "DELETE FROM kept_cursor");
    do
        CHECK_OK(stage_keep(act(c, 0), &done));
    while (done == KEEP_PORTION);
    stage_sql(&c->stage, "UPDATE kept_cursor SET txid = (SELECT max(e.txid) FROM event e),"
                         " event_id = (SELECT max(e.id) FROM event e)");
}

/* What is read now is what is computed with nothing kept, and something else than before. */
static void
check_told(struct cast *c, const struct counted *before)
{
    struct counted now;
    struct counted truth;

    count(c, &now);
    CHECK_OK(q_kept_forget_all(act(c, 0)));
    count(c, &truth);
    CHECK(same(&now, &truth));
    CHECK(!same(before, &truth));
}

static void
keep_and_count(struct cast *c, struct counted *out)
{
    keep(c);
    count(c, out);
}

/* ---- what a signal hangs on ---------------------------------------------------------------------
 */

TEST(kept_health__is_what_is_read)
{
    struct cast c;
    struct counted before;
    struct counted now;

    cast_open(&c);
    keep_and_count(&c, &before);
    stage_sql(&c.stage, "UPDATE kept_sum SET numbers = '0 0 7 8' WHERE kind = 'practice'");
    stage_sql(&c.stage, "UPDATE kept_sum SET numbers = '3 4' WHERE kind = 'steps'");
    stage_sql(&c.stage, "UPDATE kept_sum SET numbers = '0 0 0 0 5 6' WHERE kind = 'writing'");
    count(&c, &now);
    for (size_t i = 0; i < now.count; i++) {
        CHECK_INT(now.own[i].have[HEALTH_SIGNAL_STEPS - 1], 3);
        CHECK_INT(now.own[i].need[HEALTH_SIGNAL_STEPS - 1], 4);
        CHECK_INT(now.own[i].have[HEALTH_SIGNAL_CHECK_INS - 1], 7);
        CHECK_INT(now.own[i].need[HEALTH_SIGNAL_CHECK_INS - 1], 8);
        CHECK_INT(now.own[i].have[HEALTH_SIGNAL_WRITING - 1], 5);
        CHECK_INT(now.own[i].need[HEALTH_SIGNAL_WRITING - 1], 6);
    }
    CHECK(!same(&before, &now));
    stage_close(&c.stage);
}

TEST(kept_health__hears_of_key_results_and_check_ins)
{
    struct cast c;
    struct counted before;
    struct check_in_view check_in;
    struct key_result_view view;
    struct key_result row;
    const struct with_reason drop = {.given = UINT64_MAX, .reason = STR("Why not")};

    cast_open(&c);
    keep_and_count(&c, &before);
    const struct check_in_new in = {.given = UINT64_MAX,
                                    .id = c.lower_kr,
                                    .value = maybe_of(10 * DECIMAL_ONE),
                                    .day = maybe_of(TODAY - 9)};
    CHECK_OK(check_in_create(act(&c, 0), &in, &check_in));
    check_told(&c, &before);
    keep_and_count(&c, &before);
    (void)stage_key_result(&c.stage, c.admin, c.lower, 0);
    check_told(&c, &before);
    keep_and_count(&c, &before);
    CHECK_OK(q_key_result_get(&c.stage.call, c.lower_kr, &row));
    struct key_result_patch worded = {.given = KEY_RESULT_PATCH_TITLE,
                                      .id = c.lower_kr,
                                      .title = STR("Implement the new system")};
    CHECK_OK(key_result_update(act(&c, row.version), &worded, &view));
    check_told(&c, &before);
    keep_and_count(&c, &before);
    struct with_reason gone = drop;
    gone.id = c.lower_kr;
    CHECK_OK(key_result_drop(act(&c, view.version), &gone, &view));
    check_told(&c, &before);
    stage_close(&c.stage);
}

TEST(kept_health__hears_of_objectives)
{
    struct cast c;
    struct counted before;

    cast_open(&c);
    keep_and_count(&c, &before);
    int64_t other = draft(&c, FINANCE, "Bills are right");
    publish(&c, other);
    check_told(&c, &before);
    keep_and_count(&c, &before);
    change(&c, other,
           (struct objective_patch){.given = OBJECTIVE_PATCH_UNIT_ID, .unit_id = c.units[SALES]});
    check_told(&c, &before);
    keep_and_count(&c, &before);
    change(&c, other,
           (struct objective_patch){.given = OBJECTIVE_PATCH_TITLE,
                                    .title = STR("Implement bills by 20%")});
    check_told(&c, &before);
    keep_and_count(&c, &before);
    change(&c, other, (struct objective_patch){.given = OBJECTIVE_PATCH_OWNER_ID});
    check_told(&c, &before);
    keep_and_count(&c, &before);
    put_away(&c, other, objective_drop);
    check_told(&c, &before);
    stage_close(&c.stage);
}

TEST(kept_health__hears_of_an_objective_that_is_closed)
{
    struct cast c;
    struct counted before;
    struct objective_view view;

    cast_open(&c);
    keep_and_count(&c, &before);
    CHECK_OK(objective_close(act(&c, stage_version(&c.stage, c.lower)),
                             &(struct objective_verdict){.given = UINT64_MAX, .id = c.lower},
                             &view));
    c.stage.call.now += 40 * USEC_PER_DAY;
    keep_and_count(&c, &before);
    CHECK_OK(objective_reopen(act(&c, stage_version(&c.stage, c.lower)),
                              &(struct by_id){.id = c.lower}, &view));
    check_told(&c, &before);
    stage_close(&c.stage);
}

TEST(kept_health__hears_of_links)
{
    struct cast c;
    struct counted before;

    cast_open(&c);
    keep_and_count(&c, &before);
    CHECK_OK(alignment_delete(act(&c, 1), &(struct by_id){.id = c.link}));
    check_told(&c, &before);
    keep_and_count(&c, &before);
    (void)hang(&c, c.lower, 0, c.upper_kr);
    check_told(&c, &before);
    stage_close(&c.stage);
}

/* Its writing copies what stands above, or passes a level by. */
TEST(kept_health__hears_of_what_an_objective_hangs_under)
{
    struct cast c;
    struct counted before;
    struct objective_patch copied = {.given = OBJECTIVE_PATCH_TITLE,
                                     .title = STR("Parcels arrive when we said they would")};
    struct objective_patch other = {.given = OBJECTIVE_PATCH_TITLE,
                                    .title = STR("Customers come back because it works")};

    cast_open(&c);
    keep_and_count(&c, &before);
    change(&c, c.upper, copied);
    check_told(&c, &before);
    CHECK_OK(alignment_delete(act(&c, 1), &(struct by_id){.id = c.link}));
    (void)hang(&c, c.lower, 0, c.upper_kr);
    keep_and_count(&c, &before);
    change(&c, c.upper, other);
    check_told(&c, &before);
    stage_close(&c.stage);
}

TEST(kept_health__hears_of_units_that_a_link_passes_by)
{
    struct cast c;
    struct counted before;

    cast_open(&c);
    int64_t between = draft(&c, NORTH, "Every parcel has one address");
    (void)hang(&c, between, c.upper, 0);
    keep_and_count(&c, &before);
    publish(&c, between);
    check_told(&c, &before);
    keep_and_count(&c, &before);
    change(&c, between,
           (struct objective_patch){.given = OBJECTIVE_PATCH_UNIT_ID, .unit_id = c.units[FINANCE]});
    check_told(&c, &before);
    change(&c, between,
           (struct objective_patch){.given = OBJECTIVE_PATCH_UNIT_ID, .unit_id = c.units[SALES]});
    keep_and_count(&c, &before);
    put_away(&c, between, objective_archive);
    check_told(&c, &before);
    stage_close(&c.stage);
}

TEST(kept_health__hears_of_a_draft_above_that_is_thrown_away)
{
    struct cast c;
    struct counted before;

    cast_open(&c);
    CHECK_OK(alignment_delete(act(&c, 1), &(struct by_id){.id = c.link}));
    int64_t above = draft(&c, SALES, "Every parcel has one address");
    int64_t kr = stage_key_result(&c.stage, c.admin, above, 0);
    (void)hang(&c, c.lower, 0, kr);
    keep_and_count(&c, &before);
    CHECK_OK(key_result_delete(act(&c, 1), &(struct by_id){.id = kr}));
    check_told(&c, &before);
    (void)hang(&c, c.lower, above, 0);
    keep_and_count(&c, &before);
    CHECK_OK(
        objective_delete(act(&c, stage_version(&c.stage, above)), &(struct by_id){.id = above}));
    check_told(&c, &before);
    stage_close(&c.stage);
}

TEST(kept_health__hears_of_meetings)
{
    struct cast c;
    struct counted before;
    struct meeting_view view;

    cast_open(&c);
    const struct meeting_new in = {.given = UINT64_MAX,
                                   .id = c.units[TOKYO],
                                   .cycle_id = c.cycle,
                                   .starts_at = maybe_of(STAGE_NOW),
                                   .budget_minutes = 15};
    CHECK_OK(meeting_create(act(&c, 0), &in, &view));
    CHECK_OK(meeting_start(act(&c, 0), &(struct by_id){.id = view.id}, &view));
    keep_and_count(&c, &before);
    CHECK_OK(meeting_end(act(&c, 0), &(struct by_id){.id = view.id}, &view));
    check_told(&c, &before);
    stage_close(&c.stage);
}

TEST(kept_health__hears_of_settings_and_of_the_cycle)
{
    struct cast c;
    struct counted before;
    struct setting_view setting;
    struct cycle_view cycle;
    const struct setting_patch cadence = {
        .given = UINT64_MAX, .name = STR("cadence_days"), .value = STR("7")};

    cast_open(&c);
    keep_and_count(&c, &before);
    struct call *call = act(&c, 0);
    call->if_match = maybe_of(0);
    CHECK_OK(setting_update(call, &cadence, &setting));
    check_told(&c, &before);
    keep_and_count(&c, &before);
    set_level(&c, "objective_no_owner", WRITING_LEVEL_OFF, 0);
    set_level(&c, "few_key_results", WRITING_LEVEL_WARN, 0);
    check_told(&c, &before);
    keep_and_count(&c, &before);
    CHECK_OK(cycle_update(act(&c, 1),
                          &(struct cycle_patch){.given = CYCLE_PATCH_START_DAY,
                                                .id = c.cycle,
                                                .start_day = TODAY - 20},
                          &cycle));
    check_told(&c, &before);
    stage_close(&c.stage);
}

TEST(kept_health__is_of_a_day)
{
    struct cast c;
    struct counted before;

    cast_open(&c);
    keep_and_count(&c, &before);
    c.stage.call.now += 15 * USEC_PER_DAY;
    check_told(&c, &before);
    stage_close(&c.stage);
}

/* Units of which the job has heard what makes sums of a kind wrong. */
static size_t
stale(struct cast *c, const char *kind)
{
    struct id_row_list rows;
    int64_t done;

    CHECK_OK(keep_hear(act(c, 0), &done));
    CHECK_OK(q_kept_stale(act(c, 0), c->cycle, str_from(kind), PLACE_COUNT, &rows));
    return rows.count;
}

TEST(kept_health__of_words_hears_of_no_check_in)
{
    struct cast c;
    struct check_in_view check_in;
    struct key_result_view view;
    struct key_result row;
    struct check_in_new in = {
        .given = UINT64_MAX, .value = maybe_of(10 * DECIMAL_ONE), .day = maybe_of(TODAY - 9)};
    struct key_result_patch worded = {.given = KEY_RESULT_PATCH_TITLE,
                                      .title = STR("Implement the new system")};

    cast_open(&c);
    keep(&c);
    in.id = worded.id = c.lower_kr;
    CHECK_OK(check_in_create(act(&c, 0), &in, &check_in));
    CHECK(stale(&c, "practice") > 0);
    CHECK_INT(stale(&c, KEPT_WORDS), 0);
    CHECK_OK(q_key_result_get(act(&c, 0), c.lower_kr, &row));
    CHECK_OK(key_result_update(act(&c, row.version), &worded, &view));
    CHECK(stale(&c, KEPT_WORDS) > 0);
    stage_close(&c.stage);
}

static void
check_in_sure(struct cast *c, int64_t key_result_id)
{
    struct check_in_view out;
    const struct check_in_new in = {.given = UINT64_MAX,
                                    .id = key_result_id,
                                    .value = maybe_of(10 * DECIMAL_ONE),
                                    .confidence = maybe_of(9)};

    CHECK_OK(check_in_create(act(c, 0), &in, &out));
}

/* Where the rule about goals that everybody is sure of warns. */
TEST(kept_health__of_words_hears_of_confidence_where_that_counts)
{
    struct cast c;
    struct counted before;
    int64_t key_results[2];

    cast_open(&c);
    set_level(&c, "confident_stretch", WRITING_LEVEL_WARN, 0);
    int64_t id = stage_draft(&c.stage, c.admin, c.cycle, c.units[TOKYO], "Parcels come in an hour",
                             OBJECTIVE_KIND_ASPIRATIONAL);
    for (int i = 0; i < 2; i++)
        key_results[i] = stage_key_result(&c.stage, c.admin, id, c.admin);
    publish(&c, id);
    check_in_sure(&c, key_results[0]);
    keep_and_count(&c, &before);
    check_in_sure(&c, key_results[1]);
    check_told(&c, &before);
    keep(&c);
    check_in_sure(&c, key_results[1]);
    CHECK(stale(&c, KEPT_WORDS) > 0);
    stage_close(&c.stage);
}

/* ---- what happens between computing and writing -------------------------------------------------
 */

/* All is stale, and computed; then somebody checks in, of which nothing is in what was computed. */
static void
compute_then_check_in(struct cast *c, struct counted *before, struct kept_round *round)
{
    struct check_in_view check_in;
    const struct check_in_new in = {.given = UINT64_MAX,
                                    .id = c->lower_kr,
                                    .value = maybe_of(10 * DECIMAL_ONE),
                                    .day = maybe_of(TODAY - 9)};

    keep_and_count(c, before);
    kept_round_init(round);
    CHECK_OK(q_kept_forget_all(act(c, 0)));
    CHECK_OK(keep_compute(act(c, 0), round));
    CHECK(round->count > 0);
    CHECK_OK(check_in_create(act(c, 0), &in, &check_in));
}

/* Writes it; who reads then still gets what is. Returns how many sums were written. */
static int64_t
write_and_read(struct cast *c, const struct counted *before, struct kept_round *round)
{
    int64_t done;

    CHECK_OK(keep_write(act(c, 0), round, &done));
    check_told(c, before);
    kept_round_release(round);
    return done;
}

TEST(keep_write__is_not_believed_where_something_was_told_meanwhile)
{
    struct cast c;
    struct kept_round round;
    struct counted before;

    cast_open(&c);
    compute_then_check_in(&c, &before, &round);
    CHECK_INT(write_and_read(&c, &before, &round), (int64_t)round.count);
    stage_close(&c.stage);
}

TEST(keep_write__writes_nothing_where_more_was_heard_since)
{
    struct cast c;
    struct kept_round round;
    struct counted before;

    cast_open(&c);
    compute_then_check_in(&c, &before, &round);
    stage_sql(&c.stage, "UPDATE kept_cursor SET event_id = (SELECT max(e.id) FROM event e)");
    CHECK_INT(write_and_read(&c, &before, &round), 0);
    stage_close(&c.stage);
}

/* It knows fewer kinds, and says that nothing lacks. */
TEST(keep_compute__looks_for_what_the_release_before_did_not_keep)
{
    struct cast c;
    struct kept_round round;
    int64_t done;

    cast_open(&c);
    keep(&c);
    stage_sql(&c.stage, "DELETE FROM kept_sum WHERE kind = 'writing'");
    kept_round_init(&round);
    CHECK_OK(keep_compute(act(&c, 0), &round));
    CHECK_INT(round.count, PLACE_COUNT);
    CHECK_OK(keep_write(act(&c, 0), &round, &done));
    CHECK_INT(done, PLACE_COUNT);
    CHECK_OK(keep_compute(act(&c, 0), &round));
    CHECK_INT(round.count, 0);
    stage_sql(&c.stage, "DELETE FROM kept_sum WHERE kind = 'writing'");
    round.looked = true;
    CHECK_OK(keep_compute(act(&c, 0), &round));
    CHECK_INT(round.count, 0);
    kept_round_release(&round);
    stage_close(&c.stage);
}

TEST(keep_check__computes_the_health_too)
{
    struct cast c;
    struct buf report;
    int64_t checked;
    int64_t differences = 0;

    cast_open(&c);
    keep(&c);
    buf_init(&report, 10000);
    CHECK_OK(keep_check(act(&c, 0), &report, &checked, &differences));
    CHECK_INT(checked, 5 * PLACE_COUNT);
    CHECK_INT(differences, 0);
    stage_sql(&c.stage, "UPDATE kept_sum SET numbers = '7' WHERE kind = 'practice'");
    CHECK_OK(keep_check(act(&c, 0), &report, &checked, &differences));
    CHECK_INT(differences, PLACE_COUNT);
    buf_release(&report);
    stage_close(&c.stage);
}

STAGE_MAIN()
