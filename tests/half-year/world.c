/* SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include <ctype.h>
#include <stdarg.h>
#include <unistd.h>

#include "gen/access.h"
#include "gen/collaboration.h"
#include "gen/exchange.h"
#include "gen/okr.h"
#include "gen/org.h"
#include "gen/process.h"
#include "gen/strategy.h"

#define HEARD_TRIES    6000
#define HEARD_PAUSE_US 10000

const struct place_plan places[PLACE_COUNT] = {
    [MERIDIAN] = {"Meridian", UNIT_TYPE_COMPANY, -1, NETHERLANDS, EARLY},
    [RETAIL] = {"Retail", UNIT_TYPE_BUSINESS_UNIT, MERIDIAN, NETHERLANDS, PUNCTUAL},
    [FREIGHT] = {"Freight", UNIT_TYPE_BUSINESS_UNIT, MERIDIAN, BRITAIN, EARLY},
    [AMERICAS] = {"Americas", UNIT_TYPE_BUSINESS_UNIT, MERIDIAN, AMERICA, EARLY},
    [NIPPON] = {"Nippon", UNIT_TYPE_BUSINESS_UNIT, MERIDIAN, JAPAN, PUNCTUAL},
    [STORES] = {"Stores", UNIT_TYPE_DEPARTMENT, RETAIL, NETHERLANDS, EARLY},
    [WEBSHOP] = {"Web shop", UNIT_TYPE_DEPARTMENT, RETAIL, NETHERLANDS, EARLY},
    [RAIL] = {"Rail", UNIT_TYPE_DEPARTMENT, FREIGHT, BRITAIN, LATE},
    [WEST] = {"West", UNIT_TYPE_DEPARTMENT, AMERICAS, AMERICA, SILENT},
    [OSAKA] = {"Osaka", UNIT_TYPE_DEPARTMENT, NIPPON, JAPAN, PUNCTUAL},
};

const struct quarter_plan quarters[QUARTER_COUNT] = {
    [SPRING] = {"2027 until March", 2, 3}, /* they began with Koers in February */
    [SUMMER] = {"2027 Q2", 4, 6},
    [AUTUMN] = {"2027 Q3", 7, 9},
};

/* ---- asking -------------------------------------------------------------------------------------
 */

struct call *
world_as(struct world *world, int person, int64_t version)
{
    arena_clear(&world->stage.arena);
    return stage_as(&world->stage, person < 0 ? 0 : world->people[person].id, version);
}

static void
begin_anew(struct world *world)
{
    CHECK_OK(conn_commit(&world->stage.conn));
    CHECK_OK(conn_begin(world->stage.db, /* writes= */ true, &world->stage.conn));
    world->stage.call.conn = world->stage.conn;
}

/* On PostgreSQL what happened is heard once everything that began before is over, on that whole
 * server: other tests run on it. SQLite has one writer, and the play needs no disk. */
void
world_commit(struct world *world)
{
    int64_t mine = 0;
    int64_t horizon = 0;

    if (conn_engine(world->stage.conn) == ENGINE_SQLITE)
        return;
    CHECK_OK(conn_txid(world->stage.conn, &mine));
    begin_anew(world);
    for (int tries = 0; tries < HEARD_TRIES; tries++) {
        CHECK_OK(conn_txid_horizon(world->stage.conn, &horizon));
        if (horizon > mine)
            return;
        begin_anew(world);
        (void)usleep(HEARD_PAUSE_US);
    }
    world_fault(world, "something on this server goes on for a minute: nothing is heard");
}

void
world_fault(struct world *world, const char *format, ...)
{
    va_list args;
    int year, month, day;

    day_to_civil(day_of(world->stage.call.now), &year, &month, &day);
    printf("# %04d-%02d-%02d: ", year, month, day);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    printf("\n");
    world->faults++;
}

void
world_must(struct world *world, enum err err, const char *what)
{
    const struct call *call = &world->stage.call;

    if (err != OK)
        world_fault(world, "%s: %s %.*s", what, err_name(err),
                    STR_FMT(call->fault_count > 0 ? call->faults[0].detail : call->why));
}

int64_t
world_number(struct world *world, struct str sql)
{
    char *text = str_cstr(&world->stage.arena, sql);
    const struct query query = {.name = "number", .number = UINT32_MAX, .sql = {text, text}};
    struct rows rows ROWS_CLEANUP;
    bool row;

    CHECK_OK(rows_open(&rows, world->stage.conn, &query, NULL, 0));
    CHECK_OK(rows_next(&rows, &row));
    return row ? rows_int(&rows, 0) : 0;
}

/* ---- who and where ------------------------------------------------------------------------------
 */

day_t
quarter_first(enum quarter quarter)
{
    return day_at(quarters[quarter].first_month, 1);
}

day_t
quarter_last(enum quarter quarter)
{
    return day_at(quarters[quarter].last_month + 1, 1) - 1;
}

static bool
is_reorganised(usec_t now)
{
    return local_day(NETHERLANDS, now) >= REORGANISED;
}

bool
has_ended(enum place place, usec_t now)
{
    return place == WEBSHOP && is_reorganised(now);
}

int
above_of(enum place place, usec_t now)
{
    return place == RAIL && is_reorganised(now) ? RETAIL : places[place].above;
}

enum land
land_of(enum place place, usec_t now)
{
    return place == RAIL && is_reorganised(now) ? NETHERLANDS : places[place].land;
}

/* An absence has days of the organisation, which is in Amsterdam. */
bool
is_away(const struct world *world, int person, usec_t now)
{
    const struct human *human = &world->people[person];
    day_t today = local_day(NETHERLANDS, now);

    return human->away_first != 0 && today >= human->away_first && today <= human->away_last;
}

bool
has_left(const struct world *world, int person, usec_t now)
{
    usec_t left_at = world->people[person].left_at;

    return left_at != 0 && now >= left_at;
}

int
acting(const struct world *world, int person, usec_t now)
{
    return is_away(world, person, now) ? world->people[person].deputy : person;
}

int
leaders_of(const struct world *world, enum place place, usec_t now, int out[2])
{
    int count = 0;

    for (int at = (int)place; at >= 0 && count == 0; at = above_of((enum place)at, now)) {
        if (!has_left(world, world->leaders[at], now))
            out[count++] = world->leaders[at];
        if (at == STORES && is_reorganised(now))
            out[count++] = world->leaders[WEBSHOP];
    }
    return count;
}

int
master_of(const struct world *world, enum place place, usec_t now)
{
    for (int at = (int)place; at >= 0; at = above_of((enum place)at, now))
        if (world->masters[at] >= 0)
            return world->masters[at];
    return world->squad_lead;
}

/* ---- building -----------------------------------------------------------------------------------
 */

/* stores.leader@meridian.example */
static struct str
address_of(struct world *world, const char *name)
{
    struct str address = str_fmt(&world->stage.arena, "%s@meridian.example", name);
    char *text = str_cstr(&world->stage.arena, address);

    for (char *at = text; *at != '\0'; at++)
        *at = *at == ' ' ? '.' : (char)tolower((unsigned char)*at);
    return str_from(text);
}

/* Somebody who can sign in, and belongs to the unit. */
static int
add_person(struct world *world, int *count, enum place place, const char *what)
{
    int at = (*count)++;
    struct human *human = &world->people[at];
    bool dutch = place == STORES || place == WEBSHOP;

    *human = (struct human){.place = place, .land = places[place].land};
    snprintf(human->name, sizeof(human->name), "%s %s", places[place].name, what);
    human->language = dutch ? LANGUAGE_NL : LANGUAGE_EN;
    struct call *call = world_as(world, -1, 0);
    struct person row = {
        .name = str_from(human->name),
        .email = address_of(world, human->name),
        .state = PERSON_STATE_ACTIVE,
        .language = human->language,
        .region = str_from(land_plan(human->land)->region),
        .zone = str_from(land_plan(human->land)->zone),
        .country = str_from(land_plan(human->land)->name),
    };
    world_must(world, person_add(call, &row), human->name);
    human->id = row.id;
    return at;
}

static void
add_people(struct world *world)
{
    int count = 0;
    char what[40];

    world->admin = add_person(world, &count, MERIDIAN, "administrator");
    world->squad_lead = add_person(world, &count, MERIDIAN, "squad lead");
    for (int place = 0; place < PLACE_COUNT; place++) {
        world->leaders[place] = add_person(world, &count, (enum place)place, "leader");
        for (int i = 0; i < OWNERS; i++) {
            snprintf(what, sizeof(what), "owner %d", i + 1);
            world->owners[place][i] = add_person(world, &count, (enum place)place, what);
        }
        world->masters[place] = -1;
        if (places[place].type == UNIT_TYPE_BUSINESS_UNIT)
            world->masters[place] = add_person(world, &count, (enum place)place, "OKR master");
    }
    for (int i = 0; count < PEOPLE; i++) {
        snprintf(what, sizeof(what), "member %d", i / PLACE_COUNT + 1);
        (void)add_person(world, &count, (enum place)(i % PLACE_COUNT), what);
    }
}

static void
add_units(struct world *world)
{
    for (int place = 0; place < PLACE_COUNT; place++) {
        const struct place_plan *plan = &places[place];
        bool own = plan->above < 0 || plan->land != places[plan->above].land;
        struct unit_view out;
        struct unit_new in = {
            .given = UINT64_MAX,
            .name = str_from(plan->name),
            .type = plan->type,
            .parent_id = plan->above < 0 ? maybe_none() : maybe_of(world->units[plan->above]),
            .zone = own ? str_from(land_plan(plan->land)->zone) : (struct str){0},
        };
        world_must(world, unit_create(world_as(world, world->admin, 0), &in, &out), plan->name);
        world->units[place] = out.id;
    }
}

static void
join_units(struct world *world)
{
    for (int i = 0; i < PEOPLE; i++) {
        struct member_view out;
        struct membership_new in = {.given = UINT64_MAX,
                                    .id = world->units[world->people[i].place],
                                    .person_id = world->people[i].id,
                                    .main = true,
                                    .valid_from = maybe_none()};
        world_must(world, membership_create(world_as(world, world->admin, 0), &in, &out), "join");
    }
}

/* Leaders and the first member of each unit hear of all that moves in it; the others chose to hear
 * of what they own alone. */
static void
choose_what_to_follow(struct world *world)
{
    for (int i = 0; i < PEOPLE; i++) {
        const struct human *human = &world->people[i];
        struct followers_view out;
        bool first = strstr(human->name, "member 1") != NULL;
        if (first || i == world->leaders[human->place])
            continue;
        world_must(world,
                   unit_unfollow(world_as(world, i, 0),
                                 &(struct by_id){.id = world->units[human->place]}, &out),
                   "unfollow");
    }
}

static void
grant(struct world *world, int person, enum role role, struct maybe unit_id)
{
    struct grant_view out;
    struct grant_new in = {.given = UINT64_MAX,
                           .person_id = world->people[person].id,
                           .role = role,
                           .unit_id = unit_id};

    world_must(world, grant_create(world_as(world, world->admin, 0), &in, &out), "grant");
}

static void
grant_all(struct world *world)
{
    grant(world, world->squad_lead, ROLE_OKR_MASTER, maybe_none());
    for (int place = 0; place < PLACE_COUNT; place++) {
        grant(world, world->leaders[place], ROLE_LEADER, maybe_of(world->units[place]));
        if (world->masters[place] >= 0)
            grant(world, world->masters[place], ROLE_OKR_MASTER, maybe_of(world->units[place]));
    }
}

static struct str
days_text(struct world *world, enum land land)
{
    struct str text = STR("");

    for (const struct free_day *at = land_plan(land)->free_days; at->month != 0; at++)
        text = str_fmt(&world->stage.arena, "%.*s2027-%02d-%02d;%s\n", STR_FMT(text), at->month,
                       at->day, at->name);
    return text;
}

/* Each country's calendar holds from its highest unit down. */
static void
add_calendars(struct world *world)
{
    static const enum place highest[LAND_COUNT] = {MERIDIAN, FREIGHT, AMERICAS, NIPPON};

    for (int land = 0; land < LAND_COUNT; land++) {
        struct str name = str_from(land_plan((enum land)land)->name);
        struct holiday_calendar_view out;
        struct call *call = world_as(world, world->squad_lead, 0);
        struct holiday_calendar_new calendar = {.given = UINT64_MAX, .name = name, .country = name};
        world_must(world, holiday_calendar_create(call, &calendar, &out), "calendar");
        world->calendars[land] = out.id;
        struct holiday_paste days = {
            .given = UINT64_MAX, .id = out.id, .text = days_text(world, (enum land)land)};
        world_must(world, holiday_paste_in(call, &days, &out), "holidays");
        struct unit_calendar_choice choice = {.given = UINT64_MAX,
                                              .id = world->units[highest[land]],
                                              .calendar_id = maybe_of(world->calendars[land])};
        world_must(world, unit_calendar_choose(world_as(world, world->squad_lead, 0), &choice),
                   "choose calendar");
    }
}

static int64_t
add_cycle(struct world *world, struct cycle_new in)
{
    struct cycle_view out;

    in.given = UINT64_MAX;
    in.state = CYCLE_STATE_OPEN;
    world_must(world, cycle_create(world_as(world, world->squad_lead, 0), &in, &out), "cycle");
    return out.id;
}

static void
add_cycles(struct world *world)
{
    world->year_id = add_cycle(world, (struct cycle_new){.name = STR("2027"),
                                                         .type = CYCLE_TYPE_YEAR,
                                                         .start_day = day_at(1, 1),
                                                         .end_day = day_at(12, 31)});
    for (int i = 0; i < QUARTER_COUNT; i++)
        world->cycles[i] =
            add_cycle(world, (struct cycle_new){.name = str_from(quarters[i].name),
                                                .type = CYCLE_TYPE_QUARTER,
                                                .parent_id = maybe_of(world->year_id),
                                                .start_day = quarter_first((enum quarter)i),
                                                .end_day = quarter_last((enum quarter)i)});
}

/* The board's session: two themes. */
static void
add_strategy(struct world *world)
{
    static const char *const names[OBJECTIVES] = {"Customers stay", "Every box on time"};
    struct strategy_view strategy;
    struct strategy_theme_view theme;
    int sponsor = world->leaders[MERIDIAN];
    struct strategy_new in = {
        .given = UINT64_MAX, .name = STR("Board, January"), .session_day = day_at(1, 29)};

    world_must(world, strategy_create(world_as(world, sponsor, 0), &in, &strategy), "strategy");
    for (int i = 0; i < OBJECTIVES; i++) {
        struct strategy_theme_new said = {.given = UINT64_MAX,
                                          .id = strategy.id,
                                          .name = str_from(names[i]),
                                          .from_year = 2027,
                                          .until_year = 2029};
        world_must(world, strategy_theme_create(world_as(world, sponsor, 0), &said, &theme),
                   names[i]);
        world->themes[i] = theme.theme_id;
    }
    int64_t version = world_number(world, str_fmt(&world->stage.arena,
                                                  "SELECT version FROM strategy WHERE id = %lld",
                                                  (long long)strategy.id));
    world_must(world,
               strategy_publish(world_as(world, sponsor, version),
                                &(struct by_id){.id = strategy.id}, &strategy),
               "publish the strategy");
}

/* The first administrator is there before anybody could make one. */
void
world_build(struct world *world)
{
    *world = (struct world){0};
    stage_open(&world->stage);
    world->stage.call.now = day_begins(NETHERLANDS, PLAY_FIRST) - 30 * HOUR;
    world->stage.call.mails = true;
    add_people(world);
    stage_grant(&world->stage, world->people[world->admin].id, ROLE_ADMIN, 0);
    add_units(world);
    join_units(world);
    grant_all(world);
    choose_what_to_follow(world);
    add_calendars(world);
    add_cycles(world);
    add_strategy(world);
    world_commit(world);
}
