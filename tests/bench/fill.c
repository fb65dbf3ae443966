/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fills a new database with an organisation of a given size, the same for the same size and
 * day, through the queries of the program, and says as JSON what a bench asks of it:
 *
 *     fill DB PEOPLE      (DB: a path, or the URL of an empty database of either engine)
 *
 * The shape is that of real organisations as far as speed feels it: a unit for eight people, an
 * objective for four in a quarter, a few units with many of them (whose first page is full), links
 * that count to objectives of small units below, check-ins behind every key result. Numbers above
 * do not always add up from those below; nothing here asks why.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "edge/dispatch.h"
#include "gen/access_sql.h"
#include "gen/checkin_sql.h"
#include "gen/migration.h"
#include "gen/okr_sql.h"
#include "gen/org_sql.h"
#include "practice/access/folded.h"
#include "practice/access/secret.h"
#include "practice/okr/past.h"

#define SECRET               "a-session-of-the-bench-and-of-nobody-else"
#define PEOPLE_MIN           64
#define PEOPLE_MAX           1000000
#define PEOPLE_PER_UNIT      8
#define PEOPLE_PER_OBJECTIVE 4 /* in one quarter */
#define UNIT_FAN             8
#define BIG_EVERY            16 /* one unit of so many has a full page */
#define BIG_OBJECTIVES       24
#define PAGE_ROWS            20
#define PAGES_MAX            32
#define QUARTERS             4
#define QUARTER_DAYS         92
#define KEY_RESULTS_MAX      4
#define CHECK_INS            3 /* of one key result */
#define LINK_EVERY           4 /* one objective of so many in a big unit has others below it */
#define CHECKED              64
#define LINKS                2

struct fill {
    struct call call;
    day_t today;
    int64_t people;
    int64_t units;
    int64_t cycles[QUARTERS];
    int64_t *small; /* objectives of small units in the quarter under way */
    int64_t small_count;
    int64_t small_linked;
    bool may_check;           /* what is added may be among the next */
    int64_t checked[CHECKED]; /* key results to check in: the first of big units now */
    int checked_count;
};

static struct str
words(struct fill *fill, int64_t seed)
{
    static const char *const verbs[] = {"Halve", "Double", "Shorten", "Strengthen", "Prove", "Win"};
    static const char *const nouns[] = {
        "the time from order to doorstep", "returns that need a call",
        "the share of first-time buyers",  "trust in our sizes",
        "the range that partners bring",   "page loads on a phone"};
    static const char *const places[] = {"in the north",      "in Belgium",
                                         "for large parcels", "before the peak",
                                         "with our own vans", "in the app"};

    return str_fmt(fill->call.arena, "%s %s %s (%lld)", verbs[seed % 6], nouns[seed / 6 % 6],
                   places[seed / 36 % 6], (long long)seed);
}

/* ---- people and units ------------------------------------------------------------------------ */

static enum err
add_person(struct fill *fill, int64_t number)
{
    struct call *call = &fill->call;
    struct str name = str_fmt(call->arena, "Robin Jansen %lld", (long long)number);
    struct str email = str_fmt(call->arena, "p%lld@example.org", (long long)number);
    struct person person = {
        .name = name,
        .email = email,
        .state = PERSON_STATE_ACTIVE,
        .language = LANGUAGE_EN,
        .region = STR("en-GB"),
        .week_start = 1,
        .zone = STR("Europe/Amsterdam"),
        .folded = folded_key(call->arena, name, email),
        .created_at = call->now,
        .version = 1,
    };
    struct membership membership = {
        .unit_id = 1 + number % fill->units, .main = true, .valid_from = fill->today - 1000};

    TRY(q_person_insert(call, &person, &membership.person_id));
    return q_membership_insert(call, &membership, &membership.id);
}

/* Ids of a new table count from 1, so that the path is known before the row is there. */
static enum err
add_unit(struct fill *fill, int64_t number, struct str *paths)
{
    struct call *call = &fill->call;
    int64_t parent = (number - 1) / UNIT_FAN;
    struct str above = number > 0 ? paths[parent] : STR("/");
    struct unit unit = {
        .parent_id = number > 0 ? maybe_of(parent + 1) : maybe_none(),
        .name = str_fmt(call->arena, "Unit %lld", (long long)number),
        .type = number > 0 ? UNIT_TYPE_TEAM : UNIT_TYPE_COMPANY,
        .zone_effective = STR(""),
        .valid_from = fill->today - 1000,
        .created_at = call->now,
        .version = 1,
    };

    unit.path = str_fmt(call->arena, "%.*s%lld/", STR_FMT(above), (long long)number + 1);
    unit.folded = folded_key(call->arena, unit.name, (struct str){0});
    for (size_t i = 1; i + 1 < unit.path.len; i++)
        unit.depth += unit.path.ptr[i] == '/';
    paths[number] = unit.path;
    TRY(q_unit_insert(call, &unit, &unit.id));
    return unit.id == number + 1 ? OK : ERR_INTERNAL;
}

/* The one who asks: an OKR master, so that check-ins are allowed everywhere. */
static enum err
add_reader(struct fill *fill)
{
    struct call *call = &fill->call;
    struct session session = {
        .person_id = 1,
        .secret_hash = secret_hash(call->arena, STR(SECRET)),
        .created_at = call->now,
        .seen_at = call->now,
        .expires_at = call->now + 30 * USEC_PER_DAY,
        .client = STR("bench"),
    };
    struct role_grant grant = {
        .person_id = 1, .role = ROLE_OKR_MASTER, .valid_from = call->now - USEC_PER_DAY};

    TRY(q_grant_insert(call, &grant, &grant.id));
    return q_session_insert(call, &session, &session.id);
}

static enum err
add_people_and_units(struct fill *fill)
{
    struct arena lasting;
    struct str *paths;
    enum err err = OK;

    arena_init(&lasting, (size_t)fill->units * sizeof(*paths) + ARENA_BLOCK_SIZE);
    paths = arena_array(&lasting, (size_t)fill->units, sizeof(*paths));
    for (int64_t i = 0; err == OK && i < fill->units; i++)
        err = add_unit(fill, i, paths);
    arena_release(&lasting);
    for (int64_t i = 0; err == OK && i < fill->people; i++) {
        err = add_person(fill, i);
        arena_clear(fill->call.arena);
    }
    return err == OK ? add_reader(fill) : err;
}

/* ---- objectives ------------------------------------------------------------------------------ */

static enum err
add_check_ins(struct fill *fill, int64_t key_result_id, int64_t percent)
{
    struct check_in check_in = {
        .key_result_id = key_result_id,
        .person_id = maybe_of(1 + key_result_id % fill->people),
        .confidence = maybe_of(7),
        .created_at = fill->call.now,
    };

    for (int64_t i = 1; i <= CHECK_INS; i++) {
        check_in.day = fill->today - 1 - 14 * (CHECK_INS - i);
        check_in.value = percent * i / CHECK_INS * DECIMAL_ONE;
        check_in.raw = percent * i / CHECK_INS * (FRACTION_ONE / 100);
        TRY(q_check_in_insert(&fill->call, &check_in, &check_in.id));
    }
    return OK;
}

static enum err
add_key_result(struct fill *fill, const struct objective *objective, int64_t rank)
{
    struct call *call = &fill->call;
    int64_t seed = objective->id * KEY_RESULTS_MAX + rank;
    int64_t percent = seed * 37 % 101;
    struct key_result row = {
        .objective_id = objective->id,
        .owner_id = rank % 2 == 0 ? maybe_of(1 + seed % fill->people) : maybe_none(),
        .title = words(fill, seed),
        .kind = KR_KIND_INCREASE,
        .period_rule = PERIOD_RULE_LATEST,
        .unit_of_measure = STR("%"),
        .start_value = maybe_of(0),
        .target_value = maybe_of(100 * DECIMAL_ONE),
        .weight = WEIGHT_USUAL,
        .rank = rank,
        .current_value = maybe_of(percent * DECIMAL_ONE),
        .raw = maybe_of(percent * (FRACTION_ONE / 100)),
        .contribution = percent * (FRACTION_ONE / 100),
        .confidence = maybe_of(7),
        .last_check_in_day = maybe_of(fill->today - 1 - seed % 25),
        .check_in_count = CHECK_INS,
        .created_at = call->now,
        .version = 1,
    };

    if (rank == 0)
        row.description = STR("Measured every Monday from the warehouse, without the holidays.");
    TRY(q_key_result_insert(call, &row, &row.id));
    if (fill->may_check && fill->checked_count < CHECKED)
        fill->checked[fill->checked_count++] = row.id;
    return add_check_ins(fill, row.id, percent);
}

static enum err
add_link(struct fill *fill, int64_t parent_id)
{
    struct alignment link = {
        .child_id = fill->small[fill->small_linked++],
        .parent_id = maybe_of(parent_id),
        .kind = ALIGNMENT_KIND_CONTRIBUTES,
        .weight = WEIGHT_USUAL,
        .valid_from = fill->call.now,
        .version = 1,
    };

    return q_alignment_insert(&fill->call, &link, &link.id);
}

static enum err
add_objective(struct fill *fill, int quarter, int64_t unit, int64_t rank, int64_t *ret_id)
{
    struct call *call = &fill->call;
    int64_t seed = unit * BIG_OBJECTIVES + rank;
    bool open = quarter == QUARTERS - 1;
    struct objective row = {
        .cycle_id = fill->cycles[quarter],
        .unit_id = unit + 1,
        .owner_id = maybe_of(1 + seed * 31 % fill->people),
        .title = words(fill, seed),
        .description = STR("Why it matters, and what changes for customers when it is done."),
        .kind = rank % 3 == 0 ? OBJECTIVE_KIND_COMMITTED : OBJECTIVE_KIND_ASPIRATIONAL,
        .state = open ? OBJECTIVE_STATE_PUBLISHED : OBJECTIVE_STATE_CLOSED,
        .rank = rank,
        .progress = maybe_of(seed * 7919 % FRACTION_ONE),
        .created_by = maybe_of(1),
        .created_at = call->now,
        .published_at = maybe_of(call->now),
        .closed_at = open ? maybe_none() : maybe_of(call->now),
        .version = 3,
    };

    TRY(q_objective_insert(call, &row, &row.id));
    int64_t key_results = KEY_RESULTS_MAX - (rank % 3 < 2);
    for (int64_t i = 0; i < key_results; i++)
        TRY(add_key_result(fill, &row, i));
    TRY(past_keep_objective(call, row.id));
    TRY(past_keep_key_results(call, row.id));
    arena_clear(call->arena);
    *ret_id = row.id;
    return OK;
}

static bool
is_big(int64_t unit)
{
    return unit % BIG_EVERY == BIG_EVERY - 1;
}

static enum err
add_big(struct fill *fill, int quarter, int64_t unit)
{
    for (int64_t rank = 0; rank < BIG_OBJECTIVES; rank++) {
        int64_t id;
        fill->may_check = quarter == QUARTERS - 1;
        TRY(add_objective(fill, quarter, unit, rank, &id));
        fill->may_check = false;
        if (rank % LINK_EVERY != 0)
            continue;
        for (int i = 0; i < LINKS && fill->small_linked < fill->small_count; i++)
            TRY(add_link(fill, id));
    }
    return OK;
}

/* Small units first: what they have is linked to what big ones have. */
static enum err
add_quarter(struct fill *fill, int quarter)
{
    int64_t left = fill->people / PEOPLE_PER_OBJECTIVE;

    for (int64_t unit = 0; unit < fill->units; unit++)
        left -= is_big(unit) ? BIG_OBJECTIVES : 0;
    fill->small_count = 0;
    fill->small_linked = 0;
    for (int64_t unit = 0; left > 0; unit++) {
        if (is_big(unit % fill->units))
            continue;
        TRY(add_objective(fill, quarter, unit % fill->units, unit / fill->units,
                          &fill->small[fill->small_count++]));
        left--;
    }
    for (int64_t unit = 0; unit < fill->units; unit++)
        if (is_big(unit))
            TRY(add_big(fill, quarter, unit));
    return OK;
}

static enum err
add_cycle(struct fill *fill, int quarter)
{
    day_t start = fill->today - QUARTER_DAYS / 2 - (QUARTERS - 1 - quarter) * QUARTER_DAYS;
    struct cycle cycle = {
        .name = str_fmt(fill->call.arena, "Quarter %d", quarter + 1),
        .type = CYCLE_TYPE_QUARTER,
        .start_day = start,
        .end_day = start + QUARTER_DAYS,
        .state = quarter == QUARTERS - 1 ? CYCLE_STATE_OPEN : CYCLE_STATE_CLOSED,
        .created_at = fill->call.now,
        .version = 1,
    };

    return q_cycle_insert(&fill->call, &cycle, &fill->cycles[quarter]);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static enum err
add_all(struct fill *fill)
{
    struct arena lasting;
    enum err err = add_people_and_units(fill);
    size_t objectives = (size_t)(fill->people / PEOPLE_PER_OBJECTIVE);

    arena_init(&lasting, objectives * sizeof(int64_t) + ARENA_BLOCK_SIZE);
    fill->small = arena_array(&lasting, objectives, sizeof(int64_t));
    for (int quarter = 0; err == OK && quarter < QUARTERS; quarter++) {
        err = add_cycle(fill, quarter);
        if (err == OK)
            err = add_quarter(fill, quarter);
    }
    arena_release(&lasting);
    return err;
}

static void
say(const struct fill *fill)
{
    int pages = 0;

    printf("{\"cookie\":\"%s=%s\",\"people\":%lld,\"units\":%lld,\"pages\":[", SESSION_COOKIE,
           SECRET, (long long)fill->people, (long long)fill->units);
    for (int64_t unit = 0; unit < fill->units && pages < PAGES_MAX; unit++)
        if (is_big(unit))
            printf("%s\"/api/v1/objectives?cycle_id=%lld&unit_id=%lld&limit=%d\"",
                   pages++ > 0 ? "," : "", (long long)fill->cycles[QUARTERS - 1],
                   (long long)unit + 1, PAGE_ROWS);
    printf("],\"key_results\":[");
    for (int i = 0; i < fill->checked_count; i++)
        printf("%s%lld", i > 0 ? "," : "", (long long)fill->checked[i]);
    printf("]}\n");
}

static enum err
fill_database(const char *path, int64_t people)
{
    struct arena arena;
    char url[4096];
    char why[DB_WHY_MAX] = "";
    struct db_options options = {
        .url = url, .query_count = (unsigned)all_query_count, .create = true};
    struct fill fill = {.people = people, .units = people / PEOPLE_PER_UNIT};
    struct db *db;

    snprintf(url, sizeof(url), "%s%s", strchr(path, ':') == NULL ? "sqlite:" : "", path);
    TRY(db_open(&db, &options, why));
    enum err err = db_migrate(db, all_migrations, all_migrations_count, MIGRATE_APPLY, why);
    if (err == OK)
        err = conn_begin(db, /* writes= */ true, &fill.call.conn);
    arena_init(&arena, ARENA_CEILING_USUAL);
    fill.call.arena = &arena;
    fill.call.now = time_now();
    fill.today = day_of(fill.call.now);
    if (err == OK)
        err = add_all(&fill);
    if (err == OK)
        err = conn_commit(&fill.call.conn);
    if (err == OK)
        say(&fill);
    else
        fprintf(stderr, "fill: %s %s\n", err_name(err),
                fill.call.conn != NULL ? conn_why(fill.call.conn).ptr : why);
    conn_rollback(&fill.call.conn);
    arena_release(&arena);
    db_close(db);
    return err;
}

int
main(int argc, char **argv)
{
    long long people = argc == 3 ? strtoll(argv[2], NULL, 10) : 0;

    if (people < PEOPLE_MIN || people > PEOPLE_MAX) {
        fprintf(stderr, "usage: fill DB PEOPLE   (%d to %d of them)\n", PEOPLE_MIN, PEOPLE_MAX);
        return 2;
    }
    return fill_database(argv[1], people) == OK ? 0 : 1;
}
